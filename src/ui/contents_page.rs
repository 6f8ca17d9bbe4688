//! The list of the cables in the file, over the whole screen.

use super::{Canvas, Role};
use crate::app::{App, Contents, Title};
use crate::layout::Area;
use crate::library::NO_ID;

/// Columns of the number, the id, the date and the classification, each with the gap behind it; on a narrow screen the
/// date and the classification are left out.
const NUMBER: u16 = 7;
const ID: u16 = 18;
const DATE: u16 = 12;
const LEVEL: u16 = 14;
/// Columns below which a screen is narrow.
const NARROW: u16 = 72;

/// Draws the list; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, contents: &Contents) -> (u16, u16) {
    let screen = canvas.screen();
    let count = app.shelf().volume().count();
    let title = u16::from(screen.height > 1);
    canvas.put_cut(
        Area { height: title, ..screen },
        1,
        0,
        &format!("{} in this file", app.shelf().count_words()),
        Role::Heading,
    );
    let height = screen.height.saturating_sub(2).max(1);
    let list = Area { y: screen.y + title, height, ..screen };
    let mut cursor = (list.x, list.y);
    for (y, row) in (0..list.height).zip(contents.rows()) {
        draw_row(canvas, list, y, row);
        if row.index == contents.selected() {
            canvas.put(list, 0, y, ">", Role::Key);
            canvas.fill(list, y, Role::Chosen);
            cursor = (list.x, list.y + y);
        }
    }
    if screen.height > 2 {
        let foot = Area { y: screen.y + screen.height - 1, height: 1, ..screen };
        let words = format!(
            "{}/{count} · Enter opens · q closes · a number and G goes there",
            contents.selected() + 1
        );
        canvas.put_cut(foot, 1, 0, &words, Role::Status);
    }
    cursor
}

fn draw_row(canvas: &mut Canvas<'_>, list: Area, y: u16, row: &Title) {
    let mut x = 1;
    let mut cell = |width: u16, text: &str, role: Role| {
        canvas.put_cut(Area { width: list.width.min(x + width - 1), ..list }, x, y, text, role);
        x += width;
    };
    cell(NUMBER, &format!("{:>5}", row.index + 1), Role::Quiet);
    cell(ID, if row.id.is_empty() { NO_ID } else { &row.id }, Role::Key);
    if list.width >= NARROW {
        cell(DATE, &row.date, Role::Quiet);
        cell(LEVEL, row.classification, Role::Text);
    }
    canvas.put_cut(list, x, y, &row.subject, Role::Text);
}
