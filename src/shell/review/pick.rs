//! Which annotations the arguments mean.

use std::collections::BTreeSet;

use crate::annotation::{NoteId, Strand};
use crate::review::{Item, Queue, Reviewer, Threads};
use crate::shell::Failure;
use crate::shell::dossier::{Cabinet, Dossier, several};

/// Annotations that a refusal names at most.
const NAMES: usize = 5;

/// What tells an annotation apart: its id and its author's.
pub(super) type Key = (NoteId, String);

/// A cable, and which of its annotations are meant.
pub(super) struct Picked {
    pub(super) dossier: Dossier,
    pub(super) keys: Vec<Key>,
}

/// What can be meant at all.
#[derive(Clone, Copy)]
pub(super) enum Among {
    /// What the reader is to judge, or has judged.
    Items,
    /// Everything that is not deleted.
    Everything,
}

/// The annotations, of all cables of the file or of the one named `of`, whose id, or one of whose versions, begins as each
/// of `wanted` is written: one for each.
pub(super) fn pick(
    cabinet: &mut Cabinet,
    wanted: &[String],
    of: Option<&str>,
    among: Among,
) -> Result<Vec<Picked>, Failure> {
    let me = cabinet.me().author.id;
    let mut picked = Vec::new();
    let mut meant: Vec<Vec<String>> = vec![Vec::new(); wanted.len()];
    for index in cabinet.cables(of)? {
        let dossier = cabinet.dossier(index);
        let candidates = candidates(&dossier, &me, among);
        let mut keys: Vec<Key> = Vec::new();
        for (wanted, meant) in wanted.iter().zip(&mut meant) {
            for key in matching(&dossier, wanted).intersection(&candidates) {
                meant.push(name(&dossier, key));
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
        }
        if !keys.is_empty() {
            picked.push(Picked { dossier, keys });
        }
    }
    for (wanted, meant) in wanted.iter().zip(&meant) {
        match (meant.len(), among) {
            (1, _) => {}
            (0, Among::Items) => {
                return Err(Failure::Nothing(format!(
                    "nothing that is yours to judge is meant by '{wanted}'; 'reftel review list FILE --all' lists what is"
                )));
            }
            (0, Among::Everything) => {
                return Err(Failure::Nothing(format!(
                    "nothing is meant by '{wanted}'; 'reftel review list FILE --all' and 'reftel notes list FILE' say what there is"
                )));
            }
            (count, _) => {
                return Err(Failure::Usage(format!(
                    "{count} are meant by '{wanted}': {}; write more of it, or the version",
                    several(meant, NAMES)
                )));
            }
        }
    }
    Ok(picked)
}

/// The one annotation that is meant.
pub(super) fn pick_one(
    cabinet: &mut Cabinet,
    wanted: &str,
    of: Option<&str>,
    among: Among,
) -> Result<(Dossier, Key), Failure> {
    let picked = pick(cabinet, &[wanted.to_owned()], of, among)?.into_iter().next();
    let one = picked.and_then(|picked| Some((picked.dossier, picked.keys.into_iter().next()?)));
    one.ok_or_else(|| Failure::Nothing(format!("nothing is meant by '{wanted}'")))
}

/// The items of the reader's queue that `keys` name.
pub(super) fn items<'a>(reviewer: &'a Reviewer<'_>, keys: &[Key]) -> Vec<&'a Item> {
    let item = |key: &Key| reviewer.queue().items.iter().find(|item| item.target.key() == *key);
    keys.iter().filter_map(item).collect()
}

fn candidates(dossier: &Dossier, me: &str, among: Among) -> BTreeSet<Key> {
    // What a colleague deleted of the reader's is an item too.
    let queue = Queue::of(&dossier.ledger, &Threads::of(&dossier.ledger), me);
    let mut keys: BTreeSet<Key> = queue.items.iter().map(|item| item.target.key()).collect();
    if let Among::Everything = among {
        let strands = dossier.ledger.strands();
        keys.extend(strands.iter().filter(|strand| !strand.is_deleted()).map(Strand::key));
    }
    keys
}

/// The annotations with an id or a version that begins so.
fn matching(dossier: &Dossier, wanted: &str) -> BTreeSet<Key> {
    let begins = |text: &str| !wanted.is_empty() && text.starts_with(wanted);
    let versions = dossier.ledger.versions().into_iter();
    let meant = versions.filter(|past| begins(&past.entry.id.0) || begins(&past.entry.ver.0));
    meant.map(|past| (past.entry.id.clone(), past.writer.author.id.clone())).collect()
}

/// An annotation in a refusal: its version tells apart what has one id.
fn name(dossier: &Dossier, key: &Key) -> String {
    let strand = dossier.ledger.strand(&key.0, &key.1);
    let (version, author) =
        strand.map(|strand| (strand.first().ver.0.clone(), strand.author().name.clone())).unwrap_or_default();
    format!("{version} by {author}")
}
