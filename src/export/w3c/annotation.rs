//! What is said now, as annotations of the model.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::own_iri;
use crate::annotation::{Anchor, Entry, EntryKind, Finder, Found, Judgement, NoteId, Says, Strand, Target};
use crate::cable::Cable;
use crate::entity::Correction;
use crate::export::Commentary;
use crate::export::offsets::Offsets;

/// What annotations are made from.
pub(super) struct Annotations<'a> {
    commentary: &'a Commentary<'a>,
    finder: Finder<'a>,
    offsets: Offsets<'a>,
    /// The IRI of the cable.
    source: String,
    /// How many authors have an annotation with this id.
    claims: BTreeMap<NoteId, usize>,
}

impl<'a> Annotations<'a> {
    pub(super) fn new(commentary: &'a Commentary<'a>) -> Self {
        let mut claims: BTreeMap<NoteId, usize> = BTreeMap::new();
        for strand in commentary.ledger.strands() {
            *claims.entry(strand.id().clone()).or_default() += 1;
        }
        let (finder, offsets) = (Finder::new(commentary.cable), Offsets::new(commentary.cable));
        let source = own_iri("cable", commentary.key);
        Self { commentary, finder, offsets, source, claims }
    }

    /// One for every version that stands now and is no deletion.
    pub(super) fn all(&self) -> Vec<Value> {
        let asked = |strand: &Strand<'_>| self.commentary.whose.takes(strand.author(), self.commentary.me);
        let strands = self.commentary.ledger.strands().into_iter().filter(asked);
        let mut all: Vec<Value> = Vec::new();
        for strand in strands {
            let heads = strand.living().enumerate();
            all.extend(heads.map(|(at, entry)| self.annotation(&strand, entry, at)));
        }
        all
    }

    /// The annotation of a version; `beside` counts those that stand before it in the same strand.
    fn annotation(&self, strand: &Strand<'_>, entry: &Entry, beside: usize) -> Value {
        let author = strand.author();
        let creator = json!({"id": own_iri("author", &author.id), "type": "Person", "name": author.name});
        let remark = entry.remark();
        let motivation = match remark.as_ref().map(|remark| remark.says) {
            None if entry.correction.is_some() => "editing",
            None if entry.note_type == "question" => "questioning",
            None => "commenting",
            Some(Says::Reply) => "replying",
            Some(Says::Verdict(_)) => "assessing",
            Some(Says::Suggestion | Says::Removal) => "editing",
            Some(Says::Resolution(_)) => "moderating",
        };
        // Versions of one note that stand side by side have an IRI each.
        let id = match beside {
            0 => self.iri(&entry.id, &author.id),
            _ => own_iri("version", &entry.ver.0),
        };
        let mut value = json!({
            "id": id,
            "type": "Annotation",
            "motivation": motivation,
            "creator": creator,
            "reftel:version": entry.ver,
        });
        if entry.at.parse::<Timestamp>().is_ok() {
            value["created"] = json!(entry.at);
        }
        let bodies = bodies(entry, motivation);
        if !bodies.is_empty() {
            value["body"] = Value::from(bodies);
        }
        match remark.as_ref().map(|remark| remark.says) {
            Some(Says::Verdict(judgement)) => value["reftel:verdict"] = json!(Judgement::word(judgement)),
            Some(Says::Resolution(resolved)) => value["reftel:resolved"] = json!(resolved),
            _ => {}
        }
        let on = remark.map(|remark| remark.on).or_else(|| strand.claim().cloned());
        match on {
            Some(on) => value["target"] = json!(self.iri(&on.id, &on.author)),
            None => self.place(&entry.anchor, &mut value),
        }
        value
    }

    /// `urn:uuid:` and the id. Where several authors claim one id, each has one made from both.
    fn iri(&self, id: &NoteId, author: &str) -> String {
        if self.claims.get(id).is_none_or(|claims| *claims < 2) {
            return format!("urn:uuid:{}", id.0);
        }
        let claimed = Target { id: id.clone(), author: author.to_owned(), ..Target::default() };
        format!("urn:uuid:{}", NoteId::derived(author, &claimed, "claim").0)
    }

    /// Says where a note stands: the cable, or the quote and the position of it in the decoded file, in code points.
    fn place(&self, anchor: &Anchor, value: &mut Value) {
        let cable = self.commentary.cable;
        let found = self.finder.find(anchor).found();
        let paragraph = found.and_then(|found| cable.paragraphs.get(found.paragraph));
        if let Some(marking) = paragraph.and_then(|paragraph| paragraph.marking.as_ref()) {
            value["reftel:marking"] = json!(marking.code);
        }
        if let Some(number) = paragraph.and_then(|paragraph| paragraph.number) {
            value["reftel:paragraph"] = json!(number);
        }
        let mut selectors = Vec::new();
        if !anchor.section.is_empty() {
            selectors.push(json!({"type": "TextQuoteSelector", "exact": anchor.section}));
        } else if anchor.para.is_some() {
            selectors.push(quote(cable, anchor, found));
            selectors.extend(found.map(|found| {
                let range = self.offsets.of(found.span);
                json!({"type": "TextPositionSelector", "start": range.start, "end": range.end})
            }));
        }
        value["target"] = match selectors.is_empty() {
            true => json!(self.source),
            false => json!({"type": "SpecificResource", "source": self.source, "selector": selectors}),
        };
    }
}

/// The text, the tags and the type of an entry.
fn bodies(entry: &Entry, purpose: &str) -> Vec<Value> {
    let textual = |text: &str, purpose: &str, format: &str| json!({"type": "TextualBody", "value": text, "format": format, "purpose": purpose});
    let body = Some(&entry.body).filter(|body| !body.is_empty());
    let corrects = entry.correction.as_ref().map(Correction::words);
    let text = corrects.as_ref().or(body).map(|body| textual(body, purpose, "text/markdown"));
    let tags = entry.tags.iter().map(|tag| textual(tag, "tagging", "text/plain"));
    let note_type = Some(&entry.note_type).filter(|word| !word.is_empty() && entry.kind == EntryKind::Note);
    let note_type = note_type.map(|word| textual(word, "classifying", "text/plain"));
    text.into_iter().chain(tags).chain(note_type).collect()
}

/// The quoted text and what stands around it, as the paragraph reads; all of a long one where its place is certain.
fn quote(cable: &Cable, anchor: &Anchor, found: Option<Found>) -> Value {
    let (mut exact, suffix) = match &anchor.until {
        Some(until) => (format!("{} … {}", anchor.exact, until.exact), &until.suffix),
        None => (anchor.exact.clone(), &anchor.suffix),
    };
    let is_cut = anchor.until.is_some() || anchor.exact.contains('…');
    if let Some(found) = found.filter(|_| is_cut) {
        let printed = cable.text.get(found.span.range()).unwrap_or_default();
        exact = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    json!({"type": "TextQuoteSelector", "exact": exact, "prefix": anchor.prefix, "suffix": suffix})
}
