//! What one person does without a screen.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

use crate::desk::{self, BOATS, only_printed};
pub(crate) use crate::desk::{assert_refused, children};

/// A desk with one configuration directory; its paths are arguments.
pub(crate) struct Desk(desk::Desk);

impl Desk {
    pub(crate) fn new() -> Self {
        Self(desk::Desk::with(BOATS))
    }

    pub(crate) fn cable(&self) -> String {
        self.path("cable.txt")
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path(name).to_str().unwrap().to_owned()
    }

    /// A file beside the cable; its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        self.0.file(name, text);
        self.path(name)
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.0.path("config")
    }

    /// Runs the program on a stdin that holds `input`.
    pub(crate) fn feed(&self, input: &str, arguments: &[&str]) -> Output {
        desk::feed(self.command(arguments), input)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.feed("", arguments)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.0.program("Ann Tester", "config");
        command.args(arguments);
        command
    }

    /// What the program prints when all goes well, and it has nothing to say besides.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        only_printed(self.run(arguments))
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

/// The version of the only acknowledgement in `text`.
pub(crate) fn version(text: &str) -> String {
    let version = text.strip_prefix("ack ").and_then(|rest| rest.strip_suffix('\n'));
    let version = version.filter(|version| version.starts_with("v1-") && version.len() == 35);
    version.unwrap_or_else(|| panic!("no single acknowledgement: {text}")).to_owned()
}
