//! What must not be written, and what stands in the way: one line, the documented exit code, no acknowledgement.

use std::fs::{self, OpenOptions, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::support::{Desk, assert_refused, version};

#[test]
fn texts_that_are_no_notes_are_refused() {
    let desk = Desk::new();
    let cable = desk.cable();
    let add = |input: &str| desk.feed(input, &["notes", "add", &cable]);
    assert_refused(&add(" \n"), 2, &["empty"]);
    assert_refused(&add(&"x".repeat(65 * 1024)), 2, &["64 KiB"]);
    assert_refused(
        &desk.run(&["notes", "add", &cable, "--input", "@/nowhere"]),
        3,
        &["/nowhere", "no such file"],
    );
    assert_refused(
        &desk.run(&["notes", "add", &cable, "--input", "x", "--type", &"t".repeat(300)]),
        2,
        &["256"],
    );
    assert_refused(&desk.run(&["notes", "add", "-", "--input", "-"]), 2, &["standard input is the cable"]);
    assert_refused(&desk.run(&["notes", "add", "/nowhere", "--input", "x"]), 3, &["/nowhere"]);
    assert_refused(&desk.run(&["notes", "add"]), 2, &["FILE"]);
    fs::write(desk.path("latin"), b"caf\xe9").unwrap();
    let latin = format!("@{}", desk.path("latin"));
    assert_refused(&desk.run(&["notes", "add", &cable, "--input", &latin]), 3, &["not UTF-8"]);
    assert_eq!(desk.bodies(), [""; 0]);
}

#[test]
fn a_file_of_a_newer_version_is_left_as_it_is() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let id = desk.id("one");
    let newer = fs::read_to_string(desk.notes_file()).unwrap().replace("schema: 1", "schema: 2");
    fs::write(desk.notes_file(), &newer).unwrap();
    let cable = desk.cable();
    for arguments in [["add", &cable, "--input", "two"], ["edit", &cable, &id, "--para=1"]] {
        let output = desk.run(&[&["notes"], &arguments[..]].concat());
        assert_refused(&output, 4, &["newer version"]);
    }
    assert_eq!(fs::read_to_string(desk.notes_file()).unwrap(), newer);
}

#[test]
fn a_busy_lock_is_said_and_nothing_is_saved() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let before = fs::read(desk.notes_file()).unwrap();
    let lock = OpenOptions::new().write(true).open(desk.config().join("lock")).unwrap();
    lock.lock().unwrap();
    assert_refused(
        &desk.run(&["notes", "add", &desk.cable(), "--input", "two"]),
        4,
        &["another session", "try again"],
    );
    assert_eq!(fs::read(desk.notes_file()).unwrap(), before);
    drop(lock);
    desk.add(&["--input", "two"]);
    assert_eq!(desk.bodies(), ["one", "two"]);
}

#[test]
fn a_directory_open_to_others_is_not_written_to() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    fs::set_permissions(desk.config(), Permissions::from_mode(0o777)).unwrap();
    let output = desk.run(&["notes", "add", &desk.cable(), "--input", "two"]);
    assert_refused(&output, 4, &["others can change", "chmod 700"]);
    assert_eq!(desk.bodies(), ["one"]);
}

#[test]
fn what_stands_side_by_side_is_not_replaced_unasked() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--input", "one"]);
    let id = desk.id("one");
    // Two sessions that knew one version each: the file as it was, beside the file as it is.
    let old = fs::read(desk.notes_file()).unwrap();
    desk.ok(&["notes", "edit", &cable, &id, "--input", "left"]);
    let left = fs::read(desk.notes_file()).unwrap();
    fs::write(desk.notes_file(), old).unwrap();
    desk.ok(&["notes", "edit", &cable, &id, "--input", "right"]);
    let name = desk.notes_file();
    let stem = name.file_stem().unwrap().to_string_lossy().into_owned();
    fs::write(name.with_file_name(format!("{stem}.sync-conflict-1.yaml")), left).unwrap();
    assert_eq!(desk.notes()[0]["versions"], 2);
    let shown = desk.ok(&["notes", "show", &cable, &id]);
    assert!(shown.contains("left") && shown.contains("right"), "{shown}");
    assert_refused(
        &desk.run(&["notes", "edit", &cable, &id, "--input", "x"]),
        2,
        &["2 versions", "--settle"],
    );
    assert_refused(&desk.run(&["notes", "rm", &cable, &id]), 2, &["2 versions", "--settle"]);
    version(&desk.ok(&["notes", "edit", &cable, &id, "--input", "both", "--settle"]));
    assert_eq!((desk.bodies(), desk.notes()[0]["versions"].clone()), (vec![String::from("both")], 1.into()));
    let history = desk.ok(&["notes", "history", &cable, &id]);
    assert!(history.contains("settles 2 versions"), "{history}");
    // One writer wrote two entries with one number: said, and nothing lost.
    let found = desk.json(&["verify", "--json"]);
    assert_eq!(found["sound"], true);
    assert!(found["flags"][0]["flag"].as_str().unwrap().contains("copied identity"));
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let desk = Desk::new();
    desk.ok(&["notes", &desk.cable()]);
    let cable = desk.cable();
    let add = |body: &str| {
        desk.command(&["notes", "add", &cable, "--input", body]).stdin(Stdio::null()).spawn().unwrap()
    };
    for round in 0..10 {
        let both = [add(&format!("left {round}")), add(&format!("right {round}"))];
        for child in both {
            let output = child.wait_with_output().unwrap();
            version(&String::from_utf8(output.stdout).unwrap());
        }
    }
    assert_eq!(desk.notes().len(), 20);
    assert_eq!(desk.json(&["verify", "--json"])["sound"], true);
}

/// What a session could not save is saved with the next note, and acknowledged by nobody.
#[test]
fn what_waits_in_a_journal_is_saved_on_the_way() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--input", "one"]);
    let lock = OpenOptions::new().write(true).open(desk.config().join("lock")).unwrap();
    lock.lock().unwrap();
    let typed = desk.run(&["--print", "--keys", "2Gawaiting<C-s>", &cable]);
    assert_eq!(typed.status.code(), Some(4));
    drop(lock);
    let output = desk.run(&["notes", "add", &cable, "--input", "two"]);
    version(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(desk.bodies(), ["one", "two", "waiting"]);
    assert_eq!(fs::read_dir(desk.config().join("drafts")).unwrap().count(), 0);
}

#[test]
fn drafts_are_listed_and_not_overwritten() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.run(&["--print", "--keys", "2Gahalf a thought<Esc>", &cable]);
    let id = desk.id("half a thought");
    assert_eq!(desk.notes()[0]["draft"], true);
    assert!(desk.ok(&["notes", "show", &cable, &id]).contains("(draft)"));
    assert_refused(&desk.run(&["notes", "rm", &cable, &id]), 2, &["draft"]);
    assert_eq!(desk.bodies(), ["half a thought"]);
}
