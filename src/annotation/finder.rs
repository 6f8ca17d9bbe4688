//! Finds anchors in a cable. A note at a wrong place is worse than one without a place, so nothing here is a guess:
//! a place is certain, or the reader is asked, or the note is listed as lost.
//!
//! Certain is, in this order:
//! 1. the paragraph with the same text, when there is one such, now as then;
//! 2. the only place with the quote and the same text before and behind it, if that was so then;
//! 3. the only place with the quote, if that was so then, and enough of the text before or behind it is the same;
//! 4. the only place with the quote, when it is a whole paragraph now as then.
//!
//! "The same" is measured in letters.

use std::collections::HashMap;
use std::ops::Range;

use super::anchor::{Anchor, Found, Resolution, Unique};
use super::fold::{self, Folded};
use crate::cable::{Cable, Span};

/// Scalars of context on each side.
const CONTEXT: usize = 32;
/// Fewest letters that are taken to identify a place: of a context on one side, or of a whole paragraph.
const LETTERS_MIN: usize = 12;
/// Quotes with fewer letters must agree in the division into words as well: "the rapist" is not "therapist".
const LETTERS_LONG: usize = 32;
/// Most places that a reader is asked to choose from.
const CHOICES_MAX: usize = 20;

/// Longest quote that is kept whole, in bytes, and how much is kept of the two ends of a longer one.
const EXACT_MAX: usize = 1024;
const HEAD: usize = 512;
const TAIL: usize = 256;
/// Stands between the two ends.
const GAP: &str = " … ";

/// The reading text of a cable, prepared for finding many anchors.
pub struct Finder<'a> {
    cable: &'a Cable,
    folded: Folded,
    /// Hash of each paragraph.
    hashes: Vec<String>,
    /// Whether another paragraph has the same letters.
    twins: Vec<bool>,
    text_sha: String,
}

/// A place in the folded text, inside one paragraph.
type Place = Range<usize>;

impl<'a> Finder<'a> {
    /// Prepares the text of `cable`, in time linear in its length.
    pub fn new(cable: &'a Cable) -> Self {
        let folded = Folded::new(cable);
        let paragraphs = folded.paragraphs.iter();
        let hashes = paragraphs.clone().map(|range| fold::hash(&folded.text[range.clone()])).collect();
        let letters: Vec<String> =
            paragraphs.map(|range| fold::letters(&folded.text[range.clone()])).collect();
        let mut seen = HashMap::new();
        letters.iter().for_each(|letters| *seen.entry(letters).or_insert(0) += 1);
        let twins = letters.iter().map(|letters| seen.get(letters).is_some_and(|count| *count > 1)).collect();
        let text_sha = fold::hash(&folded.text);
        Self { cable, folded, hashes, twins, text_sha }
    }

    /// The anchor of what `paragraph` shows of `span`, or of all of it; `None` when it shows nothing of the span.
    pub(super) fn anchor(&self, paragraph: usize, span: Option<Span>) -> Option<Anchor> {
        let whole = self.folded.paragraphs.get(paragraph)?.clone();
        let quote = match span {
            None => whole.clone(),
            Some(span) => self.folded.shown(self.cable, paragraph, span)?,
        };
        let text = &self.folded.text;
        let scalars = |range: Range<usize>| u32::try_from(text[range].chars().count()).ok();
        let start = scalars(whole.start..quote.start)?;
        let before = text[whole.start..quote.start].char_indices().rev().take(CONTEXT).last();
        let mut anchor = Anchor {
            para: u32::try_from(paragraph + 1).ok(),
            label: self.cable.paragraphs.get(paragraph)?.number.map(|number| number.to_string()),
            text_sha: self.text_sha.clone(),
            para_sha: self.hashes.get(paragraph)?.clone(),
            twin: self.has_twin(paragraph),
            start,
            end: start + scalars(quote.clone())?,
            exact: abridged(&text[quote.clone()]),
            prefix: text[before.map_or(quote.start, |(at, _)| whole.start + at)..quote.start].to_owned(),
            suffix: text[quote.end..whole.end].chars().take(CONTEXT).collect(),
            ..Anchor::default()
        };
        let places = self.occurrences(&anchor);
        let in_context = places.iter().filter(|place| self.is_in_context(&anchor, place)).count();
        anchor.unique = match (places.len(), in_context) {
            (1, _) => Unique::Quote,
            (_, 1) => Unique::Context,
            _ => Unique::No,
        };
        Some(anchor)
    }

    /// Finds the place of `anchor`.
    pub fn find(&self, anchor: &Anchor) -> Resolution {
        let Some(ordinal) = anchor.para else { return Resolution::Whole };
        let ordinal = usize::try_from(ordinal).unwrap_or(usize::MAX).wrapping_sub(1);
        let same = self.unchanged(anchor, ordinal);
        if let [place] = &same[..]
            && (anchor.text_sha == self.text_sha
                || !anchor.twin && !self.has_twin(self.folded.paragraph_at(place.start)))
            && let Some(found) = self.found(place)
        {
            let stayed = found.paragraph == ordinal;
            return if stayed { Resolution::Exact(found) } else { Resolution::Moved(found) };
        }
        let places = self.occurrences(anchor);
        let in_context: Vec<&Place> =
            places.iter().filter(|place| self.is_in_context(anchor, place)).collect();
        let certain = match (&in_context[..], &places[..]) {
            ([place], _) if anchor.unique >= Unique::Context => Some(*place),
            (_, [place]) if self.is_identified(anchor, place) => Some(place),
            _ => None,
        };
        if let Some(found) = certain.and_then(|place| self.found(place)) {
            return Resolution::Moved(found);
        }
        let choices = if places.is_empty() { same } else { places };
        let choices: Vec<Found> =
            choices.iter().filter_map(|place| self.found(place)).take(CHOICES_MAX).collect();
        if choices.is_empty() { Resolution::Lost } else { Resolution::Ambiguous(choices) }
    }

    /// The quote in every paragraph with the same text; only in the one at `ordinal` if the whole text is the same.
    fn unchanged(&self, anchor: &Anchor, ordinal: usize) -> Vec<Place> {
        let same_text = anchor.text_sha == self.text_sha;
        let paragraphs = self.hashes.iter().zip(&self.folded.paragraphs).enumerate();
        let same =
            paragraphs.filter(|(at, (hash, _))| **hash == anchor.para_sha && (!same_text || *at == ordinal));
        same.filter_map(|(_, (_, whole))| {
            let text = &self.folded.text[whole.clone()];
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

    /// Every place whose letters are those of the quote, and which begins and ends inside or outside of a word as the
    /// quote did. A quote of which only the ends are known can be told in a whole paragraph only.
    fn occurrences(&self, anchor: &Anchor) -> Vec<Place> {
        let quote = fold::letters(&anchor.exact);
        if quote.is_empty() {
            return Vec::new();
        }
        if let Some((head, tail)) = ends(&anchor.exact) {
            let (head, tail) = (fold::letters(head), fold::letters(tail));
            let is_it = |place: &&Place| {
                let letters = fold::letters(&self.folded.text[(*place).clone()]);
                letters.starts_with(&head) && letters.ends_with(&tail) && letters.len() > quote.len()
            };
            return self.folded.paragraphs.iter().filter(is_it).cloned().collect();
        }
        let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let joined = |inner: Option<char>, outer: Option<char>| is_letter(inner) && is_letter(outer);
        let (exact, text) = (anchor.exact.chars(), &self.folded.text);
        let cut_before = joined(exact.clone().next(), anchor.prefix.chars().next_back());
        let cut_behind = joined(exact.clone().next_back(), anchor.suffix.chars().next());
        let division: Option<Vec<&str>> =
            (quote.len() < LETTERS_LONG).then(|| words(&anchor.exact).collect());
        let fits = |place: &Place| {
            is_letter(text[..place.start].chars().next_back()) == cut_before
                && is_letter(text[place.end..].chars().next()) == cut_behind
                && !text[place.clone()].contains('\n')
                && division.as_ref().is_none_or(|division| {
                    let lengths = |word: &str| word.chars().count();
                    words(&text[place.clone()]).map(lengths).eq(division.iter().copied().map(lengths))
                })
        };
        fold::occurrences(self.folded.letters.as_bytes(), quote.as_bytes())
            .map(|start| self.folded.text_of(start..start + quote.len()))
            .filter(fits)
            .collect()
    }

    fn has_twin(&self, paragraph: usize) -> bool {
        self.twins.get(paragraph).copied().unwrap_or(false)
    }

    fn is_in_context(&self, anchor: &Anchor, place: &Place) -> bool {
        let letters = fold::letters(&anchor.prefix).len() + fold::letters(&anchor.suffix).len();
        letters >= LETTERS_MIN && self.before(anchor, place) && self.behind(anchor, place)
    }

    /// Whether the letters before `place` are those before the quote; where the paragraph began, it must begin here.
    fn before(&self, anchor: &Anchor, place: &Place) -> bool {
        let begins = anchor.prefix.chars().count() < CONTEXT;
        let there = &self.folded.text[self.paragraph_of(place).start..place.start];
        agree(anchor.prefix.chars().rev(), there.chars().rev(), begins)
    }

    /// The same for what stands behind.
    fn behind(&self, anchor: &Anchor, place: &Place) -> bool {
        let ends = anchor.suffix.chars().count() < CONTEXT;
        let there = &self.folded.text[place.end..self.paragraph_of(place).end];
        agree(anchor.suffix.chars(), there.chars(), ends)
    }

    /// The paragraph around `place`, which every place has.
    fn paragraph_of(&self, place: &Place) -> Range<usize> {
        let paragraph = self.folded.paragraphs.get(self.folded.paragraph_at(place.start));
        paragraph.filter(|whole| whole.end >= place.end).unwrap_or(place).clone()
    }

    /// Whether the only place with the quote is beyond doubt the place of the quote.
    fn is_identified(&self, anchor: &Anchor, place: &Place) -> bool {
        let many = |text: &str| fold::letters(text).len() >= LETTERS_MIN;
        let is_whole = [&anchor.prefix, &anchor.suffix].into_iter().all(String::is_empty)
            && self.before(anchor, place)
            && self.behind(anchor, place);
        let side = many(&anchor.prefix) && self.before(anchor, place)
            || many(&anchor.suffix) && self.behind(anchor, place);
        !anchor.twin && is_whole && many(&anchor.exact) || anchor.unique == Unique::Quote && side
    }

    fn found(&self, place: &Place) -> Option<Found> {
        let paragraph = self.folded.paragraph_at(place.start);
        let otherwise = self.cable.paragraphs.get(paragraph)?.span;
        let source = self.folded.source(self.cable, paragraph, place.clone());
        Some(Found { paragraph, span: source.unwrap_or(otherwise) })
    }
}

/// Whether the letters of `there` go on as those of `context`, or with `wholly` are those.
fn agree(context: impl Iterator<Item = char>, there: impl Iterator<Item = char>, wholly: bool) -> bool {
    let mut there = fold::letters_of(there);
    fold::letters_of(context).all(|letter| there.next() == Some(letter))
        && (!wholly || there.next().is_none())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// `quote`, or its two ends when it is long.
fn abridged(quote: &str) -> String {
    if quote.len() <= EXACT_MAX {
        return quote.to_owned();
    }
    let head = (0..=HEAD).rev().find(|at| quote.is_char_boundary(*at)).unwrap_or(0);
    let tail = (quote.len() - TAIL..quote.len()).find(|at| quote.is_char_boundary(*at));
    format!("{}{GAP}{}", &quote[..head], &quote[tail.unwrap_or(quote.len())..])
}

/// The two ends of an abridged quote; `None` for one that is whole.
fn ends(exact: &str) -> Option<(&str, &str)> {
    // A character of up to four bytes may have been too long for either end.
    let full = |end: &str, most: usize| (most - 3..=most).contains(&end.len());
    exact.split_once(GAP).filter(|(head, tail)| full(head, HEAD) && full(tail, TAIL))
}
