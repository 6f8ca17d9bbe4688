//! `reftel parse`: the structure of cables, many files at a time.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::Failure;
use super::json::{self, Form};
use super::load::{Source, load};
use crate::cable::Cable;
use crate::export::Structure;
use crate::layout::safe;

/// Results that a worker keeps until their turn comes.
const AHEAD: usize = 16;

/// Prints the structure of every cable in `files`. A file that cannot be read is said and passed over; the exit code is
/// that of the last one.
pub(super) fn parse(files: &[PathBuf], json: bool) -> Result<ExitCode, Failure> {
    if files.iter().filter(|file| **file == Path::new("-")).count() > 1 {
        return Err(Failure::Usage(String::from("standard input can be read once only; name '-' once")));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    if let [file] = files {
        let source = load(Some(file))?;
        show(&source, json.then(|| Form::of(source.volume.count())), &mut out)?;
    } else {
        side_by_side(files, json.then_some(Form::Line), |result| {
            match result {
                Ok(shown) => out.write_all(&shown)?,
                Err(failure) => {
                    // In the order of the files, on whatever terminal both streams go to.
                    out.flush()?;
                    failure.print();
                    code = failure.code();
                }
            }
            Ok(())
        })?;
    }
    out.flush()?;
    Ok(code)
}

/// Parses files on all cores and gives the results in the order of the files.
fn side_by_side(
    files: &[PathBuf],
    form: Option<Form>,
    mut take: impl FnMut(Result<Vec<u8>, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    thread::scope(|scope| {
        // The workers take turns at the files. One that is ahead waits with a few results, however many files follow.
        let start = |worker: usize| {
            let (sender, receiver) = sync_channel(AHEAD);
            scope.spawn(move || {
                let own = files.iter().skip(worker).step_by(workers);
                own.map(|file| of_file(file, form)).try_for_each(|result| sender.send(result))
            });
            receiver
        };
        let receivers: Vec<_> = (0..workers).map(start).collect();
        for result in (0..files.len()).filter_map(|turn| receivers[turn % workers].recv().ok()) {
            take(result)?;
        }
        Ok(())
    })
}

fn of_file(file: &Path, form: Option<Form>) -> Result<Vec<u8>, Failure> {
    let mut shown = Vec::new();
    show(&load(Some(file))?, form, &mut shown)?;
    Ok(shown)
}

/// Writes the structure of the cables of a file: as JSON, or in a few lines for people.
fn show(source: &Source, form: Option<Form>, out: &mut impl Write) -> io::Result<()> {
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
        "{}: {}, {}, {} paragraphs, {} headings\n",
        safe(name),
        id.as_deref().unwrap_or("no reference id"),
        header.classification.map_or("no classification", |level| level.name()),
        cable.paragraphs.len(),
        cable.headings.len(),
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
