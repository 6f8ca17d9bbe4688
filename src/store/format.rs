//! The notes file, schema 1: what one writer wrote about one cable.
//!
//! The last line holds the number of entries and the sha256 of every byte before it, so that a file that was cut,
//! patched or edited is known as such. A byte order mark and CRLF line ends, as mail programs make them, are undone
//! before anything is checked.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_yaml::Value;
use sha2::{Digest, Sha256};

use super::key::CableKey;
use super::yaml;
use crate::annotation::{Author, Entry, EntryKind, Extra, Flaw, Unfit, Writer, hex, wrong_field};

const FORMAT: &str = "cable-notes";
const SCHEMA: u64 = 1;
/// The fields of a file.
const FIELDS: [&str; 8] = ["format", "schema", "cable", "author", "replica", "seen", "entries", "end"];
/// Most entries that are looked for in a damaged file.
const SALVAGE_MAX: usize = 20_000;

/// What a notes file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notes {
    /// Whose file it is.
    pub(super) writer: Writer,
    /// Id of the cable that the notes are about.
    pub(super) cable: String,
    /// sha256 (hex) of the copy of it that the writer had, as claimed.
    pub(super) text_sha256: String,
    /// How many entries of each other writer the writer had received without gap, by [`Writer::key`].
    pub(super) seen: BTreeMap<String, u64>,
    /// Entries that are what their version says.
    pub(super) entries: Vec<Entry>,
    /// Notes and deletions that are well formed but were changed after they were written.
    pub(super) altered: Vec<Entry>,
    /// Everything else in the list, as it came.
    pub(super) strange: Vec<Value>,
    /// Values in the file, as the gate counts them.
    pub(super) nodes: usize,
    /// Unknown fields of the file and of its `cable`.
    pub(super) extra: Extra,
    pub(super) cable_extra: Extra,
}

/// What became of a file on its way here.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// As it was written.
    Sound,
    /// Whole, but not as it was written: edited by hand, or damaged where it does not show.
    Edited,
    /// Written by a program that knows more.
    Newer(u64),
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    schema: u64,
    cable: Stamp,
    author: Author,
    replica: String,
    #[serde(default)]
    seen: BTreeMap<String, u64>,
    #[serde(flatten)]
    extra: Extra,
    #[serde(skip_serializing)]
    entries: Vec<Value>,
    #[serde(skip_serializing)]
    end: End,
}

#[derive(Serialize, Deserialize)]
struct Stamp {
    id: String,
    norm: u64,
    text_sha256: String,
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Default, Deserialize)]
struct End {
    entries: usize,
    sha256: String,
}

/// The text of a file of `writer` on the cable `key` up to its list of entries, which reads back as it is meant, and how
/// many values it has.
pub(super) fn print_head(
    key: &CableKey,
    writer: &Writer,
    mut seen: BTreeMap<String, u64>,
    was: &Notes,
) -> Result<(String, usize), String> {
    seen.remove(&writer.key());
    let cable = Stamp {
        id: key.id.clone(),
        norm: 1,
        text_sha256: key.text_sha256.clone(),
        extra: was.cable_extra.clone(),
    };
    let file = File {
        format: FORMAT.into(),
        schema: SCHEMA,
        cable,
        author: writer.author.clone(),
        replica: writer.replica.clone(),
        seen,
        extra: was.extra.clone(),
        entries: Vec::new(),
        end: End::default(),
    };
    let value = serde_yaml::to_value(file).map_err(|error| error.to_string())?;
    let text = yaml::write(&value);
    let back = yaml::read(&text).map_err(|refusal| refusal.to_string())?;
    if back == value { Ok((text, yaml::count(&value))) } else { Err("its head would change".into()) }
}

/// Ends the text of a file with `count` entries.
pub(super) fn print_end(text: &mut String, count: usize) {
    let hash = hex(&Sha256::digest(&*text));
    text.push_str(&format!("end: {{entries: {count}, sha256: \"{hash}\"}}\n"));
}

/// Reads a notes file.
///
/// # Errors
/// In words, why it is none, or no longer: cut, garbled, or something else altogether.
pub(super) fn parse(bytes: &[u8]) -> Result<(Notes, Condition), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if text.contains("\r\n") { Cow::from(text.replace("\r\n", "\n")) } else { Cow::from(text) };
    let value = yaml::read(&text).map_err(|refusal| refusal.to_string())?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err("it is not a notes file".into());
    }
    let schema = value.get("schema").and_then(Value::as_u64).unwrap_or(0);
    if schema > SCHEMA {
        let notes = file_of(value).map(sorted).unwrap_or_default();
        return Ok((notes, Condition::Newer(schema)));
    }
    let nodes = yaml::count(&value);
    let file = file_of(value).ok_or_else(|| fault(&text))?;
    let last = text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    let (body, end) = text.split_at(last);
    if schema != SCHEMA || !end.starts_with("end:") || file.end.entries != file.entries.len() {
        return Err("its end is missing, or counts other entries".into());
    }
    let intact = hex(&Sha256::digest(body)) == file.end.sha256;
    let notes = Notes { nodes, ..sorted(file) };
    Ok((notes, if intact { Condition::Sound } else { Condition::Edited }))
}

/// What keeps a text from being a notes file: the field, and its line where it is there. The text is read once more for it:
/// a sound file is not to pay for that.
fn fault(text: &str) -> String {
    let (value, places) = yaml::read_located(text).unwrap_or_default();
    let sound = || {
        serde_json::json!({"format": "", "schema": 1, "author": {"id": ""}, "replica": "", "entries": [],
        "cable": {"id": "", "norm": 1, "text_sha256": ""}, "end": {"entries": 0, "sha256": ""}})
    };
    let wrong =
        serde_json::to_value(&value).ok().and_then(|value| wrong_field::<File>(&value, &FIELDS, sound()));
    let why = wrong.unwrap_or_else(|| "it lacks the fields of one".into());
    let field = why.split('\'').nth(1).unwrap_or_default();
    match places.iter().find(|(path, _)| path[..] == [field]) {
        Some((_, line)) => format!("line {line}: {why}"),
        None => why,
    }
}

/// The entries of a file that `parse` refuses which are, each for itself, what their version says.
pub(super) fn salvage(bytes: &[u8], writer: &Writer) -> Vec<Entry> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut notes = Notes { writer: writer.clone(), ..Notes::default() };
    for item in text.split("\n- ").skip(1).take(SALVAGE_MAX) {
        let item = item.split_once("\nend: ").map_or(item, |(item, _)| item);
        if let Ok(value) = yaml::read(&format!("  {item}\n")) {
            notes.sort_in(value);
        }
    }
    notes.entries
}

fn file_of(value: Value) -> Option<File> {
    serde_yaml::from_value(value).ok()
}

fn sorted(file: File) -> Notes {
    let mut notes = Notes {
        writer: Writer { author: file.author, replica: file.replica },
        cable: file.cable.id,
        text_sha256: file.cable.text_sha256,
        seen: file.seen,
        extra: file.extra,
        cable_extra: file.cable.extra,
        ..Notes::default()
    };
    for value in file.entries {
        notes.sort_in(value);
    }
    notes
}

impl Notes {
    /// What is no sound entry, and why.
    pub(super) fn unfit(&self) -> Vec<Unfit> {
        let altered = self.altered.iter().filter_map(|entry| serde_json::to_value(entry).ok());
        let strange = self.strange.iter().filter_map(|value| serde_json::to_value(value).ok());
        altered.chain(strange).filter_map(|value| Unfit::of(&value, &self.writer)).collect()
    }

    /// Files an entry under what it is.
    fn sort_in(&mut self, value: Value) {
        let Ok(entry) = serde_yaml::from_value::<Entry>(value.clone()) else {
            self.strange.push(value);
            return;
        };
        match entry.check(&self.writer) {
            Ok(()) => self.entries.push(entry),
            Err(Flaw::Hash) if !matches!(entry.kind, EntryKind::Other(_)) => self.altered.push(entry),
            Err(_) => self.strange.push(value),
        }
    }
}
