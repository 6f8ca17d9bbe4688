//! Notes files as a program that means harm could write them.

use reftel::annotation::{Anchor, Author, Entry, EntryKind, Extra, NoteId, Version, Writer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::CABLE_ID;

/// Somebody.
pub(crate) fn mallory() -> Writer {
    let author = Author { id: "a-mallory".into(), name: "Mallory".into() };
    Writer { author, replica: "r-1".into() }
}

pub(crate) fn id(number: u64) -> NoteId {
    NoteId::mint(1_700_000_000_000 + number, [0; 10])
}

/// A note on the whole cable, with the hash that belongs to it.
pub(crate) fn note(writer: &Writer, seq: u64, body: &str) -> Entry {
    entry(writer, |entry| (entry.id, entry.seq, entry.lamport, entry.body) = (id(seq), seq, seq, body.into()))
}

/// An entry made by `shape`, with the hash that belongs to it.
pub(crate) fn entry(writer: &Writer, shape: impl FnOnce(&mut Entry)) -> Entry {
    let mut entry = Entry {
        ver: Version::default(),
        id: id(1),
        parents: Vec::new(),
        seq: 1,
        lamport: 1,
        at: "2026-03-02T09:14:05Z".into(),
        kind: EntryKind::Note,
        change: None,
        anchor: Anchor::whole(),
        body: String::new(),
        note_type: String::new(),
        tags: Vec::new(),
        re: None,
        verdict: None,
        resolved: None,
        removes: false,
        accepts: Vec::new(),
        correction: None,
        extra: Extra::new(),
    };
    shape(&mut entry);
    entry.ver = entry.hash(writer);
    entry
}

/// A whole and sound file, whatever its entries are.
pub(crate) fn file(writer: &Writer, entries: &[Value]) -> String {
    file_about(writer, CABLE_ID, entries)
}

pub(crate) fn file_about(writer: &Writer, cable: &str, entries: &[Value]) -> String {
    let cable = json!({"id": cable, "norm": 1, "text_sha256": ""});
    let (author, replica) = (json!(writer.author), json!(writer.replica));
    let list: String = entries.iter().map(|entry| format!("- {entry}\n")).collect();
    let list = if entries.is_empty() { "entries: []\n".to_owned() } else { format!("entries:\n{list}") };
    ended(
        &format!(
            "format: cable-notes\nschema: 1\ncable: {cable}\nauthor: {author}\nreplica: {replica}\n{list}"
        ),
        entries.len(),
    )
}

/// A text with the line that ends a file.
pub(crate) fn ended(body: &str, entries: usize) -> String {
    let hash: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{body}end: {{entries: {entries}, sha256: \"{hash}\"}}\n")
}

pub(crate) fn values(entries: &[Entry]) -> Vec<Value> {
    entries.iter().map(|entry| serde_json::to_value(entry).unwrap()).collect()
}
