//! The words around a summary, comment or action request: `(C) Summary and Comment: ... End Summary and Comment.`

use std::ops::Range;

use crate::cable::parse::scan;
use crate::cable::{Marking, Span};

/// Bytes that the words of a frame take at most.
const LONGEST: usize = 60;
/// Words that stand beside the name of a part in its frame.
const BESIDE: [&str; 32] = [
    "AND",
    "OF",
    "WITH",
    "THE",
    "BEGIN",
    "EMBASSY",
    "POST",
    "MISSION",
    "CONSULATE",
    "AMBASSADOR",
    "CHARGE",
    "S",
    "EXECUTIVE",
    "INTRODUCTION",
    "BACKGROUND",
    "SUMMARY",
    "COMMENT",
    "COMMENTS",
    "NOTE",
    "ACTION",
    "REQUEST",
    "REQUESTS",
    "REQUESTED",
    "ANALYSIS",
    "ASSESSMENT",
    "CONCLUSION",
    "RECOMMENDATION",
    "RECOMMENDATIONS",
    "KEY",
    "POINTS",
    "CONTINUED",
    "CONT",
];

/// The bytes of the words that open `part` at the start of `text`, with the marks and signs around them: up to where
/// what they open begins.
pub(super) fn opening(text: &str, part: &str) -> Option<usize> {
    let start = mark(text, 0);
    let start = start + usize::from(text[start..].starts_with('('));
    // Nearly every paragraph is told by its first words.
    if !scan::contains(scan::head(&text[start..], LONGEST), part) {
        return None;
    }
    let end = phrase(text, start).filter(|&end| names(&text[start..end], part))?;
    let signs = text[end..].trim_start_matches([':', '.', '-', '–', '—', ' ']);
    Some(mark(text, text.len() - signs.len()))
}

/// Where `text` says that `part` ends, `END SUMMARY AND COMMENT.`, with the signs before it.
pub(super) fn closing(text: &str, part: &str) -> Option<usize> {
    // END is looked for by its last letter, which is the rarest.
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'D', b'd', bytes).filter_map(|at| at.checked_sub(2));
    let mut starts = ends.filter(|&at| bytes[at..at + 2].eq_ignore_ascii_case(b"EN"));
    let at = starts.find(|&at| {
        let apart = scan::starts_word(&text[at..], "END") && !text[..at].ends_with(char::is_alphanumeric);
        let start = at + 3 + if apart { scan::blanks(&text[at + 3..]) } else { 0 };
        apart && phrase(text, start).is_some_and(|end| names(&text[start..end], part))
    })?;
    Some(text[..at].trim_end_matches(|c: char| c.is_whitespace() || "(-".contains(c)).len())
}

/// The last stretch of `text` that stands in a frame of its own: `... (Comment: They may. End comment.) ...`.
pub(super) fn inside(text: &str, part: &str) -> Option<Range<usize>> {
    let mut opened = text.match_indices(':').filter_map(|(colon, _)| {
        let before = text[..colon].trim_end();
        let at = before.len().checked_sub(part.len())?;
        let named = before.get(at..)?.eq_ignore_ascii_case(part);
        let head = before[..at].trim_end();
        let bracket = head.ends_with('(');
        (named && (bracket || scan::ends_sentence(head))).then_some((colon + 1, bracket))
    });
    let (start, bracket) = opened.next_back()?;
    let rest = &text[start..];
    let close = closing(rest, part);
    let end = close.or_else(|| bracket.then(|| rest.find(')')).flatten()).unwrap_or(rest.len());
    Some(start + scan::blanks(rest)..start + end.max(scan::blanks(rest)))
}

/// Whether `phrase` is made of nothing but the name of `part` and words that may stand beside it.
fn names(phrase: &str, part: &str) -> bool {
    let words = || phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = phrase.char_indices().any(|(at, _)| scan::starts(&phrase[at..], part));
    named && words().all(is_beside)
}

fn is_beside(word: &str) -> bool {
    BESIDE.iter().any(|other| other.eq_ignore_ascii_case(word))
}

/// Where the phrase ends that begins at `start`: at a sign or with the text; `None` when it goes on for too long.
fn phrase(text: &str, start: usize) -> Option<usize> {
    let mut signs = text[start..].char_indices().take_while(|(at, _)| *at <= LONGEST);
    let ends = |&(at, c): &(usize, char)| {
        let rest = &text[start + at..];
        ":.;)–—\n".contains(c) || rest.starts_with("--") || rest.starts_with(" - ")
    };
    let sign = signs.find(ends).map(|(at, _)| start + at);
    sign.or_else(|| (text.len() - start <= LONGEST).then_some(text.len()))
}

/// One past the portion mark at `start` and the blanks behind it.
fn mark(text: &str, start: usize) -> usize {
    let marked = text[start..].starts_with('(');
    let marking = marked.then(|| Marking::read(text, Span::new(start, text.len()))).flatten();
    let end = marking.map_or(start, |marking| marking.span.end);
    end + scan::blanks(&text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_frame_opens() {
        for text in [
            "Summary: They met.",
            "(C) SUMMARY. They met.",
            "BEGIN SUMMARY: They met.",
            "Summary and Comment: (SBU) They met.",
            "Introduction and Summary -- They met.",
            "Summary/Action Request: They met.",
        ] {
            assert_eq!(opening(text, "SUMMARY").map(|at| &text[at..]), Some("They met."), "{text}");
        }
        for text in
            ["Summary executions rose: 12.", "They met. Summary: none.", "Summaries: all", "A summary of it"]
        {
            assert_eq!(opening(text, "SUMMARY"), None, "{text}");
        }
        assert_eq!(opening("SUMMARY", "SUMMARY"), Some(7));
        assert_eq!(opening("Action Requested: Please go.", "ACTION REQUEST"), Some(18));
    }

    #[test]
    fn finds_where_a_frame_closes() {
        for text in [
            "They met. End Summary.",
            "They met. END SUMMARY AND COMMENT",
            "They met. (End of Executive Summary)",
            "They met. --End summary.",
        ] {
            assert_eq!(closing(text, "SUMMARY").map(|end| &text[..end]), Some("They met."), "{text}");
        }
        for text in
            ["In the end summary trials went on.", "They met. End Comment.", "The weekend summary: none"]
        {
            assert_eq!(closing(text, "SUMMARY"), None, "{text}");
        }
    }

    #[test]
    fn finds_a_frame_inside_a_text() {
        for (text, found) in [
            ("They met. (Comment: It may help. End comment.) They left.", "It may help."),
            ("They met. (Comment: It may help.) They left.", "It may help."),
            ("They met. Comment: It may help. End Comment. They left.", "It may help."),
            ("They met. COMMENT: It may help.", "It may help."),
        ] {
            assert_eq!(inside(text, "COMMENT").map(|range| &text[range]), Some(found), "{text}");
        }
        assert_eq!(inside("He made no comment: he left.", "COMMENT"), None);
    }
}
