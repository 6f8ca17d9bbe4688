//! The signs by which the entries of a list, the names of lists and embedded texts are known.

use super::super::number;
use crate::cable::parse::date;
use crate::cable::parse::head::reference;
use crate::cable::parse::scan;

/// Whether the entry of a list can end with `printed`, so that a bullet on the next line opens another.
pub(super) fn ends_entry(printed: &str) -> bool {
    printed.ends_with(['.', ':', ';', '!', '?', ')', '"', '”'])
}

/// The columns to indent an entry that begins with a bullet; `None` without one.
pub(super) fn bullet(printed: &str) -> Option<u8> {
    let rest = printed.trim_start_matches(['-', '–', '•', '*', '·', ' ']);
    let drawn = &printed[..printed.len() - rest.len()];
    let dashed = drawn.contains([' ', '•', '·']) || drawn.len() >= 2 || rest.starts_with(char::is_uppercase);
    if !drawn.is_empty() && !rest.is_empty() && dashed {
        return Some(2);
    }
    let lettered = reference::bullet(printed).is_some_and(|(_, width)| printed.len() > width + 1);
    let inner = printed.strip_prefix('(').unwrap_or(printed);
    let behind = &inner[scan::digits(inner)..];
    let counted = (1..=2).contains(&scan::digits(inner))
        && behind.starts_with([')', '.'])
        && (printed.starts_with('(') || number::opens(printed));
    (lettered || counted || is_roman(inner)).then_some(4)
}

/// Whether a text begins with a small Roman number and a closing bracket: `ii)`, `iv)`.
fn is_roman(text: &str) -> bool {
    let rest = text.trim_start_matches(['i', 'v', 'x']);
    (1..=5).contains(&(text.len() - rest.len())) && rest.starts_with(") ")
}

/// Whether `printed` goes on with the date in which the line `above` breaks off: "on April" / "7. He left".
pub(super) fn ends_date(above: &str, printed: &str) -> bool {
    let word = above.rsplit(' ').next().unwrap_or_default();
    printed.starts_with(|c: char| c.is_ascii_digit())
        && word.starts_with(char::is_uppercase)
        && date::month(word).is_some()
}

/// Whether `printed` goes on with the name before which the line `above` breaks off: "told Mr." / "A. Birch that".
pub(super) fn ends_title(above: &str, printed: &str) -> bool {
    const TITLES: [&str; 14] = [
        "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Amb.", "Gen.", "Col.", "Maj.", "Capt.", "Lt.", "Adm.", "Sen.",
        "Rep.",
    ];
    let word = above.rsplit([' ', '(', '"']).next().unwrap_or_default();
    let initial = matches!(printed.as_bytes(), [b'A'..=b'Z', b'.', ..]);
    initial && TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
}

/// Whether a line begins with `1)`, `(a)`.
pub(super) fn is_counted(printed: &str) -> bool {
    counter(printed.strip_prefix('(').unwrap_or(printed))
}

/// Whether entries `2)`, `(b)` of a list stand inside the line: then it is a sentence that counts, and an entry that
/// happens to begin a line is none by itself.
pub(super) fn counts_inside(printed: &str) -> bool {
    let bytes = printed.as_bytes();
    let counts = |at| matches!(bytes[..at], [.., b' ', b'0'..=b'9' | b'a'..=b'z'] | [.., b' ', b'(', b'0'..=b'9' | b'a'..=b'z']);
    memchr::memchr_iter(b')', bytes).any(counts)
}

/// Whether a text begins with a digit or small letter and a closing bracket.
fn counter(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0'..=b'9' | b'a'..=b'z', b')', ..])
}

/// Whether a sentence ends inside the line; the stop of "Hon. Ada Birch" ends none.
pub(super) fn holds_sentence_end(printed: &str) -> bool {
    let stops = memchr::memchr_iter(b'.', printed.as_bytes());
    let mut ends = stops.filter(|at| printed.as_bytes().get(at + 1) == Some(&b' ')).map(|at| &printed[..at]);
    ends.any(|head| {
        let word = head.rsplit(' ').next().unwrap_or_default();
        word.len() > 4 || word.starts_with(char::is_lowercase)
    })
}

/// A short line in capitals, or one that ends in a colon: the name of the list below it.
pub(super) fn is_label(printed: &str) -> bool {
    let words = printed.split_whitespace().count();
    words <= 4
        && (scan::is_capitals(printed) && printed.len() <= 24
            || printed.ends_with(':') && printed.len() <= 40)
}

/// Whether a line is a short name by its letters alone: `U.S.`.
pub(super) fn is_abbreviation(printed: &str) -> bool {
    let letters = printed.as_bytes().chunks(2);
    printed.len() <= 8 && letters.into_iter().all(|pair| matches!(pair, [b'A'..=b'Z', b'.']))
}

/// Names of texts that are quoted between BEGIN and END.
const TEXTS: [&str; 14] = [
    "TEXT",
    "QUOTE",
    "POINTS",
    "TALKING POINTS",
    "UNOFFICIAL TRANSLATION",
    "TRANSLATION",
    "NON-PAPER",
    "NONPAPER",
    "EXCERPT",
    "LETTER",
    "STATEMENT",
    "MESSAGE",
    "DOCUMENT",
    "TRANSCRIPT",
];

/// What an embedded text stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cable::parse) enum Bracket {
    /// BEGIN TEXT and END TEXT.
    Named,
    /// QUOTE and UNQUOTE, each alone on its line.
    Quoted,
}

impl Bracket {
    /// The bracket that this line opens.
    pub(in crate::cable::parse) fn opened(printed: &str) -> Option<Self> {
        let first = printed.as_bytes().first()?.to_ascii_uppercase();
        // Nearly all lines begin otherwise.
        if first.is_ascii_uppercase() && !b"BQ".contains(&first) {
            return None;
        }
        let printed = unframed(printed);
        if scan::starts(printed, "BEGIN ") && names_text(&printed[6..]) {
            Some(Self::Named)
        } else {
            is_alone(printed, "QUOTE").then_some(Self::Quoted)
        }
    }

    /// Whether this line is the end of such a text, and nothing else.
    pub(in crate::cable::parse) fn is_closed(self, printed: &str) -> bool {
        let printed = unframed(printed);
        let named = || scan::starts(printed, "END ") && names_text(&printed[4..]);
        match self {
            Self::Named => named(),
            Self::Quoted => is_alone(printed, "UNQUOTE") || is_alone(printed, "END QUOTE"),
        }
    }

    /// Whether such a text ends inside this line: "... in the harbor. End text."
    pub(in crate::cable::parse) fn closes_inside(self, printed: &str) -> bool {
        let capitals = printed.match_indices("END ").chain(printed.match_indices("End "));
        let mut ends = capitals.chain(printed.match_indices("end "));
        match self {
            Self::Named => ends.any(|(at, word)| names_text(&printed[at + word.len()..])),
            Self::Quoted => printed.rsplit(' ').next().is_some_and(|word| is_alone(word, "UNQUOTE")),
        }
    }
}

/// Whether an embedded text begins (`Some(true)`) or ends (`Some(false)`) with this line.
pub(in crate::cable::parse) fn turn(printed: &str) -> Option<bool> {
    // Nearly all lines begin otherwise.
    if !unframed(printed).starts_with(['B', 'b', 'E', 'e', 'Q', 'q', 'U', 'u']) {
        return None;
    }
    let ends = [Bracket::Named, Bracket::Quoted].into_iter().any(|bracket| bracket.is_closed(printed));
    if ends { Some(false) } else { Bracket::opened(printed).map(|_| true) }
}

/// The text without the brackets and quotation marks that it opens with: `[Begin quote]`.
fn unframed(printed: &str) -> &str {
    printed.trim_start_matches(['[', '(', '"', '“', '<'])
}

/// Whether nothing but `word` and punctuation is printed.
fn is_alone(printed: &str, word: &str) -> bool {
    scan::starts(printed, word) && !printed[word.len()..].contains(char::is_alphanumeric)
}

fn names_text(rest: &str) -> bool {
    TEXTS.iter().any(|name| scan::starts_word(rest.trim_start(), name))
}
