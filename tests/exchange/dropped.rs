//! Why replaced versions are kept for ever. SAFETY 79 asks that a set from which one side has dropped them looks as before.

use serde_json::{Value, json};

use crate::forge::file;
use crate::support::Desk;

/// A note of Ann's in three versions; files with those versions that are named, from 0.
fn versions(desk: &Desk) -> impl Fn(&[usize]) -> String {
    let ann = desk.reader("ann");
    ann.add(1, "first");
    ann.change("first", Some("second"));
    ann.change("second", Some("third"));
    let text = std::fs::read_to_string(ann.file()).unwrap();
    let whole: Value = serde_yaml::from_str(&text).unwrap();
    let writer = reftel::store::NotesFile::read(&ann.file()).unwrap().writer().clone();
    move |kept| {
        let entries: Vec<Value> = kept.iter().map(|at| whole["entries"][at].clone()).collect();
        file(&writer, &entries)
    }
}

#[test]
fn a_copy_without_what_was_replaced_looks_the_same_alone_and_united() {
    let desk = Desk::new();
    let with = versions(&desk);
    let shown = desk.reader("ann").notes();
    let (short, whole) = (desk.file("short.yaml", with(&[2])), desk.file("whole.yaml", with(&[0, 1, 2])));
    let (ben, cas, dan) = (desk.reader("ben"), desk.reader("cas"), desk.reader("dan"));
    ben.import(&[&short]);
    cas.import(&[&short]);
    cas.import(&[&whole]);
    dan.import(&[&whole]);
    dan.import(&[&short]);
    for reader in [ben, cas, dan] {
        assert_eq!(reader.notes(), shown, "{}", reader.name);
    }
    assert!(ben.look(&short)["remarks"].to_string().contains("missing"), "but it says that something is");
    assert_eq!(cas.look(&whole)["new"], json!(0));
}

/// Somebody who was away has the first version. What says that the third replaces it is the second: without that, the first
/// stands beside the third as if it had been written at the same time. So the program drops nothing.
#[test]
fn what_was_dropped_would_bring_an_older_text_back() {
    let desk = Desk::new();
    let with = versions(&desk);
    let ben = desk.reader("ben");
    for (name, kept, side_by_side) in [("old", &[0][..], 1), ("short", &[2], 2), ("whole", &[0, 1, 2], 1)] {
        ben.import(&[&desk.file(&format!("{name}.yaml"), with(kept))]);
        let heads = ben.notes()[0]["heads"].as_array().unwrap().len();
        assert_eq!(heads, side_by_side, "{name}");
    }
}
