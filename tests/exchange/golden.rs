//! SAFETY 85: one bundle of every schema that was ever released, with every kind of entry. These files never change.

use std::path::Path;

use reftel::annotation::EntryKind;
use reftel::store::NotesFile;

use crate::support::Desk;

/// Notes of one writer about another's and their own: all kinds, a kind and fields that nobody knows, several versions.
const SCHEMA_1: &str = "a-golden.r-1.yaml";

#[test]
fn the_bundle_of_schema_1_is_read_and_printed_as_it_was() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/golden/schema-1").join(SCHEMA_1);
    let file = NotesFile::read(&golden).unwrap();
    assert_eq!(file.quarantined(), 0);
    let ledger = file.ledger();
    let kinds: Vec<EntryKind> =
        ledger.entries_of(file.writer()).iter().map(|entry| entry.kind.clone()).collect();
    let unknown = EntryKind::Other("telepathy".into());
    let expected = [
        EntryKind::Note,
        EntryKind::Note,
        EntryKind::Reply,
        EntryKind::Verdict,
        EntryKind::Verdict,
        EntryKind::Suggestion,
        EntryKind::Suggestion,
        EntryKind::Resolve,
        EntryKind::Resolve,
        EntryKind::Note,
        EntryKind::Tombstone,
        unknown,
    ];
    assert_eq!(kinds, expected);
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.import(&[&golden]);
    assert_eq!(ann.bodies(), ["The second version.\n\nIt has two paragraphs.\n"]);
    let [stored] = &ann.files()[..] else { panic!("one file") };
    assert_eq!(std::fs::read_to_string(stored).unwrap(), std::fs::read_to_string(golden).unwrap());
}
