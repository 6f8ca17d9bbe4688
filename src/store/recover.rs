//! Takes over the journals of sessions that died.

use std::fs::{self, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::files;
use super::journal::{self, Replay, Unsaved};

/// Largest journal that is read.
pub(super) const CAP: usize = 64 * 1024 * 1024;

/// What dead sessions on one cable left behind.
#[derive(Default)]
pub(super) struct Remains {
    pub(super) unsaved: Unsaved,
    /// Their journals, to be removed once the contents are safe elsewhere. The locks keep others away until then.
    pub(super) journals: Vec<Remnant>,
}

/// The journal of a dead session.
pub(super) struct Remnant {
    pub(super) path: PathBuf,
    /// Whether not all that it held could be read.
    pub(super) damaged: bool,
    _lock: fs::File,
}

/// Collects the journals in `directory` of the cable whose name on disk is `cable`, except those of live sessions.
pub(super) fn collect(directory: &Path, cable: &str) -> Remains {
    let mut remains = Remains::default();
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let token = name.strip_prefix(cable).and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".wal"));
        if token.is_none_or(|token| token.contains('.')) {
            continue;
        }
        // One that cannot be read is left for another time.
        if let Ok(Some((replay, lock))) = take(&path) {
            remains.unsaved.add(replay.unsaved);
            let damaged = replay.damaged;
            remains.journals.extend(lock.map(|lock| Remnant { path, damaged, _lock: lock }));
        }
    }
    remains
}

/// The contents of a dead session's journal and, where locks work, the lock on it; `None` when its owner lives or
/// another session has just taken it over.
fn take(path: &Path) -> io::Result<Option<(Replay, Option<fs::File>)>> {
    let file = files::open(path)?;
    let held = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(_)) => false,
    };
    if file.metadata()?.nlink() == 0 {
        return Ok(None);
    }
    let bytes = files::read(path, CAP)?.unwrap_or_default();
    Ok(Some((journal::replay(&bytes), held.then_some(file))))
}
