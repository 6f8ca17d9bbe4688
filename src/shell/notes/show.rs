//! `reftel notes show`.

use std::process::ExitCode;

use serde_json::json;

use super::arguments::One;
use super::find::find;
use super::row::{Row, rows};
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::commands::{to_text, write_out};
use crate::shell::dossier::Cabinet;

/// Prints a note: of several authors who claim one id, each one's.
pub(super) fn show(one: &One, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(Some(&one.file), state)?;
    let (dossier, id) = find(&mut cabinet, &one.id)?;
    let rows: Vec<Row> = rows(&dossier, &cabinet.me()).into_iter().filter(|row| row.id == id).collect();
    if rows.is_empty() {
        return Err(Failure::Nothing(String::from(
            "this note is deleted; 'reftel notes history FILE ID' prints what it said",
        )));
    }
    write_out(&if one.json {
        let id = &dossier.cable.header.reference_id;
        let notes: Vec<_> = rows.iter().map(Row::whole_value).collect();
        to_text(&json!({"schema": 1, "cable": id, "notes": notes}), true)
    } else {
        rows.iter().map(Row::whole_lines).collect()
    })
}
