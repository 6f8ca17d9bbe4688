//! The store as the shell holds it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Machine};
use super::error::StoreError;
use super::journal::{Journal, Unsaved};
use super::key::CableKey;
use super::others::Stamp;
use super::sheet::Sheet;
use super::state::{self, Kept};
use super::{atomic, identity, paths, reserve};
use crate::annotation::{Change, Draft, Ledger, Place, Writer};

/// The notes of this user on this machine. Everything it writes goes below one directory.
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) writer: Writer,
    /// Why nothing can be written, when nothing can.
    pub(super) writable: Result<(), String>,
    /// What opening or saving had to say; the next cable loaded, or [`Store::take_notices`], carries it to the reader.
    pub(super) notices: Vec<String>,
    /// The cables of this session, by their name on disk.
    pub(super) open: BTreeMap<String, Session>,
    /// What is not saved of them yet.
    pub(super) journals: BTreeMap<String, Journal>,
}

/// What this session knows of one cable.
#[derive(Default)]
pub(super) struct Session {
    /// Everything that was ever read or written.
    pub(super) ledger: Ledger,
    /// The files as they were read last.
    pub(super) stamp: Stamp,
    /// The own file as it was read or written last, not to be parsed again as long as its bytes are the same.
    pub(super) own: Option<Sheet>,
}

impl Store {
    /// Opens the store in `root`, else in `$REFTEL_CONFIG_DIR`, else in the user's configuration directory, for the
    /// author called `author`, else `$REFTEL_AUTHOR`, else `$USER`. A directory where nothing can be written gives a
    /// store that reads; [`Loaded::writable`](super::Loaded::writable) says why.
    ///
    /// # Errors
    /// [`StoreError::NoDirectory`] when no directory is named at all.
    pub fn open(root: Option<PathBuf>, author: Option<&str>) -> Result<Self, StoreError> {
        Self::on(Arc::new(Machine), paths::root(root)?, author)
    }

    /// Whether there is a store: who only looks something up need not make one.
    pub fn is_there(root: Option<PathBuf>) -> bool {
        paths::is_there(root)
    }

    /// Opens the store in `root` of a disk.
    pub(super) fn on(disk: Arc<dyn Disk>, root: PathBuf, author: Option<&str>) -> Result<Self, StoreError> {
        let mut writable = paths::prepare(&root);
        let path = root.join("identity.yaml");
        let made = identity::writer(&*disk, &path, author, writable.is_ok()).or_else(|error| {
            writable = Err(StoreError::io("create", &path)(error).to_string());
            identity::writer(&*disk, &path, author, false)
        });
        let (writer, notice) = made.map_err(StoreError::io("read", &path))?;
        if writable.is_ok() {
            reserve::keep(&*disk, &root);
            atomic::sweep_dead(&*disk, &root);
            atomic::sweep_dead(&*disk, &root.join("state"));
        }
        let notices = notice.into_iter().collect();
        Ok(Self { root, disk, writer, writable, notices, open: BTreeMap::new(), journals: BTreeMap::new() })
    }

    /// Where the notes on all cables are, and where those on the cable are or will be.
    pub fn places(&self, key: &CableKey) -> (PathBuf, PathBuf) {
        (self.root.join("notes"), self.notes_of(key).0)
    }

    /// Whether a path is that of the store's own directory or of something in it, by whatever links it leads there.
    pub fn holds(&self, path: &Path) -> bool {
        // Of what is not there yet, the directory that it would be in.
        let real = path.canonicalize().or_else(|_| match path.parent() {
            Some(parent) if parent != Path::new("") => parent.canonicalize(),
            _ => Path::new(".").canonicalize(),
        });
        match (real, self.root.canonicalize()) {
            (Ok(real), Ok(root)) => real.starts_with(root),
            _ => false,
        }
    }

    /// The directory that it is in.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Who writes.
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// A store that has what this one knows of the notes on a cable, to save them on another thread: `commit` is then
    /// its business, until [`Store::take_back`]. This one goes on writing journals and places.
    pub fn lend(&mut self, key: &CableKey) -> Self {
        let cable = key.directory();
        Self {
            root: self.root.clone(),
            disk: Arc::clone(&self.disk),
            writer: self.writer.clone(),
            writable: self.writable.clone(),
            notices: Vec::new(),
            open: self.open.remove_entry(&cable).into_iter().collect(),
            journals: BTreeMap::new(),
        }
    }

    /// Knows again what a lent store knows now.
    pub fn take_back(&mut self, mut lent: Self) {
        self.open.append(&mut lent.open);
        self.notices.append(&mut lent.notices);
    }

    /// What the reader should know since they were asked last, one sentence each; paths and the like in them are raw.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
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
        for journal in self.journals.values_mut() {
            let path = journal.path().to_owned();
            journal.sync(&*self.disk, true).map_err(StoreError::io("save", &path))?;
        }
        Ok(())
    }

    pub(super) fn record(&mut self, cable: &str, unsaved: Unsaved) -> Result<(), StoreError> {
        if let Some(journal) = self.journals.get_mut(cable).filter(|journal| !journal.is_spent())
            && journal.record(&*self.disk, &unsaved).is_ok()
        {
            return Ok(());
        }
        if !self.journals.contains_key(cable) && unsaved.is_empty() {
            return Ok(());
        }
        may_write(&self.writable, &self.root)?;
        let directory = self.root.join("drafts");
        let begin = || Journal::begin(&*self.disk, &directory, cable, &unsaved);
        let fresh = reserve::or_release(&*self.disk, &self.root, begin);
        let fresh = fresh.map_err(StoreError::io("save", &directory))?;
        // What the old one held is safe in the new one.
        if let Some(spent) = self.journals.insert(cable.to_owned(), fresh) {
            let _ = self.disk.remove(spent.path());
        }
        Ok(())
    }

    /// Remembers where the reader is in the cable, and the marks: those of `place` and what other sessions have set.
    ///
    /// # Errors
    /// When another session keeps the lock, or it cannot be written.
    pub fn keep_place(&self, key: &CableKey, place: &Place) -> Result<(), StoreError> {
        may_write(&self.writable, &self.root)?;
        // What another session marks between reading and writing would be lost.
        let _lock = self.lock()?;
        let path = self.place_of(key);
        let mut place = place.clone();
        match state::read(&path) {
            Kept::Newer => return Ok(()),
            Kept::State(there) => place.unite(&there),
            Kept::Nothing => {}
            Kept::Damaged => _ = self.state::<Place>(&path, &mut Vec::new()),
            Kept::Unreadable(kind) => return Err(StoreError::io("read", &path)(kind.into())),
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
        for journal in self.journals.values() {
            if journal.unsaved().is_empty() {
                let _ = self.disk.remove(journal.path());
            }
        }
    }
}
