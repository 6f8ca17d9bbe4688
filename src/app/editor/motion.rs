//! Where the cursor can go.

use unicode_segmentation::UnicodeSegmentation;

use super::Editor;

/// A way for the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// To the start of the word.
    WordLeft,
    /// To the end of the word.
    WordRight,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
    /// So many rows up.
    Up(usize),
    /// So many rows down.
    Down(usize),
}

impl Editor {
    /// Moves the cursor. What was selected with Shift is no longer; what was marked is still.
    pub fn go(&mut self, motion: Motion) {
        self.drop_shifted();
        self.step(motion);
    }

    pub(super) fn step(&mut self, motion: Motion) {
        let goal = match motion {
            Motion::Up(_) | Motion::Down(_) => Some(self.goal.unwrap_or_else(|| self.position().1)),
            _ => None,
        };
        self.settle(self.target(motion));
        self.goal = goal;
    }

    /// Where a way leads.
    pub(super) fn target(&self, motion: Motion) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        let behind = self.text.get(self.cursor..).unwrap_or_default();
        match motion {
            Motion::Left => before.graphemes(true).next_back().map_or(0, |left| before.len() - left.len()),
            Motion::Right => self.cursor + behind.graphemes(true).next().map_or(0, str::len),
            Motion::WordLeft => before.unicode_word_indices().next_back().map_or(0, |(at, _)| at),
            Motion::WordRight => {
                let word = behind.unicode_word_indices().next();
                word.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
            }
            Motion::LineStart => before.rfind('\n').map_or(0, |at| at + 1),
            Motion::LineEnd => behind.find('\n').map_or(self.text.len(), |at| self.cursor + at),
            Motion::TextStart => 0,
            Motion::TextEnd => self.text.len(),
            Motion::Up(rows) => self.on_row(self.rows.row_of(self.cursor).saturating_sub(rows)),
            Motion::Down(rows) => {
                let last = self.height().saturating_sub(1);
                self.on_row(self.rows.row_of(self.cursor).saturating_add(rows).min(last))
            }
        }
    }

    /// The place on a row that is nearest to the column aimed at.
    fn on_row(&self, row: usize) -> usize {
        let (from, column) = self.position();
        if row == from {
            return self.cursor;
        }
        let goal = self.goal.unwrap_or(column);
        let end = self.row(row).end;
        // Behind the last character of a row that goes on below begins the next row.
        let behind = if self.rows.is_cut(&self.text, row) { None } else { Some(end) };
        let mut last = self.row(row).start;
        for cell in self.cells(row) {
            if cell.column + cell.width > goal {
                return cell.range.start;
            }
            last = cell.range.start;
        }
        behind.unwrap_or(last)
    }
}
