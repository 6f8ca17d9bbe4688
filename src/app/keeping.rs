//! What must be on disk before the program may stop: drafts, changes, the reading place.

use std::collections::BTreeMap;

use super::{App, Effect, Saving};
use crate::annotation::Place;
use crate::cable::counted;
use crate::layout::Pane;

/// The panes whose widths are kept.
const SIDES: [Pane; 2] = [Pane::Notes, Pane::Entities];

impl App {
    pub(super) fn idle(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_place();
        if self.notebook.unwritten().is_some() {
            effects.push(self.journal());
        }
        if !self.notebook.drafts().is_empty() {
            effects.push(Effect::Sync);
        }
        // What is on its way already need not be sent again.
        if *self.notebook.saving() != Saving::Underway {
            effects.extend(self.commit());
        }
        effects.extend(self.keep_history());
        effects.push(Effect::Refresh);
        effects
    }

    pub(super) fn suspend(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_everything();
        effects.push(Effect::Suspend);
        effects
    }

    pub(super) fn leave(&mut self) -> Vec<Effect> {
        self.notebook.review.mark_seen();
        let mut effects = self.keep_everything();
        effects.push(Effect::Quit);
        effects
    }

    /// Everything that is not on disk yet.
    pub(super) fn keep_everything(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_notes();
        effects.extend(self.keep_place());
        effects.extend(self.keep_history());
        effects
    }

    /// Everything that was written and is not on disk yet.
    pub(super) fn keep_notes(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        // Nothing was written here; what could not be saved in an earlier run is still in its journal.
        if matches!(self.notebook.saving(), Saving::ReadOnly(_)) {
            return effects;
        }
        if !self.notebook.drafts().is_empty() || !self.notebook.unsaved().is_empty() {
            effects.extend([self.journal(), Effect::Sync]);
        }
        effects.extend(self.commit());
        effects
    }

    pub(super) fn journal(&self) -> Effect {
        Effect::Journal { drafts: self.notebook.drafts(), changes: self.notebook.unsaved().to_vec() }
    }

    pub(super) fn commit(&mut self) -> Option<Effect> {
        let changes = self.notebook.unsaved().to_vec();
        let writable = !matches!(self.notebook.saving(), Saving::ReadOnly(_));
        if !writable || changes.is_empty() {
            return None;
        }
        self.notebook.begin_saving();
        Some(Effect::Commit(changes))
    }

    pub(super) fn keep_place(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.keep_read().into_iter().collect();
        let place = self.place();
        if self.kept == place || matches!(self.notebook.saving(), Saving::ReadOnly(_)) {
            return effects;
        }
        self.kept = place.clone();
        effects.push(Effect::KeepPlace(place));
        effects
    }

    /// Marks that are not on disk yet, of places and of what has been read; when the reader leaves the cable, also what
    /// they have seen of others.
    pub(super) fn keep_marks(&mut self, leaves: bool) -> Vec<Effect> {
        if leaves {
            self.notebook.review.mark_seen();
        }
        let is_kept = self.kept.marks == self.marks && self.kept.seen == *self.notebook.review.seen();
        if is_kept { self.keep_read().into_iter().collect() } else { self.keep_place() }
    }

    /// Where the reader is. Fields that a newer version has kept there stay as they are.
    pub(super) fn place(&self) -> Place {
        let paragraph = self.paragraph();
        let printed = paragraph.and_then(|index| self.cable.paragraphs.get(index)?.number);
        Place {
            text_sha256: self.kept.text_sha256.clone(),
            offset: self.reader.offset(&self.cable) as u64,
            paragraph: paragraph.and_then(|index| u32::try_from(index + 1).ok()),
            label: printed.map(|number| number.to_string()),
            focus: self.side.name().to_string(),
            widths: self.own_widths(),
            marks: self.marks.clone(),
            seen: self.notebook.review.seen().clone(),
            blind: self.notebook.review.is_blind(),
            extra: self.kept.extra.clone(),
        }
    }

    /// The widths that are other than set.
    fn own_widths(&self) -> BTreeMap<String, u16> {
        let set = self.settings.widths();
        let own = SIDES.into_iter().filter(|pane| self.widths.of(*pane) != set.of(*pane));
        own.map(|pane| (pane.name().to_string(), self.widths.of(pane))).collect()
    }

    /// Goes back to where the reader was, in this copy of the cable or in another.
    pub(super) fn return_to(&mut self, place: &Place) {
        for pane in SIDES {
            if let Some(width) = place.widths.get(pane.name()) {
                self.widths.set(pane, *width);
            }
        }
        // The side pane is shown again; the keys go to the text, as in any reader.
        if let Some(pane) = SIDES.into_iter().find(|pane| pane.name() == place.focus) {
            self.side = pane;
            self.lay_out();
        }
        let offset = place.locate(&self.cable, &self.kept.text_sha256);
        // In another copy it is the paragraph that is found again.
        let paragraph = self.cable.paragraphs.iter().position(|paragraph| paragraph.span.start == offset);
        match paragraph {
            Some(paragraph) => self.reader.jump(self.paragraph_place(paragraph)),
            None => self.reader.go_to_offset(&self.cable, offset),
        }
    }

    /// `:save`: once more for what could not be put on disk.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        if self.notebook.unsaved().is_empty() && self.notebook.unwritten().is_none() {
            self.tell("everything is saved");
        }
        self.keep_everything()
    }

    /// Quits; once more tries and says what could not be put on disk, rather than leave it behind.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let why = match (self.notebook.saving(), self.notebook.unwritten()) {
            (_, Some(why)) => format!("what is being written is not on disk: {why}; ZQ quits and loses it"),
            (Saving::Failed(why), None) => {
                format!("NOT SAVED: {why}; :save tries again, ZQ quits and keeps the text in the journal")
            }
            _ => return self.leave(),
        };
        self.tell(why);
        self.keep_everything()
    }

    /// What the reader must know when the program ends with text that is not on disk as notes.
    pub fn unsaved_words(&self) -> Option<String> {
        if let Some(why) = self.notebook.unwritten() {
            return Some(format!("what was being written is lost: it could not be put on disk ({why})"));
        }
        let why = match self.notebook.saving() {
            Saving::Failed(why) => why.as_str(),
            Saving::Underway if !self.notebook.unsaved().is_empty() => "the disk has not answered yet",
            _ => return None,
        };
        let count = self.notebook.unsaved().len();
        let (notes, are) = (counted(count, "note"), if count == 1 { "is" } else { "are" });
        Some(format!(
            "{notes} {are} not saved ({why}); the text is in the journal and is saved at the next start"
        ))
    }
}
