//! A reader's configuration directory, and copies of one cable.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::bare::bare;
use serde_json::Value;

/// A clean copy.
const CLEAN: &str = "\
P 120910Z MAR 07
FM AMEMBASSY OSLO
TO SECSTATE WASHDC

C O N F I D E N T I A L OSLO 000012

SIPDIS

TAGS: PREL NO
SUBJECT: (U) BOATS ON THE LAKE

1. (U) Minister Ingrid Solheim met Peter Lund in Bergen. Solheim left early.

2. (C) Lund spoke of the Harbour Office and of greywater. Solheim did not like it.

3. (U) The Lake Fund pays for the boats. Lund thanked the Lake Fund.
";

/// The same cable as a weblog has it: wrapped in its page, the lines broken elsewhere, with a line of the page before it.
fn blog() -> String {
    let mut cable = CLEAN.to_owned();
    for (flat, broken) in
        [("Peter Lund in", "Peter\nLund in"), ("Office and", "Office\nand"), ("not like", "not\nlike")]
    {
        cable = cable.replace(flat, broken);
    }
    format!(
        "<html><head><title>Cables</title></head><body><p>Posted by boatlover</p><pre>\n{cable}</pre></body></html>\n"
    )
}

/// One reader, with both copies.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    author: &'static str,
}

impl Desk {
    pub(crate) fn of(author: &'static str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), author };
        fs::write(desk.path("clean.txt"), CLEAN).unwrap();
        fs::write(desk.path("blog.html"), blog()).unwrap();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.path("config")
    }

    /// Runs the program in the folder with the copies.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = bare(env!("CARGO_BIN_EXE_reftel"));
        command.env("REFTEL_CONFIG_DIR", self.config()).env("REFTEL_AUTHOR", self.author);
        command.current_dir(self.folder.path()).args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// What it prints when all goes well.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// The entities of a copy: `Ingrid Solheim person 3`, the number being that of its mentions.
    pub(crate) fn entities(&self, copy: &str) -> Vec<String> {
        let found = self.json(&["entities", copy, "--json"]);
        let words = |it: &Value| {
            let mentions = it["mentions"].as_array().unwrap().len();
            format!("{} {} {mentions}", it["name"].as_str().unwrap(), it["kind"].as_str().unwrap())
        };
        found["entities"].as_array().unwrap().iter().map(words).collect()
    }

    /// Writes the reader's lexicon.
    pub(crate) fn knows(&self, lexicon: &str) {
        fs::create_dir_all(self.config()).unwrap();
        fs::write(self.config().join("lexicon.yaml"), lexicon).unwrap();
    }

    /// The notes file that this reader wrote.
    pub(crate) fn file(&self) -> PathBuf {
        let cables = fs::read_dir(self.config().join("notes")).unwrap().map(|entry| entry.unwrap().path());
        let files = cables.flat_map(|cable| fs::read_dir(cable).unwrap().map(|entry| entry.unwrap().path()));
        let mut files = files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
        files.next().unwrap()
    }

    /// Takes in a colleague's file.
    pub(crate) fn import(&self, file: &Path) {
        self.ok(&["import", "--yes", file.to_str().unwrap()]);
    }
}

/// Whether one of `lines` is `line`.
#[track_caller]
pub(crate) fn assert_has(lines: &[String], line: &str) {
    assert!(lines.iter().any(|other| other == line), "no {line} in {lines:#?}");
}
