//! What was done to the text of a note, to be undone in a later session: `state/undo/<cable>/<note>.json`.
//!
//! It belongs to one text, named by its hash. Over any other it would do harm, so it counts as nothing then, as it does
//! when it is damaged: the note loses no word, only the way back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::atomic::{self, Expect};
use super::disk::Disk;
use super::error::StoreError;
use super::handle::{Store, may_write};
use super::key::CableKey;
use super::{files, paths};
use crate::annotation::{History, NoteId, Patch, hex};

const FORMAT: &str = "reftel-undo";
const SCHEMA: u64 = 1;
/// Largest file that is read.
const CAP: usize = 1 << 20;
/// Bytes of changes that are kept of a note: the latest.
const ROOM: usize = 64 << 10;
/// Bytes that a change takes beside its text.
const STEP: usize = 32;
/// Notes of a cable that are kept: those written last.
const NOTES: usize = 200;

#[derive(Serialize, Deserialize)]
struct Past {
    format: String,
    schema: u64,
    /// Of the text as the last change left it.
    text_sha256: String,
    history: History<Patch>,
}

impl Store {
    /// Keeps what was done to the text of a note, `body` being what it says now.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_history(
        &self,
        key: &CableKey,
        id: &NoteId,
        body: &str,
        mut history: History<Patch>,
    ) -> Result<(), StoreError> {
        let Some(path) = self.past_of(key, id) else { return Ok(()) };
        may_write(&self.writable, &self.root)?;
        history.trim(ROOM, |patch| patch.size() + STEP);
        let past = Past { format: FORMAT.into(), schema: SCHEMA, text_sha256: hash(body), history };
        self.write_past(&path, &past).map_err(StoreError::io("save", &path))
    }

    /// What was done to the text of a note in an earlier session, if it still says `body`.
    pub fn recall_history(&self, key: &CableKey, id: &NoteId, body: &str) -> Option<History<Patch>> {
        let bytes = files::read(&self.past_of(key, id)?, CAP).ok()??;
        let past: Past = serde_json::from_slice(&bytes).ok()?;
        let same = past.format == FORMAT && past.schema == SCHEMA && past.text_sha256 == hash(body);
        same.then_some(past.history)
    }

    fn write_past(&self, path: &Path, past: &Past) -> io::Result<()> {
        if let Some(directory) = path.parent() {
            directory.parent().map_or(Ok(()), |above| paths::make(above, false))?;
            paths::make(directory, false)?;
            sweep(&*self.disk, directory);
        }
        let bytes = serde_json::to_vec(past)?;
        atomic::replace(&*self.disk, path, &bytes, Expect::Anything).map(|_| ())
    }

    /// Where it lies; nowhere for an id that could not be a name.
    fn past_of(&self, key: &CableKey, id: &NoteId) -> Option<PathBuf> {
        let directory = self.root.join("state").join("undo").join(key.directory());
        id.is_valid().then(|| directory.join(format!("{}.json", id.0)))
    }
}

/// Makes room for one more note, when there are too many: the ones that were not written for longest go.
fn sweep(disk: &dyn Disk, directory: &Path) {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let written = |entry: &fs::DirEntry| entry.metadata().and_then(|there| there.modified()).ok();
    let mut notes: Vec<(Option<SystemTime>, PathBuf)> =
        entries.map(|entry| (written(&entry), entry.path())).collect();
    notes.sort();
    let over = notes.len().saturating_sub(NOTES - 1);
    notes.iter().take(over).for_each(|(_, path)| _ = disk.remove(path));
}

fn hash(text: &str) -> String {
    hex(&Sha256::digest(text))
}
