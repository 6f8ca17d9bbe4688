//! Hostile texts, files and terminals, seen from outside: the bytes that the program sends pass an oracle that knows its own
//! sequences and nothing else. The numbers are those of the project's safety document; `README.md` here says what is tested
//! where.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/bare.rs"]
mod bare;
mod files;
mod oracle;
mod places;
mod sizes;
#[path = "../support/mod.rs"]
#[allow(dead_code)]
mod support;
mod texts;
mod themes;
mod typed;

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use bare::bare;

const REFTEL: &str = env!("CARGO_BIN_EXE_reftel");

/// What every cable here begins with.
const HEAD: &str = "C O N F I D E N T I A L OSLO 000012\n\nSUBJECT: BOATS\n\n";

/// A folder with a cable and a configuration directory.
struct Desk(tempfile::TempDir);

impl Desk {
    /// With a cable of these paragraphs.
    fn with(paragraphs: &[&str]) -> Self {
        let numbered = paragraphs.iter().zip(1..).map(|(text, number)| format!("{number}. (C) {text}\n\n"));
        let desk = Self(tempfile::tempdir().unwrap());
        desk.file("cable.txt", format!("{HEAD}{}", numbered.collect::<String>()));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn cable(&self) -> PathBuf {
        self.path("cable.txt")
    }

    fn config(&self) -> PathBuf {
        self.path("config")
    }

    fn run(&self, arguments: &[&str], file: &Path) -> Output {
        let mut command = bare(REFTEL);
        command.env("REFTEL_CONFIG_DIR", self.config()).env("REFTEL_AUTHOR", "Tester");
        command.args(arguments).arg(file).stdin(Stdio::null()).output().unwrap()
    }

    /// The screen of this size behind these keys.
    fn frame(&self, size: &str, keys: &str) -> String {
        let output = self.run(&["--print", "--size", size, "--keys", keys], &self.cable());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The cable as `reftel print` prints it on long lines.
    fn printed(&self) -> String {
        String::from_utf8(self.run(&["print", "--width", "300"], &self.cable()).stdout).unwrap()
    }

    /// The program with a file, on a terminal of so many columns and rows.
    fn open(&self, size: (u16, u16), file: &Path, environment: &[(&str, &str)]) -> support::Pty {
        support::Pty::start_on(size, REFTEL, &[file.to_str().unwrap()], &self.config(), environment)
    }

    /// The notes and drafts on the cable.
    fn notes(&self) -> String {
        String::from_utf8(self.run(&["notes"], &self.cable()).stdout).unwrap()
    }
}
