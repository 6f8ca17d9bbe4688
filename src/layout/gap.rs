//! What stands for text that is hidden.

use super::Row;
use crate::cable::Block;

/// Paragraphs hidden since the last row.
#[derive(Default)]
pub(super) struct Gap {
    paragraphs: usize,
    last: Option<usize>,
}

impl Gap {
    /// Counts a hidden block.
    pub(super) fn hide(&mut self, block: &Block) {
        if block.paragraph.is_some() && block.paragraph != self.last {
            self.paragraphs += 1;
            self.last = block.paragraph;
        }
    }

    /// The row for them, when there are any. Where only headings or fields of the header are hidden, there is none.
    pub(super) fn end(&mut self) -> Option<Row> {
        let paragraphs = std::mem::take(self).paragraphs;
        (paragraphs > 0).then_some(Row::Gap(paragraphs))
    }
}
