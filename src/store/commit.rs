//! The way of a change into the file of its writer: read again, unite, number, print, check, replace, check.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::atomic::{self, Expect, Outcome};
use super::error::StoreError;
use super::handle::Store;
use super::key::CableKey;
use super::own::{self, Own, State};
use super::{format, others, paths};
use crate::annotation::{Change, Entry, EntryKind, Ledger, Version};

/// How often to begin again when somebody else changes the file in between.
const ROUNDS: usize = 5;

impl Store {
    /// Saves `changes` to the cable, in order. A change that was saved before is passed over. When this returns, the
    /// changes are on the medium. Returns the notes of all writers, with what other sessions saved meanwhile.
    ///
    /// # Errors
    /// When anything stands in the way; the file is then as it was, or (after a failure at the very end) as it was
    /// meant to be, and saving again is right in both cases.
    pub fn commit(&mut self, key: &CableKey, changes: &[Change]) -> Result<Ledger, StoreError> {
        self.commit_noting(key, changes).map(|(ledger, _)| ledger)
    }

    /// As [`Store::commit`], with what the reader should know of.
    pub(super) fn commit_noting(
        &mut self,
        key: &CableKey,
        changes: &[Change],
    ) -> Result<(Ledger, Vec<String>), StoreError> {
        if self.writable.is_err() {
            self.writable = paths::prepare(&self.root);
        }
        self.writable.clone().map_err(StoreError::ReadOnly)?;
        let (directory, path) = self.notes_of(key);
        paths::make(&directory, false).map_err(StoreError::io("create", &directory))?;
        let lock_path = self.root.join("lock");
        let _lock = self.disk.lock(&lock_path).map_err(|error| match error.kind() {
            std::io::ErrorKind::WouldBlock => StoreError::Busy(lock_path),
            _ => StoreError::io("lock", &lock_path)(error),
        })?;
        let mut notices = Vec::new();
        for _ in 0..ROUNDS {
            if let Some(ledger) = self.attempt(key, &path, changes, &mut notices)? {
                return Ok((ledger, notices));
            }
        }
        Err(StoreError::Contended(path))
    }

    /// One round; `None` when the file changed meanwhile.
    fn attempt(
        &mut self,
        key: &CableKey,
        path: &Path,
        changes: &[Change],
        notices: &mut Vec<String>,
    ) -> Result<Option<Ledger>, StoreError> {
        let own = own::read(path, &self.writer, &key.id).map_err(StoreError::io("read", path))?;
        if let State::Newer(schema) = own.state {
            return Err(StoreError::Newer { path: path.to_owned(), schema });
        }
        let mut ledger = self.known(key, &own);
        let changes = [adopted(&own), changes.to_vec()].concat();
        ledger.write(&self.writer, &changes).map_err(|(_, flaw)| StoreError::Note(flaw))?;
        let text = format::print(key, &self.writer, &ledger, &own.notes).and_then(|text| {
            let read = format::parse(text.as_bytes())?.0.entries;
            let meant = ledger.entries_of(&self.writer);
            if read.iter().eq(meant) { Ok(text) } else { Err("entries differ".into()) }
        });
        let text = text.map_err(|reason| StoreError::Unfaithful { path: path.to_owned(), reason })?;
        let nothing_to_save = own.state == State::Absent && ledger.entries_of(&self.writer).is_empty();
        if own.bytes.as_deref() != Some(text.as_bytes()) && !nothing_to_save {
            let aside =
                own::set_aside(&*self.disk, path, &own.state).map_err(StoreError::io("set aside", path))?;
            notices.extend(aside);
            let expect = match (&own.state, &own.bytes) {
                (State::Sound | State::Edited, Some(bytes)) => Expect::Exactly(bytes),
                _ => Expect::Nothing,
            };
            let outcome = atomic::replace(&*self.disk, path, text.as_bytes(), expect);
            if outcome.map_err(StoreError::io("save", path))? == Outcome::Changed {
                return Ok(None);
            }
            let there = own::read(path, &self.writer, &key.id).map_err(StoreError::io("check", path))?;
            let versions =
                |entries: &[Entry]| entries.iter().map(|entry| entry.ver.clone()).collect::<Vec<Version>>();
            let there = versions(&there.notes.entries);
            if ledger.entries_of(&self.writer).iter().any(|entry| !there.contains(&entry.ver)) {
                return Ok(None);
            }
        }
        let session = self.open.entry(key.directory()).or_default();
        session.ledger = ledger.clone();
        session.stamp = others::stamp(path.parent().unwrap_or(path));
        Ok(Some(ledger))
    }

    /// Everything known about the cable: of this session, of the own file as it is, of the other writers' files.
    pub(super) fn known(&self, key: &CableKey, own: &Own) -> Ledger {
        let (directory, path) = self.notes_of(key);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut ledger =
            self.open.get(&key.directory()).map(|session| session.ledger.clone()).unwrap_or_default();
        ledger.unite(&others::read(&directory, &name, &key.id).0);
        for entry in own.notes.entries.iter().chain(&own.rescued) {
            // They were verified when they were read.
            let _ = ledger.add(&self.writer, entry.clone());
        }
        ledger
    }

    /// The directory of the notes on a cable, and the own file in it.
    pub(super) fn notes_of(&self, key: &CableKey) -> (PathBuf, PathBuf) {
        let directory = self.root.join("notes").join(key.directory());
        let path = directory.join(format!("{}.yaml", self.writer.key()));
        (directory, path)
    }
}

/// What somebody changed in the own file, as changes: beside the version they changed, not over it, because the
/// change may as well be a fault of the disk.
pub(super) fn adopted(own: &Own) -> Vec<Change> {
    let known = own.notes.altered.iter().filter(|entry| !matches!(entry.kind, EntryKind::Other(_)));
    known
        .map(|entry| Change {
            id: entry.id.clone(),
            parents: entry.parents.clone(),
            content: (entry.kind == EntryKind::Note).then(|| entry.content()),
            at: entry.at.parse().unwrap_or(Timestamp::UNIX_EPOCH),
        })
        .collect()
}
