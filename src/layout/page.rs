//! The cable laid out at one width: every row of the pane, and the way between rows and places in the text.

use std::ops::Range;

use super::gap::Gap;
use super::lead::{fits, gutter, lead};
use super::{Place, Places, wrap, wrap_verbatim};
use crate::cable::{Block, BlockKind, Cable};

/// One row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Blank, between blocks.
    Blank,
    /// Instead of text that is hidden: how many paragraphs.
    Gap(usize),
    /// Above the text of a block: part of its [`lead`], which is too wide for the gutter. The cursor never stands here.
    Lead {
        /// Index of the block.
        block: usize,
        /// First byte of the lead.
        start: usize,
        /// One past the last.
        end: usize,
    },
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
    places: Places,
    /// Columns in front of the text: marker, number, portion mark, or a field's label.
    gutter: usize,
    /// The columns that the rows were made for.
    width: Option<usize>,
}

/// Column at which leads begin, behind the marker.
const LEAD: usize = 1;
/// Columns that stay free on the right.
const FREE: usize = 1;

impl Page {
    /// Lays out blocks for a pane of `width` columns.
    pub fn new(cable: &Cable, blocks: &[Block], width: usize) -> Self {
        Self::without(cable, blocks, width, &[])
    }

    /// The same without the blocks that are `hidden` (one flag for each; none for nothing hidden): one row for every
    /// gap tells how many paragraphs it hides. A hidden block's first row is that row, or what stands in its place.
    pub fn without(cable: &Cable, blocks: &[Block], width: usize, hidden: &[bool]) -> Self {
        let leads: Vec<String> = (0..blocks.len()).map(|index| lead(cable, blocks, index)).collect();
        let gutter = gutter(&leads, width);
        let first = Vec::with_capacity(blocks.len());
        let mut page =
            Self { rows: Vec::new(), first, places: Places::new(blocks), gutter, width: Some(width) };
        let mut previous: Option<&Block> = None;
        let mut gap = Gap::default();
        for (block, (shown, lead)) in blocks.iter().zip(&leads).enumerate() {
            if hidden.get(block).copied().unwrap_or(false) {
                page.first.push(page.rows.len());
                gap.hide(shown);
                continue;
            }
            if let Some(row) = gap.end() {
                page.rows.push(row);
            } else if previous.is_some_and(|previous| parted(previous, shown)) {
                page.rows.push(Row::Blank);
            }
            page.first.push(page.rows.len());
            if !fits(lead, gutter) {
                let lines = wrap(lead, width.saturating_sub(LEAD + FREE));
                page.rows.extend(lines.into_iter().map(|Range { start, end }| Row::Lead {
                    block,
                    start,
                    end,
                }));
            }
            let room = width.saturating_sub(page.margin_of(shown, hang(shown)) + FREE);
            let text = shown.reading.text();
            let lines = match shown.kind {
                BlockKind::Verbatim => wrap_verbatim(text, room),
                _ => wrap(text, room),
            };
            page.rows.extend(lines.into_iter().map(|Range { start, end }| Row::Text { block, start, end }));
            previous = Some(shown);
        }
        page.rows.extend(gap.end());
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

    /// The first row of a block, its lead included.
    pub fn first_row(&self, block: usize) -> usize {
        self.first.get(block).copied().unwrap_or(self.rows.len().saturating_sub(1))
    }

    /// Whether `row` is the first of its block: the text with its lead in the gutter, or the first row of a lead above.
    pub fn is_first(&self, row: usize) -> bool {
        matches!(self.row(row), Some(Row::Text { block, .. } | Row::Lead { block, .. }) if self.first_row(block) == row)
    }

    /// Columns in front of a row's text: the gutter, the block's indent, and the hang of an entry's later rows. At most
    /// half the pane.
    pub fn margin(&self, block: &Block, row: usize) -> usize {
        let is_later = matches!(self.row(row), Some(Row::Text { start, .. }) if start > 0);
        self.margin_of(block, if is_later { hang(block) } else { 0 })
    }

    fn margin_of(&self, block: &Block, hang: usize) -> usize {
        (self.gutter + usize::from(block.indent) + hang).min(self.width.unwrap_or(0) / 2)
    }

    /// The row on which a place stands.
    pub fn row_of(&self, place: Place) -> usize {
        let first = self.first_text_row(place.block);
        let end = self.first.get(place.block.saturating_add(1)).copied().unwrap_or(self.rows.len());
        let rows = self.rows.get(first..end).unwrap_or_default();
        let before = rows.partition_point(|row| matches!(row, Row::Text { start, .. } if *start <= place.at));
        first + before.saturating_sub(1)
    }

    /// The place at the start of a row; of a row without text, the start of the text below it, or of the last above it
    /// where there is none; behind the end, the start of the last row.
    pub fn place(&self, row: usize) -> Place {
        let row = row.min(self.rows.len().saturating_sub(1));
        let start = |row: &Row| match *row {
            Row::Text { block, start, .. } => Some(Place { block, at: start }),
            Row::Lead { .. } | Row::Blank | Row::Gap(_) => None,
        };
        let below = self.rows.iter().skip(row).find_map(start);
        let above = || self.rows.iter().take(row).rev().find_map(start);
        below.or_else(above).unwrap_or_default()
    }

    /// The place itself when its row is shown; else the nearest behind it that is, or the last before it.
    pub fn shown(&self, place: Place) -> Place {
        let row = self.row_of(place);
        let is_there = matches!(self.row(row), Some(Row::Text { block, .. }) if block == place.block);
        if is_there || self.is_empty() { place } else { self.place(row) }
    }

    /// The place that shows byte `offset` of the file, for the blocks of this page: [`super::Places::of`].
    pub fn place_of(&self, blocks: &[Block], offset: usize) -> Place {
        self.places.of(blocks, offset)
    }

    /// The row of text `by` rows of text below (above, when negative), or the last there is that way: a cursor stands on
    /// text, and rows without it do not count.
    pub fn step(&self, row: usize, by: isize) -> usize {
        let is_text = |row: &usize| matches!(self.row(*row), Some(Row::Text { .. }));
        let count = by.unsigned_abs();
        let reached = if by < 0 {
            (0..row).rev().filter(is_text).take(count).last()
        } else {
            (row + 1..self.rows.len()).filter(is_text).take(count).last()
        };
        reached.unwrap_or(row)
    }

    /// The first row of a block's text, below its lead.
    fn first_text_row(&self, block: usize) -> usize {
        let first = self.first_row(block);
        let rows = self.rows.get(first..).unwrap_or_default();
        first + rows.iter().take_while(|row| matches!(row, Row::Lead { .. })).count()
    }
}

/// Columns by which the later rows of an entry stand further in.
fn hang(block: &Block) -> usize {
    if block.kind == BlockKind::Item { 2 } else { 0 }
}

/// Whether a blank row stands between two blocks.
fn parted(above: &Block, below: &Block) -> bool {
    use BlockKind::{Field as F, Item, Label, Quote, Verbatim};
    match (above.kind, below.kind) {
        (F(_), F(_)) | (Item, Item) | (Label, Item) | (Verbatim, Verbatim) | (Quote, Quote) => false,
        _ => above.paragraph != below.paragraph || above.paragraph.is_none() || below.kind == Label,
    }
}

#[cfg(test)]
mod tests {
    use super::super::places::place_of;
    use super::super::safe_width;
    use super::*;
    use crate::cable::{Field, Marking, Paragraph, Reading, Span};
    use proptest::prelude::*;

    /// A text without a header: a paragraph for each mark, with a text and an entry below it.
    fn paragraphs(marks: &[Option<&str>], text: &str) -> Cable {
        let mut cable = Cable { text: text.to_owned(), ..Cable::default() };
        for (index, mark) in marks.iter().enumerate() {
            let first = cable.blocks.len();
            for (kind, indent) in [(BlockKind::Prose, 0), (BlockKind::Item, 12)] {
                let reading = Reading::verbatim(text, Span::new(0, text.len()));
                cable.blocks.push(Block { kind, reading, paragraph: Some(index), indent });
            }
            cable.paragraphs.push(Paragraph {
                number: u32::try_from(index + 1).ok(),
                marking: mark.map(|code| Marking { code: code.into(), scope: None, span: Span::default() }),
                heading: None,
                span: Span::default(),
                blocks: first..cable.blocks.len(),
            });
        }
        cable
    }

    fn page(cable: &Cable, width: usize) -> Page {
        Page::new(cable, &cable.blocks, width)
    }

    /// The words of a block's lead as its rows show them, above the text or in the gutter.
    fn shown_lead(cable: &Cable, page: &Page, block: usize) -> String {
        let lead = lead(cable, &cable.blocks, block);
        let rows = (page.first_row(block)..page.len()).map_while(|row| match page.row(row) {
            Some(Row::Lead { start, end, .. }) => Some(&lead[start..end]),
            _ => None,
        });
        let above: Vec<&str> = rows.collect();
        if above.is_empty() { lead.clone() } else { above.concat() }
    }

    const RELEASE: &str = "S/REL USA, GBR, AUS, CAN, NZL";

    #[test]
    fn a_long_mark_has_rows_of_its_own() {
        let cable = paragraphs(&[Some("C"), Some(RELEASE), None], "This is a text.");
        let page = page(&cable, 60);
        assert_eq!(page.gutter(), "   1 (C) ".len());
        let row = page.first_row(2);
        assert_eq!(page.row(row), Some(Row::Lead { block: 2, start: 0, end: RELEASE.len() + 6 }));
        assert_eq!(page.row(row + 1), Some(Row::Text { block: 2, start: 0, end: 15 }));
        assert!(page.is_first(row) && !page.is_first(row + 1));
        assert_eq!(page.place(row), Place { block: 2, at: 0 });
        assert_eq!(page.row_of(Place { block: 2, at: 0 }), row + 1);
        assert!(page.is_first(page.first_row(0)));
    }

    #[test]
    fn a_text_that_is_no_cable_keeps_its_numbers() {
        let cable = paragraphs(&[Some("C")], "This is a text.");
        assert!(!cable.is_cable());
        assert_eq!(page(&cable, 60).gutter(), "   1 (C) ".len());
        let mut unnumbered = cable.clone();
        unnumbered.paragraphs[0] = Paragraph { number: None, marking: None, ..cable.paragraphs[0].clone() };
        assert_eq!(page(&unnumbered, 60).gutter(), 2);
        let raw = Block { paragraph: None, ..cable.blocks[0].clone() };
        assert_eq!(Page::new(&cable, &[raw], 60).gutter(), 2);
    }

    #[test]
    fn no_lead_is_cut_in_a_narrow_pane() {
        let mut cable = paragraphs(&[None, Some("C"), Some("SBU/NOFORN"), Some(RELEASE)], "Some words here.");
        let field =
            Block { kind: BlockKind::Field(Field::ClassifiedBy), paragraph: None, ..cable.blocks[0].clone() };
        cable.blocks.push(field);
        for width in [1, 2, 3, 4, 8, 12, 20, 60] {
            let page = page(&cable, width);
            for (block, shown) in cable.blocks.iter().enumerate() {
                let lead = lead(&cable, &cable.blocks, block);
                let words = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(words(&shown_lead(&cable, &page, block)), words(&lead), "{width}");
                let first = page.first_row(block);
                if !lead.is_empty() && matches!(page.row(first), Some(Row::Text { .. })) {
                    assert!(safe_width(&lead) + 2 <= page.margin(shown, first), "{lead:?} at {width}");
                }
                assert!(page.margin(shown, first) < width, "{width}");
            }
            for row in (0..page.len()).filter(|_| width >= 4) {
                match page.row(row) {
                    Some(Row::Lead { start, end, .. }) => assert!(end - start < width - 1),
                    Some(Row::Text { block, start, end }) => {
                        assert!(page.margin(&cable.blocks[block], row) + end - start < width);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn one_row_tells_of_every_gap() {
        let cable = paragraphs(&[Some("C"), None, Some("U"), None, Some("C")], "Text.");
        let hidden: Vec<bool> =
            [true, true, false, true, true].into_iter().flat_map(|hide| [hide; 2]).collect();
        let page = Page::without(&cable, &cable.blocks, 60, &hidden);
        let rows: Vec<Row> = (0..page.len()).filter_map(|row| page.row(row)).collect();
        let text = |block| Row::Text { block, start: 0, end: 5 };
        assert_eq!(rows, [Row::Gap(2), text(4), text(5), Row::Gap(2)]);
        let place = |block| Place { block, at: 0 };
        assert_eq!([0, 1, 2, 3, 9].map(|row| page.place(row)), [4, 4, 5, 5, 5].map(place));
        assert_eq!([0, 3, 4, 5, 6, 9].map(|block| page.shown(place(block))), [4, 4, 4, 5, 5, 5].map(place));
        assert_eq!(page.shown(Place { block: 4, at: 3 }), Place { block: 4, at: 3 });
    }

    #[test]
    fn steps_pass_over_rows_without_text() {
        let cable = paragraphs(&[Some(RELEASE), Some(RELEASE)], "Text.");
        let page = page(&cable, 60);
        let rows = [1, 2, 5, 6];
        assert!((0..page.len()).filter(|row| matches!(page.row(*row), Some(Row::Text { .. }))).eq(rows));
        assert_eq!(rows.map(|row| page.step(row, 1)), [2, 5, 6, 6]);
        assert_eq!(rows.map(|row| page.step(row, -1)), [1, 1, 2, 5]);
        assert_eq!(page.step(6, isize::MIN), 1);
        assert_eq!(page.step(1, isize::MAX), 6);
        assert_eq!(Page::default().step(0, 1), 0);
    }

    proptest! {
        #[test]
        fn rows_and_places_agree(
            marks in prop::collection::vec(prop::option::of(prop::sample::select(vec!["C", RELEASE])), 1..4),
            text in "[a-z \n]{0,80}", width in 1usize..40,
        ) {
            let cable = paragraphs(&marks, &text);
            let page = page(&cable, width);
            let mut above = Place::default();
            for row in 0..page.len() + 3 {
                let place = page.place(row);
                prop_assert!(place >= above);
                above = place;
                match page.row(row) {
                    Some(Row::Text { .. }) => prop_assert_eq!(page.row_of(place), row),
                    Some(_) => prop_assert!(page.row_of(place) > row),
                    None => prop_assert_eq!(page.row_of(place), page.len() - 1),
                }
            }
            for (block, shown) in cable.blocks.iter().enumerate() {
                let last = page.row_of(Place { block, at: usize::MAX });
                prop_assert!(last >= page.first_row(block));
                prop_assert!(page.first.get(block + 1).is_none_or(|below| last < *below));
                let offset = shown.reading.span().start;
                prop_assert_eq!(page.place_of(&cable.blocks, offset), place_of(&cable.blocks, offset));
            }
        }
    }
}
