//! The library for the commands and the screens: its index brought up to date, searched, and what is found shown.

mod build;
mod builder;
mod desk;
mod find;
mod paths;
mod print;
mod search;
#[cfg(feature = "postgres")]
mod server;
mod threads;

pub(super) use desk::LibraryDesk;
pub(super) use paths::typed;
pub(super) use print::print;
pub(super) use search::{Search, absolute, run};
#[cfg(feature = "postgres")]
pub(super) use server::Server;
pub(super) use threads::Library;

use super::Failure;
use crate::library::{Engine, EngineError, Sqlite};
use crate::store::Store;

/// An index, wherever it is.
pub(super) type Index = Box<dyn Engine + Send>;

/// Opens the index of the library: on the server at `address`, or in its file where that is empty.
pub(super) fn index(store: &Store, address: &str) -> Result<Index, Failure> {
    if !address.is_empty() {
        return server(address);
    }
    let path = store.library_index().map_err(|error| Failure::State(error.to_string()))?;
    Ok(Box::new(Sqlite::open(&path)?))
}

#[cfg(feature = "postgres")]
fn server(address: &str) -> Result<Index, Failure> {
    Ok(Box::new(crate::library::Postgres::open(address)?))
}

#[cfg(not(feature = "postgres"))]
fn server(_: &str) -> Result<Index, Failure> {
    Err(Failure::Usage(String::from(
        "this reftel is built without servers: 'cargo install --path . --features postgres' builds one that knows them",
    )))
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self::State(error.to_string())
    }
}
