//! What an index of the library can do, whatever keeps it: a file on this machine, or a server for many.
//!
//! `tests/library` holds every engine to the same suite.

use std::path::PathBuf;

use super::card::{Card, Filing, Name, NoteText, Place, Standing};
use super::query::Query;
use crate::entity::Kind;

/// How a file looked when it was taken in: one that looks the same is not read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When it was last changed, its text or who may read it, in nanoseconds since 1970.
    pub changed: i64,
}

/// A file as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    /// The file, absolute.
    pub path: PathBuf,
    /// How it looked.
    pub stamp: Stamp,
    /// Its cables, or in one line why it has none.
    pub cables: Result<Vec<Filing>, String>,
}

/// A file that could not be taken in, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// In one line.
    pub why: String,
}

/// A cable that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The cable.
    pub card: Card,
    /// How well it fits: more is better; 0 where nothing ranks it.
    pub score: f64,
}

/// A cable that others refer to and that is not held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its id.
    pub id: String,
    /// How many cables refer to it.
    pub cited_by: usize,
}

/// A cable that names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The cable.
    pub card: Card,
    /// Under which name, how often and where.
    pub name: Name,
}

/// Why an index could not answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// Another program keeps it busy.
    #[error("the index of the library is being written by another program: try again in a moment")]
    Busy,
    /// It is damaged, or of another version: it must be built anew.
    #[error("the index of the library cannot be used: {0}")]
    Broken(String),
    /// Anything else.
    #[error("the library: {0}")]
    Failed(String),
}

/// What an engine gives back.
pub type Answer<T> = Result<T, EngineError>;

/// An index of cables. What a file holds is put in whole or not at all, however the program ends.
pub trait Engine {
    /// Every file that is known, with how it looked.
    ///
    /// # Errors
    /// When the index cannot be used; so with all the others.
    fn files(&self) -> Answer<Vec<(PathBuf, Stamp)>>;

    /// Takes files in, each in place of what was known of it.
    fn put(&mut self, files: &[Scanned]) -> Answer<()>;

    /// Forgets files that are gone.
    fn forget(&mut self, paths: &[PathBuf]) -> Answer<()>;

    /// The cables of all files below one of the roots, in the order of their files; of all files where none is given.
    fn cards(&self, roots: &[PathBuf]) -> Answer<Vec<Card>>;

    /// The files below the roots that could not be taken in.
    fn refused(&self, roots: &[PathBuf]) -> Answer<Vec<Refused>>;

    /// At most `limit` cables whose entities have not been put in since their file was.
    fn nameless(&self, limit: usize) -> Answer<Vec<Place>>;

    /// Puts in the entities of cables.
    fn put_names(&mut self, names: &[(Place, Vec<Name>)]) -> Answer<()>;

    /// Says that the entities of all cables are to be found again.
    fn forget_names(&mut self) -> Answer<()>;

    /// Puts in what is written about the cables with this key, and what the reader has done with them.
    fn put_standing(&mut self, key: &str, standing: Standing, texts: &[NoteText]) -> Answer<()>;

    /// What the reader has done, by the key of the cable.
    fn standings(&self) -> Answer<Vec<(String, Standing)>>;

    /// The cables below the roots that a query describes, the best first; `limit` bounds how many.
    fn search(&self, query: &Query, roots: &[PathBuf], limit: usize) -> Answer<Vec<Hit>>;

    /// The cables with this id.
    fn held(&self, id: &str) -> Answer<Vec<Card>>;

    /// The ids that the cables with this key refer to.
    fn cited(&self, key: &str) -> Answer<Vec<String>>;

    /// The cables that refer to an id, by date; those without one at the end.
    fn citing(&self, id: &str) -> Answer<Vec<Card>>;

    /// The ids that cables refer to and that are not held, the most wanted first.
    fn gaps(&self, limit: usize) -> Answer<Vec<Gap>>;

    /// The cables that name an entity of this kind so, in the same order: its name or one of its other forms is `name`, whatever the
    /// case and the accents.
    fn appearances(&self, kind: Kind, name: &str) -> Answer<Vec<Appearance>>;

    /// Who else those cables name.
    fn company(&self, places: &[Place]) -> Answer<Vec<(Place, Name)>>;
}
