//! Test helper: what is found in one line of running text.

use super::{Kind, extract};
use crate::cable::{Block, BlockKind, Cable, Reading, Span};

/// The printed mentions of a kind in a line, in order.
pub(super) fn mentions(text: &str, kind: Kind) -> Vec<String> {
    let reading = Reading::verbatim(text, Span::new(0, text.len()));
    let block = Block { kind: BlockKind::Prose, reading, paragraph: None, indent: 0 };
    let cable = Cable { text: text.to_owned(), blocks: vec![block], ..Cable::default() };
    let found = extract(&cable).entities.into_iter().filter(|entity| entity.kind == kind);
    let mut spans: Vec<Span> = found.flat_map(|entity| entity.mentions).map(|mention| mention.span).collect();
    spans.sort();
    spans.into_iter().map(|span| text[span.range()].to_owned()).collect()
}
