//! The library: its engine in one file held to the suite of all engines, its damages, and the scan of folders.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod damage;
mod scan;
mod suite;

use reftel::library::{Engine, Sqlite};

/// Runs one case of the suite on a new index.
fn on_sqlite(case: fn(&mut dyn Engine)) {
    let folder = tempfile::tempdir().unwrap();
    case(&mut Sqlite::open(&folder.path().join("index")).unwrap());
}

suite::tests!(crate::on_sqlite);
