//! Who writes: `identity.yaml`, made at the first start, and a copy of it for the day when it is damaged: who loses
//! their identity finds their own notes to be another author's.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::atomic::{self, Expect, Outcome};
use super::disk::Disk;
use super::notes_file::NotesFile;
use super::{files, paths, random, yaml};
use crate::annotation::{Author, Extra, Writer};

const FORMAT: &str = "reftel-identity";
const CAP: usize = 64 * 1024;
/// What a writer is called whom nothing names.
pub const UNKNOWN: &str = "unknown";
/// Most cables among which the writer's name is looked for.
const CABLES_MAX: usize = 100_000;

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Identity {
    format: String,
    schema: u64,
    author: String,
    install: String,
    #[serde(flatten)]
    extra: Extra,
}

/// The identity kept at `path` or as its copy, made if there is none and `may_write`. Without the right to write it
/// lives as long as the program. A damaged one is set aside: the second part of the answer says so.
pub(super) fn writer(
    disk: &dyn Disk,
    path: &Path,
    name: Option<&str>,
    may_write: bool,
) -> std::io::Result<(Writer, Option<String>)> {
    let copy = atomic::backup_of(path);
    let (kept, copied) = (read(path), read(&copy));
    let mut notice = None;
    if kept.is_none() && may_write && path.symlink_metadata().is_ok() {
        let aside = files::aside(path, "corrupt")?;
        disk.rename(path, &aside)?;
        let outcome = match copied {
            Some(_) => "its copy took its place",
            None => "notes written before show as another author's",
        };
        notice = Some(format!(
            "{} could not be read and was kept as {}; {outcome}",
            path.display(),
            aside.display()
        ));
    }
    let identity = match (kept, &copied) {
        (Some(kept), _) => kept,
        (None, Some(copied)) => put(disk, path, copied.clone(), may_write)?,
        (None, None) => put(disk, path, fresh()?, may_write)?,
    };
    if may_write && copied.as_ref() != Some(&identity) {
        // Without it nothing is lost yet.
        let _ = keep_copy(disk, &copy, &identity);
    }
    let name = name.map(str::to_owned).or_else(paths::author_name);
    let replica =
        format!("r-{}", random::base32(&Sha256::digest((identity.install + &machine()).as_bytes())[..10]));
    let mut writer = Writer { author: Author { id: identity.author, name: String::new() }, replica };
    writer.author.name = name.or_else(|| name_before(path, &writer)).unwrap_or_else(|| UNKNOWN.into());
    Ok((writer, notice))
}

/// The name on the writer's latest notes, in the store whose identity is at `path`: who is told no name does not take
/// theirs from the notes of before.
fn name_before(path: &Path, writer: &Writer) -> Option<String> {
    let cables = fs::read_dir(path.with_file_name("notes")).into_iter().flatten().flatten().take(CABLES_MAX);
    let files = cables.map(|cable| cable.path().join(format!("{}.yaml", writer.key())));
    let latest =
        files.filter_map(|file| Some((file.symlink_metadata().ok()?.modified().ok()?, file))).max()?;
    let notes = NotesFile::read(&latest.1).ok().filter(|notes| notes.writer().key() == writer.key())?;
    Some(notes.writer().author.name.clone()).filter(|name| !name.is_empty())
}

fn read(path: &Path) -> Option<Identity> {
    let bytes = files::read(path, CAP).ok()??;
    let value = yaml::read(std::str::from_utf8(&bytes).ok()?).ok()?;
    let identity: Identity = serde_yaml::from_value(value).ok()?;
    let id = identity.author.strip_prefix("a-")?;
    let sound = id.len() == 26 && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    (sound && identity.format == FORMAT).then_some(identity)
}

fn fresh() -> std::io::Result<Identity> {
    Ok(Identity {
        format: FORMAT.into(),
        schema: 1,
        author: format!("a-{}", random::base32(&random::bytes::<16>()?)),
        install: random::base32(&random::bytes::<16>()?),
        extra: Extra::new(),
    })
}

fn text(identity: &Identity) -> std::io::Result<String> {
    Ok(yaml::write(&serde_yaml::to_value(identity).map_err(std::io::Error::other)?))
}

/// Writes `identity` down, where nothing is and it `may_write`. The identity that is there afterwards.
fn put(disk: &dyn Disk, path: &Path, identity: Identity, may_write: bool) -> std::io::Result<Identity> {
    if may_write
        && atomic::replace(disk, path, text(&identity)?.as_bytes(), Expect::Nothing)? == Outcome::Changed
    {
        // Another session was first.
        return read(path).ok_or_else(|| std::io::Error::other("another session makes it; start again"));
    }
    Ok(identity)
}

/// Writes the copy; what stands in its place, damaged or of another identity, is set aside.
fn keep_copy(disk: &dyn Disk, copy: &Path, identity: &Identity) -> std::io::Result<()> {
    if copy.symlink_metadata().is_ok() {
        disk.rename(copy, &files::aside(copy, "corrupt")?)?;
    }
    atomic::replace(disk, copy, text(identity)?.as_bytes(), Expect::Nothing).map(|_| ())
}

/// The author whose identity is kept at `path`, or as its copy.
pub(super) fn author(path: &Path) -> Option<String> {
    read(path).or_else(|| read(&atomic::backup_of(path))).map(|identity| identity.author)
}

/// Whether an identity is kept at `path`.
pub(super) fn is_sound(path: &Path) -> bool {
    read(path).is_some()
}

/// What tells this machine from another that shares the home directory, or that it was copied to.
fn machine() -> String {
    let id = files::read(Path::new("/etc/machine-id"), 1024).ok().flatten();
    let id = id.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    match id.trim() {
        "" => rustix::system::uname().nodename().to_string_lossy().into_owned(),
        id => id.to_owned(),
    }
}
