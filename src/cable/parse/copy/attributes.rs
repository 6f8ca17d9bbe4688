//! What an archive says about a cable in labels and values: `Reference ID`, `Created`, `Draft Date: 04 MAR 1975`.

use super::when;
use super::wrapper::id;
use crate::cable::Span;
use crate::cable::parse::head::level;
use crate::cable::parse::scan;

/// What an attribute tells about the cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Id,
    Date,
    Classification,
    Origin,
    From,
    To,
    Tags,
    Subject,
    /// Known, but of no use for the cable.
    Nothing,
}

/// Labels with what they tell and how good a witness each is: 0 is the best.
const NAMES: [(&str, Fact, u8); 41] = [
    ("Reference ID", Fact::Id, 0),
    ("Canonical ID", Fact::Id, 0),
    ("Identifier", Fact::Id, 0),
    ("Document Number", Fact::Id, 0),
    ("Cable ID", Fact::Id, 0),
    ("Cable number", Fact::Id, 0),
    ("Ref ID", Fact::Id, 0),
    ("RefID", Fact::Id, 0),
    ("MRN", Fact::Id, 0),
    ("Created", Fact::Date, 0),
    ("Cable date", Fact::Date, 0),
    ("Date sent", Fact::Date, 0),
    ("Date", Fact::Date, 0),
    ("Draft Date", Fact::Date, 1),
    ("Original Classification", Fact::Classification, 0),
    ("Classification", Fact::Classification, 1),
    ("Previous Classification", Fact::Classification, 2),
    ("Current Classification", Fact::Classification, 3),
    ("Origin", Fact::Origin, 0),
    ("From", Fact::From, 0),
    ("Sent by", Fact::Origin, 1),
    ("TAGS", Fact::Tags, 0),
    ("Subject", Fact::Subject, 0),
    ("Title", Fact::Subject, 1),
    ("ID", Fact::Nothing, 0),
    ("Destination", Fact::Nothing, 0),
    ("Header", Fact::Nothing, 0),
    ("Released", Fact::Nothing, 0),
    ("Source", Fact::Nothing, 0),
    ("History", Fact::Nothing, 0),
    ("To", Fact::To, 0),
    ("Type", Fact::Nothing, 0),
    ("Executive Order", Fact::Nothing, 0),
    ("Handling Restrictions", Fact::Nothing, 0),
    ("Character Count", Fact::Nothing, 0),
    ("Concepts", Fact::Nothing, 0),
    ("Locator", Fact::Nothing, 0),
    ("Enclosure", Fact::Nothing, 0),
    ("Office Origin", Fact::Nothing, 0),
    ("Office Action", Fact::Nothing, 0),
    ("Markings", Fact::Nothing, 0),
];

/// A label with what it tells.
type Label = (Fact, u8);

/// Reads labels and values line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// The label whose value stands on the line below it.
    open: Option<Label>,
    /// The labels at the top of the columns of a table whose values stand in the row below.
    columns: Vec<Label>,
    /// The best value of each fact.
    values: Vec<(Label, Span)>,
}

impl Attributes {
    /// Where the best witness of a fact gives its value.
    pub(super) fn value(&self, fact: Fact) -> Option<Span> {
        let witnesses = self.values.iter().filter(|((told, _), _)| *told == fact);
        witnesses.min_by_key(|((_, rank), _)| *rank).map(|(_, span)| *span)
    }

    /// Learns from one line.
    pub(super) fn read(&mut self, text: &str, line: Span) {
        let printed = &text[line.range()];
        if let Some(columns) = columns(printed) {
            self.columns = columns;
            return;
        }
        for (label, cell) in std::mem::take(&mut self.columns).into_iter().zip(cells(text, line)) {
            self.add(text, label, cell);
        }
        let labelled = labelled(printed);
        let value = labelled.map_or(line, |(_, at)| Span::new(line.start + at, line.end));
        let label = labelled.map(|(label, _)| label).or(self.open.take());
        match label {
            Some(label) if value.is_empty() => self.open = Some(label),
            Some(label) => self.add(text, label, value),
            None => {}
        }
    }

    fn add(&mut self, text: &str, label: Label, value: Span) {
        let printed = text[value.range()].trim_matches(['\'', '"', ' ']);
        let given = !printed.is_empty()
            && !["n/a", "none", "-- not assigned --", "-- n/a or blank --"]
                .iter()
                .any(|nothing| nothing.eq_ignore_ascii_case(printed));
        // The first witness of a rank is the one; a value that cannot be read is none.
        let read = match label.0 {
            Fact::Id => printed.split(['_', ' ']).any(|word| id(word).is_some()),
            Fact::Date => when::moment(printed).is_some(),
            Fact::Classification => level::level(printed).is_some(),
            Fact::Nothing => false,
            _ => given,
        };
        if read && self.values.iter().all(|(known, _)| *known != label) {
            let start = value.start + text[value.range()].find(printed).unwrap_or_default();
            self.values.push((label, Span::new(start, start + printed.len())));
        }
    }
}

/// The label that a line begins with and where its value does; a label alone has an empty value.
pub(super) fn labelled(printed: &str) -> Option<(Label, usize)> {
    let at = printed.bytes().take(32).position(|byte| byte == b':' || byte == b'\t');
    let name = &printed[..at.unwrap_or(printed.len())];
    let value = at.map_or(printed.len(), |at| at + 1);
    let value = value + scan::blanks(printed.get(value..)?);
    Some((known(name)?, value))
}

/// The labels of a row of columns: `Reference ID`, `Created`, `Released` with tabs between them.
pub(super) fn columns(printed: &str) -> Option<Vec<Label>> {
    (printed.len() < 400 && printed.contains('\t'))
        .then(|| printed.split('\t').map(known).collect())
        .flatten()
}

fn known(name: &str) -> Option<Label> {
    let name = name.trim();
    let found = NAMES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    Some((found.1, found.2))
}

/// The cells of a row, trimmed.
fn cells(text: &str, line: Span) -> impl Iterator<Item = Span> {
    let mut from = line.start;
    text[line.range()].split('\t').map(move |cell| {
        let start = from + scan::blanks(cell);
        from += cell.len() + 1;
        Span::new(start, start + cell.trim().len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(page: &str, fact: Fact) -> Option<&str> {
        let mut attributes = Attributes::default();
        let mut start = 0;
        for line in page.split_inclusive('\n') {
            let printed = line.trim();
            if !printed.is_empty() {
                let at = start + scan::blanks(line);
                attributes.read(page, Span::new(at, at + printed.len()));
            }
            start += line.len();
        }
        attributes.value(fact).map(|span| &page[span.range()])
    }

    #[test]
    fn values_behind_below_and_in_columns() {
        assert_eq!(value("Identifier: 09OSLO12", Fact::Id), Some("09OSLO12"));
        assert_eq!(value("Canonical ID:\n2009OSLO00012_e\n", Fact::Id), Some("2009OSLO00012_e"));
        let table = "Reference ID\tCreated\tReleased\n09OSLO12\t2009-01-02 03:04\t2010-11-12 13:14\n";
        assert_eq!(value(table, Fact::Id), Some("09OSLO12"));
        assert_eq!(value(table, Fact::Date), Some("2009-01-02 03:04"));
        assert_eq!(value("Subject: 'HARBOR TALKS'", Fact::Subject), Some("HARBOR TALKS"));
    }

    #[test]
    fn the_best_witness_counts_and_blanks_are_none() {
        let page = "Current Classification: UNCLASSIFIED\nOriginal Classification: SECRET\nTAGS: n/a\n";
        assert_eq!(value(page, Fact::Classification), Some("SECRET"));
        assert_eq!(value(page, Fact::Tags), None);
        assert_eq!(value("Date: when it suits\nIdentifier\nnone\n", Fact::Date), None);
    }
}
