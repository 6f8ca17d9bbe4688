//! What is wrong with a query, and where.

use std::fmt;
use std::ops::Range;

use crate::layout::{Glyph, glyphs, safe};

/// Most columns of a query that are shown above the caret, and of those how many before it.
const SHOWN: usize = 72;
const BEFORE: usize = 48;
/// Most characters of the reader's words that a message repeats.
const REPEATED: usize = 40;

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the query that are wrong; empty where something is missing.
    pub at: Range<usize>,
    /// What is wrong, on one line, safe to show.
    pub message: String,
    /// What was perhaps meant instead of the word that is wrong.
    pub suggestion: Option<String>,
}

impl QueryError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), suggestion: None }
    }

    /// Two lines: the query, and below it a caret at the place with what is wrong. Of a long query the part around the
    /// place is shown.
    pub fn sketch(&self, query: &str) -> String {
        let glyphs: Vec<Glyph<'_>> = glyphs(query).collect();
        let place = glyphs.iter().position(|glyph| glyph.range.end > self.at.start).unwrap_or(glyphs.len());
        let (before, behind) = glyphs.split_at(place);
        let left = fitting(before.iter().rev(), BEFORE);
        let shown_before = &before[before.len() - left..];
        let right = fitting(behind.iter(), SHOWN - BEFORE);
        let shown_behind = &behind[..right];
        let wrong = shown_behind.iter().filter(|glyph| glyph.range.start < self.at.end);
        let [lead, tail] = [left < before.len(), right < behind.len()].map(|cut| if cut { "…" } else { "" });
        let text: String =
            shown_before.iter().chain(shown_behind).map(|glyph| glyph.shown.as_ref()).collect();
        let column = lead.chars().count() + columns(shown_before.iter());
        let carets = "^".repeat(columns(wrong).max(1));
        format!("  {lead}{text}{tail}\n  {:column$}{carets} {self}", "")
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.message)?;
        self.suggestion.iter().try_for_each(|meant| write!(out, " ({meant}?)"))
    }
}

impl std::error::Error for QueryError {}

/// How many of these go into so many columns.
fn fitting<'a, 'b: 'a>(glyphs: impl Iterator<Item = &'a Glyph<'b>>, room: usize) -> usize {
    let mut taken = 0;
    glyphs
        .take_while(|glyph| {
            taken += glyph.width;
            taken <= room
        })
        .count()
}

fn columns<'a, 'b: 'a>(glyphs: impl Iterator<Item = &'a Glyph<'b>>) -> usize {
    glyphs.map(|glyph| glyph.width).sum()
}

/// The reader's own word, made short and safe for a message.
pub(super) fn repeated(word: &str) -> String {
    let cut: String = word.chars().take(REPEATED).collect();
    safe(&cut).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::Query;

    #[test]
    fn the_caret_stands_below_what_is_wrong() {
        for (query, sketch) in [
            ("tag:", "  tag:\n      ^ a value is missing"),
            ("a tga:KCRM b", "  a tga:KCRM b\n    ^^^ no such field 'tga' (tag?)"),
            ("東京 \u{1b}[1m )", "  東京 ^[[1m )\n             ^ this bracket closes nothing"),
            (
                "e\u{301}te\u{301}\u{202e} )",
                "  e\u{301}te\u{301}<U+202E> )\n              ^ this bracket closes nothing",
            ),
        ] {
            assert_eq!(Query::parse(query).unwrap_err().sketch(query), sketch);
        }
    }

    #[test]
    fn of_a_long_query_the_part_around_the_place_is_shown() {
        let query = format!("{} ) {}", "word ".repeat(100), "more ".repeat(100));
        let sketch = Query::parse(&query).unwrap_err().sketch(&query);
        let (shown, below) = sketch.split_once('\n').unwrap();
        let column = below.find('^').unwrap();
        assert_eq!(shown.chars().nth(column), Some(')'), "{sketch}");
        assert!(shown.starts_with("  …") && shown.ends_with('…') && shown.chars().count() <= 76);
    }
}
