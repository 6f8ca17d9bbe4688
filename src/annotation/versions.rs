//! Every version of an annotation: what a history shows, and what can be brought back.

use std::collections::BTreeMap;

use super::{Change, Entry, Ledger, Version, Writer};

/// One version, and who wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// Who.
    pub writer: &'a Writer,
    /// What.
    pub entry: &'a Entry,
}

impl Ledger {
    /// All versions of all annotations; those of one annotation from the oldest to the newest, as far as their
    /// numbers tell.
    pub fn versions(&self) -> Vec<Past<'_>> {
        let mut all: Vec<Past<'_>> =
            self.all().map(|held| Past { writer: &held.writer, entry: &held.entry }).collect();
        all.sort_by_key(|past| (&past.entry.id, past.entry.lamport, &past.entry.ver));
        all
    }

    /// Every writer, with the highest number of what they wrote.
    pub fn writers(&self) -> BTreeMap<&Writer, u64> {
        let mut writers = BTreeMap::new();
        for held in self.all() {
            let seq = writers.entry(&held.writer).or_insert(0);
            *seq = held.entry.seq.max(*seq);
        }
        writers
    }

    /// The versions that the author's `changes` were given, in their order; `None` for one that is not written.
    pub fn versions_of(&self, author_id: &str, changes: &[Change]) -> Vec<Option<Version>> {
        let written = self.written(author_id, changes);
        changes.iter().map(|change| written.get(&change.key()).map(|version| (*version).clone())).collect()
    }
}
