//! Carries effects out: the store, the clock, chance.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::library::{self, LibraryDesk};
use super::load;
use super::outside::Ended;
use super::saving::{Ended as SaveEnded, Save, Saving};
use crate::annotation::{Change, Draft, History, NoteId, Patch};
use crate::app::{Copied, Destination, Effect, Moment, Opened, OpenedFile, Outcome, Settings};
use crate::cable::Cable;
use crate::entity::Entry;
use crate::export::{Citation, Style};
use crate::layout::escapes;
use crate::library::{Place as FilePlace, Query, excerpt};
use crate::store::{CableKey, LexiconFile, Outside, Recent, Share, Store, ThemeFile};

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
    let places = if count == 1 { String::from("1 place") } else { format!("{count} places") };
    (count > 0).then(|| format!("{places} shown as ^[ or <U+202E>: controls, or what cannot be seen"))
}

fn not_held(id: &str, citing: usize) -> String {
    match citing {
        0 => format!("{id} is not held: `:open FOLDER` lists the cables of a folder"),
        1 => format!("{id} is not held; one cable here refers to it: gr shows which"),
        more => format!("{id} is not held; {more} cables here refer to it"),
    }
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
            drafts: loaded.drafts,
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

    /// Opens another file.
    fn open_file(&mut self, to: Destination) -> Outcome {
        let (place, query) = match to {
            Destination::File { place, query } => (place, query),
            Destination::Path(path) => {
                match library::absolute(&[library::typed(&path)]).map(|mut paths| paths.pop()) {
                    Ok(Some(path)) if path.is_dir() => return Outcome::Folders(vec![path]),
                    Ok(path) => (FilePlace { path: path.unwrap_or_default(), index: 0 }, None),
                    Err(failure) => return Outcome::NotOpened(failure.to_string()),
                }
            }
            Destination::Id(id) => match self.library_desk().held(&id) {
                Ok((held, citing)) => match held.into_iter().next() {
                    Some(card) => (card.place, None),
                    None => return Outcome::NotOpened(not_held(&id, citing)),
                },
                Err(why) => return Outcome::NotOpened(format!("{id}: {why}")),
            },
        };
        match self.open_place(place, query.as_deref()) {
            Ok(file) => Outcome::OpenedFile(Box::new(file)),
            Err(why) => Outcome::NotOpened(why),
        }
    }

    fn open_place(&mut self, place: FilePlace, query: Option<&str>) -> Result<OpenedFile, String> {
        let path = Some(place.path.as_path()).filter(|path| *path != Path::new(""));
        let source = load::load_to_read(path).map_err(|failure| failure.to_string())?;
        if place.index >= source.volume.count() {
            return Err(format!("{} has changed: R in the library looks again", source.name));
        }
        let volume = Arc::new(source.volume);
        let cable = Arc::new(volume.cable(place.index));
        let query = query.and_then(|typed| Query::parse(typed).ok());
        let found =
            query.map(|query| excerpt(&cable, &query, 0)).filter(|found| !found.snippet.hits.is_empty());
        self.file = source.name;
        let opened = self.open(cable, false);
        let recent = Recent { path: place.path.clone(), index: place.index, key: self.key.id.clone() };
        // That it is not remembered as opened keeps nobody from reading it.
        if path.is_some() {
            let _ = self.store.change_library(|library| library.opened(recent));
        }
        Ok(OpenedFile { volume, place, opened, offset: found.map(|found| found.offset) })
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

    /// Carries out one effect on the store; what became of it, where the program must know.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        match effect {
            Effect::Commit(changes) => Save::Notes(changes).carry_out(&mut self.store, &self.key),
            Effect::Journal { drafts, changes } => Some(self.journal(&drafts, &changes)),
            Effect::Sync => self.sync(),
            Effect::KeepTyped(lines) => Save::Typed(lines).carry_out(&mut self.store, &self.key),
            Effect::Apply(settings) => {
                self.settings = settings;
                None
            }
            Effect::KeepPlace(place) => Save::Place(place).carry_out(&mut self.store, &self.key),
            Effect::KeepRead(marks) => Save::Read(marks).carry_out(&mut self.store, &self.key),
            Effect::Refresh => Save::Look.carry_out(&mut self.store, &self.key),
            Effect::OpenCable { cable, cut_off } => {
                Some(Outcome::Opened(Box::new(self.open(cable, cut_off))))
            }
            Effect::OpenFile(to) => Some(self.open_file(to)),
            Effect::FindCables { .. }
            | Effect::Preview { .. }
            | Effect::ListPaths(_)
            | Effect::LookAround(_)
            | Effect::Pin { .. } => self.library_desk().answer(&effect),
            // Answered in several pieces, by whoever runs the program.
            Effect::ScanLibrary(_) => None,
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
