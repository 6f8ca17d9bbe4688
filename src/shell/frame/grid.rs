//! What the terminal shows, cell by cell, and what can be told apart by the eye.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::sgr;

/// Looks that show on a blank too.
pub(super) const SHOWS_ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT).union(Modifier::SLOW_BLINK);

/// All that can be seen of a cell, in a number: screens are compared and moved by these, many times a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print(u128);

/// What a terminal shows, as prints.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) width: u16,
    pub(super) height: u16,
    prints: Vec<Print>,
}

/// A screen to be shown. The cells that a wide character covers besides its first hold nothing.
#[derive(Debug)]
pub(super) struct Picture {
    cells: Vec<Cell>,
    /// Its prints.
    pub(super) grid: Grid,
    /// How many cells held a control character. The sanitiser lets none through: this is the lock behind it.
    pub(super) refused: usize,
}

impl Picture {
    /// What a buffer shows.
    pub(super) fn of(buffer: Buffer) -> Self {
        let Buffer { area, content: mut cells } = buffer;
        let mut refused = 0;
        for row in cells.chunks_mut(usize::from(area.width.max(1))) {
            let mut covered = 0;
            let mut room = row.len();
            for cell in row {
                if covered > 0 {
                    covered -= 1;
                    empty(cell);
                // Nearly all are: nothing need be asked of their width.
                } else if matches!(cell.symbol().as_bytes(), [b' '..=b'~']) {
                    see(cell);
                } else if holds_control(cell.symbol()) {
                    refused += 1;
                    *cell = Cell::new("?");
                } else {
                    if widest(cell) > room {
                        *cell = Cell::new("…");
                    }
                    covered = width(cell).saturating_sub(1);
                }
                room -= 1;
            }
        }
        let prints = cells.iter().map(Print::of).collect();
        Self { cells, grid: Grid { width: area.width, height: area.height, prints }, refused }
    }

    /// The cells of a row.
    pub(super) fn row(&self, y: u16) -> &[Cell] {
        self.cells.get(self.grid.span(y)).unwrap_or_default()
    }
}

impl Print {
    /// Of a cell with nothing in it.
    pub(super) const BLANK: Self = Self::new(b' ' as u64, 0, 0, 0);

    /// A single character is taken as it is, so that none can pass for another; of joined ones a hash is.
    fn of(cell: &Cell) -> Self {
        let letters = match cell.symbol().as_bytes() {
            short if short.len() <= 4 => short.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
            long => BuildHasherDefault::<DefaultHasher>::default().hash_one(long) | JOINED,
        };
        Self::new(letters, sgr::number(cell.fg), sgr::number(cell.bg), cell.modifier.bits())
    }

    /// A shorter number that is nearly always another for another print.
    fn shade(self) -> u32 {
        let folded = (self.0 >> 64) as u64 ^ (self.0 as u64).rotate_left(21);
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }

    /// From above: letters in 58 bits, two colours in 27, attributes in 16.
    const fn new(letters: u64, fg: u32, bg: u32, modifier: u16) -> Self {
        Self((letters as u128) << 70 | (fg as u128) << 43 | (bg as u128) << 16 | modifier as u128)
    }
}

/// Marks the hash of joined characters.
const JOINED: u64 = 1 << 57;

impl Grid {
    /// A blank screen.
    pub(super) fn blank(width: u16, height: u16) -> Self {
        let count = usize::from(width) * usize::from(height);
        Self { width, height, prints: vec![Print::BLANK; count] }
    }

    pub(super) fn is_as_large_as(&self, other: &Self) -> bool {
        (self.width, self.height) == (other.width, other.height)
    }

    pub(super) fn len(&self) -> usize {
        self.prints.len()
    }

    /// How many cells differ.
    pub(super) fn differences(&self, next: &Self) -> usize {
        self.prints.iter().zip(&next.prints).filter(|(a, b)| a != b).count()
    }

    /// The prints of a row.
    pub(super) fn row(&self, y: u16) -> &[Print] {
        self.prints.get(self.span(y)).unwrap_or_default()
    }

    fn span(&self, y: u16) -> Range<usize> {
        let start = usize::from(y) * usize::from(self.width);
        start..start + usize::from(self.width)
    }

    /// The screen in short: what differs in it surely differs, and the other way round nearly always. Row by row, like
    /// the prints.
    pub(super) fn shades(&self) -> Vec<u32> {
        self.prints.iter().map(|print| print.shade()).collect()
    }

    /// Takes one cell from a screen of the same size.
    pub(super) fn take(&mut self, next: &Self, x: u16, y: u16) {
        let at = self.span(y).start + usize::from(x);
        if let (Some(cell), Some(print)) = (self.prints.get_mut(at), next.prints.get(at)) {
            *cell = *print;
        }
    }

    /// Puts the cells of row `from` in columns `left..right` in place of those of row `to`; of no row, blanks.
    pub(super) fn replace(&mut self, to: u16, from: Option<u16>, left: u16, right: u16) {
        let columns = |y: u16| {
            let start = self.span(y).start;
            start + usize::from(left)..start + usize::from(right)
        };
        let to = columns(to);
        match from.map(columns) {
            Some(from) if from.end <= self.prints.len() && to.end <= self.prints.len() => {
                self.prints.copy_within(from, to.start);
            }
            _ => self.prints.get_mut(to).unwrap_or_default().fill(Print::BLANK),
        }
    }
}

/// Whether nothing can be seen in a cell: it is what erasing leaves.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SHOWS_ON_BLANK)
}

/// Makes a cell what the eye sees of it: the colour of a blank's letters is nothing.
fn see(cell: &mut Cell) {
    // Reversed, the colour of the letters is that of the ground.
    if cell.symbol() == " " && !cell.modifier.intersects(SHOWS_ON_BLANK) {
        cell.modifier = Modifier::empty();
        cell.fg = Color::Reset;
    }
}

/// Makes a cell what a wide character leaves of those behind it.
fn empty(cell: &mut Cell) {
    cell.set_symbol("");
    cell.fg = Color::Reset;
    cell.bg = Color::Reset;
    cell.modifier = Modifier::empty();
}

/// Columns of a cell's character; 0 of one that a wide character covers.
pub(super) fn width(cell: &Cell) -> usize {
    match cell.symbol() {
        "" => 0,
        symbol if symbol.len() == 1 => 1,
        symbol => symbol.width().max(1),
    }
}

/// Whether a cell's character could command the terminal.
fn holds_control(symbol: &str) -> bool {
    symbol.bytes().any(|byte| byte < 0x20 || byte == 0x7f)
        || !symbol.is_ascii() && symbol.chars().any(char::is_control)
}

/// Whether terminals differ on how wide a cell's character is: it is joined of several.
pub(super) fn is_uncertain(cell: &Cell) -> bool {
    cell.symbol().len() > 1 && cell.symbol().chars().nth(1).is_some()
}

/// Columns that a cell's character takes where it is not joined: what could stick out of the screen is not sent.
fn widest(cell: &Cell) -> usize {
    if is_uncertain(cell) {
        cell.symbol().chars().filter_map(UnicodeWidthChar::width).sum()
    } else {
        width(cell)
    }
}
