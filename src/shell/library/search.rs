//! `reftel search`: cables by what is in them, from the command line.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::build::load;
use super::builder::{Builder, Step};
use super::find::{self, Finding, found};
use crate::cable::counted;
use crate::layout::safe;
use crate::library::query::Field;
use crate::library::{Hit, News, Query, is_answerable, look_through};
use crate::shell::arguments::{Display, State};
use crate::shell::commands::write_out;
use crate::shell::config::Configured;
use crate::shell::dossier::warn;
use crate::shell::json::{self, Form};
use crate::shell::{Failure, open};

/// Columns of a snippet.
const WIDTH: usize = 100;

const EXAMPLES: &str = "\
Examples:
  reftel search 'money laundering' cables/       both words, in a folder; what is new in it is read first
  reftel search 'tag:KCRM from:MEXICO before:2009-10' cables/
  reftel search 'person:\"Tello Peon\" -class:U'   in the folders named last
  reftel search 'note:sources' --json             in your notes, for other programs
  reftel search 'ref:09STATE81957' cables/        what cites a cable
'reftel search --syntax' prints the whole language.";

/// Find cables: words, phrases, fields, notes, entities
#[derive(Clone, Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::shell) struct Search {
    /// What the cables are like: words, \"phrases\", prefix*, and fields as tag:KCRM or before:2009-10
    #[arg(required_unless_present = "syntax", allow_hyphen_values = true)]
    query: Option<String>,
    /// Folders and files; without any, those named last
    folders: Vec<PathBuf>,
    /// Where words without a field are looked for
    #[arg(long = "in", value_enum, value_name = "WHERE", default_value_t = Within::Text)]
    within: Within,
    /// How many cables at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Take the index as it is: look for no new files
    #[arg(long)]
    no_update: bool,
    /// Look through the files themselves, in their order: nothing is written
    #[arg(long, conflicts_with = "no_update")]
    no_index: bool,
    /// Print the language of queries
    #[arg(long, conflicts_with_all = ["json", "folders"])]
    syntax: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Within {
    /// In the cables
    Text,
    /// In the notes on them
    Notes,
    /// In the names of people, organizations and places
    Entities,
}

/// Searches, and prints what is found; exit code 1 where nothing is.
pub(in crate::shell) fn run(search: &Search, state: &State) -> Result<ExitCode, Failure> {
    if search.syntax {
        return write_out(crate::library::query::SYNTAX);
    }
    let typed = search.query.as_deref().unwrap_or_default();
    let query = Query::parse(typed).map_err(|error| {
        let sketch = error.sketch(typed);
        let _ = writeln!(std::io::stderr(), "{}", safe_lines(&sketch));
        Failure::Usage(format!("in the query: {error}"))
    })?;
    let query = match search.within {
        Within::Text => query,
        Within::Notes => query.of_field(Field::Note),
        Within::Entities => query.of_field(Field::Entity),
    };
    let given = absolute(&search.folders)?;
    if search.no_index {
        return run_unindexed(search, &query, &given);
    }
    let store = open::store(state)?;
    let roots = if given.is_empty() { store.library().roots } else { given.clone() };
    if roots.is_empty() {
        return Err(Failure::Usage(String::from("name a folder of cables: reftel search QUERY FOLDER")));
    }
    let configured = Configured::find(state, &Display::default())?;
    let mut engine = super::index(&store, configured.settings.get("library"))?;
    if !given.is_empty() {
        store
            .change_library(|library| library.roots = given)
            .map_err(|error| Failure::State(error.to_string()))?;
    }
    if !search.no_update {
        let builder = Builder { roots: &roots, store: &store };
        let mut progress = Progress::new();
        let summary = builder.files(&mut *engine, &mut |step| progress.tell(step))?;
        let names = [Field::Person, Field::Organization, Field::Place, Field::Entity];
        if names.into_iter().any(|field| query.asks(field)) {
            builder.names(&mut *engine, &mut |step| progress.tell(step))?;
        }
        progress.end();
        summary.unread.iter().for_each(|folder| warn(folder));
        if summary.files == 0 {
            let why = summary.unread.into_iter().next();
            return Err(Failure::Input(
                why.unwrap_or_else(|| format!("{}: no files there", roots[0].display())),
            ));
        }
        let refused = engine.refused(&roots)?;
        if let Some(first) = refused.first() {
            let others = refused.len() - 1;
            let more =
                if others == 0 { String::new() } else { format!(" (and {})", counted(others, "other")) };
            warn(&format!("not searched: {}{more}", first.why));
        }
    }
    let limit = search.limit();
    let mut hits = engine.search(&query, &roots, limit + 1)?;
    let more = hits.len() > limit;
    hits.truncate(limit);
    let findings = found(hits, &query, WIDTH);
    if !search.json {
        write_out(&findings.iter().map(lines).collect::<String>())?;
    }
    end(search, &query, &findings, more)
}

/// The same without an index: what fits is printed as it is found.
fn run_unindexed(search: &Search, query: &Query, folders: &[PathBuf]) -> Result<ExitCode, Failure> {
    if folders.is_empty() {
        return Err(Failure::Usage(String::from("name a folder: reftel search --no-index QUERY FOLDER")));
    }
    if !is_answerable(query) {
        return Err(Failure::Usage(String::from(
            "notes, names and what was read are in the index only: leave --no-index out",
        )));
    }
    let (mut findings, mut failed) = (Vec::new(), None);
    let (_, unread) = look_through(query, folders, &load, &mut |card| {
        let finding = find::of(Hit { card, score: 0.0 }, query, WIDTH);
        failed = if search.json { None } else { write_out(&lines(&finding)).err() };
        findings.push(finding);
        failed.is_none() && findings.len() < search.limit()
    });
    unread.iter().for_each(|folder| warn(folder));
    // It stops at the last one that is wanted, and may have left others.
    let more = findings.len() == search.limit();
    failed.map_or_else(|| end(search, query, &findings, more), Err)
}

impl Search {
    fn limit(&self) -> usize {
        usize::try_from(self.limit).unwrap_or(usize::MAX)
    }
}

/// Prints what is found as JSON, where that is wanted; the exit code.
fn end(search: &Search, query: &Query, findings: &[Finding], more: bool) -> Result<ExitCode, Failure> {
    if search.json {
        let hits: Vec<Value> = findings.iter().map(value).collect();
        json::print(
            &json!({"schema": 1, "query": query.to_string(), "more": more, "hits": hits}),
            Form::Page,
        )?;
        return Ok(if findings.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS });
    }
    if more {
        warn(&format!("there may be more than these {}: --limit shows more", findings.len()));
    }
    match findings {
        [] => Err(Failure::Nothing(format!("no cable fits: {query}"))),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The folders as they are named in the index.
pub(in crate::shell) fn absolute(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let real = |folder: &PathBuf| {
        folder.canonicalize().map_err(|error| Failure::Input(format!("{}: {error}", folder.display())))
    };
    folders.iter().map(real).collect()
}

fn safe_lines(text: &str) -> String {
    text.lines().map(|line| safe(line).into_owned()).collect::<Vec<_>>().join("\n")
}

fn lines(finding: &Finding) -> String {
    let card = &finding.card;
    let class = card.classification.map_or("", |level| level.name());
    let day = card.day().unwrap_or_default();
    let mut head: Vec<&str> = vec![card.id_words(), &day, class, &card.subject];
    head.retain(|word| !word.is_empty());
    let head = head.join("  ");
    let place = finding.number.map(|number| format!("¶{number}: ")).unwrap_or_default();
    let words = match &finding.excerpt {
        Some(excerpt) => format!("{place}{}", excerpt.snippet.text),
        None => String::from("(the file cannot be read any longer)"),
    };
    let part =
        if card.place.index == 0 { String::new() } else { format!(" (cable {})", card.place.index + 1) };
    let path = card.place.path.display();
    format!("{}\n    {}\n    {}\n", safe(&head), safe(&words), safe(&format!("{path}{part}")))
}

fn value(finding: &Finding) -> Value {
    let card = &finding.card;
    let excerpt = finding.excerpt.as_ref();
    let scalars = |byte: usize, text: &str| text.get(..byte).unwrap_or_default().chars().count();
    let hits: Vec<Value> = excerpt
        .iter()
        .flat_map(|excerpt| excerpt.snippet.hits.iter().map(|hit| (hit, &excerpt.snippet.text)))
        .map(|(hit, text)| json!([scalars(hit.start, text), scalars(hit.end, text)]))
        .collect();
    json!({
        "file": card.place.path.display().to_string(),
        "cable": card.place.index + 1,
        "reference_id": card.id(),
        "date": card.date.map(|date| date.to_string()),
        "origin": Some(&card.post).filter(|post| !post.is_empty()),
        "classification": card.classification.map(|level| level.name()),
        "subject": card.subject,
        "score": (finding.score * 1e6).round() / 1e6,
        "paragraph": excerpt.and_then(|excerpt| excerpt.paragraph).map(|paragraph| paragraph + 1),
        "number": finding.number,
        "start": excerpt.map(|_| finding.start),
        "snippet": excerpt.map(|excerpt| &excerpt.snippet.text),
        "highlights": hits,
    })
}

/// How far the work has come, on a terminal only.
struct Progress {
    shown: bool,
    is_terminal: bool,
}

impl Progress {
    fn new() -> Self {
        Self { shown: false, is_terminal: std::io::stderr().is_terminal() }
    }

    fn tell(&mut self, step: Step) -> bool {
        let line = match step {
            Step::Files(News::Walking(count)) => format!("{} found", counted(count, "file")),
            Step::Files(News::Read(done, total)) if total > 0 => {
                format!("new: {done} of {} read", counted(total, "file"))
            }
            Step::Files(News::Read(..)) => return true,
            Step::Named(cables) => format!("names of {} found", counted(cables, "cable")),
        };
        if self.is_terminal {
            self.shown = true;
            let _ = write!(std::io::stderr(), "\r\x1b[K{line}");
        }
        true
    }

    fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
