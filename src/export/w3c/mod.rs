//! The W3C Web Annotation Data Model (Recommendation of 2017-02-23) as JSON-LD, out and in without loss.
//!
//! ```text
//! AnnotationCollection
//!   first.items      what is said now, one Annotation each: for every program that reads the model
//!   reftel:record    every entry of every writer, exactly: for this program, which checks each against its hash; and the
//!                    hash of `first`, so that what another program has changed there is not passed over in silence
//! ```
//! The terms that are used stand in the file's own context too, so that it can be read where nothing can be fetched.

mod annotation;
mod context;
mod read;
mod write;

pub use read::read;
pub use write::Collection;

use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::annotation::hex;

/// The version of the record of entries.
const SCHEMA: u64 = 1;
/// What the IRIs of the program's own things begin with.
const OWN: &str = "urn:reftel:";

/// sha256 (hex) of a value, however it is printed and whatever the order of its fields.
fn hash_of(value: &Value) -> String {
    let mut canonical = value.clone();
    canonical.sort_all_objects();
    hex(&Sha256::digest(canonical.to_string()))
}

/// An IRI of the program's own: `urn:reftel:<kind>:<name>`, with everything but letters, digits and `-._~` escaped.
fn own_iri(kind: &str, name: &str) -> String {
    let mut iri = format!("{OWN}{kind}:");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_gives_an_iri() {
        assert_eq!(own_iri("cable", "09MEXICO2882"), "urn:reftel:cable:09MEXICO2882");
        assert_eq!(own_iri("author", "a b/<\u{e9}>"), "urn:reftel:author:a%20b%2F%3C%C3%A9%3E");
    }
}
