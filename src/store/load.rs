//! Opening a cable: what is known about it, and what a session that died left unsaved.

use super::error::StoreError;
use super::handle::Store;
use super::journal::Unsaved;
use super::key::CableKey;
use super::own::{self, State};
use super::place::Kept;
use super::recover::{self, Remains};
use super::{commit, identity, others, place};
use crate::annotation::{Change, Draft, Ledger, Place};

/// What the store has for one cable.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The notes of all writers.
    pub ledger: Ledger,
    /// Text that is being written, or was when a session ended.
    pub drafts: Vec<Draft>,
    /// Changes that are not saved yet: pass them to [`Store::commit`].
    pub changes: Vec<Change>,
    /// Where the reader was.
    pub place: Option<Place>,
    /// What the reader should know, one sentence each; paths and the like in them are raw.
    pub notices: Vec<String>,
    /// Whether notes can be saved; else in one line why not, and what helps.
    pub writable: Result<(), String>,
}

impl Store {
    /// Reads everything there is about a cable. Never fails: what cannot be read is said in the notices.
    pub fn load(&mut self, key: &CableKey) -> Loaded {
        let mut notices = std::mem::take(&mut self.notices);
        let (directory, path) = self.notes_of(key);
        let mut writable = self.writable.clone();
        let mut changes = Vec::new();
        let own_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        notices.extend(others::read(&directory, &own_name, &key.id).1);
        let stamp = others::stamp(&directory);
        let mut ledger = Ledger::default();
        match own::read(&path, &self.writer, &key.id) {
            Err(error) => {
                let error = StoreError::io("read", &path)(error).to_string();
                notices.push(error.clone());
                writable = writable.and(Err(error));
            }
            Ok(own) => {
                ledger = self.known(key, &own);
                match &own.state {
                    State::Newer(schema) => {
                        let error = StoreError::Newer { path: path.clone(), schema: *schema }.to_string();
                        notices.push(error.clone());
                        writable = writable.and(Err(error));
                    }
                    State::Damaged(_) | State::Edited => {
                        changes = commit::adopted(&own);
                        match self.commit_noting(key, &[]) {
                            Ok((healed, said)) => {
                                (ledger, changes) = (healed, Vec::new());
                                notices.extend(said);
                            }
                            Err(error) => notices.push(format!(
                                "{} is not as it was written, and could not be put right: {error}",
                                path.display()
                            )),
                        }
                    }
                    State::Absent | State::Sound => {}
                }
            }
        }
        let session = self.open.entry(key.directory()).or_default();
        session.ledger = ledger.clone();
        session.stamp = stamp;
        let unsaved = self.recover(key, &ledger, &mut notices);
        changes.extend(unsaved.changes);
        let place = self.place(key, &mut notices);
        Loaded { ledger, drafts: unsaved.drafts, changes, place, notices, writable }
    }

    /// Whether somebody else changed the notes on the cable: then all of them, else `None`. Looks at times and sizes
    /// only, so it can be asked every second.
    pub fn refresh(&mut self, key: &CableKey) -> Option<Ledger> {
        let (directory, path) = self.notes_of(key);
        let stamp = others::stamp(&directory);
        let session = self.open.get(&key.directory())?;
        if stamp == session.stamp {
            return None;
        }
        let own = own::read(&path, &self.writer, &key.id).ok()?;
        let ledger = self.known(key, &own);
        let session = self.open.get_mut(&key.directory())?;
        session.stamp = stamp;
        if ledger == session.ledger {
            return None;
        }
        session.ledger = ledger.clone();
        Some(ledger)
    }

    /// Takes over the journals of sessions that died, into the one of this session where it can write.
    fn recover(&mut self, key: &CableKey, ledger: &Ledger, notices: &mut Vec<String>) -> Unsaved {
        let Remains { unsaved: mut found, journals } =
            recover::collect(&self.root.join("drafts"), &key.directory());
        found.changes.retain(|change| !ledger.has_written(&self.writer, change));
        if !found.is_empty() {
            notices.push("text that was not saved when reftel ended last time is back".into());
        }
        let journal = self.open.get(&key.directory()).and_then(|session| session.journal.as_ref());
        let mut unsaved = journal.map(|journal| journal.unsaved().clone()).unwrap_or_default();
        unsaved.add(found);
        if !journals.is_empty() && self.writable.is_ok() {
            // No journal is removed before this session's holds its contents on the medium.
            match self.record(&key.directory(), unsaved.clone()).and_then(|()| self.sync_journals()) {
                Ok(()) => journals.iter().for_each(|(path, _lock)| _ = self.disk.remove(path)),
                Err(error) => notices.push(error.to_string()),
            }
        }
        unsaved
    }

    fn place(&self, key: &CableKey, notices: &mut Vec<String>) -> Option<Place> {
        let path = self.place_of(key);
        match place::read(&path) {
            Kept::Place(place) => Some(place),
            Kept::Nothing | Kept::Newer => None,
            Kept::Damaged => {
                let moved = identity::aside(&path).and_then(|to| self.disk.rename(&path, &to).map(|()| to));
                notices.push(match moved {
                    Ok(to) => format!(
                        "the reading place in {} was damaged; kept as {}",
                        path.display(),
                        to.display()
                    ),
                    Err(_) => format!("the reading place in {} is damaged", path.display()),
                });
                None
            }
        }
    }
}
