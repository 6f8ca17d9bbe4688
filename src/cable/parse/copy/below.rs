//! What a page prints below the message: the comments of its readers, links to other pages, its own name.

use super::begins;
use crate::cable::parse::body::{number, tail};
use crate::cable::parse::head::level;
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Lines from the end among which the page's own are looked for.
const REACH: usize = 2000;
/// Longest line that opens the page's own, in bytes.
const SHORT: usize = 80;

/// How the first of the page's own lines begins, in small letters.
const OPENINGS: [&str; 22] = [
    "posted by ",
    "posted in ",
    "posted on ",
    "filed under",
    "publicado por ",
    "publicado en ",
    "publi\u{e9} par ",
    "share this",
    "share on ",
    "share to ",
    "compartir ",
    "email this",
    "related posts",
    "related articles",
    "entradas ",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "older post",
    "newer post",
    "labels: ",
    "etiquetas: ",
];

/// Gives the lines below the end of the message to the copy: below a mark that ends it, else below the first line that
/// only a page prints. A message without either ends with its signature, which is found later.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    let start = below_mark(text, lines).or_else(|| below_text(text, lines)).unwrap_or(lines.len());
    for line in &mut lines[start..] {
        // A banner and the like still belong to the message.
        if !tail::is_end(line.of(text)) {
            line.role = Role::Wrapper;
        }
    }
}

/// The line behind the last mark that ends a message, when no message goes on there.
fn below_mark(text: &str, lines: &[Line]) -> Option<usize> {
    let could = |line: &Line| line.of(text).starts_with(['>', '#', '<', '=', '-', '*', '@', 'B', 'N']);
    let end = lines.iter().rposition(|line| ours(line) && could(line) && tail::closes(line.of(text)))?;
    // Some marks stand above a message as well.
    let sure = scan::contains(lines[end].of(text), "end of document");
    let over = !lines[end + 1..].iter().any(|line| goes_on(text, line));
    (over && (sure || is_message(text, &lines[..end]))).then_some(end + 1)
}

/// The first line of the page's own behind the last paragraph of the message.
fn below_text(text: &str, lines: &[Line]) -> Option<usize> {
    let from = lines.len().saturating_sub(REACH);
    let last = lines[from..].iter().rposition(|line| goes_on(text, line)).map_or(from, |at| from + at + 1);
    let opens = |line: &Line| ours(line) && is_opening(line.of(text));
    // Without a blank line above it, another of the page's own must stand below.
    let below = |index: usize| lines[index].after_blank || lines.get(index + 1).is_some_and(opens);
    let start = (last..lines.len()).find(|&index| opens(&lines[index]) && below(index))?;
    is_message(text, &lines[..start]).then_some(start)
}

/// `Posted by Holm at 9:00`, `No comments:`, `2 comentarios`.
fn is_opening(printed: &str) -> bool {
    let mut words = printed.split_whitespace();
    let count =
        words.next().is_some_and(|word| scan::digits(word) == word.len() || scan::is_words(word, "no"));
    let mut comments =
        || words.next().is_some_and(|word| scan::starts(word, "comment") || scan::starts(word, "comentario"));
    printed.len() <= SHORT
        && !printed.ends_with('.')
        && (count && comments() || OPENINGS.iter().any(|opening| scan::starts(printed, opening)))
}

fn ours(line: &Line) -> bool {
    line.role == Role::Text
}

/// Whether a message goes on with the line.
fn goes_on(text: &str, line: &Line) -> bool {
    ours(line) && (begins(line.of(text)) || number::opens_marked(line.of(text)))
}

/// Whether the lines hold a message.
fn is_message(text: &str, lines: &[Line]) -> bool {
    let sign = |line: &Line| {
        let printed = line.of(text);
        level::first_line(printed).is_some() || number::opens_marked(printed)
    };
    lines.iter().any(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_lines_of_a_page() {
        for line in
            ["Posted by Holm at 9:00 AM", "No comments:", "2 comentarios:", "Newer Post Older Post Home"]
        {
            assert!(is_opening(line), "{line}");
        }
        for line in ["Posted by the ministry, the list is long.", "2 talks", "Share of exports"] {
            assert!(!is_opening(line), "{line}");
        }
    }
}
