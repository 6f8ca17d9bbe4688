//! Apostrophes that a copy prints as commas or question marks.

use crate::cable::Span;

/// Whether the comma at `at` was an apostrophe: `country,s`, `DON,T`, `D,Affaires`.
pub(super) fn is_comma(bytes: &[u8], at: usize, span: Span) -> bool {
    let line = &bytes[span.range()];
    let at = at - span.start;
    let letters = |from: usize| line[from..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let before = line[..at]
        .iter()
        .rev()
        .take(3)
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80)
        .count();
    let after = &line[at + 1..at + 1 + letters(at + 1).min(12)];
    if before == 0 || after.is_empty() {
        return false;
    }
    let lower = after.to_ascii_lowercase();
    match lower.as_slice() {
        b"s" | b"d" | b"m" | b"ll" | b"re" | b"ve" => {
            before > 1 || lower == b"m" || line[at - 1].eq_ignore_ascii_case(&b'i')
        }
        b"t" => before > 1 && line[at - 1].eq_ignore_ascii_case(&b'n'),
        // An article or particle of one letter before a name.
        name => before == 1 && b"DdLlO".contains(&line[at - 1]) && name.len() >= 3,
    }
}

/// The word in front of the question mark at `at` when the two read like a genitive: `Brazil` of `Brazil?s`. Whether
/// it is one, the rest of the text must tell: `Cort?s` has lost its accent.
pub(super) fn genitive(text: &str, at: usize, span: Span) -> Option<&str> {
    let after = text.as_bytes().get(at + 1..span.end)?;
    let single =
        matches!(after, [b's' | b'S', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphanumeric));
    let before = text.get(span.start..at)?;
    let word = before.len() - before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    before.get(word..).filter(|word| single && word.len() >= 2)
}
