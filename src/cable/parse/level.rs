//! The first line of the message: `C O N F I D E N T I A L SECTION 01 OF 04 LA PAZ 001234`.

use super::super::Classification;
use super::scan;

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FirstLine {
    pub(super) level: Classification,
    /// Captions printed on the line itself: `E F T O`, `NOFORN`.
    pub(super) captions: Vec<String>,
    /// `01 OF 04`.
    pub(super) section: Option<String>,
    /// `LA PAZ`.
    pub(super) origin: String,
    /// Without leading zeros.
    pub(super) number: String,
}

/// The level that `text` begins with, however its letters are spaced, and the bytes it takes.
pub(super) fn level(text: &str) -> Option<(Classification, usize)> {
    const SPELLINGS: [(&str, Classification); 6] = [
        ("CONFIDENTIAL", Classification::Confidential),
        ("UNCLASSIFIED", Classification::Unclassified),
        ("UNCLAS", Classification::Unclassified),
        ("SECRET", Classification::Secret),
        ("LIMITEDOFFICIALUSE", Classification::LimitedOfficialUse),
        ("TOPSECRET", Classification::TopSecret),
    ];
    let first = text.as_bytes().first()?.to_ascii_uppercase();
    let fitting = SPELLINGS.iter().filter(|(letters, _)| letters.as_bytes().first() == Some(&first));
    fitting.filter_map(|&(letters, level)| Some((level, spelled(text, letters)?))).next()
}

/// The bytes that `letters` take at the start of `text`, blanks between them allowed.
fn spelled(text: &str, letters: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for letter in letters.bytes() {
        while at > 0 && bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if !bytes.get(at)?.eq_ignore_ascii_case(&letter) {
            return None;
        }
        at += 1;
    }
    (!bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)).then_some(at)
}

/// Whether the line holds a level and nothing else of weight: the banner at the head and foot of a page.
pub(super) fn is_banner(text: &str) -> bool {
    level(text).is_some_and(|(_, end)| {
        let rest = text[end..].trim();
        // Behind the banner the message centre prints its own number, PTQ8384.
        rest.is_empty() || rest.len() == 7 && rest.starts_with("PTQ") && scan::digits(&rest[3..]) == 4
    })
}

/// Reads the first line; `None` when `text` is none.
pub(super) fn first_line(text: &str) -> Option<FirstLine> {
    if text.len() > 160 {
        return None;
    }
    let (level, end) = level(text)?;
    let spaced = text.as_bytes().get(1) == Some(&b' ');
    if !spaced && !scan::is_capitals(text) {
        return None;
    }
    let upper = text[end..].to_ascii_uppercase();
    let mut line = FirstLine {
        level,
        captions: Vec::new(),
        section: None,
        origin: String::new(),
        number: String::new(),
    };
    let rest = upper.trim_start_matches(['/', ' ']).replace("E F T O", "EFTO");
    let mut words = rest.split_whitespace();
    while let Some(word) = words.next() {
        if word == "EFTO" {
            line.captions.push("E F T O".to_owned());
        } else if super::caption::is_caption(word) {
            line.captions.push(word.trim_matches('/').to_owned());
        } else if word == "SECTION" || word == "SECTIONS" {
            let [part, of, whole] = [words.next()?, words.next()?, words.next()?];
            line.section = Some(format!("{part} {of} {whole}"));
        } else if !line.number.is_empty() {
            return None;
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            line.number = word.trim_start_matches('0').to_owned();
        } else if word.bytes().all(|byte| byte.is_ascii_alphabetic() || b".'/-".contains(&byte)) {
            if !line.origin.is_empty() {
                line.origin.push(' ');
            }
            line.origin.push_str(word);
        } else {
            return None;
        }
    }
    let posted = !line.origin.is_empty() && line.origin.split(' ').count() <= 4 && !line.number.is_empty();
    posted.then_some(line)
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
    fn prose_is_no_first_line() {
        assert_eq!(first_line("Secret police arrested 300"), None);
        assert_eq!(first_line("SECRETARY OF STATE 12"), None);
        assert_eq!(first_line("CONFIDENTIAL"), None);
        assert!(is_banner("CONFIDENTIAL") && is_banner("SECRET  PTQ1234") && !is_banner("SECRET MEETING"));
    }
}
