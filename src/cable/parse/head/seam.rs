//! Where a copy has run two lines of the header into one.

use super::transmission::{self, Wire};
use super::{caption, classifier, label, level};
use crate::cable::parse::body::{number, ruler};
use crate::cable::parse::scan;
use crate::cable::{Field, Marking, Span};

/// Bytes of a line of the transmission by which it is known.
const LINE: usize = 24;
/// The longest paragraph behind which the next one is looked for, in bytes.
const PARAGRAPH: usize = 2048;
/// The longest transmission header that a message on one line has, in bytes.
const HEADER: usize = 8192;
/// The words in front of addresses.
const ADDRESSES: [&str; 3] = ["FM", "TO", "INFO"];

/// How far down the header a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Above the first line of the message, among the lines of the transmission.
    Transmission,
    /// Below it.
    Message,
    /// Below a label, behind which the text of the message can begin.
    Labelled,
}

/// The byte at which the line that `text` begins with ends and the next one begins.
pub(super) fn seam(text: &str, stage: Stage) -> Option<usize> {
    let first = level::first_line_in(text);
    let captions = || caption::leading(text).filter(|_| level::first_line(text).is_none());
    let head = first.filter(|&end| end < text.len()).or_else(captions);
    let own = label::label(text);
    let from = own.map_or(0, |own| own.content);
    let inside = || {
        // What a field and the lines behind it can hold stands near its beginning.
        let begins = |at: usize| match stage {
            _ if at > from + HEADER => false,
            Stage::Transmission => own.is_none() && first.is_none() && is_transmitted(text, at),
            Stage::Message => false,
            Stage::Labelled => is_first_paragraph(text, at, from) || own.is_some() && is_ruled(&text[at..]),
        };
        scan::word_starts(text)
            .filter(|&at| at >= from)
            .find(|&at| label::is_glued(text, own, at) || is_tabbed(text, at) || begins(at))
    };
    head.or_else(inside)
}

/// Whether the last field of an archive row holds the beginning of the message: `... ROUTINE<tab>UNCLAS OSLO 000123`.
pub(super) fn is_row(text: &str) -> bool {
    scan::word_starts(text).any(|at| is_tabbed(text, at))
}

fn is_tabbed(text: &str, at: usize) -> bool {
    text.as_bytes()[at - 1] == b'\t'
        && (transmission::is_channel(&text[at..]) || level::first_line_in(&text[at..]).is_some())
}

/// Whether at the byte `at` another line of the transmission begins, or the first one of the message: a copy without line
/// ends has run them together. `TO RUEHC/SECSTATE WASHDC INFO RUEHCP/AMEMBASSY COPENHAGEN`.
fn is_transmitted(text: &str, at: usize) -> bool {
    let (above, rest) = text.split_at(at);
    let route = || {
        let word = scan::head(rest, LINE).split_once('/');
        word.is_some_and(|(route, _)| transmission::is_route(route))
    };
    // Precedences stand in a row, and the first addressee behind its word.
    let dated = || transmission::wire(scan::head(text, LINE)) == Some(Wire::Date);
    match rest.as_bytes().first() {
        Some(b'R') if route() => !ADDRESSES.contains(&above.trim()),
        Some(b'C' | b'L' | b'S' | b'T' | b'U') if is_message(rest) => true,
        Some(b'D' | b'F' | b'I' | b'O' | b'P' | b'R' | b'T' | b'Z' | b'0'..=b'3') => {
            let line = scan::head(rest, LINE);
            match transmission::wire(line) {
                Some(Wire::Date) => !dated(),
                Some(Wire::From | Wire::To | Wire::Info) => true,
                _ => transmission::is_routing(line),
            }
        }
        _ => false,
    }
}

/// The first line of the message whose header and text a copy has run together on one line.
pub(in crate::cable::parse) fn run_together(text: &str) -> Option<level::FirstLine> {
    let head = scan::head(text, HEADER);
    let opens = transmission::wire(scan::head(text, LINE)).is_some() || level::first_line_in(text).is_some();
    let mut starts = std::iter::once(0).chain(scan::word_starts(head)).filter(|_| opens);
    let at = starts.find(|&at| is_message(&text[at..]))?;
    let rest = &text[at..];
    let (line, end) = level::read(rest)?;
    label::glued(scan::head(&rest[end..], HEADER)).is_some().then_some(line)
}

/// Whether a message begins with `rest`: with a first line whose number is padded, or with one that its labels follow.
fn is_message(rest: &str) -> bool {
    let labelled = || level::read(rest).is_some_and(|(_, end)| label::is_sure(rest[end..].trim_start()));
    level::first_line_in(rest).is_some() || labelled()
}

/// Whether the text stands behind a field whose content begins at `from`, with paragraph 1, or the one behind that of the
/// classifier: `REF: OSLO 12 1. (C) Summary`. Without a mark the second must follow, or the classifier, and it is not the first
/// thing that the field says.
fn is_first_paragraph(text: &str, at: usize, from: usize) -> bool {
    let bytes = text.as_bytes();
    let [number @ (b'1' | b'2'), b'.', ..] = bytes[at..] else { return false };
    if !text[..at].ends_with([' ', '\t', '¶']) {
        return false;
    }
    let mark = at + 2 + scan::blanks(&text[at + 2..]);
    let marked = || Marking::read(text, Span::new(mark, text.len())).is_some();
    if number == b'2' {
        return marked() && classifier::reason(scan::head(&text[..at], PARAGRAPH)).is_some();
    }
    let near = scan::head(&text[at..], PARAGRAPH);
    let follows = || number::inside_unmarked(near, Span::new(0, near.len()), &[], false).is_some();
    let classifies = || label::label(&text[mark..]).is_some_and(|label| label.field == Field::ClassifiedBy);
    marked() || at > from && (classifies() || follows())
}

/// Whether the heading of the text stands behind a field with its ruler: `... 1.4 (b). ------- SUMMARY -------`.
pub(super) fn is_ruled(rest: &str) -> bool {
    rest.starts_with("-----") && !ruler::is_ruler(scan::head(rest, PARAGRAPH))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        let mut rest = text;
        let stage = |pieces: &[&str]| if pieces.is_empty() { Stage::Message } else { Stage::Labelled };
        while let Some(at) = seam(rest, stage(&pieces)) {
            pieces.push(rest[..at].trim());
            rest = &rest[at..];
        }
        pieces.push(rest.trim());
        pieces
    }

    #[test]
    fn takes_a_flattened_header_apart() {
        let text = "UNCLAS SECTION 01 OF 02 OSLO 000123 SIPDIS DEPT FOR EUR E.O. 12958: N/A TAGS: PREL, NO \
                    SUBJECT: TALKS REF: OSLO 1 1. (U) The talks.";
        assert_eq!(
            pieces(text),
            [
                "UNCLAS SECTION 01 OF 02 OSLO 000123 SIPDIS",
                "DEPT FOR EUR",
                "E.O. 12958: N/A",
                "TAGS: PREL, NO",
                "SUBJECT: TALKS",
                "REF: OSLO 1",
                "1. (U) The talks.",
            ]
        );
    }

    #[test]
    fn finds_the_first_line_in_an_archive_row() {
        assert_eq!(
            pieces("CIA WASHDC PRIORITY\tS E C R E T OSLO 000123"),
            ["CIA WASHDC PRIORITY", "S E C R E T OSLO 000123"]
        );
    }

    #[test]
    fn leaves_whole_lines_whole() {
        for text in
            ["UNCLAS OSLO 000123 SIPDIS", "SECRET AGENTS 007 RETURN", "SUBJECT: LAW 1. (ENACTED) OR NOT"]
        {
            assert_eq!(pieces(text), [text]);
        }
    }
}
