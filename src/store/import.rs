//! Taking in a colleague's notes file: what it would change, and the union with what is held of it already.
//!
//! The own file is another matter: what claims to be in it and is not is taken only when the user says that it is theirs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::atomic::{self, Expect, Outcome};
use super::commit::ROUNDS;
use super::disk::Disk;
use super::error::StoreError;
use super::handle::{Store, may_write};
use super::key::CableKey;
use super::notes_file::{NotesFile, is_notes_file};
use super::{files, others, paths, restore};
use crate::annotation::{Entry, EntryKind, Flag, Ledger};

/// Deepest directory that is looked into, below the one that is named.
const DEPTH_MAX: usize = 3;
/// Most names that are looked at.
const NAMES_MAX: usize = 20_000;
/// Widest step between the numbers of the own entries that is believed.
const STEP_MAX: u64 = 1_000_000;

/// Whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A colleague's.
    Colleague,
    /// This user's, from another machine.
    OtherMachine,
    /// The very file that this store writes.
    Own,
}

/// What taking a file in would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Whose it is.
    pub origin: Origin,
    /// Sound entries that are not held.
    pub new: usize,
    /// Sound entries that are held.
    pub known: usize,
    /// Of the new ones, those of a kind that only a newer version knows: kept for it, and not shown.
    pub newer: usize,
    /// Entries that would not be taken: malformed, or not what their writer wrote.
    pub quarantined: usize,
    /// What would be odd about the notes of its writer: gaps, copies, numbers beyond belief.
    pub flags: Vec<Flag>,
    /// What its writer had received of others and is not held, as [`Flag::Missing`].
    pub unseen: Vec<Flag>,
}

impl Preview {
    /// How many entries are numbered beyond belief: kept, and not shown.
    pub fn held_back(&self) -> usize {
        self.flags.iter().filter(|flag| matches!(flag, Flag::HeldBack { .. })).count()
    }
}

/// The notes on each cable as they will be when what was looked at so far has been taken in.
#[derive(Default)]
pub struct Intake {
    cables: BTreeMap<String, Ledger>,
}

impl Intake {
    /// What taking in `file`, after all before it, would change in `store`; `mine` as in [`Store::import`].
    ///
    /// # Errors
    /// In words, why it is not to be taken.
    pub fn look(&mut self, store: &Store, file: &NotesFile, mine: bool) -> Result<Preview, String> {
        let key = file.key();
        let held = self.cables.entry(key.directory()).or_insert_with(|| store.held(&key));
        let (theirs, writer) = (file.ledger(), file.writer().key());
        let origin = store.origin_of(file);
        let known = file.entries().iter().filter(|entry| held.contains(&entry.ver)).count();
        let new = file.entries().len() - known;
        let is_newer =
            |entry: &&Entry| matches!(entry.kind, EntryKind::Other(_)) && !held.contains(&entry.ver);
        let newer = file.entries().iter().filter(is_newer).count();
        match origin {
            Origin::Own if new > 0 => claimed(held, file, mine)?,
            Origin::OtherMachine if new > 0 && !mine => {
                return Err(
                    "it claims to be you, on another machine; if you wrote it there: reftel import --mine"
                        .into(),
                );
            }
            _ => {}
        }
        held.unite(&theirs);
        let concerns = |flag: &Flag| match flag {
            Flag::CopiedIdentity { writer: other, .. } | Flag::Missing { writer: other, .. } => {
                *other == writer
            }
            Flag::HeldBack { version } => theirs.contains(version),
        };
        let flags = held.flags().into_iter().filter(concerns).collect();
        let seen = held.seen();
        let unseen = file.notes.seen.iter().filter_map(|(other, count)| {
            let missing = count.saturating_sub(seen.get(other).copied().unwrap_or(0));
            (missing > 0).then(|| Flag::Missing { writer: other.clone(), count: missing })
        });
        let unseen = unseen.collect();
        Ok(Preview { origin, new, known, newer, quarantined: file.quarantined(), flags, unseen })
    }
}

/// Whether entries that claim to be of the own file may be taken.
fn claimed(held: &Ledger, file: &NotesFile, mine: bool) -> Result<(), String> {
    let last = |ledger: &Ledger| ledger.entries_of(file.writer()).last().map_or(0, |entry| entry.seq);
    if !mine {
        return Err(
            "it claims to be you, and holds entries that you do not; if they are yours, as after a loss or \
                    from a copy of this directory, add --mine"
                .into(),
        );
    }
    if last(&file.ledger()) > last(held).saturating_add(STEP_MAX) {
        return Err("it claims to be you, and its entries are numbered beyond belief".into());
    }
    Ok(())
}

impl Store {
    /// Unites a file with what is held of its writer on its cable, on the medium. Nothing that is held goes. What is no sound
    /// entry stays out. `mine` says that entries which claim to be of the own file are this user's. Gives how many were new.
    ///
    /// # Errors
    /// When anything stands in the way, or the file claims to be this user's; nothing has changed then.
    pub fn import(&mut self, file: &NotesFile, mine: bool) -> Result<usize, StoreError> {
        may_write(&self.writable, &self.root)?;
        let file = file.sound();
        if self.origin_of(&file) == Origin::Own {
            return self.import_own(file, mine);
        }
        // A file without a sound entry says nothing, and makes nobody known.
        if file.entries().is_empty() {
            return Ok(0);
        }
        let directory = self.notes_of(&file.key()).0;
        paths::make(&directory, false).map_err(StoreError::io("create", &directory))?;
        let path = directory.join(file.name());
        let lock = self.lock()?;
        if lock.is_held() {
            atomic::sweep(&*self.disk, &path);
        }
        unite_into(&*self.disk, &path, &file)
    }

    fn import_own(&mut self, file: NotesFile, mine: bool) -> Result<usize, StoreError> {
        let key = file.key();
        let own = self.own(&key).map(|own| own.notes.text_sha256).unwrap_or_default();
        let key = CableKey { text_sha256: if own.is_empty() { key.text_sha256 } else { own }, ..key };
        let held = self.held(&key);
        let new: Vec<_> = file.entries().iter().filter(|entry| !held.contains(&entry.ver)).cloned().collect();
        if new.is_empty() {
            return Ok(0);
        }
        let refuse = |reason| StoreError::Refused { path: file.name().into(), reason };
        claimed(&held, &file, mine).map_err(refuse)?;
        let count = new.len();
        // What stands in the own file is read first, and put right if need be.
        self.commit(&key, &[])?;
        self.remember(&key, new);
        self.commit(&key, &[])?;
        Ok(count)
    }

    /// Everything held on a cable, as far as it can be read; nothing is put right.
    pub fn held(&self, key: &CableKey) -> Ledger {
        self.known(key, self.own(key).ok().as_ref()).ledger
    }

    pub(super) fn origin_of(&self, file: &NotesFile) -> Origin {
        match file.writer() {
            writer if writer.key() == self.writer.key() => Origin::Own,
            writer if writer.author.id == self.writer.author.id => Origin::OtherMachine,
            _ => Origin::Colleague,
        }
    }
}

/// Unites a file with the one at `path`, of the same writer and cable, or puts it there. Gives how many entries were new.
///
/// # Errors
/// When what is there is no such file, or the system refuses; nothing has changed then.
pub(super) fn unite_into(disk: &dyn Disk, path: &Path, file: &NotesFile) -> Result<usize, StoreError> {
    let refuse = |reason: String| StoreError::Refused { path: path.to_owned(), reason };
    for _ in 0..ROUNDS {
        let there = files::read(path, others::CAP).map_err(StoreError::io("read", path))?;
        let (mut united, expect) = match &there {
            Some(bytes) => {
                let held = NotesFile::parse(bytes).map_err(|why| refuse(format!("{why}; move it away")))?;
                (held, Expect::Exactly(bytes))
            }
            None => (NotesFile { notes: file.notes.clone() }, Expect::Nothing),
        };
        let new = united.unite(file.clone()).map_err(refuse)?;
        let text = united.text().map_err(refuse)?;
        if there.as_deref() == Some(text.as_bytes()) {
            return Ok(0);
        }
        let put =
            atomic::replace(disk, path, text.as_bytes(), expect).map_err(StoreError::io("save", path))?;
        if put == Outcome::Done {
            return Ok(if there.is_some() { new } else { file.entries().len() });
        }
    }
    Err(StoreError::Contended(path.to_owned()))
}

/// Whether a file in a directory is one of notes, whatever it is called, and no backup of one and none set aside.
fn is_sent(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    restore::origin_of(&name).is_none()
        && !atomic::is_temporary(name.as_ref().as_ref())
        && is_notes_file(path)
}

/// The notes files in a directory and those below it, by path. Links are not followed.
///
/// # Errors
/// In words, why not all of them can be told.
pub fn notes_files_in(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![(directory.to_owned(), 0)];
    let mut looked_at = 0;
    while let Some((directory, depth)) = open.pop() {
        let entries = fs::read_dir(&directory).map_err(|error| format!("it cannot be read: {error}"))?;
        for entry in entries.flatten() {
            looked_at += 1;
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < DEPTH_MAX => open.push((entry.path(), depth + 1)),
                Ok(kind) if kind.is_file() && is_sent(&entry.path()) => found.push(entry.path()),
                _ => {}
            }
            if looked_at > NAMES_MAX || found.len() > others::FILES_MAX {
                return Err("it holds too many files; name the directories in it one by one".into());
            }
        }
    }
    found.sort();
    Ok(found)
}
