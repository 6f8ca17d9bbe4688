//! People with a desk each, who hand each other their files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::desk::{self, BOATS, only_printed};
pub(crate) use crate::desk::{assert_ended, assert_refused};

/// One person's configuration directory and cable.
pub(crate) struct Desk {
    desk: desk::Desk,
    name: &'static str,
}

impl Desk {
    pub(crate) fn of(name: &'static str) -> Self {
        Self { desk: desk::Desk::with(BOATS), name }
    }

    pub(crate) fn cable(&self) -> String {
        self.path("cable.txt")
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.desk.path(name).to_str().unwrap().to_owned()
    }

    /// Runs `reftel <first> <second> CABLE <rest>`.
    pub(crate) fn run(&self, command: &[&str], rest: &[&str]) -> Output {
        let mut program = self.desk.program(self.name, "config");
        program.args(command).arg(self.cable()).args(rest).output().unwrap()
    }

    /// What the program prints when all goes well, and it has nothing to say besides.
    pub(crate) fn ok(&self, command: &[&str], rest: &[&str]) -> String {
        only_printed(self.run(command, rest))
    }

    /// Runs `reftel review <verb> CABLE <rest>`; gives the versions that were acknowledged.
    pub(crate) fn review(&self, verb: &str, rest: &[&str]) -> Vec<String> {
        acknowledged(&self.ok(&["review", verb], rest))
    }

    /// Writes a note; gives its id.
    pub(crate) fn note(&self, paragraph: &str, body: &str, rest: &[&str]) -> String {
        let place = ["--para", paragraph, "--input", body, "--json"];
        let said = self.ok(&["notes", "add"], &[&place, rest].concat());
        let said: Value = serde_json::from_str(&said).unwrap();
        said["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn json(&self, command: &[&str], rest: &[&str]) -> Value {
        serde_json::from_slice(&self.run(command, &[&["--json"], rest].concat()).stdout).unwrap()
    }

    /// Everything that is or was to be judged.
    pub(crate) fn items(&self) -> Vec<Value> {
        self.json(&["review", "list"], &["--all"])["items"].as_array().unwrap().clone()
    }

    /// The standing of each item, in the order of the text.
    pub(crate) fn standings(&self) -> Vec<(String, Option<String>)> {
        let standing = |item: &Value| {
            let verdict = item["verdict"].as_str().map(str::to_owned);
            (item["standing"].as_str().unwrap().to_owned(), verdict)
        };
        self.items().iter().map(standing).collect()
    }

    pub(crate) fn notes(&self) -> Vec<Value> {
        self.json(&["notes", "list"], &[])["notes"].as_array().unwrap().clone()
    }

    /// The texts of one's own notes.
    pub(crate) fn bodies(&self) -> Vec<String> {
        let mine = self.notes().into_iter().filter(|note| note["mine"] == true);
        mine.map(|note| note["body"].as_str().unwrap().to_owned()).collect()
    }

    /// The own notes file.
    pub(crate) fn notes_file(&self) -> PathBuf {
        let own = self.own();
        children(&self.notes_directory()).into_iter().find(|path| name(path).starts_with(&own)).unwrap()
    }

    /// Sends the own file to a colleague, as it would lie there after an import.
    pub(crate) fn give(&self, to: &Desk) {
        self.deliver(&self.notes_file(), to);
    }

    /// The same with the files on all cables.
    pub(crate) fn give_all(&self, to: &Desk) {
        for directory in children(&self.desk.path("config/notes")) {
            let theirs = to.desk.path("config/notes").join(name(&directory));
            fs::create_dir_all(&theirs).unwrap();
            for file in children(&directory) {
                fs::copy(&file, theirs.join(name(&file))).unwrap();
            }
        }
    }

    /// Lays a file of one's own into a colleague's directory.
    pub(crate) fn deliver(&self, file: &Path, to: &Desk) {
        let cable = self.notes_directory().file_name().unwrap().to_owned();
        let directory = to.desk.path("config/notes").join(cable);
        fs::create_dir_all(&directory).unwrap();
        fs::copy(file, directory.join(name(&self.notes_file()))).unwrap();
    }

    fn notes_directory(&self) -> PathBuf {
        children(&self.desk.path("config/notes")).remove(0)
    }

    /// How the name of the own file begins.
    fn own(&self) -> String {
        let identity = fs::read_to_string(self.desk.path("config/identity.yaml")).unwrap();
        let at = identity.find("a-").unwrap();
        identity[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
    }
}

/// The versions of the acknowledgements in `text`, and nothing else in it.
pub(crate) fn acknowledged(text: &str) -> Vec<String> {
    let version = |line: &str| {
        line.strip_prefix("ack ").filter(|version| version.starts_with("v1-")).map(str::to_owned)
    };
    text.lines().map(|line| version(line).unwrap_or_else(|| panic!("no acknowledgement: {text}"))).collect()
}

/// What is in a directory of the store, without backups.
fn children(directory: &Path) -> Vec<PathBuf> {
    let mut paths = desk::children(directory);
    paths.retain(|path| !name(path).ends_with(".bak"));
    paths
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
