//! Which entry of a file is not taken in, and why, in words that quote nothing of it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Entry, NoteId, Version, Writer};

/// What helps where a file is not as its writer wrote it.
pub const SEND_AGAIN: &str = "ask its writer to send it again";

/// An entry that is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The annotation, where its id has the form of one; else empty.
    pub id: String,
    /// What is wrong with it, one clause.
    pub why: String,
}

impl Unfit {
    /// What is wrong with a value that should be an entry by `writer`; `None` when nothing is.
    pub fn of(value: &Value, writer: &Writer) -> Option<Self> {
        let why = match Entry::deserialize(value) {
            Err(_) => {
                wrong_field::<Entry>(value, &FIELDS, sound()).unwrap_or_else(|| "it is no entry".into())
            }
            Ok(entry) => entry.check(writer).err()?.to_string(),
        };
        let id = value.get("id").and_then(Value::as_str).filter(|id| NoteId((*id).into()).is_valid());
        Some(Self { id: id.unwrap_or_default().into(), why })
    }
}

/// The fields of an entry, those first without which there is none.
const FIELDS: [&str; 18] = [
    "ver",
    "id",
    "seq",
    "lamport",
    "at",
    "kind",
    "parents",
    "change",
    "anchor",
    "body",
    "type",
    "tags",
    "re",
    "verdict",
    "resolved",
    "removes",
    "accepts",
    "correction",
];

/// An entry in which one field after the other can be put to the test.
fn sound() -> Value {
    json!({"ver": Version::default(), "id": "", "seq": 1, "lamport": 1, "at": "", "kind": "note"})
}

/// The first of `fields` that keeps `value` from being a `T`, as `sound` is one: missing, or of the wrong kind. What serde
/// says itself quotes what it does not like.
pub(crate) fn wrong_field<T: DeserializeOwned>(
    value: &Value,
    fields: &[&str],
    sound: Value,
) -> Option<String> {
    let held = value.as_object()?;
    let needs = sound.as_object()?.clone();
    let is_wrong = |field: &str, value: &Value| {
        let mut probe: Map<String, Value> = needs.clone();
        probe.insert(field.to_owned(), value.clone());
        serde_json::from_value::<T>(Value::Object(probe)).is_err()
    };
    fields.iter().find_map(|field| match held.get(*field) {
        None if needs.contains_key(*field) => Some(format!("'{field}' is missing")),
        Some(value) if is_wrong(field, value) => Some(format!("'{field}' is of the wrong kind")),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_that_is_wrong_or_missing_is_named() {
        let why = |value: &Value| Unfit::of(value, &Writer::default()).map(|unfit| unfit.why);
        let with = |field: &str, to: Value| {
            let mut value = sound();
            value[field] = to;
            why(&value).unwrap()
        };
        assert_eq!(with("body", json!(5)), "'body' is of the wrong kind");
        assert_eq!(with("lamport", json!(-1)), "'lamport' is of the wrong kind");
        assert_eq!(with("anchor", json!({"start": -4})), "'anchor' is of the wrong kind");
        assert_eq!(why(&json!({"ver": ""})).unwrap(), "'id' is missing");
        assert_eq!(why(&json!([])).unwrap(), "it is no entry");
        assert_eq!(with("at", json!("x")), "malformed id");
    }
}
