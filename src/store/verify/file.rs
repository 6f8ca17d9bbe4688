//! One file: what it is by its place and name, and whether its contents are what they should be.

use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::super::format::{self, Condition, Notes};
use super::super::journal::{self, Replay};
use super::super::library::LibraryState;
use super::super::share::Shared;
use super::super::state::{self, Kept, Stored};
use super::super::{atomic, files, identity, others, own, recover, restore};
use crate::annotation::{Ledger, Place, ReadMarks, Version};
use crate::cable::counted;
use crate::store::CableKey;

/// What a file is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One writer's notes on one cable.
    Notes,
    /// A copy of such a file that a synchroniser made.
    Copy,
    /// The generation before.
    Backup,
    /// What was damaged or edited, kept for a person to look at.
    Aside,
    /// What is being written, or was when a session died.
    Journal,
    /// Where the reader was, or what they have read.
    Place,
    /// Who writes.
    Identity,
    /// The lock, the room kept for a full disk, settings, colours, names, templates, undo, drafts in an editor, lines typed
    /// at prompts.
    Helper,
    /// Half a replacement.
    Temporary,
    /// Nothing of reftel's.
    Unknown,
}

/// How a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// As it was written.
    Sound,
    /// Whole, but changed after it was written.
    Edited,
    /// Not what it should be, and why.
    Damaged(String),
    /// Written by a newer version.
    Newer,
    /// Not reftel's.
    Foreign,
    /// Left over by a writer that was killed, or still being written.
    Stray,
}

impl Health {
    /// Whether nothing is wrong with what reftel wrote.
    pub fn is_sound(&self) -> bool {
        matches!(self, Self::Sound | Self::Foreign | Self::Stray)
    }
}

/// A file that has been looked at.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Its path below the root.
    pub path: PathBuf,
    /// What it is.
    pub role: Role,
    /// How it is.
    pub health: Health,
    /// The id of the cable, for notes.
    pub cable: Option<String>,
    /// Every sound entry in it, by the hash that was computed anew.
    pub versions: Vec<Version>,
    /// What else is to be known, one clause each.
    pub remarks: Vec<String>,
    /// Whether a living session holds it.
    pub in_use: bool,
}

impl Verified {
    fn new(path: PathBuf, role: Role, health: Health) -> Self {
        Self { path, role, health, cable: None, versions: Vec::new(), remarks: Vec::new(), in_use: false }
    }

    /// Something that reftel did not put there, or that is no file at all.
    pub(super) fn stranger(path: PathBuf) -> Self {
        Self::new(path, Role::Unknown, Health::Foreign)
    }

    /// A directory that cannot be read.
    pub(super) fn closed(path: PathBuf, error: &io::Error) -> Self {
        Self::new(path, Role::Unknown, Health::Damaged(format!("it cannot be read: {error}")))
    }

    /// Something where a directory should be.
    pub(super) fn obstacle(path: PathBuf) -> Self {
        Self::new(path, Role::Unknown, Health::Damaged("it is no directory, and in the way of one".into()))
    }
}

/// Looks at a file of the root, `drafts` or `state`.
pub(super) fn look(path: &Path, shown: PathBuf, directory: &str) -> Verified {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if atomic::is_temporary(name.as_ref()) {
        return Verified::new(shown, Role::Temporary, Health::Stray);
    }
    if [".corrupt-", ".edited-"].iter().any(|ending| name.contains(ending)) {
        return Verified::new(shown, Role::Aside, Health::Sound);
    }
    match (directory, name.as_str()) {
        ("", "identity.yaml" | "identity.yaml.bak") => {
            let flaw = Health::Damaged("it names no author".into());
            let health = if identity::is_sound(path) { Health::Sound } else { flaw };
            Verified::new(shown, Role::Identity, health)
        }
        ("", "lock" | "reserve") => {
            let is_file = path.symlink_metadata().is_ok_and(|there| there.is_file());
            let flaw = Health::Damaged("it is no regular file".into());
            Verified::new(shown, Role::Helper, if is_file { Health::Sound } else { flaw })
        }
        ("", "share.yaml") => Verified::new(shown, Role::Helper, health_of_state::<Shared>(path)),
        // What is wrong with settings, colours and names, their own commands say.
        ("", "config.yaml" | "theme.yaml" | "lexicon.yaml" | "lexicon.yaml.bak")
        | ("state", "typed" | "tour") => Verified::new(shown, Role::Helper, Health::Sound),
        ("state/undo" | "state/outside", _) if path.is_dir() => {
            Verified::new(shown, Role::Helper, Health::Sound)
        }
        ("templates", name) if name.ends_with(".md") => Verified::new(shown, Role::Helper, Health::Sound),
        ("drafts", name) if name.ends_with(".wal") => look_at_journal(path, shown),
        ("state", name) if name.ends_with(".read.yaml") => {
            Verified::new(shown, Role::Place, health_of_state::<ReadMarks>(path))
        }
        ("state", "library.yaml") => {
            Verified::new(shown, Role::Helper, health_of_state::<LibraryState>(path))
        }
        // The index is made anew when it cannot be read.
        ("", "library" | "tutor") if path.is_dir() => Verified::new(shown, Role::Helper, Health::Sound),
        ("state", name) if name.ends_with(".yaml") => {
            Verified::new(shown, Role::Place, health_of_state::<Place>(path))
        }
        _ => Verified::stranger(shown),
    }
}

fn health_of_state<T: Stored>(path: &Path) -> Health {
    match state::read::<T>(path) {
        Kept::State(_) | Kept::Nothing => Health::Sound,
        Kept::Newer => Health::Newer,
        Kept::Damaged => Health::Damaged(format!("it is no {}", T::NAME)),
        Kept::Unreadable(kind) => Health::Damaged(kind.to_string()),
    }
}

fn look_at_journal(path: &Path, shown: PathBuf) -> Verified {
    let mut found = Verified::new(shown, Role::Journal, Health::Sound);
    let bytes = match files::read(path, recover::CAP) {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(error) => {
            found.health = Health::Damaged(error.to_string());
            return found;
        }
    };
    let Replay { unsaved, cut, damaged } = journal::replay(&bytes);
    if damaged {
        found.health = Health::Damaged("not all of it is as it was written".into());
    } else if cut > 0 {
        found.remarks.push(format!("cut off inside a record: its last {}", counted(cut, "byte")));
    }
    let (drafts, changes) = (unsaved.drafts.len(), unsaved.changes.len());
    found.remarks.push(format!("drafts: {drafts}, unsaved changes: {changes}"));
    // A shared lock, for no longer than the question takes.
    let file = files::open(path);
    found.in_use = file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)));
    found
}

/// Looks at a file among the notes on a cable; what is sound in the file goes to `ledger`.
pub(super) fn look_at_notes(path: &Path, shown: PathBuf, ledger: &mut Ledger) -> Verified {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if atomic::is_temporary(name.as_ref()) {
        return Verified::new(shown, Role::Temporary, Health::Stray);
    }
    let (role, writer) = match (others::writer_of(&name), restore::origin_of(&name)) {
        (Some(writer), _) if name.contains(".sync-conflict-") => (Role::Copy, writer),
        (Some(writer), _) => (Role::Notes, writer),
        (None, Some(writer)) if name.ends_with(".bak") => (Role::Backup, writer),
        (None, Some(_)) => return Verified::new(shown, Role::Aside, Health::Sound),
        (None, None) => return Verified::stranger(shown),
    };
    let mut found = Verified::new(shown, role, Health::Sound);
    match read(path, writer) {
        Err(reason) => found.health = Health::Damaged(reason),
        Ok((notes, condition)) => {
            found.health = judged(&notes, condition);
            found.take(&notes);
            if role != Role::Backup {
                for entry in notes.entries {
                    // It was verified when it was read.
                    let _ = ledger.add(&notes.writer, entry);
                }
            }
        }
    }
    found
}

fn read(path: &Path, writer: &str) -> Result<(Notes, Condition), String> {
    let bytes = files::read(path, own::CAP).and_then(|bytes| bytes.ok_or(io::ErrorKind::NotFound.into()));
    let (notes, condition) = format::parse(&bytes.map_err(|error| error.to_string())?)?;
    let directory = path.parent().and_then(Path::file_name).unwrap_or_default();
    let key = CableKey { id: notes.cable.clone(), text_sha256: String::new() };
    if matches!(condition, Condition::Newer(_)) {
        return Ok((notes, condition));
    }
    if notes.writer.key() != writer {
        return Err("it names another writer than its file name does".into());
    }
    if directory.to_string_lossy() != key.directory() {
        return Err("it is about another cable than its directory".into());
    }
    Ok((notes, condition))
}

fn judged(notes: &Notes, condition: Condition) -> Health {
    match condition {
        Condition::Newer(_) => Health::Newer,
        _ if !notes.strange.is_empty() => {
            Health::Damaged(format!("{} not what their version says", counted(notes.strange.len(), "entry")))
        }
        Condition::Edited => Health::Edited,
        Condition::Sound if !notes.altered.is_empty() => Health::Edited,
        Condition::Sound => Health::Sound,
    }
}

impl Verified {
    /// Notes the entries down, and gaps in their numbers.
    fn take(&mut self, notes: &Notes) {
        self.cable = Some(notes.cable.clone());
        self.versions = notes.entries.iter().map(|entry| entry.ver.clone()).collect();
        if !notes.altered.is_empty() {
            self.remarks.push(format!("entries changed after they were written: {}", notes.altered.len()));
        }
        let mut numbers: Vec<u64> = notes.entries.iter().map(|entry| entry.seq).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut expected = 1;
        for number in numbers {
            if number > expected {
                self.remarks.push(match number - expected {
                    1 => format!("entry {expected} is not in it"),
                    _ => format!("entries {expected} to {} are not in it", number - 1),
                });
            }
            expected = number + 1;
        }
    }
}

/// The bytes that a file takes; 0 when there is none.
pub(super) fn size(path: &Path) -> u64 {
    fs::symlink_metadata(path).map_or(0, |metadata| metadata.len())
}
