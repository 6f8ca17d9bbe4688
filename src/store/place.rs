//! The reading place of each cable: `state/<cable>.yaml`. Losing it costs a scroll, so it is kept plainly.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::atomic::{self, Expect};
use super::disk::Disk;
use super::{files, yaml};
use crate::annotation::Place;

const FORMAT: &str = "reftel-place";
const SCHEMA: u64 = 1;
const CAP: usize = 64 * 1024;

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    schema: u64,
    #[serde(flatten)]
    place: Place,
}

/// What stands at the path of a reading place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Nothing.
    Nothing,
    /// A place.
    Place(Place),
    /// A file of a newer version, not to be overwritten.
    Newer,
    /// Something that is no place.
    Damaged,
}

/// Reads the place kept at `path`.
pub(super) fn read(path: &Path) -> Kept {
    let bytes = match files::read(path, CAP) {
        Ok(None) => return Kept::Nothing,
        Ok(Some(bytes)) => bytes,
        Err(_) => return Kept::Damaged,
    };
    parse(&bytes).unwrap_or(Kept::Damaged)
}

fn parse(bytes: &[u8]) -> Option<Kept> {
    let value = yaml::read(std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}')).ok()?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return None;
    }
    if value.get("schema").and_then(Value::as_u64)? > SCHEMA {
        return Some(Kept::Newer);
    }
    serde_yaml::from_value::<File>(value).ok().map(|file| Kept::Place(file.place))
}

/// Puts `place` at `path`.
pub(super) fn write(disk: &dyn Disk, path: &Path, place: &Place) -> std::io::Result<()> {
    let file = File { format: FORMAT.into(), schema: SCHEMA, place: place.clone() };
    let text = yaml::write(&serde_yaml::to_value(file).map_err(std::io::Error::other)?);
    atomic::replace(disk, path, text.as_bytes(), Expect::Anything).map(|_| ())
}
