//! The cables of the file, and the way from one to the next.
//!
//! The text of a file with several cables is read like one: behind the end of a cable the next one begins. Each has its
//! own notes, so a turn is an effect: what is written is kept first, then the shell opens the other cable.

use std::sync::Arc;

use super::{App, Direction, Effect, Landing, Mode, Opened, Opening, Search};
use crate::cable::Volume;

/// Where the file has been read to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// To its end.
    #[default]
    Whole,
    /// Only its beginning; in percent, where its size is known.
    Reading(Option<u8>),
    /// Only its beginning, and in one line why the rest cannot be read.
    Failed(String),
}

/// The cables of the file, and which of them is open.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    volume: Arc<Volume>,
    index: usize,
    progress: Progress,
    /// Where the reader was before the last turn: a cable, and a byte of its text.
    back: Option<(usize, usize)>,
    turn: Option<Turn>,
}

/// A turn to another cable that is under way.
#[derive(Clone, Copy, Debug)]
struct Turn {
    to: usize,
    landing: Landing,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Somebody wants it.
    Asked,
    /// What is written is being kept.
    Keeping,
    /// The shell opens the cable.
    Opening,
}

impl Shelf {
    /// The first cable of a file is open.
    pub fn new(volume: Arc<Volume>, progress: Progress) -> Self {
        Self { volume, progress, ..Self::default() }
    }

    /// The cables.
    pub fn volume(&self) -> &Volume {
        &self.volume
    }

    /// Which of them is open, from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// How far the file has been read.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether a cable may go on in what has not been read.
    pub fn is_cut_off(&self, index: usize) -> bool {
        self.progress != Progress::Whole && index + 1 == self.volume.count()
    }

    /// Whether the last turn, in this direction, led around the end of the file.
    pub(super) fn went_around(&self, direction: Direction) -> bool {
        self.back.is_some_and(|(from, _)| match direction {
            Direction::Forward => self.index < from,
            Direction::Backward => self.index > from,
        })
    }

    fn neighbour(&self, direction: Direction) -> Option<usize> {
        match direction {
            Direction::Forward => Some(self.index + 1).filter(|next| *next < self.volume.count()),
            Direction::Backward => self.index.checked_sub(1),
        }
    }
}

impl App {
    /// Goes to the cable next to this one, when there is one.
    pub(super) fn turn(&mut self, direction: Direction, landing: Landing) -> bool {
        let neighbour = self.shelf.neighbour(direction);
        if let Some(to) = neighbour {
            self.turn_to(to, landing);
        }
        neighbour.is_some()
    }

    /// To the beginning of the next or previous cable, `times` over. From inside one, back means its own start first.
    pub(super) fn step_cable(&mut self, direction: Direction, times: usize) {
        let inside = direction == Direction::Backward && !self.reader.is_at_start();
        let (index, last) = (self.shelf.index, self.shelf.volume.count() - 1);
        let to = match direction {
            Direction::Forward => index.saturating_add(times).min(last),
            Direction::Backward => index.saturating_sub(times - usize::from(inside)),
        };
        match direction {
            _ if to != index => self.turn_to(to, Landing::Top),
            Direction::Forward if last == 0 => self.tell("the only cable in this file"),
            Direction::Forward => self.tell("the last cable in this file"),
            Direction::Backward => self.reader.go_to_top(),
        }
    }

    /// Asks for a turn; it begins when the event has been dealt with.
    pub(super) fn turn_to(&mut self, to: usize, landing: Landing) {
        self.shelf.turn = Some(Turn { to, landing, stage: Stage::Asked });
    }

    /// Back to where the last turn began.
    pub(super) fn turn_back(&mut self) -> bool {
        let Some((index, offset)) = self.shelf.back else { return false };
        self.turn_to(index, Landing::At(offset));
        true
    }

    /// What the turn that is under way needs done next.
    pub(super) fn further_turn(&mut self) -> Vec<Effect> {
        let Some(mut turn) = self.shelf.turn else { return Vec::new() };
        let kept = self.notebook.unsaved().is_empty() && self.notebook.unwritten().is_none();
        let effects = match turn.stage {
            Stage::Asked if !kept => {
                turn.stage = Stage::Keeping;
                self.keep_notes()
            }
            Stage::Asked | Stage::Keeping if kept => {
                turn.stage = Stage::Opening;
                let cable = Arc::new(self.shelf.volume.cable(turn.to));
                vec![Effect::OpenCable { cable, cut_off: self.shelf.is_cut_off(turn.to) }]
            }
            _ => return Vec::new(),
        };
        self.shelf.turn = Some(turn);
        effects
    }

    /// Gives up a turn: what is written could not be kept.
    pub(super) fn stay(&mut self) {
        self.shelf.turn.take_if(|turn| turn.stage != Stage::Opening);
    }

    /// The cable that was turned to, with everything the store holds for it.
    pub(super) fn opened(&mut self, opened: Opened) {
        let Some(Turn { to, landing, .. }) = self.shelf.turn.take() else { return };
        let mut shelf = std::mem::take(&mut self.shelf);
        if to != shelf.index {
            shelf.back = Some((shelf.index, self.reader.offset(&self.cable)));
        }
        shelf.index = to;
        let keymap = self.keymap.clone();
        let me = self.notebook.me().clone();
        let next = Self::open(Opening { opened, shelf, me, keymap, size: self.size });
        let before = std::mem::replace(self, next);
        self.go_on_from(before, landing);
    }

    /// Takes over what does not belong to one cable: panes, prompts, the search.
    fn go_on_from(&mut self, before: Self, landing: Landing) {
        self.focus = before.focus;
        self.side = before.side;
        self.widths = before.widths;
        self.searched = before.searched;
        self.commanded = before.commanded;
        if landing.is_same_text() {
            self.mode = before.mode;
            self.message = before.message;
        }
        self.lay_out();
        if before.reader.is_raw() {
            self.toggle_raw();
            self.message = None;
        }
        if let Some(search) = before.search {
            self.search = Some(Search::new(search.pattern(), self.reader.blocks(&self.cable)));
        }
        self.land(landing);
    }

    /// The file has been read to its end. What stood at the end of its beginning is opened anew, whole.
    pub(super) fn read_whole(&mut self, volume: Arc<Volume>) {
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
        } else {
            return;
        }
        if let Mode::Contents(_) = self.mode {
            self.mode = Mode::Reading;
        }
    }

    pub(super) fn reading_on(&mut self, progress: Progress) {
        if let Progress::Failed(why) = &progress {
            self.tell(format!("only the beginning is shown: {why}"));
        }
        self.shelf.progress = progress;
    }
}
