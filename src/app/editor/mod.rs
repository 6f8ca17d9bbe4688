//! A text under a cursor: the note editor and the prompt line, without a screen.
//!
//! ```text
//! mod         the text, and the one door through which it changes
//! motion      where the cursor can go         selection   from the mark to the cursor
//! cutting     erasing, cutting, putting back  ring        what was cut
//! casing      transposing, capitals           rows        the text on rows of the screen
//! ```
//! The cursor stands between grapheme clusters, so that an accent or an emoji family is one step and one erasure.

mod casing;
mod cutting;
#[cfg(test)]
mod laws;
mod motion;
mod ring;
mod rows;
mod selection;

pub(super) use casing::Case;
pub use motion::Motion;
pub use ring::Ring;
pub use rows::Cell;

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::annotation::{History, Patch};
use rows::Rows;
use selection::Mark;

/// Text, cursor, history and what was cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    cursor: usize,
    mark: Option<Mark>,
    history: History<Patch>,
    /// How often the text has changed.
    revision: u64,
    ring: Ring,
    last: Last,
    rows: Rows,
    /// Column that moving up and down aims at.
    goal: Option<usize>,
}

/// What the command before did, where the next one goes on with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    /// Typed: what follows joins the same step of undo, so that undo takes back words.
    Typed,
    /// Cut: what is cut next joins it.
    Cut,
    /// Put this back: it can be changed for what was cut before.
    Yanked(Range<usize>),
}

impl Editor {
    /// An editor over `text`, with the cursor behind it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_string(), cursor: text.len(), ..Self::default() }
    }

    /// The same with what was cut before, in another text.
    pub fn with_ring(self, ring: Ring) -> Self {
        Self { ring, ..self }
    }

    /// What was cut.
    pub fn ring(&self) -> &Ring {
        &self.ring
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// How often the text has changed: equal numbers are equal texts.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What was done to the text.
    pub fn history(&self) -> &History<Patch> {
        &self.history
    }

    /// Takes up what was done to this text in an earlier session, unless something was done to it since.
    pub fn recall(&mut self, history: History<Patch>) {
        if self.history.is_empty() {
            self.history = history;
        }
    }

    /// Types one character, in place of what is selected.
    pub fn type_char(&mut self, c: char) {
        let join = self.last == Last::Typed && !c.is_whitespace();
        let mut buffer = [0; 4];
        self.replace(self.selection_or_cursor(), c.encode_utf8(&mut buffer), join);
        self.last = Last::Typed;
    }

    /// Inserts a text in one step, in place of what is selected. Line ends of any kind become line feeds: terminals
    /// paste CR.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.replace(self.selection_or_cursor(), &text, false);
    }

    /// Makes the text another, in one step.
    pub fn become_text(&mut self, text: &str) {
        let patch = Patch::between(&self.text, text);
        self.replace(patch.at..patch.at + patch.removed.len(), &patch.inserted, false);
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let patch = self.history.undo();
        self.walk(patch)
    }

    /// Does again what was taken back; false when there is nothing.
    pub fn redo(&mut self) -> bool {
        let patch = self.history.redo();
        self.walk(patch)
    }

    /// Carries out a step of the history. One that is not of this text ends it: it was kept on disk, where anything
    /// can happen to it.
    fn walk(&mut self, patch: Option<Patch>) -> bool {
        let Some(patch) = patch else { return false };
        let done = self.change(&patch);
        if !done {
            self.history = History::default();
        }
        done
    }

    /// Puts `with` in place of a range, as a step of the history or, to `join`, as a part of the last one.
    fn replace(&mut self, range: Range<usize>, with: &str, join: bool) {
        let removed = self.text.get(range.clone()).unwrap_or_default().to_string();
        let patch = Patch { at: range.start, removed, inserted: with.to_string() };
        if patch.size() == 0 || !self.change(&patch) {
            return;
        }
        match self.history.last_mut() {
            Some(last) if join && last.end() == patch.at && patch.removed.is_empty() => {
                last.inserted.push_str(with)
            }
            _ => self.history.record(patch),
        }
    }

    /// Every change of the text goes through here; false when the patch is of another text.
    fn change(&mut self, patch: &Patch) -> bool {
        let done = patch.apply(&mut self.text);
        if done {
            self.rows.follow(&self.text, patch);
            self.revision += 1;
            self.mark = None;
            self.settle(patch.end());
        }
        done
    }

    /// Moves the cursor to `at`, or behind the cluster that typing has joined around it.
    fn settle(&mut self, at: usize) {
        let mut cursor = GraphemeCursor::new(at.min(self.text.len()), self.text.len(), true);
        let whole = cursor.is_boundary(&self.text, 0).unwrap_or(true);
        self.cursor = if whole {
            cursor.cur_cursor()
        } else {
            cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
        };
        self.last = Last::Other;
        self.goal = None;
    }

    /// Lays the text out on rows of `width` columns; a blank may stand behind the last.
    pub fn lay_out(&mut self, width: usize) {
        self.rows.lay_out(&self.text, width);
    }

    /// How many rows the text has.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The bytes of a row, without its line feed.
    pub fn row(&self, row: usize) -> Range<usize> {
        self.rows.range(&self.text, row)
    }

    /// The cells of a row, and their bytes in the text.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = Cell> {
        let range = self.row(row);
        let start = range.start;
        let cells = rows::cells(self.text.get(range).unwrap_or_default());
        cells.map(move |cell| Cell { range: start + cell.range.start..start + cell.range.end, ..cell })
    }

    /// The row and the column of the cursor.
    pub fn position(&self) -> (usize, usize) {
        let row = self.rows.row_of(self.cursor);
        let before = self.cells(row).take_while(|cell| cell.range.end <= self.cursor).last();
        (row, before.map_or(0, |cell| cell.column + cell.width))
    }
}
