//! Where a copy has run two lines of the header into one.

use super::super::{Marking, Span};
use super::{caption, label, level, scan};

/// The byte at which the line that `text` begins with ends and the next one begins. `labelled` says whether a label
/// has been seen above, behind which the text of the message can begin.
pub(super) fn seam(text: &str, labelled: bool) -> Option<usize> {
    let glued = label::glued(text);
    let head = &text[..glued.unwrap_or(text.len())];
    let found = tabbed(head)
        .or_else(|| level::first_line_in(head).filter(|&end| end < head.len()))
        .or_else(|| caption::leading(head))
        .or_else(|| labelled.then(|| first_paragraph(head)).flatten());
    found.or(glued)
}

/// The first line of the message in the last field of an archive row: `... ROUTINE<tab>UNCLAS OSLO 000123`.
pub(super) fn tabbed(text: &str) -> Option<usize> {
    let mut tabs = text.match_indices('\t').map(|(at, _)| at + 1);
    tabs.find(|&at| text[at..].starts_with("VZCZ") || level::first_line_in(&text[at..]).is_some())
}

/// Paragraph 1 behind a field: `REF: OSLO 12 1. (C) Summary`.
fn first_paragraph(text: &str) -> Option<usize> {
    text.match_indices("1.").map(|(at, _)| at).find(|&at| {
        let free = at > 0 && text[..at].ends_with([' ', '\t', '¶']);
        let mark = at + 2 + scan::blanks(&text[at + 2..]);
        free && text[mark..].starts_with('(') && Marking::read(text, Span::new(mark, text.len())).is_some()
    })
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
