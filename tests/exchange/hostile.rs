//! Files that mean harm: refused, or taken entry by entry, and never at the cost of one's own.

use std::fs::{self, File};

use reftel::annotation::{EntryKind, Target, Writer};
use serde_json::{Value, json};

use crate::forge::{ended, entry, file, file_about, id, mallory, note, values};
use crate::support::{Desk, assert_harmless, assert_refused};

/// What no message may repeat.
const MARK: &str = "ZEBRA\u{1b}[2J\u{202e}";

/// A head that would be sound, and what comes behind it.
fn with(rest: &str) -> String {
    format!("format: cable-notes\nschema: 1\n{rest}")
}

/// SAFETY 54, 55: what is no plain data, too deep or too large.
#[test]
fn what_is_no_notes_file_is_refused_without_a_word_of_it() {
    let scalar = "x".repeat(100_000);
    let laughs: String = (1..20).map(|n| format!("l{n}: &l{n} [*l{0}, *l{0}]\n", n - 1)).collect();
    let bombs: [(&str, Vec<u8>); 20] = [
        ("aliases", with(&format!("a: &{MARK} {scalar}\nb: [{}]\n", "*a, ".repeat(20_000))).into()),
        ("laughs", with(&format!("l0: &l0 x\n{laughs}")).into()),
        ("merge key", with(&format!("<<: {{{MARK}: 1}}\n")).into()),
        ("tag", with(&format!("a: !!{MARK} 1\n")).into()),
        ("two documents", with(&format!("a: 1\n---\n{MARK}: 2\n")).into()),
        ("directive", format!("%YAML {MARK}\n---\na: 1\n").into()),
        ("deep", with(&format!("a: {}", "[".repeat(100_000))).into()),
        ("deep in lines", with(&format!("a:\n{}", "- ".repeat(100_000))).into()),
        ("open maps", "{a: ".repeat(100_000).into()),
        ("many values", with(&format!("a: [{}]", "1,".repeat(2_000_000))).into()),
        ("twice a key", with(&format!("{MARK}: 1\n{MARK}: 2\n")).into()),
        ("zip", b"PK\x03\x04ZEBRA".to_vec()),
        ("gzip", b"\x1f\x8b\x08\x00ZEBRA".to_vec()),
        ("tar", [vec![b'Z'; 257], b"ustar\x0000".to_vec()].concat()),
        ("nothing", Vec::new()),
        ("no UTF-8", b"format: \xff\xfe ZEBRA".to_vec()),
        ("another file", format!("format: {MARK}\nschema: 1\n").into()),
        ("a text", "ZEBRA crossed the road.\n\n1. (C) It did.\n".into()),
        ("cut", file(&mallory(), &values(&[note(&mallory(), 1, "ZEBRA")])).split_at(300).0.into()),
        ("marks of a conflict", format!("<<<<<<< {MARK}\n{}", with("")).into()),
    ];
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "Ann's");
    let before = ann.snapshot();
    for (name, bytes) in bombs {
        let path = desk.file("offer.yaml", bytes);
        let output = ann.run_on(&["import", "--yes"], &[&path]);
        assert_refused(&output, 3, &["offer.yaml"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("ZEBRA"), "{name}: {said}");
        assert_eq!(said.contains("is an archive"), ["zip", "gzip", "tar"].contains(&name), "{name}: {said}");
    }
    let large = desk.path("offer.yaml");
    File::create(&large).unwrap().set_len(1 << 30).unwrap();
    assert_refused(&ann.run_on(&["import", "--yes"], &[&large]), 3, &["larger than 16 MiB", "several files"]);
    assert!(ann.snapshot() == before);
}

/// Links, pipes and devices that are named.
#[test]
fn what_is_no_file_is_refused_at_once() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    assert_refused(&ann.run_on(&["import", "--yes"], &["/dev/zero".as_ref()]), 3, &["not a regular file"]);
    let pipe = desk.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_refused(&ann.run_on(&["import", "--yes"], &[&pipe]), 3, &["not a regular file"]);
    assert_refused(&ann.run_on(&["import", "--yes"], &[&desk.path("none")]), 3, &["no such file"]);
}

/// SAFETY 57: an entry that is not what it should be costs that entry.
#[test]
fn entries_of_the_wrong_kind_are_quarantined_one_by_one() {
    let writer = mallory();
    let good = serde_json::to_value(note(&writer, 1, "good")).unwrap();
    let spoilt = |name: &str, value: Value| {
        let mut entry = good.clone();
        entry[name] = value;
        entry
    };
    let bad = [
        spoilt("body", json!(5)),
        spoilt("body", Value::Null),
        spoilt("tags", json!({"a": 1})),
        spoilt("tags", json!(vec!["t"; 1_000])),
        spoilt("lamport", json!("NaN")),
        spoilt("lamport", json!(-1)),
        spoilt("lamport", json!(1.5)),
        spoilt("seq", json!(u64::MAX)),
        spoilt("seq", json!(0)),
        spoilt("anchor", json!({"start": -4, "end": 2})),
        spoilt("anchor", json!({"start": 9, "end": 2})),
        spoilt("id", json!("../../x")),
        spoilt("id", json!("")),
        spoilt("id", json!("x".repeat(10_000))),
        spoilt("ver", json!("v1-\u{0}")),
        spoilt("parents", json!(["/etc/passwd"])),
        spoilt("kind", json!(7)),
        spoilt("body", json!("x".repeat(70_000))),
        json!(5),
        json!([]),
        json!({}),
        Value::Null,
    ];
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "Ann's");
    let path = desk.file("offer.yaml", file(&writer, &[bad.to_vec(), vec![good]].concat()));
    let look = ann.look(&path);
    assert_eq!((&look["new"], &look["quarantined"]), (&json!(1), &json!(bad.len())));
    ann.import(&[&path]);
    assert_eq!(ann.bodies(), ["Ann's", "good"]);
    assert!(ann.run(&["verify"]).status.success(), "what is no entry is not in the store");
    let shown = ann.ok(&["import", "--dry-run"], &[&path]);
    assert_eq!(shown.matches("    not taken: ").count(), 10, "{shown}");
    assert!(shown.contains("'body' is of the wrong kind"), "{shown}");
    assert!(shown.contains(&format!("    and {} more\n", bad.len() - 10)), "{shown}");
}

/// SAFETY 58: nothing of a file is a path.
#[test]
fn ids_that_are_paths_lead_nowhere() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let long = "x".repeat(1_000);
    for (number, cable) in ["../../x", "/etc/passwd", "a/b", ".", "a\u{0}b", MARK, &long].iter().enumerate() {
        let path =
            desk.file("offer.yaml", file_about(&mallory(), cable, &values(&[note(&mallory(), 1, "x")])));
        let shown = ann.ok(&["import", "--dry-run"], &[&path]);
        assert_harmless(&shown);
        ann.import(&[&path]);
        assert_eq!(fs::read_dir(ann.config().join("notes")).unwrap().count(), number + 1);
    }
    let names = ["../../x", "", "a-", "a-X", "a-../x", "a-b.r-c", &format!("a-{}", "x".repeat(10_000)), MARK];
    let before = ann.snapshot();
    for name in names {
        for (author, replica) in [(name, "r-1"), ("a-b", name)] {
            let mut writer = mallory();
            (writer.author.id, writer.replica) = (author.into(), replica.into());
            let path = desk.file("offer.yaml", file(&writer, &[]));
            assert_refused(&ann.run_on(&["import", "--yes"], &[&path]), 3, &["names no writer"]);
        }
    }
    assert!(ann.snapshot() == before);
    let above = fs::read_dir(desk.path("")).unwrap().count();
    assert_eq!(above, 3, "the cable, the offer, and the configuration directory");
}

fn id_in(refused: &Value) -> String {
    refused[0]["id"].as_str().unwrap().into()
}

/// SAFETY 59: forged, numbered twice, beyond belief.
#[test]
fn what_is_forged_is_quarantined_and_what_is_odd_is_said() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ben.add(1, "Ben's");
    let honest = fs::read_to_string(ben.file()).unwrap();
    let (body, _) = honest.rsplit_once("end:").unwrap();
    // The notes of one under the name of another, and other words in the same name.
    let writer = reftel::store::NotesFile::read(&ben.file()).unwrap().writer().clone();
    for (from, to) in [(writer.author.id.as_str(), "a-victim"), ("Ben's", "Bad's")] {
        let path = desk.file("offer.yaml", ended(&body.replace(from, to), 1));
        let look = ann.look(&path);
        assert_eq!((&look["new"], &look["quarantined"]), (&json!(0), &json!(1)), "{to}");
        let id = id_in(&look["refused"]);
        assert!(look["refused"][0]["why"].to_string().contains("contents differ"), "{look}");
        let output = ann.run_on(&["import", "--yes"], &[&path]);
        assert_eq!(output.status.code(), Some(1));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains("nothing was taken in; entries that were refused: 1"), "{error}");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(&format!("not taken: {id}: contents differ")), "{said}");
        assert!(said.contains("ask their writer for the file again"), "{said}");
        assert!(
            !ann.config().join("notes/2ccd0249f842a77a-07ELBONIA12").exists(),
            "{to}: nothing is left of it"
        );
    }
    let mallory = mallory();
    let another = entry(&mallory, |entry| (entry.id, entry.body) = (id(7), "another".into()));
    let twice = [note(&mallory, 1, "one"), another];
    let far = entry(&mallory, |entry| (entry.seq, entry.lamport, entry.id) = (2, 1_000_000_000, id(2)));
    let path = desk.file("offer.yaml", file(&mallory, &values(&[&twice[..], &[far]].concat())));
    let remarks = ann.look(&path)["remarks"].to_string();
    assert!(remarks.contains("copied identity") && remarks.contains("beyond belief"), "{remarks}");
    ann.import(&[&path]);
    assert_eq!(ann.bodies(), ["another", "one"], "both are kept, and the one beyond belief is held back");
    assert!(ann.run(&["verify"]).status.success(), "it is kept, and nothing is wrong with the files");
    let doctor = String::from_utf8(ann.run(&["doctor"]).stdout).unwrap();
    assert!(doctor.contains("ask its writer for the note in a new file"), "{doctor}");
    ann.add(1, "Ann's");
    let text = fs::read_to_string(ann.file()).unwrap();
    assert!(!text.contains("100000000"), "numbers do not follow the one beyond belief");
}

/// Replies to themselves, in a ring, and a chain that recursion would not survive.
#[test]
fn chains_and_rings_of_replies_are_taken() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let mallory = mallory();
    let reply = |number: u64, on: u64| {
        entry(&mallory, |entry| {
            (entry.id, entry.seq, entry.lamport) = (id(number), number, number);
            entry.kind = EntryKind::Reply;
            let ver = reftel::annotation::Version(format!("v1-{on:032x}").into());
            entry.re = Some(Target { id: id(on), author: mallory.author.id.clone(), ver });
        })
    };
    let mut entries = vec![reply(1, 1), reply(2, 3), reply(3, 2)];
    entries.extend((4..1_000).map(|number| reply(number, number - 1)));
    let path = desk.file("offer.yaml", file(&mallory, &values(&entries)));
    assert_eq!(ann.look(&path)["new"], json!(entries.len()));
    ann.import(&[&path]);
    assert!(ann.run(&["verify"]).status.success());
    assert_eq!(ann.bodies(), [""; 0]);
}

/// SAFETY 60: a colleague's file changes and deletes nothing of mine.
#[test]
fn a_colleague_cannot_change_my_note() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "Ann's");
    let (own, notes) = (fs::read(ann.file()).unwrap(), ann.notes());
    let text = String::from_utf8(own.clone()).unwrap();
    let file_of_ann: Value = serde_yaml::from_str(&text).unwrap();
    let mine = &file_of_ann["entries"][0];
    let over = |seq: u64, kind: EntryKind| {
        entry(&mallory(), |entry| {
            (entry.id, entry.parents) = (of(&mine["id"]), vec![of(&mine["ver"])]);
            (entry.seq, entry.lamport, entry.kind, entry.body) = (seq, 9, kind, "changed".into());
        })
    };
    for (seq, kind) in [(1, EntryKind::Note), (2, EntryKind::Tombstone)] {
        let path = desk.file("offer.yaml", file(&mallory(), &values(&[over(seq, kind)])));
        ann.import(&[&path]);
        assert!(fs::read(ann.file()).unwrap() == own);
        let still = ann.notes();
        let same = still.iter().find(|note| note["body"] == "Ann's").unwrap();
        assert_eq!(same["heads"], notes[0]["heads"], "{seq}");
    }
}

fn of<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// SAFETY 61: whatever a terminal would obey is shown, in every field there is.
#[test]
fn nothing_in_a_file_reaches_the_terminal_raw() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let mut writer: Writer = mallory();
    writer.author.name = MARK.into();
    let vile = entry(&writer, |entry| {
        (entry.body, entry.note_type, entry.tags) = (MARK.into(), MARK.into(), vec![MARK.into()]);
        entry.at = MARK.into();
        (entry.anchor.section, entry.anchor.label) = (MARK.into(), Some(MARK.into()));
        entry.anchor.exact = MARK.into();
    });
    let text = file(&writer, &values(&[vile]));
    let text = text.replacen("replica:", &format!("seen: {{\"a-{}\": 4}}\nreplica:", "\\e[2J"), 1);
    let path = desk.file("offer\u{1b}[2J\u{202e}.yaml", ended(text.rsplit_once("end:").unwrap().0, 1));
    assert_harmless(&ann.ok(&["import", "--dry-run"], &[&path]));
    assert_harmless(&ann.ok(&["import", "--dry-run", "--json"], &[&path]));
    for arguments in [&["diff"][..], &["diff", "--json"]] {
        let output = ann.run_on(arguments, &[&path]);
        assert_eq!(output.status.code(), Some(1));
        assert_harmless(&String::from_utf8(output.stdout).unwrap());
    }
    ann.import(&[&path]);
    assert_harmless(&ann.ok(&["notes", "list"], &[&desk.cable()]));
    let stored = fs::read_to_string(&ann.files()[0]).unwrap();
    assert_harmless(&stored);
}
