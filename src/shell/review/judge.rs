//! `reftel review accept`, `reject`, `unsure` and `undo`.

use std::process::ExitCode;

use super::arguments::{Accept, Ids, Judge};
use super::pick::{Among, Key, Picked, items, pick};
use super::say::{reason, save, words};
use crate::annotation::{Change, Judgement};
use crate::review::{Item, Kind, Reviewer};
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::clock::now;
use crate::shell::dossier::Cabinet;

/// Gives a verdict on each.
pub(super) fn judge(judge: &Judge, judgement: Judgement, state: &State) -> Result<ExitCode, Failure> {
    let reason = reason(&judge.reason)?;
    let mut cabinet = Cabinet::to_write(&judge.ids.file, state)?;
    let decide = |reviewer: &Reviewer<'_>, item: &Item| {
        if reviewer.suggestion(item).is_some_and(|suggestion| suggestion.taken) {
            return Err(Failure::Usage(format!(
                "{}: your note has taken this over; 'reftel review undo' gives it back",
                item.target.id.0
            )));
        }
        Ok(reviewer.judge(item, judgement, &reason).into_iter().collect())
    };
    decided(&mut cabinet, &judge.ids, decide, "judged so already: nothing was written")
}

/// Accepts each, with another text where there is one.
pub(super) fn accept(accept: &Accept, state: &State) -> Result<ExitCode, Failure> {
    let ids = &accept.judge.ids;
    let reason = reason(&accept.judge.reason)?;
    let instead = match &accept.input {
        Some(_) if ids.ids.len() > 1 => {
            return Err(Failure::Usage(String::from("--input is a text for one; name one id")));
        }
        Some(input) => Some(words(Some(input.as_str()), &ids.file)?),
        None => None,
    };
    let mut cabinet = Cabinet::to_write(&ids.file, state)?;
    let decide = |reviewer: &Reviewer<'_>, item: &Item| {
        if item.conflicts && !accept.anyway {
            return Err(Failure::Usage(format!(
                "{}: {}; look at it with 'reftel review show', then add --anyway",
                item.target.id.0,
                conflict(reviewer, item)
            )));
        }
        if item.kind == Kind::Correction && instead.is_some() {
            return Err(Failure::Usage(String::from(
                "this puts an entity right; 'reftel entities' puts it right in your own way",
            )));
        }
        if item.kind == Kind::Removal && instead.is_some() {
            return Err(Failure::Usage(String::from(
                "this suggests to delete your note, so there is no text to change; reject it to keep the note",
            )));
        }
        Ok(reviewer.accept(item, instead.clone(), &reason))
    };
    decided(&mut cabinet, ids, decide, "accepted already: nothing was written")
}

/// Takes back what was decided about each, or what the reader said.
pub(super) fn undo(ids: &Ids, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::to_write(&ids.file, state)?;
    let me = cabinet.me().author.id;
    let picked = pick(&mut cabinet, &ids.ids, ids.of.as_deref(), Among::Everything)?;
    let changes = picked.iter().map(|picked| {
        let reviewer = Reviewer::new(&picked.dossier.ledger, &me, now());
        let undo = |key: &Key| {
            let own = (key.1 == me).then(|| reviewer.withdraw(&key.0)).flatten();
            let of_items = items(&reviewer, std::slice::from_ref(key)).into_iter();
            own.into_iter().chain(of_items.flat_map(|item| reviewer.undo(item))).collect::<Vec<Change>>()
        };
        picked.keys.iter().flat_map(undo).collect()
    });
    let changes = changes.collect();
    save(
        &mut cabinet,
        picked,
        changes,
        ids.json,
        "nothing of yours to take back there; 'reftel restore' brings back notes",
    )
}

/// What is decided about each of the items that are meant, written down.
fn decided(
    cabinet: &mut Cabinet,
    ids: &Ids,
    decide: impl Fn(&Reviewer<'_>, &Item) -> Result<Vec<Change>, Failure>,
    nothing: &str,
) -> Result<ExitCode, Failure> {
    let me = cabinet.me().author.id;
    let picked: Vec<Picked> = pick(cabinet, &ids.ids, ids.of.as_deref(), Among::Items)?;
    let mut changes = Vec::new();
    for picked in &picked {
        let reviewer = Reviewer::new(&picked.dossier.ledger, &me, now());
        let decisions = items(&reviewer, &picked.keys).into_iter().map(|item| decide(&reviewer, item));
        changes.push(decisions.collect::<Result<Vec<_>, Failure>>()?.concat());
    }
    save(cabinet, picked, changes, ids.json, nothing)
}

/// What an item conflicts with, in words.
fn conflict(reviewer: &Reviewer<'_>, item: &Item) -> &'static str {
    match reviewer.suggestion(item) {
        None if item.kind == Kind::Correction => "you have put this entity right in another way",
        None => "several versions of this note stand side by side",
        Some(suggestion) if suggestion.outdated => "your note has changed since this was suggested",
        Some(suggestion) if suggestion.heads.len() > 1 => {
            "several versions of this suggestion stand side by side"
        }
        Some(_) => "others suggest something else for the same note",
    }
}
