//! What the program says about itself on the command line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::fs;
use std::process::Output;

use bare::bare;

fn reftel(arguments: &[&str]) -> Output {
    bare(env!("CARGO_BIN_EXE_reftel")).args(arguments).output().unwrap()
}

fn shown(arguments: &[&str]) -> String {
    let output = reftel(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_topic_is_printed_in_lines_that_fit_and_names_the_command_of_its_name() {
    assert!(shown(&["help"]).contains("reading, notes, review"));
    let notes = shown(&["help", "notes"]);
    assert!(notes.starts_with("Notes\n\nWriting one\n"), "{notes}");
    assert!(notes.contains("\"<C-s>\" saves"), "{notes}");
    assert!(notes.lines().all(|line| line.chars().count() <= 80), "{notes}");
    assert!(notes.ends_with("'reftel notes --help' shows what the command takes.\n"));
    assert!(shown(&["help", "gloss"]).starts_with("Glossary\n"));
}

#[test]
fn where_there_is_no_topic_the_command_is_explained() {
    assert_eq!(shown(&["help", "doctor"]), shown(&["doctor", "--help"]));
    let output = reftel(&["help", "no\u{1b}[2Jthing"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(said.contains("no^[[2Jthing") && said.contains("glossary"), "{said}");
}

#[test]
fn man_pages_are_printed_or_written_one_for_each_command() {
    assert!(shown(&["man"]).contains(".SH \"EXIT STATUS\""));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert_eq!(shown(&["man", path]), "");
    let pages: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for page in ["reftel.1", "reftel-notes.1", "reftel-notes-add.1", "reftel-release-check.1"] {
        assert!(pages.iter().any(|name| name == page), "{page}: {pages:?}");
    }
    let add = fs::read_to_string(folder.path().join("reftel-notes.1")).unwrap();
    assert!(add.contains(".SH EXAMPLES\n.nf\n"), "{add}");
    assert_eq!(reftel(&["man", "/no/such/place"]).status.code(), Some(2));
}

#[test]
fn every_shell_has_a_script() {
    for (shell, part) in [
        ("bash", "complete -F _reftel"),
        ("zsh", "#compdef reftel"),
        ("fish", "complete -c reftel"),
        ("elvish", "edit:completion:arg-completer[reftel]"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        assert!(shown(&["completions", shell]).contains(part), "{shell}");
    }
    assert_eq!(reftel(&["completions", "csh"]).status.code(), Some(2));
}
