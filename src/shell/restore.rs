//! `reftel restore`: what can be brought back, and bringing it back as a new version or by union.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::arguments::State;
use super::commands::write_out;
use super::dossier::{Cabinet, Dossier, refused};
use super::json::{self, Form};
use super::{Failure, notes};
use crate::annotation::{Change, EntryKind, Note, NoteId, Past, Version};
use crate::cable::counted;
use crate::layout::safe;
use crate::store::Backup;

const EXAMPLES: &str = "\
Examples:
  reftel restore cable.txt                                    what can be brought back
  reftel restore cable.txt --note 0197                        a deleted note, as a new version
  reftel restore cable.txt --note 0197 --version v1-2b9f      an earlier version, as a new one
  reftel restore cable.txt --from NOTES.yaml.bak              everything in a backup that is not there";

/// `reftel restore`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Restore {
    /// The cable; - reads standard input
    file: PathBuf,
    /// List what can be brought back, as without any option
    #[arg(long, conflicts_with_all = ["note", "from"])]
    list: bool,
    /// List every earlier version of every note too
    #[arg(long, conflicts_with_all = ["note", "from"])]
    all: bool,
    /// The note to bring back: its id, or how it begins
    #[arg(long, value_name = "ID", conflicts_with = "from")]
    note: Option<String>,
    /// The version it is to be again, or how it begins; without it, what it was when it was deleted
    #[arg(long, value_name = "VERSION", requires = "note")]
    version: Option<String>,
    /// A backup file of your notes on the cable, to be united with them
    #[arg(long, value_name = "BACKUP")]
    from: Option<PathBuf>,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    of: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Does what the arguments say.
pub(super) fn run(restore: &Restore, state: &State) -> Result<ExitCode, Failure> {
    let writes = restore.from.is_some() || restore.note.is_some();
    let file = &restore.file;
    let mut cabinet =
        if writes { Cabinet::to_write(file, state)? } else { Cabinet::open(Some(file), state)? };
    let dossier = cabinet.only(restore.of.as_deref())?;
    match (&restore.from, &restore.note) {
        (Some(from), _) => unite(&mut cabinet, &dossier, restore, from),
        (None, Some(note)) => bring_back(&mut cabinet, &dossier, restore, note),
        (None, None) => list(&cabinet, &dossier, restore),
    }
}

/// The user's own versions in the order of their numbers.
fn own<'a>(cabinet: &Cabinet, dossier: &'a Dossier) -> Vec<Past<'a>> {
    let me = cabinet.me().author.id;
    dossier.ledger.versions().into_iter().filter(|past| past.writer.author.id == me).collect()
}

/// Lists deleted notes as they were last, then backups, then earlier versions where all are wanted; as JSON, all.
fn list(cabinet: &Cabinet, dossier: &Dossier, restore: &Restore) -> Result<ExitCode, Failure> {
    let me = cabinet.me().author.id;
    let notes: Vec<Note> = dossier.ledger.notes().into_iter().filter(|note| note.author.id == me).collect();
    let living: BTreeSet<&NoteId> = notes.iter().map(|note| &note.id).collect();
    let heads: BTreeSet<&Version> = notes.iter().flat_map(|note| &note.heads).collect();
    let versions = own(cabinet, dossier);
    let past =
        versions.iter().filter(|past| past.entry.kind == EntryKind::Note && !heads.contains(&past.entry.ver));
    let backups = cabinet.store.backups(&dossier.key, &dossier.ledger);
    if restore.json {
        let past: Vec<Value> = past
            .map(|past| {
                json!({"id": past.entry.id.0, "version": past.entry.ver, "at": past.entry.at,
                       "deleted": !living.contains(&past.entry.id), "body": past.entry.body})
            })
            .collect();
        let backups: Vec<Value> = backups
            .iter()
            .map(|backup| {
                json!({"path": backup.path.to_string_lossy(), "entries": backup.entries, "new": backup.new,
                       "flaw": backup.flaw})
            })
            .collect();
        let cable = &dossier.cable.header.reference_id;
        let value = json!({"schema": 1, "cable": cable, "versions": past, "backups": backups});
        return json::print(&value, Form::Page);
    }
    let past: Vec<&Past> = past.collect();
    let last: BTreeMap<&NoteId, &Version> =
        past.iter().map(|past| (&past.entry.id, &past.entry.ver)).collect();
    let is_deleted =
        |past: &&Past| !living.contains(&past.entry.id) && last.get(&past.entry.id) == Some(&&past.entry.ver);
    let (deleted, earlier): (Vec<&Past>, Vec<&Past>) = past.into_iter().partition(is_deleted);
    let mut text: String = deleted.into_iter().map(|past| line(past, "deleted note")).collect();
    text.extend(backups.iter().map(backup_line));
    if restore.all {
        text.extend(earlier.into_iter().map(|past| line(past, "earlier version")));
    } else if !earlier.is_empty() {
        text.push_str(&format!("earlier versions: {}; --all lists them\n", earlier.len()));
    }
    if text.is_empty() {
        text = format!("{}: nothing to bring back\n", safe(dossier.name()));
    }
    write_out(&text)
}

fn line(past: &Past, what: &str) -> String {
    let entry = past.entry;
    let first = entry.body.lines().next().unwrap_or_default();
    let first: String = first.chars().take(60).collect();
    let head = format!("{what}  {}  {}  {}", entry.id.0, entry.ver.0, entry.at);
    format!("{}\n    {}\n", safe(&head), safe(&first))
}

fn backup_line(backup: &Backup) -> String {
    let contents = match &backup.flaw {
        Some(flaw) => format!("nothing to be had: {flaw}"),
        None => format!("{}, not among the notes: {}", counted(backup.entries, "version"), backup.new),
    };
    format!("{}\n", safe(&format!("file  {}  {contents}", backup.path.display())))
}

fn unite(
    cabinet: &mut Cabinet,
    dossier: &Dossier,
    restore: &Restore,
    from: &Path,
) -> Result<ExitCode, Failure> {
    let (ledger, new) = cabinet.store.unite_backup(&dossier.key, from).map_err(refused)?;
    if new.is_empty() {
        return Err(Failure::Nothing(format!("everything in {} is among the notes already", from.display())));
    }
    let ids: BTreeMap<&Version, &NoteId> =
        ledger.versions().iter().map(|past| (&past.entry.ver, &past.entry.id)).collect();
    notes::acknowledged(new.iter().filter_map(|version| Some((*ids.get(version)?, version))), restore.json)
}

fn bring_back(
    cabinet: &mut Cabinet,
    dossier: &Dossier,
    restore: &Restore,
    wanted: &str,
) -> Result<ExitCode, Failure> {
    let versions = own(cabinet, dossier);
    let (id, past) = meant(&versions, wanted, restore.version.as_deref())?;
    let me = cabinet.me().author.id;
    let mut notes = dossier.ledger.notes().into_iter();
    let now: Option<Note> = notes.find(|note| note.id == id && note.author.id == me);
    let content = past.entry.content();
    match now {
        Some(_) if restore.version.is_none() => {
            return Err(Failure::Usage(String::from(
                "this note is not deleted; name an earlier one with --version",
            )));
        }
        Some(note) if note.content == content && note.heads.len() == 1 => {
            return Err(Failure::Nothing(String::from("the note is as it was then already")));
        }
        _ => {}
    }
    let parents = dossier.ledger.heads(&id, &me);
    let change = Change { id, parents, content: Some(content), at: crate::shell::clock::now() };
    let changes = [change];
    let versions = cabinet.commit(dossier, &changes)?;
    notes::acknowledged(changes.iter().map(|change| &change.id).zip(&versions), restore.json)
}

/// The annotation that is meant, and which of its versions: without a word about that, the last with a text.
fn meant<'a>(
    versions: &[Past<'a>],
    wanted: &str,
    version: Option<&str>,
) -> Result<(NoteId, Past<'a>), Failure> {
    let ids: BTreeSet<&NoteId> = versions
        .iter()
        .map(|past| &past.entry.id)
        .filter(|id| !wanted.is_empty() && id.0.starts_with(wanted))
        .collect();
    let id = match (ids.first(), ids.len()) {
        (Some(id), 1) => (*id).clone(),
        (Some(_), many) => {
            return Err(Failure::Usage(format!(
                "{many} notes are meant by '{wanted}'; write more of the id"
            )));
        }
        (None, _) => return Err(Failure::Nothing(format!("no note of yours begins with '{wanted}'"))),
    };
    let with_text = versions.iter().filter(|past| past.entry.id == id && past.entry.kind == EntryKind::Note);
    let fits = |past: &&Past| version.is_none_or(|version| past.entry.ver.0.starts_with(version));
    let fitting: Vec<&Past> = with_text.filter(fits).collect();
    match (&fitting[..], version) {
        ([], _) => Err(Failure::Nothing(String::from("the note has no such version with a text"))),
        ([_, _, ..], Some(_)) => {
            Err(Failure::Usage(String::from("several versions begin so; write more of the version")))
        }
        ([.., last], _) => Ok((id, **last)),
    }
}
