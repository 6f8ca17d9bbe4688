//! Journals on a disk that fails.

use super::*;

#[test]
fn a_journal_survives_any_failure_of_the_disk() {
    for fault in [Fault::Error(Errno::NOSPC), Fault::Error(Errno::IO), Fault::Stop] {
        for at in 0.. {
            let (_directory, root) = home();
            let disk = Faulty::new(at, fault);
            let mut store = open(&root, disk.clone());
            let mut written = None;
            for text in ["a", "ab", "abc"] {
                if store.journal(&key(), &[draft(text)], &[]).and_then(|()| store.sync_journals()).is_ok() {
                    written = Some(text);
                }
            }
            if disk.calls() <= at {
                break;
            }
            if fault != Fault::Stop {
                // Whatever failed, the next key is safe again.
                store.journal(&key(), &[draft("abcd")], &[]).unwrap();
                written = Some("abcd");
                assert_eq!(
                    fs::read_dir(root.join("drafts")).unwrap().count(),
                    1,
                    "{at}: nothing is left of what failed"
                );
            }
            drop(store);
            let drafts = open(&root, Machine).load(&key()).drafts;
            let there = drafts.first().map_or("", |draft| draft.content.body.as_str());
            assert!(there.len() >= written.map_or(0, str::len), "{at}: {there} of {written:?}");
        }
    }
}

#[test]
fn on_a_full_disk_the_journal_gets_the_reserve() {
    let (_directory, root) = home();
    let disk = Faulty { reserve: root.join("reserve"), ..Faulty::new(usize::MAX, Fault::Full) };
    let mut store = open(&root, disk);
    let error = store.commit(&key(), &[note(2, "two")]).unwrap_err().to_string();
    assert!(error.contains("free some space"), "{error}");
    store.journal(&key(), &[draft("typed")], &[note(2, "two")]).unwrap();
    drop(store);
    let loaded = open(&root, Machine).load(&key());
    assert_eq!((loaded.drafts, loaded.changes), (vec![draft("typed")], vec![note(2, "two")]));
    assert!(root.join("reserve").exists(), "made again when there is room");
}

#[test]
fn a_journal_taken_away_at_birth_is_not_written_to() {
    let (_directory, root) = home();
    // The first call looks after the reserve.
    let mut store = open(&root, Faulty::new(1, Fault::Taken));
    assert!(store.journal(&key(), &[draft("a")], &[]).is_err());
    store.journal(&key(), &[draft("ab")], &[]).unwrap();
    drop(store);
    assert_eq!(open(&root, Machine).load(&key()).drafts, [draft("ab")]);
}
