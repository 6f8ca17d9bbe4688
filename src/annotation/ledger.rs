//! All entries known for one cable, and the notes that follow from them.

use super::{Author, Content, Entry, NoteId, Version};

/// A set of entries. Grows only; two ledgers unite by set union.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    entries: Vec<(Author, Entry)>,
}

/// A note as it is shown: the first of its heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The annotation.
    pub id: NoteId,
    /// Who wrote it.
    pub author: Author,
    /// Text and place.
    pub content: Content,
    /// Time as claimed by the writer, RFC 3339.
    pub at: String,
    /// Its current versions: one, or several that were written without knowing of each other.
    pub heads: Vec<Version>,
    /// The other heads' texts, when there are several.
    pub others: Vec<Content>,
}

impl Ledger {
    /// The notes that are not deleted, by place and then by age.
    pub fn notes(&self) -> Vec<Note> {
        let _ = &self.entries;
        Vec::new()
    }
}
