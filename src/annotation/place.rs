//! Where a reader was when they closed a cable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Extra, Mark};
use crate::cable::{Cable, boundary};

/// A reading place, found again by the text of the cable and never by the path of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// sha256 (hex) of the text that `offset` counts in.
    #[serde(default)]
    pub text_sha256: String,
    /// Byte of the decoded text at the top of the page.
    #[serde(default)]
    pub offset: u64,
    /// The paragraph there, counted from 1: the place in another copy of the cable. `None` above the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// The number printed on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Name of the pane that has the focus.
    #[serde(default)]
    pub focus: String,
    /// Widths of panes that were sized by hand, in columns, by name.
    #[serde(default)]
    pub widths: BTreeMap<String, u16>,
    /// The places marked with a letter, by that letter.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// What of others the reader had before their eyes: of each writer ([`super::Writer::key`]) the highest number. What
    /// came since is new.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, u64>,
    /// Whether the reader works without seeing what others wrote.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Place {
    /// Takes in what another session has marked and seen: of each letter the later mark counts, of each writer the higher
    /// number.
    pub fn unite(&mut self, other: &Self) {
        for (writer, seq) in &other.seen {
            let ours = self.seen.entry(writer.clone()).or_default();
            *ours = (*ours).max(*seq);
        }
        for (letter, mark) in &other.marks {
            let ours = self.marks.entry(letter.clone()).or_insert_with(|| mark.clone());
            if mark.at > ours.at {
                *ours = mark.clone();
            }
        }
    }

    /// The byte of `cable`'s text to show: the very one in the same text (`text_sha256` of it), else the start of
    /// the paragraph with the same printed number, else of the one with the same ordinal, else the top.
    pub fn locate(&self, cable: &Cable, text_sha256: &str) -> usize {
        if self.text_sha256 == text_sha256 {
            return boundary(&cable.text, usize::try_from(self.offset).unwrap_or(usize::MAX));
        }
        let printed = self.label.as_ref().and_then(|label| label.parse().ok());
        let by_label = printed.and_then(|number| cable.paragraph_printed(number));
        let by_ordinal = self.paragraph.and_then(|ordinal| usize::try_from(ordinal).ok()?.checked_sub(1));
        let paragraph = by_label.or(by_ordinal).and_then(|index| cable.paragraphs.get(index));
        paragraph.map_or(0, |paragraph| paragraph.span.start)
    }
}
