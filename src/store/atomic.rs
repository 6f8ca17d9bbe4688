//! Replaces a file so that at every instant, also after a power cut, its name holds all of the old or all of the new.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::Disk;
use super::{files, random};

/// From this age on a temporary file has no writer any more.
const DEAD: Duration = Duration::from_secs(10 * 60);

/// What must still be at the path for the replacement to go ahead.
#[derive(Clone, Copy)]
pub(super) enum Expect<'a> {
    /// Whatever is there, if it is a file or a link.
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
    if let Expect::Anything = expect {
        files::replaceable(path)?;
    }
    let temporary = beside(path, &format!(".{}.tmp", random::token()?));
    if let Err(error) = written(disk, &temporary, bytes) {
        // That file is never synced again; a retry makes a new one.
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    let outcome = match expect {
        Expect::Anything => put(disk, &temporary, path, bytes),
        Expect::Nothing => add(disk, &temporary, path, bytes),
        Expect::Exactly(old) => swap(disk, &temporary, path, bytes, old),
    };
    // Still there where it was not needed.
    let _ = disk.remove(&temporary);
    if outcome? == Outcome::Changed {
        return Ok(Outcome::Changed);
    }
    disk.sync_directory(path.parent().unwrap_or(Path::new(".")))?;
    Ok(Outcome::Done)
}

/// Removes temporary files that writers of `path` left behind when they were killed. None may be at work.
pub(super) fn sweep(disk: &dyn Disk, path: &Path) {
    for stray in strays(path) {
        let _ = disk.remove(&stray);
    }
}

/// The temporary files of writers of `path`: dead ones, or at work.
pub(super) fn strays(path: &Path) -> Vec<PathBuf> {
    let ours = beside(path, ".");
    let ours = ours.file_name().unwrap_or_default().as_encoded_bytes();
    let names = temporary(path.parent().unwrap_or(Path::new(".")));
    names
        .filter(|name| name.as_encoded_bytes().starts_with(ours))
        .map(|name| path.with_file_name(name))
        .collect()
}

/// Removes temporary files from `directory` whose writers must be dead: a look at the clock, for files that are
/// replaced without the lock.
pub(super) fn sweep_dead(disk: &dyn Disk, directory: &Path) {
    for path in temporary(directory).map(|name| directory.join(name)).filter(|path| is_dead(path)) {
        let _ = disk.remove(&path);
    }
}

/// The names of temporary files in `directory`.
fn temporary(directory: &Path) -> impl Iterator<Item = OsString> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).filter(|name| is_temporary(name))
}

/// Whether a name is that of a temporary file.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") && name.ends_with(b".tmp")
}

/// Whether a regular file has not been written to for long.
pub(super) fn is_dead(path: &Path) -> bool {
    let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
    let changed = metadata.and_then(|metadata| metadata.modified().ok());
    changed.is_some_and(|changed| changed.elapsed().is_ok_and(|age| age > DEAD))
}

/// `.<name of path><ending>` in the same directory: hidden, and nothing that is read as notes.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
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

/// Renames `temporary` to `path`, whatever is there.
fn put(disk: &dyn Disk, temporary: &Path, path: &Path, bytes: &[u8]) -> io::Result<Outcome> {
    match disk.rename(temporary, path) {
        // The answer of a file server may get lost on its way: what counts is what is there.
        Err(error) if !holds(path, bytes) => Err(error),
        _ => Ok(Outcome::Done),
    }
}

/// Names `temporary` `path`, where nothing is.
fn add(disk: &dyn Disk, temporary: &Path, path: &Path, bytes: &[u8]) -> io::Result<Outcome> {
    match disk.link(temporary, path) {
        Ok(()) => Ok(Outcome::Done),
        Err(_) if path.symlink_metadata().is_ok() => Ok(Outcome::Changed),
        // No hard links here (FAT, some network file systems).
        Err(_) => put(disk, temporary, path, bytes),
    }
}

/// Puts `temporary` in place of the file at `path`, which becomes its backup if it is `old`, as expected. Another file
/// that came there at the last moment is kept the way synchronisers do it, to be united with this one.
fn swap(disk: &dyn Disk, temporary: &Path, path: &Path, bytes: &[u8], old: &[u8]) -> io::Result<Outcome> {
    if disk.exchange(temporary, path).is_err() {
        // Not all file systems can; what comes there between this look and the renaming is lost.
        return if keep(disk, path, old)? { put(disk, temporary, path, bytes) } else { Ok(Outcome::Changed) };
    }
    if holds(temporary, old) {
        // The new file is in its place. A backup that cannot be made does not change that.
        if disk.keeps_backups() {
            let _ = disk.rename(temporary, &backup_of(path));
        }
        return Ok(Outcome::Done);
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let copy = path.with_file_name(format!("{name}.sync-conflict-{}.yaml", random::token()?));
    disk.rename(temporary, &copy).or_else(|_| disk.exchange(temporary, path))?;
    Ok(Outcome::Changed)
}

/// Keeps the file at `path` as its backup, if it still is `old`.
fn keep(disk: &dyn Disk, path: &Path, old: &[u8]) -> io::Result<bool> {
    if !disk.keeps_backups() {
        return Ok(holds(path, old));
    }
    let second = beside(path, &format!(".{}.tmp", random::token()?));
    let kept = match disk.link(path, &second) {
        Ok(()) => Ok(()),
        Err(_) => written(disk, &second, old),
    };
    // The file at `path`, not the copy: it is the one that somebody may just have replaced.
    let same = holds(path, old);
    let result = kept.and_then(|()| if same { disk.rename(&second, &backup_of(path)) } else { Ok(()) });
    // Still there after a failure, and where the backup was the same file: such a rename does nothing.
    let _ = disk.remove(&second);
    result.map(|()| same)
}

/// Whether a regular file with just these bytes is at `path`.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    matches!(files::read(path, bytes.len()), Ok(Some(there)) if there == bytes)
}
