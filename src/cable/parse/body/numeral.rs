//! Numbers of paragraphs as only a few telegrams print them.

use super::number::{self, Numbered};
use crate::cable::parse::{date, scan};
use crate::cable::{Marking, Span, counting};

/// How the numbers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// `(1) Text`.
    Bracketed,
    /// `-1- Text`.
    Dashed,
    /// `1 TEXT`.
    Bare,
    /// `ONE. TEXT`.
    Spelled,
    /// `I. (C) Text`; without a mark it is the title of a section.
    Roman,
}

impl Numeral {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [Self::Bracketed, Self::Dashed, Self::Bare, Self::Spelled, Self::Roman];

    /// Reads what the text at `span` begins with.
    pub(super) fn read(self, text: &str, span: Span) -> Option<Numbered> {
        let printed = &text[span.range()];
        let (number, behind) = match self {
            Self::Bracketed => between(printed, '(', ')')?,
            Self::Dashed => between(printed, '-', '-')?,
            Self::Bare => bare(printed)?,
            Self::Spelled => named(printed, counting::spelled)?,
            Self::Roman => named(printed, counting::roman)?,
        };
        let at = span.end - behind.trim_start().len();
        let marking =
            text[at..span.end].starts_with('(').then(|| Marking::read(text, Span::new(at, span.end)));
        let marking = marking.flatten();
        let fits = behind.starts_with([' ', '\t', '\u{a0}']) && (marking.is_some() || self != Self::Roman);
        let start = marking.as_ref().map_or(at, |mark| number::text_start(text, mark.span.end, span.end));
        fits.then_some(Numbered { number, marking, text: start, guessed: self == Self::Bare })
    }
}

/// A number between two signs, and what stands behind it.
fn between(printed: &str, open: char, close: char) -> Option<(u32, &str)> {
    let inside = printed.strip_prefix(open)?;
    let (number, width) = number::number(inside)?;
    Some((number, inside[width..].strip_prefix(close)?))
}

/// A number without a stop in front of a word that begins large and is no month.
fn bare(printed: &str) -> Option<(u32, &str)> {
    let (number, width) = number::number(printed)?;
    let behind = &printed[width..];
    let word = behind.split_whitespace().next()?;
    let begins = word.starts_with(|c: char| c.is_uppercase() || "\"'“".contains(c));
    (begins && date::month(word).is_none()).then_some((number, behind))
}

/// A number in capitals that `read` knows, with a stop, and what stands behind it.
fn named(printed: &str, read: fn(&str) -> Option<u32>) -> Option<(u32, &str)> {
    let (word, _) = scan::head(printed, LONGEST).split_once(['.', ')'])?;
    let number = read(word).filter(|_| scan::is_capitals(word))?;
    Some((number, &printed[word.len() + 1..]))
}

/// Bytes of the longest number in words, its stop included.
const LONGEST: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_by_its_own_way() {
        for (numeral, text, expected) in [
            (Numeral::Bracketed, "(2) (C) Boats", Some((2, true))),
            (Numeral::Dashed, "-2- BOATS", Some((2, false))),
            (Numeral::Bare, "2 BOATS", Some((2, false))),
            (Numeral::Bare, "2 March", None),
            (Numeral::Bare, "2 boats", None),
            (Numeral::Spelled, "SEVENTEEN. BOATS", Some((17, false))),
            (Numeral::Spelled, "ONE BOAT", None),
            (Numeral::Roman, "IV. (C) Boats", Some((4, true))),
            (Numeral::Roman, "IV. BOATS", None),
        ] {
            let read = numeral.read(text, Span::new(0, text.len()));
            assert_eq!(read.map(|read| (read.number, read.marking.is_some())), expected, "{text}");
        }
    }
}
