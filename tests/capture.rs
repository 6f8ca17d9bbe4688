//! The picture in the README is a frame of the program as it is now.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::fs;

use bare::bare;

/// Two notes, one of them a question with a tag, and a name that is walked.
const KEYS: &str = "8GaWhich two cities, and who pays for the joint cell? Ask NAS before the next meeting.<C-s>\
    tquestion #budget<Enter>9GaFive things, but no date.<C-s>8G";

#[test]
fn the_picture_is_what_the_program_draws() {
    let config = tempfile::tempdir().unwrap();
    let output = bare(env!("CARGO_BIN_EXE_reftel"))
        .envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("REFTEL_AUTHOR", "Reader")])
        .args(["--print", "--svg", "--theme", "dark", "--size", "120x34", "--clock", "2026-03-02T09:14:05Z"])
        .args(["--keys", KEYS, "--config-dir"])
        .arg(config.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/capture.svg");
    if std::env::var_os("REFTEL_BLESS").is_some() {
        fs::write(path, &output.stdout).unwrap();
    }
    let shown = fs::read_to_string(path).unwrap();
    assert!(
        shown == String::from_utf8(output.stdout).unwrap(),
        "assets/capture.svg is stale: REFTEL_BLESS=1 cargo test --test capture"
    );
    assert!(shown.contains("<title") && shown.contains("<desc") && shown.contains("role=\"img\""));
}
