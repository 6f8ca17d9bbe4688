//! Captions: the handling words under the first line.

use super::level;
use crate::cable::parse::scan;

/// Handling words of one word.
const WORDS: [&str; 18] = [
    "SIPDIS",
    "SENSITIVE",
    "NOFORN",
    "EXDIS",
    "NODIS",
    "LIMDIS",
    "STADIS",
    "TERREP",
    "FOUO",
    "LOU",
    "SBU",
    "NESCO",
    "EFTO",
    "ORCON",
    "PROPIN",
    "NIACT",
    "DISSEM",
    "CHEROKEE",
];

/// Handling words of several words, as normally printed.
const PHRASES: [&str; 7] = [
    "CORRECTED COPY",
    "ROGER CHANNEL",
    "EYES ONLY",
    "E F T O",
    "FOR OFFICIAL USE ONLY",
    "SENSITIVE BUT UNCLASSIFIED",
    "NO FORN",
];

/// What a post tells its readers behind a caption: `SENSITIVE BUT UNCLASSIFIED -- PROTECT ACCORDINGLY`.
const INSTRUCTIONS: [&str; 8] = [
    "PROTECT ACCORDINGLY",
    "PLEASE PROTECT ACCORDINGLY",
    "HANDLE ACCORDINGLY",
    "PLEASE HANDLE ACCORDINGLY",
    "NOT FOR INTERNET DISTRIBUTION",
    "NOT FOR INTERNET PUBLICATION",
    "NOT FOR DISTRIBUTION OUTSIDE USG",
    "NOT FOR DISTRIBUTION OUTSIDE USG CHANNELS",
];

/// Whether one word is a caption.
pub(in crate::cable::parse) fn is_caption(word: &str) -> bool {
    let word = word.trim_matches(['/', ',', '.']);
    WORDS.iter().any(|caption| caption.eq_ignore_ascii_case(word))
}

/// The phrase of several words that `text` begins with.
pub(super) fn phrase(text: &str) -> Option<&'static str> {
    PHRASES.iter().copied().find(|phrase| scan::starts_word(text, phrase))
}

/// The caption that `text` begins with in spaced letters, `N O F O R N`, and the bytes it takes.
pub(super) fn spaced(text: &str) -> Option<(&'static str, usize)> {
    let found = WORDS.iter().find_map(|caption| Some((*caption, level::spelled(text, caption)?)));
    found.filter(|(caption, length)| *length == 2 * caption.len() - 1)
}

/// The captions of a line that holds nothing else; empty when it holds anything else.
pub(in crate::cable::parse) fn captions(text: &str) -> Vec<String> {
    let short = text.len() <= 16 || text.len() <= 120 && !scan::has_small(text);
    if !short {
        return Vec::new();
    }
    if is_correction(text) {
        return vec!["CORRECTED COPY".to_owned()];
    }
    if let Some(phrase) = PHRASES.iter().find(|phrase| scan::is_words(text, phrase)) {
        return vec![(*phrase).to_owned()];
    }
    let words =
        || text.split(|c: char| c.is_whitespace() || c == ',' || c == '/').filter(|word| !word.is_empty());
    if words().all(is_caption) {
        return words().map(str::to_ascii_uppercase).collect();
    }
    let opened = phrase(text).is_some() || words().next().is_some_and(is_caption);
    instructed(text).filter(|_| opened).map_or_else(Vec::new, captions)
}

/// What stands before the instructions to the readers, where a line ends with nothing but these.
fn instructed(text: &str) -> Option<&str> {
    let begins = |word: &str| INSTRUCTIONS.iter().any(|instruction| scan::starts_word(instruction, word));
    let at = scan::word_starts(text).find(|&at| begins(text[at..].split(' ').next().unwrap_or_default()))?;
    let mut clauses = text[at..].split(['.', ';', ',', '-', '/', '(', ')']).map(str::trim);
    let told = |clause: &str| INSTRUCTIONS.iter().any(|instruction| scan::is_words(clause, instruction));
    let only = clauses.all(|clause| clause.is_empty() || told(clause));
    only.then(|| text[..at].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// `C O R R E C T E D  C O P Y`, with dashes around it and a remark behind it that says what was corrected:
/// `(ADDED INFO ADDEES)`, `- TAGS ADDED`, `CAPTION AND REMOVING NOFORN`.
fn is_correction(text: &str) -> bool {
    let mut letters = text.bytes().filter(u8::is_ascii_alphabetic).map(|byte| byte.to_ascii_uppercase());
    b"CORRECTEDCOPY".iter().all(|&letter| letters.next() == Some(letter))
}

/// The bytes of the captions in front of other words: `SIPDIS DEPT FOR EUR`, `EYES ONLY FOR THE AMBASSADOR`. The word
/// SENSITIVE alone can begin any sentence.
pub(super) fn leading(text: &str) -> Option<usize> {
    let printed = phrase(text).filter(|phrase| text.starts_with(phrase) && !is_correction(text));
    let mut end = printed.map_or(0, str::len);
    let mut sure = printed.is_some();
    for word in text[end..].split_inclusive(' ') {
        let caption = word.trim_end();
        if !(caption.is_empty() || is_caption(caption) && scan::is_capitals(caption)) {
            break;
        }
        sure |= !caption.is_empty() && caption != "SENSITIVE";
        end += word.len();
    }
    (sure && end < text.len() && captions(text).is_empty()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_correction_with_its_remark() {
        for text in [
            "C O R R E C T E D  C O P Y",
            "- - C O R R E C T E D  C O P Y - - REASON LINE ADDED",
            "C O R R E C T E D COPY//SUBJECT LINE//////",
            "CORRECTED COPY CAPTION AND REMOVING EXDIS",
        ] {
            assert_eq!(captions(text), ["CORRECTED COPY"], "{text}");
        }
        assert!(captions("CORRECTED FIGURES FOLLOW").is_empty());
    }

    #[test]
    fn knows_captions_with_instructions() {
        let text = "SENSITIVE BUT UNCLASSIFIED -- PROTECT ACCORDINGLY.  NOT FOR INTERNET DISTRIBUTION.";
        assert_eq!(captions(text), ["SENSITIVE BUT UNCLASSIFIED"]);
        assert_eq!(leading(text), None);
        assert_eq!(captions("SBU - PLEASE PROTECT ACCORDINGLY"), ["SBU"]);
        for text in [
            "SENSITIVE BUT UNCLASSIFIED PAPERS -- PROTECT ACCORDINGLY",
            "SENSITIVE BUT UNCLASSIFIED -- PROTECT THE PORT",
            "PLEASE PROTECT ACCORDINGLY",
        ] {
            assert!(captions(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn finds_captions_in_front_of_other_words() {
        assert_eq!(leading("SIPDIS NOFORN DEPT FOR EUR"), Some(14));
        assert_eq!(leading("EYES ONLY FOR THE AMBASSADOR"), Some(10));
        for text in [
            "SIPDIS",
            "SENSITIVE BUT UNCLASSIFIED",
            "Eyes only for him",
            "CORRECTED COPY (DATE)",
            "SENSITIVE TALKS",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }
}
