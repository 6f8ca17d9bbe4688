//! The own file as text. Saving one more note prints one more note: every entry that the file held stands in the new
//! one as it stood in the old.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::Value;

use super::format::{self, Notes};
use super::key::CableKey;
use super::{own, yaml};
use crate::annotation::{Entry, Ledger, Version, Writer};

/// What begins the text of an entry: its version is its first field.
const ITEM: &str = "- ver: ";

/// The own file as it was read or printed last.
pub(super) struct Sheet {
    pub(super) text: String,
    /// What it says besides its entries: these are in the ledger of the session.
    pub(super) frame: Notes,
    /// Where the text of each entry stands. A version names one content for ever, and so one text.
    items: BTreeMap<Version, Range<usize>>,
    /// As many values as the file has for the gate, or more.
    nodes: usize,
}

impl Sheet {
    /// A sound file and what it says.
    pub(super) fn read(text: String, notes: &Notes) -> Self {
        let frame = Notes { entries: Vec::new(), ..notes.clone() };
        // Line ends and marks that were undone for reading are not to be copied.
        let items = if text.contains('\r') { BTreeMap::new() } else { items(&text, notes) };
        Self { text, frame, items, nodes: notes.nodes }
    }

    /// The file of `writer` on the cable `key`: their entries in `ledger`, what they had `seen` of others, and what else
    /// `was` in it. `before` is the file as it is now.
    ///
    /// # Errors
    /// In words, what would not read back as it is meant.
    pub(super) fn print(
        key: &CableKey,
        writer: &Writer,
        ledger: &Ledger,
        seen: BTreeMap<String, u64>,
        was: &Notes,
        before: Option<&Self>,
    ) -> Result<Self, String> {
        let (mut text, mut nodes) = format::print_head(key, writer, seen, was)?;
        nodes += before.map_or(0, |before| before.nodes);
        let entries = ledger.entries_of(writer);
        let count = entries.len() + was.strange.len();
        text.push_str(if count == 0 { "entries: []\n" } else { "entries:\n" });
        let mut items = BTreeMap::new();
        for entry in entries {
            let start = text.len();
            match before.and_then(|before| before.item(&entry.ver)) {
                Some(item) => text.push_str(item),
                None => {
                    let (item, value) = item_of(entry)?;
                    nodes += yaml::count(&value);
                    text.push_str(&item);
                }
            }
            items.insert(entry.ver.clone(), start..text.len());
        }
        for value in &was.strange {
            nodes += yaml::count(value);
            text.push_str(&item_of_value(value)?.0);
        }
        format::print_end(&mut text, count);
        if nodes > yaml::NODES_MAX || text.len() > own::CAP {
            return Err("too many notes for one cable".into());
        }
        let frame = Notes {
            writer: writer.clone(),
            cable: key.id.clone(),
            text_sha256: key.text_sha256.clone(),
            ..was.clone()
        };
        let frame = Notes { entries: Vec::new(), altered: Vec::new(), ..frame };
        Ok(Self { text, frame, items, nodes })
    }

    fn item(&self, version: &Version) -> Option<&str> {
        self.text.get(self.items.get(version)?.clone())
    }
}

/// Where the entries of a file stand in its text. What claims to be a version that is not its own, or is there twice, is
/// left out, and printed anew.
fn items(text: &str, notes: &Notes) -> BTreeMap<Version, Range<usize>> {
    let mut found: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for start in text.match_indices("\n- ").map(|(at, _)| at + 1) {
        let end = start + end_of_item(text.get(start..).unwrap_or_default());
        let item = text.get(start..end).unwrap_or_default();
        if let Some(version) = item.strip_prefix(ITEM).and_then(|rest| rest.lines().next()) {
            found.entry(version).or_default().push(start..end);
        }
    }
    let place = |entry: &Entry| match found.get(&*entry.ver.0).map(Vec::as_slice) {
        Some([place]) => Some((entry.ver.clone(), place.clone())),
        _ => None,
    };
    notes.entries.iter().filter_map(place).collect()
}

/// Where an item of the list ends that a text begins with: all of its lines but the first are blank or begin with one.
fn end_of_item(text: &str) -> usize {
    let begins_another = |at: &usize| !matches!(text.as_bytes().get(at + 1), Some(b' ' | b'\n'));
    let line_ends = text.match_indices('\n').map(|(at, _)| at);
    line_ends.into_iter().find(begins_another).map_or(text.len(), |at| at + 1)
}

/// The text of an entry, which reads back as the entry.
fn item_of(entry: &Entry) -> Result<(String, Value), String> {
    let (text, value) = item_of_value(&serde_yaml::to_value(entry).map_err(|error| error.to_string())?)?;
    let same = serde_yaml::from_value::<Entry>(value.clone()).is_ok_and(|back| back == *entry);
    if same { Ok((text, value)) } else { Err("an entry differs".into()) }
}

/// The text of an item of the list, and what a reader finds in it.
fn item_of_value(value: &Value) -> Result<(String, Value), String> {
    let text = yaml::write(&Value::Sequence(vec![value.clone()]));
    let back = match yaml::read(&text).map_err(|refusal| refusal.to_string())? {
        Value::Sequence(mut list) if list.len() == 1 => list.remove(0),
        _ => Value::Null,
    };
    if back == *value { Ok((text, back)) } else { Err("an entry would change".into()) }
}
