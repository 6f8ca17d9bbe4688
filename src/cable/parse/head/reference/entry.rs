//! Where the REF lines are cut: at bullets that follow in the alphabet and at semicolons.

use super::bullet;
use crate::cable::Span;
use crate::cable::parse::scan;

/// Letters a list may leave out between two lines.
pub(super) const SKIPPED: u8 = 3;

/// One entry of the REF lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Its bullet, `A`.
    pub(super) label: Option<char>,
    /// Where it is printed, line by line, with its bullet.
    pub(super) printed: Vec<Span>,
    /// The same without the bullet.
    pub(super) content: Vec<Span>,
}

/// The parts of `spans`, which are in order, inside `span`; empty ones aside.
pub(super) fn within(spans: &[Span], span: Span) -> Vec<Span> {
    let first = spans.partition_point(|piece| piece.end <= span.start);
    let inside = spans[first..].iter().take_while(|piece| piece.start < span.end);
    let parts = inside.map(|piece| Span::new(piece.start.max(span.start), piece.end.min(span.end)));
    parts.filter(|part| !part.is_empty()).collect()
}

/// The entries printed in `spans`, the content of the REF lines. A line without a bullet goes on with the entry above.
pub(super) fn entries(text: &str, spans: &[Span]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for &span in spans {
        let last = entries.last().and_then(|entry| entry.label);
        for (index, piece) in cut(text, span, last).into_iter().enumerate() {
            match entries.last_mut() {
                Some(above) if index == 0 && piece.content == piece.printed => {
                    above.printed.extend(piece.printed);
                    above.content.extend(piece.content);
                }
                _ => entries.push(piece),
            }
        }
    }
    entries
        .retain(|entry| entry.content.iter().any(|span| text[span.range()].contains(char::is_alphanumeric)));
    entries
}

/// The bullet of the last entry of a line, or of those above it.
pub(super) fn last(text: &str, span: Span, last: Option<char>) -> Option<char> {
    cut(text, span, last).iter().rev().find_map(|entry| entry.label).or(last)
}

/// The pieces of one line; `last` is the bullet of the entry above.
fn cut(text: &str, span: Span, mut last: Option<char>) -> Vec<Entry> {
    let line = &text[span.range()];
    let place = |start: usize, end: usize| vec![Span::new(span.start + start, span.start + end)];
    let mut pieces = Vec::new();
    let (mut label, mut printed, mut start) = (None, 0, 0);
    // Whether a bullet may stand here, whether nothing but signs stands before it, and whether a bullet does.
    let (mut free, mut opens, mut bulleted) = (true, true, false);
    for (at, c) in line.char_indices() {
        if at < start {
            continue;
        }
        // A mark or the same bullet once more right behind a bullet is none.
        let marker = if free && !bulleted { marker(&line[at..], last, opens) } else { None };
        if let Some((letter, width)) = marker {
            if at > printed {
                pieces.push(Entry { label, printed: place(printed, at), content: place(start, at) });
            }
            (label, last, printed, start) = (Some(letter), Some(letter), at, at + width);
            (free, bulleted) = (true, true);
        } else if c == ';' {
            pieces.push(Entry { label, printed: place(printed, at), content: place(start, at) });
            (printed, start) = (at + 1, at + 1);
            (free, bulleted) = (true, false);
        } else {
            free = c.is_whitespace() || ",¶".contains(c);
            bulleted &= c.is_whitespace();
        }
        opens &= !c.is_alphanumeric();
    }
    pieces.push(Entry { label, printed: place(printed, line.len()), content: place(start, line.len()) });
    pieces
}

/// The letter of the bullet that `text` begins with, and its bytes, when it follows on `last`. At the start of a line
/// the list may have left letters out or come back to the last one.
fn marker(text: &str, last: Option<char>, opens: bool) -> Option<(char, usize)> {
    let (letter, width) = bullet(text).or_else(|| rare_bullet(text))?;
    let expected = last.map_or(b'A', |last| last as u8 + 1);
    let found = letter as u8;
    let again = opens && last == Some(letter);
    let near = opens && (expected..=expected + SKIPPED).contains(&found);
    (found == expected || again || near).then_some((letter, width))
}

/// The bullets that only references have: `[A]`, `A -`, `A)OSLO`.
fn rare_bullet(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let letter = |byte: u8| byte.is_ascii_alphabetic().then(|| byte.to_ascii_uppercase() as char);
    match *bytes {
        [b'[', inner, b']', ..] => Some((letter(inner)?, 3)),
        [first, b' ', b'-', b' ', ..] => Some((letter(first)?, 3)),
        [first, b')', next, ..] if next.is_ascii_alphanumeric() => Some((letter(first)?, 2)),
        [b'(', inner, b')', next, ..] if next.is_ascii_alphanumeric() => Some((letter(inner)?, 3)),
        _ => None,
    }
}

/// The words of `spans` on one line, without the signs that part entries.
pub(super) fn folded(text: &str, spans: &[Span]) -> String {
    let lines: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
    let folded = scan::folded(&lines.join(" "));
    folded.trim_matches([',', ';', ' ', '¶', '-', '&', '/']).to_owned()
}
