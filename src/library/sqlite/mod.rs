//! The index in one file on this machine: SQLite with FTS5.
//!
//! The full text is indexed and not stored: it is in the cables, and what is shown of a hit is read from there.

mod condition;
mod read;
mod schema;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::card::{Card, Filing, Name, NoteText, Place, Standing};
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

    /// Asks the index. One that turns out to be damaged is taken away: it has no answer, and the next to open it begins anew.
    fn read<T>(&self, run: impl FnOnce(&Connection) -> Answer<T>) -> Answer<T> {
        run(&self.connection).map_err(|error| match error {
            EngineError::Broken(why) => {
                schema::discard(&self.path);
                EngineError::Broken(format!("{why}; it is built anew the next time"))
            }
            other => other,
        })
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
        self.read(read::files)
    }

    fn put(&mut self, files: &[Scanned]) -> Answer<()> {
        self.try_twice(|connection| write::files(connection, files))
    }

    fn forget(&mut self, paths: &[PathBuf]) -> Answer<()> {
        self.try_twice(|connection| write::forget(connection, paths))
    }

    fn cards(&self, roots: &[PathBuf]) -> Answer<Vec<Card>> {
        self.read(|connection| read::cards(connection, roots))
    }

    fn refused(&self, roots: &[PathBuf]) -> Answer<Vec<Refused>> {
        self.read(|connection| read::refused(connection, roots))
    }

    fn nameless(&self, limit: usize) -> Answer<Vec<Place>> {
        self.read(|connection| read::nameless(connection, limit))
    }

    fn put_names(&mut self, names: &[(Place, Vec<Name>)]) -> Answer<()> {
        self.try_twice(|connection| write::names(connection, names))
    }

    fn forget_names(&mut self) -> Answer<()> {
        self.try_twice(write::no_names)
    }

    fn put_standing(&mut self, key: &str, standing: Standing, texts: &[NoteText]) -> Answer<()> {
        self.try_twice(|connection| write::standing(connection, key, standing, texts))
    }

    fn standings(&self) -> Answer<Vec<(String, Standing)>> {
        self.read(read::standings)
    }

    fn search(&self, query: &Query, roots: &[PathBuf], limit: usize) -> Answer<Vec<Hit>> {
        self.read(|connection| read::search(connection, query, roots, limit))
    }

    fn held(&self, id: &str) -> Answer<Vec<Card>> {
        self.read(|connection| read::held(connection, id))
    }

    fn cited(&self, key: &str) -> Answer<Vec<String>> {
        self.read(|connection| read::cited(connection, key))
    }

    fn citing(&self, id: &str) -> Answer<Vec<Card>> {
        self.read(|connection| read::citing(connection, id))
    }

    fn gaps(&self, limit: usize) -> Answer<Vec<Gap>> {
        self.read(|connection| read::gaps(connection, limit))
    }

    fn appearances(&self, kind: Kind, name: &str) -> Answer<Vec<Appearance>> {
        self.read(|connection| read::appearances(connection, kind, name))
    }

    fn company(&self, places: &[Place]) -> Answer<Vec<(Place, Name)>> {
        self.read(|connection| read::company(connection, places))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_waited_long_enough_is_told_that_another_program_writes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index");
        let mut engine = Sqlite::open(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("begin immediate").unwrap();
        engine.connection.busy_timeout(Duration::ZERO).unwrap();
        assert!(matches!(engine.put(&[]), Err(EngineError::Busy)));
        other.execute_batch("commit").unwrap();
        engine.put(&[]).unwrap();
    }
}
