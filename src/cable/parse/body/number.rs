//! Paragraph numbers: what looks like one, and which of those that look like one are.
//!
//! A line of running text can begin with a number too ("on November / 16. His aim ..."), lists inside a paragraph
//! count from 1 again, and releases leave gaps. So every line that could open a paragraph is first a [`Candidate`];
//! [`sequence`](super::sequence) then walks all of them and decides.

use super::embedded;
use super::lettered::Items;
use super::list::signs;
use super::ruler;
use crate::cable::parse::head::{level, opening};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::{date, scan};
use crate::cable::{Marking, Span};

/// The longest line that is taken for a paragraph or two, in bytes.
const LONGEST: usize = 8000;

/// Columns that a heading without a ruler takes at most.
const SHORT: usize = 40;

/// A line that could open a numbered paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cable::parse) struct Candidate {
    /// Index of its line.
    pub(in crate::cable::parse) line: usize,
    pub(super) number: u32,
    pub(super) marking: Option<Marking>,
    /// Where its number or mark stands, a byte offset into the file.
    pub(in crate::cable::parse) start: usize,
    /// Where the text behind number and mark begins, a byte offset into the file.
    pub(in crate::cable::parse) text: usize,
    /// Whether a blank line or heading stands above it, or a page line behind the end of a sentence.
    pub(super) opens: bool,
    /// Whether a blank line stands above it; `None` behind a page line, whose blank lines mean nothing.
    pub(super) parted: Option<bool>,
    /// Whether the text above it ends a sentence or an embedded text, or there is none.
    pub(super) ended: bool,
    /// Whether the text above it ends with a word that its number belongs to: "on November".
    pub(super) wanted: bool,
    /// Whether it stands inside a printed line.
    pub(super) inside: bool,
    /// Whether no blank line parts it from the beginning of the text.
    pub(super) leads: bool,
    /// Whether one short line stands between it and a blank one: its heading.
    pub(super) headed: bool,
    /// Whether the text above it announces a list.
    pub(super) announced: bool,
    /// The line of the lettered item that it can belong to.
    pub(super) item: Option<usize>,
    /// The line that ends the embedded text that it stands in.
    pub(super) embedded: Option<usize>,
}

/// All candidates among `lines[from..]`.
pub(in crate::cable::parse) fn candidates(text: &str, lines: &[Line], from: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut embedded = embedded::ranges(text, lines, from).into_iter().peekable();
    let items = Items::of(text, lines, from);
    let mut above: Option<&Line> = None;
    let mut torn = false;
    let mut headed = false;
    let mut leads = true;
    let first = lines.iter().skip(from).find(|line| line.role == Role::Text);
    let addressed = first.is_some_and(|line| opening::announces(line.of(text)));
    for (index, line) in lines.iter().enumerate().skip(from) {
        match line.role {
            Role::Furniture => {
                torn = true;
                headed |= level::first_line(line.of(text)).is_some();
                continue;
            }
            Role::Text => leads &= above.is_none() || torn || !line.after_blank,
            _ => {
                (above, torn, headed) = (None, false, false);
                continue;
            }
        }
        if let Some(number) = Numbered::read(text, with_mark(text, line, lines.get(index + 1))) {
            let before = above.map_or("", |above| above.of(text));
            while embedded.next_if(|range| range.end <= index).is_some() {}
            let ended = before.is_empty()
                || scan::ends_sentence(before)
                || before.ends_with(':')
                || signs::turn(before) == Some(false);
            found.push(Candidate {
                line: index,
                number: number.number,
                marking: number.marking,
                start: line.text.start,
                text: number.text,
                // The blank lines around a page line mean nothing; behind a whole header a copy can begin anew.
                opens: if torn {
                    ended || headed && number.number == 1
                } else {
                    above.is_none() || line.after_blank
                },
                parted: (!torn).then_some(line.after_blank),
                ended,
                wanted: wants_number(before),
                inside: line.glued && !torn,
                leads,
                headed: above.is_some_and(|above| {
                    above.after_blank
                        && above.columns(text) <= SHORT
                        && before.starts_with(char::is_alphabetic)
                }),
                // "FOLLOWING FROM AMBASSADOR:" announces the whole message.
                announced: before.ends_with(':') && !(leads && addressed),
                item: items.above(lines, index),
                embedded: embedded.peek().filter(|range| range.contains(&index)).map(|range| range.end),
            });
        }
        above = Some(line);
        (torn, headed) = (false, false);
    }
    found
}

/// The line, with the one below it where the mark stands only there, behind a number that is alone on its line, or where
/// a bracket that opens behind the number closes only there: a list of countries that is wrapped.
fn with_mark(text: &str, line: &Line, below: Option<&Line>) -> Span {
    let printed = line.of(text);
    let opens = |open: usize| {
        let head = &printed[..open];
        !printed[open..].contains(')') && !head.contains(|c: char| c.is_alphabetic() || c == '(')
    };
    let numbered = printed.starts_with(|c: char| c.is_ascii_digit() || c == '(');
    let wrapped = numbered && printed.find('(').is_some_and(opens);
    let alone = numbered && printed.bytes().all(|byte| byte.is_ascii_digit() || b".) ".contains(&byte));
    let marked = |below: &Line| below.of(text).starts_with('(');
    let below = below.filter(|below| {
        (wrapped || alone && marked(below)) && below.role == Role::Text && !below.after_blank
    });
    Span::new(line.text.start, below.map_or(line.text.end, |below| below.text.end))
}

/// Whether a text that ends like this goes on with a number: the day of a month, the number of a paragraph, whatever
/// belongs to a word that ends no sentence.
fn wants_number(before: &str) -> bool {
    const WORDS: [&str; 38] = [
        "a",
        "about",
        "after",
        "an",
        "and",
        "article",
        "articles",
        "at",
        "before",
        "between",
        "by",
        "chapter",
        "for",
        "from",
        "in",
        "no",
        "number",
        "of",
        "on",
        "or",
        "over",
        "page",
        "para",
        "paragraph",
        "paragraphs",
        "paras",
        "resolution",
        "section",
        "since",
        "than",
        "that",
        "the",
        "through",
        "to",
        "under",
        "until",
        "unscr",
        "with",
    ];
    let word = before.rsplit(' ').next().unwrap_or_default();
    let plain = word.trim_end_matches('.');
    before.ends_with([',', '-', '/', '(', ';'])
        || date::month(word).is_some()
        || WORDS.iter().any(|wanting| wanting.eq_ignore_ascii_case(plain))
}

/// A number, its mark and where the text begins, read off one line.
struct Numbered {
    number: u32,
    marking: Option<Marking>,
    text: usize,
}

impl Numbered {
    fn read(text: &str, span: Span) -> Option<Self> {
        match text.as_bytes().get(span.start)? {
            b'0'..=b'9' => Self::number_first(text, span),
            b'(' => Self::mark_first(text, span),
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
