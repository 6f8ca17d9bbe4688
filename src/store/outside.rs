//! A draft while the reader's own editor has it: `state/outside/<cable>.<random>/` with `note.txt`, which the editor opens,
//! and `draft.json`, which says of what note it is.
//!
//! A lock on `draft.json` is held as long as this program or the editor lives. When both have died, whoever opens the
//! cable next finds what the editor had saved, as with a journal.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::handle::{Store, may_write};
use super::journal::Unsaved;
use super::key::CableKey;
use super::{atomic, files, paths, random};
use crate::annotation::{DRAFT_MAX, Draft, EditedText, NoteId, read_sheet, write_sheet};

/// Longest file that is taken back: a draft, and the paragraph below it.
const CAP: usize = 2 * DRAFT_MAX;
const NOTE: &str = "note.txt";
const DRAFT: &str = "draft.json";

/// What was sent out.
#[derive(Debug, Serialize, Deserialize)]
struct Sent {
    draft: Draft,
    /// The lines below the text: what else stands there was typed.
    below: Vec<String>,
}

/// A draft that an editor has. When it is dropped, its file stays for the next session to find.
#[derive(Debug)]
pub struct Outside {
    directory: PathBuf,
    sent: Sent,
    /// Open for reading; locked where locks work.
    lock: File,
}

impl Outside {
    /// The file for the editor.
    pub fn path(&self) -> PathBuf {
        self.directory.join(NOTE)
    }

    /// What the editor must inherit, so that nobody takes the file while it lives.
    pub fn lock(&self) -> BorrowedFd<'_> {
        self.lock.as_fd()
    }

    /// The random word of the directory, which is in the file too.
    fn token(&self) -> &str {
        let name = self.directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.rsplit('.').next().unwrap_or_default()
    }

    /// The text in the file.
    ///
    /// # Errors
    /// In words, why it is none.
    pub fn text(&self) -> Result<EditedText, String> {
        let bytes = match files::read(&self.path(), CAP) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Err("it is gone".into()),
            Err(error) => return Err(error.to_string()),
        };
        let sheet = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        let edited = read_sheet(&sheet, self.token(), &self.sent.below);
        let length = edited.text.len();
        if length > DRAFT_MAX {
            return Err(format!("its text has {} KiB, a draft holds {}", length >> 10, DRAFT_MAX >> 10));
        }
        Ok(edited)
    }

    /// Whether there is no file any longer.
    pub fn is_gone(&self) -> bool {
        !self.path().exists()
    }

    /// Whether the file says what the draft said when it was written.
    pub fn is_unchanged(&self) -> bool {
        self.text().is_ok_and(|edited| edited.text == self.sent.draft.content.body)
    }

    /// Takes the file out of the way of later sessions, for a person to look at; where it is then.
    pub fn set_aside(self) -> PathBuf {
        let path = self.path();
        // Without it, nobody takes the directory for a draft.
        let _ = fs::remove_file(self.directory.join(DRAFT));
        path
    }

    /// Removes the file, and what the editor left beside it.
    pub fn remove(self) {
        for name in [NOTE, "note.txt~", DRAFT] {
            let _ = fs::remove_file(self.directory.join(name));
        }
        let _ = fs::remove_dir(&self.directory);
    }
}

impl Store {
    /// Writes a draft down for an editor, with `below` under its text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn send_out(&self, key: &CableKey, draft: &Draft, below: &[String]) -> Result<Outside, StoreError> {
        may_write(&self.writable, &self.root)?;
        let above = self.outside();
        self.write_out(&above, &key.directory(), draft, below).map_err(StoreError::io("save", &above))
    }

    fn write_out(&self, above: &Path, cable: &str, draft: &Draft, below: &[String]) -> io::Result<Outside> {
        let token = random::token()?;
        let directory = above.join(format!("{cable}.{token}"));
        paths::make(above, false)?;
        paths::make(&directory, false)?;
        // The file of the draft comes last: a directory without it is nothing yet.
        let sheet = write_sheet(&draft.content.body, &token, below);
        let sent = Sent { draft: draft.clone(), below: below.to_vec() };
        let path = directory.join(DRAFT);
        let written = atomic::written(&*self.disk, &directory.join(NOTE), sheet.as_bytes())
            .and_then(|()| atomic::written(&*self.disk, &path, &serde_json::to_vec(&sent)?))
            .and_then(|()| self.disk.sync_directory(&directory));
        match written.and_then(|()| files::open(&path)) {
            Ok(lock) => {
                // Where there are no locks, another session may take the draft up too; it removes nothing then.
                let _ = lock.try_lock();
                Ok(Outside { directory, sent, lock })
            }
            Err(error) => {
                let _ = fs::remove_dir_all(&directory);
                Err(error)
            }
        }
    }

    fn outside(&self) -> PathBuf {
        self.root.join("state").join("outside")
    }

    /// What the editors of sessions that died had saved of drafts on a cable, and whence: to be removed once it is safe
    /// elsewhere. `known` holds what the journals say of the same drafts.
    pub(super) fn left_outside(
        &self,
        key: &CableKey,
        known: &Unsaved,
        notices: &mut Vec<String>,
    ) -> Vec<(Draft, Outside)> {
        let entries = fs::read_dir(self.outside()).into_iter().flatten().flatten();
        let prefix = format!("{}.", key.directory());
        let ours = |path: &PathBuf| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(&prefix))
        };
        let mut directories: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(ours).collect();
        directories.sort();
        let mut found = Vec::new();
        for directory in directories {
            let left = match take(&directory) {
                Ok(Some(left)) => left,
                Ok(None) => continue,
                Err(error) => {
                    let path = directory.join(NOTE);
                    notices.push(format!(
                        "what an editor left in {} cannot be taken up: {error}",
                        path.display()
                    ));
                    continue;
                }
            };
            match left.text() {
                Ok(edited) if edited.text == left.sent.draft.content.body => left.remove(),
                Ok(edited) => {
                    notices.push("what an editor had saved when reftel ended is back as a draft".into());
                    found.push((as_draft(&left.sent.draft, edited.text, known), left));
                }
                Err(why) => {
                    let path = left.set_aside();
                    notices
                        .push(format!("what an editor left in {} was not taken up: {why}", path.display()));
                }
            }
        }
        found
    }
}

/// What a dead session left in a directory; `None` when somebody still has it, or a person is to look at it.
fn take(directory: &Path) -> io::Result<Option<Outside>> {
    let path = directory.join(DRAFT);
    let Some(bytes) = files::read(&path, CAP)? else { return Ok(None) };
    let lock = files::open(&path)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let sent = serde_json::from_slice(&bytes)?;
    Ok(Some(Outside { directory: directory.to_owned(), sent, lock }))
}

/// The text as the draft that it was made from or, when somebody has gone on with that one since, as a draft of its own.
fn as_draft(from: &Draft, text: String, known: &Unsaved) -> Draft {
    let mut draft = from.clone();
    draft.content.body = text;
    let other = known.drafts.iter().find(|known| known.id == from.id);
    if other.is_some_and(|other| other.content.body != from.content.body) {
        let random = random::bytes().unwrap_or_default();
        draft.id = NoteId::mint(from.at.as_millisecond().unsigned_abs(), random);
        draft.parents.clear();
    }
    draft
}
