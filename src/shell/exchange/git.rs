//! `reftel git-setup`: tells git how notes files are merged.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use crate::layout::safe;
use crate::shell::Failure;
use crate::shell::commands::write_out;
use crate::shell::input_file::InputFile;

/// Which files are meant, and that git is to leave their line ends alone.
const ATTRIBUTES: &str = "a-*.r-*.yaml merge=reftel -text";
const NAME: &str = "union of one writer's notes on one cable";
/// Longest file of attributes that is read, in bytes.
const CAP: u64 = 1 << 20;

const EXAMPLES: &str = "\
Examples:
  reftel git-setup          in the repository of the working directory
  reftel git-setup notes    in the one that holds this directory
Writes one line to .gitattributes, to be committed, and merge.reftel.* to the configuration of this clone: every
colleague runs it once in theirs.";

/// `reftel git-setup`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct GitSetup {
    /// A directory in the repository
    #[arg(default_value = ".")]
    directory: PathBuf,
}

impl GitSetup {
    /// Writes what is missing, and says so.
    pub(in crate::shell) fn run(&self) -> Result<ExitCode, Failure> {
        let mut top = git(&self.directory, &["rev-parse", "--show-toplevel"])?;
        top.truncate(top.trim_end_matches('\n').len());
        let top = PathBuf::from(top);
        let mut text = String::new();
        let attributes = top.join(".gitattributes");
        let said = if add_line(&attributes)? { "added to" } else { "is in" };
        text.push_str(&format!("{said} {}: {ATTRIBUTES}\n", safe(&attributes.display().to_string())));
        let driver = format!("{} merge %O %A %B", program()?);
        for (key, value) in [("merge.reftel.name", NAME), ("merge.reftel.driver", &driver)] {
            let is_set =
                git(&top, &["config", "--local", "--get", key]).is_ok_and(|is| is.trim_end() == value);
            if !is_set {
                git(&top, &["config", "--local", key, value])?;
            }
            let said = if is_set { "is set" } else { "set" };
            text.push_str(&format!("{said}: {key} = {}\n", safe(value)));
        }
        write_out(&text)
    }
}

/// What git answers.
fn git(directory: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git").arg("-C").arg(directory).args(arguments).output();
    let output = output.map_err(|error| Failure::Input(format!("git cannot be run: {error}; install it")))?;
    if output.status.success() {
        let unreadable = |_| Failure::Input(String::from("the path of the repository is not UTF-8"));
        return String::from_utf8(output.stdout).map_err(unreadable);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let why = said.lines().next().unwrap_or("git refuses").trim_start_matches("fatal: ");
    Err(Failure::Input(format!("{}: {why}; name a directory in a git repository", directory.display())))
}

/// Adds the line to the file, unless it is there; whether it was added.
fn add_line(path: &Path) -> Result<bool, Failure> {
    let mut before = String::new();
    if path.symlink_metadata().is_ok() {
        let mut file = InputFile::open(Some(path))?;
        if !file.read_to(CAP)? {
            return Err(Failure::Input(format!("{}: larger than 1 MiB", path.display())));
        }
        before = String::from_utf8_lossy(file.bytes()).into_owned();
    }
    if before.lines().any(|line| line.trim() == ATTRIBUTES) {
        return Ok(false);
    }
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let file = OpenOptions::new().create(true).append(true).open(path);
    let written = file.and_then(|mut file| file.write_all(format!("{gap}{ATTRIBUTES}\n").as_bytes()));
    let failed = |error| Failure::State(format!("{}: cannot be written: {error}", path.display()));
    written.map_err(failed).map(|()| true)
}

/// How git's shell is to call this program: by its name where that finds it, else by its path.
fn program() -> Result<String, Failure> {
    let failed = |why: String| Failure::State(format!("the path of this program is not known: {why}"));
    let this = std::env::current_exe().map_err(|error| failed(error.to_string()))?;
    let search = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&search).map(|directory| directory.join("reftel")).find(|path| path.is_file());
    let real = |path: &Path| path.canonicalize().ok();
    if found.is_some_and(|found| real(&found).is_some() && real(&found) == real(&this)) {
        return Ok(String::from("reftel"));
    }
    let path: &OsStr = this.as_os_str();
    let path = path.to_str().ok_or_else(|| failed(String::from("it is not UTF-8")))?;
    // In single quotes a shell takes everything as it is but those. Git itself takes a percent sign for a placeholder.
    Ok(format!("'{}'", path.replace('\'', r"'\''").replace('%', "%%")))
}
