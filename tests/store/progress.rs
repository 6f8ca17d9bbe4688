//! Read marks and marks of places: several sessions unite, and nothing that cannot be read is overwritten.

use std::collections::BTreeMap;
use std::fs;

use jiff::Timestamp;
use reftel::annotation::{Extra, Mark, Place, ReadMarks};

use crate::support::{Home, key, name};

fn read(names: &[&str]) -> ReadMarks {
    ReadMarks { read: names.iter().map(|name| (*name).to_string()).collect(), ..ReadMarks::default() }
}

#[test]
fn sessions_unite_what_they_read() {
    let home = Home::new();
    let (one, other) = (home.open(), home.open());
    assert_eq!(one.keep_read(&key(), &read(&["a", "b"])).unwrap(), read(&["a", "b"]));
    assert_eq!(other.keep_read(&key(), &read(&["c"])).unwrap(), read(&["a", "b", "c"]));
    // The first does not know of the third, and takes nothing away.
    one.keep_read(&key(), &read(&["a", "b"])).unwrap();
    assert_eq!(home.open().load(&key()).read, read(&["a", "b", "c"]));
}

/// Whoever still knows a mark that was taken back does not bring it back; who marks it again does.
#[test]
fn a_mark_that_was_taken_back_stays_so() {
    let home = Home::new();
    let (one, other) = (home.open(), home.open());
    let both = read(&["a", "b"]);
    let mut mine = one.keep_read(&key(), &both).unwrap();
    other.keep_read(&key(), &both).unwrap();
    mine.take_back("a");
    assert_eq!(one.keep_read(&key(), &mine).unwrap().read, read(&["b"]).read);
    let mut theirs = other.keep_read(&key(), &read(&["a", "b", "c"])).unwrap();
    assert_eq!(theirs.read, read(&["b", "c"]).read);
    theirs.mark("a");
    other.keep_read(&key(), &theirs).unwrap();
    one.keep_read(&key(), &mine).unwrap();
    assert_eq!(home.open().load(&key()).read.read, read(&["a", "b", "c"]).read);
}

#[test]
fn a_damaged_list_is_set_aside_and_a_newer_one_left_alone() {
    let home = Home::new();
    let path = home.path().join("state").join(format!("{}.read.yaml", key().directory()));
    home.open();
    fs::write(&path, "read: [a, b").unwrap();
    home.open().keep_read(&key(), &read(&["c"])).unwrap();
    let kept = home.files().into_iter().find(|file| file.contains(".read.yaml.corrupt-")).unwrap();
    assert_eq!(fs::read_to_string(path.with_file_name(kept)).unwrap(), "read: [a, b");
    assert_eq!(home.open().load(&key()).read, read(&["c"]));
    fs::write(&path, "\0").unwrap();
    let loaded = home.open().load(&key());
    assert_eq!((loaded.read, loaded.notices.len()), (ReadMarks::default(), 1));
    let newer = "format: reftel-read-marks\nschema: 2\nroom: 101\n";
    fs::write(&path, newer).unwrap();
    home.open().keep_read(&key(), &read(&["c"])).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn nothing_is_written_where_nothing_is_new() {
    let home = Home::new();
    let path = home.path().join("state").join(format!("{}.read.yaml", key().directory()));
    home.open().keep_read(&key(), &read(&["a", "b"])).unwrap();
    let inode = |path: &std::path::Path| std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap());
    let before = inode(&path);
    home.open().keep_read(&key(), &read(&["b"])).unwrap();
    assert_eq!(inode(&path), before, "{}", name(&path));
}

fn mark(offset: u64, second: i64) -> Mark {
    let at = Timestamp::from_second(second).unwrap();
    Mark { text_sha256: key().text_sha256, offset, anchor: None, at, extra: Extra::new() }
}

#[test]
fn of_one_letter_set_in_two_sessions_the_later_counts() {
    let home = Home::new();
    let place = |marks: &[(&str, Mark)]| Place {
        marks: marks.iter().map(|(letter, mark)| ((*letter).to_string(), mark.clone())).collect(),
        ..Place::default()
    };
    home.open().keep_place(&key(), &place(&[("a", mark(10, 1)), ("b", mark(20, 9))])).unwrap();
    home.open().keep_place(&key(), &place(&[("b", mark(21, 5)), ("a", mark(11, 2))])).unwrap();
    home.open().keep_place(&key(), &place(&[])).unwrap();
    let kept = home.open().load(&key()).place.unwrap().marks;
    assert_eq!(kept, BTreeMap::from([("a".into(), mark(11, 2)), ("b".into(), mark(20, 9))]));
}
