//! What is being written and what waits to be saved, on disk with every key.
//!
//! A session that is killed leaves its journal behind. A record is the whole state or, for a key in a text, what changes
//! in the state of the record before, so that a key costs the same whatever is typed in:
//!
//! ```text
//! length of the payload: 4 bytes, little endian | first 4 bytes of its sha256 | payload: JSON
//! {"drafts": [...], "changes": [...]}                                   the whole state
//! {"id": "...", "at": "...", "patch": {"at": 12, "removed": "", "inserted": "x"}}     a key in the text of a draft
//! ```
//! What counts is the state behind the last record. A last one that was cut off is passed over; behind a damaged one the
//! next whole state counts, and the file is kept.
//!
//! Its owner holds a lock on the file as long as it lives. The system takes the lock away when the owner dies, and
//! then anybody may recover what is in it.

use std::borrow::Cow;
use std::fs::{File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::Disk;
use super::random;
use crate::annotation::{Change, Draft, NoteId, Patch};

/// How long text may be on its way to the medium. A power cut loses what was typed in this time.
const SYNC_EVERY: Duration = Duration::from_secs(2);
/// A journal larger than this is begun anew with the whole state.
const SIZE_MAX: u64 = 4 * 1024 * 1024;
/// Bytes of patches that never make a whole record worth its while.
const PATCHES_MIN: usize = 4096;

/// What the payload of a whole state begins with.
const WHOLE: &str = "{\"drafts\":";

/// What is not saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unsaved {
    pub(super) drafts: Vec<Draft>,
    pub(super) changes: Vec<Change>,
}

impl Unsaved {
    pub(super) fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.changes.is_empty()
    }

    /// Takes in a draft, in place of an older state of it.
    pub(super) fn put(&mut self, draft: Draft) {
        self.drafts.retain(|known| known.id != draft.id);
        self.drafts.push(draft);
    }

    /// Takes in what `other` holds: a draft or change that both hold once, the draft as it was written last.
    pub(super) fn add(&mut self, other: Self) {
        for draft in other.drafts {
            match self.drafts.iter_mut().find(|known| known.id == draft.id) {
                Some(known) if known.at < draft.at => *known = draft,
                Some(_) => {}
                None => self.drafts.push(draft),
            }
        }
        for change in other.changes {
            if !self.changes.contains(&change) {
                self.changes.push(change);
            }
        }
    }
}

/// A key in the text of a draft.
#[derive(Debug, Serialize, Deserialize)]
struct Keystroke {
    id: NoteId,
    /// The time, as the draft has it.
    at: String,
    patch: Patch,
}

impl Keystroke {
    /// What leads from one state to the next, when it is no more than this.
    fn between(old: &Unsaved, new: &Unsaved) -> Option<Self> {
        if old.drafts.len() != new.drafts.len() || old.changes != new.changes {
            return None;
        }
        let mut differing = old.drafts.iter().zip(&new.drafts).filter(|(old, new)| old != new);
        let (from, to) = differing.next()?;
        let patch = Patch::between(&from.content.body, &to.content.body);
        let stroke = Self { id: to.id.clone(), at: to.at.to_string(), patch };
        // Anything else that differs is no part of it.
        let mut led = from.clone();
        (differing.next().is_none() && stroke.strike(&mut led) && led == *to).then_some(stroke)
    }

    /// Carries it out; false when the state is not the one that it was made for.
    fn apply(&self, unsaved: &mut Unsaved) -> bool {
        unsaved.drafts.iter_mut().find(|draft| draft.id == self.id).is_some_and(|draft| self.strike(draft))
    }

    fn strike(&self, draft: &mut Draft) -> bool {
        let Ok(at) = self.at.parse() else { return false };
        let done = self.patch.apply(&mut draft.content.body);
        if done {
            draft.at = at;
        }
        done
    }
}

/// What a record holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Payload<'a> {
    Key(Keystroke),
    Whole(Cow<'a, Unsaved>),
}

/// The journal of this session on one cable.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    size: u64,
    last: Unsaved,
    /// Bytes of the last whole record, and of the patches since.
    whole: usize,
    patches: usize,
    /// When the first record was written that the medium may not have; `None` when it has all.
    dirty_since: Option<Instant>,
    /// After a failed write or sync nothing more goes to this file.
    spoilt: bool,
}

impl Journal {
    /// A new journal in `directory` for the cable whose name on disk is `cable`, with `unsaved` on the medium.
    ///
    /// # Errors
    /// When the disk refuses, or (`Interrupted`) another session has just taken the file away: try again.
    pub(super) fn begin(
        disk: &dyn Disk,
        directory: &Path,
        cable: &str,
        unsaved: &Unsaved,
    ) -> io::Result<Self> {
        let path = directory.join(format!("{cable}.{}.wal", random::token()?));
        let file = disk.create(&path)?;
        // Where there are no locks, others will read this journal but not remove it. Where there are, another session
        // may have come in between and taken the empty file for that of a dead one.
        let taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        if taken || file.metadata()?.nlink() == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let last = Unsaved::default();
        let mut journal =
            Self { path, file, size: 0, last, whole: 0, patches: 0, dirty_since: None, spoilt: false };
        let result = journal
            .record(disk, unsaved)
            .and_then(|()| journal.sync(disk, true))
            .and_then(|()| disk.sync_directory(directory));
        if result.is_err() {
            let _ = disk.remove(&journal.path);
        }
        result.map(|()| journal)
    }

    /// Writes `unsaved` down as the state of now. It survives the end of the program at once, and a power cut two
    /// seconds later.
    pub(super) fn record(&mut self, disk: &dyn Disk, unsaved: &Unsaved) -> io::Result<()> {
        if *unsaved == self.last && !self.spoilt {
            return self.sync(disk, false);
        }
        let stroke = Keystroke::between(&self.last, unsaved).filter(|stroke| {
            self.whole > 0 && self.patches + stroke.patch.size() <= self.whole.max(PATCHES_MIN)
        });
        let is_whole = stroke.is_none();
        let payload = stroke.map_or(Payload::Whole(Cow::Borrowed(unsaved)), Payload::Key);
        let record = record_of(&serde_json::to_vec(&payload)?)?;
        let result = disk.write(&mut self.file, &record);
        self.spoilt |= result.is_err();
        result?;
        self.size += record.len() as u64;
        (self.whole, self.patches) =
            if is_whole { (record.len(), 0) } else { (self.whole, self.patches + record.len()) };
        self.last = unsaved.clone();
        self.dirty_since.get_or_insert_with(Instant::now);
        self.sync(disk, false)
    }

    /// Brings the records to the medium, if they wait for two seconds or `now`.
    pub(super) fn sync(&mut self, disk: &dyn Disk, now: bool) -> io::Result<()> {
        let due = |since: Instant| now || since.elapsed() >= SYNC_EVERY;
        if self.dirty_since.is_some_and(due) && !self.spoilt {
            let result = disk.sync(&self.file);
            self.spoilt = result.is_err();
            result?;
            self.dirty_since = None;
        }
        Ok(())
    }

    /// Whether a new journal should take over: this one grew too large, the disk refused a part of it, or it is no
    /// longer where the next session looks for it.
    pub(super) fn is_spent(&self) -> bool {
        self.spoilt || self.size > SIZE_MAX.max(2 * self.whole as u64) || !self.is_in_place()
    }

    /// Whether the file is still the one at its path: somebody may have removed or replaced the directory meanwhile.
    fn is_in_place(&self) -> bool {
        let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
        let there = std::fs::symlink_metadata(&self.path).map(identity);
        there.is_ok_and(|there| self.file.metadata().map(identity).is_ok_and(|own| own == there))
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What it holds.
    pub(super) fn unsaved(&self) -> &Unsaved {
        &self.last
    }
}

/// A payload with its length and its check in front.
fn record_of(payload: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(payload.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    Ok([&length.to_le_bytes()[..], &check(payload), payload].concat())
}

/// What a journal says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Replay {
    /// The state behind the last record that can be read.
    pub(super) unsaved: Unsaved,
    /// Bytes of a last record that was cut off by the end of the program or of the machine.
    pub(super) cut: usize,
    /// Whether something else in it is not as it was written.
    pub(super) damaged: bool,
}

/// Plays the records of a journal. Behind one that is damaged it goes on with the next whole state.
pub(super) fn replay(all: &[u8]) -> Replay {
    let mut replay = Replay::default();
    let mut bytes = all;
    while !bytes.is_empty() {
        if let Some((payload, rest)) = record_in(bytes)
            && play(payload, &mut replay.unsaved)
        {
            bytes = rest;
            continue;
        }
        match next_whole(bytes) {
            Some(at) => {
                replay.damaged = true;
                bytes = &bytes[at..];
            }
            None => {
                let is_cut = length_in(bytes).is_none_or(|length| length > bytes.len() - 8);
                replay.cut = if is_cut { bytes.len() } else { 0 };
                // Nothing can be told of a file in which no record can be read at all.
                replay.damaged |= !is_cut || bytes.len() == all.len();
                break;
            }
        }
    }
    replay
}

/// Takes a record into the state; whether it is one.
fn play(payload: &[u8], unsaved: &mut Unsaved) -> bool {
    match serde_json::from_slice(payload) {
        Ok(Payload::Whole(whole)) => {
            *unsaved = whole.into_owned();
            true
        }
        Ok(Payload::Key(stroke)) => stroke.apply(unsaved),
        Err(_) => false,
    }
}

/// The length of the payload that a record says it has.
fn length_in(bytes: &[u8]) -> Option<usize> {
    let length = bytes.first_chunk::<4>().filter(|_| bytes.len() >= 8)?;
    usize::try_from(u32::from_le_bytes(*length)).ok()
}

/// The payload of the record that `bytes` begin with, if it is as it was written, and what follows it.
fn record_in(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (payload, rest) = bytes.get(8..)?.split_at_checked(length_in(bytes)?)?;
    (bytes.get(4..8)? == check(payload)).then_some((payload, rest))
}

/// Where the next record with a whole state begins, behind the first byte.
fn next_whole(bytes: &[u8]) -> Option<usize> {
    let begins = memchr::memmem::find_iter(bytes, WHOLE.as_bytes()).filter_map(|at| at.checked_sub(8));
    begins.filter(|at| *at > 0).find(|at| bytes.get(*at..).and_then(record_in).is_some())
}

/// The first four bytes of the sha256 of `payload`.
fn check(payload: &[u8]) -> [u8; 4] {
    let [a, b, c, d, ..]: [u8; 32] = Sha256::digest(payload).into();
    [a, b, c, d]
}
