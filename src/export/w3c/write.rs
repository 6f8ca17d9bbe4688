//! Collects the annotations of cables into one JSON-LD document.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::annotation::Annotations;
use super::context::context;
use super::{SCHEMA, hash_of, own_iri};
use crate::annotation::{Entry, Writer};
use crate::export::Commentary;

/// The document under construction.
pub struct Collection {
    iri: String,
    label: String,
    items: Vec<Value>,
    cables: Vec<Value>,
    banners: Vec<String>,
    unsaved: usize,
}

impl Collection {
    /// An empty one, for the cables of the file named `file`.
    pub fn new(file: &str) -> Self {
        let (iri, label) = (own_iri("annotations", file), format!("Annotations on {file}"));
        Self { iri, label, items: Vec::new(), cables: Vec::new(), banners: Vec::new(), unsaved: 0 }
    }

    /// Adds what was written on a cable by the authors that were asked for, whatever it says: deletions and kinds of newer
    /// versions travel too. A cable without any is left out.
    pub fn add(&mut self, commentary: &Commentary<'_>) {
        let mut writers: BTreeMap<String, (&Writer, Vec<&Entry>)> = BTreeMap::new();
        let asked = |writer: &Writer| commentary.whose.takes(&writer.author, commentary.me);
        for past in commentary.ledger.versions().into_iter().filter(|past| asked(past.writer)) {
            // What is not saved yet has no version, and nobody could check it.
            if past.entry.check(past.writer).is_err() {
                self.unsaved += 1;
                continue;
            }
            writers.entry(past.writer.key()).or_insert((past.writer, Vec::new())).1.push(past.entry);
        }
        if writers.is_empty() {
            return;
        }
        self.items.extend(Annotations::new(commentary).all());
        self.banners.extend(commentary.banner().filter(|banner| !self.banners.contains(banner)));
        let writers = writers.into_values().map(|(writer, mut entries)| {
            entries.sort_by_key(|entry| (entry.seq, &entry.ver));
            json!({"author": writer.author, "replica": writer.replica, "entries": entries})
        });
        self.cables.push(json!({
            "cable": commentary.key,
            "text_sha256": commentary.text_sha256,
            "writers": writers.collect::<Vec<_>>(),
        }));
    }

    /// How many entries were left out because they are not saved yet.
    pub fn unsaved(&self) -> usize {
        self.unsaved
    }

    /// How many annotations there are that other programs see.
    pub fn count(&self) -> usize {
        self.items.len()
    }

    /// The document.
    pub fn into_value(self) -> Value {
        let mut value = json!({
            "@context": context(),
            "id": self.iri,
            "type": "AnnotationCollection",
            "label": self.label,
            "generator": {"id": own_iri("software", "reftel"), "type": "Software", "name": "reftel"},
            "reftel:classification": self.banners,
            "total": self.items.len(),
            "first": {
                "id": format!("{}:1", self.iri),
                "type": "AnnotationPage",
                "partOf": self.iri,
                "startIndex": 0,
                "items": self.items,
            },
        });
        // An object: libraries may unwrap a list of one.
        let first_sha256 = value.get("first").map(hash_of).unwrap_or_default();
        value["reftel:record"] =
            json!({"schema": SCHEMA, "first_sha256": first_sha256, "cables": self.cables});
        if self.banners.is_empty()
            && let Some(fields) = value.as_object_mut()
        {
            fields.shift_remove("reftel:classification");
        }
        value
    }
}
