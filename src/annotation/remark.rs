//! What is said about an annotation: a reply, a verdict, a suggestion, a resolution.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Anchor, NoteId, Version};
use crate::entity::Correction;

/// Something said about an annotation. Its words, if any, are the text of the entry that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// About what.
    pub on: Target,
    /// What it is.
    pub says: Says,
}

/// The annotation that a remark is about, and the version of it that its writer had before their eyes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Target {
    /// The annotation.
    pub id: NoteId,
    /// The id of its author: a colleague may claim any id.
    pub author: String,
    /// The version.
    pub ver: Version,
}

impl Target {
    /// What tells the annotation apart from others.
    pub fn key(&self) -> (NoteId, String) {
        (self.id.clone(), self.author.clone())
    }
}

/// What a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// An answer.
    Reply,
    /// A judgement; its text is the reason.
    Verdict(Judgement),
    /// Another text for the annotation. Only its author can take it over.
    Suggestion,
    /// A suggestion to delete the annotation; its text is the reason.
    Removal,
    /// Whether the thread is settled.
    Resolution(bool),
}

impl Says {
    /// `reply`, `accept`, `suggestion`, `reopened` and so on, for lists and histories.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Verdict(judgement) => judgement.word(),
            Self::Suggestion => "suggestion",
            Self::Removal => "removal",
            Self::Resolution(true) => "resolved",
            Self::Resolution(false) => "reopened",
        }
    }
}

/// A verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// It is right.
    Accept,
    /// It is not.
    Reject,
    /// It may be.
    Unsure,
}

impl Judgement {
    /// `accept`, `reject` or `unsure`, as in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Unsure => "unsure",
        }
    }

    /// `accepted`, `rejected` or `unsure`: what became of what was judged.
    pub fn done(self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Reject => "rejected",
            Self::Unsure => "unsure",
        }
    }
}

impl NoteId {
    /// The id of what `author` says on `target` in one `role` (`verdict`, `resolution`): the same on all their machines,
    /// so that two verdicts of one person on one note are versions of one annotation, to be settled as such.
    pub fn derived(author: &str, target: &Target, role: &str) -> Self {
        Self::of_words(&[author, &target.id.0, &target.author, role])
    }

    /// The id of what `author` puts right about an entity: the same on all their machines, one for each entity and what is
    /// done to it, so that doing it again replaces it. `anchor` is the place that it points at.
    pub fn of_correction(author: &str, correction: &Correction, anchor: &Anchor) -> Self {
        let Correction { on, fix } = correction;
        let place = match fix.points() {
            true => format!("{} {} {}", anchor.para_sha, anchor.start, anchor.end),
            false => String::new(),
        };
        Self::of_words(&[author, "correction", fix.word(), &on.name, on.kind.name(), &place])
    }

    fn of_words(words: &[&str]) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&Sha256::digest(words.join("\n"))[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid().hyphenated().to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_is_an_id_and_depends_on_all_of_its_parts() {
        let target = Target { id: NoteId("n".into()), author: "a-ann".into(), ver: Version("v1".into()) };
        let id = NoteId::derived("a-ben", &target, "verdict");
        assert!(id.is_valid(), "{id:?}");
        let later = Target { ver: Version("v2".into()), ..target.clone() };
        assert_eq!(NoteId::derived("a-ben", &later, "verdict"), id, "whichever version is judged");
        let other = Target { author: "a-cas".into(), ..target.clone() };
        assert_ne!(NoteId::derived("a-ben", &other, "verdict"), id);
        assert_ne!(NoteId::derived("a-cas", &target, "verdict"), id);
        assert_ne!(NoteId::derived("a-ben", &target, "resolution"), id);
    }
}
