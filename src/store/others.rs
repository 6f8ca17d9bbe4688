//! What other writers wrote about the same cable: their files in the same directory. They are read, never written.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::files;
use super::format::{self, Condition};
use super::notes_file::NAME_MAX;
use crate::annotation::Ledger;
use crate::cable::counted;

/// Largest file of another writer that is read.
pub(super) const CAP: usize = 16 * 1024 * 1024;
/// Most files of one directory that are looked at.
pub(super) const FILES_MAX: usize = 1_000;

/// Unites every readable file of `directory` but `own_name`. The second part says what was not taken, and why.
pub(super) fn read(directory: &Path, own_name: &str, cable: &str) -> (Ledger, Vec<String>) {
    read_if(directory, own_name, cable, |_| true)
}

/// The same of the files whose bytes are `wanted`.
pub(super) fn read_if(
    directory: &Path,
    own_name: &str,
    cable: &str,
    wanted: impl Fn(&[u8]) -> bool,
) -> (Ledger, Vec<String>) {
    let (mut ledger, mut notices) = (Ledger::default(), Vec::new());
    for name in names(directory).filter(|name| name != own_name) {
        let path = directory.join(&name);
        let refused = match files::read(&path, CAP) {
            Ok(Some(bytes)) if !wanted(&bytes) => None,
            Ok(None) => None,
            Ok(Some(bytes)) => take(&mut ledger, &bytes, &name, cable),
            Err(error) => Some(error.to_string()),
        };
        if let Some(reason) = refused {
            notices.push(format!(
                "notes in {} were not (all) taken: {reason}; 'reftel doctor' says what helps",
                path.display()
            ));
        }
    }
    (ledger, notices)
}

/// The names in `directory` that are those of notes files or of a synchroniser's copies of one.
pub(super) fn names(directory: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| writer_of(name).is_some()).take(FILES_MAX).collect();
    names.sort();
    names.into_iter()
}

/// `a-<id>.r-<id>` of `a-<id>.r-<id>.yaml` and `a-<id>.r-<id>.sync-conflict-<anything>.yaml`.
pub(super) fn writer_of(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".yaml")?;
    let key = stem.split_once(".sync-conflict-").map_or(stem, |(key, _)| key);
    let (author, replica) = key.split_once('.')?;
    let id = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let sound =
        |text: &str, prefix| text.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty() && id(rest));
    (sound(author, "a-") && sound(replica, "r-")).then_some(key)
}

/// Takes in what verifies. The answer says what did not.
fn take(ledger: &mut Ledger, bytes: &[u8], name: &str, cable: &str) -> Option<String> {
    let (notes, condition) = match format::parse(bytes) {
        Ok(parsed) => parsed,
        Err(reason) => return Some(reason),
    };
    if writer_of(name) != Some(&notes.writer.key()) {
        return Some("it names another writer than its file name does".into());
    }
    if notes.cable != cable {
        return Some("it is about another cable".into());
    }
    // Every entry that is held has a copy of it.
    if notes.writer.author.name.len() > NAME_MAX {
        return Some("the name of its author is too long".into());
    }
    for entry in notes.entries {
        // It was verified when it was read.
        let _ = ledger.add(&notes.writer, entry);
    }
    let left = notes.altered.len() + notes.strange.len();
    match condition {
        Condition::Newer(schema) => Some(format!("it was written by a newer version (schema {schema})")),
        _ if left > 0 => {
            let (are, their) = if left == 1 { ("is", "its") } else { ("are", "their") };
            Some(format!("{} {are} damaged, or not what {their} writer wrote", counted(left, "entry")))
        }
        _ => None,
    }
}

/// What tells the notes on a cable from what they were a second ago.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stamp {
    pub(super) own: Option<Mark>,
    pub(super) others: BTreeMap<String, Option<Mark>>,
}

/// Time of change, length and number of a file.
pub(super) type Mark = (i64, i64, u64, u64);

/// What marks the file at `path` as it is now; `None` where there is none.
pub(super) fn mark(path: &Path) -> Option<Mark> {
    let metadata = fs::symlink_metadata(path).ok()?;
    Some((metadata.mtime(), metadata.mtime_nsec(), metadata.len(), metadata.ino()))
}

/// The stamp of `directory` as it is now.
pub(super) fn stamp(directory: &Path, own_name: &str) -> Stamp {
    let others = names(directory).filter(|name| name != own_name);
    let others = others.map(|name| (name.clone(), mark(&directory.join(name)))).collect();
    Stamp { own: mark(&directory.join(own_name)), others }
}
