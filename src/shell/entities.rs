//! `reftel entities`: what cables speak of, many files at a time.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::json::{self, Form};
use super::load::Source;
use super::{Failure, batch};
use crate::entity::{Extraction, extract};
use crate::export::Entities;
use crate::layout::safe;

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
pub(super) fn run(files: &[PathBuf], json: bool, csv: bool) -> Result<ExitCode, Failure> {
    let look = if json {
        Look::Json
    } else if csv {
        Look::Csv
    } else {
        Look::Lines
    };
    let head = if csv { row(&Entities::COLUMNS) } else { String::new() };
    batch::run(files, &head, &|source, only, out| show(source, look, only, out))
}

fn show(source: &Source, look: Look, only: bool, out: &mut dyn Write) -> io::Result<()> {
    let Source { name, volume } = source;
    let count = if only { volume.count() } else { usize::MAX };
    volume.cables().try_for_each(|cable| {
        let extraction = extract(&cable);
        let exported = Entities { cable: &cable, extraction: &extraction, file: name };
        match look {
            Look::Json => json::write(&mut *out, &exported, Form::of(count)),
            Look::Csv => exported.rows().try_for_each(|cells| out.write_all(row(&cells).as_bytes())),
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

/// A row of a table as RFC 4180 has it. What spreadsheets would take for a formula gets an apostrophe in front.
fn row<Cell: AsRef<str>>(cells: &[Cell]) -> String {
    let cell = |cell: &Cell| {
        let text = safe(cell.as_ref()).into_owned();
        let formula = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        let quoted = text.contains(['"', ',']);
        if quoted {
            format!("\"{formula}{}\"", text.replace('"', "\"\""))
        } else {
            format!("{formula}{text}")
        }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formula_is_left() {
        assert_eq!(row(&["a", "b, c", "say \"x\"", "=1+1", "\u{1b}[2J"]).matches('\u{1b}').count(), 0);
        assert_eq!(row(&["a", "b, c", "say \"x\"", "=1+1"]), "a,\"b, c\",\"say \"\"x\"\"\",'=1+1\r\n");
    }
}
