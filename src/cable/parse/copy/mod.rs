//! Which lines are the copy's: what stands around the message on a page, in an archive file, in a row of a table.

mod attributes;
mod below;
pub(super) mod retyped;
mod sheet;
pub(super) mod when;
pub(super) mod wrapper;

use super::body::number;
use super::furniture;
use super::head::transmission::Wire;
use super::head::{label, level, transmission};
use super::line::{Line, Role};
use super::scan;
use crate::cable::{Decoded, Markup, Span};

/// Lines searched for the beginning of the message, those of a page's navigation aside.
pub(super) const REACH: usize = 400;

/// Gives the lines that are surely the copy's their role. Cuts a line where the message begins inside a row.
pub(super) fn mark(decoded: &Decoded, lines: &mut Vec<Line>) {
    let text = decoded.text.as_str();
    if decoded.markup != Markup::default() {
        mark_page(decoded, lines);
    }
    let titled = |line: &&mut Line| scan::starts(line.of(text), "viewing cable ");
    lines.iter_mut().take(REACH).filter(titled).for_each(|line| line.role = Role::Wrapper);
    mark_key(text, lines);
    cut_row(text, lines);
    mark_outside(decoded, lines);
    sheet::mark(text, lines);
    mark_stamps(text, lines);
    mark_notices(text, lines);
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
            found = found || begins(line.of(text)) || label::is_sure(line.of(text));
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
        begins(printed) || label::is_sure(printed)
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
    const BEGIN: &str = "-----BEGIN PGP";
    if memchr::memmem::find(text.as_bytes(), BEGIN.as_bytes()).is_none() {
        return;
    }
    let is = |line: &Line, edge: &str| line.of(text).starts_with(edge);
    let Some(start) = lines.iter().position(|line| is(line, BEGIN)) else { return };
    let Some(length) = lines[start..].iter().position(|line| is(line, "-----END PGP")) else { return };
    wrap(&mut lines[start..=start + length]);
}

/// Whether a message begins with the line, at the latest.
pub(super) fn begins(printed: &str) -> bool {
    transmission::is_channel(printed)
        || level::first_line(printed).is_some()
        || furniture::page_head(printed).is_some()
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

/// The stamp that an archive prints on every page, in the middle of the text as well.
fn mark_stamps(text: &str, lines: &mut [Line]) {
    const STAMP: &str = "Declassified/Released US Department of State";
    if memchr::memmem::find(text.as_bytes(), STAMP.as_bytes()).is_none() {
        return;
    }
    let stamp = |line: &&mut Line| line.of(text).len() <= 160 && line.of(text).contains(STAMP);
    for line in lines.iter_mut().filter(|line| line.role == Role::Text).filter(stamp) {
        line.role = Role::Furniture;
    }
}

/// What a page prints in the middle of a text where its pictures were: `Advertisement`, alone between blank lines.
fn mark_notices(text: &str, lines: &mut [Line]) {
    const NOTICES: [&str; 4] = ["ADVERTISEMENT", "PUBLICIDAD", "ANZEIGE", "CONTINUE READING THE MAIN STORY"];
    let parted: Vec<bool> = lines.iter().skip(1).map(|below| below.after_blank).chain([true]).collect();
    for (line, below) in lines.iter_mut().zip(parted) {
        let said = || NOTICES.iter().any(|notice| line.of(text).eq_ignore_ascii_case(notice));
        if line.role == Role::Text && line.after_blank && below && said() {
            line.role = Role::Furniture;
        }
    }
}

/// Gives lines to the copy.
pub(super) fn wrap(lines: &mut [Line]) {
    for line in lines {
        line.role = Role::Wrapper;
    }
}
