//! One thing done for many files, side by side, and said in the order of the files.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::Failure;
use super::load::{Source, load};

/// Results that a worker keeps until their turn comes.
const AHEAD: usize = 16;

/// Writes to stdout what `show` makes of each file. One file may have a form of its own: `show` is told whether it is
/// the only one. Of several, one that cannot be read is said and passed over; the exit code is that of the last one.
///
/// # Errors
/// The only file cannot be read; standard input is named twice; the output has gone.
pub(super) fn run(files: &[PathBuf], head: &str, show: Show) -> Result<ExitCode, Failure> {
    if files.iter().filter(|file| **file == Path::new("-")).count() > 1 {
        return Err(Failure::Usage(String::from("standard input can be read once only; name '-' once")));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    if let [file] = files {
        let source = load(Some(file))?;
        out.write_all(head.as_bytes())?;
        show(&source, true, &mut out)?;
    } else {
        out.write_all(head.as_bytes())?;
        side_by_side(files, show, |result| {
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

/// Writes what is to be said of the cables of a file, which may be the only one.
pub(super) type Show<'a> = &'a (dyn Fn(&Source, bool, &mut dyn Write) -> io::Result<()> + Sync);

/// Works on files on all cores and gives the results in the order of the files.
fn side_by_side(
    files: &[PathBuf],
    show: Show,
    mut take: impl FnMut(Result<Vec<u8>, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    thread::scope(|scope| {
        // The workers take turns at the files. One that is ahead waits with a few results, however many files follow.
        let start = |worker: usize| {
            let (sender, receiver) = sync_channel(AHEAD);
            scope.spawn(move || {
                let own = files.iter().skip(worker).step_by(workers);
                own.map(|file| of_file(file, show)).try_for_each(|result| sender.send(result))
            });
            receiver
        };
        let receivers: Vec<_> = (0..workers).map(start).collect();
        for result in (0..files.len()).filter_map(|turn| receivers.get(turn % workers)?.recv().ok()) {
            take(result)?;
        }
        Ok(())
    })
}

fn of_file(file: &Path, show: Show) -> Result<Vec<u8>, Failure> {
    let mut shown = Vec::new();
    show(&load(Some(file))?, false, &mut shown)?;
    Ok(shown)
}
