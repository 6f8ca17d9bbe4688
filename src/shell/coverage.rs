//! `reftel coverage`: how far the reader has come with the cables of a file.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Failure;
use super::arguments::{Display, State};
use super::commands::write_out;
use super::config::Configured;
use super::dossier::Cabinet;
use super::json::{self, Form};
use super::load::load;
use crate::annotation::{Author, paragraph_names};
use crate::app::{App, Opening};
use crate::cable::counted;
use crate::layout::{Size, safe};
use crate::review::Ratings;

/// Prints, for every cable of a file, how many paragraphs are read and how many annotated, and which are not read.
pub(super) fn coverage(file: Option<&Path>, state: &State, json: bool) -> Result<ExitCode, Failure> {
    let configured = Configured::find(state, &Display::default())?;
    let (opening, mut desk) =
        super::open::open(load(file)?, file, false, state, &configured, Size::clamped(80, 24))?;
    let shelf = opening.shelf.clone();
    let form = json.then(|| Form::of(shelf.volume().count()));
    show(&App::open(opening.clone()), form)?;
    for index in 1..shelf.volume().count() {
        let opened = desk.open(Arc::new(shelf.volume().cable(index)), false);
        show(&App::open(Opening { opened, ..opening.clone() }), form)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints, for every cable of a file and every author with notes on it, which paragraphs they annotated. What the reader has
/// read is known of the reader alone.
pub(super) fn by_user(file: Option<&Path>, state: &State, as_json: bool) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(file, state)?;
    let (me, form) = (cabinet.me().author, Form::of(cabinet.count()));
    for index in 0..cabinet.count() {
        let dossier = cabinet.dossier(index);
        let names = paragraph_names(&dossier.cable);
        let read = names.iter().filter(|name| dossier.read.read.contains(*name)).count();
        let ratings = Ratings::presence(&dossier.cable, &dossier.ledger);
        let mut users: Vec<(&Author, usize)> = ratings.coders.iter().map(|coder| (coder, 0)).collect();
        for unit in &ratings.units {
            for ((_, annotated), label) in users.iter_mut().zip(unit) {
                *annotated += usize::from(label.as_deref() == Some(Ratings::NOTE));
            }
        }
        if !users.iter().any(|(author, _)| author.id == me.id) {
            users.push((&me, 0));
        }
        let own = |author: &Author| (author.id == me.id).then_some(read);
        if as_json {
            let users = users.iter().map(|(author, annotated)| {
                json!({"id": author.id, "author": author.name, "mine": author.id == me.id,
                       "annotated": annotated, "read": own(author)})
            });
            let report = json!({
                "schema": 1, "cable": dossier.cable.header.reference_id, "paragraphs": names.len(),
                "users": users.collect::<Vec<_>>(),
            });
            json::print(&report, form)?;
            continue;
        }
        let mut text = format!("{}: {}\n", safe(dossier.name()), counted(names.len(), "paragraph"));
        for (author, annotated) in users {
            let read = own(author).map_or(String::from("read: not known"), |read| format!("{read} read"));
            text.push_str(&format!("  {}: {annotated} annotated, {read}\n", safe(&author.name)));
        }
        write_out(&text)?;
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
