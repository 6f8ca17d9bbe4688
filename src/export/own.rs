//! What left the program is no cable, although it holds one: recognised by how it begins.

use super::CSV_HEAD;
use crate::cable::boundary;

/// Bytes of a file that are looked through.
const BEGIN: usize = 4 << 10;
/// How the commentary in JSON, and the notes as W3C annotations, begin.
const JSON: [&str; 2] =
    ["{\n  \"schema\": 1,\n  \"file\":", "{\n  \"@context\": [\n    \"http://www.w3.org/ns/anno.jsonld\""];
/// A field of the header as the plain text has it, which no cable prints so.
const FIELDS: [&str; 2] = ["\nClass    ", "\nSubject  "];

/// Whether a text was written by an export of notes: CSV, JSON, W3C annotations, or the plain text with notes in it.
pub fn is_export(text: &str) -> bool {
    let begin = text.get(..boundary(text, BEGIN)).unwrap_or(text);
    let is_page = FIELDS.iter().any(|field| begin.contains(field)) && text.contains("\n\n    | ");
    begin.starts_with(CSV_HEAD.trim_end()) || JSON.iter().any(|json| begin.starts_with(json)) || is_page
}
