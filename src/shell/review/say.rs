//! `reftel review reply`, `resolve`, `reopen` and `suggest`, and how everything said is written.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Ids, Reply, Suggest};
use super::pick::{Among, Key, Picked, pick, pick_one};
use crate::annotation::{BODY_MAX, Change, Content, Ledger, Target};
use crate::review::{self, Reviewer};
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::clock::now;
use crate::shell::dossier::{Cabinet, mint};
use crate::shell::notes;

/// Answers.
pub(super) fn reply(reply: &Reply, state: &State) -> Result<ExitCode, Failure> {
    let one = &reply.one;
    let body = words(reply.input.as_deref(), &one.file)?;
    let mut cabinet = Cabinet::to_write(&one.file, state)?;
    let (dossier, key) = pick_one(&mut cabinet, &one.id, one.of.as_deref(), Among::Everything)?;
    let content = target(&dossier.ledger, &key).map(|on| review::reply(on, body));
    let change = Change { id: mint(now(), 0), parents: Vec::new(), content, at: now() };
    let picked = Picked { dossier, keys: vec![key] };
    save(&mut cabinet, vec![picked], vec![vec![change]], one.json, "")
}

/// Says of each thread whether it is settled.
pub(super) fn settle(ids: &Ids, resolved: bool, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::to_write(&ids.file, state)?;
    let me = cabinet.me().author.id;
    let picked = pick(&mut cabinet, &ids.ids, ids.of.as_deref(), Among::Everything)?;
    let changes = picked.iter().map(|picked| {
        let reviewer = Reviewer::new(&picked.dossier.ledger, &me, now());
        let targets = picked.keys.iter().filter_map(|key| target(&picked.dossier.ledger, key));
        targets.filter_map(|on| reviewer.settle(&on, resolved)).collect()
    });
    let changes = changes.collect();
    save(&mut cabinet, picked, changes, ids.json, "it is so already: nothing was written")
}

/// Suggests another text for a colleague's note, or that it should go.
pub(super) fn suggest(suggest: &Suggest, state: &State) -> Result<ExitCode, Failure> {
    let one = &suggest.one;
    let body = if suggest.delete { None } else { Some(words(suggest.input.as_deref(), &one.file)?) };
    let reason = reason(suggest.reason.as_deref().unwrap_or_default())?;
    let mut cabinet = Cabinet::to_write(&one.file, state)?;
    let me = cabinet.me().author.id;
    let (dossier, key) = pick_one(&mut cabinet, &one.id, one.of.as_deref(), Among::Everything)?;
    if key.1 == me {
        return Err(Failure::Usage(String::from("this is yours; 'reftel notes edit' changes it")));
    }
    let reviewer = Reviewer::new(&dossier.ledger, &me, now());
    let note = reviewer.note(&key.0, &key.1).ok_or_else(|| {
        Failure::Usage(String::from("this is no note; answer it with 'reftel review reply'"))
    })?;
    let instead = body.map(|body| Content { body, ..note.united() });
    let change = reviewer.suggest(&Target::from(note), instead, &reason);
    let changes = vec![change.into_iter().collect()];
    let picked = Picked { keys: vec![key], dossier };
    save(
        &mut cabinet,
        vec![picked],
        changes,
        one.json,
        "you have suggested that already: nothing was written",
    )
}

/// An annotation in its present version.
fn target(ledger: &Ledger, key: &Key) -> Option<Target> {
    let strand = ledger.strand(&key.0, &key.1)?;
    Some(Target { id: key.0.clone(), author: key.1.clone(), ver: strand.first().ver.clone() })
}

/// The text of `--input`, which must say something.
pub(super) fn words(input: Option<&str>, cable: &Path) -> Result<String, Failure> {
    checked(notes::text(input, cable)?)
}

/// A reason as it is kept; empty for none.
pub(super) fn reason(reason: &str) -> Result<String, Failure> {
    let reason = reason.trim();
    if reason.is_empty() { Ok(String::new()) } else { checked(reason.to_owned()) }
}

/// Refuses what no text may be. Lines of one end in LF.
fn checked(text: String) -> Result<String, Failure> {
    let text = text.replace("\r\n", "\n");
    if text.trim().is_empty() {
        return Err(Failure::Usage(String::from("the text is empty; say something with --input")));
    }
    if text.len() > BODY_MAX {
        return Err(Failure::Usage(String::from("a text holds 64 KiB; shorten it")));
    }
    Ok(text)
}

/// Writes the changes to each cable and acknowledges them; says `nothing` when there are none.
pub(super) fn save(
    cabinet: &mut Cabinet,
    picked: Vec<Picked>,
    changes: Vec<Vec<Change>>,
    as_json: bool,
    nothing: &str,
) -> Result<ExitCode, Failure> {
    if changes.iter().all(Vec::is_empty) {
        return Err(Failure::Nothing(nothing.to_owned()));
    }
    for (picked, changes) in picked.iter().zip(&changes).filter(|(_, changes)| !changes.is_empty()) {
        let versions = cabinet.commit(&picked.dossier, changes)?;
        notes::acknowledged(changes.iter().map(|change| &change.id).zip(&versions), as_json)?;
    }
    Ok(ExitCode::SUCCESS)
}
