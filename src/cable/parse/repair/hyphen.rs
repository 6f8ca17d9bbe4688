//! Words broken by a hyphen at a line end.
//!
//! Telegrams typed by hand broke words; later ones broke their lines only at blanks and hyphens that were there
//! already. So a hyphen is taken out only where what it parts makes a word, or cannot be two words.

use std::cell::{Cell, OnceCell};

use crate::cable::parse::scan;
use crate::cable::{is_word, known};

/// Fragments that end a word and are none themselves: what stands before them at a line end is the word's beginning.
const ENDINGS: [&str; 42] = [
    "TION", "TIONS", "TIONAL", "TIONALLY", "TIONED", "TIONING", "SION", "SIONS", "SIONAL", "ATION", "ATIONS",
    "CATION", "CATIONS", "CATED", "MENT", "MENTS", "MENTAL", "ING", "INGS", "ITY", "ITIES", "TIES", "NESS",
    "LY", "ED", "TED", "TIVE", "TIVES", "TIVELY", "SIVE", "ENCE", "ENCES", "ANCE", "ANCES", "TURE", "TURES",
    "TIAL", "CIAL", "ICAL", "ICALLY", "SARY", "TARY",
];

/// Words behind a hyphen that is left hanging: "short- and long-term", "two- to three-year".
const JOINTS: [&str; 6] = ["AND", "OR", "TO", "NOR", "BUT", "VERSUS"];

/// What becomes of a hyphen before a line break or a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// One word: the hyphen goes.
    Word,
    /// Two words with a hyphen between them: the break goes.
    Hyphenated,
    /// The hyphen is left hanging and the break is a blank.
    Apart,
}

/// Questions about words that are answered by looking through the text: many cables ask only a few.
const FEW: usize = 16;

/// The words that a text uses, those with a hyphen whole and in parts.
pub(super) struct Words<'a> {
    text: &'a str,
    /// Questions so far.
    asked: Cell<usize>,
    /// The text in capitals, in which the first few words are looked for.
    capitals: OnceCell<String>,
    /// The fingerprints of all words, sorted, for all further questions.
    index: OnceCell<Vec<u64>>,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, asked: Cell::new(0), capitals: OnceCell::new(), index: OnceCell::new() }
    }

    /// Whether the text has the word anywhere, given in pieces, ASCII case aside.
    pub(super) fn has<const N: usize>(&self, pieces: [&str; N]) -> bool {
        let sought = fingerprint(pieces.map(str::as_bytes));
        self.asked.set(self.asked.get() + 1);
        if self.asked.get() <= FEW {
            return self.is_found(&pieces.concat().to_ascii_uppercase(), sought);
        }
        let index = self.index.get_or_init(|| {
            let mut index = Vec::with_capacity(self.text.len() / 6);
            add_words(self.text, &mut index);
            index.sort_unstable();
            index
        });
        index.binary_search(&sought).is_ok()
    }

    /// Looks through the text for a word in capitals: wherever it stands it must be a whole one. One with a hyphen is
    /// known by what stands before that, since the text may have two hyphens there.
    fn is_found(&self, word: &str, sought: u64) -> bool {
        let text = self.capitals.get_or_init(|| self.text.to_ascii_uppercase());
        let parts = |byte: &u8| LETTERS[usize::from(*byte)] == 0;
        let finder = memchr::memmem::Finder::new(word.split('-').next().unwrap_or(word));
        let mut from = 0;
        while let Some(at) = finder.find(&text.as_bytes()[from..]).map(|at| from + at) {
            let (above, below) = text.as_bytes().split_at(at);
            let start = above[from..].iter().rposition(parts).map_or(from, |before| from + before + 1);
            let end = below.iter().position(parts).map_or(text.len(), |length| at + length);
            let mut words = Vec::new();
            add_words(&text[start..end], &mut words);
            if words.contains(&sought) {
                return true;
            }
            from = end;
        }
        false
    }
}

/// Adds the fingerprints of the words in `text`.
fn add_words(text: &str, words: &mut Vec<u64>) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        // Nearly all words are plain: their fingerprint is ready when they end.
        let (mut at, mut plain, mut print) = (start, true, EMPTY);
        while let Some(letter) = bytes.get(at).map(|byte| LETTERS[usize::from(*byte)]).filter(|it| *it != 0) {
            plain &= letter.is_ascii_uppercase();
            print = lengthened(print, letter);
            at += 1;
        }
        if !plain {
            let joined = text[start..at].split(|c: char| !c.is_alphabetic() && c != '-' && c != '?');
            joined.for_each(|joined| add_joined(joined.as_bytes(), words));
        } else if at > start {
            words.push(print);
        }
        start = at + 1;
    }
}

/// Adds words joined by hyphens.
fn add_joined(joined: &[u8], words: &mut Vec<u64>) {
    let end = joined.iter().rposition(|byte| *byte != b'?').map_or(0, |last| last + 1);
    // What a question mark stands in is no word that the text has whole: "Cort?s".
    if joined[..end].contains(&b'?') {
        return;
    }
    let mut left: &[u8] = &[];
    for word in joined[..end].split(|byte| *byte == b'-').filter(|word| !word.is_empty()) {
        words.push(fingerprint([word]));
        if !left.is_empty() {
            words.push(fingerprint([left, b"-", word]));
        }
        left = word;
    }
}

/// Whether a hyphen behind `left` can join it to the line below: a word ends there, or initials do, "U.S.-led".
pub(super) fn can_stand_behind(left: &str) -> bool {
    left.ends_with(char::is_alphanumeric) || matches!(left.as_bytes(), [.., b'.', b'A'..=b'Z', b'.'])
}

/// Whether `left` ends in the address of a page or a mailbox, in which any hyphen is meant.
pub(super) fn is_address(left: &str) -> bool {
    let last = left.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains("://") || last.contains('@') || scan::contains(last, "www.")
}

/// What the hyphen between `left` and `right` at a line end is. `words` are asked only where the fragments do not tell.
pub(super) fn at_line_end(left: &str, right: &str, words: &Words) -> Joint {
    if is_joint(right) {
        Joint::Apart
    } else if is_one(left, right, words) {
        Joint::Word
    } else {
        Joint::Hyphenated
    }
}

/// What the hyphen and the blank between `left` and `right` inside a line are, where a line end may have been.
pub(super) fn inside_line(left: &str, right: &str, words: &Words) -> Joint {
    match at_line_end(left, right, words) {
        Joint::Hyphenated if !words.has([left, "-", right]) => Joint::Apart,
        joint => joint,
    }
}

/// Whether two fragments around a hyphen are one word: the dictionary or the text has that whole, or one of them can be
/// no word of its own. What the text prints with a hyphen elsewhere has it here too.
fn is_one(left: &str, right: &str, words: &Words) -> bool {
    let whole = || is_word(&[left, right]) || words.has([left, right]);
    let ends = || ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(right));
    // One letter is a sign rather than a syllable: "e-mail". What ends in "up" is written both ways: "follow-up".
    let is_up = right.eq_ignore_ascii_case("up");
    let plausible = same_case(left, right) && left.chars().nth(1).is_some() && !is_up;
    plausible && (ends() || whole() || is_torn(left, right)) && !words.has([left, "-", right])
}

/// Whether neither fragment is a word or name, or only the beginning of a name is: "Muse-veni". Capitals hide which
/// words are acronyms, and those are hyphenated as words are: "ZANU-PF".
fn is_torn(left: &str, right: &str) -> bool {
    let small = left.ends_with(char::is_lowercase) && right.chars().nth(1).is_some();
    // What is struck out may have been two names.
    let struck = right.bytes().all(|byte| byte == b'x');
    small
        && !struck
        && known(&[right]).is_none()
        && (left.starts_with(char::is_uppercase) || known(&[left]).is_none())
}

/// Both are capitals or both are small where the hyphen stands: "post-Soviet" is no broken word.
fn same_case(left: &str, right: &str) -> bool {
    let ends = left.chars().next_back().zip(right.chars().next());
    ends.is_some_and(|(last, first)| last.is_uppercase() == first.is_uppercase())
}

fn is_joint(word: &str) -> bool {
    JOINTS.iter().any(|joint| joint.eq_ignore_ascii_case(word))
}

/// The bytes that words are made of, small letters as capitals, and 0 for all others. What is no ASCII may be a letter.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            letter @ (b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'?' | 0x80..) => letter.to_ascii_uppercase(),
            _ => 0,
        };
        byte += 1;
    }
    letters
};

/// A number for a word given in pieces, ASCII case aside (FNV-1a).
fn fingerprint<const N: usize>(pieces: [&[u8]; N]) -> u64 {
    pieces.into_iter().flatten().fold(EMPTY, |print, byte| lengthened(print, byte.to_ascii_uppercase()))
}

/// The fingerprint of no letters.
const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

/// The fingerprint of a word with one more letter, a capital.
fn lengthened(print: u64, letter: u8) -> u64 {
    (print ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_questions_are_answered_as_the_others_are(text in "[abB?é\n -]{0,60}", left in "[aé]", right in "[bé]{1,2}") {
            let [few, many] = [Words::of(&text), Words::of(&text)];
            many.asked.set(FEW);
            prop_assert_eq!(few.has([&left, &right]), many.has([&left, &right]));
            prop_assert_eq!(few.has([&left, "-", &right]), many.has([&left, "-", &right]));
        }
    }
}
