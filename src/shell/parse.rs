//! `reftel parse`: the structure of cables, many files at a time.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::Failure;
use super::commands::to_text;
use super::load::{Source, load};
use crate::cable::Cable;
use crate::export::structure::structure;
use crate::layout::safe;

/// Results that a worker keeps until their turn comes.
const AHEAD: usize = 16;

/// Prints the structure of every cable in `files`. A file that cannot be read is said and passed over; the exit code is
/// that of the last one.
pub(super) fn parse(files: &[PathBuf], json: bool) -> Result<ExitCode, Failure> {
    if files.iter().filter(|file| **file == Path::new("-")).count() > 1 {
        return Err(Failure::Usage(String::from("standard input can be read once only; name '-' once")));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    if let [file] = files {
        let Source { name, volume } = load(Some(file))?;
        let alone = volume.count() == 1;
        for cable in volume.cables() {
            out.write_all(shown(&cable, &name, json, alone).as_bytes())?;
        }
    } else {
        side_by_side(files, json, |result| {
            match result {
                Ok(text) => out.write_all(text.as_bytes())?,
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
    json: bool,
    mut take: impl FnMut(Result<String, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    thread::scope(|scope| {
        // The workers take turns at the files. One that is ahead waits with a few results, however many files follow.
        let start = |worker: usize| {
            let (sender, receiver) = sync_channel(AHEAD);
            scope.spawn(move || {
                let own = files.iter().skip(worker).step_by(workers);
                own.map(|file| of_file(file, json)).try_for_each(|result| sender.send(result))
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

fn of_file(file: &Path, json: bool) -> Result<String, Failure> {
    let Source { name, volume } = load(Some(file))?;
    Ok(volume.cables().map(|cable| shown(&cable, &name, json, false)).collect())
}

/// A cable's structure: as JSON, alone or one a line, or in a few lines for people.
fn shown(cable: &Cable, name: &str, json: bool, alone: bool) -> String {
    if json { to_text(&structure(cable, name), alone) } else { summary(name, cable) }
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
