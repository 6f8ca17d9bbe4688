//! The tables, and how the file is opened: one that is damaged or of another version is built anew.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::library::{Answer, EngineError};

/// Changes with the tables, and with what is found in a cable: an index of another version is built anew.
const VERSION: i64 = 4;

/// How long another program is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// `body` and `named` have no rows of their own: they find those of `cable` and `name` by their words. These are folded
/// before, so that the tokenizer only has to cut them at their blanks: an index finds what the query itself would. With room
/// for 16 MiB of words in memory, less has to be merged.
const TABLES: &str = "
create table file (id integer primary key, path blob not null unique, size integer not null, changed integer not null,
  why text);
create table cable (id integer primary key, file integer not null, place integer not null, key text not null,
  sha text not null, date integer, post text not null, sender text not null, class integer, subject text not null,
  folded text not null, paragraphs integer not null, searched integer not null default 0);
create index cable_file on cable (file, place);
create index cable_key on cable (key);
create index cable_nameless on cable (id) where searched = 0;
create table tag (cable integer not null, folded text not null);
create index tag_cable on tag (cable);
create table mark (cable integer not null, code text not null, primary key (cable, code)) without rowid;
create table cite (id text not null, cable integer not null, primary key (id, cable)) without rowid;
create index cite_cable on cite (cable);
create table name (id integer primary key, cable integer not null, kind integer not null, name text not null,
  aliases text not null, mentions integer not null, paragraphs text not null);
create index name_cable on name (cable);
create table standing (key text primary key, notes integer not null, read integer not null, pinned integer not null);
create table remark (id integer primary key, key text not null, folded text not null);
create index remark_key on remark (key);
create virtual table body using fts5 (text, content='', contentless_delete=1, tokenize='ascii');
create virtual table named using fts5 (forms, content='', contentless_delete=1, tokenize='ascii');
insert into body (body, rank) values ('hashsize', 16777216);
";

/// Opens the index, or makes it.
pub(super) fn open(path: &Path) -> Answer<Connection> {
    match opened(path) {
        // What is in it can all be found again.
        Err(EngineError::Broken(_)) => {
            discard(path);
            opened(path)
        }
        other => other,
    }
}

fn opened(path: &Path) -> Answer<Connection> {
    // It holds the words of cables: nobody else may read it.
    let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
    made.map_err(|error| EngineError::Failed(format!("{}: {error}", path.display())))?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // After a power cut the last files may have to be read again; what is there is whole.
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -16000;
         pragma wal_autocheckpoint = 8000;",
    )?;
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    match version {
        VERSION => {}
        0 => make(&mut connection)?,
        other => return Err(EngineError::Broken(format!("it is of version {other}"))),
    }
    Ok(connection)
}

fn make(connection: &mut Connection) -> Answer<()> {
    let writing = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another program may have been first.
    let version: i64 = writing.query_row("pragma user_version", [], |row| row.get(0))?;
    if version == 0 {
        writing.execute_batch(TABLES)?;
        writing.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(writing.commit()?)
}

/// Takes the files of the index away.
pub(super) fn discard(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _ = fs::remove_file(name);
    }
}

impl From<rusqlite::Error> for EngineError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, NotADatabase};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(DatabaseCorrupt | NotADatabase) => Self::Broken(error.to_string()),
            // Behind its first line it would repeat the statement.
            _ => Self::Failed(error.to_string().lines().next().unwrap_or_default().to_owned()),
        }
    }
}
