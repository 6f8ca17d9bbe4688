//! Finding the next cable of the file that has what is searched for.

use std::ops::Range;

use super::expression::between_slashes;
use super::raw::raw_lines;
use super::{App, Direction, Search};

impl App {
    /// The nearest cable that way, around the ends, in which `pattern` is found; this one aside.
    pub(super) fn cable_with(&self, pattern: &str, direction: Direction) -> Option<usize> {
        let (volume, here) = (self.shelf.volume(), self.shelf.index());
        let word = Word::longest(pattern);
        let is_hit = |index: &usize| {
            let text = volume.text().get(volume.range(*index)).unwrap_or_default();
            // The text tells quickly where it is not; only what is shown tells where it is.
            word.may_be_in(text) && {
                let raw = self.reader.is_raw().then(|| raw_lines(text));
                let blocks = raw.unwrap_or_else(|| volume.cable(*index).blocks);
                !Search::new(pattern, &blocks).hits().is_empty()
            }
        };
        let (before, behind): (Range<usize>, Range<usize>) = (0..here, here + 1..volume.count());
        match direction {
            Direction::Forward => behind.chain(before).find(is_hit),
            Direction::Backward => before.rev().chain(behind.rev()).find(is_hit),
        }
    }
}

/// The longest stretch of a pattern that every copy prints alike: ASCII letters and digits.
struct Word(Vec<u8>);

impl Word {
    fn longest(pattern: &str) -> Self {
        // What an expression finds need hold none of its letters.
        let pattern = if between_slashes(pattern).is_some() { "" } else { pattern };
        let words = pattern.split(|c: char| !c.is_ascii_alphanumeric());
        Self(words.max_by_key(|word| word.len()).unwrap_or_default().to_ascii_lowercase().into_bytes())
    }

    /// Whether `text` holds the word, ASCII case aside. A pattern without one may be anywhere.
    fn may_be_in(&self, text: &str) -> bool {
        // The rarer the letter that is looked for, the fewer places need be looked at.
        let rarest = (0..self.0.len()).min_by_key(|at| FREQUENT.iter().position(|byte| *byte == self.0[*at]));
        let Some(at) = rarest else { return true };
        let (letter, bytes) = (self.0[at], text.as_bytes());
        memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), bytes).any(|found| {
            let begins = found.checked_sub(at);
            let word = begins.and_then(|begins| bytes.get(begins..begins + self.0.len()));
            word.is_some_and(|word| word.eq_ignore_ascii_case(&self.0))
        })
    }
}

/// The letters of English, the rarest first; what is not here is rarer still.
const FREQUENT: &[u8] = b"zqjxkvbpygfwmcudlhrsnioate";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_looked_for() {
        let word = Word::longest("the country's é");
        assert_eq!(word.0, b"country");
        assert!(word.may_be_in("A COUNTRY,S NAME") && word.may_be_in("country"));
        assert!(!word.may_be_in("countr y") && !word.may_be_in("ountry") && !word.may_be_in(""));
        assert!(Word::longest("外務省").may_be_in("anything") && Word::longest("/boats?/").may_be_in("boat"));
    }
}
