//! `reftel notes list`.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::List;
use super::row::{Row, rows};
use crate::layout::safe;
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::commands::{to_text, write_out};
use crate::shell::dossier::Cabinet;

/// Lists notes and drafts in the order of the text.
pub(super) fn list(list: &List, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(list.file.as_deref(), state)?;
    let (me, alone) = (cabinet.me(), cabinet.count() == 1);
    for index in 0..cabinet.count() {
        let dossier = cabinet.dossier(index);
        let rows = rows(&dossier, &me);
        write_out(&if list.json {
            let notes: Vec<Value> = rows.iter().map(Row::value).collect();
            let id = &dossier.cable.header.reference_id;
            to_text(&json!({"schema": 1, "cable": id, "notes": notes}), alone)
        } else {
            let count = match rows.len() {
                0 => String::from("no notes"),
                1 => String::from("1 note"),
                more => format!("{more} notes"),
            };
            let notes: String = rows.iter().map(Row::lines).collect();
            format!("{}: {count}\n{notes}", safe(dossier.name()))
        })?;
    }
    Ok(ExitCode::SUCCESS)
}
