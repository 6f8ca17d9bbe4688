//! The dictionary, packed when the program is built: next to nothing is made of it when the program starts.

use fst::Map;

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
}
