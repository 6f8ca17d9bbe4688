//! `reftel notes list`.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::List;
use super::row::{Row, rows};
use crate::cable::counted;
use crate::layout::safe;
use crate::review::Threads;
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::Cabinet;
use crate::shell::json::{self, Form};
use crate::shell::remarks;

/// The same where no command is named: a word alone may be meant for one.
pub(super) fn list_unnamed(list: &List, state: &State) -> Result<ExitCode, Failure> {
    let is_file = |path: &Path| path == Path::new("-") || path.try_exists().unwrap_or(true);
    match &list.file {
        Some(file) if !is_file(file) => Err(Failure::Input(format!(
            "{}: no such file, and no such command; 'reftel notes --help' lists the commands",
            file.display()
        ))),
        _ => self::list(list, state),
    }
}

/// Lists notes and drafts in the order of the text.
pub(super) fn list(list: &List, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(list.file.as_deref(), state)?;
    let (me, form) = (cabinet.me(), Form::of(cabinet.count()));
    for index in 0..cabinet.count() {
        let dossier = cabinet.dossier(index);
        let threads = Threads::of(&dossier.ledger);
        let rows = rows(&dossier, &threads, &me);
        if list.json {
            let notes: Vec<Value> = rows.iter().map(Row::value).collect();
            let id = &dossier.cable.header.reference_id;
            let adrift = remarks::adrift_value(threads.adrift(), &me.author.id);
            json::print(&json!({"schema": 1, "cable": id, "notes": notes, "adrift": adrift}), form)?;
            continue;
        }
        let count = match rows.len() {
            0 => String::from("no notes"),
            some => counted(some, "note"),
        };
        let notes: String = rows.iter().map(Row::lines).collect();
        let adrift = remarks::adrift_lines(threads.adrift());
        write_out(&format!("{}: {count}\n{notes}{adrift}", safe(dossier.name())))?;
    }
    Ok(ExitCode::SUCCESS)
}
