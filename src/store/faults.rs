//! Every call fails once; the machine stops after every call; somebody meddles before any of them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustix::io::Errno;

use super::disk::{Disk, Machine};
use super::lock::Lock;
use super::{CableKey, Store};
use crate::annotation::{Change, Content, Draft, Ledger, NoteId};

/// What goes wrong at the call with the number at which it goes wrong.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The call fails, once.
    Error(Errno),
    /// The call is carried out but reported as failed, as when the answer of a file server gets lost.
    Lost,
    /// This call and all later ones fail: nothing is done any more.
    Stop,
}

/// A disk that counts the calls, with a fault at one of them.
#[derive(Clone)]
struct Faulty {
    at: usize,
    fault: Fault,
    /// Runs at the call with the number `at`, before it.
    meddle: Arc<Mutex<Option<Box<dyn FnOnce() + Send>>>>,
    locks: bool,
    exchanges: bool,
    log: Arc<Mutex<Log>>,
}

#[derive(Default)]
struct Log {
    calls: usize,
    /// Numbers of the files whose sync failed.
    spoilt: Vec<u64>,
}

impl Faulty {
    fn new(at: usize, fault: Fault) -> Self {
        Self { at, fault, meddle: Arc::default(), locks: true, exchanges: true, log: Arc::default() }
    }

    fn calls(&self) -> usize {
        self.log.lock().unwrap().calls
    }

    fn step(&self) -> io::Result<()> {
        let at = {
            let mut log = self.log.lock().unwrap();
            log.calls += 1;
            log.calls - 1
        };
        if at == self.at
            && let Some(meddle) = self.meddle.lock().unwrap().take()
        {
            meddle();
            return Ok(());
        }
        match self.fault {
            Fault::Error(errno) if at == self.at => Err(errno.into()),
            Fault::Stop if at >= self.at => Err(Errno::IO.into()),
            _ => Ok(()),
        }
    }
}

impl Disk for Faulty {
    fn create(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        let file = Machine.create(path)?;
        // Numbers are given again to new files.
        let number = file.metadata()?.ino();
        self.log.lock().unwrap().spoilt.retain(|spoilt| *spoilt != number);
        Ok(file)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.step().inspect_err(|_| _ = file.write(&bytes[..bytes.len() / 2]))?;
        Machine.write(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        let number = file.metadata()?.ino();
        assert!(!self.log.lock().unwrap().spoilt.contains(&number), "synced again after a failure");
        self.step().inspect_err(|_| self.log.lock().unwrap().spoilt.push(number))?;
        Machine.sync(file)
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        self.step()?;
        Machine.sync_directory(directory)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Machine.link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.fault == Fault::Lost && self.calls() == self.at {
            Machine.rename(from, to)?;
            self.log.lock().unwrap().calls += 1;
            return Err(Errno::IO.into());
        }
        self.step()?;
        Machine.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step()?;
        if self.exchanges { Machine.exchange(one, other) } else { Err(Errno::INVAL.into()) }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Machine.remove(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Lock> {
        if self.locks { Machine.lock(path) } else { Ok(Lock::unsupported()) }
    }
}

fn key() -> CableKey {
    CableKey { id: "07ELBONIA12".into(), text_sha256: String::new() }
}

fn note(number: u64, body: &str) -> Change {
    let content = Content { body: body.into(), ..Content::default() };
    Change {
        id: NoteId::mint(number, [0; 10]),
        parents: vec![],
        content: Some(content),
        at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn draft(body: &str) -> Draft {
    let Change { id, parents, content, at } = note(9, body);
    Draft { id, parents, content: content.unwrap(), at }
}

fn bodies(ledger: &Ledger) -> Vec<String> {
    ledger.notes().into_iter().map(|note| note.content.body).collect()
}

/// A directory with one note saved.
fn home() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("reftel");
    open(&root, Machine).commit(&key(), &[note(1, "one")]).unwrap();
    (directory, root)
}

fn open(root: &Path, disk: impl Disk + 'static) -> Store {
    Store::on(Box::new(disk), root.to_owned(), Some("Ann")).unwrap()
}

fn temporaries(root: &Path) -> usize {
    let directory = root.join("notes").join(key().directory());
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.as_encoded_bytes().ends_with(b".tmp")).count()
}

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
