//! The column of the notes: where each stands beside the text, or by itself where there is no room for the text.

use super::{Direction, Leaf, Notebook};
use crate::cable::Block;
use crate::layout::{Area, Page, Placed, Slip, in_view, place, place_beside};

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
    /// The row behind what each is about; none where the notes stand by themselves.
    ends: Vec<usize>,
    /// First row in view, when the notes stand by themselves.
    alone: Option<usize>,
}

impl Margin {
    /// Where each leaf stands.
    pub fn placed(&self) -> &[Placed] {
        &self.placed
    }

    /// The notes in view, by their numbers, in rows counted from the first one: `top` is that of the text, `height` what there
    /// is room for. One that is cut off above has a negative row.
    pub fn in_view(&self, top: usize, height: u16) -> Vec<(usize, i64, usize)> {
        let top = self.alone.unwrap_or(top);
        let shown = in_view(&self.placed, &self.ends, top..top + usize::from(height));
        shown
            .into_iter()
            .map(|(leaf, placed)| (leaf, placed.row as i64 - top as i64, placed.height))
            .collect()
    }

    /// Where a note is whose head is not in view, counted as above; `None` when it is, or is shown nowhere.
    pub(super) fn way_to(&self, leaf: usize, top: usize, height: u16) -> Option<Direction> {
        let placed = self.placed.get(leaf).filter(|placed| placed.height > 0)?;
        let is_seen = self.in_view(top, height).iter().any(|(seen, row, _)| *seen == leaf && *row >= 0);
        let is_above = placed.row < self.alone.unwrap_or(top);
        (!is_seen).then_some(if is_above { Direction::Backward } else { Direction::Forward })
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
        let end = |leaf: &Leaf| {
            let last =
                leaf.resolution.found().map(|found| found.span.end.saturating_sub(1).max(found.span.start));
            last.map_or(0, |last| page.row_of(page.place_of(blocks, last)) + 1)
        };
        let slips = slips(notebook, area.width, open, hidden, row);
        self.ends = notebook.leaves.iter().map(end).collect();
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
        self.ends.clear();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_at_the_top_is_said_to_be_above() {
        let placed = [2, 6, 22].map(|row| Placed { row, height: 4 }).to_vec();
        let margin = Margin { placed, ends: vec![30, 30, 40], alone: None };
        let ways = |top, height| [0, 1, 2].map(|leaf| margin.way_to(leaf, top, height));
        assert_eq!(ways(14, 12), [None, None, None], "two are held, the third begins in view");
        assert_eq!(ways(17, 12), [None, Some(Direction::Backward), None], "there is room for one");
        assert_eq!(ways(0, 12), [None, None, Some(Direction::Forward)]);
    }
}
