//! What the library keeps besides its index, which can be built anew: folders, recent and pinned cables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::handle::{Store, may_write};
use super::key::CableKey;
use super::paths;
use super::state::{self, Kept, Stored};
use crate::annotation::{Ledger, Place, ReadMarks};

/// How many cables are remembered as opened lately.
const RECENT: usize = 50;

/// What the library keeps. Files whose name is no UTF-8 are not remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryState {
    /// The folders that were opened last, absolute.
    #[serde(default)]
    pub roots: Vec<PathBuf>,
    /// What was opened, the latest first.
    #[serde(default)]
    pub recent: Vec<Recent>,
    /// The keys of cables that are kept at hand.
    #[serde(default)]
    pub pinned: BTreeSet<String>,
    /// What the names in the index were found with: the reader's lexicon, in one word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lexicon: String,
    /// The same of the corrections of a cable that has any, by its key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub corrections: BTreeMap<String, String>,
    /// How far the notes of others have been pulled, by the address of their server.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pulled: BTreeMap<String, i64>,
}

/// A cable that was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its file, absolute.
    pub path: PathBuf,
    /// Which of the cables in it, from 0.
    #[serde(default)]
    pub index: usize,
    /// Its key.
    #[serde(default)]
    pub key: String,
}

impl LibraryState {
    /// Puts a cable before all that were opened earlier.
    pub fn opened(&mut self, recent: Recent) {
        self.recent.retain(|earlier| (&earlier.path, earlier.index) != (&recent.path, recent.index));
        self.recent.insert(0, recent);
        self.recent.truncate(RECENT);
    }

    /// Without what cannot be written down.
    fn writable(mut self) -> Self {
        let is_text = |path: &Path| path.to_str().is_some();
        self.roots.retain(|root| is_text(root));
        self.recent.retain(|recent| is_text(&recent.path));
        self
    }
}

impl Stored for LibraryState {
    const FORMAT: &'static str = "reftel-library";
    const NAME: &'static str = "list of recent and pinned cables";
    const CAP: usize = 4 << 20;
}

impl Store {
    /// Where the index of the library is to be, in a directory that is there.
    ///
    /// # Errors
    /// In one line, why nothing can be written there.
    pub fn library_index(&self) -> Result<PathBuf, StoreError> {
        may_write(&self.writable, &self.root)?;
        let directory = self.root.join("library");
        paths::make(&directory, false).map_err(StoreError::io("create", &directory))?;
        Ok(directory.join("index.sqlite"))
    }

    /// What the library keeps. What cannot be read is nothing.
    pub fn library(&self) -> LibraryState {
        self.state(&self.library_path(), &mut Vec::new()).unwrap_or_default()
    }

    /// Changes what the library keeps, as it is on disk now. A file of a newer version stays as it is.
    ///
    /// # Errors
    /// When another session keeps the lock, or the disk refuses.
    pub fn change_library(&self, change: impl FnOnce(&mut LibraryState)) -> Result<(), StoreError> {
        may_write(&self.writable, &self.root)?;
        let _lock = self.lock()?;
        let path = self.library_path();
        let before: LibraryState = match state::read(&path) {
            Kept::Newer => return Ok(()),
            Kept::Unreadable(kind) => return Err(StoreError::io("read", &path)(kind.into())),
            Kept::State(there) => there,
            Kept::Nothing | Kept::Damaged => self.state(&path, &mut Vec::new()).unwrap_or_default(),
        };
        let mut after = before.clone();
        change(&mut after);
        let after = after.writable();
        if after == before {
            return Ok(());
        }
        state::write(&*self.disk, &path, &after).map_err(StoreError::io("save", &path))
    }

    fn library_path(&self) -> PathBuf {
        self.root.join("state").join("library.yaml")
    }

    /// The names under which the store has notes or read marks, as of [`CableKey::directory`].
    pub fn touched(&self) -> BTreeSet<String> {
        let names = |folder: &str| fs::read_dir(self.root.join(folder)).into_iter().flatten().flatten();
        let text = |entry: fs::DirEntry| entry.file_name().into_string().ok();
        let notes = names("notes").filter_map(text);
        let marks = names("state").filter_map(text);
        let marks = marks.filter_map(|name| name.strip_suffix(".read.yaml").map(String::from));
        notes.chain(marks).collect()
    }

    /// What there is about a cable, without putting anything right: the notes that the reader is to see, those of all
    /// writers unless it is read blind, and what was read.
    pub fn peek(&self, key: &CableKey) -> (Ledger, ReadMarks) {
        let read = match state::read(&self.read_marks_of(key)) {
            Kept::State(read) => read,
            _ => ReadMarks::default(),
        };
        let ledger = self.known(key, self.own(key).ok().as_ref()).ledger;
        let is_blind = matches!(state::read::<Place>(&self.place_of(key)), Kept::State(place) if place.blind);
        (if is_blind { ledger.of_author(&self.writer().author.id) } else { ledger }, read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_opened_last_stands_first_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Some(folder.path().into()), Some("Ann")).unwrap();
        let recent = |name: &str| Recent { path: name.into(), index: 0, key: name.into() };
        for name in ["/a", "/b", "/a"] {
            store.change_library(|library| library.opened(recent(name))).unwrap();
        }
        assert_eq!(store.library().recent, [recent("/a"), recent("/b")]);
        store.change_library(|library| _ = library.pinned.insert("09X1".into())).unwrap();
        assert!(store.library().pinned.contains("09X1") && store.library().recent.len() == 2);
        assert!(store.library_index().unwrap().parent().unwrap().is_dir());
        assert!(store.touched().is_empty());
        let verification = crate::store::Verification::of(Some(folder.path().into()), None).unwrap();
        assert!(verification.is_sound(), "{verification:?}");
    }

    #[test]
    fn a_damaged_list_is_put_aside_and_a_newer_one_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Some(folder.path().into()), Some("Ann")).unwrap();
        let path = folder.path().join("state/library.yaml");
        let newer = "format: reftel-library\nschema: 99\nroots: []\n";
        fs::write(&path, newer).unwrap();
        store.change_library(|library| library.opened(Recent::default())).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
        fs::write(&path, "[").unwrap();
        store.change_library(|library| library.opened(Recent::default())).unwrap();
        assert_eq!(store.library().recent.len(), 1);
    }
}
