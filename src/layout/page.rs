//! The cable laid out at one width: every row of the pane, and the way between rows and places in the text.

use std::ops::Range;

use super::{wrap, wrap_verbatim};
use crate::cable::{Block, BlockKind, Cable, Field, Span};

/// A place in the text: a byte of one block's reading. Stays valid when the width changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// Byte in its reading.
    pub at: usize,
}

/// One row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Blank, between blocks.
    Blank,
    /// Part of a block: `start..end` of its reading.
    Text {
        /// Index of the block.
        block: usize,
        /// First byte.
        start: usize,
        /// One past the last.
        end: usize,
    },
}

/// All rows of a list of blocks at one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    rows: Vec<Row>,
    /// First row of each block.
    first: Vec<usize>,
    /// Columns in front of the text: marker, number, portion mark, or a field's label.
    gutter: usize,
    /// The columns that the rows were made for.
    width: Option<usize>,
}

/// Widest gutter; a longer portion mark stands in the text instead.
const GUTTER: usize = 14;

impl Page {
    /// Lays out blocks for a pane of `width` columns.
    pub fn new(cable: &Cable, blocks: &[Block], width: usize) -> Self {
        let gutter = gutter(cable, blocks).min(width / 3);
        let mut page =
            Self { rows: Vec::new(), first: Vec::with_capacity(blocks.len()), gutter, width: Some(width) };
        let mut previous: Option<&Block> = None;
        for (index, block) in blocks.iter().enumerate() {
            if previous.is_some_and(|previous| parted(previous, block)) {
                page.rows.push(Row::Blank);
            }
            page.first.push(page.rows.len());
            // One column stays free on the right; the rows of an entry hang below its first.
            let room = width.saturating_sub(gutter + usize::from(block.indent) + hang(block) + 1).max(1);
            let text = block.reading.text();
            let lines = match block.kind {
                BlockKind::Verbatim => wrap_verbatim(text, room),
                _ => wrap(text, room),
            };
            page.rows.extend(lines.into_iter().map(|Range { start, end }| Row::Text {
                block: index,
                start,
                end,
            }));
            previous = Some(block);
        }
        page
    }

    /// The columns that the rows were made for; `None` before the first layout.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at `index`.
    pub fn row(&self, index: usize) -> Option<Row> {
        self.rows.get(index).copied()
    }

    /// Columns in front of every text: marker, number, portion mark, or a field's label.
    pub fn gutter(&self) -> usize {
        self.gutter
    }

    /// The first row of a block.
    pub fn first_row(&self, block: usize) -> usize {
        self.first.get(block).copied().unwrap_or(self.rows.len().saturating_sub(1))
    }

    /// Whether `row` is the first of its block.
    pub fn is_first(&self, row: usize) -> bool {
        matches!(self.row(row), Some(Row::Text { block, .. }) if self.first_row(block) == row)
    }

    /// Columns in front of a row's text: the gutter, the block's indent, and the hang of an entry's later rows.
    pub fn margin(&self, block: &Block, row: usize) -> usize {
        let hang = if self.is_first(row) { 0 } else { hang(block) };
        self.gutter + usize::from(block.indent) + hang
    }

    /// The row on which a place stands.
    pub fn row_of(&self, place: Place) -> usize {
        let first = self.first_row(place.block);
        let mut found = first;
        for (index, row) in self.rows.iter().enumerate().skip(first) {
            match *row {
                Row::Text { block, start, .. } if block == place.block && start <= place.at => found = index,
                _ => break,
            }
        }
        found
    }

    /// The place at the start of a row; of a blank row, the start of the block below it.
    pub fn place(&self, row: usize) -> Place {
        let below = self.rows.iter().skip(row).find_map(|row| match *row {
            Row::Text { block, start, .. } => Some(Place { block, at: start }),
            Row::Blank => None,
        });
        below.unwrap_or_default()
    }
}

/// The place in `blocks` that shows byte `offset` of the file; the nearest one before it when none does.
pub fn place_of(blocks: &[Block], offset: usize) -> Place {
    let mut nearest = Place::default();
    let mut nearest_start = None;
    for (index, block) in blocks.iter().enumerate() {
        let span = block.reading.span();
        if span.contains(offset) {
            let at = block.reading.from_source(Span::new(offset, offset + 1)).start;
            return Place { block: index, at };
        }
        if span.start <= offset && nearest_start.is_none_or(|start| start <= span.start) {
            nearest = Place { block: index, at: 0 };
            nearest_start = Some(span.start);
        }
    }
    nearest
}

/// What stands in the gutter before the first row of a block; empty for most.
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
    let number = paragraph.number.map(|n| format!("{n:>3}")).unwrap_or_else(|| String::from("   "));
    match &paragraph.marking {
        Some(marking) => format!("{number} ({})", marking.code),
        None => number,
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
        Field::Order => "Order",
        Field::Tags => "TAGS",
        Field::Subject => "Subject",
        Field::References => "Refs",
        Field::ClassifiedBy => "Class by",
        Field::DerivedFrom => "Derived",
    }
}

/// Columns by which the later rows of an entry stand further in.
fn hang(block: &Block) -> usize {
    if block.kind == BlockKind::Item { 2 } else { 0 }
}

/// One column for the marker, the widest lead that is not too wide, one blank.
fn gutter(cable: &Cable, blocks: &[Block]) -> usize {
    let structured = |block: &Block| block.paragraph.is_some() || matches!(block.kind, BlockKind::Field(_));
    if !cable.is_cable() || !blocks.iter().any(structured) {
        return 2;
    }
    let widest = (0..blocks.len())
        .filter(|index| structured(&blocks[*index]))
        .map(|index| super::safe_width(&lead(cable, blocks, index)))
        .filter(|width| width + 2 <= GUTTER)
        .max();
    widest.unwrap_or(0) + 2
}

/// Whether a blank row stands between two blocks.
fn parted(above: &Block, below: &Block) -> bool {
    use BlockKind::{Field as F, Item, Label, Quote, Verbatim};
    match (above.kind, below.kind) {
        (F(_), F(_)) | (Item, Item) | (Label, Item) | (Verbatim, Verbatim) | (Quote, Quote) => false,
        _ => above.paragraph != below.paragraph || above.paragraph.is_none() || below.kind == Label,
    }
}
