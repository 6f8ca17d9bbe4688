//! What a reader is told of a file that is not taken, or not wholly.

use std::fs;
use std::os::unix::fs::symlink;

use reftel::annotation::EntryKind;
use serde_json::json;

use crate::forge::{ended, entry, file, id, mallory, note, values};
use crate::support::{Desk, assert_refused};

#[test]
fn what_is_quarantined_is_named_with_what_is_wrong_and_what_helps() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let mallory = mallory();
    let mut entries =
        values(&[note(&mallory, 1, "one"), note(&mallory, 2, "two"), note(&mallory, 3, "three")]);
    entries[1]["body"] = json!("changed on the way");
    entries[2].as_object_mut().unwrap().remove("seq");
    let said = ann.import(&[&desk.file("offer.yaml", file(&mallory, &entries))]);
    let versions = [1, 2].map(|at: usize| entries[at]["ver"].as_str().unwrap());
    for words in [
        "entries: 1 new, 0 known, 2 quarantined",
        "ask its writer for the file once more",
        &format!("{}: it is not what its writer wrote", versions[0]),
        &format!("{}: the field 'seq' is missing", versions[1]),
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let nothing = desk.file("nothing.yaml", file(&mallory, &entries[1..]));
    assert_refused(
        &ann.run_on(&["import", "--yes"], &[&nothing]),
        3,
        &["none of its 2 entries is sound, the first: v1-", "ask its writer"],
    );
    assert_eq!(ann.bodies(), ["one"]);
}

#[test]
fn a_file_that_is_none_is_called_by_what_it_is() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let refused = |path: &std::path::Path, words: &[&str]| {
        assert_refused(&ann.run_on(&["import", "--yes"], &[path]), 3, words);
    };
    refused(&desk.cable(), &["cable.txt: it is not a notes file"]);
    let link = desk.path("link.yaml");
    symlink(desk.path("gone.yaml"), &link).unwrap();
    refused(&link, &["link.yaml", "a link to a file that is not there"]);
    let without = file(&mallory(), &[]).replace("replica: \"r-1\"\n", "");
    let body = without.rsplit_once("end:").unwrap().0;
    refused(&desk.file("without.yaml", ended(body, 0)), &["the field 'replica' is missing"]);
}

#[test]
fn a_file_of_any_name_is_found_in_a_directory() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ben.add(1, "Ben's");
    let bag = desk.directory("bag");
    ben.ok(&["review", "finish", "-o", bag.join("me.yaml").to_str().unwrap()], &[&desk.cable()]);
    fs::write(bag.join("other.yaml"), "list: []\n").unwrap();
    let said = ann.import(&[&bag]);
    assert!(said.contains("me.yaml") && !said.contains("other.yaml"), "{said}");
    assert_eq!(ann.bodies(), ["Ben's"]);
}

#[test]
fn what_only_a_newer_version_shows_is_counted_and_not_to_be_judged() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let mallory = mallory();
    let newer = entry(&mallory, |entry| entry.kind = EntryKind::Other("drawing".into()));
    let said = ann.import(&[&desk.file("newer.yaml", file(&mallory, &values(&[newer])))]);
    assert!(said.contains("1 of the entries are of a kind that only a newer reftel shows"), "{said}");
    assert!(!said.contains("to judge what is new"), "{said}");
}

#[test]
fn a_number_beyond_belief_is_said_and_is_no_damage() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let mallory = mallory();
    let far = entry(&mallory, |entry| (entry.id, entry.lamport) = (id(2), 1_000_000_000));
    let said = ann.import(&[&desk.file("far.yaml", file(&mallory, &values(&[far])))]);
    assert!(said.contains("numbered beyond belief and held back"), "{said}");
    assert!(ann.ok(&["verify"], &[]).contains("held back"));
}
