//! The status line, and below it the keys valid now, the prompt, or a message.

use std::borrow::Cow;

use super::{Canvas, Role, menu};
use crate::app::{App, Hints, Mode, Saving};
use crate::layout::{Area, safe_width, wrap};

/// Draws both lines; gives the cell of the cursor while a prompt is open.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let panes = app.panes();
    if let Some(area) = panes.status {
        canvas.put_cut(area, 1, 0, &app.status().join(" · "), Role::Text);
        canvas.fill(area, 0, Role::Status);
    }
    let area = panes.footer?;
    if let Mode::Prompting(prompt) = app.mode() {
        if let Some(completion) = &prompt.completion {
            menu::draw(canvas, app, area, completion);
        }
        let before = prompt.line.text().get(..prompt.line.cursor()).unwrap_or_default();
        // A line longer than the screen shows its end.
        let room = usize::from(area.width).saturating_sub(2).max(1);
        let skip = safe_width(before).saturating_sub(room);
        let x = canvas.put(area, 0, 0, prompt.sign(), Role::Key);
        canvas.put(area, x, 0, &tail(prompt.line.text(), skip), Role::Text);
        let column = usize::from(x) + safe_width(before) - skip.min(safe_width(before));
        return Some((area.x + (column as u16).min(area.width.saturating_sub(1)), area.y));
    }
    match app.message() {
        Some(message) => draw_message(canvas, app, area, message),
        None if !app.pending().is_empty() => draw_pending(canvas, app, area),
        None => match app.tour_card() {
            Some((title, keys)) => {
                let x = canvas.put_cut(area, 1, 0, &title, Role::Selected);
                let beside = Area { x: area.x + x, width: area.width.saturating_sub(x), ..area };
                draw_hints(canvas, beside, keys, " · ");
            }
            None => draw_hints(canvas, area, app.hints(), "  "),
        },
    }
    None
}

/// A message; one that is longer than the line takes rows above it, over whatever is there.
fn draw_message(canvas: &mut Canvas<'_>, app: &App, area: Area, message: &str) {
    let failed = matches!(app.notebook().saving(), Saving::Failed(_));
    let role = if failed { Role::Alert } else { Role::Text };
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let rows = wrap(message, width);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.y / 2 + 1);
    let over = Area { y: area.y + 1 - height, height, ..area };
    if height > 1 {
        canvas.blank(over);
    }
    for (y, row) in (0..height).zip(rows) {
        canvas.put(over, 1, y, message.get(row).unwrap_or_default(), role);
    }
}

/// The keys valid now. Where there is no room for all, the most useful one and the way out stay longest, and beside them
/// what stands before the way out: help, where there is any.
fn draw_hints(canvas: &mut Canvas<'_>, area: Area, mut hints: Hints, between: &str) {
    let width =
        |hint: &(String, Cow<str>)| safe_width(&hint.0) + safe_width(&hint.1) + 1 + safe_width(between);
    while hints.len() > 1 && hints.iter().map(width).sum::<usize>() > usize::from(area.width) {
        hints.remove(match hints.len() {
            2 => 0,
            3 => 1,
            more => more - 3,
        });
    }
    draw_row(canvas, area, 0, hints, between);
}

fn draw_row(canvas: &mut Canvas<'_>, area: Area, y: u16, hints: Hints, between: &str) {
    let mut x = 1;
    for (index, (key, label)) in hints.into_iter().enumerate() {
        if index > 0 {
            x = canvas.put(area, x, y, between, Role::Quiet);
        }
        x = canvas.put(area, x, y, &key, Role::Key);
        x = canvas.put(area, x + 1, y, &label, Role::Quiet);
    }
}

/// All keys that can follow; those without room on the line take rows above it.
fn draw_pending(canvas: &mut Canvas<'_>, app: &App, area: Area) {
    let mut rows: Vec<Hints> = vec![Vec::new()];
    let mut used = 1;
    for hint in app.hints() {
        let width = safe_width(&hint.0) + safe_width(&hint.1) + 3;
        if used + width > usize::from(area.width) && used > 1 {
            rows.push(Vec::new());
            used = 1;
        }
        used += width;
        if let Some(row) = rows.last_mut() {
            row.push(hint);
        }
    }
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.y / 2 + 1);
    let over = Area { y: area.y + 1 - height, height, ..area };
    if height > 1 {
        canvas.blank(over);
    }
    for (y, row) in (0..height).zip(rows) {
        draw_row(canvas, over, y, row, "  ");
    }
}

/// A text without its first `columns`.
fn tail(text: &str, columns: usize) -> String {
    let mut skipped = 0;
    let mut from = 0;
    for glyph in crate::layout::glyphs(text) {
        if skipped >= columns {
            break;
        }
        skipped += glyph.width;
        from = glyph.range.end;
    }
    text.get(from..).unwrap_or_default().to_string()
}
