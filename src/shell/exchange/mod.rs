//! Exchanging notes with colleagues: files by mail or disk, a shared directory, git.

mod courier;
mod diff;
mod git;
mod import;
mod merge;
mod preview;
mod share;

pub(super) use courier::{Courier, once};
pub(super) use diff::Diff;
pub(super) use git::GitSetup;
pub(super) use import::Import;
pub(super) use merge::Merge;
pub(super) use share::ShareArguments;

use std::path::{Path, PathBuf};

use super::Failure;
use crate::store::NotesFile;

/// Most bytes of notes files that are held at once.
const BYTES_MAX: u64 = 64 << 20;

/// A file that the user has named: links in its path are followed.
fn named(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Reads a notes file that the user has named.
fn read(path: &Path) -> Result<NotesFile, Failure> {
    NotesFile::read(&named(path)).map_err(|why| Failure::Input(format!("{}: {why}", path.display())))
}
