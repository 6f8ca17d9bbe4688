//! Key script in, screen and files out, on the whole program without a terminal.
//!
//! A folder of `tests/scripts` is a case: its runs `1.keys`, `2.keys` ... are played one after the other on one
//! configuration directory. The first line of a run is the size of the screen and, where a day is shown, the time; what
//! follows is the key script. `1.screen` is the last frame. `cable.txt`, if there, is the cable; else the sample is.
//! Where `config/` is there, it is copied into the configuration directory first. With `REFTEL_BLESS=1` the frames are
//! written anew, to be looked at before they are committed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

fn play(case: &Path, config: &Path, run: &Path) -> String {
    let text = fs::read_to_string(run).unwrap();
    let (first, keys) = text.split_once('\n').unwrap();
    let mut words = first.split_whitespace();
    let mut command = Command::new(env!("CARGO_BIN_EXE_reftel"));
    command.env_clear().env("REFTEL_AUTHOR", "Tester").arg("--config-dir").arg(config);
    command.args(["--print", "--size", words.next().unwrap()]);
    command.args(["--clock", words.next().unwrap_or("2026-03-02T09:14:05Z"), "--keys", keys]);
    let cable = case.join("cable.txt");
    if cable.exists() {
        command.arg(cable);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{run:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn scripts_show_what_they_showed() {
    let bless = std::env::var_os("REFTEL_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let config = tempfile::tempdir().unwrap();
        if case.join("config").exists() {
            copy(&case.join("config"), config.path());
        }
        for run in 1.. {
            let keys = case.join(format!("{run}.keys"));
            if !keys.exists() {
                assert!(run > 1, "{case:?} has no run");
                break;
            }
            let shown = play(&case, config.path(), &keys);
            let expected = case.join(format!("{run}.screen"));
            if bless {
                fs::write(&expected, &shown).unwrap();
            }
            let wanted = fs::read_to_string(&expected).unwrap_or_default();
            if shown != wanted {
                wrong.push(format!("{}\n--- expected\n{wanted}--- shown\n{shown}", keys.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
