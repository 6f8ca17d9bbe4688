//! The commands of the command line.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::{Arguments, By, Command, Display, Replay, State};
use super::json::{self, Form};
use super::load::{Source, begin, load, load_to_read};
use super::parse::parse;
use super::perform::Desk;
use super::{Failure, headless, linear, print, session, theme};
use crate::app::{App, Opening, help_lines, keys_table};
use crate::cable::Volume;
use crate::keys::{Keymap, Scope, notation, parse_script};

/// Does what the arguments say.
pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let arguments = arguments.checked()?;
    match arguments.command {
        None => read(arguments.file.as_deref(), &arguments.display, &arguments.replay, &arguments.state),
        Some(Command::Parse { files, json }) => parse(&files, json),
        Some(Command::Entities(entities)) => super::entities::run(entities, &arguments.state),
        Some(Command::Print { file, width, raw }) => print_file(&file, width, raw),
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
        Some(Command::Keys { json, markdown }) => keys(json, markdown),
    }
}

/// Opens a cable for reading; without a terminal to show it on, prints it.
fn read(file: Option<&Path>, display: &Display, replay: &Replay, state: &State) -> Result<ExitCode, Failure> {
    let size = replay.size();
    if replay.print {
        let (opening, desk) = super::open::open(load_to_read(file)?, false, state, size)?;
        return self::replay(opening, desk, display, replay);
    }
    if display.linear || linear::is_called_for() {
        let (opening, desk) = super::open::open(load_to_read(file)?, false, state, size)?;
        return linear::run(opening, desk, file, display.is_ascii());
    }
    if !session::is_possible() {
        return print_all(&load(file)?.volume, 80);
    }
    let (source, rest) = begin(file)?;
    let (opening, desk) = super::open::open(source, rest.is_some(), state, size)?;
    // Who names a cable has come to read it.
    let tour = file.is_none() && !desk.has_seen_tour();
    session::run(opening, desk, rest, display, tour)
}

/// Plays keys on a screen that is not there, and prints its last frame.
pub(super) fn replay(
    opening: Opening,
    desk: Desk,
    display: &Display,
    replay: &Replay,
) -> Result<ExitCode, Failure> {
    let steps = parse_script(replay.keys.as_deref().unwrap_or_default()).map_err(Failure::Usage)?;
    let (styles, _) = theme::styles(display, &desk.theme());
    let shown = |app: &App| if replay.svg { headless::picture(app, &styles) } else { headless::frame(app) };
    let (frame, unsaved) = headless::replay(opening, desk.with_clock(replay.clock), steps, shown);
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

fn keys(json: bool, markdown: bool) -> Result<ExitCode, Failure> {
    let keymap = Keymap::builtin().map_err(|error| Failure::State(error.to_string()))?;
    if markdown {
        return write_out(&keys_table(&keymap));
    }
    if json {
        let of = |scope: Scope| -> Vec<Value> {
            let bindings = keymap.bindings(scope).into_iter();
            bindings
                .map(|(keys, action)| {
                    json!({"scope": scope.name(), "keys": notation(&keys), "command": action.name(), "help": action.help()})
                })
                .collect()
        };
        let bindings: Vec<Value> = Scope::ALL.into_iter().flat_map(of).collect();
        return json::print(&json!({"schema": 1, "bindings": bindings}), Form::Page);
    }
    let lines = help_lines(&keymap).into_iter().map(|line| line.plain() + "\n");
    write_out(&lines.collect::<String>())
}

/// Writes data to stdout.
pub(super) fn write_out(text: &str) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
