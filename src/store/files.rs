//! Reading files that anybody may have put there: no links, pipes or devices, and never more than asked for.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;

use super::random;

/// Opens a regular file for reading; never waits, follows or becomes the master of a terminal.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    regular(OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path)?)
}

/// The file itself, if it is a regular one.
pub(super) fn regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_regular()) }
}

/// Whether another file may take the place of what is at the path: nothing, a file or a link. A renaming would put a file
/// where a device or a pipe was that other programs need.
///
/// # Errors
/// When something else is there, or it cannot be told.
pub fn replaceable(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(there) if there.is_file() || there.is_symlink() => Ok(()),
        Ok(_) => Err(not_regular()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn not_regular() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "not a regular file")
}

/// Brings the names in `directory` to the medium, where the file system can and the user may.
///
/// # Errors
/// The medium fails.
pub fn sync_directory(directory: &Path) -> io::Result<()> {
    match File::open(directory).and_then(|directory| directory.sync_all()) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) if matches!(Errno::from_io_error(&error), Some(Errno::INVAL | Errno::NOTSUP)) => Ok(()),
        result => result,
    }
}

/// `<path>.<why>-<random>`: where a file goes that a person should look at. It is never deleted.
pub(super) fn aside(path: &Path, why: &str) -> io::Result<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{why}-{}", random::token()?));
    Ok(path.with_file_name(name))
}

/// The contents of the file at `path`; `None` when there is nothing.
///
/// # Errors
/// Anything but a regular file of at most `cap` bytes.
pub(super) fn read(path: &Path, cap: usize) -> io::Result<Option<Vec<u8>>> {
    contents(open(path), cap)
}

/// The same of a file that the reader keeps for themselves, and may keep elsewhere: a link is followed.
///
/// # Errors
/// Anything but a regular file of at most `cap` bytes.
pub(super) fn read_own(path: &Path, cap: usize) -> io::Result<Option<Vec<u8>>> {
    let flags = OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path);
    contents(file.and_then(regular), cap)
}

/// `larger than 16 MiB`.
fn larger_than(cap: usize) -> String {
    let (count, unit) = if cap >= 1 << 20 { (cap >> 20, "MiB") } else { (cap >> 10, "KiB") };
    format!("larger than {count} {unit}")
}

fn contents(file: io::Result<File>, cap: usize) -> io::Result<Option<Vec<u8>>> {
    let file = match file {
        // Nothing lies under a name that the file system cannot have.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidFilename) => {
            return Ok(None);
        }
        file => file?,
    };
    let mut bytes = Vec::new();
    file.take(cap as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > cap {
        return Err(io::Error::new(ErrorKind::FileTooLarge, larger_than(cap)));
    }
    Ok(Some(bytes))
}
