//! Headers printed again inside the text: of the next section, of the same cable copied twice, of another one.

use std::collections::HashSet;

use super::{caption, label, level, transmission};
use crate::cable::Field;
use crate::cable::parse::body::{embedded, number, tail};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Lines above a first line that can belong to it: the longest address lists run to about 200.
pub(in crate::cable::parse) const ABOVE: usize = 240;
/// Lines behind a first line among which the labels of its header are looked for.
pub(in crate::cable::parse) const LABELS: usize = 16;

/// Marks repeated headers, stray captions, banners and end marks in `lines[from..]` as furniture.
pub(in crate::cable::parse) fn mark(text: &str, lines: &mut [Line], from: usize) {
    // Few cables print their header again.
    let mut header: Option<HashSet<String>> = None;
    let own = lines[..from].iter().find_map(|line| level::first_line(line.of(text)));
    let is_own = |first: &level::FirstLine| {
        own.as_ref().is_some_and(|own| own.origin == first.origin && own.number == first.number)
    };
    let embedded = embedded::ranges(text, lines, from);
    let is_quoted = |index: usize| {
        let at = embedded.partition_point(|range| range.end <= index);
        embedded.get(at).is_some_and(|range| range.contains(&index))
    };
    let mut index = from;
    // Lines before this one have been given to an earlier header.
    let mut free = from;
    while index < lines.len() {
        let line = lines[index];
        let printed = line.of(text);
        let below = || lines.get(index + 1).map_or("", |below| below.of(text));
        if line.role == Role::Text && (is_stray(&line, printed) || is_count(printed, below())) {
            lines[index].role = Role::Furniture;
        }
        let first = level::first_line(printed).filter(|_| line.role == Role::Text);
        // What a quoted cable says of itself is text; within a quoted text the message can go on with its next section.
        if first.is_some_and(|first| !is_quoted(index) || is_own(&first)) {
            let start = transmission_start(text, lines, free, index);
            let squeezed = || lines[..from].iter().map(|line| squeezed(line.of(text))).collect();
            let end = header_end(text, lines, index, header.get_or_insert_with(squeezed));
            for line in &mut lines[start..end] {
                line.role = Role::Furniture;
            }
            index = end;
            free = end;
        } else {
            index += 1;
        }
    }
}

/// The two digits that stand above the distribution of the 1970s.
fn is_count(printed: &str, below: &str) -> bool {
    printed.len() == 2 && scan::digits(printed) == 2 && transmission::is_distribution(below)
}

/// A caption, banner, distribution line or end mark that stands alone among the text.
fn is_stray(line: &Line, printed: &str) -> bool {
    !caption::captions(printed).is_empty()
        || level::is_banner(printed)
        || line.signs.have_digits()
            && (transmission::is_distribution(printed) || transmission::is_dash_number(printed))
        || tail::is_end_mark(printed)
}

/// Where the transmission header above the first line at `first` begins.
fn transmission_start(text: &str, lines: &[Line], free: usize, first: usize) -> usize {
    let above = free.max(first.saturating_sub(ABOVE))..first;
    let mut start = first;
    for index in above.rev() {
        let printed = lines[index].of(text);
        if number::opens(printed) {
            break;
        }
        if transmission::is_channel(printed)
            || matches!(transmission::wire(printed), Some(transmission::Wire::Date))
        {
            start = index;
        }
    }
    start
}

/// One past the last line of the header that begins with the first line at `first`.
fn header_end(text: &str, lines: &[Line], first: usize, header: &HashSet<String>) -> usize {
    let reach = || {
        let below = lines.iter().enumerate().skip(first + 1).take(LABELS);
        below.take_while(|(_, line)| !number::opens(line.of(text)))
    };
    let labelled = |line: &Line| label::label(line.of(text)).filter(|label| label.colon);
    // Everything down to the last label, attention lines included.
    let last = reach().filter(|(_, line)| labelled(line).is_some()).last();
    let mut end = last.map_or(first, |(index, _)| index) + 1;
    let field = last.and_then(|(_, line)| labelled(line)).map(|label| label.field);
    let goes_on = |line: &Line| {
        let printed = line.of(text);
        let stray = line.role == Role::Furniture || !caption::captions(printed).is_empty();
        stray || is_more(line, printed, field, header)
    };
    let below = lines.iter().skip(end).take(LABELS);
    end += below.take_while(|line| !number::opens(line.of(text)) && goes_on(line)).count();
    end
}

/// Whether a line without a label goes on with the repeated header: it was printed in the first one too, or wraps a
/// field that a blank line would end.
fn is_more(line: &Line, printed: &str, field: Option<Field>, header: &HashSet<String>) -> bool {
    let wraps = matches!(field, Some(Field::References | Field::ClassifiedBy))
        && !line.after_blank
        && printed.len() < 72;
    wraps || header.contains(&squeezed(printed))
}

/// The line without its blanks.
fn squeezed(printed: &str) -> String {
    scan::folded(printed).replace(' ', "")
}
