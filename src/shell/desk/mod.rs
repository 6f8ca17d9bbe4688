//! What a session works with: the store at one cable, the clock, chance.

mod perform;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::library::LibraryDesk;
use super::saving::{Ended as SaveEnded, Save, Saving};
use crate::app::{Copied, Moment, Opened, Settings};
use crate::cable::{Cable, counted};
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
    /// What is set.
    settings: Settings,
}

/// Says how much of a cable is not shown as itself, so that nobody takes an escape for its text.
fn escaped(cable: &Cable) -> Option<String> {
    let count: usize = cable.blocks.iter().map(|block| escapes(block.reading.text())).sum();
    let places = counted(count, "place");
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
            settings: Settings::default(),
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
            drafts: [loaded.drafts, loaded.dropped].concat(),
            text_sha256: self.key.text_sha256.clone(),
            place: loaded.place,
            read: loaded.read,
            read_only: loaded.writable.err(),
            notices,
        }
    }

    /// A desk for the library, of the same store.
    pub(super) fn library_desk(&mut self) -> LibraryDesk {
        LibraryDesk::new(self.store.lend(&CableKey::default()), self.settings.get("library"))
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

    /// Says what is set.
    pub(super) fn with_settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// What is set.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The configuration directory.
    pub(super) fn root(&self) -> &Path {
        self.store.root()
    }

    /// The command line of the reader's own editor.
    ///
    /// # Errors
    /// In one line, why there is none.
    pub(super) fn editor(&self) -> Result<String, String> {
        super::outside::editor(self.settings.get("editor"))
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
