//! Reads every file below the root and says what it is and whether it is as it was written. Changes nothing, makes
//! nothing.

mod file;
mod modes;

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::key::CableKey;
use super::{atomic, identity, paths};
use crate::annotation::{Flag, Ledger, Version};

pub use file::{Health, Role, Verified};
pub use modes::{Loose, Room};

/// Most entries of one directory that are looked at.
const ENTRIES_MAX: usize = 100_000;

/// The directories below the root; a link in the place of one is not followed.
const OWN: [&str; 4] = ["notes", "drafts", "state", "templates"];
/// Its directories in `state`.
const IN_STATE: [&str; 2] = ["undo", "outside"];

/// What lies below a root.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// The root. Nothing need be there.
    pub root: PathBuf,
    /// Every file, by path.
    pub files: Vec<Verified>,
    /// What is odd about the entries of a cable, with the name of its directory.
    pub flags: Vec<(String, Flag)>,
    /// The author who keeps all this; `None` when no identity can be read.
    pub author: Option<String>,
}

impl Verification {
    /// Looks at everything below the root that [`Store::open`](super::Store::open) would take; with `only`, at what
    /// there is of one cable.
    ///
    /// # Errors
    /// [`StoreError::NoDirectory`] when no directory is named at all.
    pub fn of(root: Option<PathBuf>, only: Option<&CableKey>) -> Result<Self, StoreError> {
        let root = paths::root(root)?;
        let author = identity::author(&root.join("identity.yaml"));
        let mut found = Self { root, author, ..Self::default() };
        let only = only.map(CableKey::directory);
        let is_meant =
            |name: &str| only.as_ref().is_none_or(|cable| name.trim_start_matches('.').starts_with(cable));
        found.look_in("", |_| only.is_none());
        for (name, path) in found.entries("notes".as_ref()) {
            if !path.symlink_metadata().is_ok_and(|there| there.is_dir()) {
                found.files.extend(only.is_none().then(|| Verified::stranger(Path::new("notes").join(name))));
            } else if is_meant(&name) {
                found.look_at_notes(&name);
            }
        }
        found.look_in("drafts", is_meant);
        found.look_in("state", is_meant);
        found.look_in("state/undo", is_meant);
        found.look_in("state/outside", is_meant);
        found.look_in("templates", |_| only.is_none());
        Ok(found)
    }

    /// Whether everything that reftel wrote is there as it wrote it. What is foreign, set aside or left over does not
    /// count, nor what is a warning.
    pub fn is_sound(&self) -> bool {
        self.flags.iter().all(|(_, flag)| self.is_warning(flag))
            && self.files.iter().all(|file| file.health.is_sound())
    }

    /// Whether nothing of the reader's is harmed by what a flag says: entries of a copied identity and those numbered
    /// beyond belief are kept, and those of a colleague that have not come are the colleague's to send.
    pub fn is_warning(&self, flag: &Flag) -> bool {
        match flag {
            Flag::CopiedIdentity { .. } | Flag::HeldBack { .. } => true,
            Flag::Missing { writer, .. } => !self.is_mine(writer),
        }
    }

    /// Whether a notes file carries the reader's id, on whichever of their machines it was written.
    pub fn is_own(&self, file: &Verified) -> bool {
        self.is_mine(&file.path.file_name().unwrap_or_default().to_string_lossy())
    }

    /// Whether a writer, or the file of one, is the reader. Whoever cannot tell takes it for theirs.
    fn is_mine(&self, writer: &str) -> bool {
        let id = writer.split('.').next();
        self.author.as_deref().is_none_or(|author| id == Some(author))
    }

    /// Those of `versions` that are in no notes file.
    pub fn missing<'a>(&self, versions: &'a [Version]) -> Vec<&'a Version> {
        let files = self.files.iter().filter(|file| matches!(file.role, Role::Notes | Role::Copy));
        let held: BTreeSet<&Version> = files.flat_map(|file| &file.versions).collect();
        versions.iter().filter(|version| !held.contains(version)).collect()
    }

    /// The files of one of the directories.
    fn look_in(&mut self, directory: &'static str, is_meant: impl Fn(&str) -> bool) {
        for (name, path) in self.entries(directory.as_ref()) {
            let own: &[&str] = match directory {
                "" => &OWN,
                "state" => &IN_STATE,
                _ => &[],
            };
            let is_own = own.contains(&name.as_str());
            let is_directory = path.symlink_metadata().is_ok_and(|there| there.is_dir());
            if is_own && !is_directory {
                self.files.push(Verified::obstacle(name.into()));
            } else if !is_own && is_meant(&name) {
                self.files.push(file::look(&path, Path::new(directory).join(&name), directory));
            }
        }
    }

    /// Names and paths of what is in the root (`""`) or a directory below it, by name. Nothing where a link stands in
    /// the place of one; what cannot be read is harm.
    fn entries(&mut self, directory: &Path) -> Vec<(String, PathBuf)> {
        let path = self.root.join(directory);
        let is_root = directory.as_os_str().is_empty();
        if !is_root && !path.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            return Vec::new();
        }
        let named = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), entry.path());
        match fs::read_dir(&path) {
            Ok(entries) => {
                let mut entries: Vec<_> = entries.flatten().take(ENTRIES_MAX).map(named).collect();
                entries.sort();
                entries
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                self.files.push(Verified::closed(
                    if is_root { self.root.clone() } else { directory.into() },
                    &error,
                ));
                Vec::new()
            }
        }
    }

    /// The notes on one cable.
    fn look_at_notes(&mut self, cable: &str) {
        let directory = Path::new("notes").join(cable);
        let mut ledger = Ledger::default();
        for (name, path) in self.entries(&directory) {
            self.files.push(file::look_at_notes(&path, directory.join(name), &mut ledger));
        }
        self.flags.extend(ledger.flags().into_iter().map(|flag| (cable.to_owned(), flag)));
    }

    /// Removes the temporary files of writers that are dead, ten minutes after their last word. Gives their paths.
    pub fn sweep(&self) -> Vec<PathBuf> {
        let strays = self.files.iter().filter(|file| file.health == Health::Stray);
        let strays = strays.map(|file| self.root.join(&file.path));
        strays.filter(|path| atomic::is_dead(path) && fs::remove_file(path).is_ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_a_reader_writes_are_known() {
        let root = tempfile::tempdir().unwrap();
        let names = ["config.yaml", "lexicon.yaml", "lexicon.yaml.bak", "theme.yaml"];
        for name in names {
            fs::write(root.path().join(name), "").unwrap();
        }
        fs::write(root.path().join("shopping.txt"), "").unwrap();
        let found = Verification::of(Some(root.path().into()), None).unwrap();
        let of =
            |role| found.files.iter().filter(move |file| file.role == role).map(|file| file.path.clone());
        assert!(of(Role::Helper).eq(names.map(PathBuf::from)));
        assert!(of(Role::Unknown).eq([PathBuf::from("shopping.txt")]));
    }
}
