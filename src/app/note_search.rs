//! Finding a text in the notes, while the notes have the keys.

use std::ops::Range;

use super::{App, Direction, Highlight, Hit, Leaf, Search};
use crate::layout::Place;

impl App {
    /// Searches the notes from the chosen one on.
    pub(super) fn search_notes(&mut self, pattern: &str) {
        let mut search = self.found_in_notes(pattern);
        let from = self.notebook.selected().unwrap_or(0);
        let around = search.begin(Place { block: from, at: 0 });
        self.show_note_hit(search, around, Direction::Forward);
    }

    /// To the next or previous hit in the notes, `times` over.
    pub(super) fn step_note_search(&mut self, direction: Direction, times: usize) {
        match (self.note_search.take(), self.last_searched()) {
            (Some(mut search), _) => {
                let from = search.current().map(Hit::place).unwrap_or_default();
                let chosen = self.notebook.selected().unwrap_or(from.block);
                let from = if chosen == from.block { from } else { Place { block: chosen, at: 0 } };
                let around = search.step(from, direction, times);
                self.show_note_hit(search, around, direction);
            }
            (None, Some(pattern)) => self.search_notes(&pattern),
            (None, None) => self.tell("no search yet; / begins one"),
        }
    }

    fn show_note_hit(&mut self, search: Search, around: bool, direction: Direction) {
        let Some(hit) = search.current().cloned() else {
            if let Some(fault) = search.fault() {
                return self.tell(fault.to_owned());
            }
            return self.tell(format!("not found in the notes: {}; gn lists them", search.pattern()));
        };
        self.note_search = Some(search);
        self.show_note(hit.block);
        self.reveal_in_note(&hit);
        if around {
            self.tell(direction.around());
        }
    }

    /// Brings the row of a hit into view; the note is chosen, and so it is not folded.
    fn reveal_in_note(&mut self, hit: &Hit) {
        let Some(leaf) = self.notebook.leaves().get(hit.block) else { return };
        let row = leaf.rows().partition_point(|row| row.end <= hit.range.start);
        if let (Some(placed), true) = (self.margin.placed().get(hit.block), self.panes.cable.is_some()) {
            self.reader.reveal(placed.row + 1 + row, 1);
        }
    }

    /// Brings the hits up to date with the notes.
    pub(super) fn search_notes_again(&mut self) {
        if let Some(search) = self.note_search.take() {
            let mut again = self.found_in_notes(search.pattern());
            again.begin(search.current().map(Hit::place).unwrap_or_default());
            self.note_search = Some(again);
        }
    }

    /// The hits in the notes that are not hidden by the filter.
    fn found_in_notes(&self, pattern: &str) -> Search {
        let leaves = self.notebook.leaves();
        let hidden = |leaf: usize| self.is_hidden(leaves.get(leaf).and_then(Leaf::paragraph));
        Search::of(pattern, leaves.iter().map(|leaf| leaf.body.as_str())).without(hidden)
    }

    /// What stands out in `range` of a note's text; what comes later lies over what comes earlier.
    pub fn note_highlights(&self, leaf: usize, range: Range<usize>) -> Vec<(Range<usize>, Highlight)> {
        let looks = self.notebook.leaves().get(leaf).map_or(&[][..], Leaf::looks);
        let near = |look: &&(Range<usize>, Highlight)| look.0.start < range.end && range.start < look.0.end;
        let mut found: Vec<(Range<usize>, Highlight)> = looks.iter().filter(near).cloned().collect();
        if let Some(search) = &self.note_search {
            let kind = |hit: &Hit| {
                if Some(hit) == search.current() { Highlight::CurrentHit } else { Highlight::Hit }
            };
            found.extend(search.hits_in(leaf, range).iter().map(|hit| (hit.range.clone(), kind(hit))));
        }
        found
    }
}
