//! Finding a text in the cable.

use std::ops::Range;

use regex_lite::Regex;

use super::Direction;
use super::expression::{between_slashes, compile};
use crate::cable::Block;
use crate::layout::Place;

/// A pattern and every place where it occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pattern: String,
    hits: Vec<Hit>,
    current: Option<usize>,
    /// How many places were left out because their blocks are hidden.
    hidden: usize,
    /// What is wrong with the pattern.
    fault: Option<String>,
}

/// One place where the pattern occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the block.
    pub block: usize,
    /// Bytes of its reading.
    pub range: Range<usize>,
}

impl Hit {
    /// Where it begins.
    pub fn place(&self) -> Place {
        Place { block: self.block, at: self.range.start }
    }
}

impl Search {
    /// Finds `pattern` literally in the reading text, across soft line breaks. Without a capital letter in it, case
    /// does not count. Between `\<` and `\>`, as vi has it, only whole words are found; between slashes it is a regular
    /// expression.
    pub fn new(pattern: &str, blocks: &[Block]) -> Self {
        Self::of(pattern, blocks.iter().map(|block| block.reading.text()))
    }

    /// The same in other texts; the block of a hit is the place of its text among them.
    pub(super) fn of<'a>(pattern: &str, texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut search = Self { pattern: pattern.to_owned(), ..Self::default() };
        match Sought::of(pattern, texts.clone().map(str::len).sum()) {
            Ok(sought) => {
                for (block, text) in texts.enumerate() {
                    search.hits.extend(sought.all(text).into_iter().map(|range| Hit { block, range }));
                }
            }
            Err(fault) => search.fault = Some(fault),
        }
        search
    }

    /// What is wrong with the pattern, in one line; nothing is found then.
    pub(super) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// The hits that are not in hidden blocks.
    pub(super) fn without(mut self, hidden: impl Fn(usize) -> bool) -> Self {
        let all = self.hits.len();
        self.hits.retain(|hit| !hidden(hit.block));
        self.hidden = all - self.hits.len();
        self
    }

    /// How many places there are in blocks that are hidden.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// What is searched for.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// All hits, in order.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The hit under the cursor.
    pub fn current(&self) -> Option<&Hit> {
        self.current.and_then(|index| self.hits.get(index))
    }

    /// `[3/17]`, or `[0/0]` when nothing was found.
    pub fn count(&self) -> String {
        format!("[{}/{}]", self.current.map_or(0, |index| index + 1), self.hits.len())
    }

    /// The hits that touch `range` of a block, in order.
    pub fn hits_in(&self, block: usize, range: Range<usize>) -> &[Hit] {
        let start = self.hits.partition_point(|hit| (hit.block, hit.range.end) <= (block, range.start));
        let end = self.hits.partition_point(|hit| (hit.block, hit.range.start) < (block, range.end));
        self.hits.get(start..end).unwrap_or_default()
    }

    /// Goes to the first hit at or behind `from`, around the end; whether it went around.
    pub fn begin(&mut self, from: Place) -> bool {
        let next = self.hits.partition_point(|hit| hit.place() < from);
        self.current = if self.hits.is_empty() { None } else { Some(next % self.hits.len()) };
        next == self.hits.len()
    }

    /// Goes `times` hits forward or back, seen from `from`, around the ends; whether it went around.
    pub fn step(&mut self, from: Place, direction: Direction, times: usize) -> bool {
        let count = self.hits.len();
        if count == 0 {
            return false;
        }
        let further = (times - 1) % count;
        let (index, around) = match direction {
            Direction::Forward => {
                let next = self.hits.partition_point(|hit| hit.place() <= from);
                (next + further, next + further >= count)
            }
            Direction::Backward => {
                let before = self.hits.partition_point(|hit| hit.place() < from);
                (before + count - 1 - further, before < further + 1)
            }
        };
        self.current = Some(index % count);
        around
    }
}

/// How a pattern is looked for.
enum Sought<'a> {
    /// As it stands.
    Literal(&'a str),
    /// As a word of its own.
    Word(&'a str),
    /// As an expression that fits.
    Expression(Box<Regex>),
}

impl<'a> Sought<'a> {
    fn of(pattern: &'a str, length: usize) -> Result<Self, String> {
        if let Some(expression) = between_slashes(pattern) {
            return Ok(Self::Expression(Box::new(compile(expression, length)?)));
        }
        Ok(as_whole_word(pattern).map_or(Self::Literal(pattern), Self::Word))
    }

    /// Every place in the text, none of them empty.
    fn all(&self, text: &str) -> Vec<Range<usize>> {
        let has_capital = |pattern: &str| pattern.chars().any(char::is_uppercase);
        match self {
            Self::Literal(pattern) => find_all(text, pattern, has_capital(pattern)),
            Self::Word(word) => whole_words(text, find_all(text, word, has_capital(word))),
            Self::Expression(regex) => {
                regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty()).collect()
            }
        }
    }
}

/// The pattern that finds a word alone, in whatever case.
pub(super) fn whole_word(word: &str) -> String {
    format!("\\<{}\\>", word.to_lowercase())
}

/// The word of such a pattern.
fn as_whole_word(pattern: &str) -> Option<&str> {
    pattern.strip_prefix("\\<")?.strip_suffix("\\>")
}

/// Those of the places that are not part of a longer word.
fn whole_words(text: &str, mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let behind = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let before = |at: usize| text.get(..at).and_then(|rest| rest.chars().next_back());
    found.retain(|range| {
        ![before(range.start), behind(range.end)].into_iter().flatten().any(char::is_alphanumeric)
    });
    found
}

/// Every occurrence, none overlapping another.
pub(super) fn find_all(text: &str, pattern: &str, exact: bool) -> Vec<Range<usize>> {
    if pattern.is_empty() {
        return Vec::new();
    }
    if exact {
        return text.match_indices(pattern).map(|(at, found)| at..at + found.len()).collect();
    }
    let folded: Vec<char> = pattern.chars().flat_map(char::to_lowercase).collect();
    let Some(first) = folded.first().copied() else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = (c.to_lowercase().next() == Some(first)).then(|| match_at(&text[at..], &folded)).flatten();
        match end {
            Some(length) => {
                found.push(at..at + length);
                at += length;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// Length in bytes of the match that begins `text`, if it begins with one; case does not count.
fn match_at(text: &str, folded: &[char]) -> Option<usize> {
    let mut wanted = folded.iter();
    let mut length = 0;
    let mut chars = text.chars();
    while wanted.len() > 0 {
        let c = chars.next()?;
        for lower in c.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
        length += c.len_utf8();
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_around_both_ends() {
        let block = |text: &str| Block {
            kind: crate::cable::BlockKind::Prose,
            reading: crate::cable::Reading::verbatim(text, crate::cable::Span::new(0, text.len())),
            paragraph: None,
            indent: 0,
        };
        let blocks = [block("a b a"), block("a")];
        let mut search = Search::new("a", &blocks);
        let mut go = |direction, times| {
            let from = search.current().map_or(Place::default(), Hit::place);
            let around = search.step(from, direction, times);
            (search.count(), around)
        };
        assert_eq!(go(Direction::Forward, 1), ("[2/3]".into(), false));
        assert_eq!(go(Direction::Forward, 2), ("[1/3]".into(), true));
        assert_eq!(go(Direction::Backward, 1), ("[3/3]".into(), true));
        assert_eq!(go(Direction::Backward, 2), ("[1/3]".into(), false));
        assert_eq!(go(Direction::Forward, 7), ("[2/3]".into(), false));
        assert_eq!(search.hits_in(0, 2..5).len(), 1);
        assert!(search.hits_in(2, 0..9).is_empty());
    }

    #[test]
    fn case_counts_only_when_asked() {
        assert_eq!(find_all("Mexico, MEXICO", "mexico", false), [0..6, 8..14]);
        assert_eq!(find_all("Mexico, MEXICO", "MEXICO", true), std::iter::once(8..14).collect::<Vec<_>>());
        assert_eq!(find_all("İstanbul ÉTÉ été", "été", false).len(), 2);
        assert_eq!(find_all("aaaa", "aa", false), [0..2, 2..4]);
        assert!(find_all("abc", "", false).is_empty());
    }

    #[test]
    fn a_whole_word_is_no_part_of_a_longer_one() {
        let count = |pattern: &str| {
            Search::of(pattern, ["Boat, boats: the BOAT's \u{e9}boat boat2 boat", "\\<boat"].into_iter())
                .hits()
                .len()
        };
        assert_eq!(count(&whole_word("Boat")), 4);
        assert_eq!((count("boat"), count("\\<boat"), count("\\<\\>")), (7, 1, 0));
    }

    #[test]
    fn an_expression_stands_between_slashes() {
        let hits = |pattern: &str| {
            let search = Search::of(pattern, ["The boats came at 15.", "a/b"].into_iter());
            let places = search.hits().iter().map(|hit| (hit.range.start, hit.range.end)).collect::<Vec<_>>();
            (places, search.fault().is_some())
        };
        assert_eq!(hits(r"/BOATS?|\d+/"), (vec![(18, 20)], false));
        assert_eq!(hits("/came|the|x*/"), (vec![(0, 3), (10, 14)], false));
        assert_eq!(hits("a/b"), (vec![(0, 3)], false));
        assert_eq!(hits("/(/"), (Vec::new(), true));
    }
}
