//! The selection: from a mark to the cursor. Any change of the text drops the mark.

use std::ops::Range;

use super::{Editor, Motion};

/// Where a selection begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    at: usize,
    /// Set by moving with Shift: moving without it drops the mark.
    shifted: bool,
}

impl Editor {
    /// Marks the place of the cursor: the selection reaches from here to wherever it moves.
    pub fn set_mark(&mut self) {
        self.mark = Some(Mark { at: self.cursor, shifted: false });
    }

    /// Moves the cursor and selects on the way.
    pub fn select(&mut self, motion: Motion) {
        self.mark.get_or_insert(Mark { at: self.cursor, shifted: true });
        self.step(motion);
    }

    /// Drops the mark; whether there was one.
    pub fn drop_mark(&mut self) -> bool {
        self.mark.take().is_some()
    }

    pub(super) fn drop_shifted(&mut self) {
        self.mark = self.mark.filter(|mark| !mark.shifted);
    }

    /// What is selected, in bytes; `None` when nothing is.
    pub fn selection(&self) -> Option<Range<usize>> {
        let mark = self.mark?.at;
        Some(mark.min(self.cursor)..mark.max(self.cursor)).filter(|range| !range.is_empty())
    }

    /// What is selected, else nothing at the cursor.
    pub(super) fn selection_or_cursor(&self) -> Range<usize> {
        self.selection().unwrap_or(self.cursor..self.cursor)
    }
}
