//! What the terminal shows, cell by cell, and what can be told apart by the eye.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Looks that show on a blank too.
pub(super) const SHOWS_ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT).union(Modifier::SLOW_BLINK);

/// A screen. The cells that a wide character covers besides its first hold nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) width: u16,
    pub(super) height: u16,
    cells: Vec<Cell>,
    /// A hash of each cell, to compare screens that have moved.
    hashes: Vec<u64>,
    /// How many cells held a control character. The sanitiser lets none through: this is the lock behind it.
    pub(super) refused: usize,
}

impl Grid {
    /// A blank screen.
    pub(super) fn blank(width: u16, height: u16) -> Self {
        let count = usize::from(width) * usize::from(height);
        Self { width, height, cells: vec![blank(); count], hashes: vec![hash(&blank()); count], refused: 0 }
    }

    /// What a buffer shows.
    pub(super) fn of(buffer: &Buffer) -> Self {
        let area = buffer.area();
        let mut cells = Vec::with_capacity(buffer.content().len());
        let mut refused = 0;
        for row in buffer.content().chunks(usize::from(area.width.max(1))) {
            let mut covered = 0;
            for (x, cell) in row.iter().enumerate() {
                if covered > 0 {
                    covered -= 1;
                    cells.push(nothing(cell));
                    continue;
                }
                if cell.symbol().chars().any(char::is_control) {
                    refused += 1;
                    cells.push(Cell::new("?"));
                    continue;
                }
                let cell = if widest(cell) > row.len() - x { Cell::new("…") } else { seen(cell) };
                covered = width(&cell).saturating_sub(1);
                cells.push(cell);
            }
        }
        let hashes = cells.iter().map(hash).collect();
        Self { width: area.width, height: area.height, cells, hashes, refused }
    }

    pub(super) fn is_as_large_as(&self, other: &Self) -> bool {
        (self.width, self.height) == (other.width, other.height)
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// How many cells differ.
    pub(super) fn differences(&self, next: &Self) -> usize {
        self.hashes.iter().zip(&next.hashes).filter(|(a, b)| a != b).count()
    }

    /// The cells of a row.
    pub(super) fn row(&self, y: u16) -> &[Cell] {
        let start = usize::from(y) * usize::from(self.width);
        self.cells.get(start..start + usize::from(self.width)).unwrap_or_default()
    }

    /// The hashes of the cells of a row in columns `from..to`.
    pub(super) fn hashes(&self, y: u16, from: u16, to: u16) -> &[u64] {
        let start = usize::from(y) * usize::from(self.width);
        self.hashes.get(start + usize::from(from)..start + usize::from(to)).unwrap_or_default()
    }

    /// Puts the cells of row `from` in columns `left..right` in place of those of row `to`; of no row, blanks.
    pub(super) fn replace(&mut self, to: u16, from: Option<u16>, left: u16, right: u16) {
        let width = usize::from(self.width);
        for x in usize::from(left)..usize::from(right).min(width) {
            let to = usize::from(to) * width + x;
            let from = from.map(|from| usize::from(from) * width + x);
            let (cell, hashed) =
                match from.and_then(|from| Some((self.cells.get(from)?, self.hashes.get(from)?))) {
                    Some((cell, hashed)) => (cell.clone(), *hashed),
                    None => (blank(), hash(&blank())),
                };
            if let (Some(there), Some(hash)) = (self.cells.get_mut(to), self.hashes.get_mut(to)) {
                (*there, *hash) = (cell, hashed);
            }
        }
    }
}

/// A cell with nothing in it.
fn blank() -> Cell {
    Cell::new(" ")
}

/// Whether nothing can be seen in a cell: it is what erasing leaves.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SHOWS_ON_BLANK)
}

/// The cell as the eye sees it: the colour of a blank's letters is nothing.
fn seen(cell: &Cell) -> Cell {
    if is_blank(cell) {
        return blank();
    }
    let mut cell = cell.clone();
    // Reversed, the colour of the letters is that of the ground.
    if cell.symbol() == " " && !cell.modifier.intersects(SHOWS_ON_BLANK) {
        cell.modifier = Modifier::empty();
        cell.fg = Color::Reset;
    }
    cell
}

/// What a wide character leaves of the cells behind it.
fn nothing(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    cell.set_symbol("");
    cell.fg = Color::Reset;
    cell.bg = Color::Reset;
    cell.modifier = Modifier::empty();
    cell
}

/// Columns of a cell's character; 0 of one that a wide character covers.
pub(super) fn width(cell: &Cell) -> usize {
    match cell.symbol() {
        "" => 0,
        symbol if symbol.len() == 1 => 1,
        symbol => symbol.width().max(1),
    }
}

/// Whether terminals differ on how wide a cell's character is: it is joined of several.
pub(super) fn is_uncertain(cell: &Cell) -> bool {
    cell.symbol().chars().nth(1).is_some()
}

/// Columns that a cell's character takes where it is not joined: what could stick out of the screen is not sent.
fn widest(cell: &Cell) -> usize {
    if is_uncertain(cell) {
        cell.symbol().chars().filter_map(UnicodeWidthChar::width).sum()
    } else {
        width(cell)
    }
}

fn hash(cell: &Cell) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one((cell.symbol(), cell.fg, cell.bg, cell.modifier))
}
