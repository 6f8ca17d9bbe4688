//! Whether what is on disk is what was written.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::support::{Desk, assert_refused, version};

/// The state and reason that are given for the file whose path ends so.
fn state(found: &Value, ending: &str) -> (String, String) {
    let files = found["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["path"].as_str().unwrap().ends_with(ending));
    let file = file.unwrap_or_else(|| panic!("no {ending} in {found}"));
    (file["state"].as_str().unwrap().into(), file["why"].as_str().unwrap_or_default().into())
}

/// Everything below the configuration directory, with contents.
fn contents(desk: &Desk) -> Vec<(std::path::PathBuf, Option<Vec<u8>>)> {
    let mut found = vec![desk.config()];
    let mut at = 0;
    while let Some(path) = found.get(at).cloned() {
        if path.is_dir() && !path.is_symlink() {
            found.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        at += 1;
    }
    found.sort();
    found.into_iter().map(|path| (path.clone(), fs::read(path).ok())).collect()
}

#[test]
fn nothing_at_all_is_sound_and_stays_nothing() {
    let desk = Desk::new();
    assert_eq!(desk.json(&["verify", "--json"])["sound"], true);
    assert!(desk.ok(&["verify"]).contains("sound; files: 0"));
    desk.ok(&["doctor"]);
    assert!(!desk.config().exists());
}

#[test]
fn everything_that_is_written_is_sound() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    desk.add(&["--input", "two"]);
    desk.run(&["--print", "--keys", "2Gahalf a thought<Esc>", &desk.cable()]);
    let before = contents(&desk);
    let found = desk.json(&["verify", "--json"]);
    assert_eq!(found["sound"], true, "{found}");
    let whats: Vec<&str> =
        found["files"].as_array().unwrap().iter().map(|file| file["what"].as_str().unwrap()).collect();
    for what in ["identity", "helper", "notes", "backup", "journal"] {
        assert!(whats.contains(&what), "no {what} in {whats:?}");
    }
    assert!(desk.ok(&["verify"]).contains("drafts: 1, unsaved changes: 0"));
    assert_eq!(contents(&desk), before);
}

#[test]
fn every_kind_of_harm_is_named_and_nothing_is_changed() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    desk.add(&["--input", "two"]);
    let (file, whole) = (desk.notes_file(), fs::read_to_string(desk.notes_file()).unwrap());
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let check = |contents_of_file: &str, state_wanted: &str, why: &str| {
        fs::write(&file, contents_of_file).unwrap();
        let before = contents(&desk);
        let output = desk.run(&["verify", "--json"]);
        assert_eq!(output.status.code(), Some(4), "{state_wanted}");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let (state, reason) = state(&found, &name);
        assert!(state == state_wanted && reason.contains(why), "{state} {reason}");
        let lines = String::from_utf8(desk.run(&["verify"]).stdout).unwrap();
        assert!(lines.lines().any(|line| line.starts_with(state_wanted) && line.contains(&name)), "{lines}");
        assert_eq!(contents(&desk), before);
    };
    check(&whole[..whole.len() / 2], "damaged", "");
    check(&whole.replace("body: one", "body: won"), "edited", "");
    check(&whole.replace("schema: 1", "schema: 2"), "newer", "");
    check(&whole.replace("seq: 2", "seq: 0"), "damaged", "not what their version says");
    check("\0\0\0", "damaged", "");
    check("", "damaged", "");
    let other = Desk::new();
    other.add(&["--input", "theirs"]);
    check(&fs::read_to_string(other.notes_file()).unwrap(), "damaged", "another writer");
}

#[test]
fn foreign_files_and_leftovers_are_named_and_harm_nothing() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let file = desk.notes_file();
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    fs::write(file.with_file_name(format!(".{name}.0123.tmp")), "half").unwrap();
    fs::write(file.with_file_name("README\u{1b}[2J"), "x").unwrap();
    fs::write(file.with_file_name(format!("{name}.corrupt-1")), "x").unwrap();
    symlink("/etc", desk.config().join("notes/link")).unwrap();
    symlink("/etc/passwd", desk.config().join("state/x.yaml")).unwrap();
    let output = desk.run(&["verify", "--json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(state(&found, ".0123.tmp").0, "stray");
    assert_eq!(state(&found, "README\u{1b}[2J").0, "foreign");
    assert_eq!(state(&found, "notes/link").0, "foreign");
    assert_eq!(state(&found, ".corrupt-1").0, "sound");
    assert_eq!(state(&found, "state/x.yaml").0, "damaged");
    fs::remove_file(desk.config().join("state/x.yaml")).unwrap();
    let lines = desk.ok(&["verify"]);
    assert!(lines.contains("README^[[2J") && !lines.contains('\u{1b}'), "{lines}");
}

#[test]
fn a_link_in_the_place_of_a_directory_is_harm() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    fs::rename(desk.config().join("notes"), desk.path("notes")).unwrap();
    symlink(desk.path("notes"), desk.config().join("notes")).unwrap();
    let output = desk.run(&["verify", "--json"]);
    assert_eq!(output.status.code(), Some(4));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(state(&found, "notes").1.contains("no directory"));
}

#[test]
fn versions_that_were_acknowledged_are_asked_for() {
    let desk = Desk::new();
    let (one, two) = (desk.add(&["--input", "one"]), desk.add(&["--input", "two"]));
    let absent = format!("v1-{}", "0".repeat(32));
    let found = desk.json(&["verify", "--json", "--has", &one, &two]);
    assert_eq!((&found["sound"], &found["missing"]), (&true.into(), &Value::from([""; 0].to_vec())));
    let notes = desk.notes_file().file_name().unwrap().to_string_lossy().into_owned();
    let has = |found: &Value| {
        let files = found["files"].as_array().unwrap();
        files.iter().find(|file| file["path"].as_str().unwrap().ends_with(&notes)).unwrap()["has"].clone()
    };
    assert_eq!(has(&found), 2);
    let output = desk.feed(&format!("ack {one}\n{absent}\n"), &["verify", "--json", "--has", "-"]);
    assert_eq!(output.status.code(), Some(4));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((has(&found), &found["missing"]), (1.into(), &Value::from(vec![absent.clone()])));
    let lines = String::from_utf8(desk.run(&["verify", "--has", &absent]).stdout).unwrap();
    assert!(lines.contains(&format!("missing: {absent}")) && lines.contains("missing: 1 of 1"), "{lines}");
    assert_refused(&desk.run(&["verify", "--has", "v1-x\u{1b}"]), 2, &["v1-x^["]);
    // A backup is no place for what was acknowledged.
    fs::remove_file(desk.notes_file()).unwrap();
    assert_eq!(desk.run(&["verify", "--has", &one]).status.code(), Some(4));
}

#[test]
fn one_cable_is_looked_at_alone() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    version(&desk.ok(&["notes", "add", &sample(), "--input", "on the sample"]));
    let found = desk.json(&["verify", "--json", "--cable", &sample()]);
    let files = found["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(
        (&files[0]["cable"], files[0]["versions"].as_array().unwrap().len()),
        (&"09MEXICO2882".into(), 1)
    );
    assert_refused(&desk.run(&["verify", "--cable", "/nowhere"]), 3, &["/nowhere"]);
}

fn sample() -> String {
    format!("{}/assets/09MEXICO2882.txt", env!("CARGO_MANIFEST_DIR"))
}

/// An entry that is gone from a file which is otherwise whole.
#[test]
fn gaps_are_named() {
    let desk = Desk::new();
    let one = desk.add(&["--input", "one"]);
    desk.add(&["--input", "two"]);
    let text = fs::read_to_string(desk.notes_file()).unwrap();
    let (from, to) = (text.find(&format!("- ver: {one}")).unwrap(), text.rfind("\n- ver: ").unwrap() + 1);
    let without = format!("{}{}", &text[..from], &text[to..]).replace("entries: 2", "entries: 1");
    fs::write(desk.notes_file(), without).unwrap();
    let found = desk.json(&["verify", "--json"]);
    assert_eq!(found["sound"], false);
    assert!(found.to_string().contains("entry 1 is not in it"), "{found}");
    assert!(found["flags"].to_string().contains("1 entry of"), "{found}");
}
