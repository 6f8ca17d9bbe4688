//! The text of the cable: gutter with number and mark, reflowed text, hits and mentions marked.

use super::{Canvas, Role};
use crate::app::{App, Highlight};
use crate::cable::BlockKind;
use crate::layout::{Area, Pane, Row, lead};

/// Draws the pane; gives the cell of the cursor when the pane has the keys.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let area = app.panes().cable?;
    let reader = app.reader();
    let page = reader.page();
    let cursor_row = reader.cursor_row();
    let current = app.paragraph();
    for y in 0..area.height {
        let index = reader.top() + usize::from(y);
        let Some(Row::Text { block, start, end }) = page.row(index) else { continue };
        let paragraph = app.cable().paragraph_of(block).filter(|_| !reader.is_raw());
        let marker = if index == cursor_row {
            ">"
        } else if paragraph.is_some() && paragraph == current {
            "▎"
        } else {
            ""
        };
        canvas.put(area, 0, y, marker, Role::Marker);
        draw_text(canvas, app, area, y, (index, block, start, end));
        if page.is_first(index) && !reader.is_raw() {
            let lead = lead(app.cable(), reader.blocks(app.cable()), block);
            let lead_area = Area { width: area.width.min(page.gutter() as u16), ..area };
            canvas.put(lead_area, 1, y, &lead, Role::Number);
        }
    }
    if page.is_empty() {
        canvas.put(area, 1, 0, "(nothing to read)", Role::Quiet);
    }
    let y = cursor_row.checked_sub(reader.top()).filter(|y| *y < usize::from(area.height))?;
    (app.focus() == Pane::Cable).then_some((area.x, area.y + y as u16))
}

fn draw_text(canvas: &mut Canvas<'_>, app: &App, area: Area, y: u16, row: (usize, usize, usize, usize)) {
    let (index, block, start, end) = row;
    let Some(shown) = app.reader().blocks(app.cable()).get(block) else { return };
    let text = shown.reading.text().get(start..end).unwrap_or_default();
    let base = match shown.kind {
        BlockKind::Heading => Role::Heading,
        BlockKind::Trailer => Role::Quiet,
        BlockKind::Label | BlockKind::Signature => Role::Number,
        _ => Role::Text,
    };
    let marked = app.highlights(block, start..end);
    let x = app.reader().page().margin(shown, index);
    canvas.put_with(area, x as u16, y, text, |glyph| {
        let at = start + glyph.range.start;
        let over = marked.iter().rev().find(|(range, _)| range.contains(&at));
        match over.map(|(_, kind)| kind) {
            Some(Highlight::CurrentHit) => Role::CurrentHit,
            Some(Highlight::Hit) => Role::Hit,
            Some(Highlight::CurrentMention) => Role::CurrentMention,
            Some(Highlight::Mention) => Role::Mention,
            None => base,
        }
    });
}
