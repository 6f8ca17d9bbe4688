//! Cables for tests: put into an engine, and asked without one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use reftel::entity::Kind;
use reftel::library::query::{CableId, Document, Field, Folded, Mark, State};
use reftel::library::{
    Answer, Card, Engine, Filing, Hit, Name, NoteText, Place, Query, Scanned, Stamp, Standing,
};

/// How the files of these tests looked.
pub(crate) const STAMP: Stamp = Stamp { size: 7, changed: -1_234_567_890_123 };

/// A cable of the file `path`, its first, with this id and text and nothing else.
pub(crate) fn filing(path: &str, key: &str, text: &str) -> Filing {
    let place = Place { path: PathBuf::from(path), index: 0 };
    Filing {
        card: Card { place, key: key.into(), text_sha256: format!("sha of {text}"), ..Card::default() },
        text: Folded::new(text),
        ..Filing::default()
    }
}

/// A file of these cables, which become its first, its second...
pub(crate) fn scanned(path: impl AsRef<Path>, filings: impl IntoIterator<Item = Filing>) -> Scanned {
    let path = path.as_ref().to_owned();
    let cables = filings.into_iter().enumerate().map(|(index, mut filing)| {
        filing.card.place = Place { path: path.clone(), index };
        filing
    });
    Scanned { cables: Ok(cables.collect()), path: path.clone(), stamp: STAMP }
}

/// An entity of one form or several, the fullest first, named once in the first paragraph.
pub(crate) fn name(kind: Kind, forms: &[&str]) -> Name {
    let aliases = forms[1..].iter().map(ToString::to_string).collect();
    Name { kind, name: forms[0].into(), aliases, mentions: 1, paragraphs: vec![0] }
}

pub(crate) fn place(path: &str, index: usize) -> Place {
    Place { path: path.into(), index }
}

pub(crate) fn date(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

/// The keys of the cables that a query finds, in order.
pub(crate) fn found(engine: &dyn Engine, query: &str) -> Vec<String> {
    keys(engine.search(&parsed(query), &[], 1000))
}

pub(crate) fn parsed(query: &str) -> Query {
    Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}

pub(crate) fn keys(hits: Answer<Vec<Hit>>) -> Vec<String> {
    hits.unwrap().into_iter().map(|hit| hit.card.key).collect()
}

/// All that is known of one cable, as the reference sees it.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) filing: Filing,
    pub(crate) names: Vec<Name>,
    pub(crate) standing: Standing,
    pub(crate) texts: Vec<NoteText>,
}

impl Paper {
    /// As a query sees it.
    pub(crate) fn document(&self) -> Document {
        let Filing { card, sender, tags, cites, marks, text } = &self.filing;
        let mut words: BTreeMap<Field, Vec<Folded>> = BTreeMap::new();
        let mut add = |field, text: &str| words.entry(field).or_default().push(Folded::new(text));
        add(Field::Text, text.as_str());
        add(Field::Subject, &card.subject);
        add(Field::From, &card.post);
        add(Field::From, sender);
        tags.iter().for_each(|tag| add(Field::Tag, tag));
        self.texts.iter().for_each(|NoteText(words)| add(Field::Note, words));
        for name in &self.names {
            let field = match name.kind {
                Kind::Person => Some(Field::Person),
                Kind::Organization => Some(Field::Organization),
                Kind::Place => Some(Field::Place),
                _ => None,
            };
            for form in name.forms() {
                field.into_iter().chain([Field::Entity]).for_each(|field| add(field, form));
            }
        }
        let mark = |code: &String| if code.is_empty() { Mark::Unmarked } else { Mark::Code(code.clone()) };
        let without_year = |id: &String| id.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        let standing = self.standing;
        let states = [
            (State::Read, standing.read > 0 && standing.read >= card.paragraphs),
            (State::Noted, standing.notes > 0),
            (State::Pinned, standing.pinned),
        ];
        Document {
            words,
            sent: card.date.map(|date| TimeZone::UTC.to_datetime(date).date()),
            class: card.classification,
            marks: marks.iter().map(mark).collect(),
            id: card.id().and_then(CableId::parse),
            cites: cites
                .iter()
                .flat_map(|id| [id.clone(), without_year(id)])
                .filter_map(|id| CableId::parse(&id))
                .collect(),
            states: states.into_iter().filter(|(_, is_so)| *is_so).map(|(state, _)| state).collect(),
        }
    }
}
