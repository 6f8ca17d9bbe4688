//! What the program wants written, before the store has given it a version.

use jiff::Timestamp;

use super::{Anchor, NoteId, Version};

/// What a note says and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Where.
    pub anchor: Anchor,
    /// The text; lines end in LF.
    pub body: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// A change to one annotation, as a value: a new note, an edit, a deletion, or the undoing of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The annotation.
    pub id: NoteId,
    /// The versions the writer had before their eyes.
    pub parents: Vec<Version>,
    /// What it becomes; `None` deletes it (a tombstone).
    pub content: Option<Content>,
    /// When, for display.
    pub at: Timestamp,
}

/// Text that is being written and is not a note yet. Kept in the journal with every key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The annotation it will become or change.
    pub id: NoteId,
    /// The versions it started from; none for a new note.
    pub parents: Vec<Version>,
    /// Text and place so far.
    pub content: Content,
    /// Last key, for display.
    pub at: Timestamp,
}
