//! `reftel print`: the cable as the pane shows it, as plain text.

use crate::cable::{BlockKind, Cable};
use crate::layout::{Page, Row, lead, safe, safe_width};

/// The cable readable, wrapped to `width` columns. Safe for any terminal that it may be sent to.
pub(super) fn print(cable: &Cable, width: usize) -> String {
    let page = Page::new(cable, &cable.blocks, width.max(20));
    let mut text = String::new();
    for index in 0..page.len() {
        let line = match page.row(index) {
            Some(Row::Text { block, start, end }) => line(cable, &page, index, (block, start, end)),
            Some(Row::Lead { block, start, end }) => {
                let lead = lead(cable, &cable.blocks, block);
                safe(lead.get(start..end).unwrap_or_default()).into_owned()
            }
            Some(Row::Blank | Row::Gap(_)) | None => String::new(),
        };
        text.push_str(line.trim_end());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;

    fn printed(text: &str, width: usize) -> String {
        print(&Cable::parse(decode(text.into())), width)
    }

    #[test]
    fn a_long_mark_stands_above_its_text() {
        let text = "C O N F I D E N T I A L\n\nSUBJECT: BOATS\n\n1. (S/REL USA, GBR, AUS, CAN, NZL) The boats came.\n";
        let shown = printed(text, 60);
        assert!(shown.contains("\n  1 (S/REL USA, GBR, AUS, CAN, NZL)\n"), "{shown}");
        let words: String = printed(text, 20).split_whitespace().collect();
        assert!(words.contains("1(S/RELUSA,GBR,AUS,CAN,NZL)Theboatscame."), "{words}");
    }

    #[test]
    fn a_text_that_is_no_cable_keeps_numbers_and_marks() {
        let shown = printed("1. (C) The boats came.\n\n2. (U) They left.\n", 60);
        assert!(shown.contains("  1 (C) The boats came.\n\n  2 (U) They left."), "{shown}");
    }
}
