//! The connection, and the tables behind it.

use postgres::config::Host;
use postgres::error::SqlState;
use postgres::{Client, Config, NoTls};

use crate::library::{Answer, EngineError};

/// Changes with the tables, and with what is found in a cable.
const VERSION: i64 = 1;
const TABLES: &str = include_str!("schema.sql");

/// How long another program is waited for.
const PATIENCE: &str = "set lock_timeout = '5s'";

/// Connects, and makes the tables where there are none.
pub(super) fn open(address: &str) -> Answer<Client> {
    let config: Config = address.parse().map_err(|error| failed("the address of the server", &error))?;
    if let Some(host) = far(&config) {
        let why = "a server elsewhere is reached through a tunnel only, as by ssh -L: the connection has no cipher of its own";
        return Err(EngineError::Failed(format!("{host}: {why}")));
    }
    let mut client = config.connect(NoTls).map_err(|error| failed("the server", &error))?;
    client.batch_execute(PATIENCE)?;
    let encoding: String = client.query_one("show server_encoding", &[])?.get(0);
    if encoding != "UTF8" {
        return Err(EngineError::Failed(format!("the database is in {encoding}: it must be in UTF8")));
    }
    match version(&mut client)? {
        Some(VERSION) => {}
        None => make(&mut client)?,
        Some(other) => {
            let what = "drop the schema as its owner, it is filled anew";
            return Err(EngineError::Broken(format!("it is of version {other}: {what}")));
        }
    }
    Ok(client)
}

/// A host that is not this machine.
fn far(config: &Config) -> Option<String> {
    let is_here = |name: &str| matches!(name, "localhost" | "127.0.0.1" | "::1");
    let name = |host: &Host| match host {
        Host::Tcp(name) if !is_here(name) => Some(name.escape_default().to_string()),
        _ => None,
    };
    let mut addresses = config.get_hostaddrs().iter().filter(|address| !address.is_loopback());
    config.get_hosts().iter().find_map(name).or_else(|| addresses.next().map(ToString::to_string))
}

fn version(client: &mut impl postgres::GenericClient) -> Answer<Option<i64>> {
    // By a query: what to_regclass says may be as old as the transaction.
    let is_there = "select exists (select from pg_tables where tablename = 'reftel' and schemaname = any(current_schemas(false)))";
    let is_there: bool = client.query_one(is_there, &[])?.get(0);
    if !is_there {
        return Ok(None);
    }
    Ok(client.query_opt("select version from reftel", &[])?.map(|row| row.get(0)))
}

fn make(client: &mut Client) -> Answer<()> {
    let mut writing = client.transaction()?;
    // Another program may be making them.
    writing.batch_execute("select pg_advisory_xact_lock(hashtext('reftel'))")?;
    if version(&mut writing)?.is_none() {
        writing.batch_execute(TABLES)?;
        writing.execute("insert into reftel values ($1)", &[&VERSION])?;
    }
    Ok(writing.commit()?)
}

fn failed(what: &str, error: &postgres::Error) -> EngineError {
    EngineError::Failed(format!("{what}: {}", said(error)))
}

/// What an error says, in one line.
fn said(error: &postgres::Error) -> String {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    let said =
        error.as_db_error().map_or_else(|| format!("{error}{cause}"), |error| error.message().to_owned());
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl From<postgres::Error> for EngineError {
    fn from(error: postgres::Error) -> Self {
        let busy = [
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::T_R_SERIALIZATION_FAILURE,
            // Two programs took in the same file.
            SqlState::UNIQUE_VIOLATION,
        ];
        match error.code() {
            Some(code) if busy.contains(code) => Self::Busy,
            Some(code) if *code == SqlState::UNDEFINED_TABLE || *code == SqlState::UNDEFINED_COLUMN => {
                Self::Broken(said(&error))
            }
            _ => Self::Failed(said(&error)),
        }
    }
}
