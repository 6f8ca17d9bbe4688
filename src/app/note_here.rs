//! Which note is meant, and the way from one to the next.

use super::{App, Direction};
use crate::layout::Pane;

impl App {
    /// Chooses the note at the cursor when the notes have the keys: what is not where the reader is, no command means.
    pub(super) fn choose_here(&mut self) {
        if self.focus == Pane::Notes {
            self.notebook.select(self.notebook.meant(self.paragraph()));
            self.lay_out_notes();
        }
    }

    /// The note that a command means.
    pub fn meant(&self) -> Option<usize> {
        match self.focus {
            Pane::Notes => self.notebook.selected(),
            Pane::Cable => self.note_under_cursor().or_else(|| self.notebook.meant(self.paragraph())),
            Pane::Entities => self.entity_note(),
        }
    }

    /// The note that quotes what is under the cursor: the chosen one, or else the one that quotes least beside it.
    fn note_under_cursor(&self) -> Option<usize> {
        let (leaves, here) = (self.notebook.leaves(), self.reader.offset(&self.cable));
        let quoted = |leaf: usize| {
            let span = leaves.get(leaf)?.resolution.found()?.span;
            span.contains(here).then(|| span.len())
        };
        let chosen = self.notebook.selected().filter(|leaf| quoted(*leaf).is_some());
        chosen.or_else(|| {
            (0..leaves.len()).filter_map(|leaf| Some((quoted(leaf)?, leaf))).min().map(|(_, leaf)| leaf)
        })
    }

    /// To the next or previous note, `times` over.
    pub(super) fn step_note(&mut self, direction: Direction, times: usize) {
        let leaves = self.notebook.leaves();
        let here = self.paragraph();
        let shown: Vec<usize> =
            (0..leaves.len()).filter(|leaf| !self.is_hidden(leaves[*leaf].paragraph())).collect();
        // The same that other commands mean here.
        let chosen = self.meant();
        let at = chosen.and_then(|chosen| shown.binary_search(&chosen).ok());
        let Some(last) = shown.len().checked_sub(1) else {
            let none = leaves.is_empty();
            return self.tell(if none {
                "no notes on this cable yet; a writes one on the current paragraph"
            } else {
                "no note on what the filter shows; Esc shows all"
            });
        };
        let more = times.saturating_sub(1);
        let next = match (at, direction) {
            (Some(at), Direction::Forward) => Some(at.saturating_add(times)).filter(|_| at < last),
            (Some(at), Direction::Backward) => Some(at.saturating_sub(times)).filter(|_| at > 0),
            (None, Direction::Forward) => {
                let below = shown.iter().position(|leaf| here.is_none() || leaves[*leaf].paragraph() > here);
                below.map(|at| at.saturating_add(more))
            }
            (None, Direction::Backward) => shown
                .iter()
                .rposition(|leaf| leaves[*leaf].paragraph() < here)
                .map(|at| at.saturating_sub(more)),
        };
        match next {
            Some(next) => self.show_note(shown[next.min(last)]),
            None => self.tell(match direction {
                Direction::Forward => "no note further down; [n goes up, gn lists all",
                Direction::Backward => "no note further up; ]n goes down, gn lists all",
            }),
        }
    }

    /// Chooses a note and brings both it and what it is about into view.
    pub(super) fn show_note(&mut self, leaf: usize) {
        self.notebook.select(Some(leaf));
        self.lay_out_notes();
        match self.notebook.leaves().get(leaf).and_then(|leaf| leaf.resolution.found()) {
            Some(found) => {
                let place = self.reader.place_of(&self.cable, found.span.start);
                self.reader.jump(place);
            }
            None => self.reader.go_to_top(),
        }
        if let Some(placed) = self.margin.placed().get(leaf).filter(|_| self.panes.notes.is_some()) {
            self.reader.reveal(placed.row, placed.height.min(self.reader.height()));
        }
    }

    /// Enter: from a note to its text and back, from an entity to its next mention.
    pub(super) fn open_selected(&mut self) {
        match (self.focus, self.meant()) {
            (Pane::Entities, _) => self.open_entity(),
            (Pane::Notes, Some(leaf)) if self.has_candidates(leaf) => {
                self.begin_placing(leaf);
                self.next_candidate();
            }
            (Pane::Notes, Some(leaf)) => {
                self.show_note(leaf);
                self.focus_on(Pane::Cable);
            }
            (Pane::Notes, None) => self.step_note(Direction::Forward, 1),
            // What refers to a cable leads there, whether there is a note on it or not.
            (Pane::Cable, _) if self.placing().is_none() && self.open_reference() => {}
            (Pane::Cable, Some(leaf)) => {
                self.focus_on(Pane::Notes);
                self.show_note(leaf);
            }
            (Pane::Cable, None) if self.placing().is_some_and(|leaf| self.has_candidates(leaf)) => {
                self.next_candidate();
            }
            (Pane::Cable, None) => self.tell("no note on this paragraph; a writes one"),
        }
    }
}
