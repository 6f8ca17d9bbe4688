//! Own notes that were written in two places at once.

use std::collections::BTreeSet;

use super::Notebook;
use crate::annotation::{Ledger, NoteId, Past};
use crate::app::{App, Leaf, LeafKey};

impl Notebook {
    /// The own notes of which several versions stand side by side.
    pub(in crate::app) fn doubled(&self) -> BTreeSet<LeafKey> {
        let doubled = |leaf: &&Leaf| leaf.versions > 1 && leaf.author_id == self.me.author.id;
        self.leaves.iter().filter(doubled).map(Leaf::key).collect()
    }

    /// Whether a ledger holds something of the reader's that was not written here.
    pub(in crate::app) fn is_written_elsewhere(&self, ledger: &Ledger) -> bool {
        let own = |author: &str| author == self.me.author.id;
        let is_new = |past: &Past<'_>| own(&past.writer.author.id) && !self.ledger.contains(&past.entry.ver);
        ledger.versions().iter().any(is_new)
    }
}

impl App {
    /// Says which of the notes that were `saved` have met something that was done to them elsewhere meanwhile; `doubled` are
    /// those that had two versions before. The reader may look at another place, or think the note gone.
    pub(in crate::app) fn tell_of_meetings(&mut self, doubled: &BTreeSet<LeafKey>, saved: &BTreeSet<NoteId>) {
        let met = |leaf: &&Leaf| leaf.versions > 1 && !doubled.contains(&leaf.key());
        let own = |leaf: &&Leaf| leaf.author_id == self.notebook.me().author.id;
        let words = if let Some(leaf) = self.notebook.leaves().iter().filter(own).find(met) {
            format!(
                "changed in two places: {}; both versions are kept, i makes one of them",
                self.place_words(leaf)
            )
        } else if let Some(id) = self.notebook.ledger.revived(&self.notebook.me().author.id, saved) {
            let leaf = self.notebook.leaves().iter().filter(own).find(|leaf| leaf.id == id);
            let place = leaf.map(|leaf| self.place_words(leaf)).unwrap_or_default();
            format!("deleted elsewhere meanwhile: {place}; what you wrote is kept, dd deletes it")
        } else {
            return;
        };
        self.tell(words);
    }
}
