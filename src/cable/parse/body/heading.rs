//! Section headings with a ruler: underlined, boxed.

use super::candidate::Candidate;
use super::ruler::is_ruler;
use crate::cable::Marking;
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Lines a heading may take.
const TALLEST: usize = 3;
/// Columns a heading may take in all.
const WIDEST: usize = 160;
/// Columns from which a line under a heading is running text.
const PROSE: usize = 40;
/// Columns behind which a sentence can have ended.
const SENTENCE: usize = 15;

/// Marks headings that have a ruler, and their rulers; says whether there are any. No line of `candidates` is taken for
/// a heading.
pub(in crate::cable::parse) fn mark_ruled(
    text: &str,
    lines: &mut [Line],
    from: usize,
    candidates: &[Candidate],
) -> bool {
    let mut marked = false;
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
            marked = true;
            let mut torn = false;
            for line in &mut lines[first..end] {
                match line.role {
                    Role::Text if is_ruler(line.of(text)) => line.role = Role::Ruler,
                    // The blank lines around a page line mean nothing.
                    Role::Text => *line = line.with(Role::Heading).parted(line.after_blank && !torn),
                    _ => {}
                }
                torn = line.role == Role::Furniture;
            }
        }
        index = end;
    }
    mark_stray(text, lines, from) || marked
}

/// Takes rulers out of the text that belong to nothing: what follows them is a blank line, a page line, a heading. Says
/// whether there are any.
fn mark_stray(text: &str, lines: &mut [Line], from: usize) -> bool {
    let mut marked = false;
    for index in from..lines.len() {
        if lines[index].role != Role::Text || !is_ruler(lines[index].of(text)) {
            continue;
        }
        let is_text = |line: &&Line| line.role == Role::Text;
        let below = lines.get(index + 1).filter(is_text).is_some_and(|below| !below.after_blank);
        let above = lines[from..index].last().filter(is_text).filter(|_| !lines[index].after_blank);
        if !below && above.is_none_or(|above| !is_tabular(text, above)) {
            lines[index].role = Role::Ruler;
            marked = true;
        }
    }
    marked
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
    // A heading of two lines that a copy has joined has a ruler of half its length.
    let is_reflowed = |index: usize| {
        let columns = scan::columns(lines[index].of(text));
        columns <= WIDEST && scan::columns(lines[ruler].of(text)) * 2 >= columns
    };
    let fits = |index: usize, last: bool| {
        let printed = lines[index].of(text);
        lines[index].role == Role::Text
            && !opens(index)
            && !is_ruler(printed)
            && has_words(printed)
            && !is_tabular(text, &lines[index])
            && !printed.starts_with("--")
            && (scan::columns(printed) <= WIDEST / 2 || is_reflowed(index))
            && !printed.trim_end_matches([')', '"', '”']).ends_with('.')
            && !(last && printed.ends_with([',', ';']))
    };
    // A stray caption can stand between a heading and its ruler.
    let nearest = (from..ruler).rev().find(|&index| lines[index].role != Role::Furniture)?;
    if !fits(nearest, true) {
        return None;
    }
    let mut first = nearest;
    for _ in 1..TALLEST {
        let Some(above) = next_above(text, lines, from, first) else { break };
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

/// The line that a heading can have above its line at `first`: with no blank line between them, or with a page line, above
/// which it stands alone.
fn next_above(text: &str, lines: &[Line], from: usize, first: usize) -> Option<usize> {
    let above = (from..first).rev().find(|&index| lines[index].role != Role::Furniture)?;
    let printed = lines[above].of(text);
    let torn = above + 1 < first;
    let alone = || {
        lines[above].after_blank && scan::columns(printed) <= PROSE && printed.starts_with(char::is_uppercase)
    };
    (if torn { alone() && !scan::ends_sentence(printed) } else { !lines[first].after_blank }).then_some(above)
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
            Role::Text if is_tabular(text, line) || !has_words(printed) => return None,
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
    // A mark opens a paragraph without a number.
    if opens(index) || printed.starts_with('(') && Marking::read(text, line.text).is_some() {
        return true;
    }
    if is_tabular(text, line) {
        return false;
    }
    // A short sentence is a paragraph below a blank line, and else the entry of a list whose names are underlined.
    if printed.ends_with('.') && scan::columns(printed) < PROSE {
        return line.after_blank;
    }
    // A second heading follows, with or without a ruler.
    let headed = following().nth(1).is_some_and(|(next, line)| is_ruler(line.of(text)) || opens(next));
    let prose = scan::columns(printed) >= PROSE
        && printed
            .trim_start_matches(['-', '•', ' '])
            .starts_with(|c: char| c.is_uppercase() || "\"'“".contains(c));
    is_ruler(printed) || headed || prose
}

/// Whether a line says something besides its figures: `2005 2006` above a ruler heads the columns of a table.
fn has_words(printed: &str) -> bool {
    let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0 && printed.bytes().filter(u8::is_ascii_digit).count() <= letters * 2
}

/// Whether dots lead from a name to its figure: `Cocoa ........ 120,000`.
fn has_leaders(printed: &str) -> bool {
    let figure = printed.rfind("....").map(|at| printed[at + 4..].trim_start());
    figure.is_some_and(|figure| {
        !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit() || b".,%$ ".contains(&byte))
    }) && printed.starts_with(char::is_alphabetic)
}

/// Whether the line is part of a table: wide gaps between its words, or dots.
pub(super) fn is_tabular(text: &str, line: &Line) -> bool {
    let printed = line.of(text);
    if printed.len() > 160 {
        return false;
    }
    if line.signs.have_digits() && has_leaders(printed) {
        return true;
    }
    if !line.signs.have_gaps() {
        return false;
    }
    let bytes = printed.as_bytes();
    let mut gaps = 0;
    let mut wide = 0;
    let mut run = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b' ' || byte == b'\t' {
            run += if byte == b'\t' { 4 } else { 1 };
            continue;
        }
        let before = at.checked_sub(run + 1).map(|before| bytes[before]);
        let sentence = before.is_some_and(|before| b".?!:;,)\"".contains(&before));
        // Between two sentences of running text some drafters leave as much room as between two columns.
        let prose =
            at > SENTENCE && byte.is_ascii_uppercase() && before.is_some_and(|sign| b".?!".contains(&sign));
        gaps += usize::from(run >= 2 && !sentence);
        wide += usize::from(run >= 4 && !prose);
        run = 0;
    }
    gaps >= 2 || wide >= 1
}
