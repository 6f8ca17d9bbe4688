//! Annotations that another program, or another reader's, has put into a file of its own.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{gate, hypothesis, w3c};
use crate::annotation::{Entry, SEND_AGAIN, Unfit, Writer};
use crate::cable::Cable;

/// The entries that a file holds on one cable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parcel {
    /// The id under which the notes of the cable are kept; empty where the file does not say: then those of the cable at
    /// hand are meant.
    pub cable: String,
    /// sha256 (hex) of the text that they were written on; empty where the file does not say.
    pub text_sha256: String,
    /// Entries that are what their version says, each with its writer.
    pub entries: Vec<(Writer, Entry)>,
    /// Those that are not taken: malformed, or not what their version says.
    pub refused: Vec<Unfit>,
    /// Whether what other programs read was changed since it was written: that is not taken, only what is recorded beside it.
    pub edited: bool,
}

impl Parcel {
    /// The entries of each writer, in the order of their numbers: what goes into one notes file.
    pub fn by_writer(&self) -> Vec<(Writer, Vec<Entry>)> {
        let mut hands: BTreeMap<String, (Writer, Vec<Entry>)> = BTreeMap::new();
        for (writer, entry) in &self.entries {
            let hand = hands.entry(writer.key()).or_insert_with(|| (writer.clone(), Vec::new()));
            hand.1.push(entry.clone());
        }
        let mut hands: Vec<(Writer, Vec<Entry>)> = hands.into_values().collect();
        for (_, entries) in &mut hands {
            entries.sort_by_key(|entry| (entry.seq, entry.ver.clone()));
        }
        hands
    }
}

/// Why a file is not read. Quotes nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// What serde says of a text, without the words of the text.
    pub(super) fn of(error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Data => "a field is missing, or of the wrong kind",
            _ => "it is not JSON, or cut off",
        };
        Self(format!("line {}, column {}: {what}; {SEND_AGAIN}", error.line(), error.column()))
    }
}

/// The fields by which files of annotations are told apart.
#[derive(Deserialize)]
struct Signs {
    #[serde(rename = "reftel:record")]
    record: Option<IgnoredAny>,
    rows: Option<IgnoredAny>,
    annotations: Option<IgnoredAny>,
}

/// Reads a file of annotations, whichever of the known kinds it is: the W3C JSON-LD that this program writes, or what
/// Hypothes.is gives out. Annotations of the latter are on `cable`, and are looked for in its text.
///
/// # Errors
/// Why it is none of them, or must not be read: too large, nested too deeply, not JSON.
pub fn read_parcels(text: &str, cable: &Cable) -> Result<Vec<Parcel>, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    gate::check(text)?;
    if text.trim_start().starts_with('[') {
        return hypothesis::read(text, cable).map(|parcel| vec![parcel]);
    }
    let signs: Signs = serde_json::from_str(text).map_err(|error| Refusal::of(&error))?;
    match signs {
        Signs { record: Some(_), .. } => w3c::read(text),
        Signs { rows: Some(_), .. } | Signs { annotations: Some(_), .. } => {
            hypothesis::read(text, cable).map(|parcel| vec![parcel])
        }
        _ => Err(Refusal(String::from(
            "it is neither Web Annotation JSON-LD that reftel wrote nor annotations from Hypothes.is; \
             'reftel export FILE --format w3c' writes the first",
        ))),
    }
}
