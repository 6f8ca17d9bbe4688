//! Carries effects out.

use std::path::Path;
use std::sync::Arc;

use super::Desk;
use crate::annotation::{Change, Draft, History, NoteId, Patch};
use crate::app::{Destination, Effect, OpenedFile, Outcome};
use crate::entity::Entry;
use crate::library::{Place as FilePlace, Query, excerpt};
use crate::shell::library;
use crate::shell::load;
use crate::shell::outside::Ended;
use crate::shell::saving::Save;
use crate::store::{Outside, Recent};

fn not_held(id: &str, citing: usize) -> String {
    match citing {
        0 => format!("{id} is not held: `:open FOLDER` lists the cables of a folder"),
        1 => format!("{id} is not held; one cable here refers to it: gr shows which"),
        more => format!("{id} is not held; {more} cables here refer to it"),
    }
}

impl Desk {
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

    /// Carries out one effect on the store; what became of it, where the program must know.
    pub(in crate::shell) fn perform(&mut self, effect: Effect) -> Option<Outcome> {
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
            Effect::TakeFromLexicon(entry) => self.take_from_lexicon(&entry),
            Effect::EditOutside { .. } => Some(Outcome::NotEdited("no terminal for an editor here".into())),
            Effect::Copy(_) => Some(Outcome::NotCopied("no terminal with a clipboard here".into())),
            Effect::Suspend | Effect::Redraw | Effect::Quit => None,
        }
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
    pub(in crate::shell) fn edit_outside(
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
                Err(why) if outside.is_gone() => {
                    outside.remove();
                    Outcome::NotEdited(format!("not taken back: {why}; the text stays as it was"))
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
            Ok(()) => {
                let back = match entry.ignore {
                    Some(_) => "u takes that back",
                    None => "take its last line out to undo",
                };
                format!("in lexicon.yaml now, for all cables opened from here on; {back}")
            }
            Err(error) => error.to_string(),
        };
        Outcome::Noticed(vec![said])
    }

    fn take_from_lexicon(&self, entry: &Entry) -> Option<Outcome> {
        match self.store.take_from_lexicon(entry) {
            Ok(false) => None,
            Ok(true) => {
                let said = "undone: it is an entity again, here and in all cables opened from here on";
                Some(Outcome::TakenFromLexicon(Box::new(entry.clone()), said.to_owned()))
            }
            Err(error) => {
                let said = format!("undone in this cable, but it is still in lexicon.yaml: {error}");
                Some(Outcome::Noticed(vec![said]))
            }
        }
    }

    fn sync(&mut self) -> Option<Outcome> {
        let failed = self.store.sync_journals().err()?;
        Some(Outcome::JournalFailed(failed.to_string()))
    }
}
