//! The library on a server for many: PostgreSQL 12 or later, with the feature `postgres`.
//!
//! ```text
//! Scanned, Name --put--> file, cable, cite, name          everybody's, who may use the schema
//! Standing, Remark -----> standing, remark                each reader's own, by row security
//! Query --Condition--> tsvector and GIN, then the folded text decides        the same answers as the file's engine
//! Entry <--push, pull--> entry                            only ever added; author by role; private ones are hidden
//! ```
//! Whoever makes the tables owns them and is the only one to index; all others read. They are made in the first schema of
//! the search path. The rights are those of the schema: `grant usage on schema s to ann`, and [`Postgres::admit`] says as
//! whom a role writes. A superuser sees everything, as always.

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

use super::card::{Card, Name, Place, Remark, Standing};
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

    fn put_standing(&mut self, key: &str, standing: Standing, remarks: &[Remark]) -> Answer<()> {
        write::standing(self.client.get_mut(), key, standing, remarks)
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
