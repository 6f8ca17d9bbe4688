//! `reftel export`: cables with their commentary, for other programs and for people without this one.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::Failure;
use super::arguments::State;
use super::dossier::{Cabinet, Dossier};
use super::json::{self, Form};
use super::output_file::{Output, guard};
use crate::export::{
    CSV_HEAD, Commentary, HTML_END, Notes, Whose, csv, html, html_begin, markdown, text, w3c,
};

const EXAMPLES: &str = "\
Examples:
  reftel export cable.txt -o cable.md                       Markdown: the cable with its notes
  reftel export cable.txt --format html -o cable.html       to read in a browser or print
  reftel export cable.txt --format w3c -o notes.jsonld      every note and answer, for 'reftel import' and other programs
  reftel export cable.txt --format csv --notes 'M. Duval'   one author's notes, for a spreadsheet
Drafts are not exported. Nothing is withheld for its classification: 'reftel release' does that.";

/// `reftel export`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Export {
    /// The cable; - reads standard input
    file: PathBuf,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Md)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace that file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// Whose notes: mine, all, or the name or id of an author
    #[arg(long, value_name = "WHOSE", default_value = "all")]
    notes: String,
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// W3C Web Annotation JSON-LD, without loss
    W3c,
    /// One page with the notes beside the text
    Html,
    /// Markdown
    Md,
    /// A table of notes (RFC 4180); a cell that would be a formula begins with an apostrophe
    Csv,
    /// Plain text of 80 columns
    Txt,
    /// Notes with what was said about them; one object a line for a file of several cables
    Json,
}

/// Writes the cables of a file with the notes that are asked for.
pub(super) fn export(arguments: &Export, state: &State) -> Result<ExitCode, Failure> {
    let whose = match arguments.notes.as_str() {
        "all" => Whose::All,
        "mine" => Whose::Mine,
        name => Whose::Named(name.to_owned()),
    };
    let mut cabinet = Cabinet::open(Some(&arguments.file), state)?;
    if let Some(path) = &arguments.output {
        guard(path, &arguments.file, &cabinet.store)?;
    }
    let mut out = Output::open(arguments.output.as_deref(), arguments.force)?;
    let written = write(&mut cabinet, arguments.format, &whose, &mut out);
    let found = written.map_err(|failure| match failure {
        Fault::Write(error) => out.fault(error),
        Fault::Other(failure) => failure,
    })?;
    if let (Whose::Named(name), 0) = (&whose, found) {
        let why =
            format!("nobody called {name} has notes on this; 'reftel notes list FILE' names the authors");
        return Err(Failure::Nothing(why));
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Why writing stopped.
enum Fault {
    Write(std::io::Error),
    Other(Failure),
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error)
    }
}

/// Writes all cables; the answer is how many notes and remarks there were.
fn write(cabinet: &mut Cabinet, format: Format, whose: &Whose, out: &mut Output) -> Result<usize, Fault> {
    let name = cabinet.name().to_owned();
    let me = cabinet.me().author.id;
    let mut collection = w3c::Collection::new(&name);
    let mut found = 0;
    match format {
        Format::Html => out.write_all(html_begin(&name).as_bytes())?,
        Format::Csv => out.write_all(CSV_HEAD.as_bytes())?,
        _ => {}
    }
    for index in 0..cabinet.count() {
        let Dossier { cable, key, ledger, .. } = cabinet.dossier(index);
        let commentary = Commentary::new(&cable, &name, (&key.id, &key.text_sha256), &ledger, &me, whose);
        found += commentary.notes.len() + commentary.adrift.len();
        let between = if index > 0 { "\n" } else { "" };
        match format {
            Format::W3c => collection.add(&commentary),
            Format::Json => json::write(&mut *out, &Notes(&commentary), Form::of(cabinet.count()))?,
            Format::Html => out.write_all(html(&commentary).as_bytes())?,
            Format::Csv => out.write_all(csv(&commentary).as_bytes())?,
            Format::Md => out.write_all(format!("{between}{}", markdown(&commentary)).as_bytes())?,
            Format::Txt => out.write_all(format!("{between}{}", text(&commentary)).as_bytes())?,
        }
    }
    match format {
        Format::Html => out.write_all(HTML_END.as_bytes())?,
        Format::W3c => {
            found = collection.count();
            if collection.unsaved() > 0 {
                let why = "changes are not saved yet and would be lost; open the cable to save them";
                return Err(Fault::Other(Failure::State(format!("{} {why}", collection.unsaved()))));
            }
            json::write(&mut *out, &collection.into_value(), Form::Page)?;
        }
        _ => {}
    }
    Ok(found)
}
