//! The library for the commands and the screens: its index brought up to date, searched, and what is found shown.

mod build;
mod builder;
mod desk;
mod find;
mod search;
mod threads;

pub(super) use desk::LibraryDesk;
pub(super) use search::{Search, absolute, run};
pub(super) use threads::Library;

use super::Failure;
use crate::library::{EngineError, Sqlite};
use crate::store::Store;

/// Opens the index of the library.
pub(super) fn index(store: &Store) -> Result<Sqlite, Failure> {
    let path = store.library_index().map_err(|error| Failure::State(error.to_string()))?;
    Ok(Sqlite::open(&path)?)
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::State(error.to_string())
    }
}
