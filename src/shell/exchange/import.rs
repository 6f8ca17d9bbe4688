//! `reftel import`: a look at colleagues' notes files, a question, and the union with one's own.

use std::collections::BTreeSet;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::preview::{lines, value};
use super::{BYTES_MAX, named};
use crate::cable::Cable;
use crate::export::read_parcels;
use crate::layout::safe;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::several;
use crate::shell::json::{self, Form};
use crate::shell::load::load_to_read;
use crate::shell::{Failure, open};
use crate::store::{CableKey, Intake, NotesFile, Preview, Sent, Store, notes_files_in};

const EXAMPLES: &str = "\
Examples:
  reftel import a-7f3k.r-19c2.yaml       look at a colleague's notes file, then say y to take it in
  reftel import ~/mail/notes --dry-run   what all notes files in a directory would change
  reftel import notes.yaml --yes         without a question, as in a script
  reftel import notes.jsonld             what 'reftel export --format w3c' wrote
  reftel import hypothesis.json --cable cable.txt   annotations from Hypothes.is
A file on which nothing is new changes nothing. Who wrote it is what the file claims.";

/// Cables that are named at most.
const NAMES: usize = 5;
/// Longest answer that is read.
const ANSWER_MAX: usize = 64;

/// `reftel import`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Import {
    /// Notes files, or directories with such files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Only show what would change
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Files that claim to be mine are mine
    #[arg(long)]
    mine: bool,
    /// The cable that annotations from Hypothes.is are about
    #[arg(long, value_name = "FILE")]
    cable: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Who asks says what can be done next.
    #[arg(skip)]
    goes_on: bool,
}

/// A file that was offered.
pub(super) struct Offer {
    /// As it was named, or found in a directory that was.
    pub(super) path: PathBuf,
    /// What it is and would change; in words, why it is refused.
    pub(super) looked: Result<(NotesFile, Preview), String>,
    /// How many entries were new, once it has been taken in.
    pub(super) taken: Option<usize>,
}

/// A notes file that was offered; in words, why it is refused.
type Looked = Result<NotesFile, String>;

impl Import {
    /// The question about one file, as before a review.
    pub(in crate::shell) fn of(file: &Path, yes: bool) -> Self {
        let files = vec![file.to_owned()];
        Self { files, dry_run: false, yes, mine: false, cable: None, json: false, goes_on: true }
    }

    /// Does what the arguments say. Exit code 3 when a file was refused; the others are taken in all the same.
    pub(in crate::shell) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let asks = !(self.yes || self.dry_run);
        if asks && (self.json || !std::io::stdin().is_terminal()) {
            let why = "there is nobody to ask here: add --yes to take everything in, or --dry-run to look";
            return Err(Failure::Usage(String::from(why)));
        }
        let mut store = open::store(state)?;
        let mut offers = self.offers(&store)?;
        if let [Offer { path, looked: Err(why), .. }] = &offers[..] {
            return Err(Failure::Input(format!("{}: {why}", path.display())));
        }
        let news = offers.iter().any(|offer| offer.looked.as_ref().is_ok_and(|(_, preview)| preview.new > 0));
        if !self.json {
            write_out(&offers.iter().map(lines).collect::<String>())?;
        }
        if news && asks && !answered_yes()? {
            return Err(Failure::Nothing(String::from("nothing was taken in")));
        }
        if !self.dry_run {
            self.take_in(&mut store, &mut offers)?;
        }
        self.report(&offers)?;
        match offers.iter().filter(|offer| offer.looked.is_err()).count() {
            0 => Ok(ExitCode::SUCCESS),
            count => Err(Failure::Input(format!("{count} of {} files were refused", offers.len()))),
        }
    }

    /// Looks at every file, as if those before it had been taken in.
    fn offers(&self, store: &Store) -> Result<Vec<Offer>, Failure> {
        let (mut intake, mut bytes) = (Intake::default(), 0);
        let mut offers = Vec::new();
        for path in paths(&self.files)? {
            bytes += fs::metadata(&path).map_or(0, |about| about.len().min(BYTES_MAX));
            if bytes > BYTES_MAX && !offers.is_empty() {
                let why = "more than 64 MiB of notes files; take them in one by one";
                return Err(Failure::Input(String::from(why)));
            }
            match self.files_of(&path, store)? {
                Err(why) => offers.push(Offer { path, looked: Err(why), taken: None }),
                Ok(files) => offers.extend(files.into_iter().map(|file| {
                    let looked = file.and_then(|file| {
                        let preview = intake.look(store, &file, self.mine)?;
                        Ok((file, preview))
                    });
                    Offer { path: path.clone(), looked, taken: None }
                })),
            }
        }
        Ok(offers)
    }

    /// What a file holds: of a notes file itself, of another program's file the notes of each writer on each cable.
    fn files_of(&self, path: &Path, store: &Store) -> Result<Result<Vec<Looked>, String>, Failure> {
        let text = match Sent::read(path) {
            Ok(Sent::Json(text)) => text,
            Ok(Sent::Notes(file)) => return Ok(Ok(vec![Ok(*file)])),
            Err(why) => return Ok(Err(why)),
        };
        let cable = match &self.cable {
            Some(file) => load_to_read(Some(file))?.volume.cable(0),
            None => Cable::default(),
        };
        let parcels = match read_parcels(&text, &cable) {
            Ok(parcels) => parcels,
            Err(refusal) => return Ok(Err(refusal.to_string())),
        };
        if self.cable.is_none() && parcels.iter().any(|parcel| parcel.cable.is_empty()) {
            return Ok(Err(String::from(
                "it does not say which cable it is about; name that with --cable FILE",
            )));
        }
        let files = parcels.into_iter().flat_map(|parcel| {
            let key = match parcel.cable.is_empty() {
                true => store.key_of(&cable),
                false => CableKey { id: parcel.cable.clone(), text_sha256: parcel.text_sha256.clone() },
            };
            let written = parcel
                .by_writer()
                .into_iter()
                .map(move |(writer, entries)| NotesFile::of(writer, &key, entries));
            let refused = parcel.refused;
            let damaged = (refused > 0)
                .then(|| Err(format!("{refused} entries are damaged, or not what their writer wrote")));
            written.chain(damaged).collect::<Vec<Looked>>()
        });
        Ok(Ok(files.collect()))
    }

    fn take_in(&self, store: &mut Store, offers: &mut [Offer]) -> Result<(), Failure> {
        for offer in offers {
            if let Ok((file, _)) = &offer.looked {
                let taken = store.import(file, self.mine).map_err(crate::shell::dossier::refused)?;
                offer.taken = Some(taken);
            }
        }
        Ok(())
    }

    fn report(&self, offers: &[Offer]) -> Result<ExitCode, Failure> {
        if self.json {
            let files: Vec<Value> = offers.iter().map(value).collect();
            return json::print(&json!({"schema": 1, "files": files}), Form::Page);
        }
        if self.dry_run {
            return Ok(ExitCode::SUCCESS);
        }
        let taken: usize = offers.iter().filter_map(|offer| offer.taken).sum();
        let next = if taken > 0 && !self.goes_on { next_step(offers) } else { String::new() };
        write_out(&format!("new entries taken in: {taken}\n{next}"))
    }
}

/// What can be done about what was taken in.
fn next_step(offers: &[Offer]) -> String {
    let taken = offers.iter().filter(|offer| offer.taken.is_some_and(|taken| taken > 0));
    let cables: BTreeSet<&str> =
        taken.filter_map(|offer| offer.looked.as_ref().ok()).map(|(file, _)| file.cable()).collect();
    let cables = several(&cables.into_iter().map(str::to_owned).collect::<Vec<_>>(), NAMES);
    safe(&format!(
        "to judge what is new: open {cables} with reftel and press ]r, or 'reftel review list FILE'"
    ))
    .into_owned()
        + "\n"
}

/// The files that are meant, each once. Links are followed where the user has named them, and not in a directory.
fn paths(files: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in files {
        let found = if path.is_dir() { in_directory(path)? } else { vec![named(path)] };
        for path in found {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

fn in_directory(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let refuse = |why: &str| Failure::Input(format!("{}: {why}", path.display()));
    let found = notes_files_in(path).map_err(|why| refuse(&why))?;
    if found.is_empty() {
        return Err(refuse("there is no notes file in it; they are named a-....r-....yaml"));
    }
    Ok(found)
}

/// Asks on the terminal; whether the answer is y or yes.
fn answered_yes() -> Result<bool, Failure> {
    let mut out = std::io::stderr();
    write!(out, "take this in? [y/n] ").and_then(|()| out.flush())?;
    let mut answer = String::new();
    let read = std::io::BufRead::read_line(&mut std::io::stdin().lock(), &mut answer);
    read.map_err(|error| Failure::Terminal(format!("the answer cannot be read: {error}")))?;
    let answer = answer.get(..ANSWER_MAX).unwrap_or(&answer).trim().to_lowercase();
    Ok(answer == "y" || answer == "yes")
}
