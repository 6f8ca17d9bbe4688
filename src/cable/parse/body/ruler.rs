//! Rulers: the lines of dashes that underline or box a heading.

use super::title;
use crate::cable::parse::line::Line;
use crate::cable::parse::scan;

/// The strokes a ruler is drawn with.
const STROKES: [u8; 4] = *b"-*=_";

/// Whether the whole of `text` is a ruler: `------`, `----- --`, `- - - -`, `=-=-=`.
pub(in crate::cable::parse) fn is_ruler(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(|byte| STROKES.contains(byte))
        && bytes.iter().all(|byte| STROKES.contains(byte) || *byte == b' ')
        && bytes.iter().filter(|byte| **byte != b' ').count() >= 3
}

/// Whether `text` ends with a ruler, whatever stands before it.
pub(super) fn ends(text: &str) -> bool {
    text.as_bytes().last().is_some_and(|byte| STROKES.contains(byte)) && trailing(text) > 0
}

/// Strokes in a row that make a ruler even in the middle of a long line.
const UNMISTAKABLE: usize = 10;
/// The longest line that can be a heading with its ruler, in bytes.
const LONGEST: usize = 240;
/// Bytes from which a line can be the end of a paragraph with a heading and its ruler.
const REFLOWED: usize = 80;

/// Cuts a heading and its ruler apart where a copy has them on one line: `HEADLINES ----------`, `---- Summary ----`,
/// or has run both into a paragraph.
pub(super) fn separate(text: &str, line: Line, out: &mut Vec<Line>) {
    let printed = line.of(text);
    if let Some((heading, ruler)) = measured(printed) {
        let (head, ruled) = line.cut(text, line.text.start + heading);
        let (heading, ruler) = ruled.cut(text, line.text.start + ruler);
        out.extend([head, heading.parted(true), ruler]);
        return;
    }
    let run_in = || inner(printed).is_some_and(|(start, _)| start > 0);
    // A box stands behind a sentence and is followed by its heading.
    let boxed = || {
        inner(printed).is_some_and(|(start, end)| {
            end < printed.len() && scan::ends_sentence(printed[..start].trim_end())
        })
    };
    if printed.len() <= REFLOWED && !boxed() || printed.len() <= LONGEST && !run_in() {
        short(text, line, out);
        return;
    }
    let mut rest = line;
    while let Some((start, end)) = inner(rest.of(text)) {
        let (above, below) = rest.cut(text, rest.text.start + end);
        let (head, ruler) = above.cut(text, above.text.start + start);
        let boxed = inner(below.of(text)).is_some_and(|(next, _)| (1..=LONGEST).contains(&next));
        let titled = !head.text.is_empty() && above_ruler(text, head, out) && !boxed;
        // What a copy has put on one line had lines of its own.
        out.push(ruler.parted(!titled));
        rest = below.parted(true);
    }
    if !rest.text.is_empty() {
        out.push(rest);
    }
}

/// Where the heading and the ruler begin that a copy has run into the end of a sentence: there a heading of one word is
/// known by a ruler as long as itself, or nearly.
fn measured(printed: &str) -> Option<(usize, usize)> {
    let ruler = ends(printed).then(|| printed.len() - trailing(printed))?;
    let words = printed[..ruler].trim_end();
    let columns = scan::columns(&printed[ruler..]);
    let begins = |columns: usize| {
        let (at, _) = words.char_indices().nth_back(columns.checked_sub(1)?)?;
        title::is_run_on(words[..at].strip_suffix(' ')?.trim_end(), &words[at..]).then_some(at)
    };
    let nearly = [columns, columns + 1, columns.saturating_sub(1), columns + 2, columns.saturating_sub(2)];
    nearly.into_iter().find_map(begins).map(|at| (at, ruler))
}

/// Appends what stands before a ruler in a long line, and whether that ends in the heading of the ruler.
fn above_ruler(text: &str, line: Line, out: &mut Vec<Line>) -> bool {
    let Some(at) = title::run_on(line.of(text)) else {
        out.push(line);
        return line.text.len() <= LONGEST && !scan::ends_sentence(line.of(text));
    };
    let (head, heading) = line.cut(text, line.text.start + at);
    out.push(head);
    out.push(heading.parted(true));
    true
}

/// Where in a long line a ruler stands, the strokes behind a blank included.
fn inner(printed: &str) -> Option<(usize, usize)> {
    let bytes = printed.as_bytes();
    // So many strokes in a row hold one whose place is a multiple of their number.
    for at in (UNMISTAKABLE - 1..bytes.len()).step_by(UNMISTAKABLE) {
        let stroke = bytes[at];
        if !STROKES.contains(&stroke) {
            continue;
        }
        let before = bytes[..at].iter().rev().take_while(|byte| **byte == stroke).count();
        let run = before + bytes[at..].iter().take_while(|byte| **byte == stroke).count();
        if run >= UNMISTAKABLE {
            let start = at - before;
            let drawn =
                bytes[start..].iter().take_while(|byte| STROKES.contains(byte) || **byte == b' ').count();
            return Some((start, start + printed[start..start + drawn].trim_end().len()));
        }
    }
    None
}

/// Cuts a line that is short enough to be a heading.
fn short(text: &str, line: Line, out: &mut Vec<Line>) {
    let printed = line.of(text);
    let edges = [printed.as_bytes().first(), printed.as_bytes().last()];
    let drawn = edges.iter().flatten().any(|byte| STROKES.contains(byte));
    if !drawn || is_ruler(printed) {
        out.push(line);
        return;
    }
    let lead = leading(printed);
    let tail = trailing(printed);
    let words = printed.get(lead..printed.len() - tail).map(str::trim).unwrap_or_default();
    // Dashes at one side only must be as many as a heading needs, or they are a bullet or a dash.
    let lone = lead == 0 || tail == 0;
    let drawn = lead.max(tail);
    let least = if lone { scan::columns(words).clamp(4, 6) } else { 3 };
    let fits = words.bytes().any(|byte| byte.is_ascii_alphabetic()) && drawn >= least;
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
    if longest(ruler) >= 3 { ruler.len() } else { 0 }
}

/// Bytes of the ruler that `text` begins with.
fn leading(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| c == ' ' || c.is_ascii() && STROKES.contains(&(c as u8)));
    let ruler = text[..text.len() - rest.len()].trim_end();
    if longest(ruler) >= 3 { ruler.len() } else { 0 }
}

/// The longest unbroken stroke of a ruler.
fn longest(ruler: &str) -> usize {
    ruler.split(' ').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::parse::line;

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
