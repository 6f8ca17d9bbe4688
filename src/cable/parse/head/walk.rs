//! The walk down the header: which field each of its lines belongs to, and where the text begins.

use super::seam::Stage;
use super::transmission::{self, Wire};
use super::{caption, classifier, label, level, opening, reference, tags};
use crate::cable::parse::body::{number, ruler};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;
use crate::cable::{Field, Span};

/// Lines looked ahead for another label before the header is held to be over.
const AHEAD: usize = 8;
/// Lines looked ahead for the whole copy behind a truncated one, which ends in dots.
const COPY: usize = 40;

/// What has been seen so far, and the field that an unlabelled line would continue.
#[derive(Default)]
pub(super) struct Walk {
    current: Option<Field>,
    /// Whether the first line has been seen.
    message: bool,
    /// The labelled fields seen since. Each opens once: a second SUBJECT is the text's.
    labels: Vec<Field>,
    /// The last bullet of the references.
    bullet: Option<char>,
    /// The last line of the current field.
    above: Span,
    /// Whether a page has ended behind it.
    torn: bool,
    /// Whether a line has ended in dots since the first line: the truncated copy of a web page.
    truncated: bool,
}

impl Walk {
    /// Whether a labelled field has been seen, behind which the text can begin.
    fn is_labelled(&self) -> bool {
        !self.labels.is_empty()
    }

    /// How far down the header the next line stands.
    pub(super) fn stage(&self) -> Stage {
        match (self.message, self.is_labelled()) {
            (_, true) => Stage::Labelled,
            (true, false) => Stage::Message,
            (false, false) => Stage::Transmission,
        }
    }

    /// A page line or banner stands between the lines: what follows can go on with the field above it.
    pub(super) fn turn_page(&mut self) {
        self.torn = true;
    }

    /// The role of the line; `None` when the text begins with it. `rest` has been cut off it, `below` are the lines
    /// under it.
    pub(super) fn step(
        &mut self,
        text: &str,
        line: &Line,
        rest: Option<&Line>,
        below: &[Line],
    ) -> Option<Role> {
        let printed = line.of(text);
        let turns = below.first().is_some_and(|next| next.role == Role::Furniture);
        if level::is_banner(printed) && turns && self.is_labelled() {
            return Some(Role::Header(None));
        }
        let role = self.role(text, line, rest, below)?;
        self.above = line.text;
        self.torn = false;
        self.truncated =
            printed.ends_with("...") || self.truncated && role != Role::Header(Some(Field::Classification));
        Some(role)
    }

    fn role(&mut self, text: &str, line: &Line, rest: Option<&Line>, below: &[Line]) -> Option<Role> {
        let printed = line.of(text);
        if let Some(field) = self.fresh(printed) {
            self.labels.push(field);
            self.bullet = reference::last_bullet(text, line.text, None);
            return self.field(field);
        }
        if self.declassifies(printed) {
            return self.field(Field::Order);
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
        if self.continues(text, line, self.label_ahead(text, rest, below), below) {
            self.bullet = reference::last_bullet(text, line.text, self.bullet);
            return Some(Role::Header(self.current));
        }
        if self.current == Some(Field::Subject) && !line.after_blank && ruler::is_ruler(printed) {
            self.current = None;
            return Some(Role::Header(None));
        }
        if self.is_labelled() && line.after_blank && calls(printed) {
            return self.field(Field::Attention);
        }
        if self.text_begins(text, line, rest, below) {
            return None;
        }
        if level::is_banner(printed) || ruler::is_ruler(printed) || transmission::wire(printed).is_some() {
            return Some(self.transmission(printed));
        }
        let goes_on = self.current == Some(Field::Attention) && !line.after_blank;
        self.field(if goes_on || addresses(printed) { Field::Attention } else { Field::Remark })
    }

    /// The field that a label opens which has not been seen yet.
    fn fresh(&self, printed: &str) -> Option<Field> {
        label::label(printed).map(|label| label.field).filter(|field| !self.labels.contains(field))
    }

    /// Whether the line under a classifier or a source says when the cable is declassified, though an order has.
    fn declassifies(&self, printed: &str) -> bool {
        matches!(self.current, Some(Field::ClassifiedBy | Field::DerivedFrom))
            && scan::starts(printed, "DECL")
            && label::is_sure(printed)
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

    /// Whether an unlabelled line goes on with the current field. `ahead` says whether another label is below.
    fn continues(&self, text: &str, line: &Line, ahead: bool, below: &[Line]) -> bool {
        let printed = line.of(text);
        let above = &text[self.above.range()];
        if number::opens(printed) || ruler::is_ruler(printed) || level::is_banner(printed) {
            return match self.current {
                Some(Field::References) => self.lists(printed),
                Some(Field::ClassifiedBy) => !line.after_blank && classifier::is_list(printed),
                _ => false,
            };
        }
        let empty = label::label(above).is_some_and(|label| label.content == above.len());
        let apart = (line.after_blank || self.torn) && !empty;
        if !empty && !apart && !ahead && self.is_over(text, line, below) {
            return false;
        }
        match self.current {
            Some(Field::References) => !line.after_blank || reference::goes_on(text, self.above, line.text),
            Some(Field::Order) => label::label(printed).is_some_and(|label| label.field == Field::Order),
            Some(Field::Tags) if self.torn => tags::goes_on(printed),
            // A comma says that the list goes on, even over a blank line.
            Some(Field::Tags) if above.ends_with(',') => !apart || tags::goes_on(printed),
            Some(Field::Tags) => !apart && (empty || tags::goes_on(printed)),
            Some(Field::Subject) if self.torn => ahead,
            Some(Field::Subject) => !apart && !is_sentence_behind_capitals(above, printed),
            Some(Field::ClassifiedBy) => !apart || classifier::goes_on(above, printed),
            Some(Field::DerivedFrom) => !apart,
            _ => false,
        }
    }

    /// Whether a line that looks like the first one of a paragraph is the next of the references: `(C) OSLO 12`.
    fn lists(&self, printed: &str) -> bool {
        let next = |(letter, _)| self.bullet.is_some_and(|last| reference::follows(last, letter));
        reference::bullet(printed).is_some_and(next) && !number::is_counted(printed)
    }

    /// Whether the current field is over, and the text begins with `line` right below it.
    fn is_over(&self, text: &str, line: &Line, below: &[Line]) -> bool {
        let above = &text[self.above.range()];
        let announced = !above.ends_with([',', '-', '/', ';', '&']) && opening::announces(line.of(text));
        announced
            || match self.current {
                Some(Field::Subject) => {
                    opening::is_prose(text, above, line, below) && !opening::is_parted(text, below)
                }
                Some(Field::References) => {
                    opening::is_underlined(text, line, below) || opening::is_prose(text, above, line, below)
                }
                Some(Field::ClassifiedBy | Field::DerivedFrom) => opening::is_underlined(text, line, below),
                _ => false,
            }
    }

    /// Whether the text of the message begins with `line`.
    fn text_begins(&self, text: &str, line: &Line, rest: Option<&Line>, below: &[Line]) -> bool {
        let printed = line.of(text);
        let labelled = self.is_labelled();
        if number::opens(printed) && (labelled || number::opens_marked(printed)) {
            return true;
        }
        (labelled || line.after_blank)
            && !self.label_ahead(text, rest, below)
            && !self.is_copied(text, printed, below)
    }

    /// Whether another label or first line stands a few lines below.
    fn label_ahead(&self, text: &str, rest: Option<&Line>, below: &[Line]) -> bool {
        let following = rest.into_iter().chain(below).take(AHEAD).map(|line| line.of(text));
        let mut following = following.take_while(|next| !number::opens(next));
        // In a text in capitals a line can begin with REFTEL as well.
        let label = |next: &str| {
            self.fresh(next).is_some_and(|field| field != Field::References || reference::is_labelled(next))
        };
        following.any(|next| label(next) || level::first_line(next).is_some())
    }

    /// Whether the header at `printed` is truncated, above or in the lines `below`, and the whole one follows.
    fn is_copied(&self, text: &str, printed: &str, below: &[Line]) -> bool {
        let following = below.iter().take(COPY).map(|line| line.of(text));
        let mut truncated = self.truncated;
        for line in std::iter::once(printed).chain(following.take_while(|line| !number::opens(line))) {
            if level::first_line_in(line).is_some() {
                return truncated;
            }
            truncated |= line.ends_with("...");
        }
        false
    }
}

/// Whether the line is one of the transmission header.
pub(super) fn is_wire(text: &str) -> bool {
    transmission::wire(text).is_some() || level::is_banner(text)
}

/// A whole sentence under a subject in capitals: `This is an action request.`
fn is_sentence_behind_capitals(above: &str, printed: &str) -> bool {
    let small = printed.chars().filter(|c| c.is_lowercase()).count();
    scan::is_capitals(above) && scan::ends_sentence(printed) && small * 2 > printed.len()
}

/// Whether the line calls a department of the capital, `NSC FOR ROE`, and can be nothing else behind the labels too.
fn calls(printed: &str) -> bool {
    const DEPARTMENTS: [&str; 10] =
        ["DEPT", "DEPARTMENT", "STATE", "NSC", "TREASURY", "COMMERCE", "JUSTICE", "SECDEF", "USTR", "USDA"];
    let mut words = printed.split([' ', ':']).filter(|word| !word.is_empty());
    scan::is_capitals(printed)
        && !scan::ends_sentence(printed)
        && words.next().is_some_and(|word| DEPARTMENTS.contains(&word.trim_end_matches('.')))
        && words.next().is_some_and(|word| ["FOR", "PASS"].contains(&word))
}

/// Whether the line is addressed to somebody: `DEPT FOR WHA/MEX`, `TREASURY PASS TO FRB`, `DEPT NEA/MAG (ROE)`.
fn addresses(printed: &str) -> bool {
    let call = |word: &str| ["FOR", "PASS", "ATTN"].iter().any(|call| call.eq_ignore_ascii_case(word));
    !scan::starts_word(printed, "NOT")
        && (["DEPT", "DEPARTMENT", "STATE", "ATTENTION"].iter().any(|word| scan::starts_word(printed, word))
            || printed.split([' ', ':', ',']).filter(|word| !word.is_empty()).take(8).any(call))
}
