//! `reftel notes`: notes without a screen, for people and for other programs.

mod arguments;
mod find;
mod history;
mod input;
mod list;
mod place;
mod row;
mod show;
mod write;

use std::process::ExitCode;

use super::Failure;
use super::arguments::State;
use arguments::Command;

pub(super) use arguments::Notes;
pub(super) use input::text;
pub(super) use place::anchor;
pub(super) use row::{Located, indented, labels};
pub(super) use write::acknowledged;

/// Does what the arguments say.
pub(super) fn run(notes: Notes, state: &State) -> Result<ExitCode, Failure> {
    let stray = notes.list.file.is_some() || notes.list.json;
    if notes.command.is_some() && stray {
        return Err(Failure::Usage(String::from(
            "FILE and --json stand behind the command, as in 'reftel notes list FILE --json'",
        )));
    }
    match notes.command {
        None => list::list_unnamed(&notes.list, state),
        Some(Command::List(list)) => list::list(&list, state),
        Some(Command::Add(add)) => write::add(&add, state),
        Some(Command::Edit(edit)) => write::edit(&edit, state),
        Some(Command::Rm(rm)) => write::rm(&rm, state),
        Some(Command::Show(one)) => show::show(&one, state),
        Some(Command::History(one)) => history::history(&one, state),
    }
}
