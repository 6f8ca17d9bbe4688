//! A draft in the reader's own editor: its file, and what is found of it when both have died.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Home, draft, key, name};

/// Writes `text` in place of the note in the file.
fn edit(path: &std::path::Path, from: &str, to: &str) {
    let sheet = fs::read_to_string(path).unwrap();
    fs::write(path, sheet.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_file_is_the_users_alone_and_goes() {
    let home = Home::new();
    let store = home.open();
    let below = [String::from("Note on ¶1.")];
    let out = store.send_out(&key(), &draft(1, "text"), &below).unwrap();
    let path = out.path();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert!(fs::read_to_string(&path).unwrap().ends_with("# Note on ¶1.\n"));
    assert!(out.is_unchanged());
    edit(&path, "text", "# text\nand more");
    assert!(!out.is_unchanged());
    assert_eq!(out.text().unwrap().text, "# text\nand more");
    fs::write(path.with_file_name("note.txt~"), "text").unwrap();
    out.remove();
    assert!(!path.parent().unwrap().exists());
}

#[test]
fn what_was_saved_there_comes_back_once_as_the_draft() {
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[draft(1, "text"), draft(2, "other")], &[]).unwrap();
    let out = store.send_out(&key(), &draft(1, "text"), &[]).unwrap();
    edit(&out.path(), "text", "longer text");
    assert_eq!(home.open().load(&key()).drafts, [], "the session lives, and so does its editor");
    drop((store, out));
    let mut next = home.open();
    let loaded = next.load(&key());
    assert_eq!(loaded.drafts, [draft(2, "other"), draft(1, "longer text")]);
    assert!(loaded.notices.iter().any(|said| said.contains("an editor")), "{:?}", loaded.notices);
    assert!(!home.files().iter().any(|name| name == "note.txt"));
    drop(next);
    assert_eq!(
        home.open().load(&key()).drafts,
        [draft(2, "other"), draft(1, "longer text")],
        "in the journal"
    );
}

/// The end of the file is where an editor's user goes to go on.
#[test]
fn what_was_typed_behind_the_comment_is_text() {
    let home = Home::new();
    let store = home.open();
    let below = [String::from("Note on ¶1."), String::new(), String::from("A boat.")];
    let out = store.send_out(&key(), &draft(1, "text"), &below).unwrap();
    edit(&out.path(), "# A boat.\n", "# A boat.\nand more\n");
    let edited = out.text().unwrap();
    assert_eq!((edited.text.as_str(), edited.taken_in), ("text\nand more", 1));
    drop((store, out));
    assert_eq!(home.open().load(&key()).drafts, [draft(1, "text\nand more")]);
}

#[test]
fn a_draft_that_somebody_went_on_with_stays_beside_it() {
    let home = Home::new();
    let mut store = home.open();
    let out = store.send_out(&key(), &draft(1, "text"), &[]).unwrap();
    edit(&out.path(), "text", "from the editor");
    store.journal(&key(), &[draft(1, "text and more")], &[]).unwrap();
    drop((store, out));
    let drafts = home.open().load(&key()).drafts;
    let texts: Vec<&str> = drafts.iter().map(|draft| draft.content.body.as_str()).collect();
    assert_eq!(texts, ["text and more", "from the editor"]);
    assert_ne!(drafts[0].id, drafts[1].id);
}

#[test]
fn what_says_nothing_new_goes_and_what_cannot_be_read_stays() {
    for (written, left) in [(None, 0), (Some(&b"\xff"[..]), 1), (Some(&[b'a'; 5_000_000]), 1)] {
        let home = Home::new();
        let store = home.open();
        let out = store.send_out(&key(), &draft(1, "text"), &[]).unwrap();
        if let Some(bytes) = written {
            fs::write(out.path(), bytes).unwrap();
        }
        drop((store, out));
        let loaded = home.open().load(&key());
        assert_eq!(loaded.drafts, []);
        let files = home.walk().into_iter().filter(|path| name(path) == "note.txt").count();
        assert_eq!(files, left);
        assert_eq!(loaded.notices.len(), left, "{:?}", loaded.notices);
        assert_eq!(home.open().load(&key()).notices.len(), 0, "said once");
    }
}
