//! Finding a text in the cable.

use std::ops::Range;

use crate::cable::Block;
use crate::layout::Place;

/// A pattern and every place where it occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pattern: String,
    hits: Vec<Hit>,
    current: Option<usize>,
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
    /// does not count.
    pub fn new(pattern: &str, blocks: &[Block]) -> Self {
        let exact = pattern.chars().any(char::is_uppercase);
        let mut hits = Vec::new();
        for (block, item) in blocks.iter().enumerate() {
            let found = find_all(item.reading.text(), pattern, exact);
            hits.extend(found.into_iter().map(|range| Hit { block, range }));
        }
        Self { pattern: pattern.to_string(), hits, current: None }
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

    /// Goes to the first hit at or behind `from`, around the end; whether it went around.
    pub fn forward(&mut self, from: Place, include: bool) -> Option<bool> {
        let next =
            self.hits.iter().position(|hit| if include { hit.place() >= from } else { hit.place() > from });
        self.current = next.or(if self.hits.is_empty() { None } else { Some(0) });
        self.current.map(|_| next.is_none())
    }

    /// Goes to the last hit before `from`, around the start; whether it went around.
    pub fn backward(&mut self, from: Place) -> Option<bool> {
        let previous = self.hits.iter().rposition(|hit| hit.place() < from);
        self.current = previous.or(self.hits.len().checked_sub(1));
        self.current.map(|_| previous.is_none())
    }
}

/// Every occurrence, none overlapping another.
fn find_all(text: &str, pattern: &str, exact: bool) -> Vec<Range<usize>> {
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
    fn case_counts_only_when_asked() {
        assert_eq!(find_all("Mexico, MEXICO", "mexico", false), [0..6, 8..14]);
        assert_eq!(find_all("Mexico, MEXICO", "MEXICO", true), [8..14]);
        assert_eq!(find_all("İstanbul ÉTÉ été", "été", false).len(), 2);
        assert_eq!(find_all("aaaa", "aa", false), [0..2, 2..4]);
        assert!(find_all("abc", "", false).is_empty());
    }
}
