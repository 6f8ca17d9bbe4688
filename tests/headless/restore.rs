//! Bringing back what was deleted, changed, or is in a backup only.

use std::fs;
use std::path::Path;

use crate::support::{Desk, assert_refused, children, version};

fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

#[test]
fn a_deleted_note_comes_back_as_a_new_version() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--para", "2", "--input", "one", "--tag", "x"]);
    let id = desk.id("one");
    desk.ok(&["notes", "edit", &cable, &id, "--input", "two"]);
    desk.ok(&["notes", "rm", &cable, &id]);
    let listed = desk.ok(&["restore", &cable]);
    assert!(
        listed.contains("deleted note") && listed.contains("two") && listed.contains(".yaml.bak"),
        "{listed}"
    );
    assert!(
        !listed.contains("    one\n") && listed.ends_with("earlier versions: 1; --all lists them\n"),
        "{listed}"
    );
    let all = desk.ok(&["restore", &cable, "--all"]);
    let at = |part: &str| all.find(part).unwrap_or_else(|| panic!("no '{part}' in {all}"));
    assert!(at("deleted note") < at("file  ") && at("file  ") < at("earlier version  "), "{all}");
    assert!(at("    two\n") < at("    one\n"), "{all}");
    version(&desk.ok(&["restore", &cable, "--note", &id[..18]]));
    let note = desk.notes().remove(0);
    assert_eq!(
        (&note["body"], &note["id"], &note["paragraph"]),
        (&"two".into(), &id.as_str().into(), &2.into())
    );
    assert_eq!(note["tags"][0], "x");
    let history = desk.ok(&["notes", "history", &cable, &id]);
    assert_eq!(history.matches("\nv1-").count() + 1, 4, "{history}");
    assert!(history.contains("brought back"));
    assert_refused(&desk.run(&["restore", &cable, "--note", &id]), 2, &["not deleted", "--version"]);
    assert_refused(&desk.run(&["restore", &cable, "--note", ""]), 1, &["no note of yours"]);
}

#[test]
fn an_earlier_version_comes_back_as_a_new_one() {
    let desk = Desk::new();
    let cable = desk.cable();
    let first = desk.add(&["--para", "2", "--input", "one"]);
    let id = desk.id("one");
    desk.ok(&["notes", "edit", &cable, &id, "--input", "two", "--cable"]);
    let again = version(&desk.ok(&["restore", &cable, "--note", &id, "--version", &first[..12]]));
    assert_ne!(again, first);
    assert_eq!((desk.bodies(), desk.notes()[0]["paragraph"].clone()), (vec![String::from("one")], 2.into()));
    assert_refused(&desk.run(&["restore", &cable, "--note", &id, "--version", &first]), 1, &["already"]);
    assert_refused(
        &desk.run(&["restore", &cable, "--note", &id, "--version", "v1-zz"]),
        1,
        &["no such version"],
    );
    assert_refused(&desk.run(&["restore", &cable, "--note", "zz"]), 1, &["zz"]);
    let listed = desk.json(&["restore", &cable, "--list", "--json"]);
    assert_eq!(listed["versions"].as_array().unwrap().len(), 2);
    assert_eq!(listed["versions"][0]["deleted"], false);
}

#[test]
fn a_backup_is_united_with_what_is_there() {
    let desk = Desk::new();
    let cable = desk.cable();
    let one = desk.add(&["--input", "one"]);
    let two = desk.add(&["--input", "two"]);
    let backup = desk.path("backup");
    fs::copy(desk.notes_file(), &backup).unwrap();
    fs::remove_dir_all(desk.config().join("notes")).unwrap();
    desk.add(&["--input", "three"]);
    let output = desk.ok(&["restore", &cable, "--from", &backup]);
    assert_eq!(output, format!("ack {one}\nack {two}\n"));
    assert_eq!(desk.bodies(), ["one", "two", "three"]);
    assert_refused(&desk.run(&["restore", &cable, "--from", &backup]), 1, &["already"]);
}

/// Half a file: what is whole in it is taken, from the directory where it was set aside.
#[test]
fn a_damaged_file_gives_what_is_whole_in_it() {
    let desk = Desk::new();
    let cable = desk.cable();
    for body in ["one", "two", "three"] {
        desk.add(&["--input", body]);
    }
    let whole = fs::read_to_string(desk.notes_file()).unwrap();
    let half = &whole[..whole.find("body: three").unwrap()];
    let aside = beside(&desk.notes_file(), ".corrupt-1");
    fs::write(&aside, half).unwrap();
    let file = desk.notes_file();
    fs::remove_file(&file).unwrap();
    fs::remove_file(beside(&file, ".bak")).unwrap();
    desk.add(&["--input", "four"]);
    let listed = desk.json(&["restore", &cable, "--json"]);
    let backup = listed["backups"].as_array().unwrap().iter().find(|backup| backup["new"] == 2).unwrap();
    let acks = desk.ok(&["restore", &cable, "--from", backup["path"].as_str().unwrap()]);
    assert_eq!(acks.lines().count(), 2);
    assert_eq!(desk.bodies(), ["one", "two", "four"]);
    assert_eq!(fs::read_to_string(&aside).unwrap(), half);
}

#[test]
fn what_is_no_backup_of_these_notes_is_refused() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--input", "one"]);
    let before = fs::read(desk.notes_file()).unwrap();
    let text = String::from_utf8(before.clone()).unwrap();
    let from = |name: &str, contents: &str| {
        fs::write(desk.path(name), contents).unwrap();
        desk.run(&["restore", &cable, "--from", &desk.path(name)])
    };
    assert_refused(&from("noise", "a\0b"), 4, &["nothing can be brought back", "noise"]);
    assert_refused(&from("newer", &text.replace("schema: 1", "schema: 7")), 4, &["newer version"]);
    let other = Desk::new();
    other.add(&["--input", "theirs"]);
    assert_refused(&from("theirs", &fs::read_to_string(other.notes_file()).unwrap()), 4, &["another author"]);
    assert_refused(&desk.run(&["restore", &cable, "--from", "/dev/zero"]), 4, &["/dev/zero", "regular file"]);
    assert_refused(&desk.run(&["restore", &cable, "--from", "/nowhere"]), 4, &["no such file"]);
    assert_eq!(fs::read(desk.notes_file()).unwrap(), before);
}

/// The same author on another machine: their file has one writer, and that is not this one.
#[test]
fn notes_of_the_same_author_on_another_machine_come_back_beside() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--input", "there"]);
    let file = desk.notes_file();
    let backup = desk.path("backup");
    fs::rename(&file, &backup).unwrap();
    // Another installation of the same author has another file.
    let identity = desk.config().join("identity.yaml");
    let text = fs::read_to_string(&identity).unwrap();
    let install = text.lines().find(|line| line.starts_with("install:")).unwrap();
    fs::write(&identity, text.replace(install, "install: elsewhere")).unwrap();
    desk.add(&["--input", "here"]);
    assert_eq!(desk.ok(&["restore", &cable, "--from", &backup]).lines().count(), 1);
    assert_eq!(desk.bodies(), ["there", "here"]);
    let names = children(file.parent().unwrap());
    assert!(names.iter().any(|path| path.to_string_lossy().contains(".sync-conflict-")), "{names:?}");
    let note = desk.notes().remove(0);
    assert_eq!((&note["body"], &note["mine"]), (&"there".into(), &true.into()));
}

#[test]
fn a_damaged_identity_is_replaced_by_its_copy() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let identity = desk.config().join("identity.yaml");
    let before = fs::read(&identity).unwrap();
    for damage in ["", "\0\0", "format: reftel-identity\n"] {
        fs::write(&identity, damage).unwrap();
        let output = desk.run(&["notes", &desk.cable(), "--json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("identity.yaml.corrupt-") && said.contains("its copy"), "{said}");
        assert_eq!(fs::read(&identity).unwrap(), before);
    }
    fs::remove_file(&identity).unwrap();
    assert_eq!(desk.notes()[0]["mine"], true);
    // The copy, damaged, is made anew, and kept as well.
    fs::write(beside(&identity, ".bak"), "\0").unwrap();
    desk.ok(&["notes", &desk.cable()]);
    assert_eq!(fs::read(beside(&identity, ".bak")).unwrap(), before);
    assert!(
        children(&desk.config()).iter().any(|path| path.to_string_lossy().contains(".yaml.bak.corrupt-"))
    );
    // Another identity that is put there by hand is the one that counts, and is copied.
    let text = String::from_utf8(before).unwrap();
    let install = text.lines().find(|line| line.starts_with("install:")).unwrap();
    let other = text.replace(install, "install: elsewhere");
    fs::write(&identity, &other).unwrap();
    desk.ok(&["notes", &desk.cable()]);
    assert_eq!(fs::read_to_string(beside(&identity, ".bak")).unwrap(), other);
}
