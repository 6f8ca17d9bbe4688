//! The library on a server for many: PostgreSQL 12 or later, with the feature `postgres`.
//!
//! ```text
//! Scanned, Name --put--> file, cable, cite, name          everybody's, who may use the schema
//! Standing, NoteText ---> standing, remark                each reader's own, by row security
//! Query --Condition--> tsvector and GIN, then the folded text decides        the same answers as the file's engine
//! Entry <--push, pull--> entry                            only ever added; author by role; private ones are hidden
//! ```
//! Whoever makes the tables owns them and is the only one to index; all others read. They are made in the first schema of
//! the search path. The rights are those of the schema: `grant usage on schema s to ann`, and [`Postgres::admit`] says as
//! whom a role writes. A superuser sees everything, as always.
//!
//! # What it takes
//!
//! Measured with the tables that `benches/library_postgres.rs` fills from 20,000 made cables of some 5 KB (90 MB of
//! folded text), PostgreSQL 15 on two cores that were busy with other work; names on 1,792 of them, 29 in each. The rest
//! is that, multiplied.
//!
//! | | 20,000 | 250,000 | 100 million |
//! |---|---|---|---|
//! | `cable` with its text and vectors | 205 MB | 2.6 GB | 1.0 TB |
//! | its GIN index | 29 MB | 0.36 GB | 144 GB |
//! | its other indexes, `file` | 8 MB | 0.1 GB | 40 GB |
//! | `name` with its indexes, rows | 0.15 GB, 590,000 | 1.8 GB, 7.4 million | 0.7 TB, 2.9 billion |
//! | rows put in by the server, with GIN | 25 s | 5 min | 35 h |
//! | a rare word, by the index | 0.2 ms | 0.2 ms | some ms |
//! | a word of nine cables in ten, all ranked | 0.7 s | 8 s | 1 h |
//!
//! 250,000 are well within one server of 16 GB. For 100 million three things must change: tables in parts by year, so that an
//! index fits in memory and parts are put in side by side, each with its GIN built once its rows are there (9 s for 10,000
//! on one core); and no ranking of all that fits: the latest thousand, or those of the part asked for. NEAR sends every
//! cable that has all its words to the reader to be measured, 50 MB for two common words of the 20,000: there it needs a
//! function of the server.

mod condition;
mod read;
mod schema;
mod shelf;
mod words;
mod write;

use std::cell::RefCell;
use std::fmt;
use std::path::PathBuf;

use postgres::Client;

use super::card::{Card, Name, NoteText, Place, Standing};
use super::engine::{Answer, Appearance, Engine, Gap, Hit, Refused, Scanned, Stamp};
use super::query::Query;
use crate::entity::Kind;

pub use shelf::{LARGEST, Pulled, Pushed};

/// An index on a server, and the notes of those who share it.
pub struct Postgres {
    client: RefCell<Client>,
}

impl Postgres {
    /// Connects to a server, as `postgresql:///cables?host=/run/postgresql&user=ann`, and makes the tables where there are
    /// none. It must be on this machine, behind a socket, or seem so through a tunnel.
    ///
    /// # Errors
    /// When it cannot be reached, is elsewhere, or has tables of another version.
    pub fn open(address: &str) -> Answer<Self> {
        Ok(Self { client: RefCell::new(schema::open(address)?) })
    }

    /// Says as which author a role of the database writes notes.
    ///
    /// # Errors
    /// When this is not the owner of the tables, or the role or the author is taken.
    pub fn admit(&mut self, role: &str, author: &str) -> Answer<()> {
        shelf::admit(self.client.get_mut(), role, author)
    }

    /// Adds entries, all or none; how many of them are new to the server.
    ///
    /// # Errors
    /// When one is of another author than this role writes as, or larger than [`LARGEST`].
    pub fn push(&mut self, entries: &[Pushed]) -> Answer<usize> {
        shelf::push(self.client.get_mut(), entries)
    }

    /// At most `limit` entries that came after `since`, which is 0 at first and then [`Pulled::next`].
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn pull(&mut self, since: i64, limit: usize) -> Answer<Pulled> {
        shelf::pull(self.client.get_mut(), since, limit)
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Postgres")
    }
}

impl Engine for Postgres {
    fn files(&self) -> Answer<Vec<(PathBuf, Stamp)>> {
        read::files(&mut self.client.borrow_mut())
    }

    fn put(&mut self, files: &[Scanned]) -> Answer<()> {
        write::files(self.client.get_mut(), files)
    }

    fn forget(&mut self, paths: &[PathBuf]) -> Answer<()> {
        write::forget(self.client.get_mut(), paths)
    }

    fn cards(&self, roots: &[PathBuf]) -> Answer<Vec<Card>> {
        read::cards(&mut self.client.borrow_mut(), roots)
    }

    fn refused(&self, roots: &[PathBuf]) -> Answer<Vec<Refused>> {
        read::refused(&mut self.client.borrow_mut(), roots)
    }

    fn nameless(&self, limit: usize) -> Answer<Vec<Place>> {
        read::nameless(&mut self.client.borrow_mut(), limit)
    }

    fn put_names(&mut self, names: &[(Place, Vec<Name>)]) -> Answer<()> {
        write::names(self.client.get_mut(), names)
    }

    fn forget_names(&mut self) -> Answer<()> {
        write::no_names(self.client.get_mut())
    }

    fn put_standing(&mut self, key: &str, standing: Standing, texts: &[NoteText]) -> Answer<()> {
        write::standing(self.client.get_mut(), key, standing, texts)
    }

    fn standings(&self) -> Answer<Vec<(String, Standing)>> {
        read::standings(&mut self.client.borrow_mut())
    }

    fn search(&self, query: &Query, roots: &[PathBuf], limit: usize) -> Answer<Vec<Hit>> {
        read::search(&mut self.client.borrow_mut(), query, roots, limit)
    }

    fn held(&self, id: &str) -> Answer<Vec<Card>> {
        read::held(&mut self.client.borrow_mut(), id)
    }

    fn cited(&self, key: &str) -> Answer<Vec<String>> {
        read::cited(&mut self.client.borrow_mut(), key)
    }

    fn citing(&self, id: &str) -> Answer<Vec<Card>> {
        read::citing(&mut self.client.borrow_mut(), id)
    }

    fn gaps(&self, limit: usize) -> Answer<Vec<Gap>> {
        read::gaps(&mut self.client.borrow_mut(), limit)
    }

    fn appearances(&self, kind: Kind, name: &str) -> Answer<Vec<Appearance>> {
        read::appearances(&mut self.client.borrow_mut(), kind, name)
    }

    fn company(&self, places: &[Place]) -> Answer<Vec<(Place, Name)>> {
        read::company(&mut self.client.borrow_mut(), places)
    }
}
