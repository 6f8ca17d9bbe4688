//! The dictionary, packed when the program is built: next to nothing is made of it when the program starts.

use fst::Map;
use fst::raw::{Fst, Output};

/// English words and names: the value is the sum of 1 word, 2 given name, 4 family name.
pub(crate) static WORDS: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/words.fst")));

/// What is known of the word in `pieces`: its sum.
pub(super) fn known(pieces: &[&str]) -> Option<u64> {
    WORDS.get(&pieces.concat().to_lowercase())
}

/// Whether what stands in `pieces` is a word, and not a name alone.
pub(super) fn is_word(pieces: &[&str]) -> bool {
    known(pieces).is_some_and(|kinds| kinds & 1 == 1)
}

/// A list of `assets/lexicon`, as its `build.rs` packs it: searched where it lies, in the program's own file.
pub(crate) struct Table(pub(crate) &'static [u8]);

impl Table {
    /// The value of `key`; linear in the length of the key.
    pub(crate) fn get(&self, key: &str) -> Option<u64> {
        Map::new(self.0).ok()?.get(key)
    }

    /// The keys that pieces spell from the first on: how many of them, and the value, the shortest key first. Linear in
    /// the letters that a key goes on with: a key that grows is not read again.
    pub(crate) fn spelled<'a>(
        &self,
        pieces: impl Iterator<Item = (&'static str, &'a str)>,
    ) -> Vec<(usize, u64)> {
        let mut found = Vec::new();
        let Ok(keys) = Fst::new(self.0) else { return found };
        let (mut node, mut sum) = (keys.root(), Output::zero());
        for (index, (space, word)) in pieces.enumerate() {
            for letter in space.bytes().chain(word.bytes()) {
                let Some(way) = node.find_input(letter) else { return found };
                let way = node.transition(way);
                sum = sum.cat(way.out);
                node = keys.node(way.addr);
            }
            if node.is_final() {
                found.push((index + 1, sum.cat(node.final_output()).value()));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_found_and_nothing_else() {
        for line in include_str!("../../assets/lexicon/words.txt").lines() {
            let (word, kinds) = line.split_once(' ').unwrap();
            assert_eq!(WORDS.get(word), kinds.parse().ok(), "{word}");
        }
        assert_eq!(["", "a", "xyzzy", "relationsx"].map(|word| WORDS.get(word)), [None; 4]);
    }

    #[test]
    fn pieces_spell_the_keys_that_they_begin_with() {
        let pieces = [("", "relation"), ("", "s"), (" ", "x"), ("", "relation")];
        let values =
            [(1, "relation"), (2, "relations")].map(|(count, word)| (count, WORDS.get(word).unwrap()));
        assert_eq!(WORDS.spelled(pieces.into_iter()), values);
    }
}
