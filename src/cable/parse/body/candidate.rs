//! The lines that could open a numbered paragraph.
//!
//! A line of running text can begin with a number too ("on November / 16. His aim ..."), lists inside a paragraph
//! count from 1 again, and releases leave gaps. So every line that could open a paragraph is first a [`Candidate`];
//! [`sequence`](super::sequence) then walks all of them and decides.

use std::collections::VecDeque;

use super::embedded;
use super::lettered::Items;
use super::list::signs;
use super::number::Numbered;
use super::numeral::Numeral;
use crate::cable::parse::head::{level, opening};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::{date, scan};
use crate::cable::{Marking, Span};

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
    /// Whether its number is one only by its place.
    pub(super) guessed: bool,
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
    let numeral = numeral(text, lines, from);
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
        let numbered = match numeral {
            Some(numeral) => numeral.read(text, line.text),
            None => Numbered::read(text, with_mark(text, line, lines.get(index + 1)))
                .or_else(|| Numeral::Bare.read(text, line.text).filter(|_| line.after_blank)),
        };
        if let Some(number) = numbered {
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
                guessed: number.guessed && numeral.is_none(),
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
    drop_unplaced(&mut found);
    found
}

/// Drops the numbers without a stop that do not stand between their neighbours.
fn drop_unplaced(candidates: &mut Vec<Candidate>) {
    let is_bare = |candidate: &Candidate| candidate.guessed && candidate.marking.is_none();
    let usual = candidates.iter().filter(|candidate| !is_bare(candidate));
    let mut usual: VecDeque<u32> = usual.map(|candidate| candidate.number).collect();
    let mut above = 0;
    candidates.retain(|candidate| {
        let number = candidate.number;
        let placed = if is_bare(candidate) {
            number == above + 1 && usual.front() == Some(&(number + 1))
        } else {
            usual.pop_front().is_some()
        };
        above = if placed { number } else { above };
        placed
    });
}

/// How the paragraphs are counted where nothing is in the usual way: by the number that the text begins with, when the
/// second is there too.
fn numeral(text: &str, lines: &[Line], from: usize) -> Option<Numeral> {
    let texts = || lines.iter().skip(from).filter(|line| line.role == Role::Text).map(|line| line.text);
    let first = texts().next()?;
    let counts = |numeral: &Numeral, span, wanted| {
        numeral.read(text, span).is_some_and(|found| found.number == wanted)
    };
    let numeral = Numeral::ALL.into_iter().find(|numeral| counts(numeral, first, 1))?;
    let second = numeral == Numeral::Bracketed || texts().any(|span| counts(&numeral, span, 2));
    let usual = || texts().filter_map(|span| Numbered::read(text, span));
    let styled = || texts().filter(|span| numeral.read(text, *span).is_some()).count();
    let rivalled = || usual().any(|other| other.marking.is_some()) || usual().count() * 2 > styled();
    (second && !rivalled()).then_some(numeral)
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
        below.role == Role::Text && (alone && marked(below) || wrapped && !below.after_blank)
    });
    Span::new(line.text.start, below.map_or(line.text.end, |below| below.text.end))
}

/// Whether a text that ends like this goes on with a number: the day of a month, the number of a paragraph, whatever
/// belongs to a word that ends no sentence.
pub(super) fn wants_number(before: &str) -> bool {
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
