//! The way of a change into the file of its writer: read again, unite, number, print, check, replace, check.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::atomic::{self, Expect, Outcome};
use super::error::StoreError;
use super::format::Notes;
use super::handle::{Store, may_write};
use super::key::CableKey;
use super::lock::Lock;
use super::others::{self, Mark, Stamp};
use super::own::{self, Own, State};
use super::sheet::Sheet;
use super::{files, lock, paths};
use crate::annotation::{Change, Entry, Ledger};

/// How often to begin again when somebody else changes the file in between.
pub(super) const ROUNDS: usize = 5;

/// Everything known about a cable.
pub(super) struct Known {
    pub(super) ledger: Ledger,
    /// The files that it was read from. Taken before, so that a file which came in between is looked at again.
    pub(super) stamp: Stamp,
    /// What was not taken, and why.
    pub(super) notices: Vec<String>,
}

impl Store {
    /// Saves `changes` to the cable, in order. A change that was saved before is passed over. When this returns, the
    /// changes are on the medium. Returns the notes of all writers, with what other sessions saved meanwhile.
    ///
    /// # Errors
    /// When anything stands in the way; the file is then as it was, or (after a failure at the very end) as it was
    /// meant to be, and saving again is right in both cases.
    pub fn commit(&mut self, key: &CableKey, changes: &[Change]) -> Result<Ledger, StoreError> {
        let (ledger, said) = self.commit_noting(key, changes)?;
        self.notices.extend(said);
        Ok(ledger)
    }

    /// As [`Store::commit`], with what the reader should know of.
    pub(super) fn commit_noting(
        &mut self,
        key: &CableKey,
        changes: &[Change],
    ) -> Result<(Ledger, Vec<String>), StoreError> {
        may_write(&self.writable, &self.root)?;
        let (directory, path) = self.notes_of(key);
        paths::make(&directory, false).map_err(StoreError::io("create", &directory))?;
        let lock = self.lock()?;
        if lock.is_held() {
            atomic::sweep(&*self.disk, &path);
        }
        let mut notices = Vec::new();
        for _ in 0..ROUNDS {
            if let Some(ledger) = self.attempt(key, &path, changes, &mut notices)? {
                return Ok((ledger, notices));
            }
        }
        Err(StoreError::Contended(path))
    }

    /// The lock that everybody holds who changes a file of notes.
    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        let path = self.root.join("lock");
        self.disk.lock(&path, lock::PATIENCE).map_err(|error| match error.kind() {
            std::io::ErrorKind::WouldBlock => StoreError::Busy(path),
            _ => StoreError::io("lock", &path)(error),
        })
    }

    /// One round; `None` when the file changed meanwhile.
    fn attempt(
        &mut self,
        key: &CableKey,
        path: &Path,
        changes: &[Change],
        notices: &mut Vec<String>,
    ) -> Result<Option<Ledger>, StoreError> {
        let own = self.own(key).map_err(StoreError::io("read", path))?;
        if let State::Newer(schema) = own.state {
            return Err(StoreError::Newer { path: path.to_owned(), schema });
        }
        let Known { mut ledger, mut stamp, .. } = self.known(key, Some(&own));
        let changes = [adopted(&own), changes.to_vec()].concat();
        ledger.write(&self.writer, &changes).map_err(|(_, flaw)| StoreError::Note(flaw))?;
        if own.state == State::Absent && ledger.entries_of(&self.writer).is_empty() {
            return Ok(Some(self.settle(key, ledger, stamp, None)));
        }
        let sheet = self
            .printed(key, &ledger, &own.notes)
            .map_err(|reason| StoreError::Unfaithful { path: path.to_owned(), reason })?;
        let is_there = own.bytes.as_deref() == Some(sheet.text.as_bytes());
        if !is_there {
            match self.put(path, &own, sheet.text.as_bytes(), notices)? {
                None => return Ok(None),
                // What this session has written itself is no news to it.
                written => stamp.own = written,
            }
        }
        Ok(Some(self.settle(key, ledger, stamp, Some(sheet))))
    }

    /// Puts `bytes` in place of the file that was read as `own`; what marks the file then, `None` when another is there
    /// meanwhile.
    fn put(
        &self,
        path: &Path,
        own: &Own,
        bytes: &[u8],
        notices: &mut Vec<String>,
    ) -> Result<Option<Mark>, StoreError> {
        let aside = own::set_aside(&*self.disk, path, &own.state);
        notices.extend(aside.map_err(StoreError::io("set aside", path))?);
        let expect = match (&own.state, &own.bytes) {
            (State::Sound | State::Edited, Some(bytes)) => Expect::Exactly(bytes),
            _ => Expect::Nothing,
        };
        let outcome =
            atomic::replace(&*self.disk, path, bytes, expect).map_err(StoreError::io("save", path))?;
        // Before it is read again: who replaces it behind that changes the mark.
        let mark = others::mark(path);
        let there = files::read(path, own::CAP).map_err(StoreError::io("check", path))?;
        Ok(mark.filter(|_| outcome == Outcome::Done && there.as_deref() == Some(bytes)))
    }

    /// The own file as it is to be.
    fn printed(&self, key: &CableKey, ledger: &Ledger, was: &Notes) -> Result<Sheet, String> {
        let before = self.open.get(&key.directory()).and_then(|session| session.own.as_ref());
        Sheet::print(key, &self.writer, ledger, ledger.seen(), was, before)
    }

    /// Remembers what is known now.
    pub(super) fn settle(
        &mut self,
        key: &CableKey,
        ledger: Ledger,
        stamp: Stamp,
        own: Option<Sheet>,
    ) -> Ledger {
        let session = self.open.entry(key.directory()).or_default();
        (session.ledger, session.stamp, session.own) = (ledger.clone(), stamp, own);
        ledger
    }

    /// The own file.
    pub(super) fn own(&self, key: &CableKey) -> std::io::Result<Own> {
        let known = self.open.get(&key.directory()).and_then(|session| session.own.as_ref());
        own::read(&self.notes_of(key).1, &self.writer, &key.id, known)
    }

    /// Everything known about the cable: of this session, of the own file as it is, of the other writers' files.
    pub(super) fn known(&self, key: &CableKey, own: Option<&Own>) -> Known {
        let (directory, name) = (self.notes_of(key).0, self.own_name());
        let session = self.open.get(&key.directory());
        let mut ledger = session.map(|session| session.ledger.clone()).unwrap_or_default();
        let stamp = others::stamp(&directory, &name);
        let mut notices = Vec::new();
        if session.is_none_or(|session| session.stamp.others != stamp.others) {
            let (others, said) = others::read(&directory, &name, &key.id);
            ledger.unite(&others);
            notices = said;
        }
        for entry in own.into_iter().flat_map(|own| own.notes.entries.iter().chain(&own.rescued)) {
            if !ledger.contains(&entry.ver) {
                // It was verified when it was read.
                let _ = ledger.add(&self.writer, entry.clone());
            }
        }
        Known { ledger, stamp, notices }
    }

    pub(super) fn own_name(&self) -> String {
        format!("{}.yaml", self.writer.key())
    }

    /// The directory of the notes on a cable, and the own file in it.
    pub(super) fn notes_of(&self, key: &CableKey) -> (PathBuf, PathBuf) {
        let directory = self.root.join("notes").join(key.directory());
        let path = directory.join(self.own_name());
        (directory, path)
    }
}

/// What somebody changed in the own file, as changes: beside the version they changed, not over it, because the
/// change may as well be a fault of the disk.
pub(super) fn adopted(own: &Own) -> Vec<Change> {
    let change = |entry: &Entry| Change {
        id: entry.id.clone(),
        parents: entry.parents.clone(),
        content: entry.is_said().then(|| entry.content()),
        at: entry.at.parse().unwrap_or(Timestamp::UNIX_EPOCH),
    };
    own.notes.altered.iter().map(change).collect()
}
