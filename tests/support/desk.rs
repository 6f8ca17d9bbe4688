//! A desk: a folder with a cable, where the program works with configuration directories of its own. Each of the tests that
//! share it says in its own `support.rs` what else one does there.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::bare::bare;

pub(crate) const REFTEL: &str = env!("CARGO_BIN_EXE_reftel");

/// A cable of three paragraphs.
pub(crate) const BOATS: &str = "\
P 120910Z MAR 07
FM AMEMBASSY ELBONIA
TO SECSTATE WASHDC

C O N F I D E N T I A L ELBONIA 000012

SUBJECT: BOATS ON THE LAKE

1. (C) Summary: The boats came back, and nobody was on board.

2. (U) The harbour master counted the boats twice. He
found seven boats.

3. (C) Comment: We doubt the number.
";

/// The folder.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A desk with `text` as its cable.
    pub(crate) fn with(text: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.file("cable.txt", text);
        desk
    }

    /// What is or will be there under this name.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn cable(&self) -> PathBuf {
        self.path("cable.txt")
    }

    /// A file of this name.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The program, run there by `author` with the configuration directory of this name.
    pub(crate) fn program(&self, author: &str, config: &str) -> Command {
        let mut command = bare(REFTEL);
        command
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("REFTEL_CONFIG_DIR", self.path(config))
            .env("REFTEL_AUTHOR", author)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// Runs a command on a stdin that holds `input`.
pub(crate) fn feed(mut command: Command, input: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    // Who refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What was printed by a program that went well, whatever it had to say besides.
pub(crate) fn printed(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The same of one that had nothing to say besides.
pub(crate) fn only_printed(output: Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    printed(output)
}

/// What is in a directory, by name.
pub(crate) fn children(directory: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The exit code, and one line on stderr with the parts.
pub(crate) fn assert_ended(output: &Output, code: i32, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_harmless(&said);
    for part in parts {
        assert!(said.contains(part), "no '{part}' in: {said}");
    }
}

/// The same, and nothing on stdout.
pub(crate) fn assert_refused(output: &Output, code: i32, parts: &[&str]) {
    assert_ended(output, code, parts);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

/// No control, no bidi mark, no invisible character.
pub(crate) fn assert_harmless(text: &str) {
    let harmful = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.chars().any(harmful), "{text:?}");
}
