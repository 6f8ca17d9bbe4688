//! `reftel print`: the cable as the pane shows it, as plain text.

use crate::cable::{BlockKind, Cable};
use crate::layout::{Page, Row, lead, safe, safe_width};

/// The cable readable, wrapped to `width` columns. Safe for any terminal that it may be sent to.
pub(super) fn print(cable: &Cable, width: usize) -> String {
    let page = Page::new(cable, &cable.blocks, width.max(20));
    let mut text = String::new();
    for index in 0..page.len() {
        if let Some(Row::Text { block, start, end }) = page.row(index) {
            text.push_str(line(cable, &page, index, (block, start, end)).trim_end());
        }
        text.push('\n');
    }
    text
}

fn line(cable: &Cable, page: &Page, index: usize, row: (usize, usize, usize)) -> String {
    let (block, start, end) = row;
    let Some(shown) = cable.blocks.get(block) else { return String::new() };
    let lead = if page.is_first(index) { lead(cable, &cable.blocks, block) } else { String::new() };
    // The column of the pane's marker is not needed here.
    let gutter = page.margin(shown, index).saturating_sub(1);
    let pad = gutter.saturating_sub(safe_width(&lead));
    let body = safe(shown.reading.text().get(start..end).unwrap_or_default());
    let mut line = format!("{}{}{body}", safe(&lead), " ".repeat(pad));
    if shown.kind == BlockKind::Heading && end == shown.reading.text().len() {
        let ruler = "-".repeat(safe_width(&body));
        line.push_str(&format!("\n{}{ruler}", " ".repeat(gutter)));
    }
    line
}
