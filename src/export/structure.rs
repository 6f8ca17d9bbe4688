//! The stable machine-readable structure of a cable: what `reftel parse --json` prints.
//!
//! Offsets count Unicode scalars of the decoded file, half-open. Texts are reflowed and repaired; a heading's `text`
//! alone keeps the printed characters (only its line breaks are joined), and `reading` gives it repaired, because
//! citations and tables of contents name a section as it is printed.

use serde::{Serialize, Serializer};

use super::json::{List, object};
use super::offsets::Offsets;
use crate::cable::{
    Addressee, BlockKind, Cable, Heading, Marking, Paragraph, Part, PartKind, Reading, Redaction, Reference,
    ReferenceKind, Tag, TagKind,
};

/// The version of the structure; it rises when a field changes its meaning.
const SCHEMA: u32 = 1;

/// The structure of a cable.
pub struct Structure<'a> {
    /// The cable.
    pub cable: &'a Cable,
    /// The name of the file that it was read from.
    pub file: &'a str,
}

impl Serialize for Structure<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cable, file } = *self;
        let header = &cable.header;
        let id = cable.reference_id(file);
        let id = id.as_deref();
        let offsets = &Offsets::new(cable);
        let paragraphs = (0..).zip(&cable.paragraphs);
        let trailer = cable.blocks.iter().filter(|block| block.kind == BlockKind::Trailer);
        object! {
            schema: SCHEMA,
            file,
            reference_id: id,
            classification: header.classification.map(|level| level.name()),
            captions: &header.captions,
            section: &header.section,
            origin: &header.origin,
            date: header.date.map(|date| date.to_string()),
            precedence: &header.precedence,
            transmission_id: &header.transmission_id,
            from: &header.from,
            to: List(header.to.iter().map(addressee)),
            info: List(header.info.iter().map(addressee)),
            eo: &header.eo,
            declassify_on: &header.declassify_on,
            tags: List(header.tags.iter().map(tag)),
            subject: text(header.subject.as_ref()),
            subject_marking: code(header.subject_marking.as_ref()),
            references: List(header.references.iter().map(|it| reference(it, id))),
            classified_by: &header.classified_by,
            derived_from: &header.derived_from,
            summary: text(cable.summary.as_ref()),
            comment: text(cable.comment.as_ref()),
            action_request: text(cable.action_request.as_ref()),
            signature: text(cable.signature.as_ref()),
            trailer: List(trailer.map(|block| block.reading.text())),
            partial: header.partial,
            headings: List(cable.headings.iter().map(|it| heading(cable, it))),
            paragraphs: List(paragraphs.map(|(index, it)| paragraph(cable, index, it, offsets))),
            redactions: List(cable.redactions.iter().map(|it| redaction(cable, it, offsets))),
            repairs: List(cable.repairs.iter().map(|it| object! { name: it.kind.name(), count: it.count })),
            parts: List(cable.parts.iter().map(|it| part(it, offsets))),
            warnings: List(cable.warnings.iter().map(|it| {
                object! { code: it.code, line: it.line, message: &it.message }
            })),
            notices: &cable.notices,
        }
        .serialize(serializer)
    }
}

fn text(reading: Option<&Reading>) -> Option<&str> {
    reading.map(Reading::text)
}

fn code(marking: Option<&Marking>) -> Option<&str> {
    marking.map(|marking| marking.code.as_str())
}

fn addressee(addressee: &Addressee) -> impl Serialize {
    object! {
        route: &addressee.route,
        name: &addressee.name,
        precedence: &addressee.precedence,
        mcn: &addressee.mcn,
        exempt: &addressee.exempt,
    }
}

fn tag(tag: &Tag) -> impl Serialize {
    let kind = match tag.kind {
        TagKind::Subject => "subject",
        TagKind::Program => "program",
        TagKind::Country => "country",
        TagKind::Organization => "organization",
        TagKind::Person => "person",
        TagKind::Unknown => "unknown",
    };
    object! { tag: &tag.text, kind }
}

/// A reference. One without a year is of the year of the cable's `id`, which its file name can have given.
fn reference(reference: &Reference, id: Option<&str>) -> impl Serialize {
    let kind = match reference.kind {
        ReferenceKind::Cable => "cable",
        ReferenceKind::Mail => "mail",
        ReferenceKind::Telephone => "telephone",
        ReferenceKind::Report => "report",
        ReferenceKind::Other => "other",
    };
    let undated = reference.name.as_ref().filter(|_| reference.year.is_none());
    let year = id.and_then(|id| id.get(..2));
    let value = undated.zip(year).map(|(name, year)| format!("{year}{name}")).or(reference.value.clone());
    object! { label: &reference.label, kind, value, text: &reference.text }
}

/// A heading as printed, and the printed number of the paragraph that it stands before (`before_index` counts from 1).
fn heading(cable: &Cable, heading: &Heading) -> impl Serialize {
    let before = heading.before.and_then(|index| cable.paragraphs.get(index));
    object! {
        text: printed(cable, heading),
        reading: cable.blocks.get(heading.block).map(|block| block.reading.text()),
        marking: code(heading.marking.as_ref()),
        before_paragraph: before.and_then(|paragraph| paragraph.number),
        before_index: heading.before.map(|index| index + 1),
    }
}

fn printed(cable: &Cable, heading: &Heading) -> String {
    cable.blocks.get(heading.block).map(|block| block.reading.printed(&cable.text)).unwrap_or_default()
}

fn paragraph(cable: &Cable, index: usize, paragraph: &Paragraph, offsets: &Offsets) -> impl Serialize {
    let heading = paragraph.heading.and_then(|heading| cable.headings.get(heading));
    let marking = paragraph.marking.as_ref();
    let scope = marking.and_then(|marking| marking.scope.as_ref());
    let place = offsets.of(paragraph.span);
    object! {
        index: index + 1,
        number: paragraph.number,
        marking: code(marking),
        heading: heading.map(|heading| printed(cable, heading)),
        start: place.start,
        end: place.end,
        text: cable.paragraph_text(index),
        // Only there when the mark says how far it reaches.
        #[serde(flatten)]
        scope: scope.map(|scope| object! { scope }),
    }
}

/// A redaction and the paragraph that it stands in (counting from 1, `null` outside of the paragraphs).
fn redaction(cable: &Cable, redaction: &Redaction, offsets: &Offsets) -> impl Serialize {
    let place = offsets.of(redaction.span);
    object! {
        start: place.start,
        end: place.end,
        text: cable.text.get(redaction.span.range()),
        paragraph: redaction.paragraph.map(|index| index + 1),
    }
}

/// A tile of the file: together they leave no character out.
fn part(part: &Part, offsets: &Offsets) -> impl Serialize {
    let kind = match part.kind {
        PartKind::Wrapper => "wrapper",
        PartKind::Header => "header",
        PartKind::Heading => "heading",
        PartKind::Paragraph => "paragraph",
        PartKind::Furniture => "furniture",
        PartKind::Trailer => "trailer",
        PartKind::Signature => "signature",
        PartKind::Blank => "blank",
    };
    let place = offsets.of(part.span);
    object! { kind, start: place.start, end: place.end }
}
