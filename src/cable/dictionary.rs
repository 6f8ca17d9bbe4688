//! The dictionary, a sorted text file: next to nothing is built when the program starts.

use std::ops::Range;
use std::sync::OnceLock;

/// English words and names: `word digit`, the digit being the sum of 1 word, 2 given name, 4 family name.
pub(crate) static WORDS: Table = Table::new(include_str!("../../assets/lexicon/words.txt"), b' ');

/// What is known of the word in `pieces`: its digit.
pub(super) fn known(pieces: &[&str]) -> Option<&'static str> {
    WORDS.get(&pieces.concat().to_lowercase())
}

/// Whether what stands in `pieces` is a word, and not a name alone.
pub(super) fn is_word(pieces: &[&str]) -> bool {
    known(pieces).and_then(|digit| digit.parse().ok()).is_some_and(|kinds: u8| kinds & 1 == 1)
}

/// Lines `key<separator>value`, sorted by the bytes of the key, compiled into the program.
pub(crate) struct Table {
    text: &'static str,
    /// An ASCII character below every character of a key.
    separator: u8,
    /// Where the keys with each two first letters begin, and last the end of the text: it halves the steps of a search.
    starts: OnceLock<Vec<usize>>,
}

/// Letters of the alphabet.
const LETTERS: u8 = 26;

impl Table {
    pub(crate) const fn new(text: &'static str, separator: u8) -> Self {
        Self { text, separator, starts: OnceLock::new() }
    }

    /// The value of `key`; logarithmic in the size of the file.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let (line, same) = self.search(key.as_bytes(), self.lines_with(key)).ok()?;
        self.text.get(line + same + 1..)?.lines().next()
    }

    /// The lines among which `key` stands, if anywhere.
    fn lines_with(&self, key: &str) -> Range<usize> {
        let letter = |at: usize| {
            key.as_bytes().get(at).filter(|b| b.is_ascii_lowercase()).map(|b| usize::from(b - b'a'))
        };
        let pair = letter(0).zip(letter(1)).map(|(first, second)| first * usize::from(LETTERS) + second);
        let starts = self.starts.get_or_init(|| self.index());
        let range = pair.and_then(|pair| Some(*starts.get(pair)?..*starts.get(pair + 1)?));
        range.unwrap_or(0..self.text.len())
    }

    fn index(&self) -> Vec<usize> {
        let pairs =
            (0..LETTERS).flat_map(|first| (0..LETTERS).map(move |second| [b'a' + first, b'a' + second]));
        let start = |pair: [u8; 2]| match self.search(&pair, 0..self.text.len()) {
            Ok((line, _)) | Err(line) => line,
        };
        pairs.map(start).chain([self.text.len()]).collect()
    }

    /// The line of `key` within `lines`, and the length of the key; else where its line would begin.
    fn search(&self, key: &[u8], lines: Range<usize>) -> Result<(usize, usize), usize> {
        let bytes = self.text.as_bytes();
        let newline =
            |part: Range<usize>| bytes.get(part).and_then(|part| part.iter().position(|byte| *byte == b'\n'));
        let (mut low, mut high) = (lines.start, lines.end);
        while low < high {
            let middle = low + (high - low) / 2;
            let before = bytes.get(low..middle).and_then(|part| part.iter().rposition(|byte| *byte == b'\n'));
            let start = before.map_or(low, |found| low + found + 1);
            let line = bytes.get(start..).unwrap_or_default();
            let same = line.iter().zip(key).take_while(|(ours, theirs)| ours == theirs).count();
            match (line.get(same), key.get(same)) {
                (Some(ours), None) if *ours == self.separator => return Ok((start, same)),
                (Some(ours), Some(theirs)) if ours < theirs => {
                    low = newline(start..high).map_or(high, |end| start + end + 1);
                }
                _ => high = start,
            }
        }
        Err(low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_line_and_nothing_else() {
        let table = Table::new("ab 1\nabc 2\nb 3\nzz 4\n", b' ');
        assert_eq!(
            ["ab", "abc", "b", "zz"].map(|key| table.get(key)),
            [Some("1"), Some("2"), Some("3"), Some("4")]
        );
        let odd = Table::new("a 0\na-b 1\nab 2\nb c 3\nba 4\nzz 5\nzz top 6\n", b' ');
        assert_eq!(["a", "a-b", "ab", "ba", "zz"].map(|key| odd.get(key).is_some()), [true; 5]);
        assert_eq!(["", "a", "abcd", "c", "zzz"].map(|key| table.get(key)), [None; 5]);
    }
}
