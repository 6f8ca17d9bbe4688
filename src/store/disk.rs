//! The calls that can fail while a file is written, as one small trait: tests let each of them fail, or the whole
//! machine stop after it.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};

use super::files;
use super::lock::Lock;

/// Changes to a directory and its files. Every one goes through here.
pub(super) trait Disk: Send + Sync {
    /// A new file, for this user alone. Fails when there is anything at `path`, be it a dangling link.
    fn create(&self, path: &Path) -> io::Result<File> {
        let flags = (OFlags::NOFOLLOW | OFlags::CLOEXEC).bits();
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .custom_flags(flags as i32)
            .open(path)?;
        // The umask may have taken bits away from the mode.
        file.set_permissions(Permissions::from_mode(0o600))?;
        Ok(file)
    }

    /// Appends all of `bytes`.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Brings contents and length to the medium. Once it failed, it must not be asked again for the same file: the
    /// kernel may have dropped the pages and say yes.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Brings the names in `directory` to the medium.
    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        files::sync_directory(directory)
    }

    /// A second name for a file. Fails when there is anything at `to`.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    /// Another name for a file, in place of whatever had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Gives each of two files the other's name, in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    /// Takes a name away.
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Whether what a file held before is kept beside it.
    fn keeps_backups(&self) -> bool {
        true
    }

    /// Waits for the lock at `path`, not longer than `patience`.
    fn lock(&self, path: &Path, patience: Duration) -> io::Result<Lock> {
        Lock::wait(path, patience)
    }
}

/// The disk of this machine.
pub(super) struct Machine;

impl Disk for Machine {}
