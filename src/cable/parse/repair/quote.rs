//! Quotation marks that a copy prints as `&` and `8`, or doubles.

/// How far behind an `&` its closing `8` is looked for, in bytes.
const REACH: usize = 600;

/// Where the `8` stands that closes the quotation opened by the `&` at `open`.
pub(super) fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let free = open == 0 || !bytes[open - 1].is_ascii_alphanumeric() && bytes[open - 1] < 0x80;
    let inside = bytes.get(open + 1..bytes.len().min(open + REACH))?;
    if !free || !inside.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
        return None;
    }
    let end = inside.iter().position(|byte| *byte == b'&').unwrap_or(inside.len());
    let closes = |at: usize| {
        let before = inside[at - 1];
        let after = bytes.get(open + 2 + at);
        inside[at] == b'8'
            && (before.is_ascii_alphabetic() || before >= 0x80 || b".,?!;)'".contains(&before))
            && !after.is_some_and(|byte| byte.is_ascii_alphanumeric())
    };
    (1..end).find(|&at| closes(at)).map(|at| open + 1 + at)
}

/// Whether the text doubles all its quotation marks, so that two of them stand for one.
pub(super) fn are_doubled(text: &str) -> bool {
    let mut rest = text.as_bytes();
    let mut doubled = false;
    while let Some(at) = memchr::memchr(b'"', rest) {
        let run = rest[at..].iter().take_while(|byte| **byte == b'"').count();
        if run % 2 == 1 {
            return false;
        }
        doubled = true;
        rest = &rest[at + run..];
    }
    doubled
}
