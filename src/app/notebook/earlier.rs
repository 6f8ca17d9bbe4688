//! The leaves as they were, while new ones are made.

use std::collections::HashMap;

use super::{Leaf, LeafKey};
use crate::annotation::NoteId;

/// Leaves that are taken back mostly in the order in which they stood.
pub(super) struct Earlier {
    leaves: Vec<Option<Leaf>>,
    /// Where the next one is expected.
    next: usize,
    /// Where each stands, once one was not where it was expected.
    places: Option<HashMap<LeafKey, usize>>,
}

impl Earlier {
    pub(super) fn of(leaves: Vec<Leaf>) -> Self {
        Self { leaves: leaves.into_iter().map(Some).collect(), next: 0, places: None }
    }

    /// Takes back a leaf; `None` of one that was not there.
    pub(super) fn take(&mut self, id: &NoteId, author: &str) -> Option<Leaf> {
        let is_meant = |leaf: &Leaf| leaf.id == *id && leaf.author_id == author;
        let at = match self.leaves.get(self.next) {
            Some(Some(leaf)) if is_meant(leaf) => self.next,
            _ => *self.places().get(&(id.clone(), author.to_owned()))?,
        };
        self.next = at + 1;
        self.leaves.get_mut(at)?.take()
    }

    fn places(&mut self) -> &HashMap<LeafKey, usize> {
        let leaves = &self.leaves;
        self.places.get_or_insert_with(|| {
            let left = leaves.iter().enumerate().filter_map(|(at, leaf)| Some((leaf.as_ref()?.key(), at)));
            left.collect()
        })
    }
}
