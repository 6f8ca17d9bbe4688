//! Who writes: `identity.yaml`, made at the first start, and a copy of it for the day when it is damaged: who loses
//! their identity finds their own notes to be another author's.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::atomic::{self, Expect, Outcome};
use super::disk::Disk;
use super::{files, paths, random, yaml};
use crate::annotation::{Author, Extra, Writer};

const FORMAT: &str = "reftel-identity";
const CAP: usize = 64 * 1024;

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
    let name = name.map_or_else(paths::author_name, str::to_owned);
    let replica =
        format!("r-{}", random::base32(&Sha256::digest((identity.install + &machine()).as_bytes())[..10]));
    Ok((Writer { author: Author { id: identity.author, name }, replica }, notice))
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
