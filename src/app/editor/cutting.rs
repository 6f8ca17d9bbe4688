//! Erasing, cutting, copying and putting back, as in readline.

use std::ops::Range;

use super::ring::Side;
use super::{Editor, Last, Motion};

impl Editor {
    /// Erases what is selected, else what lies on the way: it does not come back.
    pub fn erase(&mut self, motion: Motion) {
        let range = self.selection().unwrap_or_else(|| self.way(motion));
        self.replace(range, "", false);
    }

    /// Cuts what lies on the way. At the end of a line the way to it is the line feed.
    pub fn cut(&mut self, motion: Motion) {
        let range = match self.way(motion) {
            nothing if nothing.is_empty() && motion == Motion::LineEnd => self.way(Motion::Right),
            way => way,
        };
        let side = if range.end == self.cursor { Side::Left } else { Side::Right };
        self.cut_range(range, side);
    }

    /// Cuts what is selected, else what lies on the way.
    pub fn cut_selection_or(&mut self, motion: Motion) {
        match self.selection() {
            Some(range) => self.cut_range(range, Side::Right),
            None => self.cut(motion),
        }
    }

    /// Copies what is selected; false when nothing is.
    pub fn copy(&mut self) -> bool {
        let Some(text) = self.selection().and_then(|range| self.text.get(range)) else { return false };
        self.ring.push(text);
        self.mark = None;
        self.last = Last::Other;
        true
    }

    /// Puts back what was cut last, in place of what is selected.
    pub fn yank(&mut self) {
        if let Some(text) = self.ring.current().map(str::to_string) {
            self.put_back(self.selection_or_cursor(), &text);
        }
    }

    /// Right behind [`yank`](Self::yank): what was cut before, in its place. False anywhere else.
    pub fn yank_older(&mut self) -> bool {
        let Last::Yanked(range) = self.last.clone() else { return false };
        self.ring.walk();
        if let Some(text) = self.ring.current().map(str::to_string) {
            self.put_back(range, &text);
        }
        true
    }

    fn put_back(&mut self, range: Range<usize>, text: &str) {
        let start = range.start;
        self.replace(range, text, false);
        self.last = Last::Yanked(start..start + text.len());
    }

    /// From the cursor to where a motion leads, whichever comes first.
    fn way(&self, motion: Motion) -> Range<usize> {
        let target = self.target(motion);
        target.min(self.cursor)..target.max(self.cursor)
    }

    fn cut_range(&mut self, range: Range<usize>, side: Side) {
        let Some(text) = self.text.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        match self.last {
            Last::Cut => self.ring.join(text, side),
            _ => self.ring.push(text),
        }
        self.replace(range, "", false);
        self.last = Last::Cut;
    }
}
