//! Replaces a file so that at every instant, also after a power cut, its name holds all of the old or all of the new.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::{files, random};

/// What must still be at the path for the replacement to go ahead.
#[derive(Clone, Copy)]
pub(super) enum Expect<'a> {
    /// Whatever is there.
    Anything,
    /// Nothing.
    Nothing,
    /// These bytes. They stay behind as `<name>.bak`.
    Exactly(&'a [u8]),
}

/// How a replacement ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The new contents are there, on the medium.
    Done,
    /// Something else is there than expected; nothing was changed.
    Changed,
}

/// Puts `bytes` in place of the file at `path`.
///
/// # Errors
/// The first call that failed. The old file is untouched then, and no temporary file is left, except that a failure
/// to sync the directory leaves the new file there without the promise that it survives a power cut.
pub(super) fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8], expect: Expect) -> io::Result<Outcome> {
    let temporary = beside(path, &format!(".{}.tmp", random::token()?));
    let result =
        written(disk, &temporary, bytes).and_then(|()| install(disk, &temporary, path, bytes, expect));
    if !matches!(result, Ok(Outcome::Done)) {
        // Also after a failed sync: that file is never synced again, a retry makes a new one.
        let _ = disk.remove(&temporary);
    }
    if result? == Outcome::Changed {
        return Ok(Outcome::Changed);
    }
    disk.sync_directory(path.parent().unwrap_or(Path::new(".")))?;
    Ok(Outcome::Done)
}

/// `.<name of path><ending>` in the same directory: hidden, and nothing that is read as notes.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(ending);
    path.with_file_name(name)
}

/// The name under which the previous contents of `path` are kept.
pub(super) fn backup_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".bak");
    path.with_file_name(name)
}

/// A new file with `bytes`, on the medium.
pub(super) fn written(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.create(path)?;
    disk.write(&mut file, bytes)?;
    disk.sync(&file)
}

fn install(
    disk: &dyn Disk,
    temporary: &Path,
    path: &Path,
    bytes: &[u8],
    expect: Expect,
) -> io::Result<Outcome> {
    match expect {
        Expect::Anything => {}
        Expect::Nothing => match disk.link(temporary, path) {
            Ok(()) => return disk.remove(temporary).map(|()| Outcome::Done),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(Outcome::Changed),
            // No hard links here (FAT, some network file systems): look and rename.
            Err(_) if path.symlink_metadata().is_ok() => return Ok(Outcome::Changed),
            Err(_) => {}
        },
        Expect::Exactly(old) => {
            if !keep(disk, path, old)? {
                return Ok(Outcome::Changed);
            }
        }
    }
    match disk.rename(temporary, path) {
        // The answer of a file server may get lost on its way: what counts is what is there.
        Err(error) => match files::read(path, bytes.len()) {
            Ok(Some(there)) if there == bytes => Ok(Outcome::Done),
            _ => Err(error),
        },
        Ok(()) => Ok(Outcome::Done),
    }
}

/// Keeps the file at `path` as its backup, if it still is `old`.
fn keep(disk: &dyn Disk, path: &Path, old: &[u8]) -> io::Result<bool> {
    let second = beside(path, &format!(".{}.tmp", random::token()?));
    match disk.link(path, &second) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(_) => written(disk, &second, old)?,
    }
    // The file at `path`, not the copy: it is the one that somebody may just have replaced.
    let same = matches!(files::read(path, old.len()), Ok(Some(there)) if there == old);
    let result = if same { disk.rename(&second, &backup_of(path)) } else { Ok(()) };
    // Still there after a failure, and where the backup was the same file: such a rename does nothing.
    let _ = disk.remove(&second);
    result.map(|()| same)
}
