//! What a release has blacked out: tokens that stay in the text, listed with their places.

use super::{Paragraph, Part, PartKind, Span};

/// A stretch of the text that a release has taken out: `XXXXXXXXXXXX`, `[NAME REMOVED]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The token that stands in its place.
    pub span: Span,
    /// The paragraph that it stands in: index into [`super::Cable::paragraphs`]; `None` in header and trailer.
    pub paragraph: Option<usize>,
}

/// Letters from which a run of `x` is a redaction even when words are glued to it, and between blanks.
const GLUED: usize = 6;
const ALONE: usize = 4;

/// The longest token in brackets, in bytes.
const LONGEST: usize = 80;

/// How the tokens in brackets end, in small letters.
const ENDINGS: [&str; 5] = [" removed]", " redacted]", " deleted]", " withheld]", "not declassified]"];

/// The redactions in the message; those of the wrapper are none of it.
pub(super) fn find(text: &str, parts: &[Part], paragraphs: &[Paragraph]) -> Vec<Redaction> {
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| part.kind != PartKind::Wrapper) {
        let mut at = part.span.start;
        while let Some(span) = next(text, Span::new(at, part.span.end)) {
            let after = paragraphs.partition_point(|paragraph| paragraph.span.start <= span.start);
            let holds = |&index: &usize| paragraphs.get(index).is_some_and(|it| it.span.contains(span.start));
            found.push(Redaction { span, paragraph: after.checked_sub(1).filter(holds) });
            at = span.end;
        }
    }
    found
}

/// The first redaction in `span`.
fn next(text: &str, span: Span) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = span.start;
    while let Some(found) = memchr::memchr3(b'X', b'x', b'[', &bytes[at..span.end]) {
        at += found;
        let length = match bytes[at] {
            b'X' | b'x' => {
                let run = bytes[at..span.end].iter().take_while(|byte| **byte == bytes[at]).count();
                let free = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
                let alone =
                    free(at.checked_sub(1).and_then(|before| bytes.get(before))) && free(bytes.get(at + run));
                if run >= GLUED || run >= ALONE && alone {
                    return Some(Span::new(at, at + run));
                }
                run
            }
            _ => match bracketed(&text[at..span.end]) {
                Some(length) => return Some(Span::new(at, at + length)),
                None => 1,
            },
        };
        at += length;
    }
    None
}

/// The bytes of the token in brackets that `text` begins with.
fn bracketed(text: &str) -> Option<usize> {
    let close = text.bytes().take(LONGEST).position(|byte| byte == b']')? + 1;
    let words: Vec<&str> = text.get(..close)?.split_whitespace().collect();
    let token = words.join(" ").to_ascii_lowercase();
    ENDINGS.iter().any(|ending| token.ends_with(ending)).then_some(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let part = Part { kind: PartKind::Paragraph, span: Span::new(0, text.len()) };
        find(text, &[part], &[]).iter().map(|redaction| &text[redaction.span.range()]).collect()
    }

    #[test]
    fn finds_runs_and_brackets() {
        assert_eq!(tokens("told XXXXXXXXXXXX that xxxx's"), ["XXXXXXXXXXXX", "xxxx"]);
        assert_eq!(tokens("by XXXXXXXXXXXXin May"), ["XXXXXXXXXXXX"]);
        assert_eq!(tokens("met [NAME\nREMOVED] in [place]"), ["[NAME\nREMOVED]"]);
        assert_eq!(tokens("[1 line not declassified] [Details removed]").len(), 2);
    }

    #[test]
    fn words_and_numerals_are_none() {
        for text in ["in Part XXX of", "MAXXXXIM", "the TAXXX", "[sic]", "[", "[removed by him]"] {
            assert_eq!(tokens(text), [""; 0], "{text}");
        }
    }
}
