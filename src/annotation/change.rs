//! What the program wants written, before the store has given it a version.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Anchor, NoteId, Remark, Version};
use crate::entity::Correction;

/// What a note says and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Where.
    pub anchor: Anchor,
    /// The text; lines end in LF.
    pub body: String,
    /// Its type in one word (`question`, `context`), empty for none.
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub note_type: String,
    /// Tags.
    pub tags: Vec<String>,
    /// What it says about another annotation; `None` for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
    /// What it puts right about an entity; `None` for all else. Where it points at words, the anchor is on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// The suggestions that have been taken over into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<Version>,
}

/// Stands between two versions of one text.
const BESIDE: &str = "\n\n--- another version of this note, written at the same time ---\n\n";

impl Content {
    /// What versions that stand side by side say together, the first to be shown first: the text that settles them when it
    /// is saved. `None` of none.
    pub fn united<'a>(mut versions: impl Iterator<Item = &'a Content>) -> Option<Self> {
        let mut united = versions.next()?.clone();
        let mut bodies = vec![united.body.clone()];
        for version in versions {
            if !bodies.contains(&version.body) {
                united.body = format!("{}{BESIDE}{}", united.body.trim_end(), version.body);
                bodies.push(version.body.clone());
            }
            let new: Vec<String> =
                version.tags.iter().filter(|tag| !united.tags.contains(tag)).cloned().collect();
            united.tags.extend(new);
            let new = version.accepts.iter().filter(|taken| !united.accepts.contains(taken)).cloned();
            united.accepts.extend(new.collect::<Vec<Version>>());
        }
        Some(united)
    }
}

/// A change to one annotation, as a value: a new note, an edit, a deletion, or the undoing of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The annotation.
    pub id: NoteId,
    /// The versions the writer had before their eyes; keys of changes that are not written yet are versions too.
    pub parents: Vec<Version>,
    /// What it becomes; `None` deletes it (a tombstone).
    pub content: Option<Content>,
    /// When, for display.
    #[serde(with = "rfc3339")]
    pub at: Timestamp,
}

impl Change {
    /// What names the change until the store gives it a version: equal for equal changes only.
    pub fn key(&self) -> Version {
        Version::of("c1-", self)
    }
}

/// Text that is being written and is not a note yet. Kept in the journal with every key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The annotation it will become or change.
    pub id: NoteId,
    /// The versions it started from; none for a new note.
    pub parents: Vec<Version>,
    /// Text and place so far.
    pub content: Content,
    /// Last key, for display.
    #[serde(with = "rfc3339")]
    pub at: Timestamp,
    /// Whether it was dropped: it is kept for undo, and shown nowhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
}

/// Timestamps as text.
pub(super) mod rfc3339 {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::annotation) fn serialize<S: Serializer>(at: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(at)
    }

    pub(in crate::annotation) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Timestamp, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
