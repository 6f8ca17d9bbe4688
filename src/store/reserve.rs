//! A little room kept for the moment when the disk is full: the journal gets it, so that what is being typed is safe
//! although nothing can be saved.

use std::io;
use std::path::Path;

use rustix::io::Errno;

use super::disk::Disk;

/// Room for some pages of text.
const SIZE: usize = 32 * 1024;

/// Sets the room aside below `root`, if there is that much.
pub(super) fn keep(disk: &dyn Disk, root: &Path) {
    let path = root.join("reserve");
    let made = disk.create(&path).and_then(|mut file| disk.write(&mut file, &[0; SIZE]));
    // Half a reserve is worth nothing; one that was there already is.
    if made.is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        let _ = disk.remove(&path);
    }
}

/// Tries `write`, and if the disk is full gives the room away and tries again.
pub(super) fn or_release<T>(
    disk: &dyn Disk,
    root: &Path,
    write: impl Fn() -> io::Result<T>,
) -> io::Result<T> {
    let full = |error: &io::Error| matches!(Errno::from_io_error(error), Some(Errno::NOSPC | Errno::DQUOT));
    match write() {
        Err(error) if full(&error) && disk.remove(&root.join("reserve")).is_ok() => write(),
        result => result,
    }
}
