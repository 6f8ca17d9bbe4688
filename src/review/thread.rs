//! What was said about each annotation.

use super::Given;
use crate::annotation::{Anchor, Author, Content, NoteId, Target, Version};

/// An answer, wherever in the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The annotation that holds it.
    pub id: NoteId,
    /// Who answers.
    pub author: Author,
    /// Time as claimed, RFC 3339.
    pub at: String,
    /// The text, of all versions that stand side by side.
    pub content: Content,
    /// What it answers: the annotation, a reply, or what somebody judged.
    pub on: Target,
    /// How many replies it answers in turn, one answering the other: 0 for one to the annotation itself.
    pub depth: usize,
    /// Its current versions.
    pub heads: Vec<Version>,
}

/// Another text for an annotation, or its removal, by somebody who is not its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The annotation that holds it. That of the note itself, where its author took it for theirs.
    pub id: NoteId,
    /// Who suggests.
    pub author: Author,
    /// Time as claimed, RFC 3339.
    pub at: String,
    /// The version that it was made from.
    pub on: Target,
    /// What the note should say; `None` that it should go.
    pub content: Option<Content>,
    /// Why it should go; empty for no reason given.
    pub reason: String,
    /// Its current versions.
    pub heads: Vec<Version>,
    /// Whether the author of the note has taken it over.
    pub taken: bool,
    /// Whether the note has changed since.
    pub outdated: bool,
}

impl Suggestion {
    /// What a note says with this taken over; `None` where it should go. A suggestion without a place is about the text
    /// alone.
    pub fn taken_into(&self, note: &Content) -> Option<Content> {
        let content = self.content.clone()?;
        let anchor = if content.anchor == Anchor::whole() { note.anchor.clone() } else { content.anchor };
        let new = self.heads.iter().filter(|version| !note.accepts.contains(version));
        let accepts = note.accepts.iter().chain(new).cloned().collect();
        Some(Content { anchor, remark: None, accepts, ..content })
    }
}

/// The last word on whether a thread is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Who had it.
    pub author: Author,
    /// Whether it is settled.
    pub resolved: bool,
    /// Time as claimed, RFC 3339.
    pub at: String,
}

/// What was said about one annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Answers, each behind what it answers, else by age.
    pub replies: Vec<Reply>,
    /// Verdicts, by reviewer.
    pub verdicts: Vec<Given>,
    /// Suggestions, by age.
    pub suggestions: Vec<Suggestion>,
    /// Whether it is settled, if anybody has said.
    pub settled: Option<Settled>,
}

/// Why something that was said is not in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// What it is about has not come yet.
    NotReceived,
    /// What it is about has been deleted.
    Deleted,
}

/// Something said about an annotation that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adrift {
    /// The annotation that holds it.
    pub id: NoteId,
    /// Why.
    pub why: Why,
    /// Who says it.
    pub author: Author,
    /// What it says.
    pub content: Content,
    /// Time as claimed, RFC 3339.
    pub at: String,
}
