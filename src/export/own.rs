//! What left the program is no cable, although it holds one: recognised by how it begins.

use super::html::HTML_HEAD;
use super::{CSV_HEAD, REPORT_HEAD, REPORT_TAIL};

/// Bytes at the beginning of a file that are looked through.
pub const EXPORT_BEGIN: u64 = 4 << 10;
/// How the commentary in JSON, and the notes as W3C annotations, begin.
const JSON: [&str; 2] =
    ["{\n  \"schema\": 1,\n  \"file\":", "{\n  \"@context\": [\n    \"http://www.w3.org/ns/anno.jsonld\""];
/// Lines of the header as this program calls them, and nobody else: in the plain text, and in Markdown.
const FIELDS: [&str; 7] = [
    "\nClass    ",
    "\nOrder    ",
    "\nRefs     ",
    "\n- Class: ",
    "\n- Order: ",
    "\n- Refs: ",
    "\n- Class by: ",
];
/// The subject, which others may call the same.
const SUBJECT: [&str; 2] = ["\nSubject  ", "\n- Subject: "];

/// What a file is that was written by an export, in whatever format, or beside a release; `None` of any other. `begin`
/// holds its first [`EXPORT_BEGIN`] bytes.
pub fn exported(begin: &[u8]) -> Option<&'static str> {
    let begin = String::from_utf8_lossy(begin);
    let first = begin.lines().next().unwrap_or_default();
    if first.starts_with(REPORT_HEAD) && first.ends_with(REPORT_TAIL) {
        return Some("the report of a release, and no cable");
    }
    let mut heads = [CSV_HEAD.trim_end(), HTML_HEAD].into_iter().chain(JSON);
    let holds = |lines: &[&str]| lines.iter().any(|line| begin.contains(line));
    let is_page = holds(&FIELDS) && holds(&SUBJECT) || holds(&SUBJECT) && begin.contains("\n\n    | ");
    let is_one = is_page || heads.any(|head| begin.starts_with(head));
    is_one.then_some("written by reftel export: notes, and no cable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_only_begins_like_a_report_is_none() {
        assert!(exported(b"Release at U: nothing may go out; 3 withheld:\n1 (C) its mark\n").is_some());
        assert_eq!(exported(b"Release at the port was refused.\n\n1. (C) The boats came back.\n"), None);
    }
}
