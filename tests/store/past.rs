//! What was done to the text of a note comes back with that text, and with no other.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use reftel::annotation::{History, NoteId, Patch};

use crate::support::{Home, id, key};

fn history(texts: &[&str]) -> History<Patch> {
    let mut history = History::default();
    for pair in texts.windows(2) {
        history.record(Patch::between(pair[0], pair[1]));
    }
    history
}

/// The one file that is kept.
fn file(home: &Home) -> std::path::PathBuf {
    home.path().join("state/undo").join(key().directory()).join(format!("{}.json", id(1).0))
}

#[test]
fn a_history_comes_back_with_its_text_only() {
    let home = Home::new();
    let done = history(&["", "a", "ab"]);
    home.open().keep_history(&key(), &id(1), "ab", done.clone()).unwrap();
    let store = home.open();
    assert_eq!(store.recall_history(&key(), &id(1), "ab"), Some(done));
    assert_eq!(store.recall_history(&key(), &id(1), "a"), None);
    assert_eq!(store.recall_history(&key(), &id(2), "ab"), None);
    let mode = fs::metadata(file(&home)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_is_damaged_counts_as_nothing() {
    let home = Home::new();
    let store = home.open();
    store.keep_history(&key(), &id(1), "ab", history(&["", "ab"])).unwrap();
    let whole = fs::read(file(&home)).unwrap();
    for length in 0..whole.len() {
        fs::write(file(&home), &whole[..length]).unwrap();
        assert_eq!(store.recall_history(&key(), &id(1), "ab"), None, "{length}");
    }
    for newer in [("\"schema\":1", "\"schema\":2"), ("reftel-undo", "reftel-else")] {
        fs::write(file(&home), String::from_utf8(whole.clone()).unwrap().replace(newer.0, newer.1)).unwrap();
        assert_eq!(store.recall_history(&key(), &id(1), "ab"), None, "{newer:?}");
    }
    fs::remove_file(file(&home)).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", file(&home)).unwrap();
    assert_eq!(store.recall_history(&key(), &id(1), "ab"), None);
    store.keep_history(&key(), &id(1), "ab", history(&["", "ab"])).unwrap();
    assert_eq!(store.recall_history(&key(), &id(1), "ab"), Some(history(&["", "ab"])));
}

#[test]
fn only_so_much_is_kept() {
    let home = Home::new();
    let store = home.open();
    let long = "x".repeat(60_000);
    let texts = ["", "first", &long, "last"];
    store.keep_history(&key(), &id(1), "last", history(&texts)).unwrap();
    let kept = store.recall_history(&key(), &id(1), "last").unwrap();
    assert_eq!(kept, history(&texts[2..]), "the nearest, as far as there is room");
    for number in 1..300 {
        store.keep_history(&key(), &id(number), "b", history(&["a", "b"])).unwrap();
    }
    let files = fs::read_dir(file(&home).parent().unwrap()).unwrap().count();
    assert!(files <= 200, "{files}");
    assert!(store.recall_history(&key(), &id(299), "b").is_some());
}

/// An id comes from a file that anybody may have written.
#[test]
fn an_id_is_no_path() {
    let home = Home::new();
    let store = home.open();
    for id in ["../../../../x", "", "/etc/x", &"x".repeat(36)] {
        store.keep_history(&key(), &NoteId(id.into()), "b", history(&["a", "b"])).unwrap();
        assert_eq!(store.recall_history(&key(), &NoteId(id.into()), "b"), None);
    }
    assert!(!home.files().iter().any(|name| name.ends_with(".json")), "{:?}", home.files());
}
