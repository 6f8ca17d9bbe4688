//! Carries effects out: the store, the clock, chance.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::outside::Ended;
use super::saving::{Ended as SaveEnded, Save, Saving};
use crate::annotation::{Change, Draft, History, NoteId, Patch};
use crate::app::{Copied, Effect, Moment, Opened, Outcome};
use crate::cable::Cable;
use crate::entity::Entry;
use crate::export::{Citation, Style};
use crate::layout::escapes;
use crate::store::{CableKey, LexiconFile, Outside, Share, Store, ThemeFile};

/// The store opened at one cable.
pub(super) struct Desk {
    store: Store,
    key: CableKey,
    saving: Saving,
    /// What the clock shows, when it does not run.
    clock: Option<Timestamp>,
    /// What an editor gave back, until it is in the journal.
    returned: Option<Outside>,
    /// The name of the file, which may tell the id of its cable.
    file: String,
}

/// Says how much of a cable is not shown as itself, so that nobody takes an escape for its text.
fn escaped(cable: &Cable) -> Option<String> {
    let count: usize = cable.blocks.iter().map(|block| escapes(block.reading.text())).sum();
    let places = if count == 1 { String::from("1 place") } else { format!("{count} places") };
    (count > 0).then(|| format!("{places} shown as ^[ or <U+202E>: controls, or what cannot be seen"))
}

impl Desk {
    /// A desk without a cable yet, with the clock running.
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            key: CableKey::default(),
            saving: Saving::default(),
            clock: None,
            returned: None,
            file: String::new(),
        }
    }

    /// Opens a cable with everything the store holds for it. One that is cut off takes no notes: its text is not whole.
    pub(super) fn open(&mut self, cable: Arc<Cable>, cut_off: bool) -> Opened {
        let mut notices = cable.notices.clone();
        notices.extend(escaped(&cable));
        if cut_off {
            // The notes of the cable before are none of this one, whoever saves more of them now.
            self.key = CableKey::default();
            let why = String::from("the file has not been read to its end");
            return Opened { cable, read_only: Some(why), notices, ..Opened::default() };
        }
        self.key = self.store.key_of(&cable);
        if self.key.id != CableKey::of(&cable).id {
            notices.push("this text has been changed since its notes were written".into());
        }
        let loaded = self.store.load(&self.key);
        notices.extend(loaded.notices);
        Opened {
            cable,
            ledger: loaded.ledger,
            changes: loaded.changes,
            drafts: loaded.drafts,
            text_sha256: self.key.text_sha256.clone(),
            place: loaded.place,
            read: loaded.read,
            read_only: loaded.writable.err(),
            notices,
        }
    }

    /// The directory of all notes, and the one of the notes on the open cable.
    pub(super) fn places(&self) -> (PathBuf, PathBuf) {
        self.store.places(&self.key)
    }

    /// The way to the shared directory, if there is one.
    pub(super) fn share(&mut self) -> Option<Share> {
        self.store.share()
    }

    /// What the reader knows of names and acronyms.
    pub(super) fn lexicon(&self) -> LexiconFile {
        self.store.lexicon()
    }

    /// What the reader wants the roles of the screen to look like.
    pub(super) fn theme(&self) -> ThemeFile {
        self.store.theme()
    }

    /// Whether the tour is not to begin by itself.
    pub(super) fn has_seen_tour(&self) -> bool {
        self.store.has_seen_tour()
    }

    /// The key of the open cable.
    pub(super) fn key(&self) -> &CableKey {
        &self.key
    }

    /// Says which file the cables are from.
    pub(super) fn with_file(self, file: String) -> Self {
        Self { file, ..self }
    }

    /// What is to be copied, in words for the reader and as the text itself.
    pub(super) fn wording(&self, copied: Copied) -> (String, String) {
        match copied {
            Copied::Text { what, text } => (what, text),
            Copied::Citation { cable, paragraph, what } => {
                (what, Citation::of(&cable, &self.file, paragraph).line(Style::Plain))
            }
        }
    }

    /// Stops the clock, where a time is given.
    pub(super) fn with_clock(self, clock: Option<Timestamp>) -> Self {
        Self { clock, ..self }
    }

    /// What the store has to say to the reader.
    pub(super) fn notices(&mut self) -> Vec<String> {
        self.store.take_notices()
    }

    /// The moment: the clock's time and fresh random bytes.
    pub(super) fn moment(&self) -> Moment {
        let now = self.clock.unwrap_or_else(super::clock::now);
        Moment { now, random: super::clock::random() }
    }

    /// Carries out one effect on the store; what became of it, where the program must know.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        match effect {
            Effect::Commit(changes) => Save::Notes(changes).carry_out(&mut self.store, &self.key),
            Effect::Journal { drafts, changes } => Some(self.journal(&drafts, &changes)),
            Effect::Sync => self.sync(),
            Effect::KeepPlace(place) => Save::Place(place).carry_out(&mut self.store, &self.key),
            Effect::KeepRead(marks) => Save::Read(marks).carry_out(&mut self.store, &self.key),
            Effect::Refresh => Save::Look.carry_out(&mut self.store, &self.key),
            Effect::OpenCable { cable, cut_off } => {
                Some(Outcome::Opened(Box::new(self.open(cable, cut_off))))
            }
            Effect::KeepHistory { id, body, history } => self.keep_history(&id, &body, history),
            Effect::RecallHistory { id, body } => {
                let history = self.store.recall_history(&self.key, &id, &body)?;
                Some(Outcome::HistoryRecalled { id, history })
            }
            Effect::EditTaken => {
                let synced = self.store.sync_journals();
                self.returned.take().into_iter().filter(|_| synced.is_ok()).for_each(Outside::remove);
                None
            }
            Effect::TourSeen => {
                let failed = self.store.keep_tour_seen().err()?;
                Some(Outcome::Noticed(vec![failed.to_string()]))
            }
            Effect::AddToLexicon(entry) => Some(self.add_to_lexicon(&entry)),
            Effect::EditOutside { .. } => Some(Outcome::NotEdited("no terminal for an editor here".into())),
            Effect::Copy(_) => Some(Outcome::NotCopied("no terminal with a clipboard here".into())),
            Effect::Suspend | Effect::Redraw | Effect::Quit => None,
        }
    }

    /// Saves on a thread of its own, or after the save that is on its way; `done` is called on that thread.
    pub(super) fn save(&mut self, save: Save, done: impl FnOnce() + Send + 'static) {
        self.saving.begin(save, &mut self.store, &self.key, done);
    }

    /// Whether a save is on its way.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.is_underway()
    }

    /// Whether others may have saved notes on the cable.
    pub(super) fn has_changed(&self) -> bool {
        self.store.has_changed(&self.key)
    }

    /// What became of the save, if it ends within `patience`.
    pub(super) fn saved(&mut self, patience: Duration) -> Option<SaveEnded> {
        self.saving.ended(patience, &mut self.store)
    }

    fn journal(&mut self, drafts: &[Draft], changes: &[Change]) -> Outcome {
        match self.store.journal(&self.key, drafts, changes) {
            Ok(()) => Outcome::Journaled,
            Err(error) => {
                // The file of the editor is the only one that has the text then.
                self.returned = None;
                Outcome::JournalFailed(error.to_string())
            }
        }
    }

    fn keep_history(&self, id: &NoteId, body: &str, history: History<Patch>) -> Option<Outcome> {
        let failed = self.store.keep_history(&self.key, id, body, history).err()?;
        Some(Outcome::HistoryFailed(failed.to_string()))
    }

    /// Gives a draft to an editor and takes the text back. `edit` runs the editor on a file.
    pub(super) fn edit_outside(
        &mut self,
        draft: Box<Draft>,
        below: &[String],
        edit: impl FnOnce(&Outside) -> Ended,
    ) -> Outcome {
        let outside = match self.store.send_out(&self.key, &draft, below) {
            Ok(outside) => outside,
            Err(error) => return Outcome::NotEdited(error.to_string()),
        };
        match edit(&outside) {
            Ended::Well => match outside.text() {
                Ok(text) => {
                    self.returned = Some(outside);
                    Outcome::Edited { draft, text }
                }
                Err(why) => {
                    let path = outside.set_aside();
                    Outcome::NotEdited(format!("not taken back: {why}; the file is kept: {}", path.display()))
                }
            },
            Ended::Badly(why) if outside.is_unchanged() => {
                outside.remove();
                Outcome::NotEdited(format!("{why}: the text stays as it was"))
            }
            Ended::Badly(why) => {
                let path = outside.set_aside();
                let path = path.display();
                Outcome::NotEdited(format!(
                    "{why}: the text stays as it was; what the editor saved is in {path}"
                ))
            }
            // The file stays where it is, for the next session to find.
            Ended::Killed(why) => {
                Outcome::NotEdited(format!("{why}: what it had saved is found again at the next start"))
            }
        }
    }

    fn add_to_lexicon(&self, entry: &Entry) -> Outcome {
        let said = match self.store.add_to_lexicon(entry) {
            Ok(()) => String::from(
                "in lexicon.yaml now, for all cables opened from here on; take its last line out to undo",
            ),
            Err(error) => error.to_string(),
        };
        Outcome::Noticed(vec![said])
    }

    fn sync(&mut self) -> Option<Outcome> {
        let failed = self.store.sync_journals().err()?;
        Some(Outcome::JournalFailed(failed.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cable_that_is_cut_off_has_no_notes_of_the_one_before() {
        let root = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(Store::open(Some(root.path().into()), Some("Ann")).unwrap());
        let cable = Arc::new(Cable::parse(crate::cable::decode("1. (C) A boat.".into())));
        desk.open(Arc::clone(&cable), false);
        assert_eq!(desk.key, CableKey::of(&cable));
        desk.open(cable, true);
        assert_eq!(desk.key, CableKey::default());
    }
}
