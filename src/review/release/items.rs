//! What a line begins with when it is one of several: a number, a letter, a small Roman number.

use std::collections::BTreeSet;

use super::marks::read_at;
use crate::cable::{roman, spelled};

/// What may stand before the number of a paragraph: `Para 2:`.
const BEFORE: [&str; 6] = ["para", "paragraph", "no", "nr", "point", "item"];

/// The number that a line begins with when a text of its own may follow: `2 - Text`, `3 Text`, `(2) Text`, `TWO. Text`,
/// `II. Text`, `Para 2: Text`; and whether it stands in brackets. A wrapped `3 boats` goes on in small letters; where a
/// sentence has `stopped`, so may a paragraph behind a sign, and `2A. Text` and `2.1 Text` count as well.
pub(super) fn numbered(line: &str, stopped: bool) -> Option<(u32, bool)> {
    let (first, rest) = cut(line);
    if is_before(first) {
        let (second, rest) = cut(rest);
        return Some((value(second.trim_end_matches(CLOSING))?, false)).filter(|_| opens(rest));
    }
    let bare = first.trim_start_matches('(').trim_end_matches(CLOSING);
    let number = value(bare).or_else(|| value(stopped.then(|| trunk(bare))?))?;
    // A figure is the number of a paragraph with any sign behind it, or none; a word or letters only with one.
    let signed = bare.len() < first.len() || rest.starts_with(['-', ':', '.', ')']);
    let figure = bare.starts_with(|c: char| c.is_ascii_digit());
    let begins = (figure || signed) && opens(rest) || figure && signed && stopped && !rest.is_empty();
    begins.then_some((number, first.starts_with('(')))
}

/// Whether a word stands before the number of a paragraph.
pub(super) fn is_before(word: &str) -> bool {
    BEFORE.contains(&word.trim_end_matches('.').to_ascii_lowercase().as_str())
}

/// The figures of `2A` and of `2.1`.
fn trunk(number: &str) -> &str {
    let figures = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let figures = if number.len() - figures.len() > 1 { number } else { figures };
    figures.split('.').next().unwrap_or_default()
}

/// What place an item has among those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the first of a list: `A.`, `(1)`, `i)`.
    First,
    /// It follows another: `B.` where there was an `A.`.
    Next,
    /// It follows none.
    Stray,
}

/// The items that a paragraph has shown so far, by figures, letters or small Roman numbers.
#[derive(Debug, Default)]
pub(super) struct Items {
    seen: BTreeSet<String>,
}

impl Items {
    /// The place of the item that a text begins with, which is then one of those seen; `None` when it begins with none.
    pub(super) fn place(&mut self, text: &str) -> Option<Place> {
        let (first, rest) = cut(text);
        let bare = first.trim_start_matches('(').trim_end_matches(['.', ')']);
        let item = bare.to_ascii_lowercase();
        let letter = matches!(item.as_bytes(), [b'a'..=b'z']);
        let count =
            item.parse().ok().filter(|_| item.len() <= 3).or_else(|| roman(&item.to_ascii_uppercase()));
        if bare.len() == first.len() || rest.is_empty() || !letter && count.is_none() {
            return None;
        }
        let before = |seen: &String| {
            let seen_count = seen.parse().ok().or_else(|| roman(&seen.to_ascii_uppercase()));
            let counts = count.is_some() && seen_count.map(|seen: u32| seen + 1) == count;
            counts || letter && seen.as_bytes() == [item.as_bytes()[0] - 1]
        };
        let place = match item.as_str() {
            _ if self.seen.iter().any(before) => Place::Next,
            "a" | "i" | "1" => Place::First,
            // The mark of the paragraph.
            _ if read_at(text).is_some() => return None,
            _ => Place::Stray,
        };
        self.seen.insert(item);
        Some(place)
    }
}

/// Signs that close the number of a paragraph.
const CLOSING: [char; 9] = ['.', ')', ']', ':', '-', ',', '/', '?', '*'];

/// The first word of a line, and what stands behind it.
pub(super) fn cut(line: &str) -> (&str, &str) {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (first, rest.trim_start())
}

/// Whether a text may begin here: with a capital, a mark, a quotation or a figure.
pub(super) fn opens(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-.:)".contains(c));
    rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "(\"'[".contains(c))
}

/// The number that figures, Roman letters or a word stand for.
pub(super) fn value(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| ('1'..='9').contains(&c)) {
        return Some(word).filter(|word| word.len() <= 3)?.parse().ok();
    }
    spelled(word).or_else(|| roman(word))
}
