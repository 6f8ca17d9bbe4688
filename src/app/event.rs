//! What comes in.

use jiff::Timestamp;

use super::{Outcome, Settings};
use crate::keys::Key;
use crate::layout::Size;

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted in one piece: never commands.
    Paste(String),
    /// The screen has a new size.
    Resize(Size),
    /// An effect was carried out.
    Done(Outcome),
    /// Nothing has happened for a second.
    Idle,
    /// The settings have been read anew.
    Configured {
        /// What is set.
        settings: Box<Settings>,
        /// What the reader is told.
        words: String,
    },
    /// Another program may have saved notes on the cable.
    Touched,
    /// The shell asks the program to stop itself for a while (SIGTSTP).
    Suspend,
    /// The terminal is gone, or the system ends the program: keep everything and leave.
    Hangup,
}

/// Time and chance, given from outside with every event: the same inputs give the same notes, byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// Fresh random bytes for an id.
    pub random: [u8; 10],
}
