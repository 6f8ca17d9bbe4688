//! Section headings without a ruler: titles that stand alone, or that a copy has run into a paragraph.

use std::ops::Range;

use super::assemble::{LONGEST_ENTRY, is_lettered_on, opens_unnumbered};
use super::candidate::{self, Candidate};
use super::embedded;
use super::list::signs;
use super::number;
use crate::cable::parse::head::opening;
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Columns from which a line is a whole paragraph of a reflowed copy: what follows it begins a line of its own.
const REFLOWED: usize = 100;
/// Columns from which the first line of a title of two is full.
const FULL: usize = 40;

/// How titles are told in a copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Whether capitals can tell a title: not where the text itself is in capitals.
    telling: bool,
    /// Whether the copy has no blank lines, so that a title need not stand alone.
    closed_up: bool,
}

impl Style {
    /// The style of the text in `lines`.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let parted = lines.iter().skip(1).any(|line| line.role == Role::Text && line.after_blank);
        let capitals = lines.iter().filter(|line| line.is_capitals(text)).count();
        Self { telling: capitals * 2 < lines.len(), closed_up: !parted }
    }
}

/// Marks titles right above a numbered paragraph: a line or more between blank lines, or a line of its own in a
/// reflowed copy.
pub(in crate::cable::parse) fn mark_plain(
    text: &str,
    lines: &mut [Line],
    from: usize,
    accepted: &[Candidate],
    style: Style,
) {
    let opens = |index: usize| accepted.binary_search_by_key(&index, |other| other.line).is_ok();
    let numbered = accepted.iter().map(|candidate| candidate.line);
    for paragraph in numbered.chain(unnumbered(text, lines, from)) {
        let Some(title) =
            title_above(text, lines, from, paragraph, style).filter(|title| !title.clone().any(opens))
        else {
            continue;
        };
        for line in lines[title].iter_mut().filter(|line| line.role == Role::Text) {
            line.role = Role::Heading;
        }
    }
}

/// The lines behind blank ones that open a paragraph by their mark alone, those of embedded texts aside.
fn unnumbered(text: &str, lines: &[Line], from: usize) -> Vec<usize> {
    let mut embedded = embedded::ranges(text, lines, from).into_iter().peekable();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(from) {
        while embedded.next_if(|range| range.end <= index).is_some() {}
        let quoted = embedded.peek().is_some_and(|range| range.contains(&index));
        let opens = !quoted && line.role == Role::Text && line.after_blank;
        if opens && opens_unnumbered(text, &lines[from..index], line) {
            found.push(index);
        }
    }
    found
}

/// Marks the usual names of sections, and titles that count the sections, where they stand alone between blank lines
/// above text without a number.
pub(in crate::cable::parse) fn mark_named(text: &str, lines: &mut [Line], from: usize, style: Style) {
    let counts = |line: &Line| style.telling && line.role == Role::Text && is_counted(line.of(text));
    for index in from..lines.len().saturating_sub(1) {
        let [line, next] = [lines[index], lines[index + 1]];
        let above = index.checked_sub(1).filter(|&above| above >= from).map(|above| lines[above]);
        let ended = |above: Line| scan::ends_sentence(above.of(text)) || opening::announces(above.of(text));
        let begins = line.after_blank
            || above.is_some_and(|above| above.role == Role::Heading || style.closed_up && ended(above));
        if line.role != Role::Text || !begins || line.text.len() > REFLOWED {
            continue;
        }
        let alone = next.role == Role::Text && (next.after_blank || style.closed_up);
        if alone && is_named(line.of(text)) || counts(&line) && (alone || counts(&next)) {
            // Each of several is a heading of its own.
            lines[index] = line.with(Role::Heading).parted(true);
        }
    }
}

/// Whether a line is the usual name of a section.
fn is_named(printed: &str) -> bool {
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
    NAMES.iter().any(|name| name.eq_ignore_ascii_case(printed.trim_end_matches(':')))
}

/// Whether a line is a title in capitals with the number or letter of its section: `II. COMPLETED ACTIONS:`.
fn is_counted(printed: &str) -> bool {
    let Some((count, title)) = printed.split_once(". ") else { return false };
    let roman = count.bytes().all(|byte| b"IVX".contains(&byte)) && count.len() <= 4;
    let letter = matches!(count.as_bytes(), [b'A'..=b'Z']);
    (roman || letter)
        && scan::is_capitals(title)
        && title.contains(' ')
        && is_title(title.trim_end_matches(':'))
}

/// Marks the title of a section of which an extract holds no more: the last line of the text.
pub(in crate::cable::parse) fn mark_last(text: &str, lines: &mut [Line], from: usize) {
    let Some(last) = lines.iter().rposition(|line| line.role == Role::Text).filter(|&last| last > from)
    else {
        return;
    };
    let [above, line] = [lines[last - 1], lines[last]];
    let printed = line.of(text);
    let alone = above.role == Role::Text && line.after_blank && scan::ends_sentence(above.of(text));
    if alone && printed.ends_with(':') && is_title(printed) {
        lines[last].role = Role::Heading;
    }
}

/// Where in a long line a title begins that a copy has run into the end of a paragraph: `... planning.  THE NORTH`.
pub(super) fn run_on(printed: &str) -> Option<usize> {
    let fits = |title: &str| is_title(title) && title.split_whitespace().count() <= 8 && has_capitals(title);
    // The two blanks of a line end, else one blank behind a word that is no abbreviation.
    let gap = memchr::memmem::rfind(printed.as_bytes(), b"  ");
    let gapped = gap.map(|at| (&printed[..at], &printed[at + 2..]));
    let (head, title) = gapped.filter(|(_, title)| fits(title)).or_else(|| {
        let (head, title) = printed.rsplit_once(". ")?;
        let last = head.rsplit(' ').next()?;
        let plain = last.starts_with(char::is_lowercase) && !last.contains('.');
        (plain && fits(title) && title.contains(' ')).then_some((&printed[..head.len() + 1], title))
    })?;
    scan::ends_sentence(head.trim_end()).then_some(printed.len() - title.len())
}

/// Where in `head`, the beginning of a line in front of a marked paragraph, its heading begins: the name of a section
/// behind a sentence, or all of the line in capitals where these tell a title and it stands `apart`, with no word that the number
/// belongs to.
pub(super) fn heads(head: &str, apart: bool) -> Option<usize> {
    let far = head.len().saturating_sub(REFLOWED);
    let near = (far..head.len()).find_map(|at| head.get(at..)).unwrap_or_default();
    let behind = |sign: &str| near.rfind(sign).map(|at| &near[at + sign.len()..]);
    let title = [". ", "? ", "! ", ") "].into_iter().filter_map(behind).min_by_key(|title| title.len());
    let title = title.unwrap_or(near);
    if is_named(title) && (title.len() < near.len() || far == 0) {
        return Some(head.len() - title.len());
    }
    let title = head.trim_end_matches(':');
    let whole =
        apart && far == 0 && scan::is_capitals(title) && is_title(title) && !candidate::wants_number(title);
    whole.then_some(0)
}

/// Whether `title` reads like one behind the end of a sentence, and not behind an abbreviation or a number.
pub(super) fn is_run_on(head: &str, title: &str) -> bool {
    let plain = head.trim_end_matches(['.', '?', '!']);
    let word = plain.rsplit(' ').next().unwrap_or_default();
    let whole =
        word.starts_with(char::is_lowercase) || word.chars().filter(|c| c.is_alphabetic()).count() >= 5;
    scan::ends_sentence(head) && (whole || scan::ends_part(plain)) && is_title(title)
}

/// The lines of the title that stands alone above the paragraph at `paragraph`.
fn title_above(
    text: &str,
    lines: &[Line],
    from: usize,
    paragraph: usize,
    style: Style,
) -> Option<Range<usize>> {
    let printed = |index: usize| lines[index].of(text);
    let shouts =
        |index: usize| style.telling && scan::is_capitals(printed(index)) && printed(index).len() > 5;
    let reach = from.max(paragraph.saturating_sub(6))..paragraph;
    let mut above = reach.rev().filter(|&index| lines[index].role != Role::Furniture).peekable();
    let titled = |index: usize| {
        let spoken = || shouts(index) && !is_counted(printed(index));
        is_title(printed(index)) || spoken() && is_title(printed(index).trim_end_matches(':'))
    };
    let last = above.next().filter(|&last| {
        lines[last].role == Role::Text
            && titled(last)
            && !is_lettered_on(text, &lines[from..last], &lines[last])
    })?;
    // The last entry of a list with dashes need not end like a sentence.
    let dashed = |index: usize| {
        let mut chunk = (from.max(index.saturating_sub(LONGEST_ENTRY))..=index).rev();
        chunk.find(|&index| lines[index].after_blank).is_some_and(|first| printed(first).starts_with('-'))
    };
    let ends = |index: usize| {
        lines[index].role != Role::Text || scan::ends_sentence(printed(index)) || dashed(index)
    };
    let own_line = above.peek().is_some_and(|&index| ends(index) && scan::columns(printed(index)) > REFLOWED);
    if !lines[paragraph].after_blank {
        // Below a blank line it stands alone; without one its name or its capitals must tell, or the mark of the paragraph.
        let ended = above.peek().is_none_or(|&index| ends(index));
        let marked = || number::opens_marked(printed(paragraph)) && has_capitals(printed(last));
        let known = lines[last].after_blank
            || shouts(last)
            || is_named(printed(last))
            || style.closed_up && marked() && printed(last).contains(' ') && !printed(last).starts_with('(');
        return ((own_line || ended && known) && !lines[last].glued).then_some(last..last + 1);
    }
    let mut first = last;
    while let Some(index) = above.next_if(|&index| {
        let wrapped = scan::columns(printed(index)) >= FULL && has_capitals(printed(index));
        !lines[first].after_blank
            && lines[index].role == Role::Text
            && last - index < 3
            && is_title(printed(index).trim_end_matches([',', ';', '-', '/']))
            && (shouts(index) && shouts(last) || wrapped && has_capitals(printed(last)))
    }) {
        first = index;
    }
    let ended = above.next().is_none_or(ends);
    (lines[first].after_blank && (ended || shouts(last)) || own_line && first == last)
        .then_some(first..last + 1)
}

/// Whether a line reads like a title: short, begins large, and does not end like a sentence.
fn is_title(printed: &str) -> bool {
    let columns = scan::columns(printed);
    let fits = columns <= 72
        && printed.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“(".contains(c))
        && !printed.ends_with(['.', ',', ';', '/', '-']);
    if !fits {
        return false;
    }
    let words = printed.split_whitespace().count();
    let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
    letters * 2 > columns
        && (!printed.ends_with(':') || words <= 4)
        && (1..=12).contains(&words)
        && !scan::ends_part(printed)
        && !holds_sentence(printed)
        && signs::turn(printed).is_none()
        && !scan::starts_word(printed, "Dear")
        // What a release has blacked out can be a paragraph.
        && !printed.split_whitespace().all(|word| word.trim_matches(['X', 'x']).is_empty())
}

/// Whether a sentence ends inside: a stop behind a word too long for an abbreviation.
fn holds_sentence(printed: &str) -> bool {
    let mut stops = printed.match_indices(". ").map(|(at, _)| &printed[..at]);
    stops.any(|head| head.chars().rev().take_while(|c| c.is_alphabetic()).count() >= 5)
}

/// Whether the words of a title begin large, the small ones aside: "The Talks in the North".
fn has_capitals(title: &str) -> bool {
    let mut words = title.split_whitespace().filter(|word| word.len() > 4);
    words.all(|word| !word.starts_with(char::is_lowercase))
}
