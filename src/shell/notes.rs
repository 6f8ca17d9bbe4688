//! `reftel notes`: the notes on a cable, for people and for other programs.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Failure;
use super::arguments::State;
use super::commands::write_out;
use super::json::{self, Form};
use super::load::load;
use crate::annotation::Resolution;
use crate::app::{App, Leaf, Opening};
use crate::layout::{Size, safe};

/// Lists notes and drafts in the order of the text.
pub(super) fn list(file: Option<&Path>, state: &State, json: bool) -> Result<ExitCode, Failure> {
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

/// Prints the notes on one cable: as JSON, or in lines for people.
fn show(app: &App, form: Option<Form>) -> Result<ExitCode, Failure> {
    let leaves = app.notebook().leaves();
    let Some(form) = form else { return write_out(&lines(app, leaves)) };
    let notes: Vec<Value> = leaves.iter().map(|leaf| value(app, leaf)).collect();
    json::print(&json!({"schema": 1, "cable": app.cable().header.reference_id, "notes": notes}), form)
}

fn lines(app: &App, leaves: &[Leaf]) -> String {
    let id = app.cable().header.reference_id.as_deref().unwrap_or("this text");
    let count = match leaves.len() {
        0 => String::from("no notes"),
        1 => String::from("1 note"),
        more => format!("{more} notes"),
    };
    let mut text = format!("{}: {count}\n", safe(id));
    for leaf in leaves {
        let draft = if leaf.draft { " (draft)" } else { "" };
        let place = number(app, leaf).map_or_else(|| String::from("cable"), |number| format!("¶{number}"));
        text.push_str(format!("{place}{draft} {}", leaf.day()).trim_end());
        text.push('\n');
        for line in leaf.body.lines() {
            text.push_str(&format!("    {}\n", safe(line)));
        }
    }
    text
}

fn value(app: &App, leaf: &Leaf) -> Value {
    let state = match leaf.resolution {
        Resolution::Whole => "whole",
        Resolution::Exact(_) => "exact",
        Resolution::Moved(_) => "moved",
        Resolution::Ambiguous(_) => "ambiguous",
        Resolution::Lost => "lost",
    };
    json!({
        "id": leaf.id.0, "paragraph": number(app, leaf), "index": leaf.paragraph().map(|index| index + 1),
        "anchor": state, "quote": leaf.anchor.exact, "body": leaf.body, "type": Some(&leaf.note_type).filter(|name| !name.is_empty()), "tags": leaf.tags, "draft": leaf.draft,
        "author": leaf.author.as_deref().unwrap_or(app.notebook().name()), "mine": leaf.author.is_none(), "at": Some(&leaf.at).filter(|at| !at.is_empty()), "versions": leaf.versions,
    })
}

/// The number printed on the note's paragraph.
fn number(app: &App, leaf: &Leaf) -> Option<u32> {
    app.cable().paragraphs.get(leaf.paragraph()?)?.number
}
