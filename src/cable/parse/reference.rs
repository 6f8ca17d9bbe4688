//! The REF lines: `REF: A. OSLO 12 B. 08 STATE 81854 (NOTAL)`.

use super::super::{Reference, ReferenceKind, Span};
use super::scan;
use super::transmission;

/// The letter of a bullet that `text` begins with, and the bytes the bullet takes: `A.`, `A)`, `(A)`.
pub(super) fn bullet(text: &str) -> Option<(char, usize)> {
    let open = usize::from(text.starts_with('('));
    let letter = text[open..].chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = &text.as_bytes()[open + 1..];
    let close: &[u8] = if open == 1 { b")" } else { b".):" };
    let closed = rest.first().is_some_and(|byte| close.contains(byte));
    let spaced = rest.get(1).is_none_or(u8::is_ascii_whitespace);
    // "A.OSLO 12" is a bullet as well; "U.S." is none.
    let tight = rest.get(1..4).is_some_and(|word| word.iter().all(u8::is_ascii_alphabetic));
    (closed && (spaced || tight)).then(|| (letter.to_ascii_uppercase(), open + 2))
}

/// A stretch of a REF line: its bullet, where it is printed with the bullet, and its content.
#[derive(Clone, Copy)]
struct Piece {
    label: Option<char>,
    printed: Span,
    content: Span,
}

/// Reads the references printed in `spans`, the content of the REF lines. `year` is the cable's own.
pub(super) fn references(text: &str, spans: &[Span], year: Option<i16>) -> Vec<Reference> {
    let mut found: Vec<Vec<Piece>> = Vec::new();
    for &span in spans {
        let last = found.last().and_then(|pieces| pieces.first()).and_then(|piece| piece.label);
        for piece in pieces(text, span, last) {
            match found.last_mut() {
                // A line without a bullet goes on with the reference above it.
                Some(last) if piece.label.is_none() && piece.printed.start == span.start => last.push(piece),
                _ => found.push(vec![piece]),
            }
        }
    }
    found.iter().filter_map(|pieces| reference(text, pieces, year)).collect()
}

/// The latest year that the references themselves give: `08 STATE 81854`.
pub(super) fn latest_year(text: &str, spans: &[Span]) -> Option<i16> {
    let pieces = spans.iter().flat_map(|&span| pieces(text, span, None));
    pieces.filter_map(|piece| named(text[piece.content.range()].trim())?.0).max()
}

/// The references on one line, cut at bullets that follow in the alphabet and at separators.
fn pieces(text: &str, span: Span, mut last: Option<char>) -> Vec<Piece> {
    let line = &text[span.range()];
    let bytes = line.as_bytes();
    let mut pieces = Vec::new();
    let (mut label, mut printed, mut start) = (None, 0, 0);
    let mut push = |label, printed, start, end| {
        let content = Span::new(span.start + start, span.start + end);
        if text[content.range()].contains(char::is_alphanumeric) {
            pieces.push(Piece { label, printed: Span::new(span.start + printed, span.start + end), content });
        }
    };
    let mut at = 0;
    while at < line.len() {
        let free = at == 0 || bytes[at - 1].is_ascii_whitespace() || b",;".contains(&bytes[at - 1]);
        let follows = |letter: char| last.map_or(letter == 'A', |last| letter as u32 == last as u32 + 1);
        let marker = (free && line.is_char_boundary(at)).then(|| bullet(&line[at..])).flatten();
        if let Some((letter, width)) = marker.filter(|(letter, _)| follows(*letter)) {
            push(label, printed, start, at);
            (label, last, printed, start) = (Some(letter), Some(letter), at, at + width);
            at = start;
        } else if let Some(width) = separator(line, start, at) {
            push(label, printed, start, at);
            at += width;
            (label, printed, start) = (None, at, at);
        } else {
            at += 1;
        }
    }
    push(label, printed, start, line.len());
    pieces
}

/// The bytes of the separator at `at`: a semicolon, or a comma, colon or AND between the names of two cables.
fn separator(line: &str, start: usize, at: usize) -> Option<usize> {
    let rest = &line.as_bytes()[at..];
    let width = match rest {
        [b';', ..] => return Some(1),
        [b',' | b':', ..] => 1,
        [b'A', b'N', b'D', b' ', ..] if at > start && line.as_bytes()[at - 1] == b' ' => 4,
        _ => return None,
    };
    let next = line[at + width..].trim_start().split([',', ':', ';']).next().unwrap_or_default();
    let both = next.len() < 60
        && at - start < 60
        && named(line[start..at].trim()).is_some()
        && named(next).is_some();
    both.then_some(width)
}

fn reference(text: &str, pieces: &[Piece], year: Option<i16>) -> Option<Reference> {
    let first = pieces.first()?;
    let span = first.printed.join(pieces.last()?.printed);
    let lines: Vec<&str> = pieces.iter().map(|piece| &text[piece.content.range()]).collect();
    let printed = scan::folded(&lines.join(" ")).trim_matches([',', ';', ' ']).to_owned();
    let kind = kind(&printed);
    let value = cable_id(&printed, year).filter(|_| kind == ReferenceKind::Cable);
    Some(Reference { label: first.label.map(String::from), kind, value, text: printed, span })
}

/// What kind of thing a reference names.
fn kind(printed: &str) -> ReferenceKind {
    let has = |needle| scan::contains(printed, needle);
    if has("e-mail") || has("email") || printed.contains('@') {
        ReferenceKind::Mail
    } else if has("telcon") || has("phone") || has("telephone") {
        ReferenceKind::Telephone
    } else if has("iir ") || has("report") || is_numbered_document(printed) {
        ReferenceKind::Report
    } else if named(printed).is_some() {
        ReferenceKind::Cable
    } else {
        ReferenceKind::Other
    }
}

/// `IMSWM-0028-2010`: one word of capitals, hyphens and digits.
fn is_numbered_document(printed: &str) -> bool {
    printed.contains('-')
        && printed.bytes().any(|byte| byte.is_ascii_digit())
        && printed
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-/".contains(&byte))
}

/// The id of the cable that `printed` names: `08 STATE 81854` and `STATE 081854` give `08STATE81854`.
///
/// Without a year of its own the reference is of the cable's year; when that is unknown there is no id.
fn cable_id(printed: &str, year: Option<i16>) -> Option<String> {
    let (own, name) = named(printed)?;
    Some(format!("{:02}{name}", own.or(year)? % 100))
}

/// The year that `printed` gives, if any, and post and number of the cable it names: `STATE81854`.
fn named(printed: &str) -> Option<(Option<i16>, String)> {
    let mut words =
        printed.split(|c: char| c.is_whitespace() || ",()".contains(c)).filter(|word| !word.is_empty());
    let mut word = words.next()?;
    // A second bullet: "B. (B) OSLO 12".
    if word.len() == 1 {
        word = words.next()?;
    }
    let mut year = None;
    if scan::digits(word) == word.len() {
        year = Some(transmission::year(word)?);
        word = words.next()?;
    }
    let mut post = String::new();
    while scan::digits(word) < word.len() {
        let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic() || b".'".contains(&byte));
        if !letters || post.len() > 24 {
            return None;
        }
        post.push_str(&word.to_ascii_uppercase());
        word = words.next()?;
    }
    let number = word.trim_start_matches('0');
    let plausible = (3..=24).contains(&post.len()) && (1..=7).contains(&number.len());
    plausible.then(|| (year, post + number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(Option<String>, Option<String>, String)> {
        let found = references(line, &[Span::new(0, line.len())], Some(2009));
        found.into_iter().map(|reference| (reference.label, reference.value, reference.text)).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn cuts_at_bullets() {
        for line in [
            "A. OSLO 12 B. 08 STATE 081854",
            "A) OSLO 12, B) 08 STATE 081854",
            "(A) OSLO 12 (B) 08 STATE 081854",
        ] {
            let found = read(line);
            assert_eq!(found.len(), 2, "{line}");
            assert_eq!(found[0], (some("A"), some("09OSLO12"), "OSLO 12".to_owned()), "{line}");
            assert_eq!(found[1].1, some("08STATE81854"), "{line}");
        }
    }

    #[test]
    fn cuts_between_the_names_of_cables() {
        for line in ["OSLO 1; PARIS 2", "OSLO 1, PARIS 2", "OSLO 1: PARIS 2", "OSLO 1 AND PARIS 2"] {
            assert_eq!(read(line).len(), 2, "{line}");
        }
        for line in ["OSLO 1 AND PREVIOUS", "OSLO CA-3400 NOV 2, 1966", "SMITH, JONES AND DOE MEMO"] {
            assert_eq!(read(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn other_kinds_have_no_id() {
        assert_eq!(read("IMSWM-0028-2010")[0].1, None);
        assert_eq!(kind("IMSWM-0028-2010"), ReferenceKind::Report);
        assert_eq!(kind("SMITH-JONES E-MAIL OF MAY 3"), ReferenceKind::Mail);
        assert_eq!(kind("SMITH/JONES TELCON"), ReferenceKind::Telephone);
        assert_eq!(read("U.S. MISSION PAPER")[0].1, None);
        assert_eq!(kind("OSLO 12"), ReferenceKind::Cable);
        assert_eq!(cable_id("OSLO 12", None), None);
        assert_eq!(cable_id("(B) OSLO 12", Some(2009)).as_deref(), Some("09OSLO12"));
    }
}
