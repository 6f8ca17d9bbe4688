//! The sheet of data that a page or an archive prints with a message: labels and values above it, or in place of its
//! header, or behind it.

use super::attributes::{self, Fact};
use super::wrapper;
use super::{REACH, begins, wrap};
use crate::cable::parse::body::number;
use crate::cable::parse::head::{label, level};
use crate::cable::parse::line::{Line, Role};

/// Labels that make a sheet when none of them gives an id.
const LABELS: usize = 3;
/// Lines between the last label and the message: a value of several lines, the names of other documents.
const APART: usize = 40;

/// Gives the lines of the sheets to the copy.
pub(super) fn mark(text: &str, lines: &mut [Line]) {
    let reach = lines.len().min(REACH);
    let message = lines[..reach].iter().position(|line| line.role == Role::Text && begins(line.of(text)));
    if let Some(end) = message.map_or_else(|| instead(text, &lines[..reach]), |at| above(text, &lines[..at]))
    {
        wrap(&mut lines[..end]);
    }
    let is = |line: &Line, name: &str| line.of(text).eq_ignore_ascii_case(name);
    if let Some(line) = lines.iter_mut().take(REACH).find(|line| is(line, "Message Text")) {
        line.role = Role::Wrapper;
    }
    if let Some(start) = lines.iter().position(|line| is(line, "Message Attributes")) {
        wrap(&mut lines[start..]);
    }
}

/// Where the sheet ends that stands above a transmission header; `lines` are those above it.
fn above(text: &str, lines: &[Line]) -> Option<usize> {
    let labels = || lines.iter().filter(|line| attributes::labelled(line.of(text)).is_some()).count();
    let last = lines.iter().rposition(|line| labels_of(line.of(text)).is_some())?;
    let close = lines.len() - last <= APART && !lines[last..].iter().any(|line| number::opens(line.of(text)));
    let sheet = close && (id(text, lines).is_some() || labels() >= LABELS);
    // The banner above the transmission header is the message's.
    let banner = lines.last().is_some_and(|line| level::is_banner(line.of(text)));
    sheet.then(|| lines.len() - usize::from(banner))
}

/// Where the sheet ends that stands in place of a header. Labels that a message has as well are the message's.
fn instead(text: &str, lines: &[Line]) -> Option<usize> {
    let start = id(text, lines)?;
    let mut value = false;
    let inside = lines[start..].iter().take_while(|line| {
        let printed = line.of(text);
        let ours = label::is_sure(printed);
        let labels = labels_of(printed);
        let inside = !ours && (value || labels.is_some());
        // A label alone has its value on the line below, and so has a row of labels.
        let alone = attributes::labelled(printed).is_none_or(|(_, at)| at == printed.len());
        value = inside && labels.is_some() && alone;
        inside
    });
    Some(start + inside.count())
}

/// The line that labels the id of the cable, on it or below it.
fn id(text: &str, lines: &[Line]) -> Option<usize> {
    let names = |line: &Line| {
        let words = line.of(text).split(|c: char| c.is_whitespace() || c == '_' || c == ':').take(8);
        words.filter_map(wrapper::id).next().is_some()
    };
    (0..lines.len()).find(|&at| {
        labels_of(lines[at].of(text)).is_some_and(|facts| facts.contains(&Fact::Id))
            && lines[at..].iter().take(2).any(names)
    })
}

/// What the labels of a line tell: the one it begins with, or those of a row of columns.
fn labels_of(printed: &str) -> Option<Vec<Fact>> {
    let one = attributes::labelled(printed).map(|((fact, _), _)| vec![fact]);
    one.or_else(|| Some(attributes::columns(printed)?.into_iter().map(|(fact, _)| fact).collect()))
}
