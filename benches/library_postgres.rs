//! What a folder of cables takes on the server: the figures in `library::postgres` are from here.
//!
//!     REFTEL_FOLDER=DIR REFTEL_QUERIES='money;tag:KCRM' tests/library/postgres.sh \
//!         cargo bench --features postgres --bench library_postgres

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "../tests/library/postgres/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use reftel::cable::{Cable, decode};
use reftel::entity::{Kind, extract};
use reftel::library::{Engine, Filing, Name, Place, Query, update};

use server::Schema;

fn load(path: &Path) -> Result<Vec<Filing>, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let cable = Cable::parse(decode(bytes));
    let key = cable.header.reference_id.clone().unwrap_or_else(|| path.display().to_string());
    let place = Place { path: path.to_owned(), index: 0 };
    Ok(vec![Filing::of(&cable, place, key, "0".repeat(64))])
}

fn names(place: Place) -> (Place, Vec<Name>) {
    let found = extract(&Cable::parse(decode(fs::read(&place.path).unwrap())));
    let is_name = |kind| matches!(kind, Kind::Person | Kind::Organization | Kind::Place);
    let name = |entity: reftel::entity::Entity| Name {
        kind: entity.kind,
        mentions: entity.mentions.len(),
        paragraphs: entity.mentions.iter().filter_map(|mention| mention.paragraph).collect(),
        name: entity.name,
        aliases: entity.aliases,
    };
    (place, found.entities.into_iter().filter(|entity| is_name(entity.kind)).map(name).collect())
}

fn main() {
    // Benches are built and begun by `cargo test --all-targets` too.
    let Some(folder) = std::env::var_os("REFTEL_FOLDER") else { return };
    let roots = [PathBuf::from(folder)];
    let schema = Schema::new();
    let mut engine = schema.open("owner");
    let began = Instant::now();
    let summary = update(&mut engine, &roots, &load, &mut |_| true).unwrap();
    println!("{} files put in: {:.1} s", summary.read, began.elapsed().as_secs_f64());
    let began = Instant::now();
    let (mut putting, mut count) = (0.0, 0);
    loop {
        let all: Vec<_> = engine.nameless(256).unwrap().into_iter().map(names).collect();
        if all.is_empty() {
            break;
        }
        count += all.iter().map(|(_, names)| names.len()).sum::<usize>();
        let putting_began = Instant::now();
        engine.put_names(&all).unwrap();
        putting += putting_began.elapsed().as_secs_f64();
    }
    println!("{count} names: {:.1} s, of which put in: {putting:.1} s", began.elapsed().as_secs_f64());
    let mut sql = schema.sql("owner");
    sql.batch_execute("vacuum analyze").unwrap();
    let sizes = "select relname, pg_relation_size(oid), pg_table_size(oid), reltuples::bigint from pg_class
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'i') and pg_table_size(oid) > 100000
        order by 3 desc";
    for row in sql.query(sizes, &[]).unwrap() {
        let (name, own, all, rows): (String, i64, i64, i64) =
            (row.get(0), row.get(1), row.get(2), row.get(3));
        println!("{name}: {rows} rows, {own} bytes, {all} with what is stored beside it");
    }
    for query in std::env::var("REFTEL_QUERIES").unwrap_or_default().split(';') {
        let took = |roots: &[PathBuf]| {
            let began = Instant::now();
            let hits = engine.search(&Query::parse(query).unwrap(), roots, 20).unwrap().len();
            (hits, began.elapsed().as_secs_f64() * 1e3)
        };
        took(&[]);
        println!("{query}: {:?} ms, below the root {:?} ms", took(&[]), took(&roots));
    }
}
