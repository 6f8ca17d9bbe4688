//! `reftel entities`: what cables speak of, and putting that right.

mod arguments;
mod correct;
mod show;

pub(super) use arguments::Entities;

use std::process::ExitCode;

use super::arguments::State;
use super::{Failure, commands, open};
use crate::cable::counted;
use arguments::Command;

/// Does what the arguments say.
pub(super) fn run(arguments: Entities, state: &State) -> Result<ExitCode, Failure> {
    let Entities { command, files, json, csv } = arguments;
    match command {
        None => show::run(&files, json, csv, state),
        Some(Command::Lexicon) => check(state),
        Some(command) => correct::run(command, state),
    }
}

/// Says what of the lexicon cannot be used.
fn check(state: &State) -> Result<ExitCode, Failure> {
    let file = open::store(state)?.lexicon();
    if file.faults.is_empty() {
        return commands::write_out(&format!("lexicon.yaml: {}, all used\n", counted(file.count, "entry")));
    }
    let mut lines: String =
        file.faults.iter().map(|fault| crate::layout::safe(fault).into_owned() + "\n").collect();
    lines.push_str(&format!("used: {}\n", counted(file.count, "entry")));
    commands::write_out(&lines)?;
    Ok(ExitCode::from(1))
}
