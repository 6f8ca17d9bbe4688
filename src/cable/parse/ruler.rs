//! Rulers: the lines of dashes that underline or box a heading.

use super::line::Line;
use super::scan;

/// The strokes a ruler is drawn with.
const STROKES: [u8; 4] = *b"-*=_";

/// Whether the whole of `text` is a ruler: `------`, `----- --`, `- - - -`, `=-=-=`.
pub(super) fn is_ruler(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(|byte| STROKES.contains(byte))
        && bytes.iter().all(|byte| STROKES.contains(byte) || *byte == b' ')
        && bytes.iter().filter(|byte| **byte != b' ').count() >= 3
}

/// Cuts a heading and its ruler apart where a copy has them on one line: `HEADLINES ----------`, `---- Summary ----`.
pub(super) fn separate(text: &str, line: Line, out: &mut Vec<Line>) {
    let printed = line.of(text);
    if printed.len() > 240 || is_ruler(printed) {
        out.push(line);
        return;
    }
    let lead = leading(printed);
    let tail = trailing(printed);
    let words = printed.get(lead..printed.len() - tail).map(str::trim).unwrap_or_default();
    // Dashes at one side only must be as many as a heading needs, or they are a bullet or a dash.
    let lone = lead == 0 || tail == 0;
    let drawn = lead.max(tail);
    let fits = words.bytes().any(|byte| byte.is_ascii_alphabetic()) && drawn >= if lone { 6 } else { 4 };
    if !fits || scan::digits(words) >= 5 {
        out.push(line);
        return;
    }
    let mut rest = line;
    if lead > 0 {
        let (ruler, heading) = rest.cut(text, line.text.start + lead);
        out.push(ruler);
        rest = heading;
    }
    if tail > 0 {
        let (heading, ruler) = rest.cut(text, line.text.end - tail);
        out.push(heading);
        rest = ruler;
    }
    out.push(rest);
}

/// Bytes of the ruler that `text` ends with, the blanks inside it included.
fn trailing(text: &str) -> usize {
    let drawn = text.trim_end_matches(|c: char| c == ' ' || c.is_ascii() && STROKES.contains(&(c as u8)));
    let ruler = text[drawn.len()..].trim_start();
    if longest(ruler) >= 4 { ruler.len() } else { 0 }
}

/// Bytes of the ruler that `text` begins with.
fn leading(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| c == ' ' || c.is_ascii() && STROKES.contains(&(c as u8)));
    let ruler = text[..text.len() - rest.len()].trim_end();
    if longest(ruler) >= 4 { ruler.len() } else { 0 }
}

/// The longest unbroken stroke of a ruler.
fn longest(ruler: &str) -> usize {
    ruler.split(' ').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        separate(text, line::split(text)[0], &mut out);
        out.iter().map(|line| line.of(text)).collect()
    }

    #[test]
    fn knows_rulers() {
        for text in ["---", "--------- ---", "- - - -", "*****", "=-=-="] {
            assert!(is_ruler(text), "{text}");
        }
        for text in ["--", "-- a", "", "a ----"] {
            assert!(!is_ruler(text), "{text}");
        }
    }

    #[test]
    fn cuts_heading_and_ruler_apart() {
        assert_eq!(cut("THE TALKS --------- --"), ["THE TALKS", "--------- --"]);
        assert_eq!(cut("------- Summary -------"), ["-------", "Summary", "-------"]);
        assert_eq!(cut("-- a bullet --"), ["-- a bullet --"]);
        assert_eq!(cut("he waited ----"), ["he waited ----"]);
        assert_eq!(cut("------------------270429Z 060566 /61"), ["------------------270429Z 060566 /61"]);
    }
}
