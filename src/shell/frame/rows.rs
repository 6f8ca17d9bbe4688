//! Repairs a screen row by row: writes what differs, erases what is gone, skips what is right.

use ratatui::buffer::Cell;

use super::grid::{Grid, is_blank, is_uncertain, width};
use super::pen::Pen;

/// Blanks in a row that are erased rather than written over.
const ERASED: usize = 9;
/// Right cells in a row that may be written again rather than jumped over.
const REWRITTEN: usize = 8;

/// Writes what `next` has and `shown` has not.
pub(super) fn repair(pen: &mut Pen, shown: &Grid, next: &Grid) {
    for y in 0..next.height {
        let (old, new) = (shown.row(y), next.row(y));
        if old == new {
            continue;
        }
        let tail =
            new.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + width(&new[last]).max(1));
        let tail = tail.min(new.len());
        let mut written = pen.fork(next.width);
        row(&mut written, y, old, new, new.len());
        // Erasing the rest of the row against writing blanks over it.
        if old.get(tail..) != new.get(tail..) {
            let mut erased = pen.fork(next.width);
            row(&mut erased, y, old, new, tail);
            erased.go(column(tail), y);
            erased.erase_row();
            written = written.shorter(erased);
        }
        pen.follow(written);
    }
}

/// Writes what differs in a row before the column `end`.
fn row(pen: &mut Pen, y: u16, old: &[Cell], new: &[Cell], end: usize) {
    let nothing = vec![Cell::new(" "); new.len()];
    let (mut x, mut old) = (0, old);
    while x < end {
        let Some(cell) = new.get(x) else { break };
        let wide = width(cell).max(1);
        if old.get(x..x + wide) == new.get(x..x + wide) {
            x += wide;
            continue;
        }
        let blanks = new[x..end].iter().take_while(|cell| is_blank(cell)).count();
        // The last of them may be blank already.
        let blanks =
            (0..blanks).rposition(|at| old.get(x + at) != new.get(x + at)).map_or(0, |last| last + 1);
        if blanks >= ERASED {
            approach(pen, y, x, new, None);
            pen.erase(blanks);
            x += blanks;
        } else {
            approach(pen, y, x, new, Some(cell));
            x += wide;
            if is_uncertain(cell) && x < new.len() {
                // A terminal that draws it wider has drawn over what stands behind it.
                pen.go(column(x), y);
                pen.erase_row();
                old = &nothing;
            }
        }
    }
}

/// Brings the pen to a column, by moving the cursor or by writing again what it would jump over, and puts the cell there.
fn approach(pen: &mut Pen, y: u16, x: usize, new: &[Cell], cell: Option<&Cell>) {
    let mut jump = pen.fork_here();
    jump.go(column(x), y);
    if let Some(cell) = cell {
        jump.put(cell);
    }
    let from = pen.at().filter(|(_, row)| *row == y).map(|(from, _)| usize::from(from));
    if let Some(gap) =
        from.and_then(|from| new.get(from..x)).filter(|gap| !gap.is_empty() && gap.len() <= REWRITTEN)
    {
        let mut rewrite = pen.fork_here();
        gap.iter().for_each(|cell| rewrite.put(cell));
        // What is of uncertain width leads astray.
        if rewrite.at() == Some((column(x), y)) {
            if let Some(cell) = cell {
                rewrite.put(cell);
            }
            jump = jump.shorter(rewrite);
        }
    }
    pen.follow(jump);
}

fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
