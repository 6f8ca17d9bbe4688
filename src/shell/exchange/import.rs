//! `reftel import`: a look at colleagues' notes files, a question, and the union with one's own.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::preview::{lines, value};
use super::{BYTES_MAX, named};
use crate::annotation::Unfit;
use crate::cable::{Cable, counted};
use crate::export::read_parcels;
use crate::layout::safe;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::several;
use crate::shell::json::{self, Form};
use crate::shell::load::load_to_read;
use crate::shell::{Failure, open};
use crate::store::{CableKey, Intake, NotesFile, Preview, Sent, Store, is_notes_file, notes_files_in};

const EXAMPLES: &str = "\
Examples:
  reftel import a-7f3k.r-19c2.yaml       look at a colleague's notes file, then say y to take it in
  reftel import ~/mail/notes --dry-run   what all notes files in a directory would change
  reftel import notes.yaml --yes         without a question, as in a script; a piped y or n is an answer too
  reftel import notes.jsonld             what 'reftel export --format w3c' wrote
  reftel import hypothesis.json --cable cable.txt   annotations from Hypothes.is
A file on which nothing is new changes nothing. Who wrote it is what the file claims. Exit code 1: entries were refused and
nothing was taken; 3: a file was refused.";

/// What is said of a cable that was given in place of notes on it.
const CABLE: &str = "it is a cable, and no file of notes on one; to read it: reftel FILE";
/// Cables that are named at most.
const NAMES: usize = 5;
/// Longest answer that is read, in bytes.
const ANSWER_MAX: u64 = 64;

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
    /// Entries of it that are not taken.
    pub(super) refused: Vec<Unfit>,
    /// Whether another program has changed what it writes down beside the entries.
    pub(super) edited: bool,
    /// How many entries were new, once it has been taken in.
    pub(super) taken: Option<usize>,
}

impl Offer {
    fn refused(path: PathBuf, why: String) -> Self {
        Self { path, looked: Err(why), refused: Vec::new(), edited: false, taken: None }
    }
}

/// What a file holds: notes files, entries that are not taken, and whether another program has changed it.
struct Contents {
    files: Vec<Result<NotesFile, String>>,
    refused: Vec<Unfit>,
    edited: bool,
}

impl Import {
    /// The question about one file, as before a review.
    pub(in crate::shell) fn of(file: &Path, yes: bool) -> Self {
        let files = vec![file.to_owned()];
        Self { files, dry_run: false, yes, mine: false, cable: None, json: false, goes_on: true }
    }

    /// Does what the arguments say. What is refused keeps nothing else from being taken in.
    pub(in crate::shell) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let asks = !(self.yes || self.dry_run);
        if asks && self.json {
            return Err(nobody_to_ask());
        }
        let mut store = open::store(state)?;
        let mut offers = self.offers(&store)?;
        if let [Offer { path, looked: Err(why), refused, .. }] = &offers[..]
            && refused.is_empty()
        {
            return Err(Failure::Input(format!("{}: {why}", path.display())));
        }
        let news = offers.iter().any(|offer| offer.looked.as_ref().is_ok_and(|(_, preview)| preview.new > 0));
        let piped = match news && asks && !std::io::stdin().is_terminal() {
            true => Some(piped_answer()?),
            false => None,
        };
        if !self.json {
            write_out(&offers.iter().map(lines).collect::<String>())?;
        }
        if news && asks && !piped.map_or_else(answered_yes, Ok)? {
            return Err(Failure::Nothing(String::from("nothing was taken in")));
        }
        if !self.dry_run {
            self.take_in(&mut store, &mut offers)?;
        }
        self.report(&offers)?;
        self.verdict(&offers)
    }

    /// Exit code 3 when a file was refused, or a part of one that holds several; 1 when entries were refused and nothing was
    /// taken.
    fn verdict(&self, offers: &[Offer]) -> Result<ExitCode, Failure> {
        let files: BTreeSet<&Path> = offers.iter().map(|offer| &*offer.path).collect();
        let bad = offers.iter().filter(|offer| offer.looked.is_err());
        let (parts, whole): (Vec<&Offer>, Vec<&Offer>) = bad.partition(|offer| !offer.refused.is_empty());
        let entries: usize = offers.iter().map(|offer| offer.refused.len()).sum();
        let taken: usize = offers.iter().filter_map(|offer| offer.taken).sum();
        if !whole.is_empty() {
            Err(Failure::Input(format!(
                "refused: {} of {}; see above why",
                whole.len(),
                counted(files.len(), "file")
            )))
        } else if !parts.is_empty() {
            Err(Failure::Input(format!("entries that were not taken: {entries}; see above which and why")))
        } else if entries > 0 && taken == 0 && !self.dry_run {
            Err(Failure::Nothing(format!("nothing was taken in; entries that were refused: {entries}")))
        } else {
            Ok(ExitCode::SUCCESS)
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
                Err(why) => offers.push(Offer::refused(path, why)),
                Ok(Contents { files, refused, edited }) => {
                    offers.extend(files.into_iter().map(|file| {
                        let refused = file.as_ref().map(NotesFile::unfit).unwrap_or_default();
                        let looked = file.and_then(|file| {
                            let preview = intake.look(store, &file, self.mine)?;
                            Ok((file, preview))
                        });
                        Offer { path: path.clone(), looked, refused, edited, taken: None }
                    }));
                    if !refused.is_empty() {
                        let why = format!("{} of it", counted(refused.len(), "entry"));
                        offers.push(Offer { refused, edited, ..Offer::refused(path, why) });
                    }
                }
            }
        }
        Ok(offers)
    }

    /// What a file holds: of a notes file itself, of another program's file the notes of each writer on each cable.
    fn files_of(&self, path: &Path, store: &Store) -> Result<Result<Contents, String>, Failure> {
        let text = match Sent::read(path) {
            Ok(Sent::Json(text)) => text,
            Ok(Sent::Notes(file)) => {
                return Ok(Ok(Contents { files: vec![Ok(*file)], refused: Vec::new(), edited: false }));
            }
            Err(why) => return Ok(Err(if is_cable(path) { String::from(CABLE) } else { why })),
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
        let edited = parcels.iter().any(|parcel| parcel.edited);
        let refused = parcels.iter().flat_map(|parcel| parcel.refused.clone()).collect();
        let files = parcels.into_iter().flat_map(|parcel| {
            let key = match parcel.cable.is_empty() {
                true => store.key_of(&cable),
                false => CableKey { id: parcel.cable.clone(), text_sha256: parcel.text_sha256.clone() },
            };
            let hands = parcel.by_writer().into_iter();
            hands.map(move |(writer, entries)| NotesFile::of(writer, &key, entries)).collect::<Vec<_>>()
        });
        Ok(Ok(Contents { files: files.collect(), refused, edited }))
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
        let next = if taken > 0 && !self.goes_on { next_step(offers) } else { None };
        let next = next.unwrap_or_default();
        write_out(&format!("new entries taken in: {taken}\n{next}"))
    }
}

/// What can be done about what was taken in; `None` when none of it is shown.
fn next_step(offers: &[Offer]) -> Option<String> {
    let taken = offers.iter().filter(|offer| offer.taken.is_some_and(|taken| taken > 0));
    let looked = taken.filter_map(|offer| offer.looked.as_ref().ok());
    let shown = looked.filter(|(_, preview)| preview.new > preview.newer + preview.held_back());
    let cables: BTreeSet<&str> = shown.map(|(file, _)| file.cable()).collect();
    if cables.is_empty() {
        return None;
    }
    let cables = several(&cables.into_iter().map(str::to_owned).collect::<Vec<_>>(), NAMES);
    let what =
        format!("to judge what is new: open {cables} with reftel and press ]r, or 'reftel review list FILE'");
    Some(safe(&what).into_owned() + "\n")
}

/// Whether a file that is none of notes is a cable; one that begins as notes do is not looked at again.
fn is_cable(path: &Path) -> bool {
    if is_notes_file(path) {
        return false;
    }
    let cable = load_to_read(Some(path)).ok().map(|loaded| loaded.volume.cable(0));
    cable.is_some_and(|cable| !CableKey::of(&cable).id.starts_with("text-"))
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
        return Err(refuse("there is no notes file in it; such a file begins with 'format: cable-notes'"));
    }
    Ok(found)
}

/// The answer that was piped in; without any, nobody is there to ask.
fn piped_answer() -> Result<bool, Failure> {
    answer()?.ok_or_else(nobody_to_ask)
}

/// Asks on the terminal; no answer is none.
fn answered_yes() -> Result<bool, Failure> {
    let mut out = std::io::stderr();
    write!(out, "take this in? [y/n] ").and_then(|()| out.flush())?;
    Ok(answer()?.unwrap_or_default())
}

/// Whether a line of standard input is y or yes; `None` at its end.
fn answer() -> Result<Option<bool>, Failure> {
    let mut answer = String::new();
    let read = BufRead::read_line(&mut std::io::stdin().lock().take(ANSWER_MAX), &mut answer);
    let length = read.map_err(|error| Failure::Terminal(format!("the answer cannot be read: {error}")))?;
    Ok((length > 0).then(|| matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")))
}

fn nobody_to_ask() -> Failure {
    let why = "there is nobody to ask here: add --yes to take everything in, or --dry-run to look";
    Failure::Usage(String::from(why))
}
