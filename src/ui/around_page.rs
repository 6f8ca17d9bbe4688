//! A page about the library: where somebody appears, what refers to what.

use super::{Canvas, Role};
use crate::app::{App, Page, PageRow};
use crate::layout::Area;

/// Columns of the day, the id and the place, each with the gap behind it.
const CELLS: [u16; 3] = [11, 18, 9];

/// Draws the page; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, page: &Page) -> (u16, u16) {
    let screen = canvas.screen();
    let mut y = 0;
    if screen.height > 1 {
        canvas.put_cut(screen, 1, y, &page.title, Role::Heading);
        y += 1;
    }
    for head in &page.heads {
        if y + 2 < screen.height {
            canvas.put_cut(screen, 1, y, head, Role::Quiet);
            y += 1;
        }
    }
    let area = Area { y: screen.y + y, height: screen.height.saturating_sub(y + 1).max(1), ..screen };
    let mut cursor = (area.x, area.y);
    for (y, (index, row)) in (0..area.height).zip(page.rows.iter().enumerate().skip(page.top)) {
        draw_row(canvas, area, y, row);
        if index == page.chosen && !row.is_heading {
            canvas.put(area, 0, y, ">", Role::Key);
            canvas.fill(area, y, Role::Chosen);
            cursor = (area.x, area.y + y);
        }
    }
    if page.rows.is_empty() {
        canvas.put_cut(area, 1, 0, "nothing here", Role::Quiet);
    }
    if screen.height > 2 {
        let foot = Area { y: screen.y + screen.height - 1, height: 1, ..screen };
        let how = "Enter opens · ^O there comes back · q closes";
        let (words, role) = app.message().map_or((how, Role::Status), |message| (message, Role::Text));
        canvas.put_cut(foot, 1, 0, words, role);
    }
    cursor
}

fn draw_row(canvas: &mut Canvas<'_>, area: Area, y: u16, row: &PageRow) {
    if row.is_heading {
        canvas.put_cut(area, 1, y, &row.text, Role::Title);
        return;
    }
    let mut x = 1;
    let is_bare = row.cells.iter().all(String::is_empty);
    for (width, text) in CELLS.into_iter().zip(&row.cells).filter(|_| !is_bare) {
        let role = if width == CELLS[1] { Role::Key } else { Role::Quiet };
        canvas.put_cut(Area { width: area.width.min(x + width - 1), ..area }, x, y, text, role);
        x += width;
    }
    canvas.put_cut(area, x, y, &row.text, Role::Text);
}
