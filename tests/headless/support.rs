//! A desk: a configuration directory, a cable, and the program.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const CABLE: &str = "\
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

pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(desk.cable(), CABLE).unwrap();
        desk
    }

    pub(crate) fn cable(&self) -> String {
        self.path("cable.txt")
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// A file beside the cable; its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    /// Runs the program on a stdin that holds `input`.
    pub(crate) fn feed(&self, input: &str, arguments: &[&str]) -> Output {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // Who refuses its arguments does not read.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.feed("", arguments)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reftel"));
        command
            .env_clear()
            .env("REFTEL_CONFIG_DIR", self.config())
            .env("REFTEL_AUTHOR", "Ann Tester")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What the program prints when all goes well, and it has nothing to say besides.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_slice(&self.run(arguments).stdout).unwrap()
    }

    /// Writes a note; gives its version.
    pub(crate) fn add(&self, arguments: &[&str]) -> String {
        let cable = self.cable();
        let all = [&["notes", "add", cable.as_str()], arguments].concat();
        version(&self.ok(&all))
    }

    /// The notes and drafts on the cable.
    pub(crate) fn notes(&self) -> Vec<Value> {
        self.json(&["notes", &self.cable(), "--json"])["notes"].as_array().unwrap().clone()
    }

    pub(crate) fn bodies(&self) -> Vec<String> {
        self.notes().iter().map(|note| note["body"].as_str().unwrap().to_owned()).collect()
    }

    /// The id of the note with this text.
    pub(crate) fn id(&self, body: &str) -> String {
        let note = self.notes().into_iter().find(|note| note["body"] == body).unwrap();
        note["id"].as_str().unwrap().to_owned()
    }

    /// The own notes file.
    pub(crate) fn notes_file(&self) -> PathBuf {
        let cable = children(&self.config().join("notes")).remove(0);
        let is_notes = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.ends_with(".yaml") && !name.contains("sync-conflict")
        };
        children(&cable).into_iter().find(is_notes).unwrap()
    }
}

pub(crate) fn children(directory: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The version of the only acknowledgement in `text`.
pub(crate) fn version(text: &str) -> String {
    let version = text.strip_prefix("ack ").and_then(|rest| rest.strip_suffix('\n'));
    let version = version.filter(|version| version.starts_with("v1-") && version.len() == 35);
    version.unwrap_or_else(|| panic!("no single acknowledgement: {text}")).to_owned()
}

/// One line on stderr with the parts, nothing on stdout, the given exit code.
pub(crate) fn assert_refused(output: &Output, code: i32, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    for part in parts {
        assert!(said.contains(part), "no '{part}' in: {said}");
    }
}
