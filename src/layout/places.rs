//! From bytes of the file to places in the text.

use crate::cable::{Block, Span};

/// A place in the text: a byte of one block's reading. Stays valid when the width changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// Byte in its reading.
    pub at: usize,
}

/// The blocks by what they show of the file. Header fields may stand in another order there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    stretches: Vec<Stretch>,
}

/// What one block shows of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    span: Span,
    block: usize,
    /// The furthest end of this stretch and those before it: where none reaches, no earlier one need be looked at.
    reach: usize,
}

impl Places {
    /// Sorts the blocks by their place in the file.
    pub fn new(blocks: &[Block]) -> Self {
        let mut stretches: Vec<Stretch> = blocks
            .iter()
            .enumerate()
            .map(|(block, shown)| Stretch { span: shown.reading.span(), block, reach: 0 })
            .collect();
        stretches.sort_by_key(|stretch| (stretch.span.start, stretch.block));
        let mut reach = 0;
        for stretch in &mut stretches {
            reach = reach.max(stretch.span.end);
            stretch.reach = reach;
        }
        Self { stretches }
    }

    /// The place that shows byte `offset` of the file, in the blocks that this was made of; the nearest one before it when
    /// none does.
    pub fn of(&self, blocks: &[Block], offset: usize) -> Place {
        let count = self.stretches.partition_point(|stretch| stretch.span.start <= offset);
        let before = &self.stretches[..count];
        let near = before.iter().rev().take_while(|stretch| stretch.reach > offset);
        let holding = near.filter(|stretch| stretch.span.contains(offset)).map(|stretch| stretch.block).min();
        match holding.and_then(|block| Some((block, blocks.get(block)?))) {
            Some((block, shown)) => Place { block, at: byte_in(shown, offset) },
            None => before.last().map(|stretch| Place { block: stretch.block, at: 0 }).unwrap_or_default(),
        }
    }
}

/// [`Places::of`] the plain way, by looking at every block.
#[cfg(test)]
pub(super) fn place_of(blocks: &[Block], offset: usize) -> Place {
    let mut nearest = Place::default();
    let mut nearest_start = None;
    for (index, block) in blocks.iter().enumerate() {
        let span = block.reading.span();
        if span.contains(offset) {
            return Place { block: index, at: byte_in(block, offset) };
        }
        if span.start <= offset && nearest_start.is_none_or(|start| start <= span.start) {
            nearest = Place { block: index, at: 0 };
            nearest_start = Some(span.start);
        }
    }
    nearest
}

fn byte_in(block: &Block, offset: usize) -> usize {
    block.reading.from_source(Span::new(offset, offset + 1)).start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::{BlockKind, Reading};
    use proptest::prelude::*;

    /// Blocks that show these stretches of a file.
    fn blocks(spans: &[(usize, usize)]) -> Vec<Block> {
        let text = "x".repeat(200);
        let block = |&(start, length): &(usize, usize)| Block {
            kind: BlockKind::Prose,
            reading: Reading::verbatim(&text, Span::new(start, start + length)),
            paragraph: None,
            indent: 0,
        };
        spans.iter().map(block).collect()
    }

    #[test]
    fn fields_out_of_order_are_found() {
        let blocks = blocks(&[(40, 10), (0, 10), (20, 10), (60, 10)]);
        let places = Places::new(&blocks);
        assert_eq!(places.of(&blocks, 43), Place { block: 0, at: 3 });
        assert_eq!(places.of(&blocks, 5), Place { block: 1, at: 5 });
        assert_eq!(places.of(&blocks, 15), Place { block: 1, at: 0 });
        assert_eq!(places.of(&blocks, 55), Place { block: 0, at: 0 });
        assert_eq!(places.of(&blocks, 999), Place { block: 3, at: 0 });
        assert_eq!(Places::default().of(&[], 7), Place::default());
    }

    proptest! {
        #[test]
        fn finds_what_looking_at_every_block_finds(
            spans in prop::collection::vec((0usize..150, 0usize..40), 0..12), offset in 0usize..220,
        ) {
            let blocks = blocks(&spans);
            prop_assert_eq!(Places::new(&blocks).of(&blocks, offset), place_of(&blocks, offset));
        }
    }
}
