//! Texts as they are compared: so that no blank, no capital and no invisible character hides that two say the same.

use unicode_normalization::UnicodeNormalization;

/// The text without what cannot be seen, its characters in their plain form: `ｆｉ` and `ﬁ` are `fi`, `é` is `e`, a soft
/// hyphen is nothing. Signs beyond ASCII are left out too; they are no words.
pub(super) fn plain(text: &str) -> String {
    text.nfkd().filter(|c| c.is_ascii() || c.is_alphanumeric() || c.is_whitespace()).collect()
}

/// Whether the sign spells a letter to the eye or to a machine, and is none that could be compared: the letters of flags,
/// tags that nobody sees, Braille.
pub(super) fn spells(sign: char) -> bool {
    matches!(sign, '\u{1f1e6}'..='\u{1f1ff}' | '\u{e0000}'..='\u{e007f}' | '\u{2800}'..='\u{28ff}')
}

/// The words of a text, in small letters, one behind the other without blanks.
#[derive(Default)]
pub(super) struct Words {
    letters: String,
    words: Vec<Word>,
    /// Where the last word ends.
    end: usize,
}

struct Word {
    /// Where it begins in the letters.
    start: usize,
    /// Printed with a capital or a digit: it may be a name, a code, a date or a figure.
    marked: bool,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        for word in plain(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let marked = word.contains(char::is_uppercase)
                || word.chars().count() > 1 && word.contains(char::is_numeric);
            words.words.push(Word { start: words.letters.len(), marked });
            words.letters.extend(folded(word));
        }
        words.end = words.letters.len();
        words
    }

    /// All letters and digits.
    pub(super) fn letters(&self) -> &str {
        &self.letters
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The letters of `count` words from the one at `from`; `None` when there are not so many.
    pub(super) fn run(&self, from: usize, count: usize) -> Option<&str> {
        let start = self.words.get(from)?.start;
        let behind = from + count;
        let end = if behind == self.words.len() { self.end } else { self.words.get(behind)?.start };
        self.letters.get(start..end)
    }

    /// Every word, and whether it is printed with a capital or a digit.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, bool)> {
        let words = self.words.iter().enumerate();
        words.filter_map(|(at, word)| Some((self.run(at, 1)?, word.marked)))
    }

    /// Whether the words of `other` occur here, from the beginning of a word to the end of one.
    pub(super) fn hold(&self, other: &Self) -> bool {
        let parted =
            |at: usize| at == self.end || self.words.binary_search_by_key(&at, |word| word.start).is_ok();
        let mut places = self.letters.match_indices(&other.letters).map(|(at, _)| at);
        !other.letters.is_empty() && places.any(|at| parted(at) && parted(at + other.letters.len()))
    }
}

/// The letters of a word in small letters. A copy confuses 0 with O, and 1 with l and I.
pub(super) fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).map(|c| match c {
        '0' => 'o',
        '1' | 'l' => 'i',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_fall_away() {
        let name = Words::of("Tello Peon");
        for text in [
            "TELLO\nPEÓN",
            "Te\u{200b}llo Pe\u{ad}on",
            "Ｔｅｌｌｏ-Peon",
            "T e l l o  P e o n",
            "TeIl0 Peo\u{301}n",
            "𝐓ello_Peon",
            "Tello\0Peon",
        ] {
            assert_eq!(Words::of(text).letters(), name.letters(), "{text:?}");
        }
    }

    #[test]
    fn whole_words_are_found() {
        let text = Words::of("the International Boats of 2009");
        assert!(text.hold(&Words::of("INTERNATIONAL boats")) && text.hold(&Words::of("b-oats")));
        assert!(
            !text.hold(&Words::of("nation")) && !text.hold(&Words::of("")) && !text.hold(&Words::of("boat"))
        );
        let marked: Vec<&str> = text.each().filter(|(_, marked)| *marked).map(|(word, _)| word).collect();
        assert_eq!(marked, ["internationai", "boats", "2oo9"]);
    }
}
