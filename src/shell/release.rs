//! `reftel release`: what of a cable and its notes may leave the house.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Failure;
use super::arguments::State;
use super::commands::write_out;
use super::dossier::{Cabinet, Dossier};
use super::json::{self, Form};
use super::output_file::guard;
use crate::entity::Extraction;
use crate::export::{Released, Report, named};
use crate::layout::{label, safe};
use crate::review::release::{Ceiling, Release as Judged};
use crate::review::{Queue, Threads};
use crate::store::{Store, write_private};

const HELP: &str = "\
Examples:
  reftel release check cable.txt --max U                what would be withheld, and why
  reftel release preview cable.txt --max SBU            what would go out
  reftel release write cable.txt --max U -o out.txt     into a file, with the report beside it

A paragraph goes out by its own mark: unmarked is not U. The subject, headings and header lines of a classified cable
need one too. Notes go out with the text they stand on, when they repeat nothing that is withheld. No rule knows what
a text means: read the preview before it leaves.

Exit code 5: nothing may go out.";

/// `reftel release`.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Release {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print what would be withheld and why; repeats nothing of it
    Check(What),
    /// Print what would go out
    Preview(What),
    /// Write what goes out to a file, and the report beside it
    Write {
        #[command(flatten)]
        what: What,
        /// Write to this file; the report goes to FILE.withheld.txt
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Replace files that are there
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Args)]
struct What {
    /// The cable; - reads standard input
    file: PathBuf,
    /// The highest mark that may go out: U, SBU, C, S, TS; with handling words, as in S/NF, to let those out too
    #[arg(long, value_name = "MARK", value_parser = Ceiling::parse)]
    max: Ceiling,
    /// The cable with this id, when the file holds several
    #[arg(long, value_name = "ID")]
    of: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Does what the arguments say.
pub(super) fn run(release: &Release, state: &State) -> Result<ExitCode, Failure> {
    match &release.action {
        Action::Check(what) => check(&Case::open(what, state)?, what),
        Action::Preview(what) => {
            let case = Case::open(what, state)?;
            case.refused(what)?;
            write_out(&case.released(what)?)
        }
        Action::Write { what, output, force } => write(&Case::open(what, state)?, what, output, *force),
    }
}

fn check(case: &Case, what: &What) -> Result<ExitCode, Failure> {
    if what.json {
        json::print(&case.report(what), Form::Page)?;
    } else {
        write_out(&text(case.report(what).lines()))?;
    }
    case.refused(what)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the report, then what goes out: whoever finds the release finds the report with it.
fn write(case: &Case, what: &What, output: &Path, force: bool) -> Result<ExitCode, Failure> {
    case.refused(what)?;
    let released = case.released(what)?;
    let output = std::path::absolute(output).map_err(|error| failed(output, &error))?;
    let report = report_of(&output)?;
    for path in [&output, &report] {
        guard(path, &what.file, &case.store)?;
        if !force && fs::symlink_metadata(path).is_ok() {
            return Err(exists(path));
        }
    }
    let earlier = fs::read_to_string(&report).ok();
    put(&report, &text(case.report(what).lines()), force)?;
    if let Err(failure) = put(&output, &released, force) {
        // A report beside a release that it does not speak of would mislead.
        match earlier {
            Some(earlier) => put(&report, &earlier, true)?,
            None => drop(fs::remove_file(&report)),
        }
        return Err(failure);
    }
    Ok(ExitCode::SUCCESS)
}

/// `<output>.withheld.txt`.
fn report_of(output: &Path) -> Result<PathBuf, Failure> {
    let name = output
        .file_name()
        .ok_or_else(|| Failure::Usage(format!("{} is no file name; name one with -o", output.display())))?;
    let mut name: OsString = name.to_owned();
    name.push(".withheld.txt");
    Ok(output.with_file_name(name))
}

fn put(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    match write_private(path, text.as_bytes(), force) {
        Ok(true) => Ok(()),
        Ok(false) => Err(exists(path)),
        Err(error) => Err(failed(path, &error)),
    }
}

fn exists(path: &Path) -> Failure {
    Failure::State(format!(
        "{} is there already; nothing was written, name another file or use --force",
        path.display()
    ))
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::State(format!("cannot write {}: {error}; name another file with -o", path.display()))
}

/// A cable that was judged.
struct Case {
    store: Store,
    dossier: Dossier,
    extraction: Extraction,
    judged: Judged,
}

impl Case {
    fn open(what: &What, state: &State) -> Result<Self, Failure> {
        let mut cabinet = Cabinet::open(Some(&what.file), state)?;
        let dossier = cabinet.only(what.of.as_deref())?;
        let extraction = cabinet.entities(&dossier);
        let names: Vec<_> = extraction.entities.iter().map(named).collect();
        let ledger = &dossier.ledger;
        let queue = Queue::of(ledger, &Threads::of(ledger), &cabinet.me().author.id);
        let rejected = queue.rejected().collect();
        let judged = Judged::new(&dossier.cable, &ledger.notes(), &rejected, &names, &what.max);
        Ok(Self { store: cabinet.store, dossier, extraction, judged })
    }

    fn refused(&self, what: &What) -> Result<(), Failure> {
        if !self.judged.is_refused() {
            return Ok(());
        }
        let (file, max) = (what.file.display(), what.max.code());
        Err(Failure::Release(format!("{file}: nothing may go out at {max}; 'reftel release check' says why")))
    }

    fn report<'a>(&'a self, what: &'a What) -> Report<'a> {
        Report { cable: &self.dossier.cable, release: &self.judged, ceiling: &what.max }
    }

    /// What goes out, in the form that is asked for.
    fn released(&self, what: &What) -> Result<String, Failure> {
        let Self { dossier, extraction, judged, .. } = self;
        let released = Released { cable: &dossier.cable, extraction, release: judged, ceiling: &what.max };
        if !what.json {
            return Ok(text(released.lines(label)));
        }
        let mut bytes = Vec::new();
        json::write(&mut bytes, &released, Form::Page)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Lines, safe for any terminal that they may be sent to.
fn text(lines: Vec<String>) -> String {
    lines.iter().map(|line| format!("{}\n", safe(line).trim_end())).collect()
}
