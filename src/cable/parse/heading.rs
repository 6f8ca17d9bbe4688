//! Section headings: underlined, boxed, or standing alone above a numbered paragraph.

use std::ops::Range;

use super::line::{Line, Role};
use super::number::Candidate;
use super::ruler::is_ruler;
use super::scan;

/// Lines a heading may take.
const TALLEST: usize = 3;
/// Columns a heading may take in all.
const WIDEST: usize = 160;
/// Columns from which a line under a heading is running text.
const PROSE: usize = 40;

/// Marks headings that have a ruler, and their rulers. No line of `candidates` is taken for a heading.
pub(super) fn mark_ruled(text: &str, lines: &mut [Line], from: usize, candidates: &[Candidate]) {
    let opens = |line: usize| candidates.binary_search_by_key(&line, |candidate| candidate.line).is_ok();
    let mut index = from;
    while index < lines.len() {
        if lines[index].role != Role::Text || !is_ruler(lines[index].of(text)) {
            index += 1;
            continue;
        }
        let last = last_ruler(text, lines, index);
        let boxed = boxed(text, lines, last, &opens);
        let above = (index > from).then(|| above(text, lines, from, index, &opens)).flatten();
        let (first, end) = match (above, boxed) {
            // A ruler behind a blank line opens a box rather than underlines what stands above the blank.
            (Some(first), None) => (first, last + 1),
            (Some(first), Some(_)) if !lines[index].after_blank => (first, last + 1),
            (_, Some(end)) => (index, end),
            (None, None) => {
                index = last + 1;
                continue;
            }
        };
        if leads_on(text, lines, end, &opens) {
            for line in &mut lines[first..end] {
                if line.role == Role::Text {
                    line.role = if is_ruler(line.of(text)) { Role::Ruler } else { Role::Heading };
                }
            }
        }
        index = end;
    }
    mark_stray(text, lines, from);
}

/// Takes rulers out of the text that belong to nothing: what follows them is a blank line, a page line, a heading.
fn mark_stray(text: &str, lines: &mut [Line], from: usize) {
    for index in from..lines.len() {
        if lines[index].role != Role::Text || !is_ruler(lines[index].of(text)) {
            continue;
        }
        let is_text = |line: &&Line| line.role == Role::Text;
        let below = lines.get(index + 1).filter(is_text).is_some_and(|below| !below.after_blank);
        let above = lines[from..index].last().filter(is_text).filter(|_| !lines[index].after_blank);
        if !below && above.is_none_or(|above| !is_tabular(text, above)) {
            lines[index].role = Role::Ruler;
        }
    }
}

/// The last of the rulers that follow each other from `index`: a long one is wrapped over two lines.
fn last_ruler(text: &str, lines: &[Line], mut index: usize) -> usize {
    while lines.get(index + 1).is_some_and(|next| next.role == Role::Text && is_ruler(next.of(text))) {
        index += 1;
    }
    index
}

/// The first line of the heading that the ruler at `ruler` underlines.
fn above(
    text: &str,
    lines: &[Line],
    from: usize,
    ruler: usize,
    opens: &impl Fn(usize) -> bool,
) -> Option<usize> {
    let fits = |index: usize, last: bool| {
        let printed = lines[index].of(text);
        lines[index].role == Role::Text
            && !opens(index)
            && !is_ruler(printed)
            && !is_tabular(text, &lines[index])
            && !printed.starts_with("--")
            && scan::columns(printed) <= WIDEST / 2
            && !printed.trim_end_matches([')', '"', '”']).ends_with('.')
            && !(last && printed.ends_with([',', ';']))
    };
    let nearest = ruler.checked_sub(1).filter(|&nearest| nearest >= from && fits(nearest, true))?;
    let mut first = nearest;
    for _ in 1..TALLEST {
        let Some(above) = first.checked_sub(1).filter(|&above| above >= from && !lines[first].after_blank)
        else {
            break;
        };
        if !fits(above, false) {
            break;
        }
        first = above;
    }
    // More lines than a heading has, with no blank line above them: only the last belongs to it.
    let open = first > from && !lines[first].after_blank && lines[first - 1].role == Role::Text;
    let sentence =
        open && !is_ruler(lines[first - 1].of(text)) && !scan::ends_sentence(lines[first - 1].of(text));
    Some(if sentence { nearest } else { first })
}

/// One past the closing ruler of the box that the ruler at `ruler` opens.
fn boxed(text: &str, lines: &[Line], ruler: usize, opens: &impl Fn(usize) -> bool) -> Option<usize> {
    let mut words = 0;
    for (index, line) in lines.iter().enumerate().skip(ruler + 1).take(TALLEST + 3) {
        let printed = line.of(text);
        match line.role {
            Role::Text if is_ruler(printed) => {
                return (words > 0).then(|| last_ruler(text, lines, index) + 1);
            }
            Role::Text if is_tabular(text, line) => return None,
            Role::Text if opens(index) || scan::columns(printed) > WIDEST || words >= TALLEST => return None,
            Role::Text if words > 0 && line.after_blank => return None,
            Role::Text => words += 1,
            Role::Furniture => {}
            _ => return None,
        }
    }
    None
}

/// Whether text follows that a heading can stand above: a paragraph, running text, another heading, or the end of a
/// section; not a table.
fn leads_on(text: &str, lines: &[Line], end: usize, opens: &impl Fn(usize) -> bool) -> bool {
    let following = || lines.iter().enumerate().skip(end).filter(|(_, line)| line.role == Role::Text).take(2);
    let Some((index, line)) = following().next() else { return false };
    let printed = line.of(text);
    if opens(index) {
        return true;
    }
    if is_tabular(text, line) {
        return false;
    }
    let headed = following().nth(1).is_some_and(|(_, next)| is_ruler(next.of(text)));
    let prose = scan::columns(printed) >= PROSE
        && printed.starts_with(|c: char| c.is_uppercase() || "\"'“".contains(c));
    is_ruler(printed) || headed || prose
}

/// Whether the line is part of a table: wide gaps between its words.
pub(super) fn is_tabular(text: &str, line: &Line) -> bool {
    let printed = line.of(text);
    let bytes = printed.as_bytes();
    let mut gaps = 0;
    let mut wide = 0;
    let mut run = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b' ' || byte == b'\t' {
            run += if byte == b'\t' { 4 } else { 1 };
            continue;
        }
        let sentence = at.checked_sub(run + 1).is_some_and(|before| b".?!:;,)\"".contains(&bytes[before]));
        gaps += usize::from(run >= 2 && !sentence);
        wide += usize::from(run >= 4);
        run = 0;
    }
    printed.len() <= 160 && (gaps >= 2 || wide >= 1)
}

/// Marks headings without a ruler: a short line or two between blank lines, right above a numbered paragraph.
pub(super) fn mark_plain(text: &str, lines: &mut [Line], from: usize, accepted: &[Candidate]) {
    // Where the text itself is in capitals, capitals do not make a title.
    let capitals = lines[from..].iter().filter(|line| scan::is_capitals(line.of(text))).count();
    let telling = capitals * 2 < lines.len() - from;
    let opens = |index: usize| accepted.binary_search_by_key(&index, |other| other.line).is_ok();
    for candidate in accepted {
        let Some(title) =
            title_above(text, lines, from, candidate.line, telling).filter(|title| !opens(title.start))
        else {
            continue;
        };
        for line in lines[title].iter_mut().filter(|line| line.role == Role::Text) {
            line.role = Role::Heading;
        }
    }
}

/// Marks the usual names of sections where they stand alone between blank lines above text without a number.
pub(super) fn mark_named(text: &str, lines: &mut [Line], from: usize) {
    const NAMES: [&str; 8] = [
        "SUMMARY",
        "BEGIN SUMMARY",
        "COMMENT",
        "BEGIN COMMENT",
        "BACKGROUND",
        "INTRODUCTION",
        "ACTION REQUEST",
        "NOTE",
    ];
    for index in from..lines.len().saturating_sub(1) {
        let [line, next] = [lines[index], lines[index + 1]];
        let alone =
            line.role == Role::Text && line.after_blank && next.role == Role::Text && next.after_blank;
        let name = line.of(text).trim_end_matches(':');
        if alone && NAMES.iter().any(|section| section.eq_ignore_ascii_case(name)) {
            lines[index].role = Role::Heading;
        }
    }
}

/// The lines of the title that stands alone above the paragraph at `paragraph`. `telling` says that a title can be
/// known by its capitals.
fn title_above(
    text: &str,
    lines: &[Line],
    from: usize,
    paragraph: usize,
    telling: bool,
) -> Option<Range<usize>> {
    let printed = |index: usize| lines[index].of(text);
    let shouts = |index: usize| telling && scan::is_capitals(printed(index)) && printed(index).len() > 5;
    let reach = from.max(paragraph.saturating_sub(6))..paragraph;
    let mut above = reach.rev().filter(|&index| lines[index].role != Role::Furniture);
    let last = above.next().filter(|&last| lines[paragraph].after_blank && lines[last].role == Role::Text)?;
    let mut first = last;
    let mut before = above.next();
    if let Some(index) = before.filter(|&index| !lines[last].after_blank && shouts(last) && shouts(index)) {
        (first, before) = (index, above.next());
    }
    let ended =
        before.is_none_or(|index| lines[index].role != Role::Text || scan::ends_sentence(printed(index)));
    (lines[first].after_blank && is_title(printed(last)) && (ended || shouts(last)))
        .then_some(first..last + 1)
}

/// Whether a line reads like a title: short, begins large, and does not end like a sentence.
fn is_title(printed: &str) -> bool {
    let words = printed.split_whitespace().count();
    let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
    letters * 2 > printed.chars().count()
        && printed.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“(".contains(c))
        && scan::columns(printed) <= 72
        && !printed.ends_with(['.', ',', ';', '/', '-'])
        && (!printed.ends_with(':') || words <= 4)
        && (1..=12).contains(&words)
}
