//! Every place where a quote could stand.

use super::quote::ends;
use super::{Anchor, Finder, Found, Place, fold};

/// Quotes with fewer letters must agree in the division into words as well: "the rapist" is not "therapist".
const LETTERS_LONG: usize = 32;

impl Finder<'_> {
    /// Where `words` stand, letter by letter; runs of white space count as one blank. They are looked for in each
    /// paragraph as it is read, and may overlap.
    pub fn places(&self, words: &str) -> Vec<Found> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Vec::new();
        }
        let starts = fold::occurrences(self.text.folded.text.as_bytes(), words.as_bytes());
        starts.filter_map(|start| self.found(&(start..start + words.len()))).collect()
    }

    /// Every place whose letters are those of the quote, and which begins and ends inside or outside of a word as the
    /// quote did. A quote of which only the ends are known can be told in a whole paragraph only.
    pub(super) fn occurrences(&self, anchor: &Anchor) -> Vec<Place> {
        let quote = fold::letters(&anchor.exact);
        if quote.is_empty() {
            return Vec::new();
        }
        if let Some((head, tail)) = ends(&anchor.exact) {
            let (head, tail) = (fold::letters(head), fold::letters(tail));
            let is_it = |place: &&Place| {
                let letters = fold::letters(&self.text.folded.text[(*place).clone()]);
                letters.starts_with(&head) && letters.ends_with(&tail) && letters.len() > quote.len()
            };
            return self.text.folded.paragraphs.iter().filter(is_it).cloned().collect();
        }
        let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let joined = |inner: Option<char>, outer: Option<char>| is_letter(inner) && is_letter(outer);
        let (exact, text) = (anchor.exact.chars(), &self.text.folded.text);
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
        fold::occurrences(self.text.folded.letters.as_bytes(), quote.as_bytes())
            .map(|start| self.text.folded.text_of(start..start + quote.len()))
            .filter(fits)
            .collect()
    }
}

/// The words of a text, as they stand in it.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Resolution;
    use crate::cable::{Cable, decode};

    #[test]
    fn words_are_found_over_line_ends_and_nowhere_else() {
        let text = "1. (C) The old boats came\n   back. The boats.\n\n2. (U) No boats.\n";
        let cable = Cable::parse(decode(text.into()));
        let text = Finder::new(&cable);
        let paragraphs =
            |words: &str| text.places(words).iter().map(|found| found.paragraph).collect::<Vec<_>>();
        assert_eq!(paragraphs("boats"), [0, 0, 1]);
        assert_eq!(paragraphs("boats\tcame back."), [0]);
        assert_eq!(paragraphs("boats. No"), [0; 0]);
        assert_eq!(paragraphs(" \n"), [0; 0]);
        let [place] = text.places("boats came back")[..] else { panic!("not once") };
        let anchor = text.quote(place.paragraph, place.span).unwrap();
        assert_eq!((anchor.exact.as_str(), anchor.label.as_deref()), ("boats came back", Some("1")));
        assert_eq!(anchor.resolve(&cable), Resolution::Exact(place));
    }
}
