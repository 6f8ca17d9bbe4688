//! Whether a cable fits a query, without an index: the measure for all engines.

use jiff::civil::Date;

use super::{CableId, Field, Folded, Mark, Near, Node, State, Term};
use crate::cable::Classification;

/// A cable as a query sees it.
pub trait Document {
    /// The values of a field. The text and the subject are one value each, of the others each tag, each name and each note
    /// is one; an entity has all its names. Of [`Field::Entity`] these are the names of all kinds.
    fn words(&self, field: Field) -> &[Folded];

    /// The day it was sent, in UTC.
    fn sent(&self) -> Option<Date>;

    /// Its classification.
    fn class(&self) -> Option<Classification>;

    /// The mark of each paragraph.
    fn marks(&self) -> &[Mark];

    /// Its own id.
    fn id(&self) -> Option<&CableId>;

    /// The cables that it cites, each with its year and without: both are looked for.
    fn cites(&self) -> &[CableId];

    /// Whether the reader did this with it. [`State::Unread`] is not asked for: it is the contrary of [`State::Read`].
    fn is(&self, state: State) -> bool;
}

pub(super) fn fits(node: &Node, document: &impl Document) -> bool {
    match node {
        Node::All(nodes) => nodes.iter().all(|node| fits(node, document)),
        Node::Any(nodes) => nodes.iter().any(|node| fits(node, document)),
        Node::Not(node) => !fits(node, document),
        Node::Term(term) => holds(term, document),
    }
}

fn holds(term: &Term, document: &impl Document) -> bool {
    match term {
        Term::Words(field, phrase) => document.words(*field).iter().any(|value| value.holds(phrase)),
        Term::Near(near) => document.words(Field::Text).iter().any(|text| near.is_in(text)),
        Term::Sent(when, period) => {
            let (first, behind) = when.days(*period);
            let is_then =
                |day| first.is_none_or(|first| first <= day) && behind.is_none_or(|behind| day < behind);
            document.sent().is_some_and(is_then)
        }
        Term::Class(levels) => document.class().is_some_and(|level| levels.contains(level)),
        Term::Mark(mark) => document.marks().contains(mark),
        Term::Cites(id) => document.cites().contains(id),
        Term::Id(id) => document.id() == Some(id),
        Term::Is(State::Unread) => !document.is(State::Read),
        Term::Is(state) => document.is(*state),
    }
}

impl Near {
    /// Whether a text has them so, by the rule of FTS5: of the phrases, the one that starts last starts no more than the
    /// distance behind the end of each other. They may overlap.
    pub fn is_in(&self, text: &Folded) -> bool {
        let phrases: Vec<(usize, Vec<usize>)> =
            self.phrases.iter().map(|phrase| (phrase.words().len(), text.places(phrase))).collect();
        let distance = self.distance as usize;
        let ends_close = |last: usize, length: usize, places: &[usize]| {
            let before = places.partition_point(|place| *place <= last);
            places[..before].last().is_some_and(|place| place + length + distance >= last)
        };
        let lasts = phrases.iter().flat_map(|(_, places)| places);
        lasts
            .into_iter()
            .any(|last| phrases.iter().all(|(length, places)| ends_close(*last, *length, places)))
    }
}
