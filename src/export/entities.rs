//! The stable JSON of `reftel entities`.

use serde::{Serialize, Serializer};

use super::json::{List, object};
use super::offsets::Offsets;
use crate::cable::{Cable, Span};
use crate::entity::{Acronym, Entity, Extraction, Mention};

/// `{"schema": 1, "file", "entities": [...], "acronyms": [...]}`.
///
/// Offsets count Unicode scalars of the decoded file, half-open. `text` is what the file prints there, line breaks
/// folded to one space. `paragraph` is the paragraph's `index` of `reftel parse` (from 1, unique even where printed
/// numbers repeat), `null` in the header and the trailer.
pub struct Entities<'a> {
    /// The cable.
    pub cable: &'a Cable,
    /// What it speaks of.
    pub extraction: &'a Extraction,
    /// The name of the file that the cable was read from.
    pub file: &'a str,
}

impl Serialize for Entities<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cable, extraction, file } = *self;
        let offsets = &Offsets::new(cable);
        let entities = (1..).zip(&extraction.entities);
        object! {
            schema: 1,
            file,
            entities: List(entities.map(|(number, it)| entity(cable, number, it, offsets))),
            acronyms: List(extraction.acronyms.iter().map(|it| acronym(cable, it, offsets))),
        }
        .serialize(serializer)
    }
}

fn entity(cable: &Cable, number: usize, entity: &Entity, offsets: &Offsets) -> impl Serialize {
    object! {
        id: format!("e{number}"),
        kind: entity.kind.name(),
        name: &entity.name,
        aliases: &entity.aliases,
        expansion: &entity.expansion,
        role: &entity.role,
        value: &entity.value,
        why: &entity.why,
        mentions: List(entity.mentions.iter().map(|it| mention(cable, it, offsets))),
    }
}

fn acronym(cable: &Cable, acronym: &Acronym, offsets: &Offsets) -> impl Serialize {
    object! {
        text: &acronym.text,
        expansion: &acronym.expansion,
        source: acronym.source.map(|source| source.name()),
        mentions: List(acronym.mentions.iter().map(|it| mention(cable, it, offsets))),
    }
}

fn mention(cable: &Cable, mention: &Mention, offsets: &Offsets) -> impl Serialize {
    let place = offsets.of(mention.span);
    object! {
        start: place.start,
        end: place.end,
        text: printed(cable, mention.span),
        paragraph: mention.paragraph.map(|paragraph| paragraph + 1),
    }
}

fn printed(cable: &Cable, span: Span) -> String {
    let text = cable.text.get(span.range()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
