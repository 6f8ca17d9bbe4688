//! What undo takes back. It never takes back more than was done: where the note or draft is not as the deed left it, because
//! another terminal changed it or the reader wrote on, it stays as it is.

use super::Notebook;
use crate::annotation::{Anchor, Draft, Edit, History, NoteId, Reversible};
use crate::app::Moment;

/// Type and tags.
pub(super) type Labels = (String, Vec<String>);

/// Something done in the pane that undo takes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    /// A note was written, changed or deleted.
    Note(Box<Edit>),
    /// A draft was dropped.
    Dropped(Box<Draft>),
    /// A dropped draft was put back.
    Restored(Box<Draft>),
    /// A draft was given other type and tags.
    Classified { id: NoteId, anchor: Box<Anchor>, before: Labels, after: Labels },
}

impl Reversible for Deed {
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Note(edit) => Self::Note(Box::new(edit.inverse())),
            Self::Dropped(draft) => Self::Restored(draft),
            Self::Restored(draft) => Self::Dropped(draft),
            Self::Classified { id, anchor, before, after } => {
                Self::Classified { id, anchor, before: after, after: before }
            }
        }
    }
}

impl Notebook {
    /// Undoes the last change to the notes; what was done, in words. `None` when there is nothing to undo.
    ///
    /// # Errors
    /// Why it stays: it is not as that change left it. The next undo takes back what was done before.
    pub fn undo(&mut self, moment: Moment) -> Option<Result<&'static str, &'static str>> {
        if self.history.last().is_none() {
            self.remember();
        }
        let deed = self.history.undo()?;
        if let Err(why) = self.carry_out(&deed, moment) {
            self.history.forget_undone();
            return Some(Err(why));
        }
        Some(Ok(match &deed {
            Deed::Restored(_) => "undone: the draft is back",
            Deed::Dropped(_) => "undone: the draft is gone again",
            Deed::Classified { .. } => "undone: the draft is as before",
            Deed::Note(edit) if edit.after.is_none() => "undone: the note is gone again",
            Deed::Note(edit) if edit.before.is_none() => "undone: the note is back",
            Deed::Note(_) => "undone: the note is as before",
        }))
    }

    /// Does again what was undone. `None` when there is nothing to redo.
    ///
    /// # Errors
    /// As for [`Notebook::undo`].
    pub fn redo(&mut self, moment: Moment) -> Option<Result<&'static str, &'static str>> {
        if self.history.is_empty() {
            self.remember();
        }
        let deed = self.history.redo()?;
        if let Err(why) = self.carry_out(&deed, moment) {
            self.history.forget_done();
            return Some(Err(why));
        }
        Some(Ok("done again"))
    }

    /// Notes down what is done.
    pub(super) fn record(&mut self, deed: Deed) {
        self.history.record(deed);
    }

    /// What the writer did in earlier sessions comes before what is done in this one. It is looked up when it is wanted.
    fn remember(&mut self) {
        if let Some(earlier) = self.earlier.take() {
            let edits = Edit::all(&earlier, &self.me).into_iter();
            self.history.follow(History::replay(edits.map(|edit| Deed::Note(Box::new(edit)))));
        }
    }

    /// Where the note is that undo would change.
    pub(in crate::app) fn next_undone(&mut self) -> Option<&Anchor> {
        if self.history.last().is_none() {
            self.remember();
        }
        match self.history.last()? {
            Deed::Note(edit) => edit.anchor(),
            Deed::Dropped(draft) | Deed::Restored(draft) => Some(&draft.content.anchor),
            Deed::Classified { anchor, .. } => Some(anchor),
        }
    }

    fn carry_out(&mut self, deed: &Deed, moment: Moment) -> Result<(), &'static str> {
        match deed {
            Deed::Note(edit) => {
                if self.said(&edit.id) != edit.before {
                    return Err(
                        "the note was changed elsewhere since then: it stays; u goes on with what was before",
                    );
                }
                self.choose(&edit.id);
                let heads = self.preview.heads(&edit.id, &self.me.author.id);
                self.write(edit, heads, moment);
            }
            Deed::Restored(draft) => match self.drafts.get(&draft.id) {
                Some(there) if there.content != draft.content => {
                    return Err("another draft of this note was begun since then: it stays");
                }
                _ => self.keep_draft((**draft).clone()),
            },
            Deed::Dropped(draft) => match self.drafts.get(&draft.id) {
                Some(there) if there.content != draft.content => {
                    return Err("the draft was written on since then: it stays");
                }
                _ => _ = self.drafts.remove(&draft.id),
            },
            Deed::Classified { id, before, after, .. } => {
                let draft = self.drafts.get_mut(id).ok_or("the draft is no draft any longer: it stays")?;
                let content = &mut draft.content;
                if (&content.note_type, &content.tags) != (&before.0, &before.1) {
                    return Err("type and tags were changed since then: they stay");
                }
                (content.note_type, content.tags) = after.clone();
                draft.at = moment.now;
            }
        }
        Ok(())
    }
}
