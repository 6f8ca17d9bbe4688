//! `reftel notes history`.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::One;
use super::find::find;
use super::row::{indented, labels};
use crate::annotation::{Content, EntryKind, Past, Version, Writer};
use crate::cable::counted;
use crate::export::label;
use crate::layout::safe;
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::{Cabinet, Dossier};
use crate::shell::json::{self, Form};

/// Prints every version of a note, the oldest first, with what each changed.
pub(super) fn history(one: &One, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(Some(&one.file), state)?;
    let (dossier, id) = find(&mut cabinet, one)?;
    let versions: Vec<Past> =
        dossier.ledger.versions().into_iter().filter(|past| past.entry.id == id).collect();
    if versions.is_empty() {
        return Err(Failure::Nothing(String::from("this is a draft and has no versions yet")));
    }
    let me = cabinet.me();
    if one.json {
        let list: Vec<Value> = versions.iter().map(|past| value(past, &versions, &dossier, &me)).collect();
        let cable = &dossier.cable.header.reference_id;
        return json::print(&json!({"schema": 1, "cable": cable, "id": id.0, "versions": list}), Form::Page);
    }
    write_out(&versions.iter().map(|past| lines(past, &versions)).collect::<String>())
}

fn value(past: &Past, versions: &[Past], dossier: &Dossier, me: &Writer) -> Value {
    let (entry, author) = (past.entry, &past.writer.author);
    let content = entry.content();
    let heads = dossier.ledger.heads(&entry.id, &author.id);
    json!({
        "version": entry.ver, "parents": entry.parents, "kind": entry.kind, "at": entry.at,
        "author": author.name, "mine": author.id == me.author.id, "current": heads.contains(&entry.ver),
        "changed": changed(past, versions), "paragraph": content.anchor.label, "quote": content.anchor.exact,
        "type": content.note_type, "tags": content.tags, "body": content.body,
    })
}

fn lines(past: &Past, versions: &[Past]) -> String {
    let entry = past.entry;
    let head = format!(
        "{}  {}  {}  {}",
        entry.ver.0,
        entry.at,
        past.writer.author.name,
        changed(past, versions).join(", ")
    );
    let (labels, body) = match entry.kind {
        EntryKind::Tombstone => (String::new(), String::new()),
        _ => (labels(&entry.content()), indented(&entry.body)),
    };
    format!("{}\n{labels}{body}", safe(&head))
}

/// What a version changed in the one it replaces, in words.
fn changed(past: &Past, versions: &[Past]) -> Vec<String> {
    let entry = past.entry;
    let of =
        |version: &Version| versions.iter().find(|past| past.entry.ver == *version).map(|past| past.entry);
    let parents: Vec<_> = entry.parents.iter().filter_map(of).collect();
    let mut words = match (&entry.kind, &parents[..]) {
        (EntryKind::Other(kind), _) => vec![format!("{kind}, of a newer version")],
        (EntryKind::Tombstone, _) => vec![String::from("deleted")],
        (EntryKind::Note, []) if entry.parents.is_empty() => {
            vec![format!("written on {}", label(&entry.anchor))]
        }
        (EntryKind::Note, []) => vec![String::from("replaces a version that is not here")],
        (EntryKind::Note, [parent, ..]) if parent.kind == EntryKind::Tombstone => {
            vec![String::from("brought back")]
        }
        (EntryKind::Reply | EntryKind::Verdict | EntryKind::Suggestion | EntryKind::Resolve, _) => {
            vec![entry.remark().map_or("remark", |remark| remark.says.word()).to_string()]
        }
        (EntryKind::Correction, _) => entry.correction.iter().map(crate::entity::Correction::words).collect(),
        (EntryKind::Note, [parent, ..]) => differences(&parent.content(), &entry.content()),
    };
    if entry.parents.len() > 1 {
        words.push(format!("settles {} versions", entry.parents.len()));
    }
    words
}

fn differences(was: &Content, is: &Content) -> Vec<String> {
    let mut words = Vec::new();
    let lines = |content: &Content| content.body.lines().count();
    if was.body != is.body {
        words.push(match (lines(was), lines(is)) {
            (before, after) if before == after => String::from("text"),
            (before, after) => format!("text ({}, now {after})", counted(before, "line")),
        });
    }
    if was.anchor != is.anchor {
        let (before, after) = (label(&was.anchor), label(&is.anchor));
        words.push(if before == after {
            String::from("place")
        } else {
            format!("place ({before}, now {after})")
        });
    }
    if was.note_type != is.note_type {
        words.push(String::from("type"));
    }
    if was.tags != is.tags {
        words.push(String::from("tags"));
    }
    if words.is_empty() {
        words.push(String::from("nothing"));
    }
    words
}
