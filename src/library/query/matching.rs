//! Whether a cable fits a query, without an index: the measure for all engines.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{CableId, Field, Folded, Mark, Near, Node, State, Term};
use crate::cable::Classification;

/// A cable as a query sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The values of each field. The text and the subject are one value each, of the others each tag, each name and each
    /// note is one; an entity has all its names. Of [`Field::Entity`] these are the names of all kinds.
    pub words: BTreeMap<Field, Vec<Folded>>,
    /// The day it was sent, in UTC.
    pub sent: Option<Date>,
    /// Its classification.
    pub class: Option<Classification>,
    /// The mark of each paragraph.
    pub marks: Vec<Mark>,
    /// Its own id.
    pub id: Option<CableId>,
    /// The cables that it cites, each with its year and without: both are looked for.
    pub cites: Vec<CableId>,
    /// What the reader did with it. [`State::Unread`] is never among them: it is the contrary of [`State::Read`].
    pub states: Vec<State>,
}

impl Document {
    fn values(&self, field: Field) -> &[Folded] {
        self.words.get(&field).map_or(&[], Vec::as_slice)
    }
}

pub(super) fn fits(node: &Node, document: &Document) -> bool {
    match node {
        Node::All(nodes) => nodes.iter().all(|node| fits(node, document)),
        Node::Any(nodes) => nodes.iter().any(|node| fits(node, document)),
        Node::Not(node) => !fits(node, document),
        Node::Term(term) => holds(term, document),
    }
}

fn holds(term: &Term, document: &Document) -> bool {
    match term {
        Term::Words(field, phrase) => document.values(*field).iter().any(|value| value.holds(phrase)),
        Term::Near(near) => document.values(Field::Text).iter().any(|text| near.is_in(text)),
        Term::Sent(when, period) => {
            let (first, behind) = when.days(*period);
            let is_then =
                |day| first.is_none_or(|first| first <= day) && behind.is_none_or(|behind| day < behind);
            document.sent.is_some_and(is_then)
        }
        Term::Class(levels) => document.class.is_some_and(|level| levels.contains(level)),
        Term::Mark(mark) => document.marks.contains(mark),
        Term::Cites(id) => document.cites.contains(id),
        Term::Id(id) => document.id.as_ref() == Some(id),
        Term::Is(State::Unread) => !document.states.contains(&State::Read),
        Term::Is(state) => document.states.contains(state),
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
