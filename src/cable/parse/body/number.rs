//! Paragraph numbers: what looks like one.

use super::{candidate, ruler, title};
use crate::cable::parse::line::Line;
use crate::cable::parse::scan;
use crate::cable::{Marking, Span};

/// Bytes behind a heading in capitals that show whether the text itself is in capitals.
const NEAR: usize = 80;

/// A number, its mark and where the text begins, read off one line.
pub(super) struct Numbered {
    pub(super) number: u32,
    pub(super) marking: Option<Marking>,
    pub(super) text: usize,
    /// Whether the number is one only by its place: a machine that reads print has taken digits for letters, or lost the stop.
    pub(super) guessed: bool,
}

impl Numbered {
    /// Reads what the text at `span` begins with.
    pub(super) fn read(text: &str, span: Span) -> Option<Self> {
        match text.as_bytes().get(span.start)? {
            b'0'..=b'9' => Self::number_first(text, span).or_else(|| Self::misread(text, span)),
            b'(' => Self::mark_first(text, span),
            b'l' | b'S' | b'I' => Self::misread(text, span),
            // What a copy has left of the sign for a paragraph.
            b'#' => {
                Self::read(text, Span::new(span.start + 1, span.end)).filter(|found| found.marking.is_some())
            }
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
        let stops =
            rest.trim_start_matches(['.', ')', ',', ':', '-', ' ', '\t', '\u{a0}', '\u{200b}', '\r', '\n']);
        let marking = Marking::read(text, Span::new(span.end - stops.len(), span.end));
        let spaced = after.is_empty()
            || after.starts_with(char::is_whitespace)
            || after.starts_with(char::is_uppercase);
        if marking.is_none() && !(dot && spaced) {
            return None;
        }
        let end = marking.as_ref().map_or(span.start + behind, |marking| marking.span.end);
        Some(Self { number, text: text_start(text, end, span.end), marking, guessed: false })
    }

    /// `l. (C) Text`, `S. (C) Text`, `1O. (C) Text`: a machine that reads print has taken digits for letters.
    fn misread(text: &str, span: Span) -> Option<Self> {
        let (printed, rest) = text[span.range()].split_at_checked(3)?;
        let stop = printed.find('.').filter(|&stop| stop > 0)?;
        let token = &printed[..stop];
        let mut digits = token.bytes().map(|byte| match byte {
            b'l' | b'I' => Some(1),
            b'O' | b'o' => Some(0),
            b'S' => Some(5),
            b'B' => Some(8),
            digit => char::from(digit).to_digit(10),
        });
        let number =
            digits.try_fold(0, |number, digit| Some(number * 10 + digit?)).filter(|&number| number > 0)?;
        // One letter alone could be that of an item.
        if !["l", "S"].contains(&token) && !token.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let behind = span.end - rest.len() - (printed.len() - stop - 1);
        let mark = behind + scan::blanks(&text[behind..span.end]);
        let marking =
            text[mark..span.end].starts_with('(').then(|| Marking::read(text, Span::new(mark, span.end)));
        let marking = marking.flatten()?;
        let text = text_start(text, marking.span.end, span.end);
        Some(Self { number, text, marking: Some(marking), guessed: true })
    }

    /// `(C) 1. Text`.
    fn mark_first(text: &str, span: Span) -> Option<Self> {
        let marking = Marking::read(text, span)?;
        let at = marking.span.end + scan::blanks(&text[marking.span.end..span.end]);
        let rest = &text[at..span.end];
        let (number, width) = number(rest)?;
        let dot = rest[width..].starts_with(['.', ')'])
            && !rest[width + 1..].starts_with(|c: char| c.is_ascii_digit());
        let text = text_start(text, at + width + 1, span.end);
        dot.then_some(Self { number, text, marking: Some(marking), guessed: false })
    }
}

/// The paragraph number that `text` begins with: one to three digits, no leading zero.
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
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
/// heading: `... ends. 2. (C) We`, `COMMENT ------- 2. (C) We`. `run_together` says that the copy has no line ends.
pub(super) fn inside(text: &str, line: &Line, run_together: bool) -> Option<usize> {
    let printed = line.of(text);
    let bytes = printed.as_bytes();
    if !line.signs.have_closing() {
        return None;
    }
    let current = Numbered::read(text, line.text).map_or(0, |current| current.number);
    let mut from = 1;
    while let Some(open) = memchr::memchr(b'(', bytes.get(from..)?).map(|at| at + from) {
        from = open + 1;
        let head = printed[..open].trim_end();
        let number = head.trim_end_matches(['.', ')']);
        let plain = number.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &number[plain.len()..];
        let mark = Span::new(line.text.start + open, line.text.end);
        // A copy can have lost the blank, or the stop, but not both.
        let stopped = number.len() < head.len();
        let parted = plain.ends_with(|c: char| c.is_whitespace() || c == '¶') || stopped;
        if !(1..=3).contains(&digits.len()) || !parted {
            continue;
        }
        let above = plain.trim_end_matches(|c: char| c.is_whitespace() || c == '¶');
        let telling = || scan::has_small(scan::head(&printed[open..], NEAR));
        let headed = || title::heads(above, line.after_blank && telling()).is_some();
        // In a copy without line ends the next number needs no sentence to end above it: a heading can stand there.
        let next = || {
            let ahead = digits.parse().is_ok_and(|number: u32| (current + 1..=current + 3).contains(&number));
            run_together && current > 0 && ahead && !candidate::wants_number(above)
        };
        if (scan::ends_sentence(above) || ruler::ends(above) || stopped && (headed() || next()))
            && Marking::read(text, mark).is_some()
        {
            return Some(line.text.start + plain.len());
        }
    }
    None
}

/// Where inside a line that is a whole paragraph without a mark the next one begins: `... (PSOL) 9. This`. Behind a mark
/// another one is looked for only in a copy without line ends, or where the mark is that of the entire text. `following`
/// are the lines below: where one of them has the number, it is not in this line.
pub(in crate::cable::parse) fn inside_unmarked(
    text: &str,
    line: Span,
    following: &[Line],
    run_together: bool,
) -> Option<usize> {
    let first = Numbered::read(text, line)?;
    let printed = &text[line.range()];
    let marked = first.marking.is_some();
    if !run_together && first.marking.is_some_and(|marking| marking.scope.is_none()) {
        return None;
    }
    let next = first.number + 1;
    let taken = |line: &Line| Numbered::read(text, line.text).is_some_and(|other| other.number == next);
    let sought = format!(" {next}. ");
    let opens = |&(at, _): &(usize, &str)| {
        let (head, tail) = (&printed[..at], &printed[at + sought.len()..]);
        (scan::ends_sentence(head) || head.ends_with(')')) && tail.starts_with(char::is_uppercase)
    };
    let (at, _) = printed.match_indices(&sought).find(opens)?;
    // A list that has come as far as the paragraphs has had the number of this one as well.
    let own = format!(" {}. ", first.number);
    let listed = marked && memchr::memmem::find(&printed.as_bytes()[..at], own.as_bytes()).is_some();
    (!listed && !following.iter().any(taken)).then_some(line.start + at + 1)
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
