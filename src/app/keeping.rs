//! What must be on disk before the program may stop: drafts, changes, the reading place.

use super::{App, Effect, Saving, Stay};

impl App {
    pub(super) fn idle(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_place();
        effects.push(Effect::Refresh);
        effects
    }

    pub(super) fn suspend(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_everything();
        effects.push(Effect::Suspend);
        effects
    }

    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_everything();
        effects.push(Effect::Quit);
        effects
    }

    /// Everything that is not on disk yet.
    pub(super) fn keep_everything(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.notebook.drafts().is_empty() || !self.notebook.unsaved().is_empty() {
            effects.push(self.journal());
        }
        effects.extend(self.commit());
        effects.extend(self.keep_place());
        effects
    }

    pub(super) fn journal(&self) -> Effect {
        Effect::Journal { drafts: self.notebook.drafts(), changes: self.notebook.unsaved().to_vec() }
    }

    pub(super) fn commit(&self) -> Option<Effect> {
        let changes = self.notebook.unsaved();
        (!changes.is_empty()).then(|| Effect::Commit(changes.to_vec()))
    }

    fn keep_place(&mut self) -> Vec<Effect> {
        let stay = self.stay();
        if self.kept.as_ref() == Some(&stay) {
            return Vec::new();
        }
        self.kept = Some(stay.clone());
        vec![Effect::KeepPlace(stay)]
    }

    pub(super) fn stay(&self) -> Stay {
        let paragraph = self.paragraph();
        Stay {
            offset: Some(self.reader.offset(&self.cable)),
            paragraph: paragraph.and_then(|index| u32::try_from(index + 1).ok()),
            printed: paragraph.and_then(|index| self.cable.paragraphs.get(index)?.number),
            focus: self.focus,
            side: self.side,
            widths: self.widths,
        }
    }

    pub(super) fn return_to(&mut self, stay: &Stay) {
        let printed = || self.cable.paragraph_printed(stay.printed?);
        let ordinal = || (stay.paragraph? as usize).checked_sub(1);
        let start = || Some(self.cable.paragraphs.get(printed().or_else(ordinal)?)?.span.start);
        if let Some(offset) = stay.offset.or_else(start) {
            self.reader.go_to_offset(&self.cable, offset);
        }
    }

    /// What the reader must know when the program ends with changes that are not on disk as notes.
    pub fn unsaved_words(&self) -> Option<String> {
        let Saving::Failed(why) = self.notebook.saving() else { return None };
        let count = self.notebook.unsaved().len();
        let notes = if count == 1 { String::from("1 note is") } else { format!("{count} notes are") };
        Some(format!("{notes} not saved ({why}); the text is in the journal and is saved at the next start"))
    }
}
