//! What goes out of a release, and the report on what does not: as lines for people and as JSON.
//!
//! The lines are raw; whoever writes them makes them safe. The report repeats nothing that is withheld.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::json::{List, object};
use crate::cable::{BlockKind, Cable, Field, Paragraph, counted};
use crate::entity::{Entity, Extraction};
use crate::review::release::{Ceiling, Named, Part, Piece, Reason, Release, ReleasedNote, Withheld};

/// An entity as a release judges it: everything that would be said of it.
pub fn named(entity: &Entity) -> Named {
    let Entity { name, aliases, expansion, role, mentions, .. } = entity;
    let forms = [name].into_iter().chain(aliases).chain(expansion).chain(role).cloned().collect();
    Named { forms, places: mentions.iter().map(|mention| mention.span).collect() }
}

/// What goes out.
#[derive(Clone, Copy)]
pub struct Released<'a> {
    /// The cable.
    pub cable: &'a Cable,
    /// Its entities, in the order in which they were judged.
    pub extraction: &'a Extraction,
    /// What may go out of all that.
    pub release: &'a Release,
    /// Up to which mark.
    pub ceiling: &'a Ceiling,
}

impl Released<'_> {
    /// One line a block, a blank one between what belongs apart. `label` names the fields of the header.
    pub fn lines(&self, label: impl Fn(Field) -> &'static str) -> Vec<String> {
        let mut lines = vec![format!("[Release at {}]", self.ceiling.code())];
        let mut in_header = false;
        for piece in &self.release.pieces {
            let field = self.field(*piece);
            if !(in_header && field.is_some()) {
                lines.push(String::new());
            }
            in_header = field.is_some();
            lines.extend(self.piece(*piece, field.map(&label)));
        }
        self.section(&mut lines, "NOTES", self.release.notes.iter().map(|note| self.note(note)));
        self.section(
            &mut lines,
            "ENTITIES",
            self.entities().map(|entity| vec![format!("{}: {}", entity.kind.name(), entity.name)]),
        );
        lines
    }

    fn section(&self, lines: &mut Vec<String>, title: &str, items: impl Iterator<Item = Vec<String>>) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(items.flatten());
        }
    }

    fn piece(&self, piece: Piece, label: Option<&str>) -> Vec<String> {
        match piece {
            Piece::Gap(count) => vec![format!("[{} withheld]", counted(count, "paragraph"))],
            Piece::Block(block) => {
                let label = label.map(|label| format!("{label}: ")).unwrap_or_default();
                vec![format!("{label}{}", self.block(block))]
            }
            Piece::Paragraph(index) => {
                let Some(paragraph) = self.cable.paragraphs.get(index) else { return Vec::new() };
                let text = self.cable.paragraph_text(index);
                let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
                if let Some(first) = lines.first_mut() {
                    first.insert_str(0, &lead(paragraph));
                }
                lines
            }
        }
    }

    fn field(&self, piece: Piece) -> Option<Field> {
        let Piece::Block(block) = piece else { return None };
        match self.cable.blocks.get(block)?.kind {
            BlockKind::Field(field) => Some(field),
            _ => None,
        }
    }

    fn block(&self, block: usize) -> &str {
        self.cable.blocks.get(block).map_or("", |block| block.reading.text())
    }

    fn note(&self, note: &ReleasedNote) -> Vec<String> {
        let mut labels: Vec<String> =
            [note.note_type.clone()].into_iter().filter(|it| !it.is_empty()).collect();
        labels.extend(note.tags.iter().map(|tag| format!("#{tag}")));
        let mut first = format!("{} {}", self.place(note), note.author);
        if !labels.is_empty() {
            first.push_str(&format!(" ({})", labels.join(" ")));
        }
        if let Some(quote) = self.quote(note) {
            first.push_str(&format!(" on \"{quote}\""));
        }
        let body = note.body.split('\n').map(|line| format!("  {line}"));
        [first].into_iter().chain(body).collect()
    }

    fn place(&self, note: &ReleasedNote) -> String {
        let number = self.cable.paragraphs.get(note.paragraph).and_then(|paragraph| paragraph.number);
        number.map_or_else(|| format!("paragraph {}", note.paragraph + 1), |number| format!("¶{number}"))
    }

    /// The words that the note is about, without headings between paragraphs; `None` when they are all of its paragraph.
    fn quote(&self, note: &ReleasedNote) -> Option<String> {
        let blocks = self.cable.blocks.iter().filter(|block| block.paragraph >= Some(note.paragraph));
        let shown = blocks.map(|block| &block.reading).filter(|reading| reading.span().overlaps(note.span));
        let shown =
            shown.map(|reading| reading.text().get(reading.from_source(note.span)).unwrap_or_default());
        let quote: Vec<&str> = shown.collect();
        let all = quote.join("\n") == self.cable.paragraph_text(note.paragraph);
        (!all).then(|| quote.join(" "))
    }

    /// The names that go out, without their other forms, offices and expansions: that those belong together may be
    /// said in withheld text alone.
    fn entities(&self) -> impl Iterator<Item = &Entity> + Clone {
        self.release.names.iter().filter_map(|index| self.extraction.entities.get(*index))
    }
}

impl Serialize for Released<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object! {
            schema: 1,
            max: self.ceiling.code(),
            text: List(self.release.pieces.iter().map(|piece| self.piece_object(*piece))),
            notes: List(self.release.notes.iter().map(|note| object! {
                paragraph: self.cable.paragraphs.get(note.paragraph).and_then(|paragraph| paragraph.number),
                quote: self.quote(note),
                author: &note.author,
                #[serde(rename = "type")]
                note_type: &note.note_type,
                tags: &note.tags,
                body: &note.body,
            })),
            entities: List(self.entities().map(|entity| object! { kind: entity.kind.name(), name: &entity.name })),
        }
        .serialize(serializer)
    }
}

impl Released<'_> {
    /// A piece: `kind` is header, subject, heading, signature, paragraph or withheld.
    fn piece_object(&self, piece: Piece) -> impl Serialize {
        let kind = match (piece, self.field(piece)) {
            (Piece::Paragraph(_), _) => "paragraph",
            (Piece::Gap(_), _) => "withheld",
            (Piece::Block(_), Some(field)) => Part::Line(field).kind(),
            (Piece::Block(block), None) => match self.cable.blocks.get(block).map(|block| block.kind) {
                Some(BlockKind::Heading) => "heading",
                _ => "signature",
            },
        };
        let paragraph = match piece {
            Piece::Paragraph(index) => self.cable.paragraphs.get(index),
            _ => None,
        };
        let count = match piece {
            Piece::Gap(count) => Some(count),
            _ => None,
        };
        let text = match piece {
            Piece::Paragraph(index) => Some(self.cable.paragraph_text(index)),
            Piece::Block(block) => Some(self.block(block).to_owned()),
            Piece::Gap(_) => None,
        };
        object! {
            kind,
            number: paragraph.and_then(|paragraph| paragraph.number),
            marking: paragraph.and_then(|paragraph| paragraph.marking.as_ref()).map(|marking| marking.code.clone()),
            count,
            text,
        }
    }
}

/// `2. (U) `.
fn lead(paragraph: &Paragraph) -> String {
    let number = paragraph.number.map(|number| format!("{number}. ")).unwrap_or_default();
    let marking =
        paragraph.marking.as_ref().map(|marking| format!("({}) ", marking.code)).unwrap_or_default();
    number + &marking
}

/// What is withheld and why: numbers, marks and reasons, nothing of any text.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The cable.
    pub cable: &'a Cable,
    /// What was judged.
    pub release: &'a Release,
    /// Up to which mark.
    pub ceiling: &'a Ceiling,
}

/// How the first line of a report begins, and how it ends.
pub(super) const REPORT_HEAD: &str = "Release at ";
pub(super) const REPORT_TAIL: &str = " withheld:";

impl Report<'_> {
    /// One line for what goes out, one for each thing that does not.
    pub fn lines(&self) -> Vec<String> {
        let counts = self.counts();
        let out = if self.release.is_refused() {
            String::from("nothing may go out")
        } else {
            let counts = counts.iter().filter(|(_, count)| *count > 0);
            let counts: Vec<String> = counts.map(|(noun, count)| counted(*count, noun)).collect();
            format!("{} may go out", counts.join(", "))
        };
        let withheld = self.release.withheld.len();
        let mut lines = vec![format!("{REPORT_HEAD}{}: {out}; {withheld}{REPORT_TAIL}", self.ceiling.code())];
        // A cable names many; they share two reasons.
        let mut names: BTreeMap<Reason, Vec<String>> = BTreeMap::new();
        for Withheld { part, marking, reason } in &self.release.withheld {
            if let Part::Name(_) = part {
                names.entry(*reason).or_default().push(part.words());
                continue;
            }
            let marking = marking.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
            lines.push(format!("  {}{marking}: {}", part.words(), reason.words()));
        }
        lines.extend(
            names.iter().map(|(reason, names)| format!("  {}: {}", names.join(", "), reason.words())),
        );
        lines
    }

    /// How much of each kind goes out.
    fn counts(&self) -> [(&'static str, usize); 5] {
        let release = self.release;
        let kinds = release.pieces.iter().filter_map(|piece| match piece {
            Piece::Block(block) => self.cable.blocks.get(*block).map(|block| block.kind),
            _ => None,
        });
        let headings = kinds.clone().filter(|kind| *kind == BlockKind::Heading).count();
        let paragraphs = release.pieces.iter().filter(|piece| matches!(piece, Piece::Paragraph(_))).count();
        [
            ("paragraph", paragraphs),
            ("heading", headings),
            ("other line", kinds.count() - headings),
            ("note", release.notes.len()),
            ("entity", release.names.len()),
        ]
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [paragraphs, headings, lines, notes, entities] = self.counts().map(|(_, count)| count);
        object! {
            schema: 1,
            max: self.ceiling.code(),
            refused: self.release.is_refused(),
            released: object! { paragraphs, headings, lines, notes, entities },
            withheld: List(self.release.withheld.iter().map(withheld)),
        }
        .serialize(serializer)
    }
}

/// `index` counts from 1: of a paragraph as in `reftel parse`, of a heading or an entity likewise.
fn withheld(withheld: &Withheld) -> impl Serialize {
    let (index, number, id) = match &withheld.part {
        Part::Paragraph { index, number } => (Some(index + 1), *number, None),
        Part::Heading(index) | Part::Name(index) => (Some(index + 1), None, None),
        Part::Note(id) => (None, None, Some(&id.0)),
        _ => (None, None, None),
    };
    object! {
        kind: withheld.part.kind(),
        what: withheld.part.words(),
        index,
        number,
        id,
        marking: &withheld.marking,
        reason: withheld.reason.code(),
    }
}
