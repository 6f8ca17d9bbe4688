//! Who writes: `identity.yaml`, made at the first start.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::atomic::{self, Expect, Outcome};
use super::disk::Disk;
use super::{files, paths, random, yaml};
use crate::annotation::{Author, Extra, Writer};

const FORMAT: &str = "reftel-identity";
const CAP: usize = 64 * 1024;

#[derive(Clone, Serialize, Deserialize)]
struct Identity {
    format: String,
    schema: u64,
    author: String,
    install: String,
    #[serde(flatten)]
    extra: Extra,
}

/// The identity kept at `path`, made if there is none and `may_write`. Without the right to write it lives as long as
/// the program. A damaged one is set aside and a new one made: the second part of the answer says so.
pub(super) fn writer(
    disk: &dyn Disk,
    path: &Path,
    name: Option<&str>,
    may_write: bool,
) -> std::io::Result<(Writer, Option<String>)> {
    let mut notice = None;
    let identity = match read(path) {
        Some(identity) => identity,
        None => {
            if may_write && path.symlink_metadata().is_ok() {
                let aside = files::aside(path, "corrupt")?;
                disk.rename(path, &aside)?;
                notice = Some(format!(
                    "{} could not be read and was kept as {}; notes written before show as another author's",
                    path.display(),
                    aside.display()
                ));
            }
            make(disk, path, may_write)?
        }
    };
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

fn make(disk: &dyn Disk, path: &Path, may_write: bool) -> std::io::Result<Identity> {
    let identity = Identity {
        format: FORMAT.into(),
        schema: 1,
        author: format!("a-{}", random::base32(&random::bytes::<16>()?)),
        install: random::base32(&random::bytes::<16>()?),
        extra: Extra::new(),
    };
    if may_write {
        let text = yaml::write(&serde_yaml::to_value(&identity).map_err(std::io::Error::other)?);
        if atomic::replace(disk, path, text.as_bytes(), Expect::Nothing)? == Outcome::Changed {
            // Another session was first.
            return read(path).ok_or_else(|| std::io::Error::other("another session makes it; start again"));
        }
    }
    Ok(identity)
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
