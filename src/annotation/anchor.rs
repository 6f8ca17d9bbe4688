//! Where a note stands, in words that survive another copy of the cable.

use serde::{Deserialize, Serialize};

use super::{Extra, Finder};
use crate::cable::{Cable, Span};

/// The place of a note: the whole cable, or a range of one paragraph's reading text.
///
/// Offsets count Unicode scalars inside the paragraph *as it is read* (reflowed, repaired, runs of white space taken
/// as one blank), so that the same paragraph in another copy of the cable is the same text. Nothing in an anchor
/// depends on the paragraphs before and behind, which another copy may lack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Ordinal of the paragraph, from 1; `None` for a note on the whole cable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub para: Option<u32>,
    /// The number printed on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// sha256 (32 hex digits of it) of the reading text of all paragraphs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_sha: String,
    /// The same of this paragraph's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub para_sha: String,
    /// Whether another paragraph has the same letters, so that only its surroundings tell this one from it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub twin: bool,
    /// What singles the quote out.
    #[serde(default, skip_serializing_if = "Unique::is_no")]
    pub unique: Unique,
    /// First scalar of the quote inside the paragraph.
    #[serde(default)]
    pub start: u32,
    /// One past its last scalar.
    #[serde(default)]
    pub end: u32,
    /// The quoted text (at most 1 KiB; of a longer one its first 512 and last 256 bytes, joined by " … ").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exact: String,
    /// Up to 32 scalars before the quote; fewer only where the paragraph begins.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Up to 32 scalars behind it; fewer only where the paragraph ends.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What singled the quote out when it was written down. What was one of several then is not taken for certain later,
/// when the others may be gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unique {
    /// Nothing but its position.
    #[default]
    No,
    /// The quote and its context together.
    Context,
    /// The quote alone.
    Quote,
}

impl Unique {
    fn is_no(&self) -> bool {
        *self == Self::No
    }
}

/// Where a quote was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index into the cable's paragraphs.
    pub paragraph: usize,
    /// The quote in the decoded text.
    pub span: Span,
}

/// What became of an anchor in the cable at hand. A wrong place is a defect; a lost one is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// On the whole cable.
    Whole,
    /// Same paragraph, same text.
    Exact(Found),
    /// Found elsewhere, beyond doubt.
    Moved(Found),
    /// Several places fit; the reader must choose.
    Ambiguous(Vec<Found>),
    /// Nowhere.
    Lost,
}

impl Resolution {
    /// Where the note is to be shown, when one place is certain.
    pub fn found(&self) -> Option<Found> {
        match self {
            Self::Exact(found) | Self::Moved(found) => Some(*found),
            _ => None,
        }
    }
}

impl Anchor {
    /// An anchor on the whole cable.
    pub fn whole() -> Self {
        Self::default()
    }

    /// Whether it says nothing at all, and so is left out of the file.
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// An anchor on a whole paragraph (index into the cable's paragraphs); on the whole cable if there is none such.
    pub fn paragraph(cable: &Cable, paragraph: usize) -> Self {
        Finder::new(cable).anchor(paragraph, None).unwrap_or_default()
    }

    /// An anchor on what a paragraph shows of `span` of the decoded text; `None` when it shows nothing of it.
    pub fn quote(cable: &Cable, paragraph: usize, span: Span) -> Option<Self> {
        Finder::new(cable).anchor(paragraph, Some(span))
    }

    /// Finds the place in `cable`. For many anchors make one [`Finder`] and ask that.
    pub fn resolve(&self, cable: &Cable) -> Resolution {
        Finder::new(cable).find(self)
    }
}
