//! Saving notes while somebody else does.

use super::*;
use crate::annotation::Place;

/// Without locks another session may save at any moment: after this one read, before it renames, before it checks.
#[test]
fn another_session_may_save_at_any_moment_where_there_are_no_locks() {
    for (at, is_first) in (0..30).flat_map(|at| [(at, true), (at, false)]) {
        let (_directory, root) = home();
        if is_first {
            fs::remove_dir_all(root.join("notes")).unwrap();
        }
        let mut other = open(&root, Faulty { locks: false, ..Faulty::new(usize::MAX, Fault::Stop) });
        let disk = Faulty { locks: false, ..Faulty::new(at, Fault::Error(Errno::IO)) };
        let meddle = move || drop(other.commit(&key(), &[note(2, "theirs")]).unwrap());
        *disk.meddle.lock().unwrap() = Some(Box::new(meddle));
        let ours = open(&root, disk.clone()).commit(&key(), &[note(3, "ours")]).unwrap();
        if disk.meddle.lock().unwrap().is_some() {
            assert!(at > 5, "calls to meddle with");
            continue;
        }
        let there = bodies(&open(&root, Machine).load(&key()).ledger);
        assert!(bodies(&ours).contains(&"ours".to_owned()), "{at}");
        let all: &[&str] = if is_first { &["theirs", "ours"] } else { &["one", "theirs", "ours"] };
        assert_eq!(there, all, "{at}");
    }
}

/// Somebody else's file in place of this one, under the lock: a copy program knows no locks.
#[test]
fn a_file_replaced_at_any_moment_is_not_overwritten_unread() {
    for at in 0.. {
        let (_directory, root) = home();
        let mut store = open(&root, Machine);
        let old = fs::read(store.notes_of(&key()).1).unwrap();
        store.commit(&key(), &[note(2, "two")]).unwrap();
        let file = store.notes_of(&key()).1;
        let new = fs::read(&file).unwrap();
        fs::write(&file, old).unwrap();
        let disk = Faulty::new(at, Fault::Error(Errno::IO));
        let there = file.clone();
        let meddle = move || {
            let copy = there.with_file_name("copy");
            fs::write(&copy, new).unwrap();
            fs::rename(&copy, there).unwrap();
        };
        *disk.meddle.lock().unwrap() = Some(Box::new(meddle));
        let mut store = open(&root, disk.clone());
        let saved = store.commit(&key(), &[note(3, "three")]);
        if disk.meddle.lock().unwrap().is_some() {
            break;
        }
        let there = bodies(&open(&root, Machine).load(&key()).ledger);
        assert!(there.contains(&"two".to_owned()), "{at}: {there:?}");
        assert!(saved.is_err() || there.contains(&"three".to_owned()), "{at}: {there:?}");
        assert!(
            bodies(&store.commit(&key(), &[note(3, "three")]).unwrap()).contains(&"three".to_owned()),
            "{at}"
        );
    }
}

/// Where two files cannot change places, all that can be done is to look at the last moment: at the fifth call.
#[test]
fn without_exchanges_a_file_is_looked_at_as_late_as_can_be() {
    for at in 0..=4 {
        let (_directory, root) = home();
        let mut other = open(&root, Faulty { locks: false, ..Faulty::new(usize::MAX, Fault::Stop) });
        let disk = Faulty { locks: false, exchanges: false, ..Faulty::new(at, Fault::Error(Errno::IO)) };
        let meddle = move || drop(other.commit(&key(), &[note(2, "theirs")]).unwrap());
        *disk.meddle.lock().unwrap() = Some(Box::new(meddle));
        open(&root, disk.clone()).commit(&key(), &[note(3, "ours")]).unwrap();
        assert_eq!(bodies(&open(&root, Machine).load(&key()).ledger), ["one", "theirs", "ours"], "{at}");
    }
}

/// Another session saves: its temporary file lies beside the notes, and it holds the lock.
#[test]
fn no_start_waits_for_a_save() {
    let (_directory, root) = home();
    let (_, notes) = open(&root, Machine).notes_of(&key());
    let stray = notes.with_file_name(format!(".{}.1.tmp", notes.file_name().unwrap().to_str().unwrap()));
    fs::write(&stray, "half").unwrap();
    let held = Machine.lock(&root.join("lock"), Duration::ZERO).unwrap();
    let disk = Faulty::new(usize::MAX, Fault::Stop);
    assert_eq!(bodies(&open(&root, disk.clone()).load(&key()).ledger), ["one"]);
    assert_eq!(disk.log.lock().unwrap().waits, [Duration::ZERO]);
    assert!(stray.exists());
    drop(held);
    open(&root, Machine).load(&key());
    assert!(!stray.exists());
}

/// What another session marks while this one keeps its place would be lost: they come one after the other.
#[test]
fn nobody_else_writes_while_a_place_is_kept() {
    let (_directory, root) = home();
    // The call behind the reserve's comes after what is there was read.
    let disk = Faulty::new(1, Fault::Error(Errno::IO));
    let (lock, is_kept) = (root.join("lock"), Arc::new(Mutex::new(false)));
    let seen = Arc::clone(&is_kept);
    let meddle = move || *seen.lock().unwrap() = Machine.lock(&lock, Duration::ZERO).is_err();
    *disk.meddle.lock().unwrap() = Some(Box::new(meddle));
    open(&root, disk).keep_place(&key(), &Place::default()).unwrap();
    assert!(*is_kept.lock().unwrap());
}
