//! `reftel notes show`.

use std::process::ExitCode;

use serde_json::json;

use super::arguments::One;
use super::find::find;
use super::row::{Row, rows};
use crate::review::Threads;
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::Cabinet;
use crate::shell::json::{self, Form};

/// Prints a note: of several authors who claim one id, each one's.
pub(super) fn show(one: &One, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(Some(&one.file), state)?;
    let (dossier, id) = find(&mut cabinet, one)?;
    let threads = Threads::of(&dossier.ledger);
    let rows = rows(&dossier, &threads, &cabinet.me()).into_iter();
    let rows: Vec<Row> = rows.filter(|row| row.id == id).collect();
    if rows.is_empty() {
        return Err(Failure::Nothing(String::from(
            "this note is deleted; 'reftel notes history FILE ID' prints what it said",
        )));
    }
    if one.json {
        let id = &dossier.cable.header.reference_id;
        let notes: Vec<_> = rows.iter().map(Row::whole_value).collect();
        return json::print(&json!({"schema": 1, "cable": id, "notes": notes}), Form::Page);
    }
    write_out(&rows.iter().map(Row::whole_lines).collect::<String>())
}
