//! The end of the message: adverts, the signature, end marks, and what a web page printed below.

mod signature;

use std::ops::Range;

use super::ruler::is_ruler;
use crate::cable::parse::copy::wrapper;
use crate::cable::parse::head::{caption, level};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Lines of the tallest box around an advert.
const TALLEST: usize = 12;

/// Marks trailer, signature and what follows in `lines[from..]`, where `from` is the line behind which the last
/// paragraph begins. Cuts a signature off the end of the text that a copy has run it into.
pub(in crate::cable::parse) fn mark(text: &str, lines: &mut Vec<Line>, from: usize) {
    let signature = signature::mark(text, lines, from).or_else(|| {
        // Some posts print the advert below the signature.
        let whole = lines.len();
        mark_adverts(text, lines, from, whole).then(|| signature::mark(text, lines, from)).flatten()
    });
    mark_ends(
        text,
        lines,
        signature.as_ref().map_or(from, |signature| signature.end - 1),
        signature.is_some(),
    );
    let end = signature.map_or(lines.len(), |signature| signature.start);
    mark_adverts(text, lines, from, end);
}

/// Marks what follows the last line of the message at `from`: the banner is its trailer, end marks are furniture.
/// Anything else is the wrapper's when the message is known to be `complete`, and still text otherwise.
fn mark_ends(text: &str, lines: &mut [Line], from: usize, complete: bool) {
    for line in lines.iter_mut().skip(from + 1).rev() {
        let printed = line.of(text);
        line.role = match line.role {
            Role::Text | Role::Furniture if level::is_banner(printed) || is_group_code(printed) => {
                Role::Trailer
            }
            Role::Text if is_end(printed) => Role::Furniture,
            Role::Text if complete => Role::Wrapper,
            Role::Furniture | Role::Wrapper | Role::Ruler | Role::Trailer => line.role,
            _ => break,
        };
    }
}

/// Marks that only a machine prints at the end of a message, even where another copy of it follows.
pub(in crate::cable::parse) fn is_end_mark(printed: &str) -> bool {
    let marks = printed.trim_start_matches(['>', ' ', '#', '<']);
    ["BT", "NNN", "NNNN", "@@@OASYS@@@"].contains(&marks)
        || printed.starts_with('#') && !marks.is_empty() && scan::digits(marks) == marks.len()
        || printed.starts_with('>') && scan::contains(printed, "classification: ")
        || printed.starts_with('=') && scan::contains(printed, "cable ends")
}

/// Whether a copy prints nothing of the message below the line.
pub(in crate::cable::parse) fn closes(printed: &str) -> bool {
    is_end_mark(printed)
        || printed.starts_with(['<', '>', '=', '-', '*']) && scan::contains(printed, "end of document")
}

/// BT, NNNN, banners, stamps, dump marks: lines that can stand behind the signature.
pub(in crate::cable::parse) fn is_end(printed: &str) -> bool {
    let stamp = || {
        scan::starts(printed, "declassified/released")
            || scan::contains(printed, "classification: ")
            || scan::contains(printed, "end of document")
    };
    printed.trim_matches(['>', ' ', '#', '<']).is_empty()
        || is_end_mark(printed)
        || printed.split_whitespace().next().and_then(wrapper::id).is_some()
        || level::is_banner(printed)
        || caption::is_caption(printed)
        || stamp()
}

/// `GP-3`: the downgrading group of the 1960s.
fn is_group_code(printed: &str) -> bool {
    printed.len() == 4 && printed.starts_with("GP-") && scan::digits(&printed[3..]) == 1
}

/// What a post prints between the text and the signature: a group code, "MINIMIZE CONSIDERED".
fn is_remark(printed: &str) -> bool {
    is_group_code(printed) || printed.len() <= 60 && scan::contains(printed, "minimize considered")
}

/// Marks what stands between the last blank lines of the text and `end`, or in a box there, when it is an advert. Says
/// whether there is any.
fn mark_adverts(text: &str, lines: &mut [Line], from: usize, mut end: usize) -> bool {
    let mut marked = false;
    loop {
        let is_left = |&index: &usize| matches!(lines[index].role, Role::Text | Role::Ruler);
        let Some(last) = (from + 1..end).rev().find(is_left) else { return marked };
        let begins = |&index: &usize| lines[index].after_blank;
        let below_blank = (from + 1..=last).rev().take(8).find(begins);
        let boxed = box_start(text, lines, from + 1..last + 1);
        let is_advert = |&first: &usize| is_left(&first) && is_advert(text, &lines[first..=last]);
        let Some(first) = boxed.into_iter().chain(below_blank).find(is_advert) else { return marked };
        for line in &mut lines[first..=last] {
            line.role = if is_ruler(line.of(text)) { Role::Ruler } else { Role::Trailer };
        }
        marked = true;
        end = first;
    }
}

/// The first ruler of the box that ends with the last of the lines in `range`; a long ruler is wrapped over two lines.
fn box_start(text: &str, lines: &[Line], range: Range<usize>) -> Option<usize> {
    let drawn = |&index: &usize| is_ruler(lines[index].of(text));
    range.clone().next_back().filter(drawn)?;
    let inside = range.clone().rev().take(TALLEST).find(|index| !drawn(index))?;
    let above = (range.start..inside).rev().take(TALLEST).find(drawn)?;
    (range.start..=above).rev().take_while(drawn).last()
}

/// What names a web site.
const SITES: [&str; 7] = ["http:", "https:", "www.", "web site", "website", "siprnet", "intellipedia"];
/// How an advert begins, in small letters.
const OPENINGS: [&str; 14] = [
    "visit",
    "please visit",
    "for more",
    "this cable",
    "to view",
    "to read",
    "read ",
    "http",
    "see our",
    "classified",
    "additional reporting",
    "all reporting",
    "past ",
    "more reporting",
];

/// An advert for a web site, a group code, a remark on transmission.
fn is_advert(text: &str, lines: &[Line]) -> bool {
    let words = |printed: &&str| !is_ruler(printed);
    let Some(first) = lines.iter().map(|line| line.of(text)).find(words) else { return false };
    let first = first.trim_start_matches(['"', '“', '(', '*', ' ']);
    let names = |signs: &[&str]| {
        let mut short = lines.iter().map(|line| line.of(text)).filter(|printed| printed.len() < 400);
        short.any(|printed| signs.iter().any(|sign| scan::contains(printed, sign)))
    };
    let invites = || OPENINGS.iter().any(|opening| scan::starts(first, opening));
    // Nothing but an advert ends with an address on the department's own net; a sentence that names one goes on.
    let on_own_net = || {
        let mut words = lines.last().map_or("", |line| line.of(text)).split_whitespace();
        let first = words.next();
        first.into_iter().chain(words.next_back()).any(|word| scan::contains(word, "sgov.gov"))
    };
    names(&SITES) && invites() || on_own_net() || lines.len() == 1 && is_remark(first)
}
