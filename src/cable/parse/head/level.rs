//! The first line of the message: `C O N F I D E N T I A L SECTION 01 OF 04 LA PAZ 001234`.

use std::ops::Range;

use super::caption;
use crate::cable::Classification;
use crate::cable::parse::line::Line;
use crate::cable::parse::scan;
use crate::cable::parse::slip::is_slip;

/// The longest first line, in bytes.
const LONGEST: usize = 160;

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cable::parse) struct FirstLine {
    pub(super) level: Classification,
    /// Captions printed on the line itself: `E F T O`, `NOFORN`.
    pub(super) captions: Vec<String>,
    /// `01 OF 04`.
    pub(in crate::cable::parse) section: Option<String>,
    /// `LA PAZ`.
    pub(in crate::cable::parse) origin: String,
    /// Without leading zeros.
    pub(in crate::cable::parse) number: String,
}

/// The level that `text` begins with, however its letters are spaced, and the bytes it takes.
pub(in crate::cable::parse) fn level(text: &str) -> Option<(Classification, usize)> {
    const SPELLINGS: [(&str, Classification); 7] = [
        ("CONFIDENTIAL", Classification::Confidential),
        ("UNCLASSIFIED", Classification::Unclassified),
        ("UNCLASS", Classification::Unclassified),
        ("UNCLAS", Classification::Unclassified),
        ("SECRET", Classification::Secret),
        ("LIMITEDOFFICIALUSE", Classification::LimitedOfficialUse),
        ("TOPSECRET", Classification::TopSecret),
    ];
    let first = text.as_bytes().first()?.to_ascii_uppercase();
    if !b"CLSTU".contains(&first) {
        return None;
    }
    let fitting = SPELLINGS.iter().filter(|(letters, _)| letters.as_bytes().first() == Some(&first));
    fitting.filter_map(|&(letters, level)| Some((level, spelled(text, letters)?))).next()
}

/// The bytes that `letters` take at the start of `text`, blanks between them allowed.
pub(super) fn spelled(text: &str, letters: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for letter in letters.bytes() {
        while at > 0 && bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let printed = *bytes.get(at)?;
        // A machine that reads print takes these letters for digits.
        let misread = matches!((letter, printed), (b'O', b'0') | (b'I', b'1'));
        if !misread && !printed.eq_ignore_ascii_case(&letter) {
            return None;
        }
        at += 1;
    }
    (!bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)).then_some(at)
}

/// Whether the line holds a level and nothing else of weight: the banner at the head and foot of a page.
pub(in crate::cable::parse) fn is_banner(text: &str) -> bool {
    level(text).is_some_and(|(_, end)| {
        let rest = text[end..].trim();
        rest.is_empty() || is_station_number(rest)
    })
}

/// Whether a word is the number that a message centre prints behind the banner: three letters and four digits.
fn is_station_number(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() == 3 && word.len() == 7 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads the first line; `None` when `text` is none.
pub(in crate::cable::parse) fn first_line(text: &str) -> Option<FirstLine> {
    let (line, end) = read(text)?;
    text[end..].trim().is_empty().then_some(line)
}

/// Joins first lines that a narrow copy has printed on two: `C O N F I D E N T I A L SECTION 01 OF` / `02 OSLO 000123`.
pub(in crate::cable::parse) fn join(text: &str, lines: &mut Vec<Line>) {
    lines.dedup_by(|lower, upper| {
        let breaks = !lower.after_blank && breaks_off(upper.of(text), lower.of(text));
        let whole = breaks.then(|| upper.joined(text, lower));
        let whole = whole.filter(|whole| first_line(whole.of(text)).is_some());
        *upper = whole.unwrap_or(*upper);
        whole.is_some()
    });
}

/// Whether `upper` can be a first line that goes on with `lower`: it breaks off in its section, or before the section or
/// the post. A banner alone can stand above anything, so the number below it must be padded.
fn breaks_off(upper: &str, lower: &str) -> bool {
    let Some((_, end)) = level(upper) else { return false };
    let sectioned = |line: &str| line.split_whitespace().any(|word| scan::is_words(word, "SECTION"));
    let padded = || lower.split_whitespace().any(|word| word.len() >= 5 && scan::digits(word) == word.len());
    let bare = upper[end..].trim().is_empty() || !caption::captions(upper[end..].trim()).is_empty();
    first_line(upper).is_none() && (sectioned(&upper[end..]) || bare && (sectioned(lower) || padded()))
}

/// The bytes of the first line that `text` begins with, whatever a copy has run into it. Here the number must be
/// padded with zeros as the machines print it.
pub(super) fn first_line_in(text: &str) -> Option<usize> {
    let (line, end) = read(text)?;
    let padded = text[..end].split_whitespace().any(|word| word.len() >= 5 && word.ends_with(&line.number));
    padded.then_some(end)
}

/// The level that a first line begins with. One that a caption spells out is read behind it: `SENSITIVE BUT
/// UNCLASSIFIED`.
fn opening(text: &str) -> Option<(Classification, usize)> {
    level(text).or_else(|| {
        let phrase = caption::phrase(text)?;
        let (_, word) = phrase.rsplit_once(' ')?;
        Some((level(word)?.0, 0))
    })
}

/// Reads the first line that `text` begins with, and the bytes up to its end.
pub(super) fn read(text: &str) -> Option<(FirstLine, usize)> {
    let second = text.as_bytes().get(1)?;
    // It is in capitals, or spaced. Nearly all lines of a text are neither.
    if second.is_ascii_lowercase() {
        return None;
    }
    let spaced = *second == b' ';
    let (opened, mut end) = opening(text)?;
    let mut line = FirstLine {
        level: opened,
        captions: Vec::new(),
        section: None,
        origin: String::new(),
        number: String::new(),
    };
    let mut posts = 0;
    while let Some(word) = word(text, end).filter(|word| word.end <= LONGEST) {
        let printed = text[word.clone()].trim_matches(['/', ',']);
        let start = word.start + text[word.clone()].find(|c| c != '/').unwrap_or(0);
        end = word.end;
        if printed.is_empty() {
            continue;
        }
        if let Some(phrase) = caption::phrase(&text[start..]) {
            line.captions.push(phrase.to_owned());
            end = start + phrase.len();
        } else if let Some((caption, length)) = caption::spaced(&text[start..]) {
            line.captions.push(caption.to_owned());
            end = start + length;
        } else if let Some((_, length)) = level(&text[start..]).filter(|_| start > word.start) {
            // A second level behind a slash: "UNCLASSIFIED/LIMITED OFFICIAL USE".
            line.captions.push(scan::folded(&text[start..start + length]).to_ascii_uppercase());
            end = start + length;
        } else if caption::is_caption(printed) {
            line.captions.push(if printed == "EFTO" {
                "E F T O".to_owned()
            } else {
                printed.to_ascii_uppercase()
            });
        } else if let Some(section) = section(text, word.clone()) {
            end = section.end;
            line.section = Some(scan::folded(&text[section]).to_ascii_uppercase());
        } else if !line.number.is_empty() {
            end = word.start;
            break;
        } else if scan::digits(printed) == printed.len() {
            line.number = printed.trim_start_matches('0').to_owned();
        } else {
            posts += 1;
            line.origin.push_str(if line.origin.is_empty() { "" } else { " " });
            line.origin.push_str(&post(printed)?);
        }
    }
    let posted = (1..=4).contains(&posts) && !line.number.is_empty();
    (posted && (spaced || scan::is_capitals(&text[..end]))).then_some((line, end))
}

/// One word of a post's name, in capitals. A machine that reads print has taken some letters for digits: `OSL0`.
fn post(printed: &str) -> Option<String> {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || b".'/-".contains(&byte);
    let misread = printed.bytes().filter(|byte| b"01".contains(byte)).count();
    let letters = printed.bytes().filter(|byte| is_letter(*byte)).count();
    (letters + misread == printed.len() && (misread == 0 || letters > misread + 1))
        .then(|| printed.to_ascii_uppercase().replace('0', "O").replace('1', "I"))
}

/// The next word of `text` at or behind `from`.
fn word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + scan::blanks(&text[from..]);
    let length = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
    (length > 0).then_some(start..start + length)
}

/// Where `01 OF 04` stands behind `name`, the word SECTION, which the machines misspell now and then.
fn section(text: &str, name: Range<usize>) -> Option<Range<usize>> {
    let printed = &text[name.clone()];
    let named = ["SECTION", "SECTIONS"].iter().any(|word| word.eq_ignore_ascii_case(printed));
    if !named && !is_slip(printed, "SECTION") {
        return None;
    }
    let number = |word: &Range<usize>| scan::digits(&text[word.clone()]) == word.len();
    let part = word(text, name.end).filter(number)?;
    let of = word(text, part.end).filter(|of| text[of.clone()].eq_ignore_ascii_case("OF"))?;
    let whole = word(text, of.end).filter(number)?;
    Some(part.start..whole.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_spacing() {
        for text in [
            "C O N F I D E N T I A L OSLO 000012",
            "CO N F I D E N T I A L OSLO 12",
            "CONFIDENTIAL OSLO 00012",
        ] {
            let line = first_line(text).unwrap();
            assert_eq!(
                (line.level, line.origin.as_str(), line.number.as_str()),
                (Classification::Confidential, "OSLO", "12")
            );
        }
    }

    #[test]
    fn keeps_section_captions_and_posts_of_two_words() {
        let line = first_line("UNCLAS E F T O SECTION 02 OF 03 LA PAZ 001234").unwrap();
        assert_eq!(line.captions, ["E F T O"]);
        assert_eq!(line.section.as_deref(), Some("02 OF 03"));
        assert_eq!(line.origin, "LA PAZ");
    }

    #[test]
    fn reads_captions_of_several_words_and_a_misspelt_section() {
        let line = first_line("UNCLASSIFIED//FOR OFFICIAL USE ONLY ECTION 01 OF 02 OSLO 000012").unwrap();
        assert_eq!(line.captions, ["FOR OFFICIAL USE ONLY"]);
        assert_eq!(line.section.as_deref(), Some("01 OF 02"));
        assert_eq!(line.origin, "OSLO");
        let line = first_line("S E C R E T NOFORN OSLO 000012 SIPDIS").unwrap();
        assert_eq!(line.captions, ["NOFORN", "SIPDIS"]);
        for text in ["S E C R E T//N O F O R N OSLO 000012", "SECRET/NOFORN OSLO 12"] {
            let line = first_line(text).unwrap();
            assert_eq!((line.level, line.origin.as_str()), (Classification::Secret, "OSLO"), "{text}");
            assert_eq!(line.captions, ["NOFORN"], "{text}");
        }
    }

    #[test]
    fn ends_where_other_words_begin() {
        assert_eq!(first_line_in("SECRET OSLO 000123 SIPDIS DEPT FOR EUR"), Some(26));
        assert_eq!(first_line_in("SECRET AGENT 007 IS BACK"), None);
    }

    #[test]
    fn prose_is_no_first_line() {
        assert_eq!(first_line("Secret police arrested 300"), None);
        assert_eq!(first_line("SECRETARY OF STATE 12"), None);
        assert_eq!(first_line("CONFIDENTIAL"), None);
        assert_eq!(first_line("Sensitive but unclassified papers 12"), None);
        assert!(is_banner("CONFIDENTIAL") && is_banner("SECRET  PTQ1234") && !is_banner("SECRET MEETING"));
    }
}
