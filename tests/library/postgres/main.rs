//! The library on a server, held to the suite of all engines; what its readers may see of each other.
//!
//! `tests/library/postgres.sh` starts a server for these and says where it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../support/bare.rs"]
mod bare;
#[path = "../suite/mod.rs"]
mod suite;

mod server;
mod shelf;
mod sync;

use reftel::library::Engine;

/// Runs one case of the suite in a schema of its own.
fn on_postgres(case: fn(&mut dyn Engine)) {
    let schema = server::Schema::new();
    case(&mut schema.open("owner"));
}

suite::tests!(crate::on_postgres);
