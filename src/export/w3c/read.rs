//! Reads the entries back out of a document that this program wrote, whoever has had it in between.

use serde::Deserialize;
use serde_json::Value;

use super::{SCHEMA, hash_of};
use crate::annotation::{Author, Entry, Unfit, Writer};
use crate::export::gate::{self, SEVERAL};
use crate::export::{Parcel, Refusal};

/// Most entries of one document: a notes file can hold no more.
const ENTRIES_MAX: usize = 50_000;
/// Longest id of a writer and hash of a text, in bytes.
const ID_MAX: usize = 64;
/// Longest name of a writer and id of a cable, in bytes.
const NAME_MAX: usize = 1024;

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    first: Value,
    #[serde(rename = "reftel:record")]
    record: Record,
}

#[derive(Deserialize)]
struct Record {
    schema: u64,
    /// The hash of `first` as it was written.
    #[serde(default)]
    first_sha256: String,
    cables: Vec<Held>,
}

/// What was written on one cable.
#[derive(Deserialize)]
struct Held {
    cable: String,
    #[serde(default)]
    text_sha256: String,
    writers: Vec<Hand>,
}

/// What one writer wrote.
#[derive(Deserialize)]
struct Hand {
    author: Author,
    replica: String,
    entries: Vec<Value>,
}

/// The entries of a document, by cable. Each is checked against its hash; one that fails is counted and left out, the
/// others are taken.
///
/// # Errors
/// Why nothing is taken: too large, nested too deeply, not JSON, or no document of this program.
pub fn read(text: &str) -> Result<Vec<Parcel>, Refusal> {
    gate::check(text)?;
    let document: Document = serde_json::from_str(text).map_err(|error| Refusal::of(&error))?;
    let Record { schema, first_sha256, cables } = document.record;
    if schema != SCHEMA {
        return Err(Refusal(format!("it was written by a newer version (schema {schema}); update reftel")));
    }
    let entries = cables.iter().flat_map(|held| &held.writers).map(|hand| hand.entries.len());
    if entries.sum::<usize>() > ENTRIES_MAX {
        return Err(Refusal(format!("more than {ENTRIES_MAX} entries; {SEVERAL}")));
    }
    // Documents of older versions have no such hash.
    let edited = !first_sha256.is_empty() && first_sha256 != hash_of(&document.first);
    let parcels = cables.into_iter().map(|held| {
        let mut parcel =
            Parcel { cable: held.cable, text_sha256: held.text_sha256, edited, ..Parcel::default() };
        for hand in held.writers {
            let writer = Writer { author: hand.author, replica: hand.replica };
            let known = is_id(&writer.author.id, "a-") && is_id(&writer.replica, "r-");
            let sound = known && writer.author.name.len() <= NAME_MAX && is_cable(&parcel);
            for value in hand.entries {
                match Entry::deserialize(&value) {
                    Ok(entry) if sound && entry.check(&writer).is_ok() => {
                        parcel.entries.push((writer.clone(), entry));
                    }
                    _ => parcel.refused.push(Unfit::of(&value, &writer).unwrap_or_else(nobody)),
                }
            }
        }
        parcel
    });
    Ok(parcels.collect())
}

/// What is wrong with an entry in which nothing is.
fn nobody() -> Unfit {
    Unfit { id: String::new(), why: "its writer or its cable has no proper name".into() }
}

/// Whether it is an id as files are named by: `prefix`, then digits and small letters.
fn is_id(id: &str, prefix: &str) -> bool {
    let rest = id.strip_prefix(prefix).unwrap_or_default();
    id.len() <= ID_MAX
        && !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

/// Whether a cable is named as one can be.
fn is_cable(parcel: &Parcel) -> bool {
    let Parcel { cable, text_sha256, .. } = parcel;
    (1..=NAME_MAX).contains(&cable.len()) && !cable.contains(char::is_control) && text_sha256.len() <= ID_MAX
}
