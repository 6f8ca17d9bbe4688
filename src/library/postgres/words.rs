//! Words as the server finds them: a vector for its index, and the folded text, which decides.
//!
//! The server's own parser is not asked: it would cut words otherwise than [`Folded`] does. A vector has bounds: it takes
//! lexemes of some length, so many places of each, and so much in all.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cable::boundary;
use crate::library::query::Phrase;
use crate::library::stored::folded;

/// Bytes of a lexeme; the server takes 2046.
const LEXEME: usize = 2000;
/// Shorter words are never cut to a lexeme.
const WHOLE: usize = LEXEME - 4;
/// The last place that the server tells from those behind it.
const PLACE: usize = 16_383;
/// Places of one lexeme that the server keeps.
const PLACES: usize = 255;
/// Bytes of a vector; the server takes 1 MiB.
const ROOM: usize = 900_000;

/// Words as they are stored.
#[derive(Debug)]
pub(super) struct Words {
    /// The values, folded.
    pub(super) folded: String,
    /// A vector, as the server reads it.
    pub(super) vector: String,
    /// Whether words are missing in it.
    pub(super) cut: bool,
}

impl Words {
    pub(super) fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = folded(values);
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let (mut room, mut cut) = (ROOM, false);
        for (place, word) in folded.split(' ').filter(|word| !word.is_empty()).enumerate() {
            let lexeme = lexeme(word);
            let needs = 2 + if places.contains_key(lexeme) { 0 } else { lexeme.len() + 8 };
            if needs > room {
                cut |= !places.contains_key(lexeme);
                continue;
            }
            let known = places.entry(lexeme).or_default();
            if known.len() < PLACES {
                known.push((place + 1).min(PLACE));
                room -= needs;
            }
        }
        let mut vector = String::with_capacity(folded.len() * 2);
        for (lexeme, places) in places {
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            // A lexeme has letters and digits only, or is the wall: nothing to escape.
            let _ = write!(vector, "'{lexeme}':{} ", places.join(","));
        }
        Self { folded, vector, cut }
    }
}

/// As much of a word as a vector takes.
fn lexeme(word: &str) -> &str {
    word.get(..boundary(word, LEXEME)).unwrap_or(word)
}

/// The lexemes of a phrase, all of them, as the server reads them.
pub(super) fn lexemes(phrase: &Phrase) -> String {
    let words: Vec<String> = phrase.words().iter().map(|word| format!("'{}'", lexeme(word))).collect();
    format!("{}{}", words.join(" & "), if phrase.is_prefix() { ":*" } else { "" })
}

/// Whether a phrase is there when its lexeme is.
pub(super) fn is_lexeme(phrase: &Phrase) -> bool {
    matches!(phrase.words(), [word] if word.len() < WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_has_every_word_with_its_places() {
        let words = Words::of(["Boats, boats", "cars"]);
        assert_eq!(words.vector, "'boats':1,2 'cars':4 '\u{2016}':3 ");
        assert_eq!((words.folded.as_str(), words.cut), (" boats boats \u{2016} cars ", false));
    }

    #[test]
    fn a_vector_is_bounded() {
        let many = (0..200_000).map(|number| format!("w{number} ")).collect::<String>() + "w1";
        let words = Words::of([many.as_str()]);
        assert!(words.cut && words.vector.starts_with("'w0':1 'w1':2") && words.vector.len() < 3 << 20);
        assert!(!Words::of(["a ".repeat(1_000_000).as_str()]).cut);
        let long = "é".repeat(5000);
        assert_eq!(Words::of([long.as_str()]).vector.len(), LEXEME + "'':1 ".len());
    }

    #[test]
    fn lexemes_are_those_of_the_phrase() {
        assert_eq!(lexemes(&Phrase::new("Money laund", true).unwrap()), "'money' & 'laund':*");
        assert!(
            is_lexeme(&Phrase::new("money", true).unwrap())
                && !is_lexeme(&Phrase::new("a b", false).unwrap())
        );
        assert!(!is_lexeme(&Phrase::new(&"x".repeat(LEXEME), false).unwrap()));
    }
}
