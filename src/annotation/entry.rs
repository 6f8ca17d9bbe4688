//! The immutable entry: one version of one annotation by one writer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Anchor;

/// Stable id of an annotation over all its versions: a UUIDv7 in lower-case hex with hyphens.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub String);

/// Content hash of an entry: `v1-` and 32 hex digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub String);

/// Who writes: an id made once, and a name for display only.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Author {
    /// `a-` and 26 characters of base 32 (128 random bits).
    pub id: String,
    /// For display; never compared.
    pub name: String,
}

/// One author on one machine: the owner of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Writer {
    /// The author.
    pub author: Author,
    /// `r-` and base 32 of hash(install id, machine id).
    pub replica: String,
}

/// What an entry does. Kinds of newer versions are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A note.
    Note,
    /// Takes an annotation away (its text stays in the earlier versions).
    Tombstone,
    /// A kind this version does not know.
    #[serde(untagged)]
    Other(String),
}

/// One immutable version of one annotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Hash of everything below.
    pub ver: Version,
    /// The annotation.
    pub id: NoteId,
    /// The versions it replaces; none for a new one.
    #[serde(default)]
    pub parents: Vec<Version>,
    /// Gapless per writer, from 1.
    pub seq: u64,
    /// 1 + the highest lamport seen.
    pub lamport: u64,
    /// RFC 3339; display only, never compared.
    pub at: String,
    /// What it does.
    pub kind: EntryKind,
    /// Where it stands.
    #[serde(default)]
    pub anchor: Anchor,
    /// The text.
    #[serde(default)]
    pub body: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Fields of newer versions, written back as they came.
    #[serde(flatten)]
    pub extra: BTreeMap<String, serde_json::Value>,
}
