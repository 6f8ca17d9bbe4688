//! `reftel cite`: a line that names a cable or one of its paragraphs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Failure;
use super::commands::write_out;
use super::json::{self, Form};
use super::load::{Source, load};
use crate::cable::Cable;
use crate::export::{Citation, Style};
use crate::layout::safe;

const EXAMPLES: &str = "\
Examples:
  reftel cite cable.txt                     the cable
  reftel cite cable.txt:8                   the paragraph printed 8, with its own mark
  reftel cite cable.txt:8 --style chicago   for a footnote
What the cable does not say is left out. File, record group and archive are not in a cable: add them.";

/// `reftel cite`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Cite {
    /// The cable, with :NUMBER behind it for a paragraph; - reads standard input
    #[arg(value_name = "FILE[:PARAGRAPH]")]
    file: PathBuf,
    /// How it is written
    #[arg(long, value_enum, default_value = "plain")]
    style: Written,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    of: Option<String>,
    /// As JSON, with each part by its name
    #[arg(long)]
    json: bool,
}

/// The styles.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Written {
    /// Id, date, post, subject, paragraph
    Plain,
    /// As the U.S. National Archives ask for it
    Nara,
    /// A note after the Chicago Manual of Style
    Chicago,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    file: &'a str,
    #[serde(flatten)]
    parts: &'a Citation,
    citation: String,
}

/// Prints a citation for each cable of a file, or for one of its paragraphs.
pub(super) fn cite(arguments: &Cite) -> Result<ExitCode, Failure> {
    let (path, paragraph) = place(&arguments.file);
    let source = load(Some(&path))?;
    let of = arguments.of.as_deref();
    let cables = match paragraph {
        // A number names a paragraph of each.
        Some(_) => source.only(of).map(|only| only..only + 1)?,
        None => source.cables(of)?,
    };
    let Source { name, volume } = source;
    let style = match arguments.style {
        Written::Plain => Style::Plain,
        Written::Nara => Style::Nara,
        Written::Chicago => Style::Chicago,
    };
    let form = Form::of(cables.len());
    for index in cables {
        let cable = volume.cable(index);
        let paragraph = paragraph.map(|number| printed(&cable, number)).transpose()?;
        let parts = Citation::of(&cable, &name, paragraph);
        let citation = parts.line(style);
        if citation.is_empty() {
            let why = format!("{name}: has no id, date, post or subject to cite it by");
            return Err(Failure::Nothing(why));
        }
        match arguments.json {
            true => json::print(&Report { schema: 1, file: &name, parts: &parts, citation }, form)?,
            false => write_out(&format!("{}\n", safe(&citation)))?,
        };
    }
    Ok(ExitCode::SUCCESS)
}

/// The file and the printed number behind it. A file whose name ends like that is that file.
fn place(file: &Path) -> (PathBuf, Option<u32>) {
    let whole = || (file.to_owned(), None);
    if file.exists() {
        return whole();
    }
    let split = file.to_str().and_then(|text| text.rsplit_once(':'));
    let parsed = split.and_then(|(path, number)| Some((PathBuf::from(path), number.parse().ok()?)));
    parsed.map_or_else(whole, |(path, number)| (path, Some(number)))
}

/// The one paragraph that is printed `number`.
fn printed(cable: &Cable, number: u32) -> Result<usize, Failure> {
    let mut with = (0..).zip(&cable.paragraphs).filter(|(_, paragraph)| paragraph.number == Some(number));
    match (with.next(), with.count()) {
        (Some((index, _)), 0) => Ok(index),
        (Some(_), more) => Err(Failure::Usage(format!(
            "{} paragraphs are printed {number}, so the number names none of them; cite the cable",
            more + 1
        ))),
        (None, _) => {
            let numbers = cable.paragraphs.iter().filter_map(|paragraph| paragraph.number);
            let range = match (numbers.clone().min(), numbers.max()) {
                (Some(first), Some(last)) => format!("they go from {first} to {last}"),
                _ => String::from("none has a number"),
            };
            Err(Failure::Usage(format!("no paragraph is printed {number}; {range}")))
        }
    }
}
