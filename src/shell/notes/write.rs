//! `reftel notes add`, `edit` and `rm`: every change is acknowledged once it is on the medium, and not before.

use std::io::Write;
use std::process::ExitCode;

use serde_json::json;

use super::arguments::{Add, Edit, One, Rm, What, Where};
use super::find::{find, own};
use super::input::{Item, items, text};
use super::place::anchor;
use crate::annotation::{Anchor, BODY_MAX, Change, Content, Finder, Note, NoteId, Version, labels};
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::dossier::{Cabinet, Dossier, mint};
use crate::shell::json::{self, Form};

/// Writes one note, or those of a JSON input, all of them or none.
pub(super) fn add(add: &Add, state: &State) -> Result<ExitCode, Failure> {
    let input = text(add.what.input.as_deref(), &add.file)?;
    let items = if add.json_in { items(&input)? } else { vec![item(input, &add.what, &add.place)] };
    let mut cabinet = Cabinet::to_write(&add.file, state)?;
    let dossier = cabinet.only(add.of.as_deref())?;
    let finder = Finder::new(&dossier.cable);
    let now = crate::shell::clock::now();
    let change = |(at, item): (usize, Item)| {
        let place = anchor(&dossier.cable, &finder, item.para, item.quote.as_deref());
        let content = place.and_then(|anchor| checked(content(item, anchor)?));
        let content = content.map_err(|failure| if add.json_in { numbered(at, failure) } else { failure })?;
        Ok(Change { id: mint(now, at), parents: Vec::new(), content: Some(content), at: now })
    };
    let changes = items.into_iter().enumerate().map(change).collect::<Result<Vec<Change>, Failure>>()?;
    save(&mut cabinet, &dossier, &changes, add.json)
}

/// Changes what is named; the rest stays.
pub(super) fn edit(edit: &Edit, state: &State) -> Result<ExitCode, Failure> {
    let Where { para, quote, cable } = &edit.place;
    let moves = *cable || para.is_some() || quote.is_some();
    let relabels = edit.what.note_type.is_some() || !edit.what.tags.is_empty();
    let has_text = edit.what.input.is_some() || !(moves || relabels);
    let body = if has_text { Some(text(edit.what.input.as_deref(), &edit.one.file)?) } else { None };
    let mut cabinet = Cabinet::to_write(&edit.one.file, state)?;
    let (dossier, note) = the_one(&mut cabinet, &edit.one, edit.settle)?;
    let mut content = Content { accepts: note.united().accepts, ..note.content.clone() };
    if let Some(body) = body {
        content.body = body;
    }
    if moves {
        content.anchor = anchor(&dossier.cable, &Finder::new(&dossier.cable), *para, quote.as_deref())?;
    }
    let named = edit.what.tags.iter().map(String::as_str);
    let (note_type, tags) =
        labels(edit.what.note_type.as_deref().unwrap_or_default(), named).map_err(Failure::Usage)?;
    if edit.what.note_type.is_some() {
        content.note_type = note_type;
    }
    if !edit.what.tags.is_empty() {
        content.tags = tags;
    }
    let content = checked(content)?;
    if content == note.content && note.heads.len() == 1 {
        return Err(Failure::Nothing(String::from("the note is so already: nothing was written")));
    }
    replace(&mut cabinet, &dossier, note, Some(content), edit.one.json)
}

/// Deletes a note.
pub(super) fn rm(rm: &Rm, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::to_write(&rm.one.file, state)?;
    let (dossier, note) = the_one(&mut cabinet, &rm.one, rm.settle)?;
    replace(&mut cabinet, &dossier, note, None, rm.one.json)
}

/// The note that is meant. What stands beside it is replaced with it, so that must be asked for.
fn the_one(cabinet: &mut Cabinet, one: &One, settle: bool) -> Result<(Dossier, Note), Failure> {
    let (dossier, id) = find(cabinet, one)?;
    let note = own(cabinet, &dossier, &id)?;
    if note.heads.len() > 1 && !settle {
        return Err(Failure::Usage(format!(
            "{} versions of this note stand side by side; look at them with 'reftel notes show', then add --settle",
            note.heads.len()
        )));
    }
    Ok((dossier, note))
}

fn replace(
    cabinet: &mut Cabinet,
    dossier: &Dossier,
    note: Note,
    content: Option<Content>,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let change = Change { id: note.id, parents: note.heads, content, at: crate::shell::clock::now() };
    save(cabinet, dossier, &[change], as_json)
}

fn save(
    cabinet: &mut Cabinet,
    dossier: &Dossier,
    changes: &[Change],
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let versions = cabinet.commit(dossier, changes)?;
    let ids = changes.iter().map(|change| &change.id);
    acknowledged(ids.zip(&versions), as_json)
}

/// Prints what is on the medium now, a line for each.
pub(in crate::shell) fn acknowledged<'a>(
    done: impl Iterator<Item = (&'a NoteId, &'a Version)>,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let mut out = Vec::new();
    for (id, version) in done {
        if as_json {
            json::write(&mut out, &json!({"schema": 1, "ack": version.0, "id": id.0}), Form::Line)?;
        } else {
            writeln!(out, "ack {}", version.0)?;
        }
    }
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(&out)?;
    stdout.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn item(body: String, what: &What, place: &Where) -> Item {
    Item {
        para: place.para,
        quote: place.quote.clone(),
        body,
        note_type: what.note_type.clone().unwrap_or_default(),
        tags: what.tags.clone(),
    }
}

fn content(item: Item, anchor: Anchor) -> Result<Content, Failure> {
    let tags = item.tags.iter().map(String::as_str);
    let (note_type, tags) = labels(&item.note_type, tags).map_err(Failure::Usage)?;
    Ok(Content { anchor, body: item.body, note_type, tags, ..Content::default() })
}

/// Refuses what no note may be. Lines of one end in LF.
fn checked(mut content: Content) -> Result<Content, Failure> {
    content.body = content.body.replace("\r\n", "\n");
    let why = if content.body.trim().is_empty() {
        "the note is empty; 'reftel notes rm' deletes one"
    } else if content.body.len() > BODY_MAX {
        "a note holds 64 KiB; make two of it"
    } else {
        return Ok(content);
    };
    Err(Failure::Usage(why.to_owned()))
}

/// A refusal of the note at `at` in a JSON input.
fn numbered(at: usize, failure: Failure) -> Failure {
    match failure {
        Failure::Usage(why) => Failure::Usage(format!("note {} of the input: {why}", at + 1)),
        other => other,
    }
}
