//! What the library holds, made ready for a list that is filtered with every key. The shell makes it on a thread of its own.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use super::list::line;
use crate::library::{Card, Place, Refused, Standing};

/// What the shell knows of the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// The folders, absolute.
    pub roots: Vec<PathBuf>,
    /// The cables in them.
    pub cards: Vec<Card>,
    /// What the reader has done with cables, by their key.
    pub standings: BTreeMap<String, Standing>,
    /// What was opened, the latest first.
    pub recent: Vec<Place>,
    /// The files that hold no cable, and why.
    pub refused: Vec<Refused>,
}

/// The same, with the copies of one cable together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    /// What is listed.
    pub(super) listed: Listed,
    /// For each cable, its copies by their places among the cards.
    pub(super) groups: Vec<Vec<usize>>,
    /// What the reader has done with each.
    pub(super) standings: Vec<Standing>,
    /// The words of the list for each, folded: what is looked through at once.
    pub(super) lines: Vec<String>,
    /// Which of them each copy is one of.
    pub(super) group_of: HashMap<Place, usize>,
}

impl Catalog {
    /// Puts copies together: what has one key is one cable.
    pub fn new(listed: Listed) -> Self {
        let mut by_key: HashMap<&str, usize> = HashMap::with_capacity(listed.cards.len());
        let mut catalog = Self::default();
        for (index, card) in listed.cards.iter().enumerate() {
            let group = *by_key.entry(card.key.as_str()).or_insert(catalog.groups.len());
            if group == catalog.groups.len() {
                catalog.groups.push(Vec::new());
                catalog.lines.push(line(card));
                catalog.standings.push(listed.standings.get(&card.key).copied().unwrap_or_default());
            }
            catalog.groups[group].push(index);
            catalog.group_of.insert(card.place.clone(), group);
        }
        // What has a date tells more of the cable, and stands for it.
        for group in &mut catalog.groups {
            group.sort_by_key(|index| listed.cards.get(*index).is_none_or(|card| card.date.is_none()));
        }
        Self { listed, ..catalog }
    }

    /// Whether there is any folder.
    pub(super) fn is_known(&self) -> bool {
        !self.listed.roots.is_empty()
    }

    /// A file was opened: it is the latest.
    pub(super) fn opened(&mut self, place: &Place) {
        self.listed.recent.retain(|other| other != place);
        self.listed.recent.insert(0, place.clone());
    }

    /// Counts anew what the reader has done with a cable.
    pub(super) fn count(&mut self, place: &Place, notes: usize, read: usize) {
        let group = self.group_of.get(place).copied();
        if let Some(standing) = group.and_then(|group| self.standings.get_mut(group)) {
            (standing.notes, standing.read) = (notes, read);
        }
    }

    /// Pins a cable, or no longer.
    pub(super) fn pin(&mut self, group: usize, pinned: bool) {
        if let Some(standing) = self.standings.get_mut(group) {
            standing.pinned = pinned;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_one_cable_are_one_entry() {
        let card = |name: &str, key: &str| Card {
            place: Place { path: name.into(), index: 0 },
            key: key.into(),
            ..Card::default()
        };
        let cards = vec![card("/a", "09X1"), card("/b", "09X2"), card("/c", "09X1")];
        let standings = [("09X1".into(), Standing { notes: 3, ..Standing::default() })].into();
        let catalog = Catalog::new(Listed { cards, standings, ..Listed::default() });
        assert_eq!(catalog.groups, [vec![0, 2], vec![1]]);
        assert_eq!((catalog.standings[0].notes, catalog.standings[1].notes), (3, 0));
        assert_eq!(catalog.group_of[&Place { path: "/c".into(), index: 0 }], 0);
    }
}
