//! `reftel parse`: the structure of cables, many files at a time.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::json::{self, Form};
use super::load::Source;
use super::{Failure, batch};
use crate::cable::{Cable, counted};
use crate::export::Structure;
use crate::layout::safe;

/// Prints the structure of every cable in `files`. A file that cannot be read is said and passed over; the exit code is
/// that of the last one.
pub(super) fn parse(files: &[PathBuf], json: bool) -> Result<ExitCode, Failure> {
    batch::run(files, "", &|source, only, out| {
        let count = if only { source.volume.count() } else { usize::MAX };
        show(source, json.then(|| Form::of(count)), out)
    })
}

/// Writes the structure of the cables of a file: as JSON, or in a few lines for people.
fn show(source: &Source, form: Option<Form>, out: &mut dyn Write) -> io::Result<()> {
    let Source { name, volume } = source;
    volume.cables().try_for_each(|cable| match form {
        Some(form) => json::write(&mut *out, &Structure { cable: &cable, file: name }, form),
        None => out.write_all(summary(name, &cable).as_bytes()),
    })
}

fn summary(name: &str, cable: &Cable) -> String {
    let header = &cable.header;
    let id = cable.reference_id(name);
    let mut text = format!(
        "{}: {}, {}, {}, {}\n",
        safe(name),
        id.as_deref().unwrap_or("no reference id"),
        header.classification.map_or("no classification", |level| level.name()),
        counted(cable.paragraphs.len(), "paragraph"),
        counted(cable.headings.len(), "heading"),
    );
    let repairs: Vec<String> =
        cable.repairs.iter().map(|repair| format!("{} {}", repair.kind.name(), repair.count)).collect();
    if !repairs.is_empty() {
        text.push_str(&format!("  repaired: {}\n", repairs.join(", ")));
    }
    for warning in &cable.warnings {
        text.push_str(&format!("  line {}: {} [{}]\n", warning.line, safe(&warning.message), warning.code));
    }
    text
}
