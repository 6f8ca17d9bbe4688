//! The store as the shell holds it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Machine};
use super::error::StoreError;
use super::format::Notes;
use super::journal::{Journal, Unsaved};
use super::key::CableKey;
use super::others::Stamp;
use super::state::{self, Kept};
use super::{identity, paths, reserve};
use crate::annotation::{Change, Draft, Ledger, Place, Writer};

/// The notes of this user on this machine. Everything it writes goes below one directory.
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) disk: Box<dyn Disk>,
    pub(super) writer: Writer,
    /// Why nothing can be written, when nothing can.
    pub(super) writable: Result<(), String>,
    /// What opening had to say; the first cable loaded carries it to the reader.
    pub(super) notices: Vec<String>,
    /// The cables of this session, by their name on disk.
    pub(super) open: BTreeMap<String, Session>,
}

/// What this session knows of one cable.
#[derive(Default)]
pub(super) struct Session {
    /// Everything that was ever read or written.
    pub(super) ledger: Ledger,
    /// The files as they were read last.
    pub(super) stamp: Stamp,
    /// The own file as it was read or written last, not to be parsed again as long as its bytes are the same.
    pub(super) own: Option<(Vec<u8>, Notes)>,
    pub(super) journal: Option<Journal>,
}

impl Store {
    /// Opens the store in `root`, else in `$REFTEL_CONFIG_DIR`, else in the user's configuration directory, for the
    /// author called `author`, else `$REFTEL_AUTHOR`, else `$USER`. A directory where nothing can be written gives a
    /// store that reads; [`Loaded::writable`](super::Loaded::writable) says why.
    ///
    /// # Errors
    /// [`StoreError::NoDirectory`] when no directory is named at all.
    pub fn open(root: Option<PathBuf>, author: Option<&str>) -> Result<Self, StoreError> {
        Self::on(Box::new(Machine), paths::root(root)?, author)
    }

    /// Opens the store in `root` of a disk.
    pub(super) fn on(disk: Box<dyn Disk>, root: PathBuf, author: Option<&str>) -> Result<Self, StoreError> {
        let mut writable = paths::prepare(&root);
        let path = root.join("identity.yaml");
        let made = identity::writer(&*disk, &path, author, writable.is_ok()).or_else(|error| {
            writable = Err(StoreError::io("create", &path)(error).to_string());
            identity::writer(&*disk, &path, author, false)
        });
        let (writer, notice) = made.map_err(StoreError::io("read", &path))?;
        if writable.is_ok() {
            reserve::keep(&*disk, &root);
        }
        let notices = notice.into_iter().collect();
        Ok(Self { root, disk, writer, writable, notices, open: BTreeMap::new() })
    }

    /// Who writes.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Writes down what is not saved yet: all open drafts and all pending changes of the cable. Cheap enough for
    /// every key. When it returns, the end of the program loses nothing; a power cut loses at most two seconds.
    ///
    /// # Errors
    /// When the disk refuses, a new journal and the reserve notwithstanding.
    pub fn journal(
        &mut self,
        key: &CableKey,
        drafts: &[Draft],
        changes: &[Change],
    ) -> Result<(), StoreError> {
        let unsaved = Unsaved { drafts: drafts.to_vec(), changes: changes.to_vec() };
        self.record(&key.directory(), unsaved)
    }

    /// Brings all journals to the medium now, as before a pause or at a signal.
    ///
    /// # Errors
    /// When the disk refuses one of them.
    pub fn sync_journals(&mut self) -> Result<(), StoreError> {
        for journal in self.open.values_mut().filter_map(|session| session.journal.as_mut()) {
            let path = journal.path().to_owned();
            journal.sync(&*self.disk, true).map_err(StoreError::io("save", &path))?;
        }
        Ok(())
    }

    pub(super) fn record(&mut self, cable: &str, unsaved: Unsaved) -> Result<(), StoreError> {
        let session = self.open.entry(cable.to_owned()).or_default();
        if let Some(journal) = session.journal.as_mut().filter(|journal| !journal.is_spent())
            && journal.record(&*self.disk, &unsaved).is_ok()
        {
            return Ok(());
        }
        if session.journal.is_none() && unsaved.is_empty() {
            return Ok(());
        }
        may_write(&self.writable, &self.root)?;
        let directory = self.root.join("drafts");
        let begin = || Journal::begin(&*self.disk, &directory, cable, &unsaved);
        let fresh = reserve::or_release(&*self.disk, &self.root, begin);
        let fresh = fresh.map_err(StoreError::io("save", &directory))?;
        // What the old one held is safe in the new one.
        if let Some(spent) = session.journal.replace(fresh) {
            let _ = self.disk.remove(spent.path());
        }
        Ok(())
    }

    /// Remembers where the reader is in the cable, and the marks: those of `place` and what other sessions have set.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_place(&self, key: &CableKey, place: &Place) -> Result<(), StoreError> {
        may_write(&self.writable, &self.root)?;
        let path = self.place_of(key);
        let mut place = place.clone();
        match state::read(&path) {
            Kept::Newer => return Ok(()),
            Kept::State(there) => place.unite_marks(&there),
            Kept::Nothing | Kept::Damaged => {}
        }
        state::write(&*self.disk, &path, &place).map_err(StoreError::io("save", &path))
    }

    pub(super) fn read_marks_of(&self, key: &CableKey) -> PathBuf {
        self.root.join("state").join(format!("{}.read.yaml", key.directory()))
    }

    pub(super) fn place_of(&self, key: &CableKey) -> PathBuf {
        self.root.join("state").join(format!("{}.yaml", key.directory()))
    }
}

/// Whether the root can be written to, now as when it was opened.
pub(super) fn may_write(writable: &Result<(), String>, root: &Path) -> Result<(), StoreError> {
    writable.clone().and_then(|()| paths::prepare(root)).map_err(StoreError::ReadOnly)
}

impl Drop for Store {
    /// Removes the journals that hold nothing. The others are for the next session.
    fn drop(&mut self) {
        let _ = self.sync_journals();
        for journal in self.open.values().filter_map(|session| session.journal.as_ref()) {
            if journal.unsaved().is_empty() {
                let _ = self.disk.remove(journal.path());
            }
        }
    }
}
