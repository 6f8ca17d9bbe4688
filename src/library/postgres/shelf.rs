//! Notes for colleagues, entry by entry. The server keeps the union of what all have pushed: an entry is never changed and
//! never taken away, so that it does not matter in which order or how often they come.

use postgres::{Client, Row};

use crate::annotation::{Author, Entry, Writer};
use crate::library::Answer;

/// Bytes of the largest entry, as the table has it.
pub const LARGEST: usize = 1 << 20;

/// An entry on its way to the server or from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    /// The cable: what the store keeps its notes under.
    pub key: String,
    /// sha256 (hex) of the cable's text.
    pub text_sha256: String,
    /// Who wrote it.
    pub writer: Writer,
    /// Whether only its author may read it. One that was private is published by pushing it again.
    pub private: bool,
    /// What was written.
    pub entry: Entry,
}

/// What was pulled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pulled {
    /// Entries in the order in which they came to the server. Each is what its writer wrote: its hash was found right.
    pub entries: Vec<Pushed>,
    /// How many were not: they are malformed, or not what their writer wrote.
    pub quarantined: usize,
    /// From where to pull the next time; the same as before when there is nothing more.
    pub next: i64,
}

/// Says as whom this role of the database writes; only the owner of the schema may.
pub(super) fn admit(client: &mut Client, role: &str, author: &str) -> Answer<()> {
    client.execute("insert into author (role, id) values ($1::text::name, $2)", &[&role, &author])?;
    Ok(())
}

pub(super) fn push(client: &mut Client, entries: &[Pushed]) -> Answer<usize> {
    let mut writing = client.transaction()?;
    // One after the other, so that their numbers are in the order in which they can be seen.
    writing.batch_execute("select pg_advisory_xact_lock(hashtext('reftel.entry'))")?;
    let add = writing.prepare(
        "insert into entry (key, sha, author, replica, hash, private, body) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict do nothing",
    )?;
    let mut new = 0;
    for Pushed { key, text_sha256, writer, private, entry } in entries {
        // An entry is strings, numbers and maps with keys that are strings: it always serialises.
        let body = serde_json::to_vec(&(&writer.author.name, entry)).unwrap_or_default();
        let (author, hash) = (&writer.author.id, &*entry.ver.0);
        new += writing.execute(&add, &[key, text_sha256, author, &writer.replica, &hash, private, &body])?;
    }
    writing.commit()?;
    Ok(usize::try_from(new).unwrap_or_default())
}

pub(super) fn pull(client: &mut Client, since: i64, limit: usize) -> Answer<Pulled> {
    let rows = client.query(
        "select number, key, sha, author, replica, private, body from entry where number > $1 order by number limit $2",
        &[&since, &i64::try_from(limit).unwrap_or(i64::MAX)],
    )?;
    let mut pulled = Pulled { next: rows.last().map_or(since, |row| row.get(0)), ..Pulled::default() };
    for row in &rows {
        match read(row) {
            Some(pushed) => pulled.entries.push(pushed),
            None => pulled.quarantined += 1,
        }
    }
    Ok(pulled)
}

/// An entry, where it is what its writer wrote.
fn read(row: &Row) -> Option<Pushed> {
    let (name, entry): (String, Entry) = serde_json::from_slice(row.get(6)).ok()?;
    let writer = Writer { author: Author { id: row.get(3), name }, replica: row.get(4) };
    entry.check(&writer).is_ok().then(|| Pushed {
        key: row.get(1),
        text_sha256: row.get(2),
        private: row.get(5),
        writer,
        entry,
    })
}
