//! Key script in, screen and notes out, on the whole program without a terminal.
//!
//! A folder of `tests/scripts` is a case: its runs `1.keys`, `2.keys` ... are played one after the other on one
//! configuration directory. The first line of a run is the size of the screen and, where a day is shown, the time; what
//! follows is the key script. `1.screen` is the last frame; `1.notes`, if there, is what `reftel notes --json` tells of
//! the disk after that run, without the ids, which are random. `cable.txt`, if there, is the cable; else the sample is.
//! `shelf/`, if there, is a folder of cables that is opened as a library instead.
//! `2.cable.txt` is another copy of it that the second run reads.
//! A run whose first line ends in `by NAME` is played by that colleague, with a configuration directory of their own: before
//! it, the notes files of all the others are copied there, as mail would.
//! Where `config/` is there, it is copied into the configuration directory first. With `REFTEL_BLESS=1` what is there is
//! written anew, to be looked at before it is committed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::fs;
use std::path::{Path, PathBuf};

use bare::bare;
use serde_json::{Value, json};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() > 10, "the cases were not found");
    cases
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// What the program reads: the case's folder of cables, its cable, or the sample.
fn material(case: &Path, run: u32) -> Option<PathBuf> {
    let there = [case.join("shelf"), case.join(format!("{run}.cable.txt")), case.join("cable.txt")];
    there.into_iter().find(|path| path.exists())
}

/// The program on the case's material and a configuration directory.
fn reftel(case: &Path, run: u32, (author, config): (&str, &Path), arguments: &[&str]) -> String {
    let mut command = bare(env!("CARGO_BIN_EXE_reftel"));
    command.env("REFTEL_AUTHOR", author).args(arguments).arg("--config-dir").arg(config);
    command.args(material(case, run));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{case:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Whose run it is.
fn author(case: &Path, run: u32) -> String {
    let text = fs::read_to_string(case.join(format!("{run}.keys"))).unwrap();
    let first = text.lines().next().unwrap();
    first.split_once(" by ").map_or("Tester", |(_, author)| author).to_string()
}

fn play(case: &Path, run: u32, by: (&str, &Path)) -> String {
    let text = fs::read_to_string(case.join(format!("{run}.keys"))).unwrap();
    let (first, keys) = text.split_once('\n').unwrap();
    let mut words = first.split(" by ").next().unwrap().split_whitespace();
    let size = words.next().unwrap();
    let clock = words.next().unwrap_or("2026-03-02T09:14:05Z");
    reftel(case, run, by, &["--print", "--size", size, "--clock", clock, "--keys", keys])
}

/// Gives the notes files of one configuration directory to another. They only grow: of two copies the longer is the newer.
fn send(from: &Path, to: &Path) {
    let Ok(cables) = fs::read_dir(from.join("notes")) else { return };
    for cable in cables.map(|cable| cable.unwrap().path()) {
        let target = to.join("notes").join(cable.file_name().unwrap());
        fs::create_dir_all(&target).unwrap();
        for file in fs::read_dir(&cable).unwrap().map(|file| file.unwrap().path()) {
            let copy = target.join(file.file_name().unwrap());
            let length = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
            if file.extension().is_some_and(|ending| ending == "yaml") && length(&file) > length(&copy) {
                fs::copy(&file, copy).unwrap();
            }
        }
    }
}

/// The notes and drafts on disk for every cable of the file, without their ids and versions, and without what is not
/// said of them.
fn notes(case: &Path, run: u32, by: (&str, &Path)) -> String {
    let listed = reftel(case, run, by, &["notes", "--json"]);
    let cables = serde_json::Deserializer::from_str(&listed).into_iter::<Value>();
    let without_ids = cables.map(|cable| {
        let mut cable = cable.unwrap();
        // What was said about notes has ids too; `tests/reviewing` looks at it.
        cable.as_object_mut().unwrap().shift_remove("adrift").unwrap();
        for note in cable["notes"].as_array_mut().unwrap() {
            let note = note.as_object_mut().unwrap();
            note.shift_remove("id").unwrap();
            note.shift_remove("heads").unwrap();
            note.shift_remove("thread").unwrap();
            note.retain(|name, value| {
                !(name == "type" && value == "" || name == "tags" && *value == json!([]))
            });
        }
        serde_json::to_string_pretty(&cable).unwrap() + "\n"
    });
    without_ids.collect()
}

/// Compares with what is written down, or writes it down; what differs, in words.
fn difference(written: &Path, shown: &str) -> Option<String> {
    if std::env::var_os("REFTEL_BLESS").is_some() {
        fs::write(written, shown).unwrap();
    }
    let wanted = fs::read_to_string(written).unwrap_or_default();
    (shown != wanted).then(|| format!("{}\n--- expected\n{wanted}--- shown\n{shown}", written.display()))
}

#[test]
fn scripts_show_and_keep_what_they_did() {
    let mut wrong = Vec::new();
    let mut listed = 0;
    for case in cases() {
        let configs = tempfile::tempdir().unwrap();
        if case.join("config").exists() {
            copy(&case.join("config"), &configs.path().join("Tester"));
        }
        for run in 1.. {
            let keys = case.join(format!("{run}.keys"));
            if !keys.exists() {
                assert!(run > 1, "{case:?} has no run");
                break;
            }
            let author = author(&case, run);
            let config = configs.path().join(&author);
            for other in fs::read_dir(configs.path()).unwrap().map(|other| other.unwrap().path()) {
                if other != config {
                    send(&other, &config);
                }
            }
            let by = (author.as_str(), config.as_path());
            let shown = play(&case, run, by);
            wrong.extend(difference(&case.join(format!("{run}.screen")), &shown));
            let written = case.join(format!("{run}.notes"));
            if written.exists() {
                wrong.extend(difference(&written, &notes(&case, run, by)));
                listed += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(listed > 4, "the notes were not found");
}
