//! Finds anchors in a cable. A note at a wrong place is worse than one without a place, so nothing here is a guess:
//! a place is certain, or the reader is asked, or the note is listed as lost.
//!
//! Certain is a quote, in this order:
//! 1. in the paragraph with the same text, when there is one such, now as then; elsewhere than before, only if nothing
//!    else has the quote or is nearly the same;
//! 2. at the only place with the quote and the same text before and behind it, if that was so then;
//! 3. at the only place with the quote, if that was so then, and enough of the text before or behind it is the same;
//! 4. at the only place with the quote, when it is a whole paragraph now as then.
//!
//! Where the letters of a long quote stand nowhere any more, and most pairs of its words in a paragraph, the reader is
//! asked.
//!
//! A range over several paragraphs is certain when both its ends are, in their order, and nothing inside has changed; a
//! section, when one heading only has the same text, now as then. "The same" is measured in letters.

mod context;
mod near;
mod places;
mod quote;
mod range;
mod section;

use std::cell::{LazyCell, OnceCell};
use std::collections::HashMap;
use std::ops::Range;

use super::anchor::{Anchor, Found, Resolution, Unique};
use super::fold::{self, Folded};
use crate::cable::{Cable, Span};
use near::Pairs;
use section::Section;

/// Most places that a reader is asked to choose from.
const CHOICES_MAX: usize = 20;

/// Makes anchors in a cable and finds them. Its text is prepared once, with the first question: most cables have no notes.
pub struct Finder<'a> {
    cable: &'a Cable,
    text: LazyCell<Text, Box<dyn FnOnce() -> Text + 'a>>,
    /// What paragraphs are compared by, once they are.
    pairs: OnceCell<Vec<Pairs>>,
}

/// The reading text of a cable, prepared for many anchors.
struct Text {
    folded: Folded,
    /// Hash of each paragraph.
    hashes: Vec<String>,
    /// Whether another paragraph has the same letters.
    twins: Vec<bool>,
    sections: Vec<Section>,
    sha: String,
}

impl Text {
    /// Of `cable`, in time linear in its length.
    fn of(cable: &Cable) -> Self {
        let folded = Folded::new(cable);
        let paragraphs = folded.paragraphs.iter();
        let hashes = paragraphs.clone().map(|range| fold::hash(&folded.text[range.clone()])).collect();
        let letters: Vec<String> =
            paragraphs.map(|range| fold::letters(&folded.text[range.clone()])).collect();
        let twins = shared(&letters);
        let sha = fold::hash(&folded.text);
        Self { folded, hashes, twins, sections: section::all(cable), sha }
    }
}

/// A place in the folded text: inside one paragraph, or from one to another.
type Place = Range<usize>;

/// Where an anchor fits.
enum Fit {
    /// Same paragraph, same text.
    Exact(Place),
    /// Elsewhere, beyond doubt.
    Moved(Place),
    /// In several places, in one that is not certain, or nowhere.
    Choices(Vec<Place>),
}

impl<'a> Finder<'a> {
    /// A finder for `cable`.
    pub fn new(cable: &'a Cable) -> Self {
        Self { cable, text: LazyCell::new(Box::new(|| Text::of(cable))), pairs: OnceCell::new() }
    }

    /// Finds the place of `anchor`.
    pub fn find(&self, anchor: &Anchor) -> Resolution {
        if anchor.para.is_none() {
            let on_cable = anchor.section.is_empty();
            return if on_cable { Resolution::Whole } else { self.find_section(anchor) };
        }
        let fit = match &anchor.until {
            Some(until) => self.fit_range(anchor, until),
            None => self.fit_quote(anchor),
        };
        let choices = match fit {
            Fit::Exact(place) => match self.found(&place) {
                Some(found) => return Resolution::Exact(found),
                None => Vec::new(),
            },
            Fit::Moved(place) => match self.found(&place) {
                Some(found) => return Resolution::Moved(found),
                None => Vec::new(),
            },
            Fit::Choices(places) => places,
        };
        let choices: Vec<Found> =
            choices.iter().filter_map(|place| self.found(place)).take(CHOICES_MAX).collect();
        if choices.is_empty() { Resolution::Lost } else { Resolution::Ambiguous(choices) }
    }

    /// The hash of each paragraph, as anchors hold it.
    pub fn hashes(&self) -> &[String] {
        &self.text.hashes
    }

    fn has_twin(&self, paragraph: usize) -> bool {
        self.text.twins.get(paragraph).copied().unwrap_or(false)
    }

    /// A place of the folded text as the cable has it.
    fn found(&self, place: &Place) -> Option<Found> {
        let paragraph = self.text.folded.paragraph_at(place.start);
        let last = self.text.folded.paragraph_at(place.end);
        let begins = self.source(paragraph, place)?;
        let span = if last == paragraph { begins } else { begins.join(self.source(last, place)?) };
        Some(Found { paragraph, last, span })
    }

    /// What of `place` stands in `paragraph`, in the decoded text.
    fn source(&self, paragraph: usize, place: &Place) -> Option<Span> {
        let otherwise = self.cable.paragraphs.get(paragraph)?.span;
        Some(self.text.folded.source(self.cable, paragraph, place.clone()).unwrap_or(otherwise))
    }
}

/// For each text, whether another is the same.
fn shared(texts: &[String]) -> Vec<bool> {
    let mut seen = HashMap::new();
    texts.iter().for_each(|text| *seen.entry(text).or_insert(0) += 1);
    texts.iter().map(|text| seen.get(text).is_some_and(|count| *count > 1)).collect()
}
