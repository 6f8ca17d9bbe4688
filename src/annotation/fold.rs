//! The text that anchors are made of: what the paragraphs of a cable read, one a line, white space taken as one blank.
//!
//! Beside it stand its bare letters and digits in lower case. Copies of one cable differ in blanks, hyphens, quotation
//! marks and capitals before they differ in letters.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::hex;
use crate::cable::{Cable, Reading, Span};

/// The text and the letters of a cable.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// Where each paragraph stands in `text`.
    pub(super) paragraphs: Vec<Range<usize>>,
    pub(super) letters: String,
    /// For each byte of `letters`, where its character begins in `text`.
    at: Vec<usize>,
}

impl Folded {
    pub(super) fn new(cable: &Cable) -> Self {
        let mut folded = Self::default();
        for paragraph in 0..cable.paragraphs.len() {
            if paragraph > 0 {
                folded.text.push('\n');
            }
            let start = folded.text.len();
            fold(cable, paragraph, |character, _| folded.text.push(character));
            folded.paragraphs.push(start..folded.text.len());
        }
        for (at, character) in folded.text.char_indices().filter(|(_, character)| character.is_alphanumeric())
        {
            folded.letters.extend(character.to_lowercase());
            folded.at.resize(folded.letters.len(), at);
        }
        folded
    }

    /// The paragraph around the byte `at` of the text.
    pub(super) fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.end < at)
    }

    /// The stretch of the text whose letters are `letters`, which must not be empty.
    pub(super) fn text_of(&self, letters: Range<usize>) -> Range<usize> {
        let start = self.at.get(letters.start).copied().unwrap_or(self.text.len());
        let last = self.at.get(letters.end - 1).copied().unwrap_or(self.text.len());
        start..last + self.text[last..].chars().next().map_or(0, char::len_utf8)
    }

    /// What `paragraph` shows of `span` of the decoded text; `None` when it shows nothing of it.
    pub(super) fn shown(&self, cable: &Cable, paragraph: usize, span: Span) -> Option<Range<usize>> {
        let mut at = self.paragraphs.get(paragraph)?.start;
        let mut shown: Option<Range<usize>> = None;
        fold(cable, paragraph, |character, origin| {
            let place = at..at + character.len_utf8();
            at = place.end;
            if origin.is_some_and(|origin| origin.source().overlaps(span)) {
                shown = Some(shown.as_ref().map_or(place.start, |shown| shown.start)..place.end);
            }
        });
        shown
    }

    /// Where `range` of the text, inside `paragraph`, stands in the decoded text.
    pub(super) fn source(&self, cable: &Cable, paragraph: usize, range: Range<usize>) -> Option<Span> {
        let mut at = self.paragraphs.get(paragraph)?.start;
        let mut ends = None;
        fold(cable, paragraph, |character, origin| {
            if let Some(origin) = origin.filter(|_| range.contains(&at)) {
                ends = Some((ends.map_or(origin, |(first, _)| first), origin));
            }
            at += character.len_utf8();
        });
        ends.map(|(first, last): (Origin, Origin)| first.source().join(last.source()))
    }
}

/// Where a character of a folded paragraph comes from.
#[derive(Clone, Copy)]
struct Origin<'a> {
    reading: &'a Reading,
    /// First byte in the reading.
    at: usize,
    length: usize,
}

impl Origin<'_> {
    fn source(&self) -> Span {
        self.reading.to_source(self.at..self.at + self.length)
    }
}

/// Calls `each` for every character of the folded paragraph; blanks come from nowhere.
fn fold<'a>(cable: &'a Cable, paragraph: usize, mut each: impl FnMut(char, Option<Origin<'a>>)) {
    let blocks = cable.paragraphs.get(paragraph).map_or(0..0, |paragraph| paragraph.blocks.clone());
    let (mut begun, mut blank) = (false, false);
    for block in cable.blocks.get(blocks).unwrap_or_default() {
        let reading = &block.reading;
        for (at, character) in reading.text().char_indices() {
            if character.is_whitespace() {
                blank = begun;
                continue;
            }
            if std::mem::take(&mut blank) {
                each(' ', None);
            }
            begun = true;
            each(character, Some(Origin { reading, at, length: character.len_utf8() }));
        }
        blank = begun;
    }
}

/// The letters and digits of `text`, in lower case.
pub(super) fn letters(text: &str) -> String {
    letters_of(text.chars()).collect()
}

/// The letters and digits among `characters`, in lower case.
pub(super) fn letters_of(characters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    characters.filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// 128 bits of sha256, in hex.
pub(super) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text)[..16])
}

/// Where `needle`, which must not be empty, occurs in `text`; occurrences may overlap. Takes time linear in both
/// (Knuth, Morris and Pratt).
pub(super) fn occurrences(text: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
    // For each length of a beginning of `needle`, the length of the longest beginning that it also ends with.
    let mut border = vec![0];
    let advance = |border: &[usize], matched: usize, byte: u8| {
        let mut matched = if matched == needle.len() { border[matched] } else { matched };
        while matched > 0 && needle[matched] != byte {
            matched = border[matched];
        }
        if needle[matched] == byte { matched + 1 } else { 0 }
    };
    border.push(0);
    for at in 1..needle.len() {
        let longest = advance(&border, border[at], needle[at]);
        border.push(longest);
    }
    let ends = text.iter().enumerate().scan(0, move |matched, (at, byte)| {
        *matched = advance(&border, *matched, *byte);
        Some((*matched == needle.len()).then(|| at + 1 - needle.len()))
    });
    ends.flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_occurrence_is_found(text in "[ab]{0,40}", needle in "[ab]{1,6}") {
            let found: Vec<usize> = occurrences(text.as_bytes(), needle.as_bytes()).collect();
            let expected: Vec<usize> = (0..text.len()).filter(|at| text[*at..].starts_with(&needle)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
