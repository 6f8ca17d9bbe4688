//! `reftel agreement`: who annotated which paragraph, and how far their types of notes agree.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::Failure;
use super::arguments::State;
use super::commands::write_out;
use super::dossier::{Cabinet, Dossier};
use super::json::{self, Form};
use crate::layout::safe;
use crate::review::{PAIRED_MAX, Ratings};

/// Prints for every cable of a file how far its authors agree. What colleagues have read is not known: only that they
/// annotated.
pub(super) fn agreement(file: Option<&Path>, state: &State, as_json: bool) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(file, state)?;
    let form = Form::of(cabinet.count());
    for index in 0..cabinet.count() {
        let dossier = cabinet.dossier(index);
        let types = Ratings::types(&dossier.cable, &dossier.ledger);
        let presence = Ratings::presence(&dossier.cable, &dossier.ledger);
        if as_json {
            json::print(&value(&dossier, &types, &presence), form)?;
            continue;
        }
        let name = safe(dossier.name());
        let coders: Vec<&str> = types.coders.iter().map(|author| author.name.as_str()).collect();
        let who = if coders.is_empty() {
            String::from("nobody has notes on paragraphs")
        } else {
            coders.join(", ")
        };
        let lines = lines("types of notes, where both or more gave one", &types)
            + &lines("whether there is a note, on all paragraphs", &presence);
        write_out(&format!("{name}: {}\n{lines}", safe(&who)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The figures for other programs; what is not defined is null.
fn value(dossier: &Dossier, types: &Ratings, presence: &Ratings) -> Value {
    let paragraphs = types.units.iter().zip(&presence.units).zip(&dossier.cable.paragraphs).enumerate();
    let paragraphs = paragraphs.map(|(at, ((types_of, _), paragraph))| {
        let names = types.coders.iter().zip(types_of).zip(&presence.units[at]);
        let by = names.filter(|(_, presence)| presence.as_deref() == Some(Ratings::NOTE));
        let by = by.map(
            |((author, note_type), _)| json!({"id": author.id, "author": author.name, "type": note_type}),
        );
        json!({"index": at + 1, "number": paragraph.number, "annotated_by": by.collect::<Vec<_>>()})
    });
    json!({
        "schema": 1, "cable": dossier.cable.header.reference_id,
        "authors": types.coders.iter().map(|author| json!({"id": author.id, "name": author.name})).collect::<Vec<_>>(),
        "types": measures(types), "annotated": measures(presence), "paragraphs": paragraphs.collect::<Vec<_>>(),
    })
}

fn measures(ratings: &Ratings) -> Value {
    let all = ratings.agreement();
    let pairs = ratings.pairs().into_iter().map(|pair| {
        let (one, other) = pair.coders;
        json!({"authors": [ratings.coders[one].id, ratings.coders[other].id], "n": pair.n, "raw": pair.raw,
               "kappa": pair.kappa})
    });
    json!({"n": all.n, "raw": all.raw, "alpha": all.alpha, "pairs": pairs.collect::<Vec<_>>()})
}

fn lines(what: &str, ratings: &Ratings) -> String {
    let all = ratings.agreement();
    let mut text =
        format!("{what}: n {}, raw agreement {}, alpha {}\n", all.n, figure(all.raw), figure(all.alpha));
    if ratings.coders.len() > PAIRED_MAX {
        text.push_str(&format!("  of more than {PAIRED_MAX} authors, no two are compared\n"));
    }
    for pair in ratings.pairs() {
        let name = |coder: usize| ratings.coders[coder].name.as_str();
        let who = format!("{} and {}", name(pair.coders.0), name(pair.coders.1));
        let (raw, kappa) = (figure(pair.raw), figure(pair.kappa));
        text.push_str(&format!("  {}: n {}, raw agreement {raw}, kappa {kappa}\n", safe(&who), pair.n));
    }
    text
}

/// Three digits; what is not defined is said to be so.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| String::from("undefined"), |value| format!("{value:.3}"))
}
