//! Where a note stands, in words that survive another copy of the cable.

use serde::{Deserialize, Serialize};

use super::{Extra, Finder};
use crate::cable::{Cable, Span};

/// The place of a note: the whole cable, a section, or a range of the reading text of a paragraph or of several.
///
/// Offsets count Unicode scalars inside the paragraph *as it is read* (reflowed, repaired, runs of white space taken
/// as one blank), so that the same paragraph in another copy of the cable is the same text. Nothing in an anchor
/// depends on the paragraphs before and behind, which another copy may lack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Ordinal of the paragraph, from 1; `None` for a note on the whole cable or on a section.
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
    /// The other end of a range over several paragraphs, or of one too long to be kept whole: the quote is how the range
    /// begins, this is how it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Box<Anchor>>,
    /// sha256 (32 hex digits of it) of the letters of such a range.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub range_sha: String,
    /// The heading of the section, of a note on one; label and hash are then those of the paragraph below it, and a
    /// twin is another heading with the same letters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The entity that the note is about; the quote is a mention of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entity: String,
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
    /// Index into the cable's paragraphs; of a section, the paragraph below its heading.
    pub paragraph: usize,
    /// The paragraph in which it ends: the same for all but a range over several.
    pub last: usize,
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

    /// Whether the note stands where it was put: nothing to confirm, to choose or to place again.
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Whole | Self::Exact(_))
    }

    /// The word for it, the same on the screen and in the output for other programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Exact(_) => "exact",
            Self::Moved(_) => "moved",
            Self::Ambiguous(_) => "ambiguous",
            Self::Lost => "lost",
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
        Finder::new(cable).paragraph(paragraph).unwrap_or_default()
    }

    /// An anchor on what a paragraph shows of `span` of the decoded text; `None` when it shows nothing of it.
    pub fn quote(cable: &Cable, paragraph: usize, span: Span) -> Option<Self> {
        Finder::new(cable).quote(paragraph, span)
    }

    /// An anchor on what the paragraphs show of `span` of the decoded text, of one or of several; `None` when they show
    /// nothing of it.
    pub fn range(cable: &Cable, span: Span) -> Option<Self> {
        Finder::new(cable).range(span)
    }

    /// An anchor on the section below a heading (index into the cable's headings); `None` when no paragraph follows.
    pub fn section(cable: &Cable, heading: usize) -> Option<Self> {
        Finder::new(cable).section(heading)
    }

    /// Whether it is on a paragraph from its first to its last word.
    pub fn is_whole_paragraph(&self) -> bool {
        let whole = self.start == 0 && self.suffix.is_empty() && self.until.is_none();
        self.para.is_some() && whole && self.entity.is_empty()
    }

    /// Finds the place in `cable`. For many anchors make one [`Finder`] and ask that.
    pub fn resolve(&self, cable: &Cable) -> Resolution {
        Finder::new(cable).find(self)
    }
}
