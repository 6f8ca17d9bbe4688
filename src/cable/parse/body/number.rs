//! Paragraph numbers: what looks like one.

use super::ruler;
use crate::cable::parse::line::Line;
use crate::cable::parse::scan;
use crate::cable::{Marking, Span};

/// The longest line that is taken for a paragraph or two, in bytes.
const LONGEST: usize = 8000;

/// A number, its mark and where the text begins, read off one line.
pub(super) struct Numbered {
    pub(super) number: u32,
    pub(super) marking: Option<Marking>,
    pub(super) text: usize,
}

impl Numbered {
    /// Reads what the text at `span` begins with.
    pub(super) fn read(text: &str, span: Span) -> Option<Self> {
        match text.as_bytes().get(span.start)? {
            b'0'..=b'9' => Self::number_first(text, span),
            b'(' => Self::mark_first(text, span),
            b'l' => Self::misread(text, span, 1),
            b'S' => Self::misread(text, span, 5),
            _ => None,
        }
    }

    /// `1. (C) Text`, `1.(C)`, `1 (C)`, `1) Text`.
    fn number_first(text: &str, span: Span) -> Option<Self> {
        let line = &text[span.range()];
        let (number, width) = number(line)?;
        let rest = &line[width..];
        let stop = scan::blanks(rest);
        let dot = rest[stop..].starts_with(['.', ')']);
        let behind = width + if dot { stop + 1 } else { 0 };
        let after = &line[behind..];
        // In front of a mark any stop will do: `1.) (C)`, `1, (C)`.
        let stops = rest.trim_start_matches(['.', ')', ',', ':', '-', ' ', '\t', '\u{a0}', '\r', '\n']);
        let marking = Marking::read(text, Span::new(span.end - stops.len(), span.end));
        let spaced = after.is_empty()
            || after.starts_with(char::is_whitespace)
            || after.starts_with(char::is_uppercase);
        if marking.is_none() && !(dot && spaced) {
            return None;
        }
        let end = marking.as_ref().map_or(span.start + behind, |marking| marking.span.end);
        Some(Self { number, text: text_start(text, end, span.end), marking })
    }

    /// `l. (C) Text`, `S. (C) Text`: a machine that reads print has taken the `number` for a letter.
    fn misread(text: &str, span: Span, number: u32) -> Option<Self> {
        let rest = text[span.range()].strip_prefix(['l', 'S'])?.strip_prefix('.')?.trim_start();
        let mark = Span::new(span.end - rest.len(), span.end);
        let marking = rest.starts_with('(').then(|| Marking::read(text, mark)).flatten()?;
        Some(Self { number, text: text_start(text, marking.span.end, span.end), marking: Some(marking) })
    }

    /// `(C) 1. Text`.
    fn mark_first(text: &str, span: Span) -> Option<Self> {
        let marking = Marking::read(text, span)?;
        let at = marking.span.end + scan::blanks(&text[marking.span.end..span.end]);
        let rest = &text[at..span.end];
        let (number, width) = number(rest)?;
        let dot = rest[width..].starts_with(['.', ')'])
            && !rest[width + 1..].starts_with(|c: char| c.is_ascii_digit());
        dot.then(|| Self { number, text: text_start(text, at + width + 1, span.end), marking: Some(marking) })
    }
}

/// A number in brackets, `(1) Text`, as a few telegrams print those of their paragraphs.
pub(super) fn bracketed(text: &str, span: Span) -> Option<Numbered> {
    let inside = text[span.range()].strip_prefix('(')?;
    let (number, width) = number(inside)?;
    let behind = inside[width..].strip_prefix(')')?;
    let text = span.end - behind.trim_start().len();
    behind.starts_with(' ').then_some(Numbered { number, marking: None, text })
}

/// The paragraph number that `text` begins with: one to three digits, no leading zero.
fn number(text: &str) -> Option<(u32, usize)> {
    let width = scan::digits(text);
    let number = text[..width].parse().ok()?;
    ((1..=3).contains(&width) && number > 0).then_some((number, width))
}

/// Skips blanks, a closing bracket printed twice, and the stop that some print behind a mark that stands for the whole
/// paragraph.
pub(super) fn text_start(text: &str, from: usize, end: usize) -> usize {
    let from = from + usize::from(text[from..end].starts_with(')'));
    let rest = &text[from..end];
    if rest.trim() == "." { end } else { from + scan::blanks(rest) }
}

/// Where inside a line a marked paragraph begins that a copy has run into the one before, or into the ruler of its
/// heading: `... ends. 2. (C) We`, `COMMENT ------- 2. (C) We`.
pub(super) fn inside(text: &str, line: &Line) -> Option<usize> {
    let printed = line.of(text);
    let bytes = printed.as_bytes();
    if !line.signs.have_closing() {
        return None;
    }
    let mut from = 1;
    while let Some(open) = memchr::memchr(b'(', bytes.get(from..)?).map(|at| at + from) {
        from = open + 1;
        let head = printed[..open].trim_end();
        let number = head.trim_end_matches(['.', ')']);
        let plain = number.trim_end_matches(|c: char| c.is_ascii_digit());
        let width = number.len() - plain.len();
        let mark = Span::new(line.text.start + open, line.text.end);
        // A copy can have lost the blank, or the stop, but not both.
        let parted = plain.ends_with(char::is_whitespace) || number.len() < head.len();
        if (1..=3).contains(&width)
            && parted
            && (scan::ends_sentence(plain.trim_end()) || ruler::ends(plain.trim_end()))
            && Marking::read(text, mark).is_some()
        {
            return Some(line.text.start + plain.len());
        }
    }
    None
}

/// Where inside a line that is a whole paragraph without a mark the next one begins: `... (PSOL) 9. This`. `following`
/// are the lines below: where one of them has the number, it is not in this line.
pub(super) fn inside_unmarked(text: &str, line: &Line, following: &[Line]) -> Option<usize> {
    if line.text.len() > LONGEST {
        return None;
    }
    let first = Numbered::read(text, line.text).filter(|first| first.marking.is_none())?;
    let next = first.number + 1;
    let taken = |line: &Line| Numbered::read(text, line.text).is_some_and(|other| other.number == next);
    let printed = line.of(text);
    let sought = format!(" {next}. ");
    let opens = |&(at, _): &(usize, &str)| {
        let (head, tail) = (&printed[..at], &printed[at + sought.len()..]);
        (scan::ends_sentence(head) || head.ends_with(')')) && tail.starts_with(char::is_uppercase)
    };
    let (at, _) = printed.match_indices(&sought).find(opens)?;
    (!following.iter().any(taken)).then_some(line.text.start + at + 1)
}

/// What stands behind the number and mark of a line, even one that cannot be read: `(SECRET//REL [COUNTRY])`.
pub(in crate::cable::parse) fn behind(printed: &str) -> &str {
    if !printed.starts_with(|c: char| c.is_ascii_digit() || c == '(') {
        return printed;
    }
    let start = Numbered::read(printed, Span::new(0, printed.len())).map_or(0, |number| number.text);
    let rest = &printed[start..];
    let unread = rest.starts_with('(').then(|| rest.split_once(')')).flatten();
    unread.filter(|_| Marking::is_malformed(rest)).map_or(rest, |(_, behind)| behind.trim_start())
}

/// Whether `text` looks like the first line of a paragraph.
pub(in crate::cable::parse) fn opens(text: &str) -> bool {
    Numbered::read(text, Span::new(0, text.len())).is_some()
        || Marking::read(text, Span::new(0, text.len())).is_some()
}

/// Whether `text` begins with a mark and a number behind it: `(C) 1. Text`.
pub(in crate::cable::parse) fn is_counted(text: &str) -> bool {
    text.starts_with('(') && Numbered::read(text, Span::new(0, text.len())).is_some()
}

/// Whether `text` looks like the first line of a paragraph and carries a portion mark.
pub(in crate::cable::parse) fn opens_marked(text: &str) -> bool {
    Marking::read(text, Span::new(0, text.len())).is_some()
        || Numbered::read(text, Span::new(0, text.len())).is_some_and(|number| number.marking.is_some())
}
