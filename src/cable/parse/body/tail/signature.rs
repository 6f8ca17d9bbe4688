//! The signature: a surname alone on its line, on two lines, or run into the end of the text.

use std::ops::Range;

use super::super::heading::is_tabular;
use super::super::ruler::is_ruler;
use super::{is_end, is_remark};
use crate::cable::parse::head::caption;
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Lines searched backwards for the signature.
const REACH: usize = 14;
/// Words before a surname that belong to it.
const PARTICLES: [&str; 12] = ["de", "den", "der", "di", "du", "la", "le", "mac", "st.", "ter", "van", "von"];

/// Words of the machines that can stand behind a name.
const ENDS: usize = 4;
/// Words of two letters with which a sentence can end.
const SHORT: [&str; 12] = ["at", "be", "by", "do", "go", "he", "in", "it", "me", "on", "so", "up"];

/// The words of the offices that stand behind a name or below it.
const OFFICES: [&str; 18] = [
    "ACTING",
    "A.I.",
    "AI",
    "AMBASSADOR",
    "CHARGE",
    "CHIEF",
    "CONSUL",
    "COUNSELOR",
    "D'AFFAIRES",
    "DCM",
    "DEPUTY",
    "GENERAL",
    "MINISTER",
    "MISSION",
    "OF",
    "OFFICER",
    "PRINCIPAL",
    "SECRETARY",
];

/// Marks the signature behind `lines[from]` and gives its lines. Cuts it off the end of the text that a copy has run it
/// into, and the signs off that stand behind it.
pub(super) fn mark(text: &str, lines: &mut Vec<Line>, from: usize) -> Option<Range<usize>> {
    let found = alone(text, lines, from).or_else(|| cut_off(text, lines, from).map(|at| at..at + 1))?;
    for line in &mut lines[found.clone()] {
        if line.role == Role::Text {
            line.role = Role::Signature;
        }
    }
    let last = found.end - 1;
    let printed = lines[last].of(text);
    let name = printed.trim_end_matches(['#', ' ', '.']);
    if name.len() < printed.len() && (has_stop(printed) || printed.ends_with('#')) {
        let (name, signs) = lines[last].cut(text, lines[last].text.start + name.len());
        lines[last] = name;
        lines.insert(found.end, signs.with(Role::Furniture));
    }
    Some(found)
}

/// The lines of a signature that has its own.
fn alone(text: &str, lines: &[Line], from: usize) -> Option<Range<usize>> {
    let tail: Vec<usize> = below(lines, from + 1).take(REACH).collect();
    let texts = || tail.iter().copied().filter(|&index| lines[index].role == Role::Text);
    let fits = |index: usize, capitals: bool| {
        let printed = lines[index].of(text);
        let above = above(lines, from, index).map_or("", |above| lines[above].of(text));
        let ended = above.is_empty()
            || scan::ends_sentence(above)
            || is_remark(above)
            || is_closing(above)
            || ends_quote(above);
        // Capitals under a table or running text in small letters cannot be part of it.
        let apart = lines[index].after_blank || ended || capitals && !shouts(above);
        is_name(printed, capitals) && !is_end(printed) && if has_stop(printed) { ended } else { apart }
    };
    let in_capitals =
        texts().take_while(|index| could_follow(text, &lines[*index])).find(|&index| fits(index, true));
    let last = || texts().find(|&index| !follows(lines[index].of(text))).filter(|&last| fits(last, false));
    let titled = || {
        let office = texts().next().filter(|&index| is_office(lines[index].of(text)))?;
        let name = above(lines, from, office).filter(|&name| is_full_name(text, &lines[name]))?;
        Some(name..office + 1)
    };
    let Some(found) = in_capitals else { return titled().or_else(|| last().map(|last| last..last + 1)) };
    // Two officers sign one above the other.
    let is_second = |&index: &usize| is_name(lines[index].of(text), true) && !is_end(lines[index].of(text));
    let second = texts().rfind(|&index| index > found).filter(is_second);
    let above =
        above(lines, from, found).filter(|&above| above > from && is_second(&above) && fits(above, true));
    Some(above.unwrap_or(found)..second.unwrap_or(found) + 1)
}

/// Whether a line can only stand behind the signature: an end mark, or the dots of a site that prints them below.
fn follows(printed: &str) -> bool {
    is_end(printed) || printed.trim_matches(['.', '…']).is_empty()
}

/// The lines from `from` on, backwards, without those of the copy.
fn below(lines: &[Line], from: usize) -> impl Iterator<Item = usize> {
    (from..lines.len()).rev().filter(|&index| lines[index].role != Role::Wrapper)
}

/// The nearest line of the text above `index`.
fn above(lines: &[Line], from: usize, index: usize) -> Option<usize> {
    (from..index).rev().find(|&index| lines[index].role == Role::Text)
}

/// Whether a line is the signature or can stand below it: a few words without a message in them, or a remark of the
/// machine room.
fn could_follow(text: &str, line: &Line) -> bool {
    let printed = line.of(text);
    let few = printed.split_whitespace().count() <= 5 && !printed.starts_with(|c: char| c.is_ascii_digit());
    let note = printed.starts_with("NOTE") && printed.len() <= 80;
    is_end(printed) || note || few && !is_ruler(printed) && !is_tabular(text, line)
}

/// Whether a line is text in capitals, not a row of figures.
fn shouts(printed: &str) -> bool {
    let letters = printed.bytes().filter(u8::is_ascii_alphabetic).count();
    scan::is_capitals(printed) && letters * 2 > printed.len()
}

/// Whether a line is nothing but a surname: `PASCUAL`, `LeBaron`, `O'DONOHUE`, `TIMKEN JR`, `von Arx`.
fn is_name(printed: &str, capitals: bool) -> bool {
    let printed = untitled(printed.trim_end_matches(['#', ' ']));
    let words = printed.split_whitespace().count();
    (3..=30).contains(&printed.len())
        && (if capitals { (1..=3).contains(&words) } else { is_surname(printed) })
        && (!capitals || scan::is_capitals(printed))
        && printed.chars().all(|c| c.is_alphabetic() || " -'’.,".contains(c) || capitals && c == '/')
        && (!has_stop(printed) || capitals && words == 1)
        && !is_redacted(printed)
        && !is_remark(printed)
        && !caption::is_caption(printed)
        && !is_closing(printed)
        && !ends_quote(printed)
}

/// Whether a text that is quoted ends with the line: `BIRCH UNQUOTE`.
fn ends_quote(printed: &str) -> bool {
    let last = printed.rsplit(' ').next().unwrap_or_default();
    last.trim_end_matches('.').eq_ignore_ascii_case("UNQUOTE")
}

/// The name in front of an office: `BIRCH, CHARGE D'AFFAIRES A.I.`, `BIRCH (CHARGE)`.
fn untitled(printed: &str) -> &str {
    let bracketed = printed.strip_suffix(')').and_then(|printed| printed.split_once(" ("));
    let parted = bracketed.or_else(|| printed.split_once(", "));
    parted.filter(|(_, office)| is_office(office)).map_or(printed, |(name, _)| name)
}

/// Whether nothing but an office is printed.
fn is_office(printed: &str) -> bool {
    let mut words = printed.split([' ', '-']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| OFFICES.iter().any(|office| office.eq_ignore_ascii_case(word)))
}

/// Whether a line is a name in full, `Ada B. Birch`, that stands apart from the text.
fn is_full_name(text: &str, line: &Line) -> bool {
    let printed = line.of(text);
    let words = || printed.split(' ').filter(|word| !word.is_empty());
    let large = |word: &str| {
        word.starts_with(char::is_uppercase)
            || PARTICLES.iter().any(|particle| particle.eq_ignore_ascii_case(word))
    };
    line.after_blank
        && (2..=4).contains(&words().count())
        && words().all(large)
        && printed.chars().all(|c| c.is_alphabetic() || " -'’.".contains(c))
        && !is_redacted(printed)
        && !is_closing(printed)
}

/// Whether `printed` ends in a full stop that is not the one of an abbreviated JUNIOR or AD INTERIM.
fn has_stop(printed: &str) -> bool {
    printed.ends_with('.') && ![" jr.", " sr.", " a.i."].iter().any(|end| scan::contains(printed, end))
}

/// Whether `printed` is one word that begins large, particles before it aside.
fn is_surname(printed: &str) -> bool {
    let mut words = printed.split_whitespace().rev();
    words.next().is_some_and(|name| name.starts_with(char::is_uppercase))
        && words.all(|word| PARTICLES.iter().any(|particle| particle.eq_ignore_ascii_case(word)))
}

/// Whether a name has been struck out: `XXXXXXXXXXXX`.
fn is_redacted(printed: &str) -> bool {
    printed.bytes().filter(u8::is_ascii_alphabetic).all(|byte| byte.eq_ignore_ascii_case(&b'x'))
}

/// Words that end a text and are no name.
fn is_closing(printed: &str) -> bool {
    let first = printed.split_whitespace().next().unwrap_or_default();
    ["END", "UNQUOTE", "COMMENT", "SUMMARY", "NOTE", "QUOTE", "TEXT", "REGARDS"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(first.trim_end_matches('.')))
}

/// Cuts off a surname that stands behind the last sentence of the text, `... of the talks. Birch`, or behind the
/// address of a web site or a ruler.
fn cut_off(text: &str, lines: &mut Vec<Line>, from: usize) -> Option<usize> {
    let last = below(lines, from)
        .take(REACH)
        .find(|&index| lines[index].role == Role::Text && !follows(lines[index].of(text)))?;
    let printed = without_ends(lines[last].of(text));
    let start = behind_foreign(printed).or_else(|| behind_sentence(printed))?;
    let name = &printed[start..];
    if name.len() < 4 || !is_surname(name) || !is_name(name, false) {
        return None;
    }
    let at = lines[last].text.start + start;
    let (body, name) = lines[last].cut(text, at);
    lines[last] = body;
    let end = name.text.start + printed.len() - start;
    if end < name.text.end {
        let (name, ends) = name.cut(text, end);
        lines.splice(last + 1..last + 1, [name, ends]);
    } else {
        lines.insert(last + 1, name);
    }
    Some(last + 1)
}

/// The text without the banner and the marks that a copy has run into its end: `... Birch CONFIDENTIAL NNNN`.
fn without_ends(printed: &str) -> &str {
    let mut left = printed;
    for _ in 0..ENDS {
        match left.rsplit_once(' ').filter(|(_, last)| is_end(last)) {
            Some((before, _)) => left = before.trim_end(),
            None => break,
        }
    }
    left
}

/// Where the last word begins, when what stands before it is no part of a sentence: a web site's address, a ruler.
fn behind_foreign(printed: &str) -> Option<usize> {
    let (before, name) = printed.rsplit_once(char::is_whitespace)?;
    let last = before.split_whitespace().next_back()?;
    let foreign = last.contains("://") || scan::starts(last, "www.") || is_ruler(last);
    foreign.then_some(printed.len() - name.len())
}

/// Where what stands behind the last sentence begins.
fn behind_sentence(printed: &str) -> Option<usize> {
    let stop = printed.rfind(['.', '?', '!', '"', ')', '”'])?;
    let (sentence, name) = printed.split_at(stop + printed[stop..].chars().next()?.len_utf8());
    // A stop right behind one or two letters is mostly that of an abbreviation: "the U.S. Embassy".
    let whole = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = whole.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let ended = scan::ends_sentence(sentence) || sentence.ends_with([')', '"', '”']);
    let whole_word = word.len() >= 3 || SHORT.iter().any(|short| short.eq_ignore_ascii_case(word));
    (ended && (whole_word || sentence.ends_with(")."))).then(|| printed.len() - name.trim_start().len())
}
