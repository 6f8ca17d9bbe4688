//! Quotes: how they are written down, and where they fit.

use std::ops::Range;

use super::{Anchor, Finder, Fit, Place, Unique};
use crate::cable::{Span, boundary};

/// Scalars of context on each side.
pub(super) const CONTEXT: usize = 32;
/// Longest quote that is kept whole, in bytes, and how much is kept of the two ends of a longer one.
pub(super) const EXACT_MAX: usize = 1024;
const HEAD: usize = 512;
const TAIL: usize = 256;
/// Stands between the two ends.
const GAP: &str = " … ";

impl Finder<'_> {
    /// The anchor of a whole paragraph; `None` when there is none such.
    pub fn paragraph(&self, paragraph: usize) -> Option<Anchor> {
        self.anchor(paragraph, self.text.folded.paragraphs.get(paragraph)?.clone())
    }

    /// The anchor of what `paragraph` shows of `span` of the decoded text; `None` when it shows nothing of it.
    pub fn quote(&self, paragraph: usize, span: Span) -> Option<Anchor> {
        self.anchor(paragraph, self.text.folded.shown(self.cable, paragraph, span)?)
    }

    /// The anchor of `quote`, a place inside `paragraph`.
    pub(super) fn anchor(&self, paragraph: usize, quote: Place) -> Option<Anchor> {
        let whole = self.text.folded.paragraphs.get(paragraph)?.clone();
        let text = &self.text.folded.text;
        let scalars = |range: Range<usize>| u32::try_from(text[range].chars().count()).ok();
        let start = scalars(whole.start..quote.start)?;
        let before = text[whole.start..quote.start].char_indices().rev().take(CONTEXT).last();
        let mut anchor = Anchor {
            para: u32::try_from(paragraph + 1).ok(),
            label: self.label(paragraph),
            text_sha: self.text.sha.clone(),
            para_sha: self.text.hashes.get(paragraph)?.clone(),
            twin: self.has_twin(paragraph),
            start,
            end: start + scalars(quote.clone())?,
            exact: abridged(&text[quote.clone()]),
            prefix: text[before.map_or(quote.start, |(at, _)| whole.start + at)..quote.start].to_owned(),
            suffix: text[quote.end..whole.end].chars().take(CONTEXT).collect(),
            ..Anchor::default()
        };
        let places = self.occurrences(&anchor);
        anchor.unique = match (places.len(), self.in_context(&anchor, &places).len()) {
            (1, _) => Unique::Quote,
            (_, 1) => Unique::Context,
            _ => Unique::No,
        };
        Some(anchor)
    }

    /// The number printed on a paragraph.
    pub(super) fn label(&self, paragraph: usize) -> Option<String> {
        self.cable.paragraphs.get(paragraph)?.number.map(|number| number.to_string())
    }

    /// Where the quote of `anchor` fits.
    pub(super) fn fit_quote(&self, anchor: &Anchor) -> Fit {
        let ordinal = anchor.para.and_then(|ordinal| usize::try_from(ordinal).ok());
        let ordinal = ordinal.unwrap_or(usize::MAX).wrapping_sub(1);
        let same = self.unchanged(anchor, ordinal);
        if let [place] = &same[..] {
            let paragraph = self.text.folded.paragraph_at(place.start);
            let place = place.clone();
            if anchor.text_sha == self.text.sha || !anchor.twin && !self.has_twin(paragraph) {
                return if paragraph == ordinal {
                    Fit::Exact(place)
                } else {
                    self.moved(anchor, place, paragraph)
                };
            }
        }
        let places = self.occurrences(anchor);
        match (&self.in_context(anchor, &places)[..], &places[..]) {
            ([place], _) if anchor.unique >= Unique::Context => Fit::Moved((*place).clone()),
            (_, [place]) if self.is_identified(anchor, place) => Fit::Moved(place.clone()),
            (_, []) if same.is_empty() => Fit::Choices(self.nearly(anchor)),
            (_, []) => Fit::Choices(same),
            _ => Fit::Choices(places),
        }
    }

    /// A quote whose paragraph stands elsewhere now: as long as nothing else can be what was meant.
    fn moved(&self, anchor: &Anchor, place: Place, paragraph: usize) -> Fit {
        let places = self.occurrences(anchor);
        if places.len() > 1 && anchor.unique == Unique::Quote {
            return Fit::Choices(places);
        }
        match self.near(paragraph) {
            Some(near) => Fit::Choices(vec![place, near]),
            // Another paragraph above is gone or new; this one is still printed with its number.
            None if anchor.label.is_some() && self.label(paragraph) == anchor.label => Fit::Exact(place),
            None => Fit::Moved(place),
        }
    }

    /// The quote in every paragraph with the same text; only in the one at `ordinal` if the whole text is the same.
    fn unchanged(&self, anchor: &Anchor, ordinal: usize) -> Vec<Place> {
        let same_text = anchor.text_sha == self.text.sha;
        let paragraphs = self.text.hashes.iter().zip(&self.text.folded.paragraphs).enumerate();
        let same =
            paragraphs.filter(|(at, (hash, _))| **hash == anchor.para_sha && (!same_text || *at == ordinal));
        same.filter_map(|(_, (_, whole))| {
            let text = &self.text.folded.text[whole.clone()];
            let byte = |scalar: u32| {
                let scalar = usize::try_from(scalar).ok()?;
                text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(scalar)
            };
            let (start, end) = (byte(anchor.start)?, byte(anchor.end)?);
            let asserted = abridged(text.get(start..end)?) == anchor.exact;
            asserted.then_some(whole.start + start..whole.start + end)
        })
        .collect()
    }
}

/// `quote`, or its two ends when it is long.
pub(super) fn abridged(quote: &str) -> String {
    if quote.len() <= EXACT_MAX {
        return quote.to_owned();
    }
    let tail = (quote.len() - TAIL..quote.len()).find(|at| quote.is_char_boundary(*at));
    format!("{}{GAP}{}", &quote[..boundary(quote, HEAD)], &quote[tail.unwrap_or(quote.len())..])
}

/// The two ends of an abridged quote; `None` for one that is whole.
pub(super) fn ends(exact: &str) -> Option<(&str, &str)> {
    // A character of up to four bytes may have been too long for either end.
    let full = |end: &str, most: usize| (most - 3..=most).contains(&end.len());
    exact.split_once(GAP).filter(|(head, tail)| full(head, HEAD) && full(tail, TAIL))
}
