//! Readers around one cable, each with a configuration directory of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use reftel::annotation::Writer;
use reftel::store::NotesFile;
use serde_json::Value;

use crate::desk::{BOATS, children, printed};
pub(crate) use crate::desk::{Desk, REFTEL, assert_harmless, assert_refused};

/// What the program takes the cable of these tests for.
pub(crate) const CABLE_ID: &str = "07ELBONIA12";

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(BOATS)
    }

    /// A directory of this name.
    pub(crate) fn directory(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(&path).unwrap();
        path
    }

    pub(crate) fn reader(&self, name: &'static str) -> Reader<'_> {
        Reader { desk: self, name, author: name }
    }
}

/// One of the readers.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) name: &'static str,
    /// The name on the notes.
    pub(crate) author: &'static str,
}

impl Reader<'_> {
    pub(crate) fn config(&self) -> PathBuf {
        self.desk.path(self.name)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_on(arguments, &[])
    }

    /// Runs the program with arguments and then paths.
    pub(crate) fn run_on(&self, arguments: &[&str], paths: &[&Path]) -> Output {
        let mut command = self.desk.program(self.author, self.name);
        command.args(arguments).args(paths).output().unwrap()
    }

    /// What the program prints when all goes well.
    pub(crate) fn ok(&self, arguments: &[&str], paths: &[&Path]) -> String {
        printed(self.run_on(arguments, paths))
    }

    /// Writes a note; its version.
    pub(crate) fn add(&self, paragraph: u32, body: &str) -> String {
        let paragraph = paragraph.to_string();
        let said = self.ok(&["notes", "add", "--para", &paragraph, "--input", body], &[&self.desk.cable()]);
        said.trim_start_matches("ack ").trim_end().to_owned()
    }

    /// The notes as JSON, without the word on which of them are this reader's.
    pub(crate) fn notes(&self) -> Vec<Value> {
        let said = self.ok(&["notes", "list", "--json"], &[&self.desk.cable()]);
        let mut list: Value = serde_json::from_str(&said).unwrap();
        let notes = list["notes"].as_array_mut().unwrap();
        for note in notes.iter_mut() {
            note.as_object_mut().unwrap().remove("mine");
        }
        notes.clone()
    }

    pub(crate) fn bodies(&self) -> Vec<String> {
        let mut bodies: Vec<String> =
            self.notes().iter().map(|note| note["body"].as_str().unwrap().to_owned()).collect();
        bodies.sort();
        bodies
    }

    /// Changes or deletes the note with this text.
    pub(crate) fn change(&self, body: &str, to: Option<&str>) {
        let note = self.notes().into_iter().find(|note| note["body"] == body).unwrap();
        let id = note["id"].as_str().unwrap();
        let cable = self.desk.cable();
        let cable = cable.to_str().unwrap();
        match to {
            Some(to) => self.ok(&["notes", "edit", cable, id, "--input", to], &[]),
            None => self.ok(&["notes", "rm", cable, id], &[]),
        };
    }

    /// The directory with the notes on the cable.
    pub(crate) fn shelf(&self) -> PathBuf {
        children(&self.config().join("notes")).remove(0)
    }

    /// The own notes file: the one that no other reader holds under another name.
    pub(crate) fn file(&self) -> PathBuf {
        self.files().into_iter().find(|path| self.writer_of(path).author.name == self.name).unwrap()
    }

    fn writer_of(&self, path: &Path) -> Writer {
        NotesFile::read(path).unwrap().writer().clone()
    }

    /// The notes files on the cable, without backups.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files = children(&self.shelf());
        files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
        files
    }

    pub(crate) fn import(&self, paths: &[&Path]) -> String {
        self.ok(&["import", "--yes"], paths)
    }

    /// What an import would do, for each file.
    pub(crate) fn look(&self, path: &Path) -> Value {
        let said = self.ok(&["import", "--dry-run", "--json"], &[path]);
        let all: Value = serde_json::from_str(&said).unwrap();
        all["files"][0].clone()
    }

    /// Every file of the store with its bytes, but the lock and the room for a full disk.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.config()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.insert(path.clone(), fs::read(path).unwrap());
                }
            }
        }
        found.retain(|path, _| !path.ends_with("lock") && !path.ends_with("reserve"));
        found
    }
}
