//! Which lines are the copy's: what stands around the message on a page, in an archive file, in a row of a table.

use super::super::{Decoded, Span};
use super::attributes::{self, Fact};
use super::line::{Line, Role};
use super::transmission::Wire;
use super::{below, label, level, number, page, scan, transmission, wrapper};

/// Lines searched for the beginning of the message, those of a page's navigation aside.
const REACH: usize = 400;
/// Labels that make a table of a page when none of them gives an id.
const LABELS: usize = 3;

/// Gives the lines that are surely the copy's their role. Cuts a line where the message begins inside a row.
pub(super) fn mark(decoded: &Decoded, lines: &mut Vec<Line>) {
    let text = decoded.text.as_str();
    mark_page(decoded, lines);
    let titled = |line: &&mut Line| scan::starts(line.of(text), "viewing cable ");
    lines.iter_mut().take(REACH).filter(titled).for_each(|line| line.role = Role::Wrapper);
    mark_key(text, lines);
    cut_row(text, lines);
    mark_outside(decoded, lines);
    mark_table(text, lines);
    mark_attributes(text, lines);
    mark_stamps(text, lines);
    below::mark(text, lines);
}

/// Navigation and footers, and everything outside of the preformatted text when the message is in that.
fn mark_page(decoded: &Decoded, lines: &mut [Line]) {
    let text = decoded.text.as_str();
    let mut asides = decoded.markup.asides.iter().peekable();
    let mut verbatim = decoded.markup.verbatim.iter().peekable();
    let mut outside = Vec::new();
    let mut found = false;
    for (index, line) in lines.iter_mut().enumerate() {
        let at = line.text.start;
        while asides.next_if(|span| span.end <= at).is_some() {}
        while verbatim.next_if(|span| span.end <= at).is_some() {}
        if asides.peek().is_some_and(|span| span.start <= at) {
            line.role = Role::Wrapper;
        }
        if verbatim.peek().is_some_and(|span| span.start <= at) {
            found = found
                || begins(line.of(text))
                || label::label(line.of(text)).is_some_and(|label| label.colon);
        } else if !decoded.markup.verbatim.is_empty() {
            outside.push(index);
        }
    }
    for index in outside.into_iter().filter(|_| found) {
        lines[index].role = Role::Wrapper;
    }
}

/// Everything outside of the smallest element that holds all that looks like the message: its header, its labels, its
/// numbered paragraphs.
fn mark_outside(decoded: &Decoded, lines: &mut [Line]) {
    if decoded.markup.boxes.is_empty() {
        return;
    }
    let text = decoded.text.as_str();
    let ours = || lines.iter().filter(|line| line.role == Role::Text);
    let header = |line: &&Line| {
        let printed = line.of(text);
        begins(printed) || label::label(printed).is_some_and(|label| label.colon)
    };
    let numbered = |line: &&Line| number::opens(line.of(text));
    let [Some(first), Some(last)] =
        [ours().find(header), ours().rev().find(|line| numbered(line) || header(line))]
    else {
        return;
    };
    // A text without numbers may stand in another element than its header.
    if !numbered(&last) {
        return;
    }
    let holds = |span: &&Span| span.start <= first.text.start && last.text.start < span.end;
    let boxes = decoded.markup.boxes.iter().filter(holds);
    let Some(smallest) = boxes.min_by_key(|span| span.end - span.start) else { return };
    for line in
        lines.iter_mut().filter(|line| line.text.start < smallest.start || line.text.start >= smallest.end)
    {
        line.role = Role::Wrapper;
    }
}

/// The block of a public key that a site prints on each page.
fn mark_key(text: &str, lines: &mut [Line]) {
    let is = |line: &Line, edge: &str| scan::starts(line.of(text), edge);
    let Some(start) = lines.iter().position(|line| is(line, "-----BEGIN PGP")) else { return };
    let Some(length) = lines[start..].iter().position(|line| is(line, "-----END PGP")) else { return };
    wrap(&mut lines[start..=start + length]);
}

/// Whether a message begins with the line, at the latest.
pub(super) fn begins(printed: &str) -> bool {
    printed.starts_with("VZCZ")
        || level::first_line(printed).is_some()
        || page::page_head(printed).is_some()
        || matches!(transmission::wire(printed), Some(Wire::Date | Wire::From | Wire::Other))
}

/// Cuts the cells of a row off the message that begins behind a tab.
fn cut_row(text: &str, lines: &mut Vec<Line>) {
    let above = lines.iter().take(REACH).take_while(|line| !begins(first_cell(line.of(text))));
    let found = above.enumerate().find_map(|(index, line)| {
        let printed = line.of(text);
        let mut tabs = printed.match_indices('\t').map(|(at, _)| at + 1);
        let at = tabs.find(|&at| begins(first_cell(printed[at..].trim_start())))?;
        Some((index, line.text.start + at))
    });
    if let Some((index, at)) = found {
        let (cells, message) = lines[index].cut(text, at);
        lines[index] = cells.with(Role::Wrapper);
        lines.insert(index + 1, message);
    }
}

fn first_cell(printed: &str) -> &str {
    printed.split('\t').next().unwrap_or_default()
}

/// The table of labels and values in front of the message. Where no transmission header follows, the labels that a
/// message has as well are the message's.
fn mark_table(text: &str, lines: &mut [Line]) {
    let reach = lines.len().min(REACH);
    let begin = lines[..reach].iter().position(|line| line.role == Role::Text && begins(line.of(text)));
    let above = &lines[..begin.unwrap_or(reach)];
    let is_label = |line: &&Line| attributes::labelled(line.of(text)).is_some();
    let named = above.iter().position(|line| names_id(text, line, lines));
    match (begin, named) {
        (Some(begin), named) if named.is_some() || above.iter().filter(is_label).count() >= LABELS => {
            let banner = above.last().is_some_and(|line| level::is_banner(line.of(text)));
            wrap(&mut lines[..begin - usize::from(banner)]);
        }
        (None, Some(named)) => {
            let mut value = false;
            let table = lines[named..reach].iter().take_while(|line| {
                let printed = line.of(text);
                let labelled = attributes::labelled(printed);
                let ours = label::label(printed).is_some_and(|label| label.colon);
                let inside = !ours && (value || labelled.is_some() || attributes::columns(printed).is_some());
                // A label alone has its value on the line below, a row of columns has one there.
                value = inside
                    && labelled.map_or(attributes::columns(printed).is_some(), |(_, at)| at == printed.len());
                inside
            });
            let end = named + table.count();
            wrap(&mut lines[..end]);
        }
        _ => {}
    }
}

/// Whether the line gives the id under its label, or is the label of the id below it.
fn names_id(text: &str, line: &Line, lines: &[Line]) -> bool {
    let printed = line.of(text);
    let labels =
        attributes::labelled(printed).map(|(label, _)| vec![label]).or_else(|| attributes::columns(printed));
    labels.is_some_and(|labels| labels.iter().any(|(fact, _)| *fact == Fact::Id)) && {
        let at = lines.partition_point(|other| other.text.start < line.text.start);
        let both = [Some(line), lines.get(at + 1)];
        let mut words = both.into_iter().flatten().flat_map(|line| {
            line.of(text).split(|c: char| c.is_whitespace() || c == '_' || c == ':').take(8)
        });
        words.any(|word| wrapper::id(word).is_some())
    }
}

/// An archive file names its halves; the list of attributes behind the message is none of it.
fn mark_attributes(text: &str, lines: &mut [Line]) {
    let is = |line: &Line, name: &str| scan::is_words(line.of(text), name);
    if let Some(line) = lines.iter_mut().take(REACH).find(|line| is(line, "Message Text")) {
        line.role = Role::Wrapper;
    }
    if let Some(start) = lines.iter().position(|line| is(line, "Message Attributes")) {
        wrap(&mut lines[start..]);
    }
}

/// The stamp that an archive prints on every page, in the middle of the text as well.
fn mark_stamps(text: &str, lines: &mut [Line]) {
    let stamp = |line: &&mut Line| {
        let printed = line.of(text);
        printed.len() <= 160 && printed.contains("Declassified/Released US Department of State")
    };
    for line in lines.iter_mut().filter(|line| line.role == Role::Text).filter(stamp) {
        line.role = Role::Furniture;
    }
}

fn wrap(lines: &mut [Line]) {
    for line in lines {
        line.role = Role::Wrapper;
    }
}
