//! What stands before a text: the label of a field, the number and portion mark of a paragraph.

use super::safe_width;
use crate::cable::{Block, BlockKind, Cable, Field};

/// Widest gutter; a longer lead has rows of its own.
const WIDEST: usize = 14;
/// Columns of a gutter besides the lead: the marker in front, a blank behind.
const AROUND: usize = 2;

/// Columns of the gutter for these leads in a pane of `width` columns: as many as the widest lead needs that leaves two
/// thirds to the text.
pub(super) fn gutter(leads: &[String], width: usize) -> usize {
    let most = WIDEST.min(width / 3);
    let needed = leads.iter().map(|lead| safe_width(lead) + AROUND).filter(|needed| *needed <= most);
    needed.max().unwrap_or(AROUND)
}

/// Whether a lead can stand in a gutter before its text.
pub(super) fn fits(lead: &str, gutter: usize) -> bool {
    lead.is_empty() || safe_width(lead) + AROUND <= gutter
}

/// What stands before the first row of a block, a field's label or a paragraph's number and mark; empty for most.
pub fn lead(cable: &Cable, blocks: &[Block], index: usize) -> String {
    let Some(block) = blocks.get(index) else { return String::new() };
    if let BlockKind::Field(field) = block.kind {
        let repeated = index.checked_sub(1).and_then(|i| blocks.get(i)).is_some_and(|b| b.kind == block.kind);
        return if repeated { String::new() } else { label(field).to_string() };
    }
    let Some(paragraph) = block.paragraph.and_then(|p| cable.paragraphs.get(p)) else { return String::new() };
    if paragraph.blocks.start != index {
        return String::new();
    }
    match (paragraph.number, &paragraph.marking) {
        (Some(number), Some(marking)) => format!("{number:>3} ({})", marking.code),
        (Some(number), None) => format!("{number:>3}"),
        (None, Some(marking)) => format!("    ({})", marking.code),
        (None, None) => String::new(),
    }
}

/// The words for the fields of the header.
pub fn label(field: Field) -> &'static str {
    match field {
        Field::Classification => "Class",
        Field::Captions => "Captions",
        Field::Date => "Date",
        Field::From => "From",
        Field::To => "To",
        Field::Info => "Info",
        Field::Attention => "Attn",
        Field::Remark => "Note",
        Field::Order => "Order",
        Field::Tags => "TAGS",
        Field::Subject => "Subject",
        Field::References => "Refs",
        Field::ClassifiedBy => "Class by",
        Field::DerivedFrom => "Derived",
    }
}
