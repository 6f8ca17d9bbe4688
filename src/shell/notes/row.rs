//! A note or draft as the commands print it.

use serde_json::{Value, json};

use crate::annotation::{Anchor, Author, Content, Finder, NoteId, Resolution, Version, Writer, day};
use crate::cable::Cable;
use crate::export::{place, short};
use crate::layout::safe;
use crate::review::{Thread, Threads};
use crate::shell::dossier::Dossier;
use crate::shell::remarks;

/// Characters of a quote that people are shown.
const QUOTE: usize = 100;

/// A note or draft.
pub(super) struct Row {
    pub(super) id: NoteId,
    author: Author,
    mine: bool,
    /// The id of the reader.
    me: String,
    /// When, as claimed; empty for a draft that was never a note.
    at: String,
    /// The text: of the draft, where there is one.
    content: Content,
    /// What stands beside it.
    others: Vec<Content>,
    heads: Vec<Version>,
    draft: bool,
    located: Located,
    /// What was said about it.
    thread: Option<Thread>,
}

/// Where an annotation stands in the cable at hand.
pub(in crate::shell) struct Located {
    resolution: Resolution,
    /// Printed number and ordinal of the paragraph it stands on.
    number: Option<u32>,
    index: Option<usize>,
    /// The place for people: `¶8`, `¶10-12`, `§ HEADING`, `cable`.
    place: String,
}

/// The notes and drafts on a cable, in the order of the text.
pub(super) fn rows(dossier: &Dossier, threads: &Threads, me: &Writer) -> Vec<Row> {
    let finder = Finder::new(&dossier.cable);
    let mut drafts = dossier.drafts.clone();
    let mut rows: Vec<Row> = Vec::new();
    for note in dossier.ledger.notes() {
        let mine = note.author.id == me.author.id;
        let draft = drafts.iter().position(|draft| mine && draft.id == note.id).map(|at| drafts.remove(at));
        rows.push(Row {
            mine,
            thread: threads.on(&note.id, &note.author.id).cloned(),
            draft: draft.is_some(),
            content: draft.map_or(note.content, |draft| draft.content),
            others: note.others,
            heads: note.heads,
            ..Row::new(me, note.id, note.author, note.at)
        });
    }
    rows.extend(drafts.into_iter().map(|draft| Row {
        content: draft.content,
        draft: true,
        ..Row::new(me, draft.id, me.author.clone(), String::new())
    }));
    for row in &mut rows {
        row.located = Located::of(&dossier.cable, &finder, &row.content.anchor);
    }
    rows.sort_by_key(|row| row.located.resolution.found().map(|found| (found.paragraph, found.span.start)));
    rows
}

fn printed(cable: &Cable, paragraph: usize) -> Option<u32> {
    cable.paragraphs.get(paragraph)?.number
}

impl Located {
    /// Where `anchor` stands in the cable of `finder`.
    pub(in crate::shell) fn of(cable: &Cable, finder: &Finder<'_>, anchor: &Anchor) -> Self {
        let resolution = finder.find(anchor);
        let found = resolution.found();
        Self {
            index: found.map(|found| found.paragraph + 1),
            number: found.and_then(|found| printed(cable, found.paragraph)),
            place: place(cable, anchor, found),
            resolution,
        }
    }

    /// For people: the place, and in brackets what is to be known about it.
    pub(in crate::shell) fn words(&self) -> String {
        match self.resolution.is_exact() {
            true => self.place.clone(),
            false => format!("{} ({})", self.place, self.resolution.word()),
        }
    }

    /// For other programs: what of an annotation tells where it stands.
    pub(in crate::shell) fn value(&self) -> Value {
        json!({"paragraph": self.number, "index": self.index, "anchor": self.resolution.word()})
    }
}

impl Row {
    fn new(me: &Writer, id: NoteId, author: Author, at: String) -> Self {
        Self {
            id,
            author,
            mine: true,
            me: me.author.id.clone(),
            at,
            content: Content::default(),
            others: Vec::new(),
            heads: Vec::new(),
            draft: false,
            located: Located {
                resolution: Resolution::Whole,
                number: None,
                index: None,
                place: String::new(),
            },
            thread: None,
        }
    }

    /// For other programs.
    pub(super) fn value(&self) -> Value {
        let mut value = json!({
            "id": self.id.0, "paragraph": self.located.number, "index": self.located.index,
            "anchor": self.located.resolution.word(),
            "quote": self.content.anchor.exact, "body": self.content.body, "draft": self.draft,
            "author": self.author.name, "mine": self.mine, "at": Some(&self.at).filter(|at| !at.is_empty()),
            "versions": self.others.len() + 1, "type": self.content.note_type, "tags": self.content.tags,
            "heads": self.heads, "thread": remarks::value(self.thread.as_ref(), &self.me),
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
        let said = self.thread.as_ref().map(|thread| remarks::brief(thread, &self.me)).unwrap_or_default();
        let beside = match self.others.len() {
            0 => String::new(),
            others => {
                format!(
                    "  {} VERSIONS stand side by side; reftel notes show {} has all\n",
                    others + 1,
                    self.id.0
                )
            }
        };
        self.head() + &self.brief() + &indented(&self.content.body) + &beside + &said
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
        text + &self.thread.as_ref().map(|thread| remarks::lines(thread, &self.me)).unwrap_or_default()
    }

    /// Where, whether it is a draft, when, by whom, and its id.
    fn head(&self) -> String {
        let draft = match &self.content.remark {
            _ if !self.draft => String::new(),
            Some(remark) => format!("(draft {})", remark.says.word()),
            None => String::from("(draft)"),
        };
        let place = self.located.words();
        let day = day(&self.at);
        let by = if self.mine { String::new() } else { format!("by {}", self.author.name) };
        let words =
            [&place, draft.as_str(), day, &by, &self.id.0].into_iter().filter(|word| !word.is_empty());
        format!("{}\n", safe(&words.collect::<Vec<_>>().join(" ")))
    }
}

/// The quote, type and tags, a line each.
pub(in crate::shell) fn labels(content: &Content) -> String {
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
pub(in crate::shell) fn indented(body: &str) -> String {
    body.lines().map(|line| format!("    {}\n", safe(line))).collect()
}
