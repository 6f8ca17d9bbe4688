//! Letters set on places, to come back to.

use super::{App, Effect, Mode, Moment, Saving};
use crate::annotation::Mark;
use crate::keys::Action;

/// What the letter that is typed next is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkUse {
    /// To be set on the place at the cursor.
    Set,
    /// To go to the row of its place.
    Row,
    /// To go to its very place.
    Place,
}

impl App {
    /// Runs a command where a letter is awaited.
    pub(super) fn run_naming(&mut self, action: Action) -> Vec<Effect> {
        self.mode = Mode::Reading;
        match action {
            Action::PreviousPlace => self.go_to_previous(),
            Action::ListMarks => self.list_marks(),
            _ => {}
        }
        Vec::new()
    }

    /// The letter has been typed.
    pub(super) fn name_mark(&mut self, wanted: MarkUse, letter: char, moment: Moment) {
        self.mode = Mode::Reading;
        match wanted {
            _ if !letter.is_ascii_lowercase() => {
                self.tell(format!("marks are letters from a to z, not {letter}"))
            }
            MarkUse::Set => self.set_mark(letter, moment),
            MarkUse::Row | MarkUse::Place => self.go_to_mark(&letter.to_string(), wanted),
        }
    }

    fn set_mark(&mut self, letter: char, moment: Moment) {
        let offset = self.reader.offset(&self.cable);
        let mark = Mark::new(&self.cable, &self.kept.text_sha256, offset, self.paragraph(), moment.now);
        self.marks.insert(letter.to_string(), mark);
        let place = self.place_name(self.paragraph());
        self.tell(match self.notebook.saving() {
            Saving::ReadOnly(why) => format!("mark {letter} on {place}, for now only: {why}"),
            _ => format!("mark {letter} on {place}; '{letter} comes back"),
        });
    }

    /// Goes to the place of a mark.
    pub(super) fn go_to_mark(&mut self, letter: &str, wanted: MarkUse) {
        let Some(mark) = self.marks.get(letter) else {
            return self.tell(format!("no mark {letter}; m{letter} sets it here"));
        };
        let Some(offset) = mark.locate(&self.cable, &self.kept.text_sha256) else {
            return self
                .tell(format!("mark {letter} was set in another copy of this cable; its place is not here"));
        };
        let place = self.reader.place_of(&self.cable, offset);
        let page = self.reader.page();
        self.jump(if wanted == MarkUse::Row { page.place(page.row_of(place)) } else { place });
        self.choose_here();
    }

    pub(super) fn go_to_previous(&mut self) {
        if !self.reader.go_to_previous() && !self.turn_back() {
            self.tell("no jump to go back from yet; 8G, / and ]] jump");
        }
        self.choose_here();
    }

    pub(super) fn jump_back(&mut self, times: usize) -> Vec<Effect> {
        if self.reader.jump_back(times) || self.turn_back() {
            self.choose_here();
            return Vec::new();
        }
        self.go_back().unwrap_or_else(|| {
            self.tell(if self.library.is_known() {
                "no jump further back; gl lists the library"
            } else {
                "no jump further back; ]j goes on again"
            });
            Vec::new()
        })
    }

    pub(super) fn jump_forward(&mut self, times: usize) {
        if !self.reader.jump_forward(times) {
            self.tell("no jump further on; ^O goes back");
        }
        self.choose_here();
    }
}
