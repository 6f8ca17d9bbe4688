//! A notes file that is not as it was written: known as such, kept, and never the end of a note.

use std::fs;
use std::path::PathBuf;

use crate::support::{Home, bodies, content, id, key, note};
use reftel::annotation::Change;

/// A home with a notes file of three notes and its backup of two.
fn home() -> (Home, PathBuf, Vec<u8>) {
    let home = Home::new();
    let mut store = home.open();
    store.commit(&key(), &[note(1, "The first note.\nIt has two lines."), note(2, "second")]).unwrap();
    store.commit(&key(), &[note(3, "third \u{e9}")]).unwrap();
    let path = home.notes_file();
    let bytes = fs::read(&path).unwrap();
    (home, path, bytes)
}

const ALL: [&str; 3] = ["The first note.\nIt has two lines.", "second", "third \u{e9}"];

/// The files beside the notes that hold `bytes`.
fn kept(home: &Home, bytes: &[u8]) -> usize {
    let aside = |name: &str| name.contains(".corrupt-") || name.contains(".edited-");
    let files = home.walk().into_iter().filter(|path| path.is_file() && aside(&crate::support::name(path)));
    files.filter(|path| fs::read(path).unwrap() == bytes).count()
}

/// What a session finds that opens the cable after the file became `bytes`.
fn after(home: &Home, path: &PathBuf, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    fs::write(path, bytes).unwrap();
    let loaded = home.open().load(&key());
    assert_eq!(loaded.writable, Ok(()));
    assert!(loaded.changes.is_empty());
    (bodies(&loaded.ledger), loaded.notices)
}

#[test]
fn a_file_cut_anywhere_is_known_to_be_cut_and_loses_what_was_cut_only() {
    let (home, path, whole) = home();
    for length in (0..whole.len() - 1).rev().step_by(7).chain([0]) {
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
        fs::create_dir(path.parent().unwrap()).unwrap();
        let (bodies, notices) = after(&home, &path, &whole[..length]);
        assert_eq!(notices.len(), 1, "{length}: {notices:?}");
        assert!(notices[0].contains("damaged"), "{notices:?}");
        assert_eq!(kept(&home, &whole[..length]), 1, "{length}");
        assert!(bodies.iter().all(|body| ALL.contains(&body.as_str())), "{bodies:?}");
        let complete =
            String::from_utf8_lossy(&whole[..length]).matches("\n- ver:").count().saturating_sub(1);
        assert!(bodies.len() >= complete, "{length}: {} of {complete}", bodies.len());
    }
}

#[test]
fn with_its_backup_a_cut_file_loses_nothing() {
    let (home, path, whole) = home();
    let third = String::from_utf8_lossy(&whole).rfind("\n- ver:").unwrap();
    let (bodies, notices) = after(&home, &path, &whole[..third + 20]);
    assert_eq!(bodies, ALL[..2]);
    assert_eq!(notices.len(), 1);
    // It was put right: the next session has nothing to say.
    let loaded = home.open().load(&key());
    assert_eq!((crate::support::bodies(&loaded.ledger), loaded.notices), (bodies, vec![]));
}

#[test]
fn garbage_is_known_as_garbage() {
    let (home, path, whole) = home();
    let text = String::from_utf8(whole.clone()).unwrap();
    let second = text.match_indices("\n- ver:").nth(1).unwrap().0;
    let spoilt: Vec<Vec<u8>> = vec![
        [&whole[..], &[0; 4096]].concat(),
        [&whole[..], b"x"].concat(),
        [&whole[..], b"more: 1\n"].concat(),
        [&whole[..], &whole[..]].concat(),
        [&whole[..whole.len() - 30], &[0; 30]].concat(),
        [b"<<<<<<< HEAD\n", &whole[..], b"=======\n>>>>>>> theirs\n"].concat(),
        [&text[..second], "\n<<<<<<< HEAD", &text[second..]].concat().into_bytes(),
        text.replacen("entries:", "entries: &a", 1).into_bytes(),
        text.replacen("second", "second\u{0}", 1).into_bytes(),
        [&whole[..second], b"\xff\xfe", &whole[second..]].concat(),
    ];
    for bytes in spoilt {
        let (found, notices) = after(&home, &path, &bytes);
        assert_eq!(found, ALL, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert_eq!(kept(&home, &bytes), 1);
    }
    let replaced: Vec<Vec<u8>> = vec![
        b"format: cable-notes\nschema: 0\n".to_vec(),
        b"format: shopping\nschema: 1\n".to_vec(),
        b"%YAML 1.2\n---\n".to_vec(),
        b"[".repeat(40_000),
        vec![b'x'; 33 * 1024 * 1024],
    ];
    for bytes in replaced {
        let (found, notices) = after(&home, &path, &bytes);
        assert_eq!((found.len(), notices.len()), (2, 1), "from the backup");
        assert_eq!(kept(&home, &bytes), 1);
    }
}

#[test]
fn what_mail_and_editors_do_changes_nothing() {
    let (home, path, whole) = home();
    let text = String::from_utf8(whole.clone()).unwrap();
    for bytes in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.trim_end().to_owned(),
    ] {
        let (found, notices) = after(&home, &path, bytes.as_bytes());
        assert_eq!((found, notices), (ALL.map(str::to_owned).to_vec(), vec![]), "{:?}", &bytes[..40]);
        let mut store = home.open();
        store.load(&key());
        store.commit(&key(), &[note(4, "fourth")]).unwrap();
        let loaded = home.open().load(&key());
        assert_eq!((loaded.ledger.len(), loaded.notices), (4, vec![]), "saved over {:?}", &bytes[..40]);
    }
}

#[test]
fn a_flipped_bit_is_seen_wherever_it_is() {
    let (home, path, whole) = home();
    let mut silent = Vec::new();
    for at in (0..whole.len()).step_by(5) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        let loaded = home.open().load(&key());
        let found = bodies(&loaded.ledger);
        for body in ALL {
            assert!(
                found.iter().any(|found| found == body)
                    || loaded
                        .ledger
                        .notes()
                        .iter()
                        .any(|note| { note.others.iter().any(|other| other.body == body) }),
                "{at}: lost {body:?}, has {found:?}"
            );
        }
        if loaded.notices.is_empty() {
            silent.push(at);
        }
        fs::write(&path, &whole).unwrap();
        fs::write(path.with_file_name(format!("{}.bak", crate::support::name(&path))), &whole).unwrap();
    }
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn an_edit_by_hand_becomes_a_version_beside_the_old_one() {
    let (home, path, whole) = home();
    let edited = String::from_utf8(whole).unwrap().replace("second", "second, by hand");
    let (found, notices) = after(&home, &path, edited.as_bytes());
    assert!(notices[0].contains("changed outside reftel"), "{notices:?}");
    assert_eq!(kept(&home, edited.as_bytes()), 1);
    let ledger = home.open().load(&key()).ledger;
    let note = ledger.notes().into_iter().find(|note| note.id == id(2)).unwrap();
    let versions =
        [vec![note.content.body], note.others.into_iter().map(|other| other.body).collect()].concat();
    assert!(versions.contains(&"second".to_owned()) && versions.contains(&"second, by hand".to_owned()));
    assert_eq!(found.len(), 3);
    assert!(home.open().load(&key()).notices.is_empty(), "said once");
}

#[test]
fn a_file_of_another_writer_or_cable_under_this_name_is_set_aside() {
    let other = Home::new();
    other.open().commit(&key(), &[note(1, "of another writer")]).unwrap();
    let cable = reftel::store::CableKey { id: "07ELBONIA13".into(), ..key() };
    let (home, path, _) = home();
    home.open().commit(&cable, &[note(1, "on another cable")]).unwrap();
    let elsewhere = home.path().join("notes").join(cable.directory()).join(crate::support::name(&path));
    for foreign in [other.notes_file(), elsewhere] {
        let bytes = fs::read(foreign).unwrap();
        let (found, notices) = after(&home, &path, &bytes);
        assert_eq!(found.len(), 2, "from the backup");
        assert!(!fs::read_to_string(&path).unwrap().contains("another"), "{found:?}");
        assert!(notices[0].contains("another writer or cable"), "{notices:?}");
        assert_eq!(kept(&home, &bytes), 1);
    }
}

#[test]
fn an_entry_cut_out_of_the_middle_is_missed() {
    let (home, path, whole) = home();
    let text = String::from_utf8(whole).unwrap();
    let entries: Vec<usize> = text.match_indices("\n- ver:").map(|(at, _)| at).collect();
    let cut = [&text[..entries[0]], &text[entries[1]..]].concat();
    let (found, notices) = after(&home, &path, cut.as_bytes());
    assert_eq!(found, ALL, "from the backup");
    assert!(notices[0].contains("damaged"), "{notices:?}");
}

#[test]
fn a_file_that_is_gone_comes_back_from_its_backup() {
    let (home, path, _) = home();
    fs::remove_file(&path).unwrap();
    let loaded = home.open().load(&key());
    assert_eq!(bodies(&loaded.ledger), ALL[..2]);
    assert!(loaded.notices[0].contains("backup"), "{:?}", loaded.notices);
}

#[test]
fn a_newer_file_is_read_and_never_written() {
    let (home, path, whole) = home();
    let newer = String::from_utf8(whole).unwrap().replace("schema: 1", "schema: 2\nmood: fine");
    fs::write(&path, &newer).unwrap();
    let mut store = home.open();
    let loaded = store.load(&key());
    assert_eq!(bodies(&loaded.ledger), ALL);
    let reason = loaded.writable.unwrap_err();
    assert!(reason.contains("newer version (schema 2)") && reason.contains("update"), "{reason}");
    assert!(store.commit(&key(), &[note(4, "no")]).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    // Also when it is nothing like a file of today.
    let alien = "format: cable-notes\nschema: 3\nnotes: none\n";
    fs::write(&path, alien).unwrap();
    assert!(home.open().load(&key()).writable.is_err());
    assert!(home.open().commit(&key(), &[note(4, "no")]).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), alien);
}

#[test]
fn what_a_newer_program_of_this_schema_wrote_survives() {
    let (home, path, whole) = home();
    let text = String::from_utf8(whole).unwrap();
    let (head, _) = text.split_at(text.rfind("end: ").unwrap());
    let strange = "- ver: v9-0\n  kind: drawing\n  strokes: [1, 2.5, \"x\"]\n- 17\n";
    let head = head
        .replace("schema: 1\n", "schema: 1\nmood: {weather: fine}\n")
        .replace("norm: 1", "norm: 1\n  pages: 3");
    fs::write(&path, format!("{head}{strange}end: {{entries: 5, sha256: \"?\"}}\n")).unwrap();
    let mut store = home.open();
    assert_eq!(bodies(&store.load(&key()).ledger), ALL);
    let edit = Change { id: id(1), parents: vec![], content: Some(content("edited")), at: note(9, "").at };
    store.commit(&key(), &[edit]).unwrap();
    let now = fs::read_to_string(&path).unwrap();
    for survivor in ["weather: fine", "pages: 3", "kind: drawing", "- 2.5", "- 17\n"] {
        assert!(now.contains(survivor), "{survivor} in {now}");
    }
    assert!(home.open().load(&key()).notices.is_empty());
}

/// Wrong types in one entry cost that entry only, and not even that: it stays in the file.
#[test]
fn an_entry_of_wrong_types_does_not_take_the_others_with_it() {
    let (home, path, whole) = home();
    let text = String::from_utf8(whole).unwrap();
    let first = text.find("\n- ver:").unwrap() + 1;
    let (head, rest) = text.split_at(first);
    let second = first + rest.find("\n- ver:").unwrap() + 1;
    let entry = &text[first..second];
    let spoilt = [
        entry.replacen("seq: 1", "seq: one", 1),
        entry.replacen("seq: 1", "seq: -1", 1),
        entry.replacen("seq: 1", "seq: 99999999999999999999999999", 1),
        entry.replacen("lamport: 1", "lamport: .nan", 1),
        entry.replacen("lamport: 1", "lamport: 1.5", 1),
        entry.replacen("kind: note", "kind: [note]", 1),
        entry.replacen("kind: note", "kind: null", 1),
        entry.replacen("  body: |-\n", "  body: 7\n  text: |-\n", 1),
        entry.replacen("  body: |-\n", "  tags: yes\n  body: |-\n", 1),
        entry.replacen("  body: |-\n", "  anchor: {start: 5, end: 2}\n  body: |-\n", 1),
        entry.replacen("  body: |-\n", "  anchor: {start: -5, end: 4294967296}\n  body: |-\n", 1),
        entry.replacen("  body: |-\n", "  parents: {a: b}\n  body: |-\n", 1),
        "- null\n".into(),
        "- []\n".into(),
    ];
    for spoilt in spoilt {
        assert_ne!(spoilt, entry);
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, [head, &spoilt, &text[second..]].concat()).unwrap();
        let loaded = home.open().load(&key());
        assert_eq!(bodies(&loaded.ledger), ALL[1..], "{spoilt}");
        let lines: Vec<&str> = spoilt.lines().map(|line| line.trim_start_matches(['-', ' '])).collect();
        let now = fs::read_to_string(&path).unwrap();
        assert!(now.contains(lines[0]), "{spoilt} is gone from {now}");
    }
}
