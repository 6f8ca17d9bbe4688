//! The file of the index: damaged, of another version, not to be had, or written by two at once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

use reftel::library::{Engine, EngineError, Scanned, Sqlite};

use crate::suite::paper::{filing, found, parsed, scanned};

struct Index {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

/// An index with some hundred cables, closed.
fn filled() -> Index {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    Sqlite::open(&path).unwrap().put(&files("boats")).unwrap();
    Index { _folder: folder, path }
}

fn files(text: &str) -> Vec<Scanned> {
    let text = format!("{text} {}", "and more ".repeat(100));
    (0..300).map(|number| scanned(format!("/{number}"), [filing("", &number.to_string(), &text)])).collect()
}

/// Whether the index can be opened and used, whatever it is.
fn works(path: &Path) -> usize {
    let mut engine = Sqlite::open(path).unwrap();
    engine.put(&[scanned("/new", [filing("", "new", "fresh")])]).unwrap();
    assert_eq!(found(&engine, "fresh"), ["new"]);
    found(&engine, "boats").len()
}

#[test]
fn an_index_that_is_closed_is_there_again() {
    let index = filled();
    assert_eq!(works(&index.path), 300);
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&index.path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600, "nobody else may read it");
}

#[test]
fn what_is_no_index_is_built_anew() {
    let index = filled();
    let length = fs::metadata(&index.path).unwrap().len();
    let cut = |to: u64| File::options().write(true).open(&index.path).unwrap().set_len(to).unwrap();
    let write = |text: &str| fs::write(&index.path, text).unwrap();
    let log = index.path.with_file_name("index-wal");
    for damage in [
        &(|| cut(length / 2)) as &dyn Fn(),
        &|| cut(4097),
        &|| cut(100),
        &|| write(""),
        &|| write(&"no database, but long enough to be taken for one. ".repeat(100)),
        &|| fs::write(&log, "no log either".repeat(1000)).unwrap(),
    ] {
        damage();
        works(&index.path);
        let mut engine = Sqlite::open(&index.path).unwrap();
        engine.put(&files("boats")).unwrap();
        assert_eq!(found(&engine, "boats").len(), 300);
    }
}

#[test]
fn an_index_of_another_version_is_built_anew() {
    let index = filled();
    let connection = rusqlite::Connection::open(&index.path).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    assert_eq!(works(&index.path), 0);
}

/// Overwrites the pages behind the first few, where the tables are.
fn scramble(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[8 * 4096..].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn damage_that_shows_while_it_is_read_is_mended_by_the_next_opening() {
    let index = filled();
    scramble(&index.path);
    let engine = Sqlite::open(&index.path).unwrap();
    let error =
        engine.search(&parsed("boats"), &[], 9).or_else(|_| engine.cards(&[]).map(|_| vec![])).unwrap_err();
    assert!(matches!(error, EngineError::Broken(_)), "{error}");
    assert_eq!(error.to_string().lines().count(), 1);
    drop(engine);
    assert_eq!(Sqlite::open(&index.path).unwrap().files().unwrap(), []);
    assert_eq!(works(&index.path), 0);
}

#[test]
fn damage_that_shows_while_it_is_written_is_mended_at_once() {
    let index = filled();
    scramble(&index.path);
    let mut engine = Sqlite::open(&index.path).unwrap();
    engine.put(&files("cars")).unwrap();
    assert_eq!((found(&engine, "cars").len(), found(&engine, "boats").len()), (300, 0));
}

#[test]
fn an_index_that_cannot_be_had_is_named_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for path in [folder.path().to_owned(), folder.path().join("none/index"), folder.path().join("file/index")]
    {
        let error = Sqlite::open(&path).unwrap_err();
        let said = error.to_string();
        assert!(matches!(error, EngineError::Failed(_)), "{said}");
        assert!(said.lines().count() == 1 && said.contains(path.to_str().unwrap()), "{said}");
    }
}

#[test]
fn an_index_in_a_folder_that_may_not_be_written_is_named_in_one_line() {
    let index = filled();
    let folder = index.path.parent().unwrap();
    let mode = |mode| std::os::unix::fs::PermissionsExt::from_mode(mode);
    fs::set_permissions(folder, mode(0o500)).unwrap();
    let opened = Sqlite::open(&folder.join("new"));
    fs::set_permissions(folder, mode(0o700)).unwrap();
    match opened {
        // Root may write everywhere.
        Ok(_) => assert!(folder.join("new").exists()),
        Err(error) => assert_eq!(error.to_string().lines().count(), 1, "{error}"),
    }
}

#[test]
fn two_may_make_it_and_write_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    thread::scope(|scope| {
        for writer in 0..6 {
            let path = &path;
            scope.spawn(move || {
                let mut engine = Sqlite::open(path).unwrap();
                for number in 0..10 {
                    let name = format!("/{writer}/{number}");
                    engine.put(&[scanned(&name, [filing("", &name, "boats")])]).unwrap();
                    assert!(found(&engine, "boats").contains(&name));
                }
            });
        }
    });
    assert_eq!(works(&path), 60);
}

#[test]
fn it_is_read_while_another_writes() {
    let index = filled();
    let other = rusqlite::Connection::open(&index.path).unwrap();
    other.execute_batch("begin immediate; delete from cable;").unwrap();
    let engine = Sqlite::open(&index.path).unwrap();
    assert_eq!(found(&engine, "boats").len(), 300, "what is not finished is not seen");
    other.execute_batch("commit").unwrap();
    assert_eq!(found(&engine, "boats").len(), 0);
}
