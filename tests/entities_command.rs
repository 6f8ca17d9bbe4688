//! `reftel entities` over several files, and its table.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::{Command, Output};

fn reftel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reftel")).arg("entities").args(arguments).output().unwrap()
}

/// Two cables and a file that is none, in a folder of their own.
fn files() -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let cable = |town: &str| {
        format!(
            "UNCLAS {town} 000012\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (U) Ingrid Solheim, \"the boss\", left.\n"
        )
    };
    fs::write(folder.path().join("one.txt"), cable("OSLO")).unwrap();
    fs::write(folder.path().join("two.txt"), cable("BERN")).unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let paths = ["one.txt", "missing.txt", "two.txt"].map(path).to_vec();
    (folder, paths)
}

#[test]
fn several_files_give_a_line_each_and_a_bad_one_is_named_and_passed_over() {
    let (_folder, files) = files();
    let output = reftel(&[&files[0], &files[1], &files[2], "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines.iter().map(|line| line["file"].as_str().unwrap()).collect::<Vec<_>>(),
        ["one.txt", "two.txt"]
    );
    assert!(String::from_utf8(output.stderr).unwrap().contains("missing.txt"));
}

#[test]
fn a_table_has_a_row_for_each_mention() {
    let (_folder, files) = files();
    let output = reftel(&[&files[0], &files[2], "--csv"]);
    assert_eq!(output.status.code(), Some(0));
    let table = String::from_utf8(output.stdout).unwrap();
    let mut rows = table.split("\r\n");
    assert_eq!(
        rows.next().unwrap(),
        "file,id,kind,name,mention,paragraph,start,end,expansion,role,value,why"
    );
    let people: Vec<&str> = rows.filter(|row| row.contains(",person,")).collect();
    assert_eq!(people.len(), 2, "{table}");
    assert!(people[1].starts_with("two.txt,") && people[1].contains(",Ingrid Solheim,Ingrid Solheim,1,"));
}

#[test]
fn a_table_is_no_json() {
    let (_folder, files) = files();
    assert_eq!(reftel(&[&files[0], "--csv", "--json"]).status.code(), Some(2));
}

/// The program with a configuration directory.
fn kept(config: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reftel"));
    command.arg("entities").args(arguments).arg("--config-dir").arg(config).output().unwrap()
}

fn names(config: &std::path::Path, file: &str) -> Vec<(String, String)> {
    let output = kept(config, &[file, "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    found["entities"].as_array().unwrap().iter().map(|it| (text(&it["name"]), text(&it["kind"]))).collect()
}

#[test]
fn what_is_put_right_is_acknowledged_shown_and_taken_back() {
    let (folder, files) = files();
    let config = folder.path().join("config");
    let plain = names(&config, &files[0]);
    assert!(!config.exists(), "to look something up makes no store");
    let renamed = kept(&config, &["rename", &files[0], "Ingrid Solheim", "Ingrid Sol"]);
    assert!(String::from_utf8(renamed.stdout).unwrap().starts_with("ack v1-"));
    assert!(names(&config, &files[0]).contains(&("Ingrid Sol".into(), "person".into())));
    assert!(
        names(&config, &files[2]).iter().all(|(name, _)| name != "Ingrid Sol"),
        "another cable is as it was"
    );
    let again = kept(&config, &["rename", &files[0], "Ingrid Sol", "Ingrid Sol"]);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(kept(&config, &["undo", &files[0], "Ingrid Sol"]).status.code(), Some(0));
    assert_eq!(names(&config, &files[0]), plain);
    assert_eq!(kept(&config, &["ignore", &files[0], "Nobody"]).status.code(), Some(1));
    assert_eq!(kept(&config, &["type", &files[0], "Ingrid Solheim", "town"]).status.code(), Some(2));
}

#[test]
fn everywhere_is_in_the_lexicon_and_a_bad_line_of_it_is_named() {
    let (folder, files) = files();
    let config = folder.path().join("config");
    let added = kept(&config, &["add", &files[0], "program", "--quote", "the boss", "--everywhere"]);
    assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
    let ignored = kept(&config, &["ignore", &files[0], "Ingrid Solheim", "--everywhere"]);
    assert_eq!(ignored.status.code(), Some(0));
    assert!(names(&config, &files[2]).iter().all(|(name, _)| name != "Ingrid Solheim"));
    assert_eq!(kept(&config, &["lexicon"]).status.code(), Some(0));
    let path = config.join("lexicon.yaml");
    let text = fs::read_to_string(&path).unwrap() + "- {name: Nobody}\n";
    fs::write(&path, text).unwrap();
    let checked = kept(&config, &["lexicon"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        String::from_utf8(checked.stdout).unwrap().starts_with("lexicon.yaml line 3: a name needs its kind")
    );
}

#[test]
fn the_json_says_what_a_reader_made_and_why() {
    let (folder, files) = files();
    let config = folder.path().join("config");
    kept(&config, &["rename", &files[0], "Ingrid Solheim", "Ingrid Sol"]);
    kept(&config, &["add", &files[0], "program", "--quote", "the boss"]);
    let found: serde_json::Value =
        serde_json::from_slice(&kept(&config, &[&files[0], "--json"]).stdout).unwrap();
    let entities = found["entities"].as_array().unwrap();
    let called = |name: &str| entities.iter().find(|entity| entity["name"] == name).unwrap();
    let why = |name: &str| called(name)["why"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(called("Ingrid Sol")["source"], "user");
    assert_eq!(why("Ingrid Sol"), "put right: Ingrid Solheim (person) is called Ingrid Sol");
    assert_eq!(called("the boss")["source"], "user");
    assert_eq!(why("the boss"), "put right: the boss is a new program");
    assert_eq!(called("OSLO 000012")["source"], serde_json::Value::Null);
}
