//! Frames as bytes: the fewest that make the terminal show the next screen.
//!
//! ```text
//! Buffer --Grid--> what is to be shown
//!                    |  candidates: repair what differs · scroll the whole width, then repair · scroll between margins,
//!                    |  then repair · clear and draw
//!                    '-> the shortest is sent
//! ```
//! Every candidate is written by a [`Pen`], which knows where the cursor stands and what style is on, and takes the cheapest
//! way from there. Only sequences that a VT220 knows are used, and left and right margins where the terminal has them.

mod columns;
mod grid;
mod pen;
mod rows;
mod scroll;
mod sequence;
mod sgr;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use grid::{Grid, Picture};
use pen::Pen;
use scroll::Scroll;

/// What a terminal can do beyond the least that is expected of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Abilities {
    /// It inserts and deletes lines inside a region (all but the oldest do).
    pub(super) scrolls: bool,
    /// It has left and right margins (DECLRMM); only when it has said so.
    pub(super) margins: bool,
    /// It shows an update at once that is marked as one (mode 2026); only when it has said so.
    pub(super) synchronizes: bool,
}

/// Updates shorter than this arrive in one piece anyway.
const ONE_PIECE: usize = 1_000;
/// Fewer changed cells than this are not worth looking for a scroll.
const FEW: usize = 40;

/// Turns screens into bytes, each against the one before.
pub(super) struct Encoder {
    shown: Grid,
    refused: usize,
    pen: Pen,
    cursor: Option<(u16, u16)>,
    /// Whether what is on the terminal is unknown, so that everything must be sent.
    stale: bool,
}

impl Encoder {
    /// An encoder for a terminal that shows anything.
    pub(super) fn new() -> Self {
        Self { shown: Grid::default(), refused: 0, pen: Pen::default(), cursor: None, stale: true }
    }

    /// How many characters of the last screen were refused because they would command the terminal.
    pub(super) fn refused(&self) -> usize {
        self.refused
    }

    /// Forgets what the terminal shows: the next screen is sent whole.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// The bytes that make the terminal show `next` with the cursor at `cursor` (column, row; `None` hides it): none when it
    /// does already. `panes` are areas whose text may move as one.
    pub(super) fn encode(
        &mut self,
        next: Buffer,
        cursor: Option<(u16, u16)>,
        panes: &[Rect],
        abilities: Abilities,
    ) -> Vec<u8> {
        let next = Picture::of(next);
        let whole = self.stale || !self.shown.is_as_large_as(&next.grid);
        let changed = if whole { usize::MAX } else { self.shown.differences(&next.grid) };
        if changed == 0 && cursor == self.cursor {
            return Vec::new();
        }
        let best =
            if whole { cleared(&next, usize::MAX) } else { self.shortest(&next, changed, panes, abilities) };
        let (visible, known) = (self.cursor.is_some(), !self.stale);
        self.pen = best;
        match cursor {
            Some((x, y)) => {
                self.pen.go(x, y);
                if !(visible && known) {
                    self.pen.raw(b"\x1b[?25h");
                }
            }
            None if visible || !known => self.pen.raw(b"\x1b[?25l"),
            None => {}
        }
        (self.shown, self.refused) = (next.grid, next.refused);
        (self.cursor, self.stale) = (cursor, false);
        let bytes = self.pen.take();
        if abilities.synchronizes && bytes.len() >= ONE_PIECE {
            return [b"\x1b[?2026h", &bytes[..], b"\x1b[?2026l"].concat();
        }
        bytes
    }

    /// The candidate with the fewest bytes.
    fn shortest(&self, next: &Picture, changed: usize, panes: &[Rect], abilities: Abilities) -> Pen {
        let mut moves = Vec::new();
        if abilities.scrolls && changed >= FEW {
            moves.extend(scroll::candidates(&self.shown, &next.grid, None));
        }
        if abilities.margins && changed >= FEW {
            let narrow = panes.iter().filter(|pane| pane.width < next.grid.width);
            moves.extend(narrow.flat_map(|pane| scroll::candidates(&self.shown, &next.grid, Some(*pane))));
        }
        // Behind the moves the other ways are soon seen to be longer.
        let mut ways = moves.into_iter().map(Some).chain([None]);
        let first = self.repaired(ways.next().flatten(), next, usize::MAX);
        let best = ways.fold(first, |best, way| {
            let most = best.written();
            best.shorter(self.repaired(way, next, most))
        });
        let most = best.written();
        if changed * 2 > next.grid.len() { best.shorter(cleared(next, most)) } else { best }
    }

    /// What differs written anew, behind a move where there is one; given up at more than `most` bytes.
    fn repaired(&self, scroll: Option<Scroll>, next: &Picture, most: usize) -> Pen {
        let Grid { width, height, .. } = next.grid;
        let mut pen = self.pen.fork(width);
        match scroll {
            Some(scroll) => {
                let mut moved = self.shown.clone();
                scroll.apply(&mut moved);
                scroll.write(&mut pen, height);
                rows::repair(&mut pen, &moved, next, most);
            }
            None => rows::repair(&mut pen, &self.shown, next, most),
        }
        pen
    }
}

/// Everything anew; given up at more than `most` bytes.
fn cleared(next: &Picture, most: usize) -> Pen {
    let Grid { width, height, .. } = next.grid;
    let mut pen = Pen::lost(width);
    pen.clear();
    let mut shown = Grid::blank(width, height);
    columns::draw(&mut pen, &mut shown, next);
    rows::repair(&mut pen, &shown, next, most);
    pen
}
