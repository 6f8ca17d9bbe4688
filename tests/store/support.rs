//! What the tests of the store share: a directory of its own for each, cables, changes.

use std::path::{Path, PathBuf};

use reftel::annotation::{Change, Content, Draft, Ledger, NoteId};
use reftel::store::{CableKey, Store};

/// A configuration directory that goes when the test ends.
pub(crate) struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    /// The root of the store.
    pub(crate) fn path(&self) -> PathBuf {
        self.directory.path().join("reftel")
    }

    pub(crate) fn open(&self) -> Store {
        Store::open(Some(self.path()), Some("Ann Tester")).unwrap()
    }

    /// The directory of the notes on [`key`].
    pub(crate) fn notes(&self) -> PathBuf {
        self.path().join("notes").join(key().directory())
    }

    /// The own notes file on [`key`].
    pub(crate) fn notes_file(&self) -> PathBuf {
        self.notes().join(format!("{}.yaml", self.open().writer().key()))
    }

    /// Everything below the root, the root included.
    pub(crate) fn walk(&self) -> Vec<PathBuf> {
        let mut found = vec![self.path()];
        let mut at = 0;
        while let Some(path) = found.get(at).cloned() {
            if path.is_dir() && !path.is_symlink() {
                found.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
            at += 1;
        }
        found
    }

    /// Names of all files, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let files = self.walk().into_iter().filter(|path| !path.is_dir() || path.is_symlink());
        let mut names: Vec<String> = files.map(|path| name(&path)).collect();
        names.sort();
        names
    }
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

pub(crate) fn key() -> CableKey {
    CableKey { id: "07ELBONIA12".into(), text_sha256: "ab".repeat(32) }
}

pub(crate) fn id(number: u64) -> NoteId {
    NoteId::mint(1_700_000_000_000 + number, [0; 10])
}

pub(crate) fn content(body: &str) -> Content {
    Content { body: body.into(), ..Content::default() }
}

/// A new note on the whole cable.
pub(crate) fn note(number: u64, body: &str) -> Change {
    Change { id: id(number), parents: Vec::new(), content: Some(content(body)), at: at(number) }
}

pub(crate) fn draft(number: u64, body: &str) -> Draft {
    Draft { id: id(number), parents: Vec::new(), content: content(body), at: at(number), dropped: false }
}

fn at(number: u64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap()
}

/// The texts of all notes, in order.
pub(crate) fn bodies(ledger: &Ledger) -> Vec<String> {
    ledger.notes().into_iter().map(|note| note.content.body).collect()
}
