//! The stable machine-readable structure of a cable: what `reftel parse --json` prints.
//!
//! Offsets count Unicode scalars of the decoded file, half-open. Texts are reflowed and repaired; a heading's `text`
//! alone keeps the printed characters (only its line breaks are joined), and `reading` gives it repaired, because
//! citations and tables of contents name a section as it is printed.

use serde_json::{Value, json};

use crate::cable::{
    Addressee, BlockKind, Cable, Heading, Marking, Paragraph, Part, PartKind, Reading, Redaction, Reference,
    ReferenceKind, Tag, TagKind,
};

/// The version of the structure; it rises when a field changes its meaning.
const SCHEMA: u32 = 1;

/// The structure of `cable`, which was read from the file called `file_name`.
pub fn structure(cable: &Cable, file_name: &str) -> Value {
    let header = &cable.header;
    let id = cable.reference_id(file_name);
    let mut offsets = Scalars::new(cable);
    let paragraphs: Vec<Value> = cable
        .paragraphs
        .iter()
        .enumerate()
        .map(|(index, it)| paragraph(cable, index, it, &mut offsets))
        .collect();
    let mut offsets = Scalars::new(cable);
    let redactions: Vec<Value> =
        cable.redactions.iter().map(|it| redaction(cable, it, &mut offsets)).collect();
    let mut tiles = Scalars::new(cable);
    json!({
        "schema": SCHEMA,
        "file": file_name,
        "reference_id": id,
        "classification": header.classification.map(|level| level.name()),
        "captions": header.captions,
        "section": header.section,
        "origin": header.origin,
        "date": header.date.map(|date| date.to_string()),
        "precedence": header.precedence,
        "transmission_id": header.transmission_id,
        "from": header.from,
        "to": header.to.iter().map(addressee).collect::<Vec<_>>(),
        "info": header.info.iter().map(addressee).collect::<Vec<_>>(),
        "eo": header.eo,
        "declassify_on": header.declassify_on,
        "tags": header.tags.iter().map(tag).collect::<Vec<_>>(),
        "subject": text(header.subject.as_ref()),
        "subject_marking": code(header.subject_marking.as_ref()),
        "references": header.references.iter().map(|it| reference(it, id.as_deref())).collect::<Vec<_>>(),
        "classified_by": header.classified_by,
        "derived_from": header.derived_from,
        "summary": text(cable.summary.as_ref()),
        "comment": text(cable.comment.as_ref()),
        "action_request": text(cable.action_request.as_ref()),
        "signature": text(cable.signature.as_ref()),
        "trailer": trailer(cable),
        "partial": header.partial,
        "headings": cable.headings.iter().map(|it| heading(cable, it)).collect::<Vec<_>>(),
        "paragraphs": paragraphs,
        "redactions": redactions,
        "repairs": cable.repairs.iter().map(|it| json!({
            "name": it.kind.name(), "count": it.count,
        })).collect::<Vec<_>>(),
        "parts": cable.parts.iter().map(|it| part(it, &mut tiles)).collect::<Vec<_>>(),
        "warnings": cable.warnings.iter().map(|it| json!({
            "code": it.code, "line": it.line, "message": it.message,
        })).collect::<Vec<_>>(),
        "notices": cable.notices,
    })
}

fn text(reading: Option<&Reading>) -> Option<&str> {
    reading.map(Reading::text)
}

fn code(marking: Option<&Marking>) -> Option<&str> {
    marking.map(|marking| marking.code.as_str())
}

fn trailer(cable: &Cable) -> Vec<&str> {
    cable
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Trailer)
        .map(|block| block.reading.text())
        .collect()
}

fn addressee(addressee: &Addressee) -> Value {
    json!({
        "route": addressee.route, "name": addressee.name,
        "precedence": addressee.precedence, "mcn": addressee.mcn, "exempt": addressee.exempt,
    })
}

fn tag(tag: &Tag) -> Value {
    let kind = match tag.kind {
        TagKind::Subject => "subject",
        TagKind::Program => "program",
        TagKind::Country => "country",
        TagKind::Organization => "organization",
        TagKind::Person => "person",
        TagKind::Unknown => "unknown",
    };
    json!({"tag": tag.text, "kind": kind})
}

/// A reference. One without a year is of the year of the cable's `id`, which its file name can have given.
fn reference(reference: &Reference, id: Option<&str>) -> Value {
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
    json!({"label": reference.label, "kind": kind, "value": value, "text": reference.text})
}

/// A heading as printed, and the printed number of the paragraph that it stands before (`before_index` counts from 1).
fn heading(cable: &Cable, heading: &Heading) -> Value {
    let before = heading.before.and_then(|index| cable.paragraphs.get(index));
    json!({
        "text": printed(cable, heading),
        "reading": cable.blocks.get(heading.block).map(|block| block.reading.text()),
        "marking": code(heading.marking.as_ref()),
        "before_paragraph": before.and_then(|paragraph| paragraph.number),
        "before_index": heading.before.map(|index| index + 1),
    })
}

fn printed(cable: &Cable, heading: &Heading) -> String {
    cable.blocks.get(heading.block).map(|block| block.reading.printed(&cable.text)).unwrap_or_default()
}

fn paragraph(cable: &Cable, index: usize, paragraph: &Paragraph, offsets: &mut Scalars) -> Value {
    let heading = paragraph.heading.and_then(|heading| cable.headings.get(heading));
    let (start, end) = (offsets.at(paragraph.span.start), offsets.at(paragraph.span.end));
    let mut value = json!({
        "index": index + 1,
        "number": paragraph.number,
        "marking": code(paragraph.marking.as_ref()),
        "heading": heading.map(|heading| printed(cable, heading)),
        "start": start,
        "end": end,
        "text": cable.paragraph_text(index),
    });
    if let Some(scope) = paragraph.marking.as_ref().and_then(|marking| marking.scope.as_ref()) {
        value["scope"] = json!(scope);
    }
    value
}

/// A redaction and the paragraph that it stands in (counting from 1, `null` outside of the paragraphs).
fn redaction(cable: &Cable, redaction: &Redaction, offsets: &mut Scalars) -> Value {
    let (start, end) = (offsets.at(redaction.span.start), offsets.at(redaction.span.end));
    json!({
        "start": start,
        "end": end,
        "text": cable.text.get(redaction.span.range()),
        "paragraph": redaction.paragraph.map(|index| index + 1),
    })
}

/// A tile of the file: together they leave no character out.
fn part(part: &Part, offsets: &mut Scalars) -> Value {
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
    json!({"kind": kind, "start": offsets.at(part.span.start), "end": offsets.at(part.span.end)})
}

/// Counts scalars of the file up to byte offsets that only rise.
struct Scalars<'a> {
    text: &'a str,
    byte: usize,
    count: usize,
}

impl<'a> Scalars<'a> {
    fn new(cable: &'a Cable) -> Self {
        Self { text: &cable.text, byte: 0, count: cable.start.scalar }
    }

    /// Scalars before the byte offset `at`.
    fn at(&mut self, at: usize) -> usize {
        self.count += self.text.get(self.byte..at).map_or(0, |passed| passed.chars().count());
        self.byte = at.max(self.byte);
        self.count
    }
}
