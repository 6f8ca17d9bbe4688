//! The note being placed. Taken up, it stays that one whatever is moved over, until it is put down, confirmed, given up
//! with Esc, or another is taken up. Where none is, commands on places mean the note that is chosen in the notes pane
//! with the keys there: what nobody sees chosen is not moved.

use super::quoted::quotation;
use super::{App, Leaf};
use crate::annotation::Resolution;
use crate::keys::Action;
use crate::layout::Pane;

impl App {
    /// The leaf being placed.
    pub fn placing(&self) -> Option<usize> {
        self.notebook.position(self.placing.as_ref()?)
    }

    /// The leaf whose place a command means.
    pub(super) fn to_place(&self) -> Option<usize> {
        let chosen = || self.notebook.selected().filter(|_| self.focus == Pane::Notes);
        self.placing().or_else(chosen)
    }

    /// Takes a leaf up for placing.
    pub(super) fn begin_placing(&mut self, leaf: usize) {
        self.placing = self.notebook.leaves().get(leaf).map(Leaf::key);
    }

    /// Takes up the note that is chosen in the notes pane, to be put somewhere else.
    pub(super) fn place_chosen(&mut self) {
        let Some(leaf) = self.to_place() else { return self.tell(self.nothing_to_place()) };
        self.begin_placing(leaf);
        let note = self.quote_of(leaf);
        self.tell(format!("placing {note}: go where it belongs, =p puts it there; Esc leaves it"));
    }

    /// How a note is taken up.
    pub(super) fn nothing_to_place(&self) -> &'static str {
        if self.focus == Pane::Notes {
            "no note is chosen here; ]n goes to one"
        } else {
            "no note is being placed: ]o takes up one whose place is not sure, =p in the notes pane any"
        }
    }

    /// Leaves the note being placed where it was; whether there was one.
    pub(super) fn stop_placing(&mut self) -> bool {
        let leaf = self.placing();
        if let Some(leaf) = leaf {
            let note = self.quote_of(leaf);
            self.tell(format!("{note} stays as it was"));
        }
        self.placing = None;
        leaf.is_some()
    }

    /// `placing «ask for them»`, while a note is.
    pub(super) fn placing_words(&self) -> Option<String> {
        self.placing().map(|leaf| format!("placing {}", self.quote_of(leaf)))
    }

    /// The text of a note in one line.
    pub(super) fn quote_of(&self, leaf: usize) -> String {
        quotation(self.notebook.leaves().get(leaf).map_or("", Leaf::plain))
    }

    /// What can be done about the note being placed, or about one chosen in the notes whose place is not sure; the most
    /// useful first.
    pub(super) fn placing_actions(&self) -> Option<&'static [Action]> {
        let leaf = self.notebook.leaves().get(self.to_place()?)?;
        let placing = self.placing().is_some();
        Some(match (&leaf.resolution, placing) {
            (Resolution::Ambiguous(_), false) => &[
                Action::AnchorNextPlace,
                Action::AnchorConfirm,
                Action::AnchorRelocate,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            (Resolution::Ambiguous(_), true) => &[
                Action::AnchorConfirm,
                Action::AnchorRelocate,
                Action::Cancel,
                Action::AnchorNextPlace,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            (Resolution::Moved(_), true) => &[
                Action::AnchorConfirm,
                Action::AnchorRelocate,
                Action::Cancel,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            (Resolution::Lost, true) => &[
                Action::AnchorRelocate,
                Action::Cancel,
                Action::SelectWords,
                Action::AnchorDetach,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            (_, true) => &[
                Action::AnchorRelocate,
                Action::Cancel,
                Action::SelectWords,
                Action::AnchorDetach,
                Action::Help,
                Action::Quit,
            ],
            (Resolution::Moved(_), false) => &[
                Action::AnchorConfirm,
                Action::AnchorRelocate,
                Action::EditNote,
                Action::DeleteNote,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            (Resolution::Lost, false) => &[
                Action::AnchorRelocate,
                Action::AnchorDetach,
                Action::EditNote,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            (Resolution::Whole | Resolution::Exact(_), false) => return None,
        })
    }
}
