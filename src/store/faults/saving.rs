//! Saving notes on a disk that fails.

use super::*;

#[test]
fn a_call_that_fails_costs_nothing_and_is_named() {
    let causes = [
        Errno::NOSPC,
        Errno::DQUOT,
        Errno::IO,
        Errno::ROFS,
        Errno::ACCESS,
        Errno::STALE,
        Errno::FBIG,
        Errno::NOMEM,
    ];
    let causes = causes.map(|errno| (errno, true));
    for (errno, exchanges) in causes.into_iter().chain([(Errno::NOSPC, false)]) {
        let mut failures = 0;
        for at in 0.. {
            let (_directory, root) = home();
            let disk = Faulty { exchanges, ..Faulty::new(at, Fault::Error(errno)) };
            let mut store = open(&root, disk.clone());
            let result = store.commit(&key(), &[note(2, "two")]);
            if disk.calls() <= at {
                break;
            }
            let there = bodies(&open(&root, Machine).load(&key()).ledger);
            match result {
                Ok(_) => assert_eq!(there, ["one", "two"], "{at}"),
                Err(error) => {
                    failures += 1;
                    let cause = io::Error::from(errno).to_string();
                    assert!(error.to_string().contains(&cause), "{error}");
                    assert!(there == ["one"] || there == ["one", "two"], "{at}: {there:?}");
                }
            }
            assert_eq!(temporaries(&root), 0, "{errno} at {at}");
            let again = store.commit(&key(), &[note(2, "two"), note(3, "three")]).unwrap();
            assert_eq!(bodies(&again), ["one", "two", "three"], "{at}");
        }
        assert!(failures >= 4, "{failures} calls that can fail");
    }
}

#[test]
fn the_machine_may_stop_after_any_call() {
    for (at, exchanges) in (0..30).flat_map(|at| [(at, true), (at, false)]) {
        let (_directory, root) = home();
        let disk = Faulty { exchanges, ..Faulty::new(at, Fault::Stop) };
        let result = open(&root, disk.clone()).commit(&key(), &[note(2, "two")]);
        let mut next = open(&root, Machine);
        let loaded = next.load(&key());
        let there = bodies(&loaded.ledger);
        assert!(there == ["one"] || there == ["one", "two"], "{at}: {there:?}");
        assert!(result.is_err() || there.len() == 2, "{at}: reported as saved");
        assert!(loaded.notices.is_empty(), "{at}: {:?}", loaded.notices);
        next.commit(&key(), &[note(3, "three")]).unwrap();
        assert_eq!(temporaries(&root), 0, "{at}");
        assert!(at < 29 || disk.calls() <= at, "more calls than were tried");
    }
}

#[test]
fn an_answer_that_gets_lost_is_not_taken_for_a_failure() {
    for at in 0..12 {
        let (_directory, root) = home();
        let disk = Faulty { exchanges: false, ..Faulty::new(at, Fault::Lost) };
        let ledger = open(&root, disk).commit(&key(), &[note(2, "two")]);
        let there = bodies(&open(&root, Machine).load(&key()).ledger);
        assert!(ledger.is_ok() == (there == ["one", "two"]), "{at}: {there:?}");
    }
}

/// The same while a damaged file is put right.
#[test]
fn the_machine_may_stop_while_a_file_is_put_right() {
    for at in 0.. {
        let (_directory, root) = home();
        let mut store = open(&root, Machine);
        store.commit(&key(), &[note(2, "two")]).unwrap();
        let file = store.notes_of(&key()).1;
        let spoilt = [&fs::read(&file).unwrap()[..], b"\0\0"].concat();
        fs::write(&file, spoilt).unwrap();
        let disk = Faulty::new(at, Fault::Stop);
        assert_eq!(bodies(&open(&root, disk.clone()).load(&key()).ledger), ["one", "two"], "{at}");
        // At worst the salvaged note lies in the file that was set aside; the backup has the other.
        let there = bodies(&open(&root, Machine).load(&key()).ledger);
        assert!(there.contains(&"one".to_owned()), "{at}: {there:?}");
        if disk.calls() <= at {
            assert_eq!(there, ["one", "two"]);
            break;
        }
    }
}
