//! What stands around a quote, then and now.

use std::ops::Range;

use super::quote::CONTEXT;
use super::{Anchor, Finder, Place, Unique, fold};

/// Fewest letters that are taken to identify a place: of a context on one side, or of a whole paragraph.
const LETTERS_MIN: usize = 12;

impl Finder<'_> {
    /// The places with the same text before and behind them as the quote had; none, if that was too little to tell.
    pub(super) fn in_context<'p>(&self, anchor: &Anchor, places: &'p [Place]) -> Vec<&'p Place> {
        let letters = fold::letters(&anchor.prefix).len() + fold::letters(&anchor.suffix).len();
        let is_same = |place: &&Place| self.before(anchor, place) && self.behind(anchor, place);
        if letters < LETTERS_MIN { Vec::new() } else { places.iter().filter(is_same).collect() }
    }

    /// Whether the letters before `place` are those before the quote; where the paragraph began, it must begin here.
    fn before(&self, anchor: &Anchor, place: &Place) -> bool {
        let begins = anchor.prefix.chars().count() < CONTEXT;
        let there = &self.text.folded.text[self.paragraph_of(place).start..place.start];
        agree(anchor.prefix.chars().rev(), there.chars().rev(), begins)
    }

    /// The same for what stands behind.
    fn behind(&self, anchor: &Anchor, place: &Place) -> bool {
        let ends = anchor.suffix.chars().count() < CONTEXT;
        let there = &self.text.folded.text[place.end..self.paragraph_of(place).end];
        agree(anchor.suffix.chars(), there.chars(), ends)
    }

    /// The paragraph around `place`, which every place has.
    fn paragraph_of(&self, place: &Place) -> Range<usize> {
        let paragraph = self.text.folded.paragraphs.get(self.text.folded.paragraph_at(place.start));
        paragraph.filter(|whole| whole.end >= place.end).unwrap_or(place).clone()
    }

    /// Whether the only place with the quote is beyond doubt the place of the quote.
    pub(super) fn is_identified(&self, anchor: &Anchor, place: &Place) -> bool {
        let many = |text: &str| fold::letters(text).len() >= LETTERS_MIN;
        let is_whole = [&anchor.prefix, &anchor.suffix].into_iter().all(String::is_empty)
            && self.before(anchor, place)
            && self.behind(anchor, place);
        let side = many(&anchor.prefix) && self.before(anchor, place)
            || many(&anchor.suffix) && self.behind(anchor, place);
        !anchor.twin && is_whole && many(&anchor.exact) || anchor.unique == Unique::Quote && side
    }
}

/// Whether the letters of `there` go on as those of `context`, or with `wholly` are those.
fn agree(context: impl Iterator<Item = char>, there: impl Iterator<Item = char>, wholly: bool) -> bool {
    let mut there = fold::letters_of(there);
    fold::letters_of(context).all(|letter| there.next() == Some(letter))
        && (!wholly || there.next().is_none())
}
