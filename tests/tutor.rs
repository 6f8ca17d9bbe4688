//! The cable that teaches: what it asks for can be done, and what is written there stays there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::collections::BTreeSet;
use std::path::Path;

use bare::bare;
use serde_json::Value;

const TEXT: &str = include_str!("../assets/tutor.txt");

fn reftel(config: &Path, arguments: &[&str]) -> String {
    let output = bare(env!("CARGO_BIN_EXE_reftel"))
        .env("REFTEL_AUTHOR", "Ann")
        .args(arguments)
        .arg("--config-dir")
        .arg(config)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn played(config: &Path, keys: &str) -> String {
    reftel(config, &["tutor", "--print", "--size", "120x40", "--keys", keys])
}

/// What the cable says to type: all that stands in quotation marks, but for what somebody in it said.
fn typed() -> Vec<String> {
    let body: String = TEXT.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = body.split('"').skip(1).step_by(2).map(str::to_owned);
    quoted.filter(|quoted| quoted != "as good as settled").collect()
}

#[test]
fn every_key_that_it_names_is_a_key_of_the_program() {
    let config = tempfile::tempdir().unwrap();
    let keys: Value = serde_json::from_str(&reftel(config.path(), &["keys", "--json"])).unwrap();
    let known: BTreeSet<&str> = keys["bindings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|binding| binding["keys"].as_str().unwrap())
        .collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for typed in typed() {
        let is_line = typed.starts_with(':') && typed.len() > 1 || typed.starts_with("reftel ");
        // A number is a count, a letter behind these names a mark.
        let keys = typed.trim_start_matches(|c: char| c.is_ascii_digit());
        let keys =
            if keys.len() == 2 && keys.starts_with(['m', '\'']) && keys != "''" { &keys[..1] } else { keys };
        let twice = keys == "''";
        if !(is_line || twice || known.contains(keys)) {
            wrong.push(typed.clone());
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "no such keys: {wrong:?}");
    assert!(count > 40, "the keys were not found: {count}");
}

#[test]
fn the_lines_that_it_names_are_understood() {
    for line in typed() {
        if let Some(line) = line.strip_prefix(':').filter(|line| !line.is_empty()) {
            let config = tempfile::tempdir().unwrap();
            let screen = played(config.path(), &format!(":{line}<Enter>"));
            assert!(!screen.contains("no command is called"), "{line}\n{screen}");
        }
    }
    let lines: Vec<String> = typed().into_iter().filter(|line| line.starts_with("reftel ")).collect();
    assert_eq!(
        lines,
        ["reftel export FILE --format md", "reftel release preview FILE --max U", "reftel tutor"]
    );
}

#[test]
fn a_colleague_has_notes_that_stand_where_it_says() {
    let config = tempfile::tempdir().unwrap();
    let screen = played(config.path(), "]r");
    assert!(screen.contains("2 left"), "{screen}");
    assert!(screen.contains("Mara Lindqvist") && screen.contains("By whom?"), "{screen}");
    let tutor = config.path().join("tutor");
    let notes: Value = serde_json::from_str(&reftel(
        &tutor,
        &["notes", "list", concat!(env!("CARGO_MANIFEST_DIR"), "/assets/tutor.txt"), "--json"],
    ))
    .unwrap();
    let notes = notes["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2);
    assert!(notes.iter().all(|note| note["anchor"] == "exact"), "{notes:?}");
}

#[test]
fn what_is_written_there_comes_back_there_and_nowhere_else() {
    let config = tempfile::tempdir().unwrap();
    played(config.path(), "4Gawho told him so?<C-s>q");
    let screen = played(config.path(), "4G");
    assert!(screen.contains("who told him so?"), "{screen}");
    let own: Vec<String> = std::fs::read_dir(config.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(own, ["tutor"], "the tutor wrote among the reader's own files");
    // A directory of its own is no fault of the other.
    reftel(config.path(), &["verify"]);
    reftel(config.path(), &["doctor"]);
    assert!(
        reftel(config.path(), &["verify"]).contains("sound") || config.path().join("tutor/notes").is_dir()
    );
}
