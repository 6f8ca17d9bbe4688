//! Places in a cable, named by a paragraph or by the words that stand there.

use super::fold::{self, Folded};
use super::{Anchor, Finder, Found};
use crate::cable::Cable;

/// The text of a cable, prepared for many anchors.
pub struct Quotable<'a> {
    cable: &'a Cable,
    folded: Folded,
    finder: Finder<'a>,
}

impl<'a> Quotable<'a> {
    /// Prepares the text, in time linear in its length.
    pub fn new(cable: &'a Cable) -> Self {
        Self { cable, folded: Folded::new(cable), finder: Finder::new(cable) }
    }

    /// The anchor on a whole paragraph (index into the cable's paragraphs).
    pub fn paragraph(&self, paragraph: usize) -> Option<Anchor> {
        self.finder.anchor(paragraph, None)
    }

    /// The anchor on what was found.
    pub fn quote(&self, found: Found) -> Option<Anchor> {
        self.finder.anchor(found.paragraph, Some(found.span))
    }

    /// Where the words stand, letter by letter; runs of white space count as one blank. They are looked for in each
    /// paragraph as it is read, and may overlap.
    pub fn places(&self, words: &str) -> Vec<Found> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Vec::new();
        }
        let starts = fold::occurrences(self.folded.text.as_bytes(), words.as_bytes());
        let found = |start: usize| {
            let paragraph = self.folded.paragraph_at(start);
            let span = self.folded.source(self.cable, paragraph, start..start + words.len())?;
            Some(Found { paragraph, span })
        };
        starts.filter_map(found).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Resolution;
    use crate::cable::decode;

    #[test]
    fn words_are_found_over_line_ends_and_nowhere_else() {
        let text = "1. (C) The old boats came\n   back. The boats.\n\n2. (U) No boats.\n";
        let cable = Cable::parse(decode(text.into()));
        let text = Quotable::new(&cable);
        let paragraphs =
            |words: &str| text.places(words).iter().map(|found| found.paragraph).collect::<Vec<_>>();
        assert_eq!(paragraphs("boats"), [0, 0, 1]);
        assert_eq!(paragraphs("boats\tcame back."), [0]);
        assert_eq!(paragraphs("boats. No"), [0; 0]);
        assert_eq!(paragraphs(" \n"), [0; 0]);
        let [place] = text.places("boats came back")[..] else { panic!("not once") };
        let anchor = text.quote(place).unwrap();
        assert_eq!((anchor.exact.as_str(), anchor.label.as_deref()), ("boats came back", Some("1")));
        assert_eq!(anchor.resolve(&cable), Resolution::Exact(place));
    }
}
