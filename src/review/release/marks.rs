//! Marks and levels that stand in a text beside its own, in whatever shape.

use std::collections::BTreeSet;

use super::opening::{opens_another, says_level};
use super::shapes::shaped;
use super::{Ceiling, Reason};
use crate::cable::{Marking, Span};

/// Words that a machine or a drafter stamps on a page, without their blanks, and the mark that each stands for. The
/// letter groups stand behind ZNY in the transmission lines.
const STAMPS: [(&str, &str); 19] = [
    ("LIMITEDOFFICIALUSE", "LOU"),
    ("TOPSECRET", "TS"),
    ("CONFIDENTIAL", "C"),
    ("SECRET", "S"),
    ("NOFORN", "U/NF"),
    ("ORCON", "U/OC"),
    ("PROPIN", "U/PR"),
    ("EXDIS", "U/EXDIS"),
    ("NODIS", "U/NODIS"),
    // No ceiling can name these.
    ("LIMDIS", ""),
    ("STADIS", ""),
    ("SBU", "SBU"),
    ("FOUO", "FOUO"),
    ("FOROFFICIALUSEONLY", "FOUO"),
    ("SENSITIVEBUTUNCLASSIFIED", "SBU"),
    ("TTTTT", "TS"),
    ("SSSSS", "S"),
    ("CCCCC", "C"),
    ("EEEEE", "SBU"),
];

/// Longest mark that is looked for without brackets, or in foreign letters: `(С)` with a Cyrillic one.
const MARK: usize = 8;

/// Why a text is held back although its own mark is low enough: another mark or a level in it.
pub(super) fn doubt(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    // A letter in a circle may be meant as one in brackets.
    if text.contains(|c| matches!(c, 'Ⓐ'..='ⓩ')) {
        return Some(Reason::InnerMark);
    }
    let text = shaped(text).replace('<', "(").replace('>', ")");
    brackets(&text, ceiling)
        .or_else(|| bare(&text, ceiling))
        .or_else(|| opens_another(&text, ceiling).then_some(Reason::InnerMark))
        .or_else(|| stamps(&text, ceiling))
}

/// Marks in brackets, anywhere in the text.
fn brackets(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    let mut letters = BTreeSet::new();
    for (at, _) in text.match_indices('(') {
        let rest = text.get(at..)?;
        let inside = rest.get(1..).unwrap_or_default().split(')').next().unwrap_or_default();
        // The third entry of a list, or a plural.
        let third = inside == "c" && letters.contains("a") && letters.contains("b");
        let plural = inside == "s" && text.get(..at)?.ends_with(char::is_alphabetic);
        letters.insert(inside);
        if third || plural {
            continue;
        }
        match read_at(rest) {
            Some(marking) => {
                let behind = rest.get(marking.span.end..).unwrap_or_default();
                let open = marking.scope.is_none() && ceiling.allows(&marking.code);
                if !open || is_torn(inside) || goes_on_with_mark(behind.trim_start()) {
                    return Some(Reason::InnerMark);
                }
            }
            None => {
                let foreign =
                    inside.len() <= MARK && inside.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
                if foreign
                    || leads(inside, ceiling)
                    || says_level(inside, false, ceiling)
                    || Marking::is_malformed(&format!("({}", rest.get(1..)?.trim_start()))
                {
                    return Some(Reason::InnerMark);
                }
            }
        }
    }
    None
}

/// Whether a mark leads what stands in brackets, `(C: as he said)`, `(S Comment: ...)`, or a choice of them, `(U or C)`.
fn leads(inside: &str, ceiling: &Ceiling) -> bool {
    let capitals = |word: &&str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    let words = inside.trim_start().split([' ', ':']).filter(|word| !word.is_empty());
    let mut marks = words.take(3).map(|word| Some(word).filter(capitals).and_then(read));
    let first = marks.next().flatten().filter(|_| inside.trim().contains([' ', ':']));
    first.into_iter().chain(marks.flatten()).any(|mark| !ceiling.allows(&mark.code))
}

/// Whether a mark begins or ends with a sign: `(U/)`. What stood there may have been lost.
pub(super) fn is_torn(inside: &str) -> bool {
    let signs = |c: char| c.is_ascii_punctuation();
    let inside = inside.trim();
    inside.starts_with(signs) || inside.ends_with(signs)
}

/// Whether a text goes on with what belongs into its mark: `//NF`, `NF`.
pub(super) fn goes_on_with_mark(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = first.trim_matches(|c: char| c.is_ascii_punctuation());
    let capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    text.starts_with('/') || capitals && read(&format!("U/{word}")).is_some()
}

/// The mark that a text begins with.
pub(super) fn read_at(text: &str) -> Option<Marking> {
    Marking::read(text, Span::new(0, text.len()))
}

/// The mark that stands in brackets.
pub(super) fn read(inside: &str) -> Option<Marking> {
    let mark = format!("({inside})");
    Marking::read(&mark, Span::new(0, mark.len()))
}

/// Marks whose brackets the copy has lost: `S//NF`, `C//`. An office like `S/CT` is none.
fn bare(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| ".,;:()".contains(c)));
    let marks = words.filter(|word| word.contains('/') && word.len() <= MARK).filter_map(read);
    marks.map(|mark| mark.code).any(|code| !ceiling.allows(&code)).then_some(Reason::InnerMark)
}

/// Levels and handling words in capitals, however their letters are spaced.
fn stamps(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let capitals = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    for from in 0..words.len() {
        let mut letters = String::new();
        for word in words.get(from..)?.iter().take_while(|word| capitals(word)) {
            letters.push_str(word);
            if !STAMPS.iter().any(|(stamp, _)| stamp.starts_with(&letters)) {
                break;
            }
            if STAMPS.iter().any(|(stamp, code)| *stamp == letters && !ceiling.allows(code)) {
                return Some(Reason::Stamp);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ceiling: &str, text: &str) -> Option<Reason> {
        doubt(text, &Ceiling::parse(ceiling).unwrap())
    }

    #[test]
    fn a_second_mark_is_found_wherever_it_stands() {
        for text in [
            "Goes out. (C) Does not.",
            "Goes out.(S//NF) Does not.",
            "Goes out. (\u{200b}C\u{ad}) Does not.",
            "Goes out. （Ｃ） Does not.",
            "Goes out. [S/NF] Does not.",
            "Goes out. {C} Does not.",
            "Goes out. <C> Does not.",
            "Goes out. ❨C❩ Does not.",
            "Goes out. Ⓒ Does not.",
            "Goes out. S//NF Does not.",
            "Goes out. C// Does not.",
            "Goes out. /C/ Does not.",
            "Goes out. (C/XYZ) Does not.",
            "Goes out. (N/SF) Does not.",
            "Goes out. (С) with a Cyrillic letter.",
            "Goes out. (U - ENTIRE TEXT)",
            "Goes out (C: does not).",
            "Goes out (S Comment: does not).",
            "Goes out. (NR) Does not.",
            "Goes out (OUO) does not.",
            "Goes out: * (Conf.) Does not.",
            "Goes out (noforn) does not.",
            "Goes out. (Begin Secret) Does not.",
            "(a) one (c) three",
            "Goes out. (U or C) Does not.",
            "Goes out. ( C Does not.",
            "Goes out. (U/) Does not.",
            "Goes out. (U)//NF Does not.",
            "Goes out. (U) NF Does not.",
            "Goes out. (∪) Does not.",
            "Goes out. (Секретно) Does not.",
            "Goes out. (TLP:RED) Does not.",
            "Goes out. C - Does not.",
            "Goes out. |C| Does not.",
            "Goes out. \"C\" Does not.",
        ] {
            assert_eq!(at("U", text), Some(Reason::InnerMark), "{text}");
        }
        for text in [
            "Nothing (see U.S. note) or [sic] here (UN)",
            "S/CT, U/S, and/or 3/4 < 5",
            "(U) twice",
            "(a) x (b) y (c) z",
            "boat(s), (été)",
        ] {
            assert_eq!(at("U", text), None, "{text}");
        }
        assert_eq!(at("S", "Goes out. (C) Does as well."), None);
    }

    #[test]
    fn a_level_in_capitals_is_found_however_it_is_spaced() {
        for text in [
            "off S E C R E T PAGE 02",
            "A CO N F I D E N T I A L",
            "the TOP SECRET file",
            "NOFORN",
            "NO FORN",
            "LIMDIS",
        ] {
            assert_eq!(at("U", text), Some(Reason::Stamp), "{text}");
        }
        for text in ["THE SECRETARY OF STATE", "a secret, Secret or confidential talk", "TOP OF THE HILL"] {
            assert_eq!(at("U", text), None, "{text}");
        }
        assert_eq!(at("S", "the TOP SECRET file"), Some(Reason::Stamp));
        assert_eq!(at("C", "the CONFIDENTIAL file"), None);
        assert_eq!(at("TS/NF", "LIMDIS"), Some(Reason::Stamp));
    }
}
