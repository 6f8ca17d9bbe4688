//! The list of notes or marks, over the whole screen.

use super::{Canvas, Role};
use crate::app::{App, List, ListKind, ListRow};
use crate::cable::counted;
use crate::layout::{Area, safe_width};

/// Columns of the place, the state, the type, the day and the author, each with the gap behind it; on a narrow screen the
/// day and the author are left out.
const PLACE: u16 = 7;
const STATE: u16 = 10;
const TYPE: u16 = 11;
const DAY: u16 = 11;
const AUTHOR: u16 = 10;
/// Columns of a mark's letter and place.
const LETTER: u16 = 3;
const MARKED: u16 = 10;
/// Columns below which a screen is narrow.
const NARROW: u16 = 72;

/// Draws the list; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, list: &List) -> (u16, u16) {
    let screen = canvas.screen();
    let title = u16::from(screen.height > 1);
    canvas.put_cut(Area { height: title, ..screen }, 1, 0, &caption(app, list), Role::Heading);
    let height = screen.height.saturating_sub(2).max(1);
    let area = Area { y: screen.y + title, height, ..screen };
    let mut cursor = (area.x, area.y);
    for (y, row) in (0..area.height).zip(list.rows()) {
        match list.kind {
            ListKind::Notes => draw_note(canvas, area, y, row),
            ListKind::Marks => draw_mark(canvas, area, y, row),
        }
        if usize::from(y) == list.chosen_row() {
            canvas.put(area, 0, y, ">", Role::Key);
            canvas.fill(area, y, Role::Chosen);
            cursor = (area.x, area.y + y);
        }
    }
    if list.rows().is_empty() {
        canvas.put_cut(area, 1, 0, "nothing fits; / changes what is asked for, Esc shows all", Role::Quiet);
    }
    if screen.height <= 2 {
        return cursor;
    }
    let foot = Area { y: screen.y + screen.height - 1, height: 1, ..screen };
    draw_foot(canvas, foot, app, list).unwrap_or(cursor)
}

/// `3 of 12 notes · 1 draft · /#oil`.
fn caption(app: &App, list: &List) -> String {
    let (fitting, count) = list.counts();
    let name = match list.kind {
        ListKind::Notes => "note",
        ListKind::Marks => "mark",
    };
    let of = if list.query.is_empty() { String::new() } else { format!("{fitting} of ") };
    let mut words = vec![format!("{of}{}", counted(count, name))];
    if list.kind == ListKind::Notes {
        let drafts = app.notebook().leaves().iter().filter(|leaf| leaf.draft).count();
        words.extend((drafts > 0).then(|| counted(drafts, "draft")));
    }
    words.extend((!list.query.is_empty()).then(|| format!("/{}", list.query)));
    words.join(" · ")
}

/// The line in which the query is typed, with its cursor; else what the reader is told, or the keys.
fn draw_foot(canvas: &mut Canvas<'_>, foot: Area, app: &App, list: &List) -> Option<(u16, u16)> {
    let Some(line) = &list.line else {
        if let Some(message) = app.message() {
            canvas.put_cut(foot, 1, 0, message, Role::Text);
            return None;
        }
        let how = "Enter goes there · / filters · q closes";
        let alone = app.notebook().review().authors().is_empty();
        let what = match list.kind {
            ListKind::Notes if alone => {
                format!("{how} · words #tag type:question @author is:draft is:lost")
            }
            ListKind::Notes => format!("{how} · pending accepted rejected stale new theirs #tag"),
            ListKind::Marks => how.to_string(),
        };
        canvas.put_cut(foot, 1, 0, &what, Role::Status);
        return None;
    };
    let x = canvas.put(foot, 0, 0, "/", Role::Key);
    canvas.put(foot, x, 0, line.text(), Role::Text);
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let column = usize::from(x) + safe_width(before);
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(foot.width.saturating_sub(1));
    Some((foot.x + column, foot.y))
}

fn draw_note(canvas: &mut Canvas<'_>, area: Area, y: u16, row: &ListRow) {
    let mut cells = Cells { canvas, area, y, x: 1 };
    cells.put(PLACE, &row.place, Role::Key);
    cells.put(STATE, &row.state, Role::DraftHead);
    cells.put(TYPE, &row.note_type, Role::NoteHead);
    if area.width >= NARROW {
        cells.put(DAY, &row.day, Role::Quiet);
        cells.put(AUTHOR, &row.author, Role::Quiet);
    }
    cells.rest(&row.text);
}

fn draw_mark(canvas: &mut Canvas<'_>, area: Area, y: u16, row: &ListRow) {
    let mut cells = Cells { canvas, area, y, x: 1 };
    cells.put(LETTER, &row.letter, Role::Key);
    cells.put(MARKED, &row.place, Role::Quiet);
    cells.rest(&row.text);
}

/// The cells of a row, from left to right.
struct Cells<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    area: Area,
    y: u16,
    x: u16,
}

impl Cells<'_, '_> {
    fn put(&mut self, width: u16, text: &str, role: Role) {
        let cell = Area { width: self.area.width.min(self.x + width - 1), ..self.area };
        self.canvas.put_cut(cell, self.x, self.y, text, role);
        self.x += width;
    }

    fn rest(&mut self, text: &str) {
        self.canvas.put_cut(self.area, self.x, self.y, text, Role::Text);
    }
}
