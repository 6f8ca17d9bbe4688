//! The index in one file on this machine: SQLite with FTS5.
//!
//! The full text is indexed and not stored: it is in the cables, and what is shown of a hit is read from there.

mod condition;
mod read;
mod schema;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::card::{Card, Filing, Name, Place, Remark, Standing};
use super::engine::{Answer, Appearance, Engine, EngineError, Gap, Hit, Refused, Scanned, Stamp};
use super::query::Query;
use crate::entity::Kind;

/// An index in a file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    path: PathBuf,
}

impl Sqlite {
    /// Opens the index at `path`, or makes it; one that is damaged or of another version is made anew, empty.
    ///
    /// # Errors
    /// When the file cannot be made or opened.
    pub fn open(path: &Path) -> Answer<Self> {
        Ok(Self { connection: schema::open(path)?, path: path.to_owned() })
    }

    /// Does something with the index; where it turns out to be damaged, once more with an empty one.
    fn try_twice<T>(&mut self, mut run: impl FnMut(&mut Connection) -> Answer<T>) -> Answer<T> {
        match run(&mut self.connection) {
            Err(EngineError::Broken(_)) => {
                // The file must be closed before it can be taken away.
                self.connection = Connection::open_in_memory()?;
                schema::discard(&self.path);
                self.connection = schema::open(&self.path)?;
                run(&mut self.connection)
            }
            other => other,
        }
    }
}

impl Engine for Sqlite {
    fn files(&self) -> Answer<Vec<(PathBuf, Stamp)>> {
        read::files(&self.connection)
    }

    fn put(&mut self, files: &[Scanned]) -> Answer<()> {
        self.try_twice(|connection| write::files(connection, files))
    }

    fn forget(&mut self, paths: &[PathBuf]) -> Answer<()> {
        self.try_twice(|connection| write::forget(connection, paths))
    }

    fn cards(&self, roots: &[PathBuf]) -> Answer<Vec<Card>> {
        read::cards(&self.connection, roots)
    }

    fn refused(&self, roots: &[PathBuf]) -> Answer<Vec<Refused>> {
        read::refused(&self.connection, roots)
    }

    fn nameless(&self, limit: usize) -> Answer<Vec<Place>> {
        read::nameless(&self.connection, limit)
    }

    fn put_names(&mut self, names: &[(Place, Vec<Name>)]) -> Answer<()> {
        self.try_twice(|connection| write::names(connection, names))
    }

    fn forget_names(&mut self) -> Answer<()> {
        self.try_twice(write::no_names)
    }

    fn put_standing(&mut self, key: &str, standing: Standing, remarks: &[Remark]) -> Answer<()> {
        self.try_twice(|connection| write::standing(connection, key, standing, remarks))
    }

    fn standings(&self) -> Answer<Vec<(String, Standing)>> {
        read::standings(&self.connection)
    }

    fn search(&self, query: &Query, roots: &[PathBuf], limit: usize) -> Answer<Vec<Hit>> {
        read::search(&self.connection, query, roots, limit)
    }

    fn held(&self, id: &str) -> Answer<Vec<Card>> {
        read::held(&self.connection, id)
    }

    fn cited(&self, key: &str) -> Answer<Vec<String>> {
        read::cited(&self.connection, key)
    }

    fn citing(&self, id: &str) -> Answer<Vec<Card>> {
        read::citing(&self.connection, id)
    }

    fn gaps(&self, limit: usize) -> Answer<Vec<Gap>> {
        read::gaps(&self.connection, limit)
    }

    fn appearances(&self, kind: Kind, name: &str) -> Answer<Vec<Appearance>> {
        read::appearances(&self.connection, kind, name)
    }

    fn company(&self, places: &[Place]) -> Answer<Vec<(Place, Name)>> {
        read::company(&self.connection, places)
    }
}

/// The bytes of a path, which need not be text.
fn bytes(path: &Path) -> &[u8] {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())
}

/// The number of a kind in the index: its place in [`Kind::ALL`].
fn number(kind: Kind) -> usize {
    Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default()
}
