//! Who may look at the files, and how much room there is.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::{Role, Verification, file};
use crate::store::files;
use crate::store::lock::{Lock, PATIENCE};

/// A directory or file that is open to others, or not this user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// Where.
    pub path: PathBuf,
    /// Its mode.
    pub mode: u32,
    /// The mode it should have.
    pub wanted: u32,
    /// The user id of its owner, when that is another user.
    pub owner: Option<u32>,
}

impl Loose {
    /// Closes it to others.
    ///
    /// # Errors
    /// When the system refuses, as for what belongs to another user.
    pub fn tighten(&self) -> io::Result<()> {
        // Between the look and now it may have become a link, which must not be followed.
        let is_link = fs::symlink_metadata(&self.path)?.is_symlink();
        if is_link || self.owner.is_some() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        fs::set_permissions(&self.path, Permissions::from_mode(self.wanted))
    }
}

/// Room on the file system of the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes that this user may still write.
    pub free: u64,
    /// Bytes of the reserve for a full disk.
    pub reserve: u64,
}

impl Verification {
    /// What of the root and of reftel's files in it is open to others, or another user's.
    pub fn loose(&self) -> Vec<Loose> {
        let mut paths = vec![self.root.clone()];
        paths.extend(["notes", "drafts", "state"].map(|name| self.root.join(name)));
        for file in self.files.iter().filter(|file| file.role != Role::Unknown) {
            let path = self.root.join(&file.path);
            paths.extend(path.parent().map(Path::to_owned));
            paths.push(path);
        }
        paths.sort();
        paths.dedup();
        paths.into_iter().filter_map(loose).collect()
    }

    /// Room on the file system; `None` when it does not tell.
    pub fn room(&self) -> Option<Room> {
        let there = self.root.ancestors().find(|path| path.exists())?;
        let about = rustix::fs::statvfs(there).ok()?;
        let free = about.f_bavail.saturating_mul(about.f_frsize);
        Some(Room { free, reserve: file::size(&self.root.join("reserve")) })
    }

    /// Whether the file system has locks; `None` as long as no session has made the file to lock.
    ///
    /// # Errors
    /// In words, why the lock cannot be had.
    pub fn has_locks(&self) -> Option<Result<bool, String>> {
        let path = self.root.join("lock");
        path.symlink_metadata().ok()?;
        // Only a file that is there is opened, so nothing is made.
        let lock = files::open(&path).and_then(|_| Lock::wait(&path, PATIENCE));
        Some(lock.map(|lock| lock.is_held()).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => "another session has been holding it for 2 seconds".into(),
            _ => error.to_string(),
        }))
    }
}

fn loose(path: PathBuf) -> Option<Loose> {
    let metadata = fs::symlink_metadata(&path).ok()?;
    let me = rustix::process::geteuid().as_raw();
    let owner = Some(metadata.uid()).filter(|owner| *owner != me);
    let mode = metadata.mode() & 0o777;
    let wanted = if metadata.is_dir() { 0o700 } else { 0o600 };
    // The mode of a link means nothing.
    let open = !metadata.is_symlink() && (mode & 0o077 != 0 || mode & wanted != wanted);
    (open || owner.is_some()).then_some(Loose { path, mode, wanted, owner })
}
