//! Where a note stands, in words that survive another copy of the cable.

use serde::{Deserialize, Serialize};

use super::Extra;
use crate::cable::{Cable, Span};

/// The place of a note: the whole cable, or a range of one paragraph's reading text.
///
/// Offsets count Unicode scalars inside the paragraph *as it is read* (reflowed, repaired), so that the same
/// paragraph in another copy of the cable is the same text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Ordinal of the paragraph, from 1; `None` for a note on the whole cable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub para: Option<u32>,
    /// The number printed on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// sha256 (hex) of the paragraph's reading text with white space folded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub para_sha: String,
    /// First scalar of the quote inside the paragraph.
    #[serde(default)]
    pub start: u32,
    /// One past its last scalar.
    #[serde(default)]
    pub end: u32,
    /// The quoted text (at most 1 KiB; of a longer one its first 512 and last 256 bytes, joined by " … ").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exact: String,
    /// Up to 32 scalars before the quote.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// Up to 32 scalars behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
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

    /// An anchor on a whole paragraph (index into the cable's paragraphs).
    pub fn paragraph(cable: &Cable, paragraph: usize) -> Self {
        let _ = (cable, paragraph);
        Self::default()
    }

    /// Finds the place in `cable`.
    pub fn resolve(&self, cable: &Cable) -> Resolution {
        let _ = cable;
        Resolution::Lost
    }
}
