//! A note's way to disk and back.

use crate::support::{Home, bodies, key, note};
use reftel::store::Store;

#[test]
fn a_saved_note_is_there_in_the_next_session() {
    let home = Home::new();
    let mut store = home.open();
    assert_eq!(store.load(&key()).writable, Ok(()));
    let ledger = store.commit(&key(), &[note(1, "first\nsecond")]).unwrap();
    assert_eq!(bodies(&ledger), ["first\nsecond"]);
    drop(store);
    let mut store = home.open();
    let loaded = store.load(&key());
    assert_eq!(loaded.ledger, ledger);
    assert_eq!(loaded.notices, [""; 0]);
    assert!(loaded.changes.is_empty() && loaded.drafts.is_empty());
}

#[test]
fn saving_nothing_new_leaves_every_byte() {
    let home = Home::new();
    let mut store = home.open();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    let before = std::fs::read(home.notes_file()).unwrap();
    store.commit(&key(), &[]).unwrap();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    assert_eq!(std::fs::read(home.notes_file()).unwrap(), before);
}

#[test]
fn the_same_inputs_give_the_same_file() {
    let write = |home: &Home| {
        home.open().commit(&key(), &[note(1, "one"), note(2, "two")]).unwrap();
        std::fs::read(home.notes_file()).unwrap()
    };
    let home = Home::new();
    let first = write(&home);
    std::fs::remove_dir_all(home.path().join("notes")).unwrap();
    assert_eq!(write(&home), first);
}

#[test]
fn nothing_is_written_for_a_reader_who_writes_nothing() {
    let home = Home::new();
    let mut store = home.open();
    store.load(&key());
    store.commit(&key(), &[]).unwrap();
    store.journal(&key(), &[], &[]).unwrap();
    drop(store);
    assert_eq!(home.files(), ["identity.yaml", "identity.yaml.bak", "lock", "reserve"]);
}

#[test]
fn everything_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[], &[note(1, "pending")]).unwrap();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    store.commit(&key(), &[note(2, "two")]).unwrap();
    let mut seen = 0;
    for path in home.walk() {
        let metadata = path.metadata().unwrap();
        let mode = metadata.permissions().mode() & 0o7777;
        assert_eq!(mode, if metadata.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 11, "{seen}");
}

#[test]
fn the_store_can_be_handed_to_a_signal_thread() {
    fn is_send<T: Send>() {}
    is_send::<Store>();
}
