//! The cable pane: which text is shown, where the cursor stands, which rows are in view.

use std::ops::Range;

use super::jumps::Jumps;
use super::raw::raw_lines;
use crate::cable::{Block, Cable};
use crate::layout::{Page, Place, Row, glyphs, safe_width};

/// Rows kept between the cursor and the edge of the pane.
const MARGIN: usize = 3;

/// A place in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its start.
    Start,
    /// The first character that is not blank.
    Text,
    /// Its last character.
    End,
}

/// A height in the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Height {
    /// Near its first row.
    Top,
    /// Half way down.
    Middle,
    /// Near its last row.
    Bottom,
}

/// State of the cable pane. The cursor is a place in the text; its row follows from the page.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The file as it is, a block a line, while it is shown raw.
    raw: Option<Vec<Block>>,
    page: Page,
    cursor: Place,
    /// The column of the text that moving by rows aims at.
    column: usize,
    top: usize,
    jumps: Jumps,
    /// The blocks that a filter hides, one flag for each; none when it hides nothing.
    hidden: Vec<bool>,
    /// Whether the last jump led to text that is hidden.
    missed: bool,
    height: usize,
    /// Rows that can be scrolled: the page, or the notes beside it where they reach further down.
    total: usize,
}

impl Reader {
    /// The blocks that are shown.
    pub fn blocks<'a>(&'a self, cable: &'a Cable) -> &'a [Block] {
        self.raw.as_deref().unwrap_or(&cable.blocks)
    }

    /// The rows of the text.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Where the cursor stands.
    pub fn cursor(&self) -> Place {
        self.cursor
    }

    /// The row of the cursor.
    pub fn cursor_row(&self) -> usize {
        self.page.row_of(self.cursor)
    }

    /// First row in view.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Rows in view.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Whether the file is shown as it is.
    pub fn is_raw(&self) -> bool {
        self.raw.is_some()
    }

    /// Lays the text out for a pane of this size; the cursor stays at its place, and on its row of the pane.
    pub fn lay_out(&mut self, cable: &Cable, width: usize, height: usize) {
        self.height = height;
        let was = self.page.width();
        if was != Some(width) {
            let line = self.cursor_row().saturating_sub(self.top);
            self.page = Page::without(cable, self.blocks(cable), width, self.hidden());
            if was.is_some() {
                self.top = self.cursor_row().saturating_sub(line);
            }
        }
        self.extend(0);
    }

    /// Says how many rows the notes beside the text take; the view can be scrolled to the end of both.
    pub fn extend(&mut self, notes: usize) {
        self.total = self.page.len().max(notes);
        self.top = self.top.min(self.last_top());
    }

    /// Byte of the decoded text under the cursor.
    pub fn offset(&self, cable: &Cable) -> usize {
        self.offset_of(cable, self.cursor)
    }

    fn offset_of(&self, cable: &Cable, place: Place) -> usize {
        let block = self.blocks(cable).get(place.block);
        block.map_or(0, |block| block.reading.to_source(place.at..place.at).start)
    }

    /// The place that shows a byte of the decoded text.
    pub fn place_of(&self, cable: &Cable, offset: usize) -> Place {
        self.page.place_of(self.blocks(cable), offset)
    }

    /// Puts the cursor on a byte of the decoded text.
    pub fn go_to_offset(&mut self, cable: &Cable, offset: usize) {
        let place = self.shown(self.place_of(cable, offset));
        self.cursor = place;
        self.column = 0;
        self.reveal(self.page.row_of(place), 1);
    }

    /// The blocks that are hidden now: of the file as it is, none.
    fn hidden(&self) -> &[bool] {
        if self.is_raw() { &[] } else { &self.hidden }
    }

    /// Whether a block is hidden.
    pub fn is_hidden(&self, block: usize) -> bool {
        self.hidden().get(block).copied().unwrap_or(false)
    }

    /// The place, or where it is hidden the nearest that is shown.
    fn shown(&self, place: Place) -> Place {
        if self.is_hidden(place.block) { self.page.shown(place) } else { place }
    }

    /// Hides blocks (one flag for each; none to show all). The cursor stays at its place and on its row of the pane, as
    /// far as both are shown; else the paragraph that it comes to is in view from its beginning.
    pub(super) fn hide(&mut self, cable: &Cable, hidden: Vec<bool>) {
        if self.hidden == hidden {
            return;
        }
        let line = self.cursor_row().saturating_sub(self.top);
        self.hidden = hidden;
        let Some(width) = self.page.width().filter(|_| !self.is_raw()) else { return };
        self.page = Page::default();
        self.lay_out(cable, width, self.height);
        let was = self.cursor;
        self.cursor = self.shown(was);
        self.top = self.cursor_row().saturating_sub(line).min(self.last_top());
        self.reveal(self.cursor_row(), 1);
        if self.cursor.block != was.block {
            self.show_paragraph_here(cable);
        }
    }

    /// From inside a paragraph to its beginning, and as much of it as fits into view; from a heading, of the one below.
    fn show_paragraph_here(&mut self, cable: &Cable) {
        let here = self.cursor.block;
        let below = cable.blocks.iter().skip(here).find_map(|block| block.paragraph);
        let Some(paragraph) = below.and_then(|index| cable.paragraphs.get(index)) else { return };
        if paragraph.blocks.contains(&here) {
            self.cursor = Place { block: paragraph.blocks.start, at: 0 };
        }
        self.reveal_blocks(paragraph.blocks.clone());
    }

    /// Brings as much of these blocks into view as fits, from the first row on.
    pub(super) fn reveal_blocks(&mut self, blocks: Range<usize>) {
        let first = self.page.row_of(Place { block: blocks.start, at: 0 });
        let last = Place { block: blocks.end.saturating_sub(1).max(blocks.start), at: usize::MAX };
        let rows = self.page.row_of(last).saturating_sub(first) + 1;
        self.reveal(first, rows.min(self.height));
    }

    /// Whether a jump has led to hidden text since this was last asked.
    pub(super) fn take_missed(&mut self) -> bool {
        std::mem::take(&mut self.missed)
    }

    /// Changes between the repaired reading and the file as it is; the cursor stays at its place.
    pub fn toggle_raw(&mut self, cable: &Cable, width: usize) {
        let offset = self.offset(cable);
        let jumps = self.jumps.map(|place| self.offset_of(cable, place));
        self.raw = match self.raw {
            Some(_) => None,
            None => Some(raw_lines(&cable.text)),
        };
        self.page = Page::default();
        self.lay_out(cable, width, self.height);
        self.jumps = jumps.map(|offset| self.place_of(cable, offset));
        self.go_to_offset(cable, offset);
    }

    /// The column of the cursor, from the start of the text on its row.
    pub fn cursor_column(&self, cable: &Cable) -> usize {
        let Some(Row::Text { block, start, .. }) = self.page.row(self.cursor_row()) else { return 0 };
        let text = self.blocks(cable).get(block).map_or("", |block| block.reading.text());
        text.get(start..self.cursor.at).map_or(0, safe_width)
    }

    /// The place in a column of a row; behind the end of the row, its last character.
    fn place_in(&self, cable: &Cable, row: usize, column: usize) -> Place {
        let place = self.page.place(row);
        let Some(Row::Text { block, start, end }) = self.page.row(row).filter(|_| column > 0) else {
            return place;
        };
        let text = self.blocks(cable).get(block).map_or("", |block| block.reading.text());
        let mut used = 0;
        let under = glyphs(text.get(start..end).unwrap_or_default()).take_while(|glyph| {
            used += glyph.width;
            used - glyph.width <= column
        });
        Place { at: start + under.last().map_or(0, |glyph| glyph.range.start), ..place }
    }

    /// Puts the cursor on a character; moving by rows keeps its column.
    pub fn put(&mut self, cable: &Cable, place: Place) {
        self.cursor = self.shown(place);
        self.column = self.cursor_column(cable);
        self.reveal(self.cursor_row(), 1);
    }

    /// Moves the cursor inside its row: to its start, to the first character that is not blank, to its last.
    pub fn move_in_row(&mut self, cable: &Cable, to: Edge) {
        let row = self.cursor_row();
        let start = self.page.place(row);
        match (to, self.page.row(row)) {
            (Edge::End, _) => {
                self.column = usize::MAX;
                self.cursor = self.place_in(cable, row, usize::MAX);
            }
            (Edge::Text, Some(Row::Text { block, start: from, end })) => {
                let text = self.blocks(cable).get(block).map_or("", |block| block.reading.text());
                let shown = text.get(from..end).unwrap_or_default();
                let blanks = shown.len() - shown.trim_start().len();
                self.put(cable, Place { at: from + blanks, ..start });
            }
            _ => self.put(cable, start),
        }
    }

    /// Moves the cursor by rows; blank ones do not count.
    pub fn move_rows(&mut self, cable: &Cable, by: isize) {
        let from = self.cursor_row();
        let row = self.page.step(from, by);
        self.cursor = self.place_in(cable, row, self.column);
        self.reveal(row, 1);
        if by > 0 && row == from {
            // Notes may reach further down than the text: let the view follow.
            self.top = (self.top + 1).min(self.last_top());
        }
    }

    /// Scrolls by rows and takes the cursor along, on its row of the pane.
    pub fn scroll(&mut self, cable: &Cable, by: isize) {
        let line = self.cursor_row().saturating_sub(self.top);
        let before = self.top;
        self.top = self.top.saturating_add_signed(by).min(self.last_top());
        if self.top == before {
            let end = if by < 0 { 0 } else { self.page.len().saturating_sub(1) };
            self.cursor = self.place_in(cable, end, self.column);
            return;
        }
        let row = (self.top + line).min(self.page.len().saturating_sub(1));
        self.cursor = self.place_in(cable, row, self.column);
        self.keep_in_view();
    }

    /// Scrolls until the row of the cursor stands at a height of the pane, as near to the edge as it may.
    pub(super) fn show_at(&mut self, height: Height) {
        let row = self.cursor_row();
        let margin = MARGIN.min(self.height / 4);
        let top = match height {
            Height::Top => row.saturating_sub(margin),
            Height::Middle => row.saturating_sub(self.height / 2),
            Height::Bottom => (row + 1 + margin).saturating_sub(self.height),
        };
        self.top = top.min(self.last_top());
    }

    /// To the row before which so many percent of the rows stand; more than a hundred are the last row.
    pub(super) fn go_to_percent(&mut self, percent: u32) {
        let last = self.page.len().saturating_sub(1);
        let row = last.saturating_mul(percent.min(100) as usize) / 100;
        self.jump(self.page.place(row));
    }

    /// To the first row.
    pub fn go_to_top(&mut self) {
        self.jump(self.page.place(0));
        self.top = 0;
    }

    /// To the last row.
    pub fn go_to_end(&mut self) {
        self.jump(self.page.place(self.page.len().saturating_sub(1)));
        // The end of the text, not of the notes that may reach below it.
        self.top = self.page.len().saturating_sub(self.height);
    }

    /// Goes to a place from which [`Reader::jump_back`] returns.
    pub fn jump(&mut self, place: Place) {
        if place != self.cursor {
            self.jumps.begin(self.cursor);
        }
        self.arrive(place);
    }

    fn arrive(&mut self, place: Place) {
        self.missed |= self.is_hidden(place.block);
        self.cursor = self.shown(place);
        self.column = 0;
        self.reveal(self.cursor_row(), 1);
    }

    /// Whether nothing stands above the cursor and the view.
    pub fn is_at_start(&self) -> bool {
        let row = self.cursor_row();
        self.top == 0 && self.page.step(row, -1) == row
    }

    /// Whether nothing stands below the cursor and the view.
    pub fn is_at_end(&self) -> bool {
        let row = self.cursor_row();
        self.top == self.last_top() && self.page.step(row, 1) == row
    }

    /// Forgets where jumps began.
    pub fn forget_jumps(&mut self) {
        self.jumps = Jumps::default();
    }

    /// To where the last jump began; again returns. False when there was none.
    pub fn go_to_previous(&mut self) -> bool {
        let previous = self.jumps.previous();
        previous.inspect(|place| self.jump(*place)).is_some()
    }

    /// Back through the places where jumps began, `times` over. False when there is none further back.
    pub fn jump_back(&mut self, times: usize) -> bool {
        let to = self.jumps.back(self.cursor, times);
        to.inspect(|place| self.arrive(*place)).is_some()
    }

    /// Forward again through those places. False when there is none further on.
    pub fn jump_forward(&mut self, times: usize) -> bool {
        let to = self.jumps.forward(self.cursor, times);
        to.inspect(|place| self.arrive(*place)).is_some()
    }

    /// Whether a row is in view.
    pub(super) fn is_in_view(&self, row: usize) -> bool {
        (self.top..self.top + self.height).contains(&row)
    }

    /// Brings rows `row..row + count` into view: by the fewest rows when they are near, else near the top.
    pub fn reveal(&mut self, row: usize, count: usize) {
        let margin = MARGIN.min(self.height / 4);
        let high = row.saturating_sub(margin);
        let below = (row + count + margin).saturating_sub(self.top + self.height);
        if high < self.top || below > self.height / 2 {
            self.top = high;
        } else {
            self.top = (self.top + below).min(high.max(self.top));
        }
        self.top = self.top.min(self.last_top());
    }

    fn keep_in_view(&mut self) {
        let last = (self.top + self.height).saturating_sub(1);
        let row = self.cursor_row();
        if row < self.top {
            self.cursor = self.page.place(self.top);
        } else if row > last {
            self.cursor = self.page.place(last);
        }
    }

    fn last_top(&self) -> usize {
        self.total.saturating_sub(self.height)
    }
}
