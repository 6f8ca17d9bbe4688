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

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        Self { id: self.id.clone(), before: self.after.clone(), after: self.before.clone() }
    }

    /// The change that carries the edit out over `parents`, the present heads of the annotation
    /// ([`super::Ledger::heads`]; its tombstones when it is deleted).
    pub fn change(&self, parents: Vec<Version>, at: Timestamp) -> Change {
        Change { id: self.id.clone(), parents, content: self.after.clone(), at }
    }
}

/// The edits of a session, in order, and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl History {
    /// Notes that `edit` was carried out. What was undone before it can no longer be redone.
    pub fn record(&mut self, edit: Edit) {
        self.undone.clear();
        self.done.push(edit);
    }

    /// Takes the last edit back: the inverse to carry out, `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.done.pop()?;
        let inverse = edit.inverse();
        self.undone.push(edit);
        Some(inverse)
    }

    /// The edit that was undone last, to carry out again; `None` when there is none.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.done.push(edit.clone());
        Some(edit)
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
