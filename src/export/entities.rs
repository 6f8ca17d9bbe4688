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
/// numbers repeat), `null` in the header and the trailer. `source` of an entity is `user` where a correction or the
/// reader's lexicon made it what it is, else `null`; `why` says what the correction does.
pub struct Entities<'a> {
    /// The cable.
    pub cable: &'a Cable,
    /// What it speaks of.
    pub extraction: &'a Extraction,
    /// The name of the file that the cable was read from.
    pub file: &'a str,
}

impl Entities<'_> {
    /// The columns of [`Self::rows`].
    pub const COLUMNS: [&'static str; 12] = [
        "file",
        "id",
        "kind",
        "name",
        "mention",
        "paragraph",
        "start",
        "end",
        "expansion",
        "role",
        "value",
        "why",
    ];

    /// A table of the mentions, entity by entity; empty cells where nothing is known. Offsets as in the JSON.
    pub fn rows(&self) -> impl Iterator<Item = [String; 12]> {
        let offsets = Offsets::new(self.cable);
        (1..).zip(&self.extraction.entities).flat_map(move |(number, entity)| {
            let cells = |mention: &Mention| {
                let place = offsets.of(mention.span);
                [
                    self.file.to_owned(),
                    format!("e{number}"),
                    entity.kind.name().to_owned(),
                    entity.name.clone(),
                    printed(self.cable, mention.span),
                    mention.paragraph.map(|paragraph| (paragraph + 1).to_string()).unwrap_or_default(),
                    place.start.to_string(),
                    place.end.to_string(),
                    entity.expansion.clone().unwrap_or_default(),
                    entity.role.clone().unwrap_or_default(),
                    entity.value.clone().unwrap_or_default(),
                    entity.why.join("; "),
                ]
            };
            entity.mentions.iter().map(cells).collect::<Vec<_>>()
        })
    }
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
        source: entity.source().map(|source| source.name()),
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
