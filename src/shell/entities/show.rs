//! What cables speak of, many files at a time, as the reader has put it right.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

use crate::annotation::{Finder, placed};
use crate::cable::Cable;
use crate::entity::{Extraction, Lexicon, corrected, extract_with};
use crate::export::{Entities, csv_row};
use crate::layout::safe;
use crate::shell::arguments::State;
use crate::shell::dossier::warn;
use crate::shell::json::{self, Form};
use crate::shell::load::Source;
use crate::shell::{Failure, batch, open};
use crate::store::Store;

/// How the entities are printed.
#[derive(Clone, Copy)]
enum Look {
    /// A few words for people.
    Lines,
    Json,
    Csv,
}

/// Prints the entities of every cable in `files`. A file that cannot be read is said and passed over; the exit code is
/// that of the last one.
pub(super) fn run(files: &[PathBuf], json: bool, csv: bool, state: &State) -> Result<ExitCode, Failure> {
    let known = Known::new(state);
    let look = if json {
        Look::Json
    } else if csv {
        Look::Csv
    } else {
        Look::Lines
    };
    let head = if csv { csv_row(&Entities::COLUMNS) } else { String::new() };
    batch::run(files, &head, &|source, only, out| show(&known, source, look, only, out))
}

/// What the reader knows besides the cables: their lexicon, and their corrections in the store.
struct Known {
    lexicon: Lexicon,
    /// One at a time: the store remembers what it has read.
    store: Option<Mutex<Store>>,
}

impl Known {
    /// Nothing, where there is no store: to look something up makes none.
    fn new(state: &State) -> Self {
        let there = Store::is_there(state.config_dir.clone());
        let store = there.then(|| open::store(state)).and_then(Result::ok);
        let file = store.as_ref().map(Store::lexicon).unwrap_or_default();
        file.faults.iter().for_each(|fault| warn(fault));
        Self { lexicon: file.lexicon, store: store.map(Mutex::new) }
    }

    fn extract(&self, cable: &Cable) -> Extraction {
        let found = extract_with(cable, &self.lexicon);
        let Some(Ok(mut store)) = self.store.as_ref().map(Mutex::lock) else { return found };
        let key = store.key_of(cable);
        if !store.places(&key).1.exists() {
            return found;
        }
        let ledger = store.load(&key).ledger;
        let me = store.writer().author.id.clone();
        corrected(found, cable, &placed(&ledger.corrections(), &me, &Finder::new(cable)))
    }
}

fn show(known: &Known, source: &Source, look: Look, only: bool, out: &mut dyn Write) -> io::Result<()> {
    let Source { name, volume } = source;
    let count = if only { volume.count() } else { usize::MAX };
    volume.cables().try_for_each(|cable| {
        let extraction = known.extract(&cable);
        let exported = Entities { cable: &cable, extraction: &extraction, file: name };
        match look {
            Look::Json => json::write(&mut *out, &exported, Form::of(count)),
            Look::Csv => exported.rows().try_for_each(|cells| out.write_all(csv_row(&cells).as_bytes())),
            Look::Lines => {
                let title = if count > 1 { format!("{}:\n", safe(name)) } else { String::new() };
                out.write_all((title + &lines(&extraction)).as_bytes())
            }
        }
    })
}

/// The entities in lines, for people.
fn lines(extraction: &Extraction) -> String {
    let mut text = String::new();
    for entity in &extraction.entities {
        let aliases = if entity.aliases.is_empty() {
            String::new()
        } else {
            format!(" = {}", entity.aliases.join(", "))
        };
        let line =
            format!("{:<13} {:>3}  {}{aliases}", entity.kind.name(), entity.mentions.len(), entity.name);
        text.push_str(&safe(&line));
        text.push('\n');
    }
    text
}
