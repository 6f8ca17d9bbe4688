//! Paragraphs that are nearly the same. When the paragraph of a note is found elsewhere, and one that is nearly the same
//! stands in the cable too, either may be the one that was meant: the one may be a copy, the other the original with a
//! word changed.

use std::collections::HashSet;

use super::{Finder, Place};

/// Fewest pairs of words by which paragraphs are compared.
const PAIRS_MIN: usize = 3;

/// The pairs of neighbouring words of a paragraph, in letters.
pub(super) type Pairs = HashSet<(String, String)>;

impl Finder<'_> {
    /// Another paragraph that has at least half of the pairs of words of `paragraph`.
    pub(super) fn near(&self, paragraph: usize) -> Option<Place> {
        let all = self.pairs.get_or_init(|| {
            let texts = self.text.folded.paragraphs.iter().map(|range| &self.text.folded.text[range.clone()]);
            texts.map(pairs).collect()
        });
        let own = all.get(paragraph).filter(|own| own.len() >= PAIRS_MIN)?;
        let is_near = |other: &Pairs| 2 * own.intersection(other).count() >= own.len();
        let mut others = all.iter().zip(&self.text.folded.paragraphs).enumerate();
        others
            .find(|(index, (other, _))| *index != paragraph && is_near(other))
            .map(|(_, (_, range))| range.clone())
    }
}

fn pairs(text: &str) -> Pairs {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}
