//! The end of the message: adverts, the signature, end marks, and what a web page printed below.

mod signature;

use crate::cable::parse::copy::wrapper;
use crate::cable::parse::head::{caption, level};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Marks trailer, signature and what follows in `lines[from..]`, where `from` is the line behind which the last
/// paragraph begins. Cuts a signature off the end of the text that a copy has run it into.
pub(in crate::cable::parse) fn mark(text: &str, lines: &mut Vec<Line>, from: usize) {
    let signature = signature::mark(text, lines, from);
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
            Role::Furniture | Role::Wrapper => line.role,
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

/// Marks what stands between the last blank lines of the text and the signature, when it is an advert.
fn mark_adverts(text: &str, lines: &mut [Line], from: usize, end: usize) {
    let mut end = end;
    loop {
        let is_text = |&index: &usize| lines[index].role == Role::Text;
        let Some(last) = (from + 1..end).rev().find(is_text) else { return };
        let begins = |&index: &usize| lines[index].after_blank;
        let Some(first) = (from + 1..=last).rev().take(8).find(begins) else { return };
        if lines[first].role != Role::Text || !is_advert(text, &lines[first..=last]) {
            return;
        }
        for line in &mut lines[first..=last] {
            line.role = Role::Trailer;
        }
        end = first;
    }
}

/// An advert for a web site, a group code, a remark on transmission.
fn is_advert(text: &str, lines: &[Line]) -> bool {
    let Some(first) = lines.first().map(|line| line.of(text)) else { return false };
    let names_site = lines.iter().any(|line| {
        let printed = line.of(text);
        printed.len() < 400
            && ["http:", "https:", "www.", "web site", "website", "sgov.gov"]
                .iter()
                .any(|sign| scan::contains(printed, sign))
    });
    let invites =
        ["visit", "please visit", "for more", "this cable", "to view", "http", "see our", "classified"]
            .iter()
            .any(|opening| scan::starts(first, opening));
    names_site && invites || lines.len() == 1 && is_remark(first)
}
