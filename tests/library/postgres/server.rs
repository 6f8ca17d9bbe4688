//! The server for these tests, and schemas on it.

use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::{Client, NoTls};
use reftel::library::postgres::Postgres;

/// Where the server is: a directory with its socket. Roles need no password there.
fn socket() -> String {
    std::env::var("REFTEL_TEST_POSTGRES").expect("run these tests by tests/library/postgres.sh")
}

/// Connects as a role.
fn connect(role: &str, schema: &str) -> Client {
    Client::connect(&address(role, schema), NoTls).unwrap()
}

fn address(role: &str, schema: &str) -> String {
    format!("host={} dbname=postgres user={role} options='-c search_path={schema}'", socket())
}

/// A schema of its own, which the role `owner` owns and the roles `ann` and `ben` may use; gone with this value.
pub(crate) struct Schema {
    name: String,
}

impl Schema {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("case_{}_{number}", std::process::id());
        let schema = Self { name };
        let name = &schema.name;
        schema.command("create", &format!("authorization owner; grant usage on schema {name} to ann, ben"));
        schema
    }

    fn command(&self, what: &str, more: &str) {
        let name = &self.name;
        connect("postgres", name).batch_execute(&format!("{what} schema {name} {more}")).unwrap();
    }

    /// What a role connects to.
    pub(crate) fn address(&self, role: &str) -> String {
        address(role, &self.name)
    }

    pub(crate) fn open(&self, role: &str) -> Postgres {
        Postgres::open(&self.address(role)).unwrap()
    }

    /// A connection that may say whatever the role may.
    pub(crate) fn sql(&self, role: &str) -> Client {
        connect(role, &self.name)
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        self.command("drop", "cascade");
    }
}
