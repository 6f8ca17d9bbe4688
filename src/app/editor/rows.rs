//! The text on rows of the screen, kept up to date key by key: only the rows that a change can reach are laid out again.
//!
//! Unlike the rows of a note that is read, these hold every character, blanks at a break included: the cursor can stand
//! on each. Where a row ends follows from where it begins and from what comes behind, and from nothing before.

use std::ops::Range;

use crate::annotation::Patch;
use crate::layout::{Glyph, glyphs};

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// Rows before a change that may end elsewhere because of it: the one above, which may take a word back, and the one
/// that such a word, a single glyph long, was cut from.
const REACH: usize = 2;

/// Where the rows of a text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    width: usize,
    starts: Vec<usize>,
}

impl Default for Rows {
    /// One row for everything, until a width is known.
    fn default() -> Self {
        Self { width: usize::MAX, starts: vec![0] }
    }
}

impl Rows {
    /// Lays the text out on `width` columns, unless it is.
    pub(super) fn lay_out(&mut self, text: &str, width: usize) {
        let width = width.max(1);
        if self.width != width {
            self.width = width;
            self.starts = vec![0];
            while let Some(next) = self.starts.last().and_then(|start| next_row(text, *start, width)) {
                self.starts.push(next);
            }
        }
    }

    /// Brings the rows up to date with `text`, in which `patch` has been made.
    pub(super) fn follow(&mut self, text: &str, patch: &Patch) {
        let first = self.row_of(patch.at).saturating_sub(REACH);
        let behind = self.starts.split_off(first + 1);
        let old_end = patch.at + patch.removed.len();
        let mut unchanged = behind.into_iter().skip_while(|start| *start < old_end).peekable();
        while let Some(next) = self.starts.last().and_then(|start| next_row(text, *start, self.width)) {
            self.starts.push(next);
            // Where a row begins at the same character as before, all rows below it are the same.
            let Some(old) = next.checked_sub(patch.end()).map(|behind| old_end + behind) else { continue };
            while unchanged.next_if(|start| *start < old).is_some() {}
            if unchanged.next_if_eq(&old).is_some() {
                self.starts.extend(unchanged.map(|start| start - old_end + patch.end()));
                return;
            }
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The row of a place in the text.
    pub(super) fn row_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The bytes of a row, without its line feed.
    pub(super) fn range(&self, text: &str, row: usize) -> Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(text.len());
        let end = self.starts.get(row + 1).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or_default();
        start..start + line.strip_suffix('\n').unwrap_or(line).len()
    }

    /// Whether a row goes on in the next without a line feed between them.
    pub(super) fn is_cut(&self, text: &str, row: usize) -> bool {
        self.starts.get(row + 1) == Some(&self.range(text, row).end)
    }
}

/// A glyph of a row: at its column, in its width, a tab in that up to the next stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Columns before it.
    pub column: usize,
    /// Columns that it takes.
    pub width: usize,
    /// Its bytes in the row.
    pub range: Range<usize>,
}

/// The cells of a text that begins at the left edge; a line feed is one too.
pub(super) fn cells(text: &str) -> impl Iterator<Item = Cell> {
    let mut column = 0;
    glyphs(text).map(move |Glyph { width, range, .. }| {
        let tab = text.get(range.clone()) == Some("\t");
        let width = if tab { TAB - column % TAB } else { width };
        column += width;
        Cell { column: column - width, width, range }
    })
}

/// Where the row behind the one that begins at `start` begins; `None` when the text ends first.
fn next_row(text: &str, start: usize, width: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let mut before = Kind::Word;
    // Where the row can end: behind blanks and hyphens, beside wide characters.
    let mut joint = 0;
    for Cell { column, width: taken, range } in cells(rest) {
        let shown = rest.get(range.clone()).unwrap_or_default();
        if shown == "\n" {
            return Some(start + range.end);
        }
        let kind = Kind::of(shown, taken);
        if kind.parts_from(before) {
            joint = range.start;
        }
        // One blank may stand behind the last column, where the frame leaves room for the cursor.
        let fits = if kind == Kind::Blank { column <= width } else { column + taken <= width };
        if !fits && column > 0 {
            return Some(start + if joint > 0 { joint } else { range.start });
        }
        before = kind;
    }
    None
}

/// What a glyph means for the end of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Hyphen,
    Wide,
    Word,
}

impl Kind {
    fn of(shown: &str, width: usize) -> Self {
        match shown {
            " " | "\t" => Self::Blank,
            "-" => Self::Hyphen,
            _ if width == 2 && !shown.starts_with(|c: char| c.is_ascii()) => Self::Wide,
            _ => Self::Word,
        }
    }

    /// Whether a row can end between `before` and this.
    fn parts_from(self, before: Self) -> bool {
        match (before, self) {
            (_, Self::Blank | Self::Hyphen) => before == Self::Blank,
            (Self::Word, Self::Word) => false,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Rows {
        let mut rows = Rows::default();
        rows.lay_out(text, width);
        rows
    }

    fn shown(text: &str, width: usize) -> Vec<&str> {
        let rows = rows(text, width);
        (0..rows.len()).map(|row| &text[rows.range(text, row)]).collect()
    }

    #[test]
    fn rows_end_at_words_and_hold_every_blank() {
        assert_eq!(shown("the cities with the", 10), ["the cities ", "with the"]);
        assert_eq!(shown("well-placed forces", 8), ["well-", "placed ", "forces"]);
        assert_eq!(shown("one  \n\ntwo\n", 4), ["one  ", "", "two", ""]);
        assert_eq!(shown("abcd   e", 4), ["abcd ", "  e"]);
        assert_eq!(shown("外務省 外務省", 5), ["外務", "省 外", "務省"]);
        assert_eq!(shown("ABCDEFGHIJ", 4), ["ABCD", "EFGH", "IJ"]);
        assert_eq!(shown("", 4), [""]);
    }

    #[test]
    fn a_tab_goes_to_the_next_stop() {
        let columns = |text| cells(text).map(|cell| (cell.column, cell.width)).collect::<Vec<_>>();
        assert_eq!(columns("a\tb\t\tc"), [(0, 1), (1, 3), (4, 1), (5, 3), (8, 4), (12, 1)]);
        assert_eq!(columns("\u{1b}外\t"), [(0, 2), (2, 2), (4, 4)]);
        assert_eq!(shown("abc\tdef", 6), ["abc\t", "def"]);
    }

    fn text() -> impl Strategy<Value = String> {
        "[a-c é外👍\u{301}\u{200d}\u{fe0f}🇲\n\t/.-]{0,60}"
    }

    proptest! {
        #[test]
        fn rows_hold_every_character_and_fit(text in text(), width in 1usize..12) {
            let rows = rows(&text, width);
            let mut joined = String::new();
            for row in 0..rows.len() {
                let shown = &text[rows.range(&text, row)];
                joined.push_str(shown);
                if row + 1 < rows.len() && !rows.is_cut(&text, row) {
                    joined.push('\n');
                }
                let solid = shown.trim_end_matches([' ', '\t']);
                let end = cells(solid).last().map_or(0, |cell| cell.column + cell.width);
                prop_assert!(end <= width || cells(shown).next().unwrap().width >= width, "{:?}", shown);
                let last = cells(shown).last().map_or(0, |cell| cell.column);
                prop_assert!(last <= width, "{:?}", shown);
            }
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn following_a_change_is_laying_out_anew(
            old in text(), cut in (0usize..99, 0usize..99), with in "[a外 \u{301}\u{fe0f}\n-]{0,9}", width in 1usize..12
        ) {
            let ends: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
            let (a, b) = (ends[cut.0 % ends.len()], ends[cut.1 % ends.len()]);
            let patch = Patch { at: a.min(b), removed: old[a.min(b)..a.max(b)].to_string(), inserted: with };
            let mut followed = rows(&old, width);
            let mut new = old.clone();
            prop_assert!(patch.apply(&mut new));
            followed.follow(&new, &patch);
            prop_assert_eq!(followed, rows(&new, width));
        }
    }
}
