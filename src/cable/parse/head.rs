//! The header: which lines belong to it, and which field each of them is part of.

use std::ops::Range;

use super::super::{Field, Span};
use super::line::{Line, Role};
use super::number;
use super::transmission::{self, Wire};
use super::{caption, label, level, reference, ruler, scan};

/// Lines searched for the beginning of a header: the longest address lists run to about 200.
const REACH: usize = 400;
/// Lines looked ahead for another label before the header is held to be over.
const AHEAD: usize = 8;

/// Gives the lines of the header their roles and returns the index of the first line of the text.
///
/// Lines that a copy has glued together are cut: `DEPT FOR EUR E.O. 12958: ... TAGS: ...`.
pub(super) fn mark(text: &str, lines: &mut Vec<Line>) -> usize {
    let ours = lines.iter().enumerate().filter(|(_, line)| line.role != Role::Wrapper);
    let Some((anchor, _)) = ours.take(REACH).find(|(_, line)| is_sign(line.of(text))) else { return 0 };
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
            let line = match label::glued(line.of(text)) {
                Some(at) if line.role == Role::Text => {
                    let (head, tail) = line.cut(text, line.text.start + at);
                    rest = Some(tail);
                    head
                }
                _ => line,
            };
            let role = match line.role {
                Role::Text => walk.step(text, &line, &lines[index + 1..]),
                role => Some(role),
            };
            walk.above = line.text;
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

/// Where the first line is printed again, the header that counts is the last. A complete one before it is the
/// truncated copy of a web page; one without labels is the frame of a repeated message.
fn retire_earlier(text: &str, lines: &mut [Line]) {
    // The transmission header as well can be given by the page and again by the copy.
    let again = repeated(lines, Field::Date);
    for line in &mut lines[again] {
        line.role = if matches!(line.role, Role::Header(_)) { Role::Header(None) } else { line.role };
    }
    let earlier = repeated(lines, Field::Classification);
    let earlier = &mut lines[earlier];
    let complete = earlier.iter().any(|line| label::label(line.of(text)).is_some());
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

/// Whether a line shows that a header begins here.
fn is_sign(text: &str) -> bool {
    level::first_line(text).is_some()
        || label::label(text).is_some_and(|label| label.colon && label.field != Field::References)
        || matches!(transmission::wire(text), Some(Wire::Date))
        || transmission::is_address(text)
        || text.starts_with("VZCZ")
}

fn is_wire(text: &str) -> bool {
    transmission::wire(text).is_some() || level::is_banner(text)
}

/// What has been seen so far, and the field that an unlabelled line would continue.
#[derive(Default)]
struct Walk {
    current: Option<Field>,
    /// Whether the first line has been seen.
    message: bool,
    /// The labelled fields seen since. Each opens once: a second SUBJECT is the text's.
    labels: Vec<Field>,
    /// Where the line above stands.
    above: Span,
}

impl Walk {
    /// The role of the line; `None` when the text begins with it.
    fn step(&mut self, text: &str, line: &Line, below: &[Line]) -> Option<Role> {
        let printed = line.of(text);
        if let Some(field) = self.fresh(printed) {
            self.labels.push(field);
            return self.field(field);
        }
        if level::first_line(printed).is_some() {
            self.message = true;
            self.labels.clear();
            return self.field(Field::Classification);
        }
        if !caption::captions(printed).is_empty() {
            return self.field(Field::Captions);
        }
        if !self.message && self.labels.is_empty() {
            return Some(self.transmission(printed));
        }
        if self.continues(text, line) {
            return Some(Role::Header(self.current));
        }
        if self.text_begins(text, line, below) {
            return None;
        }
        if level::is_banner(printed) || ruler::is_ruler(printed) || transmission::wire(printed).is_some() {
            return Some(self.transmission(printed));
        }
        self.field(Field::Attention)
    }

    /// The field that a label opens which has not been seen yet.
    fn fresh(&self, printed: &str) -> Option<Field> {
        label::label(printed).map(|label| label.field).filter(|field| !self.labels.contains(field))
    }

    fn field(&mut self, field: Field) -> Option<Role> {
        self.current = Some(field);
        Some(Role::Header(self.current))
    }

    /// A line above the first line: routing, date-time group, addressees, or what a web page has put between.
    fn transmission(&mut self, printed: &str) -> Role {
        self.current = match transmission::wire(printed) {
            Some(Wire::Date) => Some(Field::Date),
            Some(Wire::From) => Some(Field::From),
            Some(Wire::To) => Some(Field::To),
            Some(Wire::Info) => Some(Field::Info),
            Some(Wire::Exempt) => self.current.filter(|field| matches!(field, Field::To | Field::Info)),
            Some(Wire::Other) => None,
            None => self.current.filter(|field| {
                matches!(field, Field::To | Field::Info)
                    && scan::is_capitals(printed)
                    && !level::is_banner(printed)
            }),
        };
        let known = self.current.is_some() || is_wire(printed) || !printed.contains(char::is_lowercase);
        if known { Role::Header(self.current) } else { Role::Wrapper }
    }

    /// Whether an unlabelled line goes on with the current field.
    fn continues(&self, text: &str, line: &Line) -> bool {
        let printed = line.of(text);
        let starts_text = number::opens(printed) || ruler::is_ruler(printed) || level::is_banner(printed);
        match self.current {
            Some(Field::References) if line.after_blank => {
                !starts_text && reference::goes_on(text, self.above, line.text)
            }
            Some(Field::References) => !starts_text || reference::bullet(printed).is_some(),
            Some(Field::Tags) => !line.after_blank && !printed.contains(char::is_lowercase) && !starts_text,
            Some(Field::Subject | Field::ClassifiedBy | Field::DerivedFrom) => {
                !line.after_blank && !starts_text
            }
            _ => false,
        }
    }

    /// Whether the text of the message begins with `line`; `below` are the lines under it.
    fn text_begins(&self, text: &str, line: &Line, below: &[Line]) -> bool {
        let printed = line.of(text);
        let labelled = !self.labels.is_empty();
        if number::opens(printed) && (labelled || number::opens_marked(printed)) {
            return true;
        }
        let mut following =
            below.iter().take(AHEAD).map(|line| line.of(text)).take_while(|next| !number::opens(next));
        let label_ahead =
            following.any(|next| self.fresh(next).is_some() || level::first_line(next).is_some());
        !label_ahead && (labelled || line.after_blank)
    }
}
