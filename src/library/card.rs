//! What the library knows of one cable: what its list shows, and what its index finds it by.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::Timestamp;

use super::query::Folded;
use crate::cable::{BlockKind, Cable, Classification, Field};

/// Where a cable is: a file, and which of its cables.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, absolute.
    pub path: PathBuf,
    /// The cable in it, from 0.
    pub index: usize,
}

/// What the list shows of a cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Where it is.
    pub place: Place,
    /// What its notes are kept under: its id, or `text-<hash>` for a text without one.
    pub key: String,
    /// sha256 (hex) of its text, as the store counts it: copies have the same.
    pub text_sha256: String,
    /// Its date-time group.
    pub date: Option<Timestamp>,
    /// The post as printed: `CAPE TOWN`; empty where there is none.
    pub post: String,
    /// Base level of the message.
    pub classification: Option<Classification>,
    /// The subject, or the first words of a text that is no cable.
    pub subject: String,
    /// How many paragraphs it has.
    pub paragraphs: usize,
}

/// What is said where a cable has no id.
pub const NO_ID: &str = "(no id)";

impl Card {
    /// The id of the cable, where it has one.
    pub fn id(&self) -> Option<&str> {
        Some(self.key.as_str()).filter(|key| !key.starts_with("text-"))
    }

    /// Its id as the reader is told it.
    pub fn id_words(&self) -> &str {
        self.id().unwrap_or(NO_ID)
    }

    /// The day of its date-time group, `2009-10-05`.
    pub fn day(&self) -> Option<String> {
        self.date.map(|date| date.strftime("%Y-%m-%d").to_string())
    }
}

/// A cable as the index takes it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    /// What the list shows.
    pub card: Card,
    /// The FM line.
    pub sender: String,
    /// The tags, each once.
    pub tags: BTreeSet<String>,
    /// The ids of the cables that it refers to, each once.
    pub cites: BTreeSet<String>,
    /// The marks of its paragraphs, each once; an empty one where a paragraph has none.
    pub marks: BTreeSet<String>,
    /// The words of everything that is read of it. They are folded by whoever reads the file, on many threads.
    pub text: Folded,
}

/// Characters of a text without a subject that are shown instead.
const FIRST_WORDS: usize = 80;

impl Filing {
    /// Files a cable; `key` and `text_sha256` are what the store keeps its notes under.
    pub fn of(cable: &Cable, place: Place, key: String, text_sha256: String) -> Self {
        let header = &cable.header;
        let mut text = String::with_capacity(cable.text.len());
        for block in &cable.blocks {
            text.push_str(block.reading.text());
            text.push('\n');
        }
        let subject = header.subject.as_ref().map(|subject| subject.text().to_owned());
        let marks = cable.paragraphs.iter().map(|paragraph| {
            paragraph.marking.as_ref().map(|marking| marking.code.clone()).unwrap_or_default()
        });
        let card = Card {
            place,
            key,
            text_sha256,
            date: header.date,
            post: header.origin.clone().unwrap_or_default(),
            classification: header.classification,
            subject: subject.unwrap_or_else(|| first_words(cable)),
            paragraphs: cable.paragraphs.len(),
        };
        Self {
            card,
            sender: header.from.clone().unwrap_or_default(),
            tags: header.tags.iter().map(|tag| tag.text.clone()).collect(),
            cites: cable.cites().into_iter().collect(),
            marks: marks.collect(),
            text: Folded::new(&text),
        }
    }
}

/// The first words that are no field of a header.
fn first_words(cable: &Cable) -> String {
    let is_own = |kind: BlockKind| !matches!(kind, BlockKind::Field(field) if field != Field::Subject);
    let first =
        cable.blocks.iter().find(|block| is_own(block.kind) && !block.reading.text().trim().is_empty());
    first.map(|block| block.reading.text().trim().chars().take(FIRST_WORDS).collect()).unwrap_or_default()
}

/// An entity of a cable as the index takes it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it is.
    pub kind: crate::entity::Kind,
    /// Its fullest name in the cable.
    pub name: String,
    /// The other forms.
    pub aliases: Vec<String>,
    /// How often it is named.
    pub mentions: usize,
    /// The paragraphs that name it, from 0, in order, each once.
    pub paragraphs: Vec<usize>,
}

impl Name {
    /// All its forms, the fullest first.
    pub fn forms(&self) -> Vec<&str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str).collect()
    }

    /// Whether one of its forms is this, whatever the case and the accents: a longer name that holds it is somebody else,
    /// or a place called after them.
    pub(super) fn is_called(&self, wanted: &Folded) -> bool {
        self.forms().into_iter().any(|form| Folded::new(form) == *wanted)
    }
}

/// A note as the index takes it in: its words, with its type and tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteText(pub String);

/// What the reader has done with a cable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many notes there are on it.
    pub notes: usize,
    /// How many of its paragraphs have been read.
    pub read: usize,
    /// Whether it is pinned to the top of the list.
    pub pinned: bool,
}
