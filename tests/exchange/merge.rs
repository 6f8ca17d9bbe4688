//! `reftel merge` and `reftel diff`.

use std::fs;

use serde_json::{Value, json};

use crate::forge::{file, file_about, mallory, note, values};
use crate::support::{Desk, assert_refused};

#[test]
fn two_versions_of_a_file_become_their_union() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let writer = mallory();
    let [one, two, three] = [1, 2, 3].map(|seq| note(&writer, seq, &format!("note {seq}")));
    let base = desk.file("base", "");
    let mine = file(&writer, &values(&[one.clone(), two.clone()]));
    // What cannot be judged stays on its side, and goes where that goes.
    let odd = json!({"ver": "odd", "of": [1]});
    let theirs = desk.file("theirs", file(&writer, &[values(&[one, three]), vec![odd.clone()]].concat()));
    for out in ["mine", "out"] {
        let (path, out) = (desk.file("mine", &mine), desk.path(out));
        let option = if out == path { vec![] } else { vec!["-o", out.to_str().unwrap()] };
        ann.ok(&[vec!["merge"], option].concat(), &[&base, &path, &theirs]);
        let text = fs::read_to_string(&out).unwrap();
        let merged: Value = serde_yaml::from_str(&text).unwrap();
        let bodies: Vec<&Value> =
            merged["entries"].as_array().unwrap().iter().map(|entry| &entry["body"]).collect();
        assert_eq!(bodies, [&json!("note 1"), &json!("note 2"), &json!("note 3"), &Value::Null]);
        assert_eq!(merged["entries"][3], odd);
        if out != path {
            assert_eq!(fs::read_to_string(&path).unwrap(), mine);
        }
        ann.ok(&["merge"], &[&base, &out, &theirs]);
        assert_eq!(fs::read_to_string(&out).unwrap(), text, "once is enough");
    }
}

#[test]
fn what_cannot_be_merged_is_left_as_it_is() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let writer = mallory();
    let mut other = writer.clone();
    other.replica = "r-2".into();
    let text = file(&writer, &values(&[note(&writer, 1, "x")]));
    let mine = desk.file("mine", &text);
    let cases = [
        (file(&other, &[]), "different writers"),
        (file_about(&writer, "07ELBONIA13", &[]), "different cables"),
        ("<<<<<<< mine\n".into(), "not a notes file"),
        (String::new(), "empty"),
    ];
    for (theirs, why) in cases {
        let theirs = desk.file("theirs", theirs);
        assert_refused(&ann.run_on(&["merge"], &[&mine, &mine, &theirs]), 1, &["not merged", why]);
        assert_eq!(fs::read_to_string(&mine).unwrap(), text);
        assert_refused(&ann.run_on(&["merge"], &[&mine, &theirs, &desk.path("none")]), 1, &["not merged"]);
    }
}

#[test]
fn where_the_result_has_no_place_the_directory_is_named() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let mine = desk.file("mine", file(&mallory(), &values(&[note(&mallory(), 1, "x")])));
    let out = desk.path("none/out.yaml");
    let output = ann.run_on(&["merge", "-o", out.to_str().unwrap()], &[&mine, &mine, &mine]);
    assert_refused(&output, 4, &["there is no directory", "none; make it, or name another file"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("config-dir"));
}

#[test]
fn files_that_say_the_same_do_not_differ() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "old");
    ann.add(2, "stays");
    let before = desk.file("before.yaml", fs::read(ann.file()).unwrap());
    assert_eq!(ann.ok(&["diff"], &[&before, &ann.file()]), "");
    assert_eq!(ann.ok(&["diff"], &[&before]), "", "nor the file and what is held");
    ann.change("old", Some("new\u{1b}[2J"));
    ann.add(3, "added");
    for files in [vec![before.as_path(), &ann.file()], vec![&before]] {
        let output = ann.run_on(&["diff"], &files);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stdout).unwrap();
        // With one file the notes held come first.
        let (old, new) =
            if files.len() == 2 { ("  - old", "  + new^[[2J") } else { ("  + old", "  - new^[[2J") };
        for part in ["different: ¶1 note by ann", old, new, "only in", "added"] {
            assert!(said.contains(part), "no '{part}' in {said}");
        }
        assert!(!said.contains("stays"), "{said}");
    }
    let output = ann.run_on(&["diff", "--json"], &[&before, &ann.file()]);
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&said["schema"], &said["same"], &said["cable"]),
        (&json!(1), &json!(false), &json!("07ELBONIA12"))
    );
    let states: Vec<&Value> = said["notes"].as_array().unwrap().iter().map(|note| &note["state"]).collect();
    assert_eq!(states, ["different", "only in the second"]);
    assert_eq!(said["notes"][0]["first"][0]["body"], "old");
}

#[test]
fn files_about_different_cables_are_not_compared() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let here = desk.file("here.yaml", file(&mallory(), &[]));
    let there = desk.file("there.yaml", file_about(&mallory(), "07ELBONIA13", &[]));
    assert_refused(&ann.run_on(&["diff"], &[&here, &there]), 3, &["different cables"]);
    assert_refused(&ann.run_on(&["diff"], &[&here, &desk.cable()]), 3, &["cable.txt"]);
}
