//! The first steps: whether the tour was seen, and the store of the tutor.
//!
//! What a reader writes into the tutor's cable is kept like everything else, so that they see it come back, but in a
//! directory of its own: it is in no list, no shared directory and no lexicon of theirs.

use std::path::PathBuf;

use super::error::StoreError;
use super::handle::{Store, may_write};
use super::notes_file::NotesFile;
use super::{atomic, paths};

impl Store {
    /// Whether the tour has been seen, or could not be remembered if it were.
    pub fn has_seen_tour(&self) -> bool {
        self.writable.is_err() || self.tour_path().exists()
    }

    /// Remembers that the tour has been seen.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_tour_seen(&self) -> Result<(), StoreError> {
        may_write(&self.writable, &self.root)?;
        let path = self.tour_path();
        let kept = atomic::replace(&*self.disk, &path, b"", atomic::Expect::Anything);
        kept.map(|_| ()).map_err(StoreError::io("save", &path))
    }

    fn tour_path(&self) -> PathBuf {
        self.root.join("state").join("tour")
    }

    /// Opens the store of the tutor, in the directory `tutor` of the one that [`Store::open`] opens, with the notes of a
    /// `colleague` on its cable (the text of a notes file).
    ///
    /// # Errors
    /// [`StoreError::NoDirectory`] when no directory is named at all; when the notes cannot be put there.
    pub fn open_tutor(
        root: Option<PathBuf>,
        author: Option<&str>,
        colleague: &str,
    ) -> Result<Self, StoreError> {
        let root = paths::root(root)?.join("tutor");
        let refused = |reason| StoreError::Refused { path: root.clone(), reason };
        let notes = NotesFile::parse(colleague.as_bytes()).map_err(refused)?;
        let mut store = Self::open(Some(root), author)?;
        if store.writable.is_ok() {
            store.import(&notes, false)?;
        }
        Ok(store)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tour_is_remembered_where_something_can_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Store::open(Some(folder.path().into()), Some("Ann")).unwrap();
        let store = open();
        assert!(!store.has_seen_tour());
        store.keep_tour_seen().unwrap();
        assert!(open().has_seen_tour());
    }

    #[test]
    fn where_nothing_can_be_remembered_there_is_no_tour() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("notes"), "in the way").unwrap();
        let store = Store::open(Some(folder.path().into()), Some("Ann")).unwrap();
        assert!(store.has_seen_tour() && store.keep_tour_seen().is_err());
    }
}
