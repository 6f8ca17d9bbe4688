//! Notes on the server: who may write and read what, and that none is lost.

use std::collections::BTreeSet;
use std::thread;

use reftel::annotation::{Author, Entry, EntryKind, NoteId, Version, Writer};
use reftel::library::postgres::{LARGEST, Postgres, Pushed};
use reftel::library::{Engine, EngineError, NoteText, Standing};

use super::server::Schema;
use crate::suite::paper::{filing, found, scanned};

/// An entry as its writer writes it.
fn pushed(author: &str, seq: u64, body: &str) -> Pushed {
    let writer =
        Writer { author: Author { id: author.into(), name: "Ann\u{1b}".into() }, replica: "r-1".into() };
    let mut entry = Entry {
        ver: Version::default(),
        id: NoteId::mint(seq, [7; 10]),
        parents: Vec::new(),
        seq,
        lamport: seq,
        at: "2026-01-01T00:00:00Z".into(),
        kind: EntryKind::Note,
        change: None,
        anchor: Default::default(),
        body: body.into(),
        note_type: String::new(),
        tags: vec!["who".into()],
        re: None,
        verdict: None,
        resolved: None,
        removes: false,
        accepts: Vec::new(),
        correction: None,
        extra: [("newer".into(), serde_json::json!({"f": 0.1}))].into(),
    };
    entry.ver = entry.hash(&writer);
    Pushed { key: "09X1".into(), text_sha256: "00ff".into(), writer, private: false, entry }
}

fn private(pushed: Pushed) -> Pushed {
    Pushed { private: true, ..pushed }
}

/// A schema with the roles admitted as authors, and their connections.
fn shared() -> (Schema, Postgres, Postgres) {
    let schema = Schema::new();
    let mut owner = schema.open("owner");
    owner.admit("ann", "a-ann").unwrap();
    owner.admit("ben", "a-ben").unwrap();
    let (ann, ben) = (schema.open("ann"), schema.open("ben"));
    (schema, ann, ben)
}

fn bodies(reader: &mut Postgres) -> Vec<String> {
    let pulled = reader.pull(0, 1000).unwrap();
    assert_eq!(pulled.quarantined, 0);
    pulled.entries.into_iter().map(|pushed| pushed.entry.body).collect()
}

#[test]
fn what_is_pushed_comes_back_as_it_was_and_once() {
    let (_schema, mut ann, mut ben) = shared();
    let all: Vec<Pushed> = (1..=5).map(|seq| pushed("a-ann", seq, "Which\0 cities?")).collect();
    assert_eq!(ann.push(&all[..3]).unwrap(), 3);
    assert_eq!(ann.push(&all).unwrap(), 2, "the union");
    let first = ben.pull(0, 2).unwrap();
    assert_eq!(first.entries, all[..2]);
    let rest = ben.pull(first.next, 100).unwrap();
    assert_eq!(rest.entries, all[2..]);
    let nothing = ben.pull(rest.next, 100).unwrap();
    assert_eq!((nothing.entries.len(), nothing.next), (0, rest.next));
}

#[test]
fn nobody_writes_as_somebody_else() {
    let (schema, mut ann, mut ben) = shared();
    ann.push(&[pushed("a-ann", 1, "mine")]).unwrap();
    let error = ben.push(&[pushed("a-ben", 1, "mine too"), pushed("a-ann", 2, "forged")]).unwrap_err();
    assert!(error.to_string().contains("row-level security"), "{error}");
    assert_eq!(bodies(&mut ann), ["mine"], "all or none");
    assert!(ben.admit("ben", "a-ann").is_err() && ben.admit("eve", "a-eve").is_err());
    // Nor by any statement of their own.
    let mut sql = schema.sql("ben");
    for statement in [
        "insert into entry (key, sha, author, replica, hash, private, body) values ('k', 's', 'a-ann', 'r', 'h', false, '')",
        "insert into entry (number, key, sha, author, replica, hash, private, body) overriding system value
         values (-1, 'k', 's', 'a-ben', 'r', 'h', false, '')",
        "update entry set body = ''",
        "delete from entry",
        "truncate entry",
        "insert into author values ('ben', 'a-eve')",
        "update author set role = 'ben'",
        "alter table entry disable row level security",
        "drop table entry",
        "set role ann",
        "insert into file (path, size, changed) values ('', 0, 0)",
        "delete from cable",
    ] {
        assert!(sql.batch_execute(statement).is_err(), "{statement}");
    }
    assert_eq!(bodies(&mut ann), ["mine"]);
}

#[test]
fn who_was_not_admitted_reads_and_does_not_write() {
    let schema = Schema::new();
    schema.open("owner");
    let mut ann = schema.open("ann");
    assert!(ann.push(&[pushed("a-ann", 1, "mine")]).is_err());
    assert!(ann.pull(0, 9).is_ok() && ann.cards(&[]).is_ok());
    let refused = ann.put(&[scanned("/a", [filing("", "1", "")])]).unwrap_err();
    assert!(refused.to_string().contains("permission denied"), "{refused}");
}

#[test]
fn what_is_private_is_seen_by_its_author_alone_until_it_is_published() {
    let (schema, mut ann, mut ben) = shared();
    ann.push(&[private(pushed("a-ann", 1, "a thought")), pushed("a-ann", 2, "for all")]).unwrap();
    ben.push(&[private(pushed("a-ben", 1, "another"))]).unwrap();
    assert_eq!(bodies(&mut ann), ["a thought", "for all"]);
    assert_eq!(bodies(&mut ben), ["for all", "another"]);
    let mut sql = schema.sql("ben");
    for statement in
        ["select count(*) from entry", "select count(*) from entry where author = 'a-ann' or true"]
    {
        assert_eq!(sql.query_one(statement, &[]).unwrap().get::<_, i64>(0), 2, "{statement}");
    }
    // Not even the owner of the tables: who indexes is no reader of notes.
    assert_eq!(bodies(&mut schema.open("owner")), ["for all"]);
    let before = ben.pull(0, 9).unwrap().next;
    assert_eq!(ann.push(&[pushed("a-ann", 1, "a thought")]).unwrap(), 1);
    assert_eq!(ben.pull(before, 9).unwrap().entries[0].entry.body, "a thought");
}

#[test]
fn what_a_reader_did_is_for_that_reader_alone() {
    let (schema, mut ann, mut ben) = shared();
    schema.open("owner").put(&[scanned("/a", [filing("", "09X1", "boats")])]).unwrap();
    let standing = Standing { notes: 1, read: 1, pinned: true };
    ann.put_standing("09X1", standing, &[NoteText("sources".into())]).unwrap();
    ben.put_standing("09X1", Standing::default(), &[]).unwrap();
    for query in ["note:sources", "is:pinned", "is:noted", "is:read"] {
        assert_eq!((found(&ann, query).len(), found(&ben, query).len()), (1, 0), "{query}");
    }
    assert_eq!(ann.standings().unwrap(), [("09X1".into(), standing)]);
    let mut sql = schema.sql("ben");
    assert_eq!(sql.query("select * from remark", &[]).unwrap().len(), 0);
    assert_eq!(
        sql.execute("update standing set owner = 'ben', pinned = true where owner = 'ann'", &[]).unwrap(),
        0
    );
    assert!(sql.execute("insert into remark values ('ann', '09X1', 'forged')", &[]).is_err());
}

#[test]
fn what_is_not_what_its_writer_wrote_is_not_taken_in() {
    let (schema, mut ann, mut ben) = shared();
    let mut changed = pushed("a-ben", 1, "one");
    changed.entry.body = "two".into();
    ben.push(&[changed, pushed("a-ben", 2, "sound")]).unwrap();
    let values = "('k', 's', 'a-ben', 'r-1', 'v1-0', false, 'no entry')";
    let insert =
        format!("insert into entry (key, sha, author, replica, hash, private, body) values {values}");
    schema.sql("ben").batch_execute(&insert).unwrap();
    let pulled = ann.pull(0, 9).unwrap();
    assert_eq!((pulled.entries.len(), pulled.quarantined), (1, 2));
}

#[test]
fn an_entry_that_is_too_large_is_refused() {
    let (_schema, mut ann, _ben) = shared();
    let error = ann.push(&[pushed("a-ann", 1, &"x".repeat(LARGEST))]).unwrap_err();
    assert_eq!(error.to_string().lines().count(), 1, "{error}");
    assert!(bodies(&mut ann).is_empty());
}

#[test]
fn who_pulls_while_others_push_misses_nothing() {
    let (schema, mut ann, mut ben) = shared();
    let pulled = thread::scope(|scope| {
        scope.spawn(|| (1..=60).for_each(|seq| _ = ann.push(&[pushed("a-ann", seq, "a")]).unwrap()));
        scope.spawn(|| (1..=60).for_each(|seq| _ = ben.push(&[pushed("a-ben", seq, "b")]).unwrap()));
        let mut reader = schema.open("owner");
        let (mut since, mut versions) = (0, BTreeSet::new());
        while versions.len() < 120 {
            let pulled = reader.pull(since, 7).unwrap();
            since = pulled.next;
            versions.extend(pulled.entries.into_iter().map(|pushed| pushed.entry.ver.0));
            thread::yield_now();
        }
        versions
    });
    assert_eq!(pulled.len(), 120);
}

#[test]
fn tables_of_another_version_and_servers_elsewhere_are_named() {
    let schema = Schema::new();
    schema.open("owner");
    schema.sql("owner").batch_execute("update reftel set version = 99").unwrap();
    let address = schema.address("owner");
    let said = Postgres::open(&address).map(|_| ()).unwrap_err();
    assert!(matches!(&said, EngineError::Broken(why) if why.contains("version 99")), "{said}");
    for (address, why) in [
        ("postgresql://ann@db.example.org/x", "db.example.org: a server elsewhere"),
        ("host=10.0.0.1 user=ann", "10.0.0.1: a server elsewhere"),
        ("host=localhost hostaddr=10.0.0.1 user=ann", "10.0.0.1: a server elsewhere"),
        ("postgresql://localhost:1/x?user=ann", "the server"),
        ("nonsense", "the address of the server"),
    ] {
        let said = Postgres::open(address).map(|_| ()).unwrap_err().to_string();
        assert!(said.contains(why) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn several_may_make_the_tables_and_index_at_once() {
    let schema = Schema::new();
    thread::scope(|scope| {
        for writer in 0..4 {
            let schema = &schema;
            scope.spawn(move || {
                let mut engine = schema.open("owner");
                for number in 0..10 {
                    let name = format!("/{writer}/{number}");
                    engine.put(&[scanned(&name, [filing("", &name, "boats")])]).unwrap();
                }
            });
        }
    });
    assert_eq!(found(&schema.open("ann"), "boats").len(), 40);
}
