//! The header: which lines belong to it, and which field each of them is part of.

pub(super) mod addressee;
pub(super) mod caption;
pub(super) mod classifier;
pub(super) mod fields;
pub(super) mod label;
pub(super) mod level;
pub(super) mod opening;
mod order;
pub(super) mod reference;
pub(super) mod seam;
pub(super) mod second;
pub(super) mod tags;
pub(super) mod transmission;
mod walk;

use std::ops::Range;

use super::line::{Line, Role};
use crate::cable::Field;
use transmission::Wire;
use walk::{Walk, is_wire};

/// Lines searched for the beginning of a header: the longest address lists run to about 200.
const REACH: usize = 400;

/// Gives the lines of the header their roles and returns the index of the first line of the text.
///
/// Lines that a copy has glued together are cut: `DEPT FOR EUR E.O. 12958: ... TAGS: ...`.
pub(super) fn mark(text: &str, lines: &mut Vec<Line>) -> usize {
    let ours = lines.iter().enumerate().filter(|(_, line)| line.role != Role::Wrapper).take(REACH);
    let begins = |(place, (_, line)): &(usize, (usize, &Line))| {
        let printed = line.of(text);
        is_sign(printed) || *place == 0 && label::label(printed).is_some()
    };
    let Some((_, (anchor, _))) = ours.enumerate().find(begins) else { return 0 };
    let mut marked: Vec<Line> = Vec::with_capacity(lines.len());
    let wire = lines[..anchor]
        .iter()
        .position(|line| line.role != Role::Wrapper && is_wire(line.of(text)))
        .unwrap_or(anchor);
    for (index, line) in lines[..anchor].iter().enumerate() {
        let role = match line.role {
            Role::Text if index < wire => Role::Wrapper,
            Role::Text => Role::Header(None),
            role => role,
        };
        marked.push(line.with(role));
    }
    let mut walk = Walk::default();
    for index in anchor..lines.len() {
        let mut rest = Some(lines[index]);
        while let Some(line) = rest.take() {
            let at = if line.role == Role::Text { seam::seam(line.of(text), walk.stage()) } else { None };
            let line = match at {
                Some(at) => {
                    let (head, tail) = line.cut(text, line.text.start + at);
                    rest = Some(tail.parted(seam::is_ruled(tail.of(text))));
                    head
                }
                None => line,
            };
            let role = match line.role {
                Role::Text => walk.step(text, &line, rest.as_ref(), &lines[index + 1..]),
                role => {
                    walk.turn_page();
                    Some(role)
                }
            };
            let Some(role) = role else {
                let start = marked.len();
                marked.push(line);
                marked.extend(rest);
                marked.extend_from_slice(&lines[index + 1..]);
                *lines = marked;
                retire_earlier(text, &mut lines[..start]);
                return start;
            };
            marked.push(line.with(role));
        }
    }
    *lines = marked;
    retire_earlier(text, lines);
    lines.len()
}

/// Where the first line is printed again, the header that counts is the last. One with labels or dots before it is the
/// truncated copy of a web page; any other is the frame of a repeated message.
fn retire_earlier(text: &str, lines: &mut [Line]) {
    // The transmission header as well can be given by the page and again by the copy.
    let again = repeated(lines, Field::Date);
    for line in &mut lines[again] {
        line.role = if matches!(line.role, Role::Header(_)) { Role::Header(None) } else { line.role };
    }
    let earlier = repeated(lines, Field::Classification);
    let earlier = &mut lines[earlier];
    let told = |line: &Line| label::label(line.of(text)).is_some() || line.of(text).ends_with("...");
    let complete = earlier.iter().any(told);
    for line in earlier {
        line.role = match line.role {
            Role::Header(_) if complete => Role::Wrapper,
            Role::Header(Some(Field::Attention)) => line.role,
            Role::Header(_) => Role::Header(None),
            role => role,
        };
    }
}

/// The lines from the first one of `field` up to its last.
fn repeated(lines: &[Line], field: Field) -> Range<usize> {
    let is_field = |line: &Line| line.role == Role::Header(Some(field));
    let first = lines.iter().position(is_field).unwrap_or(0);
    first..lines.iter().rposition(is_field).unwrap_or(first)
}

/// Whether a line shows that a header begins here, at its start or where a copy has glued the start to other words.
fn is_sign(text: &str) -> bool {
    let telling = |text: &str, fields: &[Field]| {
        label::label(text).is_some_and(|label| label.colon && fields.contains(&label.field))
    };
    let inside = [Field::Order, Field::Tags, Field::ClassifiedBy];
    level::first_line_in(text).is_some()
        || level::first_line(text).is_some()
        || telling(text, &[Field::Subject, Field::DerivedFrom])
        || telling(text, &inside)
        || label::glued(text).is_some_and(|at| telling(&text[at..], &inside))
        || matches!(transmission::wire(text), Some(Wire::Date))
        || transmission::is_address(text)
        || transmission::is_channel(text)
        || seam::is_row(text)
}
