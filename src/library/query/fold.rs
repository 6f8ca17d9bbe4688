//! A text as its words, as a search sees them: without case, accents and what stands between them.
//!
//! The rules are those of the tokenizer `unicode61 remove_diacritics 2` of SQLite's FTS5, but for characters that are newer
//! than Unicode 6.1, and for letters in circles. An engine indexes [`Folded::as_str`] and cuts it at the blanks, so that it
//! gives the same answers as the texts themselves.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Phrase;

/// The accents that FTS5 knows, of the fifty characters from U+0300 on: one bit each.
const ACCENTS: u64 = 0x0003_61f8_0802_9fdf;

/// A text's words folded, with a blank before, between and behind them: ` money laundering `.
///
/// A phrase is in the text when it is in here with its blanks, so an engine can look with `LIKE` where it has no index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded(String);

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len() + 2);
        folded.push(' ');
        for word in ranges(text).filter_map(|range| text.get(range)) {
            push(word, &mut folded);
            folded.push(' ');
        }
        Self(folded)
    }

    /// The words with their blanks; a single blank where there are none.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `phrase` is in the text.
    pub fn holds(&self, phrase: &Phrase) -> bool {
        self.0.contains(&phrase.needle())
    }

    /// The places of `phrase`, each by the number of words before it.
    pub(super) fn places(&self, phrase: &Phrase) -> Vec<usize> {
        let needle = phrase.needle();
        let (mut places, mut from, mut before) = (Vec::new(), 0, 0);
        // Places may overlap, hence the step by one blank.
        while let Some(found) = self.0.get(from..).and_then(|rest| rest.find(&needle)) {
            let passed = self.0.get(from..from + found).unwrap_or_default();
            before += passed.bytes().filter(|byte| *byte == b' ').count();
            places.push(before);
            from += found + 1;
            before += 1;
        }
        places
    }
}

/// One word of a text: where it stands, and how it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The bytes of the text.
    pub(super) range: Range<usize>,
    /// The word folded.
    pub(super) folded: String,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    ranges(text).filter_map(|range| {
        let mut folded = String::new();
        push(text.get(range.clone())?, &mut folded);
        Some(Word { range, folded })
    })
}

/// Folds a word, and puts it behind what there is.
fn push(word: &str, folded: &mut String) {
    let from = folded.len();
    if word.is_ascii() {
        folded.push_str(word);
        folded.get_mut(from..).into_iter().for_each(str::make_ascii_lowercase);
    } else {
        folded.extend(word.chars().filter_map(fold));
    }
}

/// Where the words of a text are.
fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(begins)?;
        let word = text.get(start..)?;
        let end = start + word.find(|c| !goes_on(c)).unwrap_or(word.len());
        at = end;
        Some(start..end)
    })
}

/// Whether a word can begin with this character: a letter or a digit, or one for private use.
fn begins(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let private =
        matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}');
    (c.is_alphanumeric() && !is_combining_mark(c)) || private
}

/// Whether a word that has begun goes on with this character.
fn goes_on(c: char) -> bool {
    begins(c) || is_accent(c)
}

/// Whether a character is an accent on the one before, which does not count.
fn is_accent(c: char) -> bool {
    let number = u32::from(c);
    matches!(number, 0x300..=0x331) && ACCENTS >> (number - 0x300) & 1 == 1
}

/// A character as it is compared; `None` for one that does not count.
fn fold(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    match c {
        // The two letters of Turkish, whose other case is that of another alphabet's letter.
        'İ' => return Some('i'),
        'ı' => return Some(c),
        _ if is_accent(c) => return None,
        _ => {}
    }
    let lower = one(one(c, char::to_uppercase), char::to_lowercase);
    // Other alphabets keep their accents, which make other letters there.
    std::iter::once(lower).nfd().next().filter(char::is_ascii).or(Some(lower))
}

/// A character in the other case where that is one character too, else as it is.
fn one<I: Iterator<Item = char>>(c: char, change: impl Fn(char) -> I) -> char {
    let mut changed = change(c);
    match (changed.next(), changed.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What FTS5 of SQLite 3.40 makes of these texts.
    #[test]
    fn words_are_those_of_the_index() {
        for (text, folded) in [
            ("", " "),
            (" -- !", " "),
            ("Tello PEÓN", " tello peon "),
            ("U.S.-Mexico, 2009", " u s mexico 2009 "),
            ("don't snake_case", " don t snake case "),
            ("e\u{301}te\u{305}x", " ete x "),
            ("Straße STRASSE ẞ", " straße strasse ß "),
            ("İstanbul Kızıl ŁÓDŹ Ørsted", " istanbul kızıl łodz ørsted "),
            ("Ελλάς ΕΛΛΑΣ", " ελλάσ ελλασ "),
            ("Горбачёв КИЇВ", " горбачёв київ "),
            ("北京 ｍｅｘ", " 北京 ｍｅｘ "),
            ("ſtate Ångström", " state angstrom "),
            ("ﬁ x² ½", " ﬁ x² ½ "),
        ] {
            assert_eq!(Folded::new(text).as_str(), folded, "{text}");
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for c in ('\0'..=char::MAX).filter(|c| begins(*c)) {
            let once = Folded::new(&c.to_string());
            assert_eq!(Folded::new(once.as_str()), once, "{c}");
            assert!(once.as_str().len() > 2, "{c}");
        }
    }

    #[test]
    fn words_know_their_place() {
        let text = "“Ciudad Juárez”, 2009";
        let found: Vec<_> = words(text).map(|word| (&text[word.range], word.folded)).collect();
        assert_eq!(found[1], ("Juárez", String::from("juarez")));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn places_may_overlap() {
        let phrase = |text, prefix| Phrase::new(text, prefix).unwrap();
        let folded = Folded::new("a a a b");
        assert_eq!(folded.places(&phrase("a a", false)), [0, 1]);
        assert_eq!(folded.places(&phrase("b", false)), [3]);
        assert_eq!(Folded::new("narcotics anarcho narco").places(&phrase("narco", true)), [0, 2]);
        assert!(folded.holds(&phrase("A, b", false)) && !folded.holds(&phrase("b a", false)));
    }
}
