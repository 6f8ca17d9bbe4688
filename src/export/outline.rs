//! The pieces of a cable in reading order, for texts that people read.

use std::borrow::Cow;

use crate::cable::{BlockKind, Cable};
use crate::layout;

/// One piece.
pub(super) enum Piece<'a> {
    /// A line of the header: its label (empty where the line before has the same), and its text.
    Field(&'static str, &'a str),
    /// A section heading.
    Heading(&'a str),
    /// A paragraph: index into [`Cable::paragraphs`].
    Paragraph(usize),
    /// What stands behind the last paragraph.
    Trailer(&'a str),
    /// Text that belongs to no paragraph.
    Line(&'a str),
}

/// The pieces of `cable`, from its first line to its signature.
pub(super) fn pieces(cable: &Cable) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut last = None;
    let mut field = None;
    for block in &cable.blocks {
        let text = block.reading.text();
        if let Some(paragraph) = block.paragraph {
            if last != Some(paragraph) {
                pieces.push(Piece::Paragraph(paragraph));
                last = Some(paragraph);
            }
            continue;
        }
        match block.kind {
            BlockKind::Field(kind) => {
                let repeated = field.replace(kind) == Some(kind);
                pieces.push(Piece::Field(if repeated { "" } else { layout::label(kind) }, text));
            }
            BlockKind::Heading => pieces.push(Piece::Heading(text)),
            BlockKind::Trailer | BlockKind::Signature => pieces.push(Piece::Trailer(text)),
            _ => pieces.push(Piece::Line(text)),
        }
    }
    pieces
}

/// The number and the portion mark of a paragraph as they stand before it: `8 (C)`; empty where it has neither.
pub(super) fn lead(cable: &Cable, paragraph: usize) -> String {
    let Some(paragraph) = cable.paragraphs.get(paragraph) else { return String::new() };
    let number = paragraph.number.map(|number| number.to_string());
    let marking = paragraph.marking.as_ref().map(|marking| format!("({})", marking.code));
    number.into_iter().chain(marking).collect::<Vec<_>>().join(" ")
}

/// The blocks of a paragraph: their kind and text.
pub(super) fn blocks(cable: &Cable, paragraph: usize) -> impl Iterator<Item = (BlockKind, &str)> {
    let blocks = cable.paragraphs.get(paragraph).map_or(0..0, |paragraph| paragraph.blocks.clone());
    let blocks = cable.blocks.get(blocks).unwrap_or_default();
    blocks.iter().map(|block| (block.kind, block.reading.text()))
}

/// The lines of a text, each safe to be shown.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().map(layout::safe)
}
