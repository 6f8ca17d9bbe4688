//! What is known of a cable beside the notes: `state/<cable>.yaml`, where the reader was, and
//! `state/<cable>.read.yaml`, which paragraphs were read. Losing it costs a scroll, so it is kept plainly.

use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::atomic::{self, Expect};
use super::disk::Disk;
use super::{files, own, yaml};
use crate::annotation::{Place, ReadMarks};

const SCHEMA: u64 = 1;

/// What is kept in a file of its own.
pub(super) trait Stored: Serialize + DeserializeOwned {
    /// The name of the format.
    const FORMAT: &'static str;
    /// What it is, for people.
    const NAME: &'static str;
    /// Longest file, in bytes.
    const CAP: usize;
}

impl Stored for Place {
    const FORMAT: &'static str = "reftel-place";
    const NAME: &'static str = "reading place";
    const CAP: usize = 256 * 1024;
}

impl Stored for ReadMarks {
    const FORMAT: &'static str = "reftel-read-marks";
    const NAME: &'static str = "list of what was read";
    // 100,000 paragraphs.
    const CAP: usize = 4 << 20;
}

#[derive(Serialize, Deserialize)]
struct File<T> {
    format: String,
    schema: u64,
    #[serde(flatten)]
    state: T,
}

/// What stands at the path of a state file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept<T> {
    /// Nothing.
    Nothing,
    /// What was kept.
    State(T),
    /// A file of a newer version, not to be overwritten.
    Newer,
    /// Something else.
    Damaged,
    /// The system refuses to read it: that says nothing about the file, so it must not be replaced.
    Unreadable(io::ErrorKind),
}

/// Reads what is kept at `path`.
pub(super) fn read<T: Stored>(path: &Path) -> Kept<T> {
    let bytes = match files::read(path, T::CAP) {
        Ok(None) => return Kept::Nothing,
        Ok(Some(bytes)) => bytes,
        Err(error) if own::is_unfit(&error) => return Kept::Damaged,
        Err(error) => return Kept::Unreadable(error.kind()),
    };
    parse(&bytes).unwrap_or(Kept::Damaged)
}

fn parse<T: Stored>(bytes: &[u8]) -> Option<Kept<T>> {
    let value = yaml::read(std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}')).ok()?;
    if value.get("format").and_then(Value::as_str) != Some(T::FORMAT) {
        return None;
    }
    if value.get("schema").and_then(Value::as_u64)? > SCHEMA {
        return Some(Kept::Newer);
    }
    serde_yaml::from_value::<File<T>>(value).ok().map(|file| Kept::State(file.state))
}

/// Puts `state` at `path`.
pub(super) fn write<T: Stored + Clone>(disk: &dyn Disk, path: &Path, state: &T) -> std::io::Result<()> {
    let file = File { format: T::FORMAT.into(), schema: SCHEMA, state: state.clone() };
    let text = yaml::write(&serde_yaml::to_value(file).map_err(std::io::Error::other)?);
    atomic::replace(disk, path, text.as_bytes(), Expect::Anything).map(|_| ())
}
