//! Every call fails once; the machine stops after every call; somebody meddles before any of them.

mod journal;
mod meddling;
mod saving;

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustix::io::Errno;

use crate::annotation::{Change, Content, Draft, Ledger, NoteId};
use crate::store::disk::{Disk, Machine};
use crate::store::lock::Lock;
use crate::store::{CableKey, Store};

/// What goes wrong at the call with the number at which it goes wrong.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The call fails, once.
    Error(Errno),
    /// The call is carried out but reported as failed, as when the answer of a file server gets lost.
    Lost,
    /// A file that was just created is taken away.
    Taken,
    /// The disk is full as long as the reserve takes its room.
    Full,
    /// This call and all later ones fail: nothing is done any more.
    Stop,
}

/// A disk that counts the calls, with a fault at one of them.
#[derive(Clone)]
struct Faulty {
    at: usize,
    fault: Fault,
    /// Runs at the call with the number `at`, before it.
    meddle: Arc<Mutex<Meddle>>,
    locks: bool,
    exchanges: bool,
    reserve: PathBuf,
    log: Arc<Mutex<Log>>,
}

type Meddle = Option<Box<dyn FnOnce() + Send>>;

#[derive(Default)]
struct Log {
    calls: usize,
    /// Numbers of the files whose sync failed.
    spoilt: Vec<u64>,
    /// How long each lock would have been waited for.
    waits: Vec<Duration>,
}

impl Faulty {
    fn new(at: usize, fault: Fault) -> Self {
        Self {
            at,
            fault,
            meddle: Arc::default(),
            locks: true,
            exchanges: true,
            reserve: PathBuf::new(),
            log: Arc::default(),
        }
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
        if self.fault == Fault::Taken && self.calls() == self.at + 1 {
            fs::remove_file(path)?;
        }
        // Numbers are given again to new files.
        let number = file.metadata()?.ino();
        self.log.lock().unwrap().spoilt.retain(|spoilt| *spoilt != number);
        Ok(file)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.step().inspect_err(|_| _ = file.write(&bytes[..bytes.len() / 2]))?;
        if self.fault == Fault::Full && self.reserve.exists() {
            return Err(Errno::NOSPC.into());
        }
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

    fn lock(&self, path: &Path, patience: Duration) -> io::Result<Lock> {
        self.log.lock().unwrap().waits.push(patience);
        if self.locks { Machine.lock(path, patience) } else { Ok(Lock::unsupported()) }
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
    Draft { id, parents, content: content.unwrap(), at, dropped: false }
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
    Store::on(Arc::new(disk), root.to_owned(), Some("Ann")).unwrap()
}

fn temporaries(root: &Path) -> usize {
    let directory = root.join("notes").join(key().directory());
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.as_encoded_bytes().ends_with(b".tmp")).count()
}
