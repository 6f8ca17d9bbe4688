//! The cables of the file, and the way from one to the next.
//!
//! The text of a file with several cables is read like one: behind the end of a cable the next one begins. Each has its
//! own notes, so a turn is an effect: what is written is kept first, then the shell opens the other cable.

mod turning;

use std::sync::Arc;

use super::{Direction, Wish};
use crate::cable::{Volume, counted};
use turning::{Goal, Stage, Turn};

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

impl Shelf {
    /// The first cable of a file is open.
    pub fn new(volume: Arc<Volume>, progress: Progress) -> Self {
        Self { volume, progress, ..Self::default() }
    }

    /// The cables.
    pub fn volume(&self) -> &Volume {
        &self.volume
    }

    /// What one of them is called.
    pub fn unit(&self) -> &'static str {
        if self.volume.is_parted() { "part" } else { "cable" }
    }

    /// How many there are, in words.
    pub fn count_words(&self) -> String {
        counted(self.volume.count(), self.unit())
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

    /// Whether no file is open: there is only the library.
    pub(super) fn is_empty(&self) -> bool {
        self.volume.text().is_empty()
    }

    /// Asks for a turn to another file; it begins when the event has been dealt with.
    pub(super) fn wish(&mut self, wish: Wish) {
        let landing = wish.landing;
        self.turn = Some(Turn { to: Goal::Elsewhere(Box::new(wish)), landing, stage: Stage::Asked });
    }

    /// The wish that has been fulfilled.
    pub(super) fn take_wish(&mut self) -> Option<Wish> {
        match self.turn.take()?.to {
            Goal::Elsewhere(wish) => Some(*wish),
            Goal::Cable(_) => None,
        }
    }

    /// Stays at the cable that is open.
    pub(super) fn give_up_turn(&mut self) {
        self.turn = None;
    }

    fn neighbour(&self, direction: Direction) -> Option<usize> {
        match direction {
            Direction::Forward => Some(self.index + 1).filter(|next| *next < self.volume.count()),
            Direction::Backward => self.index.checked_sub(1),
        }
    }
}
