//! The notes beside the text, each at the height of its paragraph, and the editor over them.

use super::{Canvas, Role};
use crate::annotation::{Anchor, Resolution};
use crate::app::{App, Composer, Leaf, Mode};
use crate::layout::{Area, Pane};

/// Fewest rows of the editor's box.
const EDITOR: u16 = 6;

/// Draws the pane; gives the cell of the cursor when a note is written or chosen.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let area = app.panes().notes?;
    let notebook = app.notebook();
    let chosen = notebook.selected().filter(|_| app.focus() == Pane::Notes);
    let mut cursor = None;
    for (index, (leaf, placed)) in notebook.leaves().iter().zip(notebook.placed()).enumerate() {
        let Some(y) = visible(placed.row, placed.height, app, area) else { continue };
        if draw_leaf(canvas, app, area, y, (leaf, placed.height, chosen == Some(index))) {
            cursor = Some((area.x, area.y + u16::try_from(y.max(0)).unwrap_or(0)));
        }
    }
    if notebook.leaves().is_empty() && !matches!(app.mode(), Mode::Composing(_)) {
        canvas.put(area, 1, 0, "No notes yet.", Role::Quiet);
        canvas.put(area, 1, 1, "a writes one on the", Role::Quiet);
        canvas.put(area, 1, 2, "paragraph marked >", Role::Quiet);
    }
    match app.mode() {
        Mode::Composing(composer) => Some(draw_editor(canvas, app, area, composer)),
        _ => cursor,
    }
}

/// The row of the pane on which something begins; negative when its head is above the pane.
fn visible(row: usize, height: usize, app: &App, area: Area) -> Option<i64> {
    let top = app.reader().top();
    let inside = row + height > top && row < top + usize::from(area.height);
    inside.then_some(row as i64 - top as i64)
}

/// Draws one note; whether it is the chosen one.
fn draw_leaf(canvas: &mut Canvas<'_>, app: &App, area: Area, y: i64, leaf: (&Leaf, usize, bool)) -> bool {
    let (leaf, height, chosen) = leaf;
    let role = match (chosen, leaf.draft) {
        (true, _) => Role::Chosen,
        (false, true) => Role::DraftHead,
        (false, false) => Role::NoteHead,
    };
    let row = |offset: usize| u16::try_from(y + offset as i64).ok();
    if let Some(y) = row(0) {
        canvas.put(area, 0, y, if chosen { ">" } else { "●" }, Role::Marker);
        canvas.put_cut(area, 2, y, &head(app, leaf), role);
    }
    // The last row stays blank; a folded note says how much is folded away.
    let room = height.saturating_sub(2);
    let folded = leaf.rows.len() > room;
    let shown = if folded { room.saturating_sub(1) } else { leaf.rows.len() };
    for (index, range) in leaf.rows.iter().take(shown).enumerate() {
        if let Some(y) = row(index + 1) {
            canvas.put(area, 2, y, leaf.body.get(range.clone()).unwrap_or_default(), Role::Text);
        }
    }
    if let Some(y) = row(shown + 1).filter(|_| folded) {
        canvas.put(area, 2, y, &format!("+{} lines (za)", leaf.rows.len() - shown), Role::Quiet);
    }
    chosen
}

/// `¶8 · draft`, `¶3 · M. Duval · 2026-03-02`, `lost: «quote»`.
fn head(app: &App, leaf: &Leaf) -> String {
    let mut words = vec![match &leaf.resolution {
        Resolution::Whole => String::from("cable"),
        Resolution::Exact(found) => place(app, found.paragraph),
        Resolution::Moved(found) => format!("{} moved", place(app, found.paragraph)),
        Resolution::Ambiguous(found) => format!("unsure: {} places «{}»", found.len(), quote(&leaf.anchor)),
        Resolution::Lost => format!("place lost «{}»", quote(&leaf.anchor)),
    }];
    words.extend(leaf.author.clone());
    if leaf.draft {
        words.push(String::from("draft"));
    } else if !leaf.day.is_empty() {
        words.push(leaf.day.clone());
    }
    if leaf.versions > 1 {
        words.push(format!("{} versions", leaf.versions));
    }
    words.join(" · ")
}

fn place(app: &App, paragraph: usize) -> String {
    let number = app.cable().paragraphs.get(paragraph).and_then(|paragraph| paragraph.number);
    format!("¶{}", number.map_or_else(|| (paragraph + 1).to_string(), |number| number.to_string()))
}

fn quote(anchor: &Anchor) -> String {
    let label = anchor.label.as_ref().map(|label| format!("¶{label} ")).unwrap_or_default();
    format!("{label}{}", anchor.exact.chars().take(24).collect::<String>())
}

/// Draws the editor at the height of the paragraph it is about; gives the cell of its cursor.
fn draw_editor(canvas: &mut Canvas<'_>, app: &App, area: Area, composer: &Composer) -> (u16, u16) {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let rows = composer.editor.rows(width);
    let (row, column) = composer.editor.position(&rows);
    let wanted = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
    let height = wanted.clamp(EDITOR.min(area.height), area.height);
    let at = app.reader().cursor_row().saturating_sub(app.reader().top());
    let y = u16::try_from(at).unwrap_or(u16::MAX).min(area.height - height);
    let frame = Area { y: area.y + y, height, ..area };
    canvas.blank(frame);
    let title = match composer.draft.content.anchor.resolve(app.cable()).found() {
        Some(found) => format!("note on {}", place(app, found.paragraph)),
        None => String::from("note on the cable"),
    };
    // A pane of one or two rows keeps them for the text.
    let (above, below) = (u16::from(height > 1), u16::from(height > 2));
    let room = usize::from(height - above - below);
    let first = (row + 1).saturating_sub(room);
    if above > 0 {
        canvas.put(frame, 0, 0, "┌ ", Role::Marker);
        canvas.put_cut(frame, 2, 0, &title, Role::DraftHead);
    }
    for (index, range) in rows.iter().skip(first).take(room).enumerate() {
        let y = above + index as u16;
        canvas.put(frame, 0, y, "│", Role::Marker);
        canvas.put(frame, 2, y, composer.editor.text().get(range.clone()).unwrap_or_default(), Role::Text);
    }
    let rest = rows.len().saturating_sub(first + room);
    if below > 0 {
        let foot = if rest > 0 { format!("└ {rest} more rows") } else { String::from("└") };
        canvas.put(frame, 0, height - 1, &foot, Role::Marker);
    }
    let x = 2 + column.min(width.saturating_sub(1)) as u16;
    let y = above + (row - first) as u16;
    (frame.x + x.min(frame.width.saturating_sub(1)), frame.y + y)
}

/// The title of the pane.
pub(super) fn caption(app: &App) -> String {
    format!("Notes {}", app.notebook().leaves().len())
}
