//! The end of the message: adverts, the signature, end marks, and what a web page printed below.

use super::heading::is_tabular;
use super::line::{Line, Role};
use super::ruler::is_ruler;
use super::{caption, level, scan, wrapper};

/// Lines searched backwards for the signature.
const REACH: usize = 14;

/// Marks trailer, signature and what follows in `lines[from..]`, where `from` is the line behind which the last
/// paragraph begins. Cuts a signature off the end of the text that a copy has run it into.
pub(super) fn mark(text: &str, lines: &mut Vec<Line>, from: usize) {
    let signature = signature(text, lines, from).or_else(|| cut_signature(text, lines, from));
    if let Some(at) = signature {
        lines[at].role = Role::Signature;
    }
    mark_ends(text, lines, signature.unwrap_or(from), signature.is_some());
    let end = signature.unwrap_or(lines.len());
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
pub(super) fn is_end_mark(printed: &str) -> bool {
    let marks = printed.trim_start_matches(['>', ' ', '#', '<']);
    ["BT", "NNNN", "@@@OASYS@@@"].contains(&marks)
        || printed.starts_with('#') && !marks.is_empty() && scan::digits(marks) == marks.len()
        || printed.starts_with('>') && scan::contains(printed, "classification: ")
        || printed.starts_with('=') && scan::contains(printed, "cable ends")
}

/// Whether a copy prints nothing of the message below the line.
pub(super) fn closes(printed: &str) -> bool {
    is_end_mark(printed)
        || printed.starts_with(['<', '>', '=', '-', '*']) && scan::contains(printed, "end of document")
}

/// BT, NNNN, banners, stamps, dump marks: lines that can stand behind the signature.
pub(super) fn is_end(printed: &str) -> bool {
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

/// The lines from `from` on, backwards, without those of the copy.
fn below(lines: &[Line], from: usize) -> impl Iterator<Item = usize> {
    (from..lines.len()).rev().filter(|&index| lines[index].role != Role::Wrapper)
}

/// The line of the signature: a name alone on its line near the end.
fn signature(text: &str, lines: &[Line], from: usize) -> Option<usize> {
    let tail: Vec<usize> = below(lines, from + 1).take(REACH).collect();
    let texts = || tail.iter().copied().filter(|&index| lines[index].role == Role::Text);
    let fits = |index: usize, capitals: bool| {
        let printed = lines[index].of(text);
        let above = (from..index)
            .rev()
            .find(|&index| lines[index].role == Role::Text)
            .map(|above| lines[above].of(text));
        // Capitals under a table or running text in small letters cannot be part of it.
        let apart = above.is_none_or(|above| {
            scan::ends_sentence(above) || is_group_code(above) || capitals && !shouts(above)
        });
        is_name(printed, capitals) && !is_end(printed) && (lines[index].after_blank || apart)
    };
    let in_capitals =
        texts().take_while(|index| could_follow(text, &lines[*index])).find(|&index| fits(index, true));
    let last = || texts().find(|&index| !is_end(lines[index].of(text))).filter(|&last| fits(last, false));
    in_capitals.or_else(last)
}

/// Whether a line is the signature or can stand below it: a few words without a message in them.
fn could_follow(text: &str, line: &Line) -> bool {
    let printed = line.of(text);
    let few = printed.split_whitespace().count() <= 5 && !printed.starts_with(|c: char| c.is_ascii_digit());
    is_end(printed) || few && !is_ruler(printed) && !is_tabular(text, line)
}

/// Whether a line is text in capitals, not a row of figures.
fn shouts(printed: &str) -> bool {
    let letters = printed.bytes().filter(u8::is_ascii_alphabetic).count();
    scan::is_capitals(printed) && letters * 2 > printed.len()
}

/// Whether a line is nothing but a surname: `PASCUAL`, `LeBaron`, `O'DONOHUE`, `TIMKEN JR`.
fn is_name(printed: &str, capitals: bool) -> bool {
    let printed = printed.trim_end_matches(['#', ' ']);
    let words = printed.split_whitespace().count();
    (3..=30).contains(&printed.len())
        && (1..=if capitals { 3 } else { 1 }).contains(&words)
        && printed.starts_with(char::is_uppercase)
        && (!capitals || scan::is_capitals(printed))
        && printed.chars().all(|c| c.is_alphabetic() || " -'’.,".contains(c))
        && (!printed.ends_with('.') || scan::contains(printed, " jr."))
        && !caption::is_caption(printed)
        && !is_closing(printed)
}

/// Words that end a text and are no name.
fn is_closing(printed: &str) -> bool {
    let first = printed.split_whitespace().next().unwrap_or_default();
    ["END", "UNQUOTE", "COMMENT", "SUMMARY", "NOTE", "QUOTE", "TEXT"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(first))
}

/// Cuts off a surname that stands behind the last sentence of the text: `... of the talks. Birch`.
fn cut_signature(text: &str, lines: &mut Vec<Line>, from: usize) -> Option<usize> {
    let last = below(lines, from)
        .take(REACH)
        .find(|&index| lines[index].role == Role::Text && !is_end(lines[index].of(text)))?;
    let printed = lines[last].of(text);
    let stop = printed.rfind(['.', '?', '!', '"', ')', '”'])?;
    let width = printed[stop..].chars().next()?.len_utf8();
    let name = printed[stop + width..].trim_start();
    let sentence = &printed[..stop + width];
    // A stop behind one or two letters is an abbreviation: "the U.S. Embassy".
    let whole = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = whole.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let alone = !name.contains(' ') && is_name(name, false) && name.len() >= 4;
    if !alone || word.len() < 3 || !scan::ends_sentence(sentence) && !sentence.ends_with([')', '"', '”']) {
        return None;
    }
    let at = lines[last].text.end - name.len();
    let (body, name) = lines[last].cut(text, at);
    lines[last] = body;
    lines.insert(last + 1, name);
    Some(last + 1)
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
    names_site && invites
        || lines.len() == 1 && (is_group_code(first) || scan::starts(first, "minimize considered"))
}
