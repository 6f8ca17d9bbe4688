//! Brings an index up to date with the folders: only files that are new or have changed are read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::card::Filing;
use super::engine::{Answer, Engine, Scanned, Stamp};
use super::walk::{Found, Walk};

/// Bytes of the largest file that is taken in.
const LARGEST: u64 = 64 << 20;
/// Files that are put into the index at once, and bytes of their texts: few enough that little is lost when the program
/// ends, enough that the disk is not waited for all the time.
const BATCH: usize = 2048;
const BATCH_BYTES: usize = 12 << 20;

/// Reads the cables of a file; in one line, why it has none.
pub type Loader<'a> = &'a (dyn Fn(&Path) -> Result<Vec<Filing>, String> + Sync);

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Folders are looked through; so many files have been found.
    Walking(usize),
    /// So many of so many files have been read and put into the index.
    Read(usize, usize),
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files there are.
    pub files: usize,
    /// Files that were read, being new or changed.
    pub read: usize,
    /// Files that were forgotten, being gone.
    pub gone: usize,
    /// Folders that cannot be read, and why; what was known of their files stays.
    pub unread: Vec<String>,
    /// Whether it was told to stop.
    pub stopped: bool,
}

/// Brings what `engine` knows of the files below `roots` up to date, which are absolute. `told` hears how far it has come,
/// and says whether to go on; what is in the index by then stays there.
///
/// # Errors
/// When the index cannot be used.
pub fn update(
    engine: &mut dyn Engine,
    roots: &[PathBuf],
    load: Loader,
    told: &mut dyn FnMut(News) -> bool,
) -> Answer<Summary> {
    let mut known: HashMap<PathBuf, Stamp> = engine.files()?.into_iter().collect();
    let Some(mut walk) = Walk::of(roots, &mut |found| told(News::Walking(found))) else {
        return Ok(Summary { stopped: true, ..Summary::default() });
    };
    let found = walk.stamped();
    let Walk { unread, unreadable, .. } = walk;
    let files = found.len();
    let changed: Vec<Found> =
        found.into_iter().filter(|found| known.remove(&found.path) != Some(found.stamp)).collect();
    let is_gone = |path: &PathBuf| {
        roots.iter().any(|root| path.starts_with(root))
            && !unreadable.iter().any(|folder| path.starts_with(folder))
    };
    let gone: Vec<PathBuf> = known.into_keys().filter(is_gone).collect();
    engine.forget(&gone)?;
    let (read, stopped) = take_in(engine, &changed, load, told)?;
    Ok(Summary { files, read, gone: gone.len(), unread, stopped })
}

/// Reads files on all processors, and puts them into the index on this thread; how many, and whether it was stopped.
fn take_in(
    engine: &mut dyn Engine,
    files: &[Found],
    load: Loader,
    told: &mut dyn FnMut(News) -> bool,
) -> Answer<(usize, bool)> {
    let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(workers * 4);
        for _ in 0..workers {
            let (sender, next, over) = (sender.clone(), &next, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed)
                    && let Some(found) = files.get(next.fetch_add(1, Ordering::Relaxed))
                    && sender.send(scanned(found, load)).is_ok()
                {}
            });
        }
        drop(sender);
        let put = put_in(engine, receiver, files.len(), told);
        over.store(true, Ordering::Relaxed);
        put
    })
}

fn put_in(
    engine: &mut dyn Engine,
    read: Receiver<Scanned>,
    total: usize,
    told: &mut dyn FnMut(News) -> bool,
) -> Answer<(usize, bool)> {
    let (mut done, mut batch, mut bytes) = (0, Vec::new(), 0);
    loop {
        let next = read.recv().ok();
        let is_last = next.is_none();
        if let Some(scanned) = next {
            bytes += scanned.cables.iter().flatten().map(|filing| filing.text.as_str().len()).sum::<usize>();
            batch.push(scanned);
        }
        if is_last || batch.len() >= BATCH || bytes >= BATCH_BYTES {
            engine.put(&batch)?;
            done += batch.len();
            (batch, bytes) = (Vec::new(), 0);
            if !told(News::Read(done, total)) {
                return Ok((done, true));
            }
        }
        if is_last {
            return Ok((done, false));
        }
    }
}

fn scanned(found: &Found, load: Loader) -> Scanned {
    let cables = if found.stamp.size > LARGEST {
        Err(format!("larger than {} MiB: open it by itself", LARGEST >> 20))
    } else {
        load(&found.path)
    };
    Scanned { path: found.path.clone(), stamp: found.stamp, cables }
}
