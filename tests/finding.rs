//! Marks and read marks follow a cable into another copy of it, and `reftel coverage` tells how far the reader has come.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::path::Path;

use bare::bare;
use serde_json::{Value, json};

const HEAD: &str = "P 041012Z MAR 09\nFM AMEMBASSY OSLO\nC O N F I D E N T I A L OSLO 000777\n\nTAGS: PREL\nSUBJECT: HERRING\n\n";
const TALKS: &str = "The herring talks began late in the evening.";
const BOATS: &str = "The minister spoke of boats and of the sea.";

/// The program on a cable.
fn reftel(home: &Path, cable: &str, arguments: &[&str]) -> String {
    let file = home.join("cable.txt");
    std::fs::write(&file, cable).unwrap();
    let mut command = bare(env!("CARGO_BIN_EXE_reftel"));
    command.env("REFTEL_AUTHOR", "Tester").args(arguments);
    let output = command.arg("--config-dir").arg(home.join("config")).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn play(home: &Path, cable: &str, keys: &str) -> String {
    reftel(home, cable, &["--print", "--size", "80x24", "--keys", keys])
}

/// The row of the cursor.
fn current(screen: &str) -> &str {
    screen.lines().find(|line| line.starts_with('>')).unwrap()
}

fn one() -> String {
    format!("{HEAD}1. (C) {TALKS}\n\n2. (U) {BOATS}\n\n3. (C) Nothing was signed.\n\nSMITH\n")
}

/// Another paragraph stands first, numbers and lines are others.
fn other() -> String {
    let boats = BOATS.replace("boats ", "boats\n");
    format!("{HEAD}1. (U) They arrived.\n\n2. (C) {TALKS}\n\n3. (U) {boats}\n\n4. (C) Much else.\n\nSMITH\n")
}

#[test]
fn marks_and_read_marks_are_found_in_another_copy() {
    let home = tempfile::tempdir().unwrap();
    play(home.path(), &one(), "2GmaM3Gmb1GM");
    let screen = play(home.path(), &other(), "gg'a");
    assert!(current(&screen).contains("The minister spoke"), "{screen}");
    let begun =
        |row: &str| screen.lines().any(|line| line.chars().skip(1).collect::<String>().starts_with(row));
    assert!(["✓ 2 (C)", "✓ 3 (U)", "  1 (U)", "  4 (C)"].into_iter().all(begun), "{screen}");
    let screen = play(home.path(), &other(), "'b");
    assert!(screen.contains("mark b was set in another copy of this cable"), "{screen}");
    // The mark that has no place here is not lost for that.
    let screen = play(home.path(), &one(), "gg'b");
    assert!(current(&screen).contains("Nothing was signed."), "{screen}");
}

#[test]
fn coverage_is_told_for_people_and_for_programs() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(reftel(home.path(), &one(), &["coverage"]), "09OSLO777: 0 of 3 read, 0 annotated\n");
    play(home.path(), &one(), "1GM3Gaa note<C-s>");
    let told = reftel(home.path(), &one(), &["coverage"]);
    assert!(told.ends_with(": 1 of 3 read, 1 annotated; not read: ¶2 ¶3\n"), "{told}");
    let value: Value = serde_json::from_str(&reftel(home.path(), &one(), &["coverage", "--json"])).unwrap();
    let unread = json!([{"index": 2, "number": 2}, {"index": 3, "number": 3}]);
    assert_eq!(
        (&value["schema"], &value["paragraphs"], &value["read"], &value["annotated"], &value["unread"]),
        (&json!(1), &json!(3), &json!(1), &json!(1), &unread)
    );
}
