//! A turn to another cable: what is written is kept first, then the shell opens the cable, and the reader lands in it.

use std::sync::Arc;

use super::{Progress, Shelf};
use crate::app::{App, Direction, Effect, Landing, Opened, Opening, Saving, Wish};
use crate::cable::Volume;

/// A turn to another cable that is under way.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) to: Goal,
    pub(super) landing: Landing,
    pub(super) stage: Stage,
}

/// Where a turn leads.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// To a cable of this file.
    Cable(usize),
    /// To another file.
    Elsewhere(Box<Wish>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Somebody wants it.
    Asked,
    /// What is written is being kept.
    Keeping,
    /// The shell opens the cable.
    Opening,
}

impl App {
    /// Goes to the cable next to this one, when there is one.
    pub(in crate::app) fn turn(&mut self, direction: Direction, landing: Landing) -> bool {
        let neighbour = self.shelf.neighbour(direction);
        if let Some(to) = neighbour {
            self.turn_to(to, landing);
        }
        neighbour.is_some()
    }

    /// To the beginning of the next or previous cable, `times` over. From inside one, back means its own start first.
    pub(in crate::app) fn step_cable(&mut self, direction: Direction, times: usize) {
        let inside = direction == Direction::Backward && !self.reader.is_at_start();
        let (index, last) = (self.shelf.index, self.shelf.volume.count() - 1);
        let to = match direction {
            Direction::Forward => index.saturating_add(times).min(last),
            Direction::Backward => index.saturating_sub(times - usize::from(inside)),
        };
        match direction {
            _ if to != index => self.turn_to(to, Landing::Top),
            Direction::Forward if last == 0 => {
                self.tell("the only cable in this file; reftel FILE opens another")
            }
            Direction::Forward => self.tell("the last cable in this file; [c goes back, L lists them"),
            Direction::Backward => self.reader.go_to_top(),
        }
    }

    /// Asks for a turn; it begins when the event has been dealt with.
    pub(in crate::app) fn turn_to(&mut self, to: usize, landing: Landing) {
        self.shelf.turn = Some(Turn { to: Goal::Cable(to), landing, stage: Stage::Asked });
    }

    /// Back to where the last turn began.
    pub(in crate::app) fn turn_back(&mut self) -> bool {
        let Some((index, offset)) = self.shelf.back else { return false };
        self.turn_to(index, Landing::At(offset));
        true
    }

    /// What the turn that is under way needs done next.
    pub(in crate::app) fn further_turn(&mut self) -> Vec<Effect> {
        let Some(mut turn) = self.shelf.turn.clone() else { return Vec::new() };
        // What cannot be saved here is from an earlier run, and still in its journal.
        let kept = self.notebook.unsaved().is_empty() && self.notebook.unwritten().is_none()
            || matches!(self.notebook.saving(), Saving::ReadOnly(_));
        let effects = match turn.stage {
            Stage::Asked if !kept => {
                turn.stage = Stage::Keeping;
                self.keep_notes()
            }
            Stage::Asked | Stage::Keeping if kept => {
                turn.stage = Stage::Opening;
                let leaves = !turn.landing.is_same_text();
                let mut effects = self.keep_marks(leaves);
                effects.push(match &turn.to {
                    Goal::Elsewhere(wish) => Effect::OpenFile(wish.to.clone()),
                    Goal::Cable(index) => {
                        let cable = Arc::new(self.shelf.volume.cable(*index));
                        Effect::OpenCable { cable, cut_off: self.shelf.is_cut_off(*index) }
                    }
                });
                effects
            }
            _ => return Vec::new(),
        };
        self.shelf.turn = Some(turn);
        effects
    }

    /// Gives up a turn: what is written could not be kept.
    pub(in crate::app) fn stay(&mut self) {
        self.shelf.turn.take_if(|turn| turn.stage != Stage::Opening);
    }

    /// The cable that was turned to, with everything the store holds for it.
    pub(in crate::app) fn opened(&mut self, opened: Opened) {
        let Some(Turn { to: Goal::Cable(to), landing, .. }) = self.shelf.turn.take() else { return };
        let mut shelf = std::mem::take(&mut self.shelf);
        if to != shelf.index {
            shelf.back = Some((shelf.index, self.reader.offset(&self.cable)));
        }
        shelf.index = to;
        self.renew(shelf, opened, landing);
    }

    /// Another file is open, with one of its cables.
    pub(in crate::app) fn replace(
        &mut self,
        volume: Arc<Volume>,
        index: usize,
        opened: Opened,
        landing: Landing,
    ) {
        let shelf = Shelf { index, ..Shelf::new(volume, Progress::Whole) };
        self.renew(shelf, opened, landing);
    }

    fn renew(&mut self, shelf: Shelf, opened: Opened, landing: Landing) {
        let me = self.notebook.me().clone();
        let next = Self::open(Opening {
            opened,
            shelf,
            me,
            settings: std::mem::take(&mut self.settings),
            typed: std::mem::take(&mut self.typed),
            size: self.size,
            templates: self.templates.clone(),
            file: None,
        });
        let before = std::mem::replace(self, next);
        self.go_on_from(before, landing);
    }

    /// Takes over what does not belong to one cable: panes, prompts, the search.
    fn go_on_from(&mut self, before: Self, landing: Landing) {
        self.focus = before.focus;
        self.side = before.side;
        self.widths = before.widths;
        self.search_way = before.search_way;
        self.typed_here = before.typed_here;
        self.unlisted = before.unlisted;
        self.set_here = before.set_here;
        self.mapped = before.mapped;
        self.keymap = before.keymap;
        self.repeatable = before.repeatable;
        self.notebook.review.go_on_from(&before.notebook.review, landing.is_same_text());
        self.notebook.rebuild(&self.cable);
        self.cut = before.cut;
        // The next link of a note may be followed on the way back.
        self.followed = before.followed;
        self.library = before.library;
        if landing.is_same_text() {
            self.mode = before.mode;
            self.message = before.message;
            self.filter = before.filter;
            self.placing = before.placing;
        }
        self.lay_out();
        self.refilter();
        if before.reader.is_raw() {
            self.toggle_raw();
            self.message = None;
        }
        if let Some(search) = before.search {
            self.search = Some(self.found(search.pattern()));
        }
        self.land(landing);
    }

    /// The file has been read to its end. What stood at the end of its beginning is opened anew, whole.
    pub(in crate::app) fn read_whole(&mut self, volume: Arc<Volume>) {
        // Of a file that is open no longer.
        if self.shelf.progress == Progress::Whole {
            return;
        }
        let cut_off = self.shelf.is_cut_off(self.shelf.index);
        self.shelf.volume = volume;
        self.shelf.progress = Progress::Whole;
        if let Some(turn) = &mut self.shelf.turn {
            // What is being opened may be cut off too.
            turn.stage = Stage::Asked;
        } else if cut_off {
            let moved = !self.reader.is_at_start();
            let offset = self.reader.offset(&self.cable);
            self.turn_to(self.shelf.index, Landing::Same(moved.then_some(offset)));
        }
        self.lay_out_contents();
    }

    pub(in crate::app) fn reading_on(&mut self, progress: Progress) {
        if self.shelf.progress == Progress::Whole {
            return;
        }
        if let Progress::Failed(why) = &progress {
            self.tell(format!("only the beginning is shown: {why}"));
        }
        self.shelf.progress = progress;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Change, NoteId, Writer};
    use crate::app::{Event, Moment, Outcome};
    use crate::cable::decode;
    use crate::layout::Size;

    const MOMENT: Moment = Moment { now: jiff::Timestamp::UNIX_EPOCH, random: [0; 10] };

    fn two_cables() -> Arc<Volume> {
        let cable = |n| {
            format!("C O N F I D E N T I A L OSLO {n:06}\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (C) A boat.\n\n")
        };
        Arc::new(Volume::new(decode(format!("{}{}", cable(1), cable(2)).into())))
    }

    fn open(opened: Opened, progress: Progress) -> App {
        App::on_shelf(Shelf::new(two_cables(), progress), Writer::default(), Size::clamped(80, 24), opened)
    }

    #[test]
    fn changes_that_cannot_be_saved_here_hold_no_turn_up() {
        let id = NoteId::mint(0, MOMENT.random);
        let change = Change { id, parents: Vec::new(), content: None, at: MOMENT.now };
        let read_only = Some(String::from("newer"));
        let mut app = open(Opened { changes: vec![change], read_only, ..Opened::default() }, Progress::Whole);
        // Nor are they written once more: they are still where they were found.
        assert_eq!(app.play("q"), [Effect::Quit]);
        assert!(matches!(app.play("]c")[..], [Effect::OpenCable { .. }]));
    }

    #[test]
    fn the_list_stays_open_when_the_rest_of_the_file_arrives() {
        let mut app = open(Opened::default(), Progress::Reading(None));
        app.shelf.index = 1;
        app.play("L");
        let effects = app.handle(Event::Done(Outcome::ReadWhole(two_cables())), MOMENT);
        assert!(matches!(effects[..], [Effect::OpenCable { cut_off: false, .. }]));
        let opened = Opened { cable: Arc::new(app.shelf.volume().cable(1)), ..Opened::default() };
        app.handle(Event::Done(Outcome::Opened(Box::new(opened))), MOMENT);
        assert!(matches!(app.mode(), crate::app::Mode::Contents(_)));
    }
}
