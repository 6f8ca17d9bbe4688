//! Sees when another program saves notes on the cable that is open, and when the reader changes the settings.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How often to look where the system does not tell of changes.
const LOOK: Duration = Duration::from_millis(1500);

/// A watch on the directory of one cable's notes; by default on nothing.
#[derive(Default)]
pub(super) struct Watch {
    /// `None` where the system does not tell of all changes: then the session looks by itself from time to time.
    watcher: Option<RecommendedWatcher>,
    watched: Option<PathBuf>,
}

impl Watch {
    /// Watches `notes`, where the directory of a cable appears with its first note, and in `root` the files of these
    /// names; `touched` is called at each change, on a thread of its own.
    pub(super) fn start(
        notes: &Path,
        root: &Path,
        names: &'static [&'static str],
        touched: impl Fn() + Send + 'static,
    ) -> Self {
        let place = root.to_owned();
        let told = move |path: &PathBuf| {
            // The lock and the like are replaced there all the time.
            path.parent() != Some(&place) || names.iter().any(|name| path.ends_with(name))
        };
        let tell = move |event: notify::Result<Event>| {
            // That a file was read is no news, least of all that this program did.
            let is_news = |event: Event| {
                !matches!(event.kind, EventKind::Access(_))
                    && (event.paths.is_empty() || event.paths.iter().any(&told))
            };
            if event.is_ok_and(is_news) {
                touched();
            }
        };
        let watcher = if is_local(notes) { notify::recommended_watcher(tell).ok() } else { None };
        let watcher = watcher.and_then(|mut watcher| {
            watcher.watch(notes, RecursiveMode::NonRecursive).ok()?;
            watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
            // Settings that are kept elsewhere, with a link to them, change there.
            let here = root.canonicalize().ok();
            for real in names.iter().filter_map(|name| root.join(name).canonicalize().ok()) {
                if real.parent() != here.as_deref() {
                    let _ = watcher.watch(real.parent()?, RecursiveMode::NonRecursive);
                }
            }
            Some(watcher)
        });
        Self { watcher, watched: None }
    }

    /// How often the session must look by itself.
    pub(super) fn interval(&self) -> Option<Duration> {
        self.watcher.is_none().then_some(LOOK)
    }

    /// Watches the notes in `directory`, and no other cable's; as soon as it is there.
    pub(super) fn aim(&mut self, directory: &Path) {
        let Some(watcher) = &mut self.watcher else { return };
        let there = directory.exists();
        if there && self.watched.as_deref() == Some(directory) {
            return;
        }
        if let Some(before) = self.watched.take() {
            let _ = watcher.unwatch(&before);
        }
        if there && watcher.watch(directory, RecursiveMode::NonRecursive).is_ok() {
            self.watched = Some(directory.to_owned());
        }
    }
}

/// Whether this machine alone changes the files there, so that it hears of all changes.
#[cfg(target_os = "linux")]
fn is_local(directory: &Path) -> bool {
    // NFS, SMB, CIFS, SMB2, FUSE, AFS, Coda, Ceph, 9P, Lustre.
    const SHARED: [u32; 10] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x6573_5546,
        0x5346_414f,
        0x7375_7245,
        0x00c3_6400,
        0x0102_1997,
        0x0bd0_0bd0,
    ];
    let shared = |kind: u32| SHARED.contains(&kind);
    rustix::fs::statfs(directory).is_ok_and(|found| !shared(found.f_type as u32))
}

/// Whether this machine alone changes the files there: not known here.
#[cfg(not(target_os = "linux"))]
fn is_local(_directory: &Path) -> bool {
    false
}
