//! A note or draft as the commands print it.

use serde_json::{Value, json};

use crate::annotation::{Author, Content, Finder, NoteId, Resolution, Version, Writer};
use crate::cable::Cable;
use crate::export::{place, short};
use crate::layout::safe;
use crate::shell::dossier::Dossier;

/// Characters of a quote that people are shown.
const QUOTE: usize = 100;

/// A note or draft.
pub(super) struct Row {
    pub(super) id: NoteId,
    author: Author,
    mine: bool,
    /// When, as claimed; empty for a draft that was never a note.
    at: String,
    /// The text: of the draft, where there is one.
    content: Content,
    /// What stands beside it.
    others: Vec<Content>,
    heads: Vec<Version>,
    draft: bool,
    resolution: Resolution,
    /// Printed number and ordinal of the paragraph it stands on.
    number: Option<u32>,
    index: Option<usize>,
    /// The place for people: `¶8`, `¶10-12`, `§ HEADING`, `cable`.
    place: String,
}

/// The notes and drafts on a cable, in the order of the text.
pub(super) fn rows(dossier: &Dossier, me: &Writer) -> Vec<Row> {
    let finder = Finder::new(&dossier.cable);
    let mut drafts = dossier.drafts.clone();
    let mut rows: Vec<Row> = Vec::new();
    for note in dossier.ledger.notes() {
        let mine = note.author.id == me.author.id;
        let draft = drafts.iter().position(|draft| mine && draft.id == note.id).map(|at| drafts.remove(at));
        rows.push(Row {
            mine,
            draft: draft.is_some(),
            content: draft.map_or(note.content, |draft| draft.content),
            others: note.others,
            heads: note.heads,
            ..Row::new(note.id, note.author, note.at)
        });
    }
    rows.extend(drafts.into_iter().map(|draft| Row {
        content: draft.content,
        draft: true,
        ..Row::new(draft.id, me.author.clone(), String::new())
    }));
    for row in &mut rows {
        row.resolution = finder.find(&row.content.anchor);
        let found = row.resolution.found();
        row.index = found.map(|found| found.paragraph + 1);
        row.number = found.and_then(|found| printed(&dossier.cable, found.paragraph));
        row.place = place(&dossier.cable, &row.content.anchor, found);
    }
    rows.sort_by_key(|row| row.resolution.found().map(|found| (found.paragraph, found.span.start)));
    rows
}

fn printed(cable: &Cable, paragraph: usize) -> Option<u32> {
    cable.paragraphs.get(paragraph)?.number
}

impl Row {
    fn new(id: NoteId, author: Author, at: String) -> Self {
        Self {
            id,
            author,
            mine: true,
            at,
            content: Content::default(),
            others: Vec::new(),
            heads: Vec::new(),
            draft: false,
            resolution: Resolution::Whole,
            number: None,
            index: None,
            place: String::new(),
        }
    }

    /// For other programs.
    pub(super) fn value(&self) -> Value {
        let mut value = json!({
            "id": self.id.0, "paragraph": self.number, "index": self.index, "anchor": self.resolution.word(),
            "quote": self.content.anchor.exact, "body": self.content.body, "draft": self.draft,
            "author": self.author.name, "mine": self.mine, "at": Some(&self.at).filter(|at| !at.is_empty()),
            "versions": self.others.len() + 1, "type": self.content.note_type, "tags": self.content.tags,
            "heads": self.heads,
        });
        let anchor = &self.content.anchor;
        let until = anchor.until.as_ref().map_or("", |until| until.exact.as_str());
        for (name, words) in [("until", until), ("section", &anchor.section), ("entity", &anchor.entity)] {
            if !words.is_empty() {
                value[name] = words.into();
            }
        }
        value
    }

    /// The same with all versions that stand side by side.
    pub(super) fn whole_value(&self) -> Value {
        let mut value = self.value();
        value["beside"] =
            self.others.iter().map(|other| json!({"body": other.body, "tags": other.tags})).collect();
        value
    }

    /// A line of what and where, one of type, tags and quote, and the text under them.
    pub(super) fn lines(&self) -> String {
        self.head() + &self.brief() + &indented(&self.content.body)
    }

    /// Type, tags and how the quote begins, of one that is on a part of a paragraph.
    fn brief(&self) -> String {
        let Content { anchor, note_type, tags, .. } = &self.content;
        let quotes = !anchor.exact.is_empty() && !anchor.is_whole_paragraph();
        let quote = if quotes { format!("\"{}\"", short(&anchor.exact)) } else { String::new() };
        let words =
            std::iter::once(note_type.clone()).chain(tags.iter().map(|tag| format!("#{tag}"))).chain([quote]);
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        if words.is_empty() { String::new() } else { format!("  {}\n", safe(&words.join(" "))) }
    }

    /// Everything there is to the note.
    pub(super) fn whole_lines(&self) -> String {
        let mut text = self.head() + &labels(&self.content) + &indented(&self.content.body);
        for other in &self.others {
            text.push_str("  beside it stands another version:\n");
            text.push_str(&indented(&other.body));
        }
        text
    }

    /// Where, whether it is a draft, when, by whom, and its id.
    fn head(&self) -> String {
        let draft = if self.draft { "(draft)" } else { "" };
        let settled = self.resolution.is_settled();
        let state = if settled { String::new() } else { format!("({})", self.resolution.word()) };
        let day = self.at.get(..10).unwrap_or(&self.at);
        let by = if self.mine { String::new() } else { format!("by {}", self.author.name) };
        let words = [&self.place, state.as_str(), draft, day, &by, &self.id.0]
            .into_iter()
            .filter(|word| !word.is_empty());
        format!("{}\n", safe(&words.collect::<Vec<_>>().join(" ")))
    }
}

/// The quote, type and tags, a line each.
pub(super) fn labels(content: &Content) -> String {
    let mut text = String::new();
    let tags = content.tags.join(", ");
    let mut quote: String = content.anchor.exact.chars().take(QUOTE).collect();
    if quote.len() < content.anchor.exact.len() {
        quote.push('…');
    }
    for (name, value) in [("quote", &quote), ("type", &content.note_type), ("tags", &tags)] {
        if !value.is_empty() {
            text.push_str(&format!("  {name}: {}\n", safe(value)));
        }
    }
    text
}

/// The lines of a text, indented and safe.
pub(super) fn indented(body: &str) -> String {
    body.lines().map(|line| format!("    {}\n", safe(line))).collect()
}
