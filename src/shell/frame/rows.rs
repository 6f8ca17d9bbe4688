//! Repairs a screen row by row: writes what differs, erases what is gone, skips what is right.

use ratatui::buffer::Cell;

use super::grid::{Grid, Picture, Print, is_blank, is_uncertain, width};
use super::pen::Pen;

/// Blanks in a row that are erased rather than written over.
const ERASED: usize = 9;
/// Right cells in a row that may be written again rather than jumped over: the way over two and more takes four bytes.
const REWRITTEN: usize = 3;

/// Writes what `next` has and `shown` has not; gives up where that takes more than `most` bytes.
pub(super) fn repair(pen: &mut Pen, shown: &Grid, next: &Picture, most: usize) {
    let (width_of_all, height) = (next.grid.width, next.grid.height);
    for y in 0..height {
        let row = Row { y, old: shown.row(y), new: next.grid.row(y), cells: next.row(y) };
        if row.old == row.new {
            continue;
        }
        if pen.written() > most {
            return;
        }
        let cells = row.cells;
        let tail = cells
            .iter()
            .rposition(|cell| !is_blank(cell))
            .map_or(0, |last| last + width(&cells[last]).max(1));
        let tail = tail.min(cells.len());
        let mut written = pen.fork(width_of_all);
        row.write(&mut written, cells.len());
        // Erasing the rest of the row against writing blanks over it.
        if row.old.get(tail..) != row.new.get(tail..) {
            let mut erased = pen.fork(width_of_all);
            row.write(&mut erased, tail);
            erased.go(column(tail), y);
            erased.erase_row();
            written = written.shorter(erased);
        }
        pen.follow(written);
    }
}

/// One row, as it is and as it is to be.
struct Row<'a> {
    y: u16,
    old: &'a [Print],
    new: &'a [Print],
    cells: &'a [Cell],
}

impl Row<'_> {
    /// Writes what differs before the column `end`.
    fn write(&self, pen: &mut Pen, end: usize) {
        // From this column on the row has been erased on the way.
        let mut erased = usize::MAX;
        let mut x = 0;
        while x < end {
            let Some(cell) = self.cells.get(x) else { break };
            let is_right = |at: usize| {
                let old = if at < erased { self.old.get(at).copied() } else { Some(Print::BLANK) };
                old == self.new.get(at).copied()
            };
            let wide = width(cell).max(1);
            if (x..x + wide).all(is_right) {
                x += wide;
                continue;
            }
            let blanks = self.cells[x..end].iter().take_while(|cell| is_blank(cell)).count();
            // The last of them may be blank already.
            let blanks = (0..blanks).rposition(|at| !is_right(x + at)).map_or(0, |last| last + 1);
            if blanks >= ERASED {
                approach(pen, self.y, x, self.cells, None);
                pen.erase(blanks);
                x += blanks;
            } else {
                approach(pen, self.y, x, self.cells, Some(cell));
                x += wide;
                if is_uncertain(cell) && x < self.cells.len() {
                    // A terminal that draws it wider has drawn over what stands behind it.
                    pen.go(column(x), self.y);
                    pen.erase_row();
                    erased = x;
                }
            }
        }
    }
}

/// Brings the pen to a column, by moving the cursor or by writing again what it would jump over, and puts the cell there.
fn approach(pen: &mut Pen, y: u16, x: usize, new: &[Cell], cell: Option<&Cell>) {
    let from = pen.at().filter(|(_, row)| *row == y).map(|(from, _)| usize::from(from));
    let gap = from.and_then(|from| new.get(from..x));
    let Some(gap) = gap.filter(|gap| !gap.is_empty() && gap.len() <= REWRITTEN) else {
        pen.go(column(x), y);
        cell.into_iter().for_each(|cell| pen.put(cell));
        return;
    };
    let mut jump = pen.fork_here();
    jump.go(column(x), y);
    let mut rewrite = pen.fork_here();
    gap.iter().for_each(|cell| rewrite.put(cell));
    // What is of uncertain width leads astray.
    let leads = rewrite.at() == Some((column(x), y));
    for way in [&mut jump, &mut rewrite] {
        cell.into_iter().for_each(|cell| way.put(cell));
    }
    if leads {
        jump = jump.shorter(rewrite);
    }
    pen.follow(jump);
}

fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
