//! Upright lines - the borders of panes - drawn downwards: a step down and back is two bytes, the way from row to row eight.

use ratatui::buffer::Cell;

use super::grid::{Grid, Picture, is_blank, is_uncertain, width};
use super::pen::Pen;

/// Equal cells one above the other that are worth a way of their own.
const TALL: u16 = 8;

/// Writes the upright lines that `next` has and `shown` has not, on the terminal and in `shown`.
pub(super) fn draw(pen: &mut Pen, shown: &mut Grid, next: &Picture) {
    let Grid { width, height, .. } = next.grid;
    // Behind the last column terminals differ on where the cursor is.
    for x in 0..width.saturating_sub(1) {
        let mut y = 0;
        while y < height {
            let tall = run(shown, next, x, y);
            if tall >= TALL {
                for y in y..y + tall {
                    pen.go(x, y);
                    next.row(y).get(usize::from(x)).into_iter().for_each(|cell| pen.put(cell));
                    shown.take(&next.grid, x, y);
                }
            }
            y += tall.max(1);
        }
    }
}

/// How many rows from `y` on are to show in column `x` what `y` is to show, and do not yet.
fn run(shown: &Grid, next: &Picture, x: u16, y: u16) -> u16 {
    let at = usize::from(x);
    let is_sure = |cell: &Cell| !is_blank(cell) && !is_uncertain(cell) && width(cell) == 1;
    if !next.row(y).get(at).is_some_and(is_sure) {
        return 0;
    }
    let print = next.grid.row(y).get(at);
    let rows = (y..next.grid.height).take_while(|y| {
        let row = next.grid.row(*y);
        // Of an area of equal cells the rows are the cheaper way.
        let alone = at.checked_sub(1).is_none_or(|left| row.get(left) != print) && row.get(at + 1) != print;
        alone && row.get(at) == print && shown.row(*y).get(at) != print
    });
    u16::try_from(rows.count()).unwrap_or(u16::MAX)
}
