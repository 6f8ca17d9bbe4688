//! Where everything is on the screen: settled here, after whatever has changed.

use super::{App, Leaf};
use crate::layout::{Pane, panes};

impl App {
    /// Settles the areas, the rows of the text and the notes beside them.
    pub(super) fn lay_out(&mut self) {
        self.panes = panes(self.size, self.focus, self.side, self.widths);
        // A pane that is not shown keeps the rows that it had.
        if let Some(area) = self.panes.cable.or(self.panes.notes.filter(|_| self.reader.page().is_empty())) {
            self.reader.lay_out(&self.cable, usize::from(area.width), usize::from(area.height));
        }
        let entities = self.panes.entities.unwrap_or_default();
        let height = usize::from(entities.height);
        self.entities.set_height(height - self.detail_rows(height));
        self.lay_out_notes();
        let row = self.composed_row();
        if !self.reader.is_in_view(row) {
            self.reader.reveal(row, 1);
        }
        self.lay_out_contents();
        self.lay_out_list();
        self.lay_out_library();
    }

    /// Brings what shows notes up to date with them.
    pub(super) fn notes_changed(&mut self) {
        self.notebook.rebuild(&self.cable);
        // One that is gone is not placed when it comes back.
        if self.placing().is_none() {
            self.placing = None;
        }
        self.correct_entities();
        self.refilter();
        self.search_notes_again();
        self.lay_out_notes();
        self.lay_out_list();
    }

    pub(super) fn lay_out_notes(&mut self) {
        let Some(area) = self.panes.notes else { return self.reader.extend(0) };
        let open = self.notebook.selected().filter(|_| self.focus == Pane::Notes);
        let (reader, cable) = (&self.reader, &self.cable);
        let block = |leaf: &Leaf| Some(cable.paragraphs.get(leaf.paragraph()?)?.blocks.start);
        let hidden = |leaf: &Leaf| block(leaf).is_some_and(|block| reader.is_hidden(block));
        if self.panes.cable.is_none() {
            self.margin.stacked(&mut self.notebook, area, open, hidden);
            return;
        }
        let blocks = reader.blocks(cable);
        let rows = self.margin.beside(&mut self.notebook, reader.page(), blocks, area, open, hidden);
        self.reader.extend(rows);
    }

    /// Gives the keys to a pane, and shows it.
    pub(super) fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        if pane != Pane::Cable {
            self.side = pane;
        }
        self.lay_out();
    }
}
