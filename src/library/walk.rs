//! The files below folders, and how they look.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::engine::Stamp;

/// Folders inside each other that are looked into.
const DEPTH: usize = 64;

/// A file that was found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The file, below its root.
    pub path: PathBuf,
    /// How it looks.
    pub stamp: Stamp,
}

impl Stamp {
    fn of(there: &fs::Metadata) -> Self {
        // Not when its text was last written: that can be set, and does not say that it may be read now.
        let changed = there.ctime().saturating_mul(1_000_000_000).saturating_add(there.ctime_nsec());
        Self { size: there.len(), changed }
    }
}

/// A walk through folders.
#[derive(Default)]
pub(super) struct Walk {
    /// The files, each once, in order.
    pub files: Vec<PathBuf>,
    /// Why folders cannot be read, one line each.
    pub unread: Vec<String>,
    /// Those folders.
    pub unreadable: Vec<PathBuf>,
}

impl Walk {
    /// Walks folders, and takes files; `None` when told to stop. `told` hears how many files there are so far.
    pub(super) fn of(roots: &[PathBuf], told: &mut dyn FnMut(usize) -> bool) -> Option<Self> {
        let mut walk = Self::default();
        if !roots.iter().all(|root| walk.root(root, told)) {
            return None;
        }
        // Roots may lie inside each other.
        walk.files.sort_unstable();
        walk.files.dedup();
        Some(walk)
    }

    /// Walks one of them; false when told to stop.
    fn root(&mut self, root: &Path, told: &mut dyn FnMut(usize) -> bool) -> bool {
        // The root may be a link: it was named.
        match fs::metadata(root) {
            Ok(there) if there.is_dir() => return self.folder(root, 0, told),
            Ok(there) if there.is_file() => self.files.push(root.to_owned()),
            Ok(_) => {}
            Err(error) => self.fail(root, &error),
        }
        true
    }

    fn folder(&mut self, folder: &Path, depth: usize, told: &mut dyn FnMut(usize) -> bool) -> bool {
        if depth > DEPTH {
            self.fail(folder, &"too many folders inside each other");
            return true;
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.fail(folder, &error);
                return true;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.fail(folder, &error);
                    break;
                }
            };
            // What is hidden is not meant to be read.
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            match entry.file_type() {
                // Links to folders are not followed: they can lead around.
                Ok(kind) if kind.is_dir() => {
                    if !self.folder(&path, depth + 1, told) {
                        return false;
                    }
                }
                Ok(kind) if kind.is_file() => self.files.push(path),
                // It may lead to a file, or to nothing.
                Ok(kind) if kind.is_symlink() => {
                    if fs::metadata(&path).is_ok_and(|there| there.is_file()) {
                        self.files.push(path);
                    }
                }
                Ok(_) => {}
                // It went away.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    self.fail(folder, &error);
                    break;
                }
            }
        }
        told(self.files.len())
    }

    /// How the files look; those that went away are left out.
    pub(super) fn stamped(&mut self) -> Vec<Found> {
        let files = std::mem::take(&mut self.files);
        let mut found = Vec::with_capacity(files.len());
        for path in files {
            match fs::metadata(&path) {
                Ok(there) if there.is_file() => found.push(Found { path, stamp: Stamp::of(&there) }),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                // One line for a folder, whatever is in it.
                Err(error) => {
                    let folder = path.parent().unwrap_or(&path);
                    if self.unreadable.last().is_none_or(|last| last != folder) {
                        self.fail(folder, &error);
                    }
                }
            }
        }
        found
    }

    fn fail(&mut self, folder: &Path, why: &dyn std::fmt::Display) {
        self.unread.push(format!("{}: {why}", folder.display()));
        self.unreadable.push(folder.to_owned());
    }
}
