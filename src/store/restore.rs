//! Bringing back: what lies beside the own notes file, and taking its entries in again. History is never rewritten;
//! what comes back is united with what is there.

use std::fs;
use std::path::{Path, PathBuf};

use super::atomic::{self, Expect};
use super::error::StoreError;
use super::format::{self, Condition, Notes};
use super::handle::{Store, may_write};
use super::key::CableKey;
use super::sheet::Sheet;
use super::{files, others, own, paths, random};
use crate::annotation::{Entry, Ledger, Version};

/// A file from which notes on a cable can be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// Sound entries of this user in it.
    pub entries: usize,
    /// Those that are not among the notes now.
    pub new: usize,
    /// Why nothing is to be had from it, when that is so.
    pub flaw: Option<String>,
}

impl Store {
    /// The backups of the own file on a cable and what was set aside in its place, by name.
    pub fn backups(&self, key: &CableKey, ledger: &Ledger) -> Vec<Backup> {
        let (directory, own) = self.notes_of(key);
        let own = own.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let entries = fs::read_dir(&directory).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let kept = [".bak", ".corrupt-", ".edited-"];
        let is_backup = |name: &String| {
            name.strip_prefix(&own).is_some_and(|rest| kept.iter().any(|ending| rest.starts_with(ending)))
        };
        let mut names: Vec<String> = names.filter(is_backup).collect();
        names.sort();
        let backup = |name: String| {
            let path = directory.join(name);
            match self.entries_in(&path, key) {
                Ok(notes) => {
                    let new = notes.entries.iter().filter(|entry| !ledger.contains(&entry.ver)).count();
                    Backup { path, entries: notes.entries.len(), new, flaw: None }
                }
                Err(flaw) => Backup { path, entries: 0, new: 0, flaw: Some(flaw) },
            }
        };
        names.into_iter().map(backup).collect()
    }

    /// Unites a backup with the notes on the cable, under the lock and on the medium. Gives the notes, and the
    /// versions that were not among them before; they are the entries as they were written.
    ///
    /// # Errors
    /// [`StoreError::Backup`] for a file that is no backup of this user's notes on the cable; else as
    /// [`Store::commit`].
    pub fn unite_backup(
        &mut self,
        key: &CableKey,
        backup: &Path,
    ) -> Result<(Ledger, Vec<Version>), StoreError> {
        let refuse = |reason| StoreError::Backup { path: backup.to_owned(), reason };
        let notes = self.entries_in(backup, key).map_err(refuse)?;
        may_write(&self.writable, &self.root)?;
        let before = self.commit(key, &[])?;
        let new = notes.entries.iter().map(|entry| &entry.ver).filter(|version| !before.contains(version));
        let new: Vec<Version> = new.cloned().collect();
        if new.is_empty() {
            return Ok((before, new));
        }
        if notes.writer.key() == self.writer.key() {
            self.remember(key, notes.entries);
        } else {
            self.lay_beside(key, &notes)?;
        }
        let ledger = self.commit(key, &[])?;
        match new.iter().find(|version| !ledger.contains(version)) {
            Some(lost) => Err(refuse(format!("its version {} was not taken", lost.0))),
            None => Ok((ledger, new)),
        }
    }

    /// Takes entries of the own file, verified when they were read, among those that this session knows: the next commit
    /// writes them.
    pub(super) fn remember(&mut self, key: &CableKey, entries: Vec<Entry>) {
        let session = self.open.entry(key.directory()).or_default();
        for entry in entries {
            let _ = session.ledger.add(&self.writer, entry);
        }
    }

    /// Puts what this author wrote on another machine beside the other files, as a synchroniser does: a file has
    /// one writer, and this one is not its.
    fn lay_beside(&self, key: &CableKey, notes: &Notes) -> Result<(), StoreError> {
        let directory = self.notes_of(key).0;
        let mut ledger = Ledger::default();
        for entry in &notes.entries {
            let _ = ledger.add(&notes.writer, entry.clone());
        }
        let path =
            |token: String| directory.join(format!("{}.sync-conflict-{token}.yaml", notes.writer.key()));
        let path = path(random::token().map_err(StoreError::io("name", &directory))?);
        let sheet = Sheet::print(key, &notes.writer, &ledger, notes.seen.clone(), notes, None)
            .map_err(|reason| StoreError::Unfaithful { path: path.clone(), reason })?;
        paths::make(&directory, false).map_err(StoreError::io("create", &directory))?;
        atomic::replace(&*self.disk, &path, sheet.text.as_bytes(), Expect::Nothing)
            .map_err(StoreError::io("save", &path))?;
        Ok(())
    }

    /// What is sound in a file of this user's notes on the cable, whole or damaged; in words, why there is nothing.
    fn entries_in(&self, path: &Path, key: &CableKey) -> Result<Notes, String> {
        let bytes = files::read(path, own::CAP).map_err(|error| error.to_string())?.ok_or("no such file")?;
        match format::parse(&bytes) {
            Ok((_, Condition::Newer(schema))) => {
                Err(format!("it was written by a newer version (schema {schema})"))
            }
            Ok((notes, _)) if notes.cable != key.id => Err("it is about another cable".into()),
            Ok((notes, _)) if notes.writer.author.id != self.writer.author.id => {
                Err("it holds another author's notes".into())
            }
            Ok((notes, _)) => Ok(notes),
            Err(reason) => self.salvaged(path, &bytes, key).ok_or(reason),
        }
    }

    /// The entries of a damaged file, each of which proves that it is this writer's. Their cable is known by the
    /// directory only.
    fn salvaged(&self, path: &Path, bytes: &[u8], key: &CableKey) -> Option<Notes> {
        let beside = path.canonicalize().ok()?.parent()? == self.notes_of(key).0.canonicalize().ok()?;
        let entries: Vec<Entry> = if beside { format::salvage(bytes, &self.writer) } else { Vec::new() };
        let notes = Notes { writer: self.writer.clone(), cable: key.id.clone(), entries, ..Notes::default() };
        (!notes.entries.is_empty()).then_some(notes)
    }
}

/// Whether a name is that of a notes file set aside, or of its backup.
pub(super) fn origin_of(name: &str) -> Option<&str> {
    let endings = [".yaml.bak", ".yaml.corrupt-", ".yaml.edited-"];
    let at = endings.iter().find_map(|ending| name.find(ending))?;
    others::writer_of(name.get(..at + ".yaml".len())?)
}
