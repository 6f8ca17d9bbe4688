//! Captions: the handling words under the first line.

use super::scan;

/// Handling words of one word.
const WORDS: [&str; 16] = [
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
    "NESCO",
    "EFTO",
    "ORCON",
    "NIACT",
    "DISSEM",
    "CHEROKEE",
];

/// Handling words of several words, as normally printed.
const PHRASES: [&str; 6] =
    ["CORRECTED COPY", "ROGER CHANNEL", "EYES ONLY", "E F T O", "FOR OFFICIAL USE ONLY", "NO FORN"];

/// Whether one word is a caption.
pub(super) fn is_caption(word: &str) -> bool {
    let word = word.trim_matches(['/', ',', '.']);
    WORDS.iter().any(|caption| caption.eq_ignore_ascii_case(word))
}

/// The captions of a line that holds nothing else; empty when it holds anything else.
pub(super) fn captions(text: &str) -> Vec<String> {
    let short = text.len() <= 16 || text.len() <= 120 && !text.contains(char::is_lowercase);
    if !short {
        return Vec::new();
    }
    // "C O R R E C T E D  C O P Y (ADDED INFO ADDEES)": the remark in brackets explains the correction.
    let plain = text.split('(').next().unwrap_or_default();
    let letters: String = plain.split_whitespace().collect();
    if letters.eq_ignore_ascii_case("CORRECTEDCOPY") {
        return vec!["CORRECTED COPY".to_owned()];
    }
    if let Some(phrase) = PHRASES.iter().find(|phrase| scan::is_words(plain, phrase)) {
        return vec![(*phrase).to_owned()];
    }
    let words =
        || text.split(|c: char| c.is_whitespace() || c == ',' || c == '/').filter(|word| !word.is_empty());
    if words().all(is_caption) { words().map(str::to_ascii_uppercase).collect() } else { Vec::new() }
}
