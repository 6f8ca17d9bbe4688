//! The note editor: its frame, and the text with what is selected.

use super::{Canvas, Role};
use crate::app::{self, App, Composer, EditorFrame};
use crate::cable::counted;

/// Draws the editor; gives the cell of its cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, composer: &Composer) -> Option<(u16, u16)> {
    let frame = app.editor_frame()?;
    canvas.blank(frame.area);
    for (y, row) in (frame.head..).zip(frame.rows.clone()) {
        draw_row(canvas, &frame, composer, y, row);
    }
    draw_sides(canvas, &frame);
    if frame.head > 0 {
        let limit = frame.limit.clone().unwrap_or_default();
        // Two columns at either end, and what stands on the right.
        let name = app::draft_name(&composer.draft.content);
        let taken = name.len() + 9 + crate::layout::safe_width(&limit);
        let room = usize::from(frame.area.width).saturating_sub(taken);
        let title = format!("{name} on {}", app.composed_words(composer, room));
        draw_edge(canvas, &frame, 0, ["┌", "┐"], [(&title, Role::DraftHead), (&limit, Role::Alert)]);
    }
    if frame.foot > 0 {
        let below = if frame.below > 0 { format!("+{}", counted(frame.below, "row")) } else { String::new() };
        let kept = match &frame.kept {
            Ok(words) => (*words, Role::Quiet),
            Err(why) => (why.as_str(), Role::Alert),
        };
        draw_edge(canvas, &frame, frame.area.height - 1, ["└", "┘"], [kept, (&below, Role::Quiet)]);
    }
    Some(frame.cursor)
}

fn draw_row(canvas: &mut Canvas<'_>, frame: &EditorFrame, composer: &Composer, y: u16, row: usize) {
    let editor = &composer.editor;
    let selected = editor.selection().unwrap_or_default();
    let role = |at: usize| if selected.contains(&at) { Role::Chosen } else { Role::Text };
    let mut end = 0;
    for cell in editor.cells(row) {
        let x = frame.indent + u16::try_from(cell.column).unwrap_or(u16::MAX - frame.indent);
        let text = editor.text().get(cell.range.clone()).unwrap_or_default();
        let tab = " ".repeat(cell.width);
        canvas.put(frame.area, x, y, if text == "\t" { &tab } else { text }, role(cell.range.start));
        end = cell.column + cell.width;
    }
    // A line feed that is selected shows as a blank.
    let line_end = editor.row(row).end;
    if selected.contains(&line_end)
        && editor.text().get(line_end..).is_some_and(|rest| rest.starts_with('\n'))
    {
        let x = frame.indent + u16::try_from(end).unwrap_or(u16::MAX - frame.indent);
        canvas.put(frame.area, x, y, " ", Role::Chosen);
    }
}

fn draw_sides(canvas: &mut Canvas<'_>, frame: &EditorFrame) {
    for y in frame.head..frame.area.height - frame.foot {
        canvas.put(frame.area, 0, y, "│", Role::Marker);
        if frame.boxed {
            canvas.put(frame.area, frame.area.width - 1, y, "│", Role::Marker);
        }
    }
}

/// Draws the upper or lower edge, with words on its left and on its right.
fn draw_edge(
    canvas: &mut Canvas<'_>,
    frame: &EditorFrame,
    y: u16,
    corners: [&str; 2],
    words: [(&str, Role); 2],
) {
    let area = frame.area;
    if frame.boxed {
        let line = "─".repeat(usize::from(area.width.saturating_sub(2)));
        canvas.put(area, 1, y, &line, Role::Marker);
        canvas.put(area, area.width - 1, y, corners[1], Role::Marker);
    }
    canvas.put(area, 0, y, corners[0], Role::Marker);
    let [(left, left_role), (right, right_role)] = words;
    let inner = crate::layout::Area { width: area.width.saturating_sub(2 * u16::from(frame.boxed)), ..area };
    let mut behind = 2;
    if !left.is_empty() {
        behind = canvas.put_cut(inner, 2, y, left, left_role);
        canvas.put(inner, 1, y, " ", Role::Marker);
        canvas.put(inner, behind, y, " ", Role::Marker);
    }
    if !right.is_empty() {
        canvas.put_right(inner, behind + 1, y, &format!(" {right} "), right_role);
    }
}
