//! Soft wrapping: which bytes of a text stand on which row.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::glyphs;

/// A word with the blanks behind it, measured the way the screen measures.
#[derive(Debug)]
struct Word {
    /// The word without its blanks.
    range: Range<usize>,
    width: usize,
    /// Columns of the blanks behind it.
    blanks: usize,
    /// Where it can be parted should it prove too long: bytes and columns from its start.
    joint: (usize, usize),
}

impl Word {
    fn new(start: usize) -> Self {
        Self { range: start..start, width: 0, blanks: 0, joint: (0, 0) }
    }

    /// Adds a glyph that takes `width` columns and ends at byte `end`.
    fn push(&mut self, text: &str, width: usize, end: usize) {
        self.range.end = end;
        self.width += width;
        if matches!(text, "/" | "-" | "_" | "." | "?" | "&" | "=") {
            self.joint = (self.range.len(), self.width);
        }
    }

    /// Takes off what goes on the next row of `row` columns, before a glyph of `next` columns: all behind the last joint
    /// if that leaves at least half a row, else nothing.
    fn part(&mut self, row: usize, next: usize) -> Self {
        let (bytes, width) = self.joint;
        if width * 2 < row || self.width - width + next > row {
            return Self::new(self.range.end);
        }
        let at = self.range.start + bytes;
        let rest = Self { range: at..self.range.end, width: self.width - width, ..Self::new(at) };
        self.range.end = at;
        self.width = width;
        rest
    }
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.blanks as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Wraps a text to `width` columns: byte ranges, one a row, in order. Blanks at a break belong to no row; a line feed
/// ends a row; a word that is too long is cut, behind a sign that joins its parts or else between graphemes. An empty text has one empty row.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width, &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// Cuts lines that must not be reflowed: every line feed ends a row, what is wider continues on the next.
pub fn wrap_verbatim(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let mut row = start..start;
        let mut used = 0;
        for glyph in glyphs(line) {
            if used + glyph.width > width && used > 0 {
                rows.push(row.clone());
                row.start = start + glyph.range.start;
                used = 0;
            }
            used += glyph.width;
            row.end = start + glyph.range.end;
        }
        rows.push(row);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, start: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let words = words(line, width);
    if words.is_empty() {
        rows.push(start..start);
        return;
    }
    for row in wrap_first_fit(&words, &[width as f64]) {
        if let (Some(first), Some(last)) = (row.first(), row.last()) {
            rows.push(start + first.range.start..start + last.range.end);
        }
    }
}

/// Words with the blanks behind them. Blanks at the start of the line count as part of the first word: indentation.
fn words(line: &str, width: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    let mut indentation = true;
    let mut previous = "";
    for glyph in glyphs(line) {
        let text = line.get(glyph.range.clone()).unwrap_or_default();
        let blank = matches!(text, " " | "\u{a0}" | "\t");
        indentation &= blank;
        if blank && !indentation {
            if let Some(word) = open.as_mut() {
                word.blanks += glyph.width;
            }
        } else {
            let mut word = open.take().unwrap_or_else(|| Word::new(glyph.range.start));
            let hyphen = previous == "-" && word.width > 2 && text.starts_with(char::is_alphabetic);
            if word.blanks > 0 || hyphen {
                words.push(std::mem::replace(&mut word, Word::new(glyph.range.start)));
            } else if word.width + glyph.width > width && word.width > 0 {
                let rest = word.part(width, glyph.width);
                words.push(std::mem::replace(&mut word, rest));
            }
            word.push(text, glyph.width, glyph.range.end);
            open = Some(word);
        }
        previous = text;
    }
    words.extend(open);
    words
}

#[cfg(test)]
mod tests {
    use super::super::safe_width;
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn wraps_at_words_and_hyphens() {
        assert_eq!(rows("the cities with the largest", 10), ["the cities", "with the", "largest"]);
        assert_eq!(rows("well-placed forces", 8), ["well-", "placed", "forces"]);
        assert_eq!(rows("one\ntwo", 10), ["one", "two"]);
        assert_eq!(rows("", 10), [""]);
        assert_eq!(rows("  indented line", 10), ["  indented", "line"]);
    }

    #[test]
    fn cuts_what_cannot_be_wrapped() {
        assert_eq!(rows("ABCDEFGHIJ", 4), ["ABCD", "EFGH", "IJ"]);
        assert_eq!(rows("外務省外務省", 4), ["外務", "省外", "務省"]);
        assert_eq!(rows("a👨\u{200d}👩\u{200d}👧b", 2), ["a", "👨\u{200d}👩\u{200d}👧", "b"]);
    }

    #[test]
    fn a_long_address_breaks_behind_its_parts() {
        let address = "https://example.org/a-long-path/to_the_page?lang=en&page=12";
        assert_eq!(
            rows(address, 20),
            ["https://example.org/", "a-long-", "path/to_the_page?", "lang=en&page=12"]
        );
        assert_eq!(rows("see https://example.org/en", 20), ["see", "https://example.org/", "en"]);
        // Less than half a row would be left.
        assert_eq!(rows("a/bcdefghijkl", 8), ["a/bcdefg", "hijkl"]);
        assert_eq!(rows("files/and/rows", 14), ["files/and/rows"]);
    }

    #[test]
    fn long_lines_are_wrapped_in_linear_time() {
        for (unit, count) in
            [("x", 1_000_000), ("/", 200_000), ("word ", 200_000), ("é", 200_000), ("\u{301}", 200_000)]
        {
            let text = unit.repeat(count);
            let rows = wrap(&text, 60);
            assert_eq!(rows.first().map(|row| row.start), Some(0));
            assert_eq!(rows.last().map(|row| row.end), Some(text.trim_end().len()));
        }
    }

    proptest! {
        #[test]
        fn rows_fit_and_hold_every_word(text in "[a-z é外\u{301}\n/.-]{0,200}", width in 2usize..30) {
            let rows = wrap(&text, width);
            let mut at = 0;
            for row in &rows {
                prop_assert!(row.start >= at && row.end >= row.start);
                prop_assert!(text[at..row.start].chars().all(char::is_whitespace));
                let shown = &text[row.clone()];
                prop_assert!(safe_width(shown) <= width || glyphs(shown).count() == 1);
                at = row.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }

        #[test]
        fn verbatim_rows_hold_every_character(text in any::<String>(), width in 1usize..30) {
            let joined: String = wrap_verbatim(&text, width).into_iter().map(|row| &text[row]).collect();
            prop_assert_eq!(joined, text.replace('\n', ""));
        }
    }
}
