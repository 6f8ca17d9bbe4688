//! Where a copy has run two lines of the header into one.

use super::{caption, label, level, transmission};
use crate::cable::parse::scan;
use crate::cable::{Marking, Span};

/// The byte at which the line that `text` begins with ends and the next one begins. `labelled` says whether a label
/// has been seen above, behind which the text of the message can begin.
pub(super) fn seam(text: &str, labelled: bool) -> Option<usize> {
    let captions = || caption::leading(text).filter(|_| level::first_line(text).is_none());
    let head = level::first_line_in(text).filter(|&end| end < text.len()).or_else(captions);
    let own = label::label(text);
    let from = own.map_or(0, |own| own.content);
    let inside = || {
        scan::word_starts(text).filter(|&at| at >= from).find(|&at| {
            label::is_glued(text, own, at) || is_tabbed(text, at) || labelled && is_first_paragraph(text, at)
        })
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

/// Whether paragraph 1 stands behind a field: `REF: OSLO 12 1. (C) Summary`.
fn is_first_paragraph(text: &str, at: usize) -> bool {
    if !text.as_bytes()[at..].starts_with(b"1.") || !text[..at].ends_with([' ', '\t', '¶']) {
        return false;
    }
    let mark = at + 2 + scan::blanks(&text[at + 2..]);
    text[mark..].starts_with('(') && Marking::read(text, Span::new(mark, text.len())).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = seam(rest, !pieces.is_empty()) {
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
