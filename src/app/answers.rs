//! What became of the effects.

use std::collections::BTreeSet;

use super::{App, Effect, Mode, Outcome, Saving};

impl App {
    /// Takes up an answer of the shell.
    pub(super) fn done(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Committed(ledger) => {
                let saved: BTreeSet<_> =
                    self.notebook.unsaved().iter().map(|change| change.id.clone()).collect();
                let doubled = self.notebook.doubled();
                if self.notebook.committed(ledger) {
                    self.tell("saved");
                }
                self.notes_changed();
                self.tell_news();
                self.tell_of_meetings(&doubled, &saved);
                // What is a note now need not be in the journal any longer.
                return vec![self.journal()];
            }
            Outcome::TakenFromLexicon(entry, said) => {
                self.unlisted.push(*entry);
                self.tell(said);
            }
            Outcome::Noticed(notices) => self.tell(notices.join(" · ")),
            Outcome::Refreshed(ledger) => {
                let doubled = self.notebook.doubled();
                // What was said of the notes before may be true no longer.
                if self.notebook.is_written_elsewhere(&ledger)
                    && !matches!(self.notebook.saving(), Saving::Failed(_))
                {
                    self.tell("your notes on this cable were changed in another terminal");
                }
                self.notebook.refreshed(ledger);
                self.notes_changed();
                self.tell_news();
                self.tell_of_meetings(&doubled, &BTreeSet::new());
            }
            Outcome::CommitFailed(why) => {
                self.tell(format!("NOT SAVED: {why}; :save tries again"));
                self.notebook.failed(why);
                self.stay();
            }
            Outcome::Journaled => {
                if self.notebook.unwritten().is_some() {
                    self.tell("what is being written is on disk again");
                }
                self.notebook.journaled(None);
            }
            Outcome::JournalFailed(why) => {
                if self.message.is_none() {
                    self.tell(format!("what is being written is not on disk: {why}"));
                }
                self.notebook.journaled(Some(why));
                self.stay();
            }
            Outcome::PlaceFailed(why) => self.tell(format!("the reading place was not kept: {why}")),
            Outcome::HistoryRecalled { id, history } => self.recall_history(&id, history),
            // Of two things that were not kept, the text counts.
            Outcome::HistoryFailed(why) if self.message.is_none() => {
                self.tell(format!("undo of this text was not kept: {why}"));
            }
            Outcome::HistoryFailed(_) => {}
            Outcome::NotEdited(why) => self.tell(why),
            // Answered with the time of the answer, in `handle`.
            Outcome::Edited { .. } => {}
            Outcome::ReadKept { text_sha256, marks } if text_sha256 == self.kept.text_sha256 => {
                self.read_kept(&marks);
            }
            Outcome::ReadKept { .. } => {}
            Outcome::ReadFailed(why) => self.read_failed(&why),
            Outcome::Copied(words) => self.tell(words),
            Outcome::NotCopied(why) => self.tell(format!("nothing was copied: {why}")),
            Outcome::SuspendRefused => self.tell("no shell to go back to; q quits"),
            Outcome::NotOpened(why) => {
                self.shelf.give_up_turn();
                self.tell(why);
            }
            Outcome::Opened(opened) => self.opened(*opened),
            Outcome::OpenedFile(file) => self.opened_file(*file),
            Outcome::Folders(folders) => {
                self.shelf.give_up_turn();
                self.mode = Mode::Library;
                return vec![Effect::ScanLibrary(folders)];
            }
            Outcome::Listed(listed) => return self.cables_listed(*listed),
            Outcome::Scanning(words) => self.library_scanning(words),
            Outcome::Found(found) => return self.cables_found(found),
            Outcome::Previewed { place, words } => self.previewed(place, words),
            Outcome::Paths(listed) => self.paths_listed(listed),
            Outcome::Around(around) => self.look_around(*around),
            Outcome::Reading(progress) => self.reading_on(progress),
            Outcome::ReadWhole(volume) => self.read_whole(volume),
            Outcome::Extracted { text_sha256, extraction } if text_sha256 == self.kept.text_sha256 => {
                self.entities.fill(extraction);
                self.correct_entities();
            }
            // Those of a cable that is open no longer.
            Outcome::Extracted { .. } => {}
        }
        Vec::new()
    }
}
