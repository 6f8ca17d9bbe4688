//! Texts without a reference id. They go by the hash of their text; when the text has been changed, by the notes on it,
//! which are found again in the text as it is now.

use std::fs;
use std::path::PathBuf;

use super::handle::Store;
use super::key::CableKey;
use super::others;
use crate::annotation::{Finder, Ledger};
use crate::cable::Cable;

/// Most texts that are looked at.
const TEXTS_MAX: usize = 500;

impl Store {
    /// The key of the notes on `cable`: of a text without an id that has no notes yet, the key of the one text whose notes
    /// are for the better part found in it.
    pub fn key_of(&self, cable: &Cable) -> CableKey {
        let key = CableKey::of(cable);
        if cable.header.reference_id.is_some() || self.notes_of(&key).0.exists() {
            return key;
        }
        let finder = Finder::new(cable);
        let mut kin = self.unnamed().filter_map(|(id, directory)| {
            let (notes, _) = others::read_if(&directory, "", &id, |bytes| names_one_of(&finder, bytes));
            stand_in(&finder, &notes).then_some(id)
        });
        match (kin.next(), kin.next()) {
            (Some(id), None) => CableKey { id, ..key },
            _ => key,
        }
    }

    /// The texts without a reference id that have notes: their ids, and the directories of the notes.
    fn unnamed(&self) -> impl Iterator<Item = (String, PathBuf)> {
        let entries = fs::read_dir(self.root.join("notes")).into_iter().flatten().flatten();
        let unnamed = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().ok()?;
            let id = name.get(17..).filter(|id| id.starts_with("text-"))?.to_owned();
            let is_its = CableKey { id: id.clone(), text_sha256: String::new() }.directory() == name;
            is_its.then(|| (id, entry.path()))
        };
        entries.filter_map(unnamed).take(TEXTS_MAX)
    }
}

/// Whether a notes file names a paragraph of the text: files about other texts need not be read.
fn names_one_of(finder: &Finder<'_>, bytes: &[u8]) -> bool {
    finder.hashes().iter().any(|hash| memchr::memmem::find(bytes, hash.as_bytes()).is_some())
}

/// Whether at least half of the notes on a part of a text are found in another, and one at least.
fn stand_in(finder: &Finder<'_>, notes: &Ledger) -> bool {
    let notes = notes.notes();
    let on_parts = notes.iter().map(|note| &note.content.anchor).filter(|anchor| anchor.para.is_some());
    let (found, lost): (Vec<_>, Vec<_>) = on_parts.partition(|anchor| finder.find(anchor).found().is_some());
    !found.is_empty() && found.len() >= lost.len()
}
