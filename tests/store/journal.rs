//! What is not saved yet survives the end of the session, and comes back once.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use crate::support::{Home, bodies, draft, key, name, note};

/// The journals, with their bytes.
fn journals(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let files = home.walk().into_iter().filter(|path| path.extension().is_some_and(|end| end == "wal"));
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Puts back what a session that ended in order removed or a live one locks: as if it had been killed instead.
fn as_after_a_kill(home: &Home, found: &[(PathBuf, Vec<u8>)]) {
    for (path, _) in journals(home) {
        fs::remove_file(path).unwrap();
    }
    for (path, bytes) in found {
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn a_draft_survives_and_comes_back_once() {
    let home = Home::new();
    let mut store = home.open();
    store.load(&key());
    for text in ["H", "He", "Hel"] {
        store.journal(&key(), &[draft(1, text)], &[note(2, "pending")]).unwrap();
    }
    let left = journals(&home);
    drop(store);
    as_after_a_kill(&home, &left);
    let mut next = home.open();
    let loaded = next.load(&key());
    assert_eq!((loaded.drafts, loaded.changes), (vec![draft(1, "Hel")], vec![note(2, "pending")]));
    assert_eq!(loaded.notices.len(), 1);
    let after = journals(&home);
    assert!(after.len() == 1 && after[0].0 != left[0].0, "taken over into the session's own");
    let other = home.open().load(&key());
    assert!(other.drafts.is_empty() && other.changes.is_empty(), "and by one session only");
    assert!(other.notices.is_empty());
    // Killed again before a key was pressed: still there.
    let left = journals(&home);
    drop(next);
    as_after_a_kill(&home, &left);
    assert_eq!(home.open().load(&key()).drafts, [draft(1, "Hel")]);
}

/// Somebody removes the directory, or a part of it, while a note is written.
#[test]
fn a_journal_that_is_taken_away_is_begun_anew() {
    for gone in ["", "drafts"] {
        let home = Home::new();
        let mut store = home.open();
        store.journal(&key(), &[draft(1, "before")], &[]).unwrap();
        fs::remove_dir_all(home.path().join(gone)).unwrap();
        store.journal(&key(), &[draft(1, "before and after")], &[]).unwrap();
        drop(store);
        assert_eq!(home.open().load(&key()).drafts, [draft(1, "before and after")], "without '{gone}'");
    }
}

#[test]
fn a_draft_kept_at_the_end_of_a_session_is_there_in_the_next() {
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[draft(1, "to be continued")], &[]).unwrap();
    drop(store);
    assert_eq!(home.open().load(&key()).drafts, [draft(1, "to be continued")]);
}

#[test]
fn a_session_that_saved_everything_leaves_no_journal() {
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[draft(1, "x")], &[]).unwrap();
    store.commit(&key(), &[note(1, "x")]).unwrap();
    store.journal(&key(), &[], &[]).unwrap();
    assert_eq!(journals(&home).len(), 1);
    drop(store);
    assert_eq!(journals(&home).len(), 0);
}

#[test]
fn the_journal_of_a_live_session_is_not_taken() {
    let home = Home::new();
    let mut alive = home.open();
    alive.journal(&key(), &[draft(1, "typing")], &[]).unwrap();
    let loaded = home.open().load(&key());
    assert!(loaded.drafts.is_empty());
    assert_eq!(alive.load(&key()).drafts, [draft(1, "typing")], "its own it knows");
    alive.journal(&key(), &[draft(1, "typing on")], &[]).unwrap();
}

#[test]
fn the_journal_of_another_cable_is_left_for_its_own() {
    let home = Home::new();
    let mut store = home.open();
    let other = reftel::store::CableKey { id: "07ELBONIA13".into(), ..key() };
    store.journal(&other, &[draft(1, "elsewhere")], &[]).unwrap();
    drop(store);
    let mut store = home.open();
    assert!(store.load(&key()).drafts.is_empty());
    assert_eq!(store.load(&other).drafts, [draft(1, "elsewhere")]);
}

/// A journal of two records, with its bytes.
fn two_records() -> (Home, PathBuf, Vec<u8>) {
    let home = Home::new();
    let mut store = home.open();
    for text in ["a", "ab"] {
        store.journal(&key(), &[draft(1, text)], &[]).unwrap();
    }
    let (path, bytes) = journals(&home).remove(0);
    (home, path, bytes)
}

/// Bytes of the first record.
fn record_length(bytes: &[u8]) -> usize {
    8 + usize::try_from(u32::from_le_bytes(bytes[..4].try_into().unwrap())).unwrap()
}

#[test]
fn every_complete_record_before_a_cut_counts() {
    let (home, path, bytes) = two_records();
    let first = record_length(&bytes);
    let edges = [first - 1, first, first + 1, bytes.len() - 1, bytes.len()];
    for length in (0..bytes.len()).step_by(7).chain(edges) {
        for tail in [&b""[..], &[0; 64], b"\xff\xff\xff\xff garbage"] {
            as_after_a_kill(&home, &[(path.clone(), [&bytes[..length], tail].concat())]);
            let drafts = home.open().load(&key()).drafts;
            let expected = match length {
                _ if length < first => vec![],
                _ if length < bytes.len() => vec![draft(1, "a")],
                _ => vec![draft(1, "ab")],
            };
            assert_eq!(drafts, expected, "{length} {tail:?}");
        }
    }
}

#[test]
fn a_flipped_bit_ends_a_journal_there() {
    let (home, path, bytes) = two_records();
    for at in record_length(&bytes)..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[at] ^= 4;
        as_after_a_kill(&home, &[(path.clone(), bytes)]);
        assert_eq!(home.open().load(&key()).drafts, [draft(1, "a")], "{at}");
    }
}

/// What can be read behind the damage comes back, what cannot is kept, and both are said.
#[test]
fn a_damaged_journal_is_kept_and_read_on_behind_the_damage() {
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[draft(1, "first")], &[]).unwrap();
    store.journal(&key(), &[draft(1, "first"), draft(2, "an hour of work")], &[]).unwrap();
    let [(path, bytes)] = &journals(&home)[..] else { panic!("one journal") };
    drop(store);
    for (at, drafts) in [
        (record_length(bytes) / 2, vec![draft(1, "first"), draft(2, "an hour of work")]),
        (1, vec![draft(1, "first"), draft(2, "an hour of work")]),
        (bytes.len() - 5, vec![draft(1, "first")]),
    ] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x40;
        as_after_a_kill(&home, &[(path.clone(), damaged.clone())]);
        let loaded = home.open().load(&key());
        assert_eq!(loaded.drafts, drafts, "{at}");
        assert!(loaded.notices.iter().any(|notice| notice.contains("damaged on disk")), "{at}");
        let is_kept = |path: &PathBuf| {
            name(path).contains(".wal.corrupt-") && std::fs::read(path).is_ok_and(|kept| kept == damaged)
        };
        assert!(home.walk().iter().any(is_kept), "{at}");
    }
}

#[test]
fn what_was_saved_before_the_end_is_not_saved_again() {
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[], &[note(1, "one"), note(2, "two")]).unwrap();
    let left = journals(&home);
    store.commit(&key(), &[note(1, "one")]).unwrap();
    drop(store);
    as_after_a_kill(&home, &left);
    let mut store = home.open();
    let loaded = store.load(&key());
    assert_eq!(loaded.changes, [note(2, "two")]);
    let ledger = store.commit(&key(), &[note(1, "one"), note(2, "two")]).unwrap();
    assert_eq!((bodies(&ledger).len(), ledger.len()), (2, 2));
}

/// A session that died while it took over another's journal leaves both.
#[test]
fn what_two_journals_hold_comes_back_once_and_as_it_was_last() {
    let home = Home::new();
    let mut store = home.open();
    store.journal(&key(), &[draft(1, "old"), draft(2, "other")], &[note(3, "pending")]).unwrap();
    let (first, bytes) = journals(&home).remove(0);
    let mut newer = draft(1, "new");
    newer.at = draft(9, "").at;
    store.journal(&key(), std::slice::from_ref(&newer), &[note(3, "pending")]).unwrap();
    let (_, both) = journals(&home).remove(0);
    drop(store);
    for (older, newest) in [("0", "1"), ("1", "0")] {
        let journal = |name: &str| first.with_file_name(format!("{}.{name}.wal", key().directory()));
        as_after_a_kill(&home, &[(journal(older), bytes.clone()), (journal(newest), both.clone())]);
        let loaded = home.open().load(&key());
        let mut drafts = loaded.drafts;
        drafts.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(
            (drafts, loaded.changes),
            (vec![newer.clone(), draft(2, "other")], vec![note(3, "pending")])
        );
        assert_eq!(journals(&home).len(), 1);
    }
}

#[test]
fn a_long_session_does_not_fill_the_disk() {
    let home = Home::new();
    let mut store = home.open();
    let long = "x".repeat(60_000);
    for at in 0..300 {
        store.journal(&key(), &[draft(1, &format!("{long}{at}"))], &[]).unwrap();
    }
    let found = journals(&home);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.len() < 5 * 1024 * 1024, "{}", found[0].1.len());
    drop(store);
    assert_eq!(home.open().load(&key()).drafts, [draft(1, &format!("{long}299"))]);
}

/// A key costs what it changes, not what was typed before it.
#[test]
fn a_key_in_a_long_text_is_a_short_record() {
    let home = Home::new();
    let mut store = home.open();
    let mut text = "é".repeat(500_000);
    store.journal(&key(), &[draft(1, &text), draft(2, "other")], &[note(3, "pending")]).unwrap();
    let before = journals(&home)[0].1.len();
    for _ in 0..10 {
        text.insert(500_000, 'x');
        store.journal(&key(), &[draft(1, &text), draft(2, "other")], &[note(3, "pending")]).unwrap();
    }
    let left = journals(&home);
    assert!(left[0].1.len() - before < 10 * 300, "{} bytes", left[0].1.len() - before);
    drop(store);
    as_after_a_kill(&home, &left);
    let loaded = home.open().load(&key());
    assert_eq!(loaded.drafts, [draft(1, &text), draft(2, "other")]);
    assert_eq!(loaded.changes, [note(3, "pending")]);
}

/// Patches make room for the whole state before they are more than that.
#[test]
fn a_journal_of_many_keys_is_read_as_one_of_few() {
    let home = Home::new();
    let mut store = home.open();
    let mut text = String::new();
    for _ in 0..400 {
        text.push('x');
        store.journal(&key(), &[draft(1, &text)], &[]).unwrap();
    }
    let left = journals(&home);
    let mut rest = left[0].1.as_slice();
    let mut whole = 0;
    while !rest.is_empty() {
        let (record, behind) = rest.split_at(record_length(rest));
        whole += usize::from(record[8..].starts_with(b"{\"drafts\""));
        rest = behind;
    }
    assert!((5..40).contains(&whole), "{whole} records of the whole state");
    drop(store);
    as_after_a_kill(&home, &left);
    assert_eq!(home.open().load(&key()).drafts, [draft(1, &text)]);
}

/// One state of the drafts and changes after another: keys in one of two drafts, drafts that come and go, changes.
fn states() -> impl Strategy<Value = Vec<(Vec<(u64, String)>, u64)>> {
    let text = "[a-cé外\n]{0,6}";
    let drafts = prop::collection::vec((1u64..3, text), 0..3);
    prop::collection::vec((drafts, 0u64..3), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_typed_the_last_complete_record_is_the_state(states in states(), cut in 0usize..usize::MAX) {
        let home = Home::new();
        let mut store = home.open();
        let mut written = vec![(0, (Vec::new(), Vec::new()))];
        for (typed, changes) in states {
            let mut drafts: Vec<_> = typed.into_iter().map(|(number, text)| draft(number, &text)).collect();
            drafts.dedup_by(|a, b| a.id == b.id);
            let changes: Vec<_> = (0..changes).map(|number| note(number + 5, "pending")).collect();
            store.journal(&key(), &drafts, &changes).unwrap();
            let length = journals(&home).first().map_or(0, |(_, bytes)| bytes.len());
            written.push((length, (drafts, changes)));
        }
        let left = journals(&home);
        drop(store);
        if let Some((path, bytes)) = left.first() {
            let cut = cut % (bytes.len() + 1);
            as_after_a_kill(&home, &[(path.clone(), bytes[..cut].to_vec())]);
            let whole = written.iter().rev().find(|(length, _)| *length <= cut).unwrap();
            let loaded = home.open().load(&key());
            prop_assert_eq!((loaded.drafts, loaded.changes), whole.1.clone());
        }
    }
}
