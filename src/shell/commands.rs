//! The commands of the command line.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use super::arguments::{Arguments, By, Command, Display, Replay, State};
use super::config::{Configured, Start};
use super::desk::Desk;
use super::load::{Source, begin, load, load_to_read};
use super::parse::parse;
use super::session::First;
use super::{Failure, headless, library, linear, look, print, session, theme};
use crate::app::{App, Opening};
use crate::cable::Volume;
use crate::keys::{Keymap, parse_script};

/// Does what the arguments say.
pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let arguments = arguments.checked()?;
    match arguments.command {
        None => read(&arguments.files, &arguments.display, &arguments.replay, &arguments.state),
        Some(Command::Parse { files, json }) => parse(&files, json),
        Some(Command::Entities(entities)) => super::entities::run(entities, &arguments.state),
        Some(Command::Print { file, width, raw }) => print_file(&file, width, raw),
        Some(Command::Search(search)) => super::library::run(&search, &arguments.state),
        #[cfg(feature = "postgres")]
        Some(Command::Server(server)) => server.run(&arguments.state),
        Some(Command::Notes(notes)) => super::notes::run(notes, &arguments.state),
        Some(Command::Export(export)) => super::export::export(&export, &arguments.state),
        Some(Command::Cite(cite)) => super::cite::cite(&cite),
        Some(Command::Restore(restore)) => super::restore::run(&restore, &arguments.state),
        Some(Command::Release(release)) => super::release::run(&release, &arguments.state),
        Some(Command::Verify(verify)) => super::verify::run(&verify, &arguments.state),
        Some(Command::Doctor(doctor)) => super::doctor::run(&doctor, &arguments.state),
        Some(Command::Import(import)) => import.run(&arguments.state),
        Some(Command::Share(share)) => share.run(&arguments.state),
        Some(Command::Diff(diff)) => diff.run(&arguments.state),
        Some(Command::Merge(merge)) => merge.run(),
        Some(Command::GitSetup(setup)) => setup.run(),
        Some(Command::Review(review)) => super::review::run(review, &arguments.state),
        Some(Command::Agreement { file, json }) => {
            super::agreement::agreement(file.as_deref(), &arguments.state, json)
        }
        Some(Command::Coverage { file, by: Some(By::User), json }) => {
            super::coverage::by_user(file.as_deref(), &arguments.state, json)
        }
        Some(Command::Coverage { file, by: None, json }) => {
            super::coverage::coverage(file.as_deref(), &arguments.state, json)
        }
        Some(Command::Tutor(tutor)) => tutor.run(&arguments.state),
        Some(Command::Help(help)) => help.run(),
        Some(Command::Man(man)) => man.run(),
        Some(Command::Completions(completions)) => completions.run(),
        Some(Command::Config(config)) => config.run(&arguments.state),
        Some(Command::Keys(keys)) => keys.run(&arguments.state),
    }
}

/// Opens a cable for reading; without a terminal to show it on, prints it. Folders, and several files, are a library.
fn read(files: &[PathBuf], display: &Display, replay: &Replay, state: &State) -> Result<ExitCode, Failure> {
    let size = replay.size();
    let configured = Configured::find(state, display)?;
    if files.len() > 1 || files.iter().any(|file| file.is_dir()) {
        let start = Start { configured, state, display };
        return read_library(files, replay, start);
    }
    let file = files.first().map(PathBuf::as_path);
    if replay.print {
        let (opening, desk) = super::open::open(load_to_read(file)?, file, false, state, &configured, size)?;
        return self::replay(opening, desk, Vec::new(), replay);
    }
    if configured.settings.is_on("linear") || linear::is_called_for() {
        let (opening, desk) = super::open::open(load_to_read(file)?, file, false, state, &configured, size)?;
        return linear::run(opening, desk, file, look::is_ascii(&configured.settings));
    }
    if !session::is_possible() {
        return print_all(&load(file)?.volume, 80);
    }
    // Two processors have both ready in the time of one.
    drop(thread::Builder::new().spawn(Keymap::prepare));
    let (source, rest) = begin(file)?;
    let (opening, desk) = super::open::open(source, file, rest.is_some(), state, &configured, size)?;
    // Who names a cable has come to read it.
    let first = if file.is_none() && !desk.has_seen_tour() { First::Tour } else { First::Text };
    session::run(opening, desk, rest, first, Start { configured, state, display })
}

/// Opens the list of the cables in folders.
fn read_library(folders: &[PathBuf], replay: &Replay, start: Start<'_>) -> Result<ExitCode, Failure> {
    let folders = library::absolute(folders)?;
    let (opening, mut desk) = super::open::nothing(start.state, &start.configured, replay.size())?;
    if replay.print {
        return self::replay(opening, desk, folders, replay);
    }
    if start.configured.settings.is_on("linear") || linear::is_called_for() || !session::is_possible() {
        return library::print(desk.library_desk(), &folders);
    }
    session::run(opening, desk, None, First::Folders(folders), start)
}

/// Plays keys on a screen that is not there, and prints its last frame.
pub(super) fn replay(
    opening: Opening,
    desk: Desk,
    folders: Vec<PathBuf>,
    replay: &Replay,
) -> Result<ExitCode, Failure> {
    let steps = parse_script(replay.keys.as_deref().unwrap_or_default());
    let steps = steps.map_err(|why| Failure::Usage(format!("key script, {why}")))?;
    let (styles, _) = theme::styles(&opening.settings, &desk.theme());
    let shown = |app: &App| if replay.svg { headless::picture(app, &styles) } else { headless::frame(app) };
    let desk = desk.with_clock(replay.clock);
    let (frame, unsaved) = headless::replay(opening, desk, folders, steps, shown);
    write_out(&frame)?;
    unsaved.map_or(Ok(ExitCode::SUCCESS), |words| Err(Failure::State(words)))
}

fn print_file(file: &Path, width: usize, raw: bool) -> Result<ExitCode, Failure> {
    let Source { volume, .. } = load(Some(file))?;
    if raw {
        return write_out(volume.text());
    }
    print_all(&volume, width)
}

/// Prints the cables of a file one after the other.
pub(super) fn print_all(volume: &Volume, width: usize) -> Result<ExitCode, Failure> {
    for (index, cable) in volume.cables().enumerate() {
        if index > 0 {
            write_out(&format!("\n{}\n\n", "=".repeat(width.clamp(20, 80))))?;
        }
        write_out(&print::print(&cable, width))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes data to stdout.
pub(super) fn write_out(text: &str) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
