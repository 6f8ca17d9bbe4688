//! From the lines of the header to what they say.

use super::{addressee, caption, classifier, label, level, order, reference, tags, transmission};
use crate::cable::parse::copy::retyped;
use crate::cable::parse::copy::wrapper::{self, Wrapping};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::repair::Repairer;
use crate::cable::parse::scan;
use crate::cable::{Block, BlockKind, Cable, Classification, Field, Header, Marking, Reading, Span};

/// One field of the header as printed: the contents of its lines, without the label.
struct Entry {
    field: Field,
    contents: Vec<Span>,
}

/// Reads the header's lines; what the editors of a `retyped` telegram print counts like them. Also gives a block for
/// each field that a reader sees, in the order of the file.
pub(in crate::cable::parse) fn read(
    text: &str,
    lines: &[Line],
    retyped: Option<&retyped::Head>,
    repairer: &Repairer,
) -> (Header, Vec<Block>) {
    let mut header = Header::default();
    let wrapping = Wrapping::of(text, lines);
    let entries = latest(entries(text, lines));
    for entry in &entries {
        fill(text, entry, &mut header, repairer);
    }
    if let Some(head) = retyped {
        head.complete(&mut header);
    }
    let wires = || lines.iter().filter(|line| line.role == Role::Header(None)).map(|line| line.of(text));
    header.transmission_id = wires().find_map(transmission::channel);
    header.classification = header.classification.or_else(|| wires().find_map(transmission::secrecy));
    header.classification = header.classification.or_else(|| wires().find_map(banner));
    let said = name(&header);
    wrapping.complete(text, &mut header, repairer);
    let references = || entries.iter().filter(|entry| entry.field == Field::References);
    let printed_year = references().filter_map(|entry| reference::latest_year(text, &entry.contents)).max();
    identify(&mut header, said, &wrapping, printed_year);
    let mut blocks = Vec::new();
    for entry in &entries {
        let mut add = |reading: Reading| {
            if !reading.text().is_empty() {
                blocks.push(Block {
                    kind: BlockKind::Field(entry.field),
                    reading,
                    paragraph: None,
                    indent: 0,
                });
            }
        };
        match entry.field {
            Field::References => {
                for (reference, spans) in
                    reference::references(text, &entry.contents, header.reference_id.as_deref())
                {
                    add(repairer.reading(spans.iter().copied()));
                    header.references.push(reference);
                }
            }
            Field::To | Field::Info | Field::Captions | Field::Attention | Field::Remark => {
                entry.contents.iter().for_each(|span| add(repairer.reading([*span])));
            }
            _ => add(repairer.reading(entry.contents.iter().copied())),
        }
    }
    (header, blocks)
}

/// The entries of the header: a label or first line opens one, lines of the same field go on with it.
fn entries(text: &str, lines: &[Line]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut current = None;
    for line in lines {
        let Role::Header(Some(field)) = line.role else {
            current = current.filter(|_| matches!(line.role, Role::Furniture | Role::Header(None)));
            continue;
        };
        let opening = opening(line.of(text), field);
        let content = Span::new(line.text.start + opening.unwrap_or(0), line.text.end);
        let joined = opening.is_none() && current == Some(field);
        match entries.last_mut() {
            Some(entry) if joined => entry.contents.push(content),
            _ => entries.push(Entry { field, contents: vec![content] }),
        }
        current = Some(field);
    }
    entries
}

/// The entries without those that a copy has printed above the message's own: the TAGS, SUBJECT or REF of its row.
fn latest(entries: Vec<Entry>) -> Vec<Entry> {
    const ONCE: [Field; 3] = [Field::Tags, Field::Subject, Field::References];
    let last = ONCE.map(|field| entries.iter().rposition(|entry| entry.field == field));
    let numbered = entries.into_iter().enumerate();
    let kept = numbered.filter(|(at, entry)| !ONCE.contains(&entry.field) || last.contains(&Some(*at)));
    kept.map(|(_, entry)| entry).collect()
}

/// The bytes of the label that opens a field's line; `None` for a line that goes on with the field above.
fn opening(printed: &str, field: Field) -> Option<usize> {
    match field {
        Field::From => printed.starts_with("FM ").then_some(3),
        Field::To => printed.starts_with("TO ").then_some(3),
        Field::Info => printed.starts_with("INFO ").then_some(5),
        Field::Classification | Field::Date | Field::Captions => Some(0),
        Field::Attention | Field::Remark => None,
        _ => label::label(printed).filter(|label| label.field == field).map(|label| label.content),
    }
}

fn fill(text: &str, entry: &Entry, header: &mut Header, repairer: &Repairer) {
    let lines = || entry.contents.iter().map(|span| text[span.range()].trim());
    let joined = || scan::folded(&lines().collect::<Vec<_>>().join(" "));
    match entry.field {
        Field::Classification => {
            let Some(first) = lines().next().and_then(level::first_line) else { return };
            header.classification = Some(first.level);
            header.captions.extend(first.captions);
            header.section = first.section;
            header.origin = Some(first.origin);
            header.number = Some(first.number);
        }
        Field::Captions => header.captions.extend(lines().flat_map(caption::captions)),
        Field::Date => {
            let Some(group) = lines().next().and_then(transmission::date_time_group) else { return };
            header.date = header.date.or(group.date);
            header.precedence = header.precedence.take().or(group.precedence.map(str::to_owned));
        }
        Field::From => header.from = header.from.take().or_else(|| Some(joined())),
        Field::To => header.to.extend(addressee::addressees(lines())),
        Field::Info => header.info.extend(addressee::addressees(lines())),
        Field::Order => {
            let order = order::order(&joined());
            // What the order's own line says counts before a line further down.
            let (said, says) = (header.declassify_on.take(), order.declassify);
            header.declassify_on = if order.name.is_some() { says.or(said) } else { said.or(says) };
            header.eo = order.name.or(header.eo.take());
        }
        Field::Tags => header.tags.extend(tags::tags(&joined())),
        Field::Subject => {
            let Some(first) = entry.contents.first() else { return };
            let marking = Marking::read(text, *first).filter(|_| text[first.range()].starts_with('('));
            let start = marking.as_ref().map_or(first.start, |marking| marking.span.end);
            let start = start + scan::blanks(&text[start..first.end]);
            let behind =
                std::iter::once(Span::new(start, first.end)).chain(entry.contents[1..].iter().copied());
            let subject = repairer.reading(behind);
            header.subject = Some(subject).filter(|subject| !subject.text().is_empty());
            header.subject_marking = marking;
        }
        Field::ClassifiedBy => {
            // A machine fills the label with other fields now and then, and the drafter names the classifier below.
            let named = classifier::classified_by(text, &entry.contents);
            let kept = header.classified_by.take().filter(|kept| classifier::reason(kept).is_some());
            header.classified_by = kept.or(named);
        }
        Field::DerivedFrom => header.derived_from = Some(joined()).filter(|source| !source.is_empty()),
        Field::References | Field::Attention | Field::Remark => {}
    }
}

/// The level that a banner above the labels gives, where the first line is lost. One that opens the cable to everybody
/// may be a stamp of today.
fn banner(printed: &str) -> Option<Classification> {
    let (level, _) = level::level(printed).filter(|_| level::is_banner(printed))?;
    (level != Classification::Unclassified && !scan::has_small(printed)).then_some(level)
}

/// The id: year, and post and number as the message has `said` them. The year is the date's, else the wrapper's, else
/// the latest of the references.
fn identify(header: &mut Header, said: Option<String>, wrapping: &Wrapping, printed_year: Option<i16>) {
    let Some(name) = said else {
        header.reference_id = wrapping.id.clone();
        return;
    };
    let dated = header.date.map(|date| date.to_string().get(2..4).unwrap_or_default().to_owned());
    let wrapped = || wrapping.id.as_deref().and_then(|id| id.get(..2)).map(str::to_owned);
    let printed = || printed_year.map(|year| format!("{:02}", year % 100));
    header.reference_id = dated.or_else(wrapped).or_else(printed).map(|year| year + &name);
}

/// The id without its year: `MEXICO2882`.
fn name(header: &Header) -> Option<String> {
    let post: String = header.origin.as_ref()?.split_whitespace().collect();
    Some(post + header.number.as_ref()?)
}

impl Cable {
    /// The cable's id, with the help of the name of its file.
    ///
    /// A copy without a date-time group gives no sure year. Copies are usually named after their id, so a name that
    /// has the post and the number of the first line, `02OSLO123.txt`, is taken for the year.
    pub fn reference_id(&self, file_name: &str) -> Option<String> {
        let words = file_name.split(|c: char| !c.is_ascii_alphanumeric());
        let post = name(&self.header).filter(|_| self.header.date.is_none());
        let named = words
            .filter_map(wrapper::id)
            .find(|id| post.as_deref().is_some_and(|post| id.get(2..) == Some(post)));
        named.or_else(|| self.header.reference_id.clone())
    }
}
