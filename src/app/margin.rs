//! The column of the notes: where each stands beside the text, or by itself where there is no room for the text.

use super::{Leaf, Notebook};
use crate::cable::Block;
use crate::layout::{Area, Page, Placed, Slip, place, place_beside};

/// Columns in front of a note's text: the marker and a blank.
pub(super) const MARKER: u16 = 2;

/// Columns of a note's text in a pane of `width`; one stays free on the right.
pub(super) fn text_width(width: u16) -> usize {
    usize::from(width.saturating_sub(MARKER + 1)).max(1)
}

/// Where the notes stand, in rows of the page beside which they stand, or of the column itself.
#[derive(Clone, Debug, Default)]
pub struct Margin {
    placed: Vec<Placed>,
    /// First row in view, when the notes stand by themselves.
    alone: Option<usize>,
}

impl Margin {
    /// Where each leaf stands.
    pub fn placed(&self) -> &[Placed] {
        &self.placed
    }

    /// First row in view when the notes stand by themselves; `None` when they scroll with the text.
    pub fn alone(&self) -> Option<usize> {
        self.alone
    }

    /// Puts the leaves beside the rows of a page, in a column of the size of `area`; gives the rows that they take in all.
    /// Those of `hidden` text take none. The one at `open` comes to stand in view of its text: where notes before it have
    /// pushed it further away, those without room above it are left out.
    pub fn beside(
        &mut self,
        notebook: &mut Notebook,
        page: &Page,
        blocks: &[Block],
        area: Area,
        open: Option<usize>,
        hidden: impl Fn(&Leaf) -> bool,
    ) -> usize {
        self.alone = None;
        let row = |leaf: &Leaf| {
            leaf.resolution.found().map_or(0, |found| page.row_of(page.place_of(blocks, found.span.start)))
        };
        let slips = slips(notebook, area.width, open, hidden, row);
        self.placed = place(&slips);
        let is_far = |open: &usize| {
            let (slip, placed) = (slips[*open], self.placed[*open]);
            let height = usize::from(area.height);
            placed.row + placed.height.min(height) > slip.row + height
        };
        if let Some(pinned) = open.filter(|open| *open < slips.len()).filter(is_far) {
            self.placed = place_beside(&slips, pinned);
        }
        self.placed.last().map_or(0, |last| last.row + last.height)
    }

    /// Puts the leaves one below the other, with the one at `open` in view.
    pub fn stacked(
        &mut self,
        notebook: &mut Notebook,
        area: Area,
        open: Option<usize>,
        hidden: impl Fn(&Leaf) -> bool,
    ) {
        self.placed = place(&slips(notebook, area.width, open, hidden, |_| 0));
        let height = usize::from(area.height);
        let top = self.alone.unwrap_or(0);
        let chosen = open.and_then(|index| self.placed.get(index)).copied();
        let end = chosen.map_or(0, |chosen| chosen.row + chosen.height.min(height));
        let first = chosen.map_or(top, |chosen| chosen.row);
        self.alone = Some(top.min(first).max(end.saturating_sub(height)));
    }
}

/// What wants to stand in a column of `width`: every leaf laid out for it, the one at `open` whole.
fn slips(
    notebook: &mut Notebook,
    width: u16,
    open: Option<usize>,
    hidden: impl Fn(&Leaf) -> bool,
    row: impl Fn(&Leaf) -> usize,
) -> Vec<Slip> {
    let width = text_width(width);
    let is_open = |(index, leaf)| notebook.is_thread_open(leaf, open == Some(index));
    let threads: Vec<bool> = notebook.leaves.iter().enumerate().map(is_open).collect();
    for (leaf, is_open) in notebook.leaves.iter_mut().zip(threads) {
        leaf.wrap(width);
        leaf.talk.lay_out(width, is_open);
    }
    let slips = notebook.leaves.iter().enumerate().map(|(index, leaf)| Slip {
        row: row(leaf),
        // A head row above the text, one for the quote, and below it what was said about it and a blank one.
        height: match hidden(leaf) {
            true => 0,
            false => leaf.rows().len() + 2 + usize::from(leaf.shows_quotation()) + leaf.talk().height(),
        },
        open: notebook.is_open(leaf, open == Some(index)),
    });
    slips.collect()
}
