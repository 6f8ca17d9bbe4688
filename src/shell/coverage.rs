//! `reftel coverage`: how far the reader has come with the cables of a file.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Failure;
use super::arguments::State;
use super::commands::write_out;
use super::json::{self, Form};
use super::load::load;
use crate::app::{App, Opening};
use crate::layout::{Size, safe};

/// Prints, for every cable of a file, how many paragraphs are read and how many annotated, and which are not read.
pub(super) fn coverage(file: Option<&Path>, state: &State, json: bool) -> Result<ExitCode, Failure> {
    let (opening, mut desk) = super::open::open(load(file)?, false, state, Size::clamped(80, 24))?;
    let shelf = opening.shelf.clone();
    let form = json.then(|| Form::of(shelf.volume().count()));
    show(&App::open(opening.clone()), form)?;
    for index in 1..shelf.volume().count() {
        let opened = desk.open(Arc::new(shelf.volume().cable(index)), false);
        show(&App::open(Opening { opened, ..opening.clone() }), form)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints how far the reader has come with one cable: as JSON, or in a line for people.
fn show(app: &App, form: Option<Form>) -> Result<ExitCode, Failure> {
    let coverage = app.coverage();
    let id = &app.cable().header.reference_id;
    let unread: Vec<usize> = (0..coverage.read.len()).filter(|index| !coverage.read[*index]).collect();
    if let Some(form) = form {
        let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
        let paragraph = |index: &usize| -> Value {
            json!({"index": index + 1, "number": app.cable().paragraphs.get(*index).and_then(|p| p.number)})
        };
        let report = json!({
            "schema": 1, "cable": id, "paragraphs": coverage.read.len(), "read": count(&coverage.read),
            "annotated": count(&coverage.annotated), "unread": unread.iter().map(paragraph).collect::<Vec<_>>(),
        });
        return json::print(&report, form);
    }
    let mut line = format!("{}: {}", safe(id.as_deref().unwrap_or("this text")), coverage.words());
    if !unread.is_empty() && unread.len() < coverage.read.len() {
        let names: Vec<String> = unread.iter().map(|index| app.place_name(Some(*index))).collect();
        line.push_str(&format!("; not read: {}", names.join(" ")));
    }
    line.push('\n');
    write_out(&line)
}
