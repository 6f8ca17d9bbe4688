//! Reading and writing line by line: `--linear`, and a terminal that can do no more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;
#[allow(dead_code)]
mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use bare::bare;
use support::Pty;

const REFTEL: &str = env!("CARGO_BIN_EXE_reftel");

const CABLE: &str = "C O N F I D E N T I A L OSLO 000012\n\nSUBJECT: BOATS\nTAGS: PREL\n\n\
    1. (C) The boats came back.\n\nPRICES\n\n2. (S) Herring is \u{1b}[31mdear.\n\n3. Nobody\u{202e} fishes cod.\n";

/// What is said to these lines, and the exit code.
fn said(config: &Path, lines: &str) -> (String, i32) {
    let mut command = bare(REFTEL);
    command.arg("--linear");
    said_by(command, config, lines)
}

/// The same of a command that has its own way to know that lines are called for.
fn said_by(mut command: Command, config: &Path, lines: &str) -> (String, i32) {
    let cable = config.join("cable.txt");
    std::fs::write(&cable, CABLE).unwrap();
    command.env("LANG", "C.UTF-8").env("REFTEL_AUTHOR", "Tester").arg(&cable);
    command.arg("--config-dir").arg(config).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

#[test]
fn paragraphs_and_notes_are_read_in_order_without_one_escape_sequence() {
    let config = tempfile::tempdir().unwrap();
    let (said, code) = said(config.path(), "next\nnext\nnote\nwhy \u{1b}]0;x\u{7}dear?\n.\nnext\nprev\n");
    assert_eq!(code, 0);
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    let order = ["Subject BOATS", "1 (C) The boats", "PRICES\n2 (S) Herring is ^[[31mdear.", "saved", "cod."];
    let places: Vec<usize> = order.iter().map(|text| said.find(text).expect(text)).collect();
    assert!(places.is_sorted(), "{said}");
    let again = &said[places[4]..];
    assert!(again.contains("2 (S) Herring") && again.contains("Note on ¶2:\nwhy ^[]0;x^Gdear?\n"), "{again}");
}

#[test]
fn what_stands_behind_the_word_begins_the_note() {
    let config = tempfile::tempdir().unwrap();
    let (told, _) = said(config.path(), "2\nnote the source is doubtful\nask her\n.\nnotes\n");
    assert!(told.contains("Note on ¶2:\nthe source is doubtful\nask her\n"), "{told}");
}

#[test]
fn a_note_is_written_anew_searched_from_and_deleted() {
    let config = tempfile::tempdir().unwrap();
    said(config.path(), "goto 2\nnote\none\ntwo\n.\nquit\n");
    let (told, _) = said(
        config.path(),
        "notes\nedit\n.\nnotes\nedit\nthree\n.\nnotes\nsearch cod\nentities\n2\ndelete-note\nnotes\n",
    );
    assert_eq!(
        told.matches("Note on ¶2:\none\ntwo\n").count(),
        2,
        "an edit of nothing changes nothing: {told}"
    );
    assert!(told.contains("Note on ¶2:\nthree\n") && told.contains("3 "), "{told}");
    assert!(told.contains("fishes cod."), "{told}");
    assert!(told.ends_with("No notes yet; note writes one.\n"), "{told}");
}

#[test]
fn a_note_that_the_lines_end_without_is_a_draft() {
    let config = tempfile::tempdir().unwrap();
    let (_, code) = said(config.path(), "2\nnote\nhalf a thought\n");
    assert_eq!(code, 0);
    assert!(said(config.path(), "notes\n").0.contains("Draft on ¶2:\nhalf a thought\n"));
}

#[test]
fn what_needs_the_screen_and_what_is_unknown_is_said() {
    let config = tempfile::tempdir().unwrap();
    let (said, code) = said(config.path(), "select-words\nnonsense\nlist-cables\nhelp\nquit\nnext\n");
    assert_eq!(code, 0);
    assert!(said.contains("needs the screen") && said.contains("no command is called 'nonsense'"), "{said}");
    assert!(said.contains("goto 8") && !said.contains("boats came"), "{said}");
}

#[test]
fn a_pipe_is_served_by_lines_whatever_terminal_is_named() {
    let config = tempfile::tempdir().unwrap();
    let mut command = bare(REFTEL);
    command.env("TERM", "xterm-256color");
    let (said, code) = said_by(command, config.path(), "2\nquit\n");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2 (S) Herring is ^[[31mdear.") && !said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn a_terminal_that_can_do_no_more_is_served_by_lines() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(REFTEL, &[], config.path(), &[("TERM", "dumb")]);
    pty.until_text("Type help");
    pty.send("goto 8\n");
    pty.until_text("Instead, he believes");
    pty.send("note\nby line\n.\n");
    pty.until_text("saved");
    pty.send("quit\n");
    assert_eq!(pty.end(), 0);
    assert!(!pty.sent.contains(&0x1b), "an escape sequence on a dumb terminal");
}
