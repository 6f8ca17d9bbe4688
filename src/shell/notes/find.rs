//! Which note an argument means.

use std::collections::BTreeSet;

use crate::annotation::{Note, NoteId};
use crate::shell::Failure;
use crate::shell::dossier::{Cabinet, Dossier};

/// The one annotation in all cables of the file whose id, or one of whose versions, begins with `wanted`.
pub(super) fn find(cabinet: &mut Cabinet, wanted: &str) -> Result<(Dossier, NoteId), Failure> {
    let mut found: Option<(Dossier, NoteId)> = None;
    let mut meant = 0;
    for index in 0..cabinet.count() {
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
        meant += ids.len();
        if let Some(id) = ids.into_iter().next().filter(|_| found.is_none()) {
            found = Some((dossier, id));
        }
    }
    match found {
        Some(found) if meant == 1 => Ok(found),
        Some(_) => {
            Err(Failure::Usage(format!("{meant} notes are meant by '{wanted}'; write more of the id")))
        }
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
