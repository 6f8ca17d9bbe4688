//! What the program starts with, and what it is given for every further cable of the file.

use std::sync::Arc;

use super::{Settings, Shelf, Template, Typed};
use crate::annotation::{Change, Draft, Ledger, Place, ReadMarks, Writer};
use crate::cable::Cable;
use crate::layout::Size;

/// A cable with everything the store holds for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The cable.
    pub cable: Arc<Cable>,
    /// The notes on disk.
    pub ledger: Ledger,
    /// Changes of an earlier run that never reached the notes.
    pub changes: Vec<Change>,
    /// Drafts of an earlier run.
    pub drafts: Vec<Draft>,
    /// sha256 (hex) of the cable's text, as the store counts it.
    pub text_sha256: String,
    /// Where the reader was.
    pub place: Option<Place>,
    /// Which paragraphs have been read.
    pub read: ReadMarks,
    /// Why notes cannot be saved, when they cannot.
    pub read_only: Option<String>,
    /// What the reader should know, one sentence each.
    pub notices: Vec<String>,
}

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The cable that is read first.
    pub opened: Opened,
    /// All cables of the file.
    pub shelf: Shelf,
    /// The reader as a writer of notes.
    pub me: Writer,
    /// What is set, the keys with it.
    pub settings: Settings,
    /// Lines typed at prompts in earlier sessions.
    pub typed: Typed,
    /// The screen.
    pub size: Size,
    /// What notes can begin with.
    pub templates: Vec<Template>,
    /// Where the cable is, where it has a file: what the way back from another one leads to.
    pub file: Option<crate::library::Place>,
}
