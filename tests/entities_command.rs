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
