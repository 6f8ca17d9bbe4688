//! Undo and redo of what was done to notes.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Anchor, Change, Content, EntryKind, Ledger, NoteId, Version, Writer};

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
    /// What `writer` has done according to the ledger, in order. What cannot be reversed, because the version that it
    /// replaced is gone, is left out with all before it.
    pub fn all(ledger: &Ledger, writer: &Writer) -> Vec<Self> {
        let said: HashMap<&Version, Option<Content>> = ledger
            .all()
            .map(|held| (&held.entry.ver, held.entry.is_said().then(|| held.entry.content())))
            .collect();
        let mut edits = Vec::new();
        for entry in ledger.entries_of(writer) {
            if matches!(entry.kind, EntryKind::Other(_)) {
                continue;
            }
            let replaced: Vec<&Option<Content>> =
                entry.parents.iter().filter_map(|parent| said.get(parent)).collect();
            if replaced.len() < entry.parents.len() {
                edits.clear();
                continue;
            }
            edits.push(Self {
                id: entry.id.clone(),
                before: Content::united(replaced.into_iter().flatten()),
                after: said.get(&entry.ver).cloned().flatten(),
            });
        }
        edits
    }

    /// Where the annotation was before the edit, and is again when that is undone; of a new one, where it was put.
    pub fn anchor(&self) -> Option<&Anchor> {
        self.before.as_ref().or(self.after.as_ref()).map(|content| &content.anchor)
    }

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

    /// Puts what was done before all of this in front of it. What was undone then can be redone only if nothing was done
    /// since.
    pub fn follow(&mut self, older: Self) {
        if self.is_empty() {
            *self = older;
        } else {
            self.done.splice(0..0, older.done);
        }
    }

    /// Forgets the deed that was undone last: it could not be.
    pub fn forget_undone(&mut self) {
        self.undone.pop();
    }

    /// Forgets the deed that was done last: it could not be.
    pub fn forget_done(&mut self) {
        self.done.pop();
    }

    /// The deed that would be done again next.
    pub fn last_undone(&self) -> Option<&T> {
        self.undone.last()
    }

    /// How many deeds can be undone.
    pub fn done(&self) -> usize {
        self.done.len()
    }

    /// The deed that would be undone next.
    pub fn last(&self) -> Option<&T> {
        self.done.last()
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
    fn what_was_written_down_is_undone_as_if_it_had_just_been_done() {
        use crate::annotation::Author;
        let writer = Writer {
            author: Author { id: format!("a-{}", "0".repeat(26)), name: "Ann".into() },
            replica: format!("r-{}", "0".repeat(26)),
        };
        let mut ledger = Ledger::default();
        let mut history = History::<Edit>::default();
        let id = NoteId::mint(1, [0; 10]);
        let say = |body: &str| Some(Content { body: body.into(), ..Content::default() });
        let write = |ledger: &mut Ledger, edit: &Edit| {
            let heads = ledger.heads(&edit.id, &writer.author.id);
            ledger.write(&writer, &[edit.change(heads, Timestamp::UNIX_EPOCH)]).unwrap();
        };
        // Written, changed, deleted; back, and back to the first text; one step forward again.
        for (before, after) in [(None, say("a")), (say("a"), say("b")), (say("b"), None)] {
            let edit = Edit { id: id.clone(), before, after };
            write(&mut ledger, &edit);
            history.record(edit);
            assert_eq!(History::replay(Edit::all(&ledger, &writer)), history);
        }
        for redo in [false, false, true] {
            let edit = if redo { history.redo() } else { history.undo() };
            write(&mut ledger, &edit.unwrap());
            assert_eq!(History::replay(Edit::all(&ledger, &writer)), history);
        }
    }

    #[test]
    fn a_history_without_room_keeps_what_is_nearest() {
        let mut history = History::default();
        for body in ["a", "b", "c", "d"] {
            history.record(edit(None, Some(body)));
        }
        history.undo();
        history.trim(3, |_| 1);
        assert_eq!(history.done.len() + history.undone.len(), 3);
        assert_eq!(history.last(), Some(&edit(None, Some("c"))));
        history.trim(0, |_| 1);
        assert!(history.is_empty());
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
