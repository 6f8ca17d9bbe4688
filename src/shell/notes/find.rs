//! Which note an argument means.

use std::collections::BTreeSet;

use super::arguments::One;
use crate::annotation::{Note, NoteId};
use crate::shell::Failure;
use crate::shell::dossier::{Cabinet, Dossier, several};

/// Ids that a refusal names at most.
const NAMES: usize = 5;

/// The one annotation in all cables of the file, or in the one that is named, whose id, or one of whose versions, begins
/// as it was written.
pub(super) fn find(cabinet: &mut Cabinet, one: &One) -> Result<(Dossier, NoteId), Failure> {
    let wanted = one.id.as_str();
    let mut found: Option<(Dossier, NoteId)> = None;
    let mut meant: Vec<String> = Vec::new();
    for index in cabinet.cables(one.of.as_deref())? {
        let dossier = cabinet.dossier(index);
        let versions = dossier.ledger.versions();
        let begins = |text: &str| !wanted.is_empty() && text.starts_with(wanted);
        let written = versions
            .iter()
            .map(|past| past.entry)
            .filter(|entry| begins(&entry.id.0) || begins(&entry.ver.0))
            .map(|entry| &entry.id);
        let drafts = dossier.drafts.iter().map(|draft| &draft.id).filter(|id| begins(&id.0));
        let ids: BTreeSet<NoteId> = written.chain(drafts).cloned().collect();
        meant.extend(ids.iter().map(|id| format!("{} in {}", id.0, dossier.name())));
        if let Some(id) = ids.into_iter().next().filter(|_| found.is_none()) {
            found = Some((dossier, id));
        }
    }
    match found {
        Some(found) if meant.len() == 1 => Ok(found),
        Some(_) => Err(Failure::Usage(format!(
            "{} notes are meant by '{wanted}', {}; write more of the id, or name the cable with --of ID",
            meant.len(),
            several(&meant, NAMES)
        ))),
        None => Err(Failure::Nothing(format!("no note is meant by '{wanted}'; 'reftel notes' lists them"))),
    }
}

/// The user's own note with this id, as it stands.
pub(super) fn own(cabinet: &Cabinet, dossier: &Dossier, id: &NoteId) -> Result<Note, Failure> {
    let notes: Vec<Note> = dossier.ledger.notes().into_iter().filter(|note| note.id == *id).collect();
    let me = cabinet.me().author.id;
    match notes.iter().find(|note| note.author.id == me) {
        Some(own) => Ok(own.clone()),
        None if !notes.is_empty() => Err(Failure::Usage(String::from(
            "this is a colleague's note, which only they change; write one of your own",
        ))),
        None if dossier.drafts.iter().any(|draft| draft.id == *id) => {
            Err(Failure::Usage(String::from("this is a draft; open the cable to save or drop it")))
        }
        None => Err(Failure::Nothing(String::from(
            "this note is deleted; 'reftel restore FILE --note ID' brings it back",
        ))),
    }
}
