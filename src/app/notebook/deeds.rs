//! What undo takes back.

use super::Notebook;
use crate::annotation::{Anchor, Draft, Edit, History, Reversible};
use crate::app::Moment;

/// Something done in the pane that undo takes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    /// A note was written, changed or deleted.
    Note(Box<Edit>),
    /// A draft was dropped, or put back.
    Draft { draft: Box<Draft>, kept: bool },
    /// A draft was changed otherwise than by writing on.
    Revised { before: Box<Draft>, after: Box<Draft> },
}

impl Reversible for Deed {
    fn inverse(&self) -> Self {
        match self {
            Self::Note(edit) => Self::Note(Box::new(edit.inverse())),
            Self::Draft { draft, kept } => Self::Draft { draft: draft.clone(), kept: !kept },
            Self::Revised { before, after } => Self::Revised { before: after.clone(), after: before.clone() },
        }
    }
}

impl Notebook {
    /// Undoes the last change to the notes; what was done, in words.
    pub fn undo(&mut self, moment: Moment) -> Option<&'static str> {
        self.remember();
        let deed = self.history.undo()?;
        self.carry_out(&deed, moment);
        Some(match &deed {
            Deed::Draft { kept: true, .. } => "undone: the draft is back",
            Deed::Draft { .. } => "undone: the draft is gone again",
            Deed::Revised { .. } => "undone: the draft is as before",
            Deed::Note(edit) if edit.after.is_none() => "undone: the note is gone again",
            Deed::Note(edit) if edit.before.is_none() => "undone: the note is back",
            Deed::Note(_) => "undone: the note is as before",
        })
    }

    /// Does again what was undone; whether there was anything.
    pub fn redo(&mut self, moment: Moment) -> bool {
        self.remember();
        let deed = self.history.redo();
        if let Some(deed) = &deed {
            self.carry_out(deed, moment);
        }
        deed.is_some()
    }

    /// What the writer did in earlier sessions comes before what is done in this one.
    pub(super) fn remember(&mut self) {
        if !std::mem::replace(&mut self.remembers, true) {
            let edits = Edit::all(&self.preview(), &self.me).into_iter();
            self.history = History::replay(edits.map(|edit| Deed::Note(Box::new(edit))));
        }
    }

    /// Where the note is that undo would change.
    pub(in crate::app) fn next_undone(&mut self) -> Option<&Anchor> {
        self.remember();
        match self.history.last()? {
            Deed::Note(edit) => edit.anchor(),
            Deed::Draft { draft, .. } => Some(&draft.content.anchor),
            Deed::Revised { after, .. } => Some(&after.content.anchor),
        }
    }

    fn carry_out(&mut self, deed: &Deed, moment: Moment) {
        match deed {
            Deed::Note(edit) => {
                self.selected = Some((edit.id.clone(), true));
                self.write(edit, None, moment);
            }
            Deed::Draft { draft, kept: true } => self.keep_draft((**draft).clone()),
            Deed::Revised { after, .. } => self.keep_draft((**after).clone()),
            Deed::Draft { draft, kept: false } => {
                self.drafts.remove(&draft.id);
            }
        }
    }
}
