//! Something to be judged, as the commands print it.

use serde_json::{Value, json};

use crate::annotation::{Author, Content, Finder, Note, day};
use crate::layout::safe;
use crate::review::{Item, Kind, Reviewer, Thread};
use crate::shell::dossier::Dossier;
use crate::shell::notes::{Located, indented, labels};
use crate::shell::remarks;

/// An item with all that is to be known before it is judged.
pub(super) struct Proposal<'a> {
    pub(super) item: &'a Item,
    author: &'a Author,
    at: &'a str,
    /// What it says: the note, or what the reader's note should say; `None` of a removal.
    content: Option<Content>,
    /// Why the note should go.
    reason: &'a str,
    /// Of a suggestion, the reader's note as it is.
    note: Option<&'a Note>,
    located: Located,
    /// How many versions stand side by side.
    versions: usize,
    thread: Option<&'a Thread>,
    me: &'a str,
}

/// The items of the reader's queue, in the order of the text.
pub(super) fn proposals<'a>(dossier: &Dossier, reviewer: &'a Reviewer<'_>, me: &'a str) -> Vec<Proposal<'a>> {
    let finder = Finder::new(&dossier.cable);
    let proposal = |item: &'a Item| {
        let note = reviewer.note(&item.note.0, &item.note.1)?;
        let suggestion = reviewer.suggestion(item);
        let (author, at, content, versions) = match suggestion {
            Some(it) => (&it.author, &it.at, it.content.clone(), it.heads.len()),
            None => (&note.author, &note.at, Some(note.united()), note.heads.len()),
        };
        Some(Proposal {
            item,
            author,
            at,
            content,
            reason: suggestion.map_or("", |suggestion| suggestion.reason.as_str()),
            located: Located::of(&dossier.cable, &finder, &note.content.anchor),
            note: suggestion.map(|_| note),
            versions,
            thread: reviewer.threads().on(&item.target.id, &item.target.author),
            me,
        })
    };
    reviewer.queue().items.iter().filter_map(proposal).collect()
}

impl Proposal<'_> {
    /// For other programs.
    pub(super) fn value(&self) -> Value {
        let content = self.content.as_ref();
        let quote = content.or(self.note.map(|note| &note.content)).map(|content| &content.anchor.exact);
        let mut value = json!({
            "id": self.item.target.id.0, "version": self.item.target.ver, "kind": self.item.kind.word(),
            "author": self.author.name, "at": self.at, "place": self.located.words(), "quote": quote,
            "body": content.map(|content| &content.body), "type": content.map(|content| &content.note_type),
            "tags": content.map(|content| &content.tags), "reason": self.reason,
            "standing": self.item.standing.word(),
            "verdict": self.item.standing.judgement().map(|judgement| judgement.word()),
            "conflicts": self.item.conflicts, "versions": self.versions,
            "note": self.note.map(|note| json!({"id": note.id.0, "version": note.heads.first(), "body": note.content.body})),
            "thread": remarks::value(self.thread, self.me),
        });
        if let (Some(value), Value::Object(place)) = (value.as_object_mut(), self.located.value()) {
            value.extend(place);
        }
        value
    }

    /// What it is and where it stands, and its text.
    pub(super) fn lines(&self) -> String {
        let said = self.thread.map(|thread| remarks::brief(thread, self.me)).unwrap_or_default();
        self.head() + &self.text() + &said
    }

    /// The same with the note that it would change, and everything that was said about it.
    pub(super) fn whole_lines(&self) -> String {
        let note = self.note.map(|note| format!("  your note as it is:\n{}", indented(&note.content.body)));
        let labels = self.content.as_ref().map(labels).unwrap_or_default();
        let said = self.thread.map(|thread| remarks::lines(thread, self.me)).unwrap_or_default();
        self.head() + &labels + &self.text() + &note.unwrap_or_default() + &said
    }

    fn text(&self) -> String {
        indented(self.content.as_ref().map_or(self.reason, |content| &content.body))
    }

    fn head(&self) -> String {
        let what = match self.item.kind {
            Kind::Note => "note",
            Kind::Suggestion => "suggestion for your note",
            Kind::Removal => "suggestion to delete your note",
            Kind::Correction => "correction of an entity",
        };
        let standing = self.item.standing.words();
        let conflicts = if self.item.conflicts { " [conflicts]" } else { "" };
        let (place, id) = (self.located.words(), &self.item.target.id.0);
        let by = format!("{what} by {} {}", self.author.name, day(self.at));
        format!("{}\n", safe(&format!("{place} {by} [{standing}]{conflicts} {id}")))
    }
}
