//! Undo and redo of what was done to notes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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

/// What was done, in order, and what of it was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The last deed, to be added to.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.done.last_mut()
    }

    /// Whether there is nothing to undo or redo.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }

    /// Drops what is furthest away, so that the deeds that stay have no more than `room` in all.
    pub fn trim(&mut self, mut room: usize, size: impl Fn(&T) -> usize) {
        for side in [&mut self.done, &mut self.undone] {
            let fits = |deed: &&T| {
                let left = room.checked_sub(size(deed));
                room = left.unwrap_or(room);
                left.is_some()
            };
            let kept = side.iter().rev().take_while(fits).count();
            side.drain(..side.len() - kept);
        }
    }
}

impl<T: Reversible + PartialEq> History<T> {
    /// The history behind deeds that were written down as they were done: one that reverses the deed before it was an
    /// undo, one that repeats what was undone was a redo.
    pub fn replay(deeds: impl IntoIterator<Item = T>) -> Self {
        let mut history = Self::default();
        for deed in deeds {
            if history.done.last().is_some_and(|last| last.inverse() == deed) {
                history.undo();
            } else if history.undone.last() == Some(&deed) {
                history.redo();
            } else {
                history.record(deed);
            }
        }
        history
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
