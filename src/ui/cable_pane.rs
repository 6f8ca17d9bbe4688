//! The text of the cable: gutter with number and mark, reflowed text, hits and mentions marked.

use std::ops::Range;

use super::{Canvas, Role};
use crate::annotation::Markup;
use crate::app::{App, Highlight, Marks};
use crate::cable::{BlockKind, counted};
use crate::layout::{Area, Pane, Row, lead};

/// The sign of a paragraph that has been read.
const READ: &str = "✓";

/// Draws the pane; gives the cell of the cursor when the pane has the keys.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let area = app.panes().cable?;
    let reader = app.reader();
    let page = reader.page();
    let cursor_row = reader.cursor_row();
    let current = app.paragraph();
    let marks = app.marks();
    for y in 0..area.height {
        let index = reader.top() + usize::from(y);
        let Some(row) = page.row(index) else { break };
        if let Row::Gap(paragraphs) = row {
            let words = format!("· {} hidden", counted(paragraphs, "paragraph"));
            canvas.put(area, page.gutter() as u16, y, &words, Role::Quiet);
        }
        let (Row::Text { block, start, end } | Row::Lead { block, start, end }) = row else { continue };
        let paragraph = app.cable().paragraph_of(block).filter(|_| !reader.is_raw());
        let marker = if index == cursor_row {
            ">"
        } else if page.is_first(index) && is_noted_unseen(app, block) {
            "●"
        } else if paragraph.is_some() && paragraph == current {
            "▎"
        } else {
            ""
        };
        canvas.put(area, 0, y, marker, Role::Marker);
        let lead = || lead(app.cable(), reader.blocks(app.cable()), block);
        if matches!(row, Row::Lead { .. }) {
            canvas.put(area, 1, y, lead().get(start..end).unwrap_or_default(), Role::Number);
            if page.is_first(index) {
                draw_read(canvas, app, area, y, block);
            }
            continue;
        }
        draw_text(canvas, app, &marks, area, y, (index, block, start, end));
        if page.is_first(index) {
            canvas.put(area, 1, y, &lead(), Role::Number);
            draw_read(canvas, app, area, y, block);
        }
    }
    if page.is_empty() {
        canvas.put(area, 1, 0, "(nothing to read; q quits)", Role::Quiet);
    }
    let y = cursor_row.checked_sub(reader.top()).filter(|y| *y < usize::from(area.height))?;
    let before = page.margin(reader.blocks(app.cable()).get(reader.cursor().block)?, cursor_row);
    let column = u16::try_from(before + reader.cursor_column(app.cable())).unwrap_or(u16::MAX);
    let x = area.x + column.min(area.width.saturating_sub(1));
    (app.focus() == Pane::Cable).then_some((x, area.y + y as u16))
}

/// Draws the sign of a paragraph that has been read, where it begins: in the blank column before its number. A number
/// that takes this column leaves the marker's, unless that has something more important.
fn draw_read(canvas: &mut Canvas<'_>, app: &App, area: Area, y: u16, block: usize) {
    let Some(index) = app.cable().paragraph_of(block).filter(|_| !app.reader().is_raw()) else { return };
    let paragraph = app.cable().paragraphs.get(index).filter(|paragraph| paragraph.blocks.start == block);
    if let Some(number) = paragraph.map(|paragraph| paragraph.number)
        && app.reading().is_read(index)
    {
        let wide = number.is_some_and(|number| number > 99);
        canvas.put(area, u16::from(!wide), y, READ, Role::NoteHead);
    }
}

/// Whether a paragraph that begins with a block has notes, while they are not shown beside it.
fn is_noted_unseen(app: &App, block: usize) -> bool {
    let paragraph = app.cable().paragraph_of(block);
    let begins =
        paragraph.and_then(|p| app.cable().paragraphs.get(p)).is_some_and(|p| p.blocks.start == block);
    begins
        && app.panes().notes.is_none()
        && app.notebook().leaves().iter().any(|leaf| leaf.paragraph() == paragraph)
}

fn draw_text(
    canvas: &mut Canvas<'_>,
    app: &App,
    marks: &Marks,
    area: Area,
    y: u16,
    row: (usize, usize, usize, usize),
) {
    let (index, block, start, end) = row;
    let Some(shown) = app.reader().blocks(app.cable()).get(block) else { return };
    let text = shown.reading.text().get(start..end).unwrap_or_default();
    let base = match shown.kind {
        BlockKind::Heading => Role::Heading,
        BlockKind::Trailer => Role::Quiet,
        BlockKind::Label | BlockKind::Signature => Role::Number,
        _ => Role::Text,
    };
    let looks = looks(&app.highlights(marks, block, start..end), start..end, base);
    let x = app.reader().page().margin(shown, index);
    canvas.put_with(area, x as u16, y, text, |glyph| looks.get(glyph.range.start).copied().unwrap_or(base));
}

/// The role of each byte of a row, `range` of its block's reading.
pub(super) fn looks(marked: &[(Range<usize>, Highlight)], range: Range<usize>, base: Role) -> Vec<Role> {
    let mut looks = vec![base; range.len()];
    // Later ones lie over earlier ones.
    for (marked, highlight) in marked {
        let from = marked.start.saturating_sub(range.start);
        let to = marked.end.min(range.end).saturating_sub(range.start);
        if let Some(part) = looks.get_mut(from..to) {
            part.fill(match highlight {
                Highlight::CurrentHit => Role::CurrentHit,
                Highlight::Hit => Role::Hit,
                Highlight::CurrentMention => Role::CurrentMention,
                Highlight::Mention => Role::Mention,
                Highlight::Quote => Role::Quote,
                Highlight::CurrentQuote | Highlight::Selected => Role::Selected,
                Highlight::Link => Role::Link,
                Highlight::Removed => Role::Removed,
                Highlight::Added => Role::Added,
                Highlight::Markup(markup) => match markup {
                    Markup::Heading | Markup::Strong => Role::Strong,
                    Markup::Emphasis => Role::Emphasis,
                    Markup::Code => Role::Number,
                    Markup::Quotation => Role::Quiet,
                    Markup::Bullet => Role::Marker,
                },
            });
        }
    }
    looks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_highlights_lie_over_earlier_ones_within_the_row() {
        let marked = [
            (0..4, Highlight::Mention),
            (8..30, Highlight::Hit),
            (9..10, Highlight::CurrentHit),
            (40..50, Highlight::Hit),
        ];
        use Role::{CurrentHit, Hit, Mention, Text};
        assert_eq!(
            looks(&marked, 2..12, Text),
            [Mention, Mention, Text, Text, Text, Text, Hit, CurrentHit, Hit, Hit]
        );
        assert_eq!(looks(&marked, 30..30, Text), []);
    }
}
