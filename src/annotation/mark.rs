//! A letter set on a place in the cable, to come back to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::change::rfc3339;
use super::{Anchor, Extra};
use crate::cable::{Cable, Span};

/// Bytes behind the place that tell it apart in another copy.
const QUOTE: usize = 80;

/// A place that was marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// sha256 (hex) of the text that `offset` counts in.
    pub text_sha256: String,
    /// Byte of the decoded text.
    pub offset: u64,
    /// What stands there: the place in another copy. `None` outside of the paragraphs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    /// When it was set: of one letter set in two sessions, the later one counts.
    #[serde(with = "rfc3339")]
    pub at: Timestamp,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Mark {
    /// A mark at byte `offset` of the text, which is in `paragraph` (index into the cable's paragraphs) if in any.
    pub fn new(
        cable: &Cable,
        text_sha256: &str,
        offset: usize,
        paragraph: Option<usize>,
        at: Timestamp,
    ) -> Self {
        let within = paragraph.and_then(|index| Some((index, cable.paragraphs.get(index)?.span)));
        let anchor = within.and_then(|(index, span)| {
            let start = offset.max(span.start);
            Anchor::quote(cable, index, Span::new(start, (start + QUOTE).min(span.end.max(start))))
        });
        Self { text_sha256: text_sha256.to_owned(), offset: offset as u64, anchor, at, extra: Extra::new() }
    }

    /// The byte of `cable`'s text (with this sha256) where it stands; `None` when that is not certain.
    pub fn locate(&self, cable: &Cable, text_sha256: &str) -> Option<usize> {
        if self.text_sha256 == text_sha256 {
            return usize::try_from(self.offset).ok().filter(|at| cable.text.is_char_boundary(*at));
        }
        self.anchor.as_ref()?.resolve(cable).found().map(|found| found.span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;

    fn cable(text: &str) -> Cable {
        Cable::parse(decode(text.into()))
    }

    #[test]
    fn a_mark_is_found_in_another_copy() {
        let text =
            "1. (C) The boats came at dawn, said the harbour master of the island.\n\n2. (U) They left.\n";
        let one = cable(text);
        let at = text.find("harbour").unwrap();
        let mark = Mark::new(&one, "one", at, Some(0), Timestamp::UNIX_EPOCH);
        assert_eq!(mark.locate(&one, "one"), Some(at));
        let longer = format!("1. (U) A new first paragraph.\n\n{}", text.replace("dawn, ", "dawn,\n"));
        let other = cable(&longer);
        assert_eq!(mark.locate(&other, "other"), longer.find("harbour"));
        assert_eq!(mark.locate(&cable("1. (C) Something else.\n"), "third"), None);
    }

    #[test]
    fn a_mark_outside_of_the_paragraphs_is_found_in_its_own_text_only() {
        let one = cable("SUBJECT: BOATS\n\n1. (C) The boats came.\n");
        let mark = Mark::new(&one, "one", 9, None, Timestamp::UNIX_EPOCH);
        assert_eq!((mark.locate(&one, "one"), mark.locate(&one, "other")), (Some(9), None));
        let beyond = Mark { offset: 999, ..mark };
        assert_eq!(beyond.locate(&one, "one"), None);
    }
}
