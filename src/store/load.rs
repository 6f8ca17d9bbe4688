//! Opening a cable: what is known about it, and what a session that died left unsaved.

use std::path::Path;
use std::time::Duration;

use super::commit::Known;
use super::error::StoreError;
use super::handle::Store;
use super::journal::Unsaved;
use super::key::CableKey;
use super::own::State;
use super::recover::{self, Remains, Remnant};
use super::sheet::Sheet;
use super::state::{self, Kept, Stored};
use super::{atomic, commit, files, others};
use crate::annotation::{Change, Draft, Ledger, Place, ReadMarks};

/// What the store has for one cable.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The notes of all writers.
    pub ledger: Ledger,
    /// Text that is being written, or was when a session ended.
    pub drafts: Vec<Draft>,
    /// Drafts that were dropped, and can be brought back.
    pub dropped: Vec<Draft>,
    /// Changes that are not saved yet: pass them to [`Store::commit`].
    pub changes: Vec<Change>,
    /// Where the reader was.
    pub place: Option<Place>,
    /// Which paragraphs have been read.
    pub read: ReadMarks,
    /// What the reader should know, one sentence each; paths and the like in them are raw.
    pub notices: Vec<String>,
    /// Whether notes can be saved; else in one line why not, and what helps.
    pub writable: Result<(), String>,
}

impl Store {
    /// Reads everything there is about a cable. Never fails: what cannot be read is said in the notices.
    pub fn load(&mut self, key: &CableKey) -> Loaded {
        let mut notices = std::mem::take(&mut self.notices);
        let mut writable = self.writable.clone();
        self.sweep(key);
        let (ledger, mut changes) = self.notes(key, &mut notices).unwrap_or_else(|(known, error)| {
            notices.push(error.to_string());
            writable = writable.clone().and(Err(error.to_string()));
            (known, Vec::new())
        });
        let unsaved = self.recover(key, &ledger, &mut notices);
        changes.extend(unsaved.changes);
        let place = self.state(&self.place_of(key), &mut notices);
        let read = self.state(&self.read_marks_of(key), &mut notices).unwrap_or_default();
        let (dropped, drafts) = unsaved.drafts.into_iter().partition(|draft| draft.dropped);
        Loaded { ledger, drafts, dropped, changes, place, read, notices, writable }
    }

    /// Removes what writers of the own file left behind when they were killed. Whoever holds the lock does so before it
    /// writes: nothing is waited for.
    fn sweep(&self, key: &CableKey) {
        let path = self.notes_of(key).1;
        if self.writable.is_ok()
            && !atomic::strays(&path).is_empty()
            && let Ok(lock) = self.disk.lock(&self.root.join("lock"), Duration::ZERO)
            && lock.is_held()
        {
            atomic::sweep(&*self.disk, &path);
        }
    }

    /// The notes of all writers, and what of them must still be saved. A damaged own file is put right.
    ///
    /// # Errors
    /// Why the own file must not be written, with what is known nevertheless.
    fn notes(
        &mut self,
        key: &CableKey,
        notices: &mut Vec<String>,
    ) -> Result<(Ledger, Vec<Change>), (Ledger, StoreError)> {
        let path = self.notes_of(key).1;
        let own = self.own(key);
        let Known { ledger, stamp, notices: said } = self.known(key, own.as_ref().ok());
        notices.extend(said);
        let own = match own {
            Ok(own) => own,
            Err(error) => return Err((ledger, StoreError::io("read", &path)(error))),
        };
        let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).ok();
        let sheet = own.bytes.as_ref().filter(|_| own.state == State::Sound).and_then(text);
        let sheet = sheet.map(|text| Sheet::read(text, &own.notes));
        self.settle(key, ledger.clone(), stamp, sheet);
        match own.state {
            State::Absent | State::Sound => Ok((ledger, Vec::new())),
            State::Newer(schema) => Err((ledger, StoreError::Newer { path, schema })),
            State::Damaged(_) | State::Edited | State::Missing => match self.commit_noting(key, &[]) {
                Ok((healed, said)) => {
                    notices.extend(said);
                    Ok((healed, Vec::new()))
                }
                Err(error) => {
                    let path = path.display();
                    notices.push(format!(
                        "{path} is not as it was written, and could not be put right: {error}"
                    ));
                    Ok((ledger, commit::adopted(&own)))
                }
            },
        }
    }

    /// Whether files with notes on the cable have changed since they were read. Looks at times and sizes only.
    pub fn has_changed(&self, key: &CableKey) -> bool {
        let now = || others::stamp(&self.notes_of(key).0, &self.own_name());
        self.open.get(&key.directory()).is_some_and(|session| session.stamp != now())
    }

    /// The notes of all writers, when somebody else has changed them, else `None`.
    pub fn refresh(&mut self, key: &CableKey) -> Option<Ledger> {
        if !self.has_changed(key) {
            return None;
        }
        let Known { ledger, stamp, .. } = self.known(key, Some(&self.own(key).ok()?));
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
        ledger.retain_unwritten(&self.writer, &mut found.changes);
        if !found.changes.is_empty() {
            notices.push("notes that could not be saved when reftel ended last time are back".into());
        }
        let journal = self.journals.get(&key.directory());
        let mut unsaved = journal.map(|journal| journal.unsaved().clone()).unwrap_or_default();
        unsaved.add(found);
        let outside = self.left_outside(key, &unsaved, notices);
        for (draft, _) in &outside {
            unsaved.put(draft.clone());
        }
        let taken = !journals.is_empty() || !outside.is_empty();
        if taken && self.writable.is_ok() {
            // No journal is removed before this session's holds its contents on the medium.
            match self.record(&key.directory(), unsaved.clone()).and_then(|()| self.sync_journals()) {
                Ok(()) => {
                    journals.iter().for_each(|journal| self.retire(journal, notices));
                    outside.into_iter().for_each(|(_, left)| left.remove());
                }
                Err(error) => notices.push(error.to_string()),
            }
        }
        unsaved
    }

    /// Removes the journal of a dead session, or puts it aside when not all of it could be read.
    fn retire(&self, journal: &Remnant, notices: &mut Vec<String>) {
        let path = &journal.path;
        if !journal.damaged {
            let _ = self.disk.remove(path);
            return;
        }
        let kept = files::aside(path, "corrupt").and_then(|to| self.disk.rename(path, &to).map(|()| to));
        notices.push(match kept {
            Ok(to) => format!(
                "what was being written when reftel ended is damaged on disk: what can be read is back, the rest is in {}",
                to.display()
            ),
            Err(error) => StoreError::io("set aside", path)(error).to_string(),
        });
    }

    /// What is kept at `path`; something else is put aside.
    pub(super) fn state<T: Stored>(&self, path: &Path, notices: &mut Vec<String>) -> Option<T> {
        match state::read(path) {
            Kept::State(state) => Some(state),
            Kept::Nothing | Kept::Newer => None,
            Kept::Unreadable(kind) => {
                notices.push(StoreError::io("read", path)(kind.into()).to_string());
                None
            }
            Kept::Damaged => {
                let moved =
                    files::aside(path, "corrupt").and_then(|to| self.disk.rename(path, &to).map(|()| to));
                let (name, path) = (T::NAME, path.display());
                notices.push(match moved {
                    Ok(to) => format!("the {name} in {path} was damaged; kept as {}", to.display()),
                    Err(_) => format!("the {name} in {path} is damaged"),
                });
                None
            }
        }
    }
}
