//! `reftel coverage`: how far the reader has come with the cables of a file.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Failure;
use super::arguments::State;
use super::commands::{to_text, write_out};
use super::load::load;
use crate::app::{App, Opening};
use crate::layout::{Size, safe};

/// Prints, for every cable of a file, how many paragraphs are read and how many annotated, and which are not read.
pub(super) fn coverage(file: Option<&Path>, state: &State, as_json: bool) -> Result<ExitCode, Failure> {
    let (opening, mut desk) = super::open::open(load(file)?, false, state, Size::clamped(80, 24))?;
    let shelf = opening.shelf.clone();
    let alone = shelf.volume().count() == 1;
    write_out(&of_cable(&App::open(opening.clone()), as_json, alone))?;
    for index in 1..shelf.volume().count() {
        let opened = desk.open(Arc::new(shelf.volume().cable(index)), false);
        write_out(&of_cable(&App::open(Opening { opened, ..opening.clone() }), as_json, alone))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn of_cable(app: &App, as_json: bool, alone: bool) -> String {
    let coverage = app.coverage();
    let id = app.cable().header.reference_id.clone();
    let unread: Vec<usize> = (0..coverage.read.len()).filter(|index| !coverage.read[*index]).collect();
    if as_json {
        let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
        let paragraph = |index: &usize| -> Value {
            json!({"index": index + 1, "number": app.cable().paragraphs.get(*index).and_then(|p| p.number)})
        };
        let unread: Vec<Value> = unread.iter().map(paragraph).collect();
        return to_text(
            &json!({
                "schema": 1, "cable": id, "paragraphs": coverage.read.len(), "read": count(&coverage.read),
                "annotated": count(&coverage.annotated), "unread": unread,
            }),
            alone,
        );
    }
    let mut line = format!("{}: {}", safe(id.as_deref().unwrap_or("this text")), coverage.words());
    if !unread.is_empty() && unread.len() < coverage.read.len() {
        let names: Vec<String> = unread.iter().map(|index| app.place_name(Some(*index))).collect();
        line.push_str(&format!("; not read: {}", names.join(" ")));
    }
    line.push('\n');
    line
}
