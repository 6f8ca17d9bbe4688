//! Undo and redo of what was done to notes.

use jiff::Timestamp;

use super::{Change, Content, NoteId, Version};

/// One action on one note, with what it takes to reverse it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The annotation.
    pub id: NoteId,
    /// What it said; `None` when it was not there.
    pub before: Option<Content>,
    /// What it says now; `None` when it was deleted.
    pub after: Option<Content>,
}

/// Something done that can be taken back.
pub trait Reversible: Clone {
    /// What takes it back.
    fn inverse(&self) -> Self;
}

impl Reversible for Edit {
    fn inverse(&self) -> Self {
        Self { id: self.id.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

impl Edit {
    /// The change that carries the edit out over `parents`, the present heads of the annotation
    /// ([`super::Ledger::heads`]; its tombstones when it is deleted).
    pub fn change(&self, parents: Vec<Version>, at: Timestamp) -> Change {
        Change { id: self.id.clone(), parents, content: self.after.clone(), at }
    }
}

/// What was done in a session, in order, and what of it was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<T> {
    done: Vec<T>,
    undone: Vec<T>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new() }
    }
}

impl<T: Reversible> History<T> {
    /// Notes that `deed` was done. What was undone before it can no longer be redone.
    pub fn record(&mut self, deed: T) {
        self.undone.clear();
        self.done.push(deed);
    }

    /// Takes the last deed back: the inverse to carry out, `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<T> {
        let deed = self.done.pop()?;
        let inverse = deed.inverse();
        self.undone.push(deed);
        Some(inverse)
    }

    /// The deed that was undone last, to carry out again; `None` when there is none.
    pub fn redo(&mut self) -> Option<T> {
        let deed = self.undone.pop()?;
        self.done.push(deed.clone());
        Some(deed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(before: Option<&str>, after: Option<&str>) -> Edit {
        let content = |body: &str| Content { body: body.into(), ..Content::default() };
        Edit { id: NoteId("n".into()), before: before.map(content), after: after.map(content) }
    }

    #[test]
    fn undo_and_redo_walk_the_same_edits() {
        let mut history = History::default();
        let (create, change, delete) =
            (edit(None, Some("a")), edit(Some("a"), Some("b")), edit(Some("b"), None));
        for step in [&create, &change, &delete] {
            history.record(step.clone());
        }
        assert_eq!(history.undo(), Some(edit(None, Some("b"))));
        assert_eq!(history.undo(), Some(edit(Some("b"), Some("a"))));
        assert_eq!(history.redo(), Some(change));
        assert_eq!(history.redo(), Some(delete));
        assert_eq!(history.redo(), None);
        for _ in 0..3 {
            assert!(history.undo().is_some());
        }
        assert_eq!(history.undo(), None);
    }

    #[test]
    fn a_new_edit_ends_redo() {
        let mut history = History::default();
        history.record(edit(None, Some("a")));
        history.undo();
        history.record(edit(None, Some("b")));
        assert_eq!(history.redo(), None);
    }
}
