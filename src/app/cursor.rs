//! The cursor inside the text: what it stands on, and its steps, the same while reading and while selecting.

use super::reader::{Edge, Height};
use super::steps::{Stop, steps};
use super::{App, Direction, Mode};
use crate::keys::Action;
use crate::layout::{Pane, Place};

impl App {
    /// The paragraph under the cursor: index into the cable's paragraphs. On a heading, the one that it stands before.
    pub fn paragraph(&self) -> Option<usize> {
        let heading = || self.cable.headings.get(self.heading()?)?.before;
        self.paragraph_at(self.reader.cursor().block).or_else(heading)
    }

    /// The paragraph that has anything in a block that is shown: the first such.
    pub(super) fn paragraph_at(&self, block: usize) -> Option<usize> {
        if !self.reader.is_raw() {
            return self.cable.paragraph_of(block);
        }
        let line = self.reader.blocks(&self.cable).get(block)?.reading.span();
        let paragraphs = &self.cable.paragraphs;
        let first = paragraphs.partition_point(|paragraph| paragraph.span.end <= line.start);
        paragraphs.get(first).filter(|paragraph| paragraph.span.start < line.end).map(|_| first)
    }

    /// The section heading under the cursor: index into the cable's headings.
    pub fn heading(&self) -> Option<usize> {
        let cursor = self.reader.cursor().block;
        if !self.reader.is_raw() {
            return self.cable.headings.iter().position(|heading| heading.block == cursor);
        }
        if self.paragraph_at(cursor).is_some() {
            return None;
        }
        let line = self.reader.blocks(&self.cable).get(cursor)?.reading.span();
        let printed = |block: usize| self.cable.blocks.get(block).map(|block| block.reading.span());
        self.cable.headings.iter().position(|h| printed(h.block).is_some_and(|span| span.overlaps(line)))
    }

    /// Moves the cursor inside the text, `times` over; false for a command that does something else.
    pub(super) fn step_cursor(&mut self, action: Action, times: usize) -> bool {
        use Direction::{Backward, Forward};
        let selecting = matches!(self.mode, Mode::Selecting(_));
        // What is selected ends with the character under the cursor: a sentence is selected to its last.
        let sentence = if selecting { Stop::SentenceEnd } else { Stop::Sentence };
        let (stop, direction) = match action {
            Action::CharLeft => (Stop::Character, Backward),
            Action::CharRight => (Stop::Character, Forward),
            Action::NextWord => (Stop::Word, Forward),
            Action::PreviousWord => (Stop::Word, Backward),
            Action::WordEnd => (Stop::WordEnd, Forward),
            Action::NextSentence => (sentence, Forward),
            Action::PreviousSentence => (Stop::Sentence, Backward),
            Action::RowStart => return self.step_to_edge(Edge::Start),
            Action::RowText => return self.step_to_edge(Edge::Text),
            Action::RowEnd => return self.step_to_edge(Edge::End),
            Action::RowToTop => return self.show_row_at(Height::Top),
            Action::RowToMiddle => return self.show_row_at(Height::Middle),
            Action::RowToBottom => return self.show_row_at(Height::Bottom),
            _ => return false,
        };
        if self.is_in_text() {
            let blocks = self.reader.blocks(&self.cable);
            let shown = |place: &Place| !self.reader.is_hidden(place.block);
            let to = steps(blocks, self.reader.cursor(), stop, direction).filter(shown).take(times).last();
            self.reach(to);
        }
        true
    }

    fn show_row_at(&mut self, height: Height) -> bool {
        if self.is_in_text() {
            self.reader.show_at(height);
        }
        true
    }

    fn step_to_edge(&mut self, edge: Edge) -> bool {
        if self.is_in_text() {
            self.reader.move_in_row(&self.cable, edge);
        }
        true
    }

    /// Whether the text has the keys; if not, says so.
    pub(super) fn is_in_text(&mut self) -> bool {
        let is_in_text = self.focus == Pane::Cable;
        if !is_in_text {
            self.tell("this key moves in the text; Esc goes there");
        }
        is_in_text
    }
}
