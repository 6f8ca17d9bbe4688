//! Everything that YAML 1.2 has, and notes files do not. `tests/faults/yaml_suite.py` does the same with the test suite of YAML.

use std::fs;

use serde_json::json;

use crate::forge::{ended, mallory};
use crate::support::{CABLE_ID, Desk, assert_harmless, assert_refused};

/// Each with what it is. None is copied from anywhere.
const DOCUMENTS: &[(&str, &str)] = &[
    ("a comment alone", "# ZEBRA\n"),
    ("blank lines", "\n \n\n"),
    ("a plain scalar", "ZEBRA crossing\n"),
    ("a plain scalar over lines", "ZEBRA\n  crossing\n\n  the road\n"),
    ("a list", "- ZEBRA\n- horse\n"),
    ("lists in lists", "- - ZEBRA\n  - - horse\n"),
    ("a compact map in a list", "- name: ZEBRA\n  legs: 4\n"),
    ("maps in maps", "a:\n  b:\n    c: ZEBRA\n"),
    ("a list as deep as its key", "a:\n- ZEBRA\n"),
    ("nothing for a value", "ZEBRA:\nb:\n"),
    ("no key", ": ZEBRA\n"),
    ("a comment behind a value", "a: ZEBRA # horse\n"),
    ("a comment without a blank before it", "a: ZEBRA# horse\n"),
    ("a complex key", "? [ZEBRA, horse]\n: 1\n"),
    ("a map as a key", "? {ZEBRA: 1}\n: 2\n"),
    ("a key of lines", "? |\n  ZEBRA\n: 1\n"),
    ("a key without a value", "? ZEBRA\n"),
    ("a question mark alone", "?\n"),
    ("single quotes", "a: 'ZEBRA''s'\n"),
    ("double quotes", "a: \"ZEBRA\\t\\x41\\u00e9\\U0001f993\"\n"),
    ("an escaped line end", "a: \"ZEBRA\\\n  crossing\"\n"),
    ("an escape that is none", "a: \"\\ZEBRA\"\n"),
    ("half an escape", "a: \"ZEBRA \\u00\"\n"),
    ("a lone surrogate", "a: \"ZEBRA \\ud800\"\n"),
    ("a pair of surrogates", "a: \"ZEBRA \\ud83e\\udd93\"\n"),
    ("no character", "a: \"ZEBRA \\U00110000\"\n"),
    ("unclosed single quotes", "a: 'ZEBRA\n"),
    ("unclosed double quotes", "a: \"ZEBRA\n"),
    ("a word behind quotes", "a: 'ZEBRA' horse\n"),
    ("a literal block", "a: |\n  ZEBRA\n\n  crossing\n"),
    ("a folded block", "a: >\n  ZEBRA\n  crossing\n\n   the road\n"),
    ("a kept end", "a: |+\n  ZEBRA\n\n\n"),
    ("a stripped end", "a: >-\n  ZEBRA\n\n"),
    ("an indent in numbers", "a: |2\n    ZEBRA\n"),
    ("an indent of nothing", "a: |0\n ZEBRA\n"),
    ("an indent too large", "a: |99\n ZEBRA\n"),
    ("a block not indented", "a: |\nZEBRA\n"),
    ("numbers and what looks like them", "- 0x1F\n- 0o17\n- 1e999\n- .inf\n- -.NaN\n- 1_000\n- 12:30:45\n"),
    ("truth in many words", "[yes, No, on, OFF, true, ~, null]\n"),
    ("a reserved sign", "a: @ZEBRA\n"),
    ("a grave accent", "a: `ZEBRA`\n"),
    ("a list in brackets", "[ZEBRA, horse, ]\n"),
    ("a map in braces", "{ZEBRA: 1, horse, ? cow : 2}\n"),
    ("a pair in brackets", "[ZEBRA: 1]\n"),
    ("commas alone", "[,]\n"),
    ("an open bracket", "a: [ZEBRA\n"),
    ("an open brace", "a: {ZEBRA: 1\n"),
    ("a bracket too many", "a: [ZEBRA]]\n"),
    ("the wrong bracket", "a: [ZEBRA}\n"),
    ("brackets not indented", "a: [\nZEBRA\n]\n"),
    ("an anchor", "a: &ZEBRA 1\n"),
    ("an anchor on nothing", "a: &ZEBRA\n"),
    ("an anchor on a key", "&ZEBRA a: 1\n"),
    ("two anchors", "a: &ZEBRA &horse 1\n"),
    ("an alias", "a: &ZEBRA 1\nb: *ZEBRA\n"),
    ("an alias of nothing", "a: *ZEBRA\n"),
    ("an alias of itself", "&ZEBRA a: *ZEBRA\n"),
    ("an alias as a key", "&ZEBRA a: 1\n*ZEBRA : 2\n"),
    ("a merge key", "a: &ZEBRA {b: 1}\nc:\n  <<: *ZEBRA\n"),
    ("a merge key of itself", "<<: {ZEBRA: 1}\n"),
    ("a key twice", "ZEBRA: 1\nZEBRA: 2\n"),
    ("a tag", "a: !!str ZEBRA\n"),
    ("a tag of one's own", "a: !ZEBRA 1\n"),
    ("a tag in full", "a: !<tag:ZEBRA,2026:x> 1\n"),
    ("a tag for an object", "!!python/object/apply:os.system [ZEBRA]\n"),
    ("a tag alone", "a: !\n"),
    ("a tag with a handle", "%TAG !e! tag:ZEBRA,2026:\n---\na: !e!x 1\n"),
    ("a handle unknown", "a: !ZEBRA!x 1\n"),
    ("a directive", "%YAML 1.2\n---\nZEBRA: 1\n"),
    ("a directive twice", "%YAML 1.1\n%YAML 1.2\n---\nZEBRA: 1\n"),
    ("a directive of tomorrow", "%ZEBRA 7\n---\na: 1\n"),
    ("a directive without a document", "%YAML 1.2\n"),
    ("bytes as text", "a: !!binary |\n  WkVCUkE=\n"),
    ("a document begun", "---\nZEBRA: 1\n"),
    ("a document ended", "ZEBRA: 1\n...\n"),
    ("two documents", "---\nZEBRA: 1\n---\nhorse: 2\n"),
    ("a document behind an end", "ZEBRA\n...\nhorse\n"),
    ("a text on the line of the marker", "--- |\nZEBRA\n"),
    ("a marker inside quotes", "a: 'ZEBRA\n---\n'\n"),
    ("markers alone", "---\n---\n...\n...\n"),
    ("a tab for an indent", "a:\n\tb: ZEBRA\n"),
    ("a tab behind a key", "a:\tZEBRA\n"),
    ("a tab behind a dash", "-\tZEBRA\n-\t- horse\n"),
    ("indents that do not agree", "a:\n   b: ZEBRA\n  c: 1\n"),
    ("CRLF", "a: ZEBRA\r\nb: |\r\n  x\r\n"),
    ("lone CR", "a: ZEBRA\rb: 1\r"),
    ("NEL", "a: ZEBRA\u{85}b: 1\u{85}"),
    ("the separators of lines and paragraphs", "a: ZEBRA\u{2028}b: 1\u{2029}"),
    ("no line end", "a: ZEBRA"),
    ("a byte order mark", "\u{feff}a: ZEBRA\n"),
    ("two byte order marks", "\u{feff}\u{feff}a: ZEBRA\n"),
    ("a byte order mark inside", "a: ZEBRA\n\u{feff}b: 1\n"),
    ("a NUL", "a: ZEBRA\u{0}\nb: 1\n"),
    ("controls", "a: ZEBRA\u{1b}[2J\u{7}\u{7f}\n"),
    ("C1 controls", "a: ZEBRA\u{9b}2J\n"),
    ("bidi", "a: \u{202e}ZEBRA\u{2066}\n"),
    ("no character of Unicode", "a: ZEBRA\u{ffff}\n"),
    ("a character of four bytes", "\u{1f993}: ZEBRA\n"),
];

/// A sound notes file but for one entry, which is `document`.
fn in_place_of_an_entry(document: &str) -> String {
    let writer = mallory();
    let (author, replica) = (json!(writer.author), json!(writer.replica));
    let cable = json!({"id": CABLE_ID, "norm": 1, "text_sha256": ""});
    let indented: String = document.split_inclusive('\n').map(|line| format!("  {line}")).collect();
    let head =
        format!("format: cable-notes\nschema: 1\ncable: {cable}\nauthor: {author}\nreplica: {replica}\n");
    ended(&format!("{head}entries:\n-\n{indented}\n"), 1)
}

/// SAFETY 56: whatever it is, it is no notes file.
#[test]
fn no_yaml_of_another_kind_is_taken_for_notes() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "Ann's");
    let before = ann.snapshot();
    for (name, document) in DOCUMENTS {
        let path = desk.file("offer.yaml", document);
        let output = ann.run_on(&["import", "--yes"], &[&path]);
        assert_refused(&output, 3, &["offer.yaml"]);
        assert!(!String::from_utf8_lossy(&output.stderr).contains("ZEBRA"), "{name}");
        assert_eq!(fs::read_to_string(path).unwrap(), *document, "{name}");
        assert!(ann.snapshot() == before, "{name}");
    }
}

/// The same where an entry should be: the file is refused, or the entry is quarantined.
#[test]
fn no_yaml_of_another_kind_is_taken_for_an_entry() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "Ann's");
    let before = ann.snapshot();
    for (name, document) in DOCUMENTS {
        let path = desk.file("offer.yaml", in_place_of_an_entry(document));
        let output = ann.run_on(&["import", "--yes"], &[&path]);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        match output.status.code() {
            Some(1) => {
                assert!(said[0].contains("entries: 0 new, 0 known, 1 quarantined"), "{name}: {said:?}")
            }
            code => assert_eq!(code, Some(3), "{name}: {said:?}"),
        }
        said.iter().for_each(|text| assert_harmless(text));
        assert!(!said.concat().contains("ZEBRA"), "{name}: {said:?}");
        assert!(ann.snapshot() == before, "{name}");
    }
}
