//! Writes to a terminal whose cursor and style are known, by the cheapest way.

use ratatui::buffer::Cell;

use super::grid;
use super::sequence::Sequence;
use super::sgr::{self, Look};

/// Bytes on their way, and what the terminal will be like behind them.
#[derive(Clone, Debug, Default)]
pub(super) struct Pen {
    bytes: Vec<u8>,
    /// Columns of the screen.
    width: u16,
    /// Column and row of the cursor, where that is certain.
    at: Option<(u16, u16)>,
    look: Option<Look>,
}

impl Pen {
    /// A pen that knows nothing of the terminal.
    pub(super) fn lost(width: u16) -> Self {
        Self { width, ..Self::default() }
    }

    /// A pen that stands where this one stands, and has written nothing.
    pub(super) fn fork(&self, width: u16) -> Self {
        Self { bytes: Vec::new(), width, ..*self }
    }

    /// The same on the same screen.
    pub(super) fn fork_here(&self) -> Self {
        self.fork(self.width)
    }

    /// How many bytes it has written.
    pub(super) fn written(&self) -> usize {
        self.bytes.len()
    }

    /// Of two pens that have written the same screen, the one that took fewer bytes.
    pub(super) fn shorter(self, other: Self) -> Self {
        if other.bytes.len() < self.bytes.len() { other } else { self }
    }

    /// What it has written.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Goes on where `other`, a fork of this one, stands.
    pub(super) fn follow(&mut self, other: Self) {
        self.bytes.extend_from_slice(&other.bytes);
        (self.at, self.look) = (other.at, other.look);
    }

    /// Writes a sequence that moves no cursor and changes no style.
    pub(super) fn raw(&mut self, sequence: &[u8]) {
        self.bytes.extend_from_slice(sequence);
    }

    /// Writes a sequence behind which the cursor may stand anywhere.
    pub(super) fn losing(&mut self, sequence: &[u8]) {
        self.raw(sequence);
        self.at = None;
    }

    /// Clears the screen.
    pub(super) fn clear(&mut self) {
        self.style(Look::default());
        self.raw(b"\x1b[H\x1b[2J");
        self.at = Some((0, 0));
    }

    /// Where the cursor stands, if that is certain.
    pub(super) fn at(&self) -> Option<(u16, u16)> {
        self.at
    }

    /// Moves the cursor to a column and row.
    pub(super) fn go(&mut self, x: u16, y: u16) {
        let way = match self.at {
            Some((from_x, from_y)) if (from_x, from_y) == (x, y) => return,
            Some(from) => relative(from, (x, y)).into_iter().fold(absolute(x, y), Sequence::shorter),
            None => absolute(x, y),
        };
        self.raw(way.bytes());
        self.at = Some((x, y));
    }

    /// Writes the character of a cell where the cursor stands.
    pub(super) fn put(&mut self, cell: &Cell) {
        let width = grid::width(cell);
        if width == 0 {
            return;
        }
        let look = Look::of(cell);
        // The letters of a blank may have any colour: those that are on will do.
        let free = cell.symbol() == " " && !cell.modifier.intersects(grid::SHOWS_ON_BLANK);
        self.style(
            self.look.filter(|_| free).map_or(look, |on| look.with_letters_of(on, grid::SHOWS_ON_BLANK)),
        );
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        let advance = u16::try_from(width).unwrap_or(u16::MAX);
        // Terminals differ on where the cursor is behind the last column too.
        let certain = !grid::is_uncertain(cell);
        self.at =
            self.at.map(|(x, y)| (x.saturating_add(advance), y)).filter(|(x, _)| certain && *x < self.width);
    }

    /// Erases from the cursor to the end of the row.
    pub(super) fn erase_row(&mut self) {
        self.style(Look::default());
        self.raw(b"\x1b[K");
    }

    /// Erases `count` cells from the cursor on.
    pub(super) fn erase(&mut self, count: usize) {
        self.style(Look::default());
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        self.raw(Sequence::new().then(b"\x1b[").number(count).then(b"X").bytes());
    }

    /// Sets the style.
    pub(super) fn style(&mut self, look: Look) {
        if self.look != Some(look) {
            sgr::change(&mut self.bytes, self.look, look);
            self.look = Some(look);
        }
    }
}

/// The way to a place from anywhere.
fn absolute(x: u16, y: u16) -> Sequence {
    let begun = Sequence::new().then(b"\x1b[");
    let row = if y == 0 { begun } else { begun.number(y + 1) };
    let column = if x == 0 { row } else { row.then(b";").number(x + 1) };
    column.then(b"H")
}

/// Ways to a place from another: straight down or up, then along the row, or from its beginning.
fn relative((from_x, from_y): (u16, u16), (x, y): (u16, u16)) -> [Sequence; 2] {
    let begun = Sequence::new();
    let vertical = match y.checked_sub(from_y) {
        // No region is set while the cursor moves, so nothing scrolls above the last row.
        Some(down @ 0..=3) => begun.repeated(b'\n', usize::from(down)),
        Some(down) => begun.counted(down, b'B'),
        None => begun.counted(from_y - y, b'A'),
    };
    let along = match (x.checked_sub(from_x), from_x.saturating_sub(x)) {
        (Some(0), _) => vertical,
        (Some(right), _) => vertical.counted(right, b'C'),
        (None, left @ ..=4) => vertical.repeated(b'\x08', usize::from(left)),
        (None, left) => vertical.counted(left, b'D'),
    };
    let start = vertical.then(b"\r");
    [along, if x == 0 { start } else { start.counted(x, b'C') }]
}
