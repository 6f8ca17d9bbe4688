//! The immutable entry: one version of one annotation by one writer.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Anchor, Content, Judgement, Remark, Says, Target};
use crate::entity::Correction;

/// Fields that this version does not know, kept and written back as they came.
pub type Extra = BTreeMap<String, Value>;

/// Stable id of an annotation over all its versions: a UUIDv7 in lower-case hex with hyphens.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub Arc<str>);

impl NoteId {
    /// The id of a new annotation, from the time in milliseconds since 1970 and 80 random bits.
    pub fn mint(millis: u64, random: [u8; 10]) -> Self {
        let uuid = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
        Self(uuid.hyphenated().to_string().into())
    }

    /// Whether it has the form of an id: 36 characters, lower-case hex in groups of 8-4-4-4-12.
    pub fn is_valid(&self) -> bool {
        self.0.len() == 36
            && self.0.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            })
    }
}

/// Hash that names a version: `v1-` and 32 hex digits. A change that has no version yet goes by `c1-` and 32.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub Arc<str>);

impl Version {
    /// Whether it has the form of a version, or of the key of a change.
    pub fn is_valid(&self) -> bool {
        let digits = self.0.strip_prefix("v1-").or_else(|| self.0.strip_prefix("c1-"));
        digits.is_some_and(|digits| {
            digits.len() == 32 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
    }

    /// Whether it is the key of a change, which stands for the version until the store gives one.
    pub fn is_unsaved(&self) -> bool {
        self.0.starts_with("c1-")
    }

    /// `prefix` and the first 128 bits of the sha256 of the canonical JSON of `value` (keys sorted, no blanks).
    pub(super) fn of(prefix: &str, value: &impl Serialize) -> Self {
        // A value of strings, numbers and string-keyed maps always serialises.
        let mut canonical = serde_json::to_value(value).unwrap_or_default();
        // Whatever order the build of serde_json keeps: the hash is for ever.
        canonical.sort_all_objects();
        Self(format!("{prefix}{}", hex(&Sha256::digest(canonical.to_string())[..16])).into())
    }
}

/// Lower-case hex of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Who writes: an id made once, and a name for display only.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Author {
    /// `a-` and 26 characters of base 32 (128 random bits).
    pub id: String,
    /// For display; never compared.
    #[serde(default)]
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

impl Writer {
    /// `<author id>.<replica>`: names the writer's file and its row in `seen`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.author.id, self.replica)
    }
}

/// What an entry does. Kinds of newer versions are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A note.
    Note,
    /// An answer to an annotation.
    Reply,
    /// A judgement on a version of an annotation.
    Verdict,
    /// Another text for an annotation of somebody else, or its removal.
    Suggestion,
    /// Says whether a thread is settled.
    Resolve,
    /// Puts right what was found about an entity.
    Correction,
    /// Takes an annotation away (its text stays in the earlier versions).
    Tombstone,
    /// A kind this version does not know.
    #[serde(untagged)]
    Other(String),
}

/// One immutable version of one annotation. Fields at their default are left out of the file and of the hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Hash of everything below and of the writer.
    pub ver: Version,
    /// The annotation.
    pub id: NoteId,
    /// The versions it replaces; none for a new one. They may be gone, or not yet received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Version>,
    /// Gapless per writer, from 1.
    pub seq: u64,
    /// 1 + the highest lamport seen.
    pub lamport: u64,
    /// RFC 3339; display only, never compared.
    pub at: String,
    /// What it does.
    pub kind: EntryKind,
    /// Key of the change that it wrote: a change found in a journal is written once, however often it is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Version>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Anchor::is_default")]
    pub anchor: Anchor,
    /// The text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Its type in one word, empty for none.
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub note_type: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What it is about, of all kinds that are about something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub re: Option<Target>,
    /// The judgement of a verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Judgement>,
    /// Of a resolve: whether the thread is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<bool>,
    /// Of a suggestion: whether it is to delete the annotation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removes: bool,
    /// The suggestions that this version of a note has taken over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<Version>,
    /// What a correction puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Entry {
    /// The hash that `ver` must be. It covers the writer, so that a copy in another writer's file does not verify.
    pub fn hash(&self, writer: &Writer) -> Version {
        let mut fields = serde_json::to_value(self).unwrap_or_default();
        if let Some(fields) = fields.as_object_mut() {
            fields.remove("ver");
        }
        Version::of("v1-", &(&writer.author.id, &writer.replica, fields))
    }

    /// What it says and where.
    pub fn content(&self) -> Content {
        Content {
            anchor: self.anchor.clone(),
            body: self.body.clone(),
            note_type: self.note_type.clone(),
            tags: self.tags.clone(),
            remark: self.remark(),
            correction: self.correction.clone().filter(|_| self.kind == EntryKind::Correction),
            accepts: self.accepts.clone(),
        }
    }

    /// What it says about another annotation, if it says that and does not lack a part of it.
    pub fn remark(&self) -> Option<Remark> {
        let says = match self.kind {
            EntryKind::Reply => Says::Reply,
            EntryKind::Verdict => Says::Verdict(self.verdict?),
            EntryKind::Suggestion if self.removes => Says::Removal,
            EntryKind::Suggestion => Says::Suggestion,
            EntryKind::Resolve => Says::Resolution(self.resolved?),
            EntryKind::Note | EntryKind::Correction | EntryKind::Tombstone | EntryKind::Other(_) => {
                return None;
            }
        };
        Some(Remark { on: self.re.clone()?, says })
    }

    /// Whether it has a text of its own: it is no deletion, and of a kind that this version knows.
    pub fn is_said(&self) -> bool {
        !matches!(self.kind, EntryKind::Tombstone | EntryKind::Other(_))
    }
}

/// The day of a claimed time, which can be any text.
pub fn day(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Unique;

    #[test]
    fn ids_have_one_form() {
        let id = NoteId::mint(1_700_000_000_000, [7; 10]);
        assert_eq!(&*id.0, "018bcfe5-6800-7707-8707-070707070707");
        assert!(id.is_valid());
        for bad in
            ["", "../../x", "018BCFE5-6800-7707-8707-070707070707", "018bcfe5-6800-7707-8707-07070707070\0"]
        {
            assert!(!NoteId(bad.into()).is_valid(), "{bad}");
        }
        assert!(!Version("v1-xyz".into()).is_valid());
    }

    /// What was one of several when it was written down stays so in the next session.
    #[test]
    fn what_singled_a_quote_out_comes_back_as_it_was() {
        for unique in [Unique::No, Unique::Context, Unique::Quote] {
            let anchor = Anchor { exact: "boats".into(), unique, ..Anchor::default() };
            let text = serde_json::to_string(&anchor).unwrap();
            assert_eq!(serde_json::from_str::<Anchor>(&text).unwrap(), anchor, "{text}");
            assert_eq!(text.contains("unique"), unique != Unique::No, "{text}");
        }
    }

    /// Files outlive programs: this hash may never change for this entry.
    #[test]
    fn the_hash_of_a_known_entry() {
        let entry = Entry {
            ver: Version::default(),
            id: NoteId::mint(1_700_000_000_000, [7; 10]),
            parents: Vec::new(),
            seq: 1,
            lamport: 4,
            at: "2026-03-02T09:14:05Z".into(),
            kind: EntryKind::Note,
            change: None,
            anchor: Anchor::whole(),
            body: "Compare \u{201c}paragraph 7\u{201d}.\n".into(),
            note_type: String::new(),
            tags: vec!["sanctions".into()],
            re: None,
            verdict: None,
            resolved: None,
            removes: false,
            accepts: Vec::new(),
            correction: None,
            extra: Extra::from([("weight".into(), 1.5.into())]),
        };
        let writer = Writer { author: Author { id: "a-x".into(), name: "M".into() }, replica: "r-y".into() };
        assert_eq!(&*entry.hash(&writer).0, "v1-8db2f33810b46146e280f3145506de22");
    }
}
