//! Texts without a reference id that change after notes were written on them.

use crate::support::Desk;

const TEXT: &str = "Notes of a meeting\n\n1. (C) The old boats came back with the morning tide.\n\n2. (U) Nobody on \
    the pier had seen them leave in spring.\n\n3. (C) A trawler was at anchor outside.\n";

#[test]
fn the_notes_on_a_text_without_an_id_stay_with_it_when_it_is_changed() {
    let desk = Desk::new();
    let file = desk.file("text.txt", TEXT);
    desk.ok(&["notes", "add", &file, "--para", "2", "--input", "who was there?"]);
    desk.ok(&["notes", "add", &file, "--para", "3", "--input", "which one?"]);
    let changed = desk.file("changed.txt", &TEXT.replace("morning", "evening"));
    let listed = desk.ok(&["notes", &changed]);
    assert!(listed.contains("who was there?") && listed.contains("which one?"), "{listed}");
    // What is written on the changed text is on the same text.
    desk.ok(&["notes", "add", &changed, "--para", "1", "--input", "one more"]);
    assert!(desk.ok(&["notes", &file]).contains("one more"));
}

#[test]
fn another_text_without_an_id_has_none_of_them() {
    let desk = Desk::new();
    let file = desk.file("text.txt", TEXT);
    desk.ok(&["notes", "add", &file, "--para", "2", "--input", "who was there?"]);
    let other =
        desk.file("other.txt", "A list\n\n1. (C) Herring in barrels, salted and dried.\n\n2. (U) Cod.\n");
    assert!(desk.ok(&["notes", &other]).starts_with("this text: no notes"));
}
