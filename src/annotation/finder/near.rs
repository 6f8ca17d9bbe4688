//! Paragraphs that are nearly the same. When the paragraph of a note is found elsewhere, and one that is nearly the same
//! stands in the cable too, either may be the one that was meant: the one may be a copy, the other the original with a
//! word changed.

use std::collections::HashSet;

use super::places::words;
use super::{Anchor, Finder, Place};

/// Fewest pairs of words by which paragraphs are compared.
const PAIRS_MIN: usize = 3;
/// Fewest pairs of a quote that is told by most of them.
const PAIRS_LONG: usize = 6;

/// The pairs of neighbouring words of a paragraph, in letters.
pub(super) type Pairs = HashSet<(String, String)>;

impl Finder<'_> {
    /// Where most of a long quote stands whose letters stand nowhere any more: somebody has mended a word in it. The
    /// reader is asked, however much of it is the same.
    pub(super) fn nearly(&self, anchor: &Anchor) -> Vec<Place> {
        let own = pairs(&anchor.exact);
        if own.len() < PAIRS_LONG {
            return Vec::new();
        }
        let is_near = |other: &Pairs| 4 * own.intersection(other).count() >= 3 * own.len();
        let is_whole = anchor.prefix.is_empty() && anchor.suffix.is_empty();
        let near =
            self.all_pairs().iter().zip(&self.text.folded.paragraphs).filter(|(other, _)| is_near(other));
        let place = |whole: &Place| if is_whole { Some(whole.clone()) } else { self.stretch(whole, &own) };
        near.filter_map(|(_, whole)| place(whole)).collect()
    }

    /// From the first to the last of some pairs of words in a paragraph.
    fn stretch(&self, whole: &Place, own: &Pairs) -> Option<Place> {
        let text = &self.text.folded.text[whole.clone()];
        let words: Vec<&str> = words(text).collect();
        let is_own = |pair: &&[&str]| own.contains(&(pair[0].to_lowercase(), pair[1].to_lowercase()));
        let start = words.windows(2).find(is_own)?.first()?;
        let end = words.windows(2).rfind(is_own)?.last()?;
        let at = |word: &str| whole.start + (word.as_ptr().addr() - text.as_ptr().addr());
        Some(at(start)..at(end) + end.len())
    }

    fn all_pairs(&self) -> &[Pairs] {
        self.pairs.get_or_init(|| {
            let texts = self.text.folded.paragraphs.iter().map(|range| &self.text.folded.text[range.clone()]);
            texts.map(pairs).collect()
        })
    }

    /// Another paragraph that has at least half of the pairs of words of `paragraph`.
    pub(super) fn near(&self, paragraph: usize) -> Option<Place> {
        let all = self.all_pairs();
        let own = all.get(paragraph).filter(|own| own.len() >= PAIRS_MIN)?;
        let is_near = |other: &Pairs| 2 * own.intersection(other).count() >= own.len();
        let mut others = all.iter().zip(&self.text.folded.paragraphs).enumerate();
        others
            .find(|(index, (other, _))| *index != paragraph && is_near(other))
            .map(|(_, (_, range))| range.clone())
    }
}

fn pairs(text: &str) -> Pairs {
    let words: Vec<String> = words(text).map(str::to_lowercase).collect();
    words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Resolution;
    use crate::cable::{Cable, Span, decode};

    fn cable(text: &str) -> Cable {
        Cable::parse(decode(text.as_bytes().to_vec()))
    }

    /// What is offered in another copy for a note on `quote`.
    fn offered(quote: &str, copy: &str) -> Vec<String> {
        let text =
            "1. (C) The old boats of the harbour came back from the fjord at night.\n\n2. (U) No boats.\n";
        let (text, copy) = (cable(text), cable(copy));
        let start = text.text.find(quote).unwrap();
        let anchor = Finder::new(&text).quote(0, Span::new(start, start + quote.len())).unwrap();
        match anchor.resolve(&copy) {
            Resolution::Ambiguous(places) => {
                places.iter().map(|found| copy.text[found.span.range()].to_owned()).collect()
            }
            Resolution::Lost => Vec::new(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn where_a_word_was_mended_the_reader_is_asked() {
        let mended =
            "1. (C) The old boats of the harbour came back from the fjord by night.\n\n2. (U) No boats.\n";
        let whole = "The old boats of the harbour came back from the fjord at night.";
        assert_eq!(
            offered(whole, mended),
            ["The old boats of the harbour came back from the fjord by night."]
        );
        let part = "boats of the harbour came back from the fjord at night";
        assert_eq!(offered(part, mended), ["boats of the harbour came back from the fjord"]);
        let other = "1. (C) The new boats came back to another place altogether.\n\n2. (U) No boats.\n";
        assert_eq!(offered(whole, other), [""; 0]);
    }
}
