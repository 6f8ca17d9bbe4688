//! A directory that colleagues share, on a file server or kept alike by a synchroniser: `<directory>/<cable>/` has the files
//! that `notes/<cable>/` has.
//!
//! The own file is copied out, colleagues' files are taken in as by hand, from those only whose notes were taken in by hand
//! once. To the rest of the program this is another program that writes below `notes`: nothing waits for it, and what goes
//! wrong here is news and no failure.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic;
use super::disk::{Disk, Machine};
use super::error::StoreError;
use super::handle::{Store, may_write};
use super::import::{Origin, unite_into};
use super::key::CableKey;
use super::notes_file::NotesFile;
use super::others::{self, Stamp};
use super::state::{self, Kept, Stored};

/// Most cables whose own notes are copied out at once.
const CABLES_MAX: usize = 100_000;

/// What `share.yaml` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shared {
    /// An absolute path.
    directory: String,
}

impl Stored for Shared {
    const FORMAT: &'static str = "reftel-share";
    const NAME: &'static str = "name of the shared directory";
    const CAP: usize = 64 * 1024;
}

/// What came of an exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// How many new entries of colleagues were taken in.
    pub taken: usize,
    /// What the reader should know, one sentence each; paths and names in them are raw.
    pub notices: Vec<String>,
    /// The same when the directory has gone, or has come back. Unlike a notice it is news every time.
    pub turn: Option<String>,
}

/// A shared directory, and what was exchanged with it last.
pub struct Share {
    store: Store,
    directory: PathBuf,
    /// The cable and its files, here and there, when all of them had been exchanged.
    done: Option<(String, Stamp)>,
    /// Whether it was not there when it was looked at last.
    gone: bool,
}

/// The directory that is shared by the owner of a configuration directory; `None` when none is.
///
/// # Errors
/// In words, why that cannot be told.
pub fn shared_in(root: &Path) -> Result<Option<PathBuf>, String> {
    let path = root.join("share.yaml");
    match state::read::<Shared>(&path) {
        Kept::Nothing => Ok(None),
        Kept::State(shared) => Ok(Some(shared.directory.into())),
        Kept::Newer => Err(format!("{} was written by a newer version; update reftel", path.display())),
        Kept::Damaged => Err(format!("{} is damaged; name the directory again", path.display())),
        Kept::Unreadable(kind) => Err(format!("{} cannot be read: {kind}", path.display())),
    }
}

impl Store {
    /// The directory that is shared; `None` when none is.
    ///
    /// # Errors
    /// In words, why that cannot be told.
    pub fn shared(&self) -> Result<Option<PathBuf>, String> {
        shared_in(&self.root)
    }

    /// Shares a directory from now on, or none.
    ///
    /// # Errors
    /// When that cannot be written down.
    pub fn set_shared(&mut self, directory: Option<&str>) -> Result<(), StoreError> {
        may_write(&self.writable, &self.root)?;
        let path = self.root.join("share.yaml");
        let saved = match directory {
            Some(directory) => state::write(&*self.disk, &path, &Shared { directory: directory.into() }),
            None => match self.disk.remove(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                removed => removed.and_then(|()| self.disk.sync_directory(&self.root)),
            },
        };
        saved.map_err(StoreError::io("save", &path))
    }

    /// The way to the shared directory, with a store of its own; `None` when none is shared. A name that cannot be read is
    /// among the notices.
    pub fn share(&mut self) -> Option<Share> {
        match self.shared() {
            Ok(directory) => {
                let store = self.lend(&CableKey::default());
                directory.map(|directory| Share { store, directory, done: None, gone: false })
            }
            Err(why) => {
                self.notices.push(why);
                None
            }
        }
    }

    /// Whether notes of the file's author have been taken in before, on any cable; of this user's from another machine,
    /// whether that one's have.
    fn is_accepted(&self, file: &NotesFile) -> bool {
        let own = self.own_name();
        let prefix = match self.origin_of(file) {
            Origin::Colleague => format!("{}.", file.writer().author.id),
            Origin::OtherMachine | Origin::Own => format!("{}.", file.writer().key()),
        };
        let cables = fs::read_dir(self.root.join("notes")).into_iter().flatten().flatten();
        cables
            .take(CABLES_MAX)
            .any(|cable| others::names(&cable.path()).any(|name| name.starts_with(&prefix) && name != own))
    }
}

impl Share {
    /// The directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Copies the own file on a cable out and takes colleagues' files in, if anything has changed since it was done last.
    pub fn exchange(&mut self, key: &CableKey) -> Exchanged {
        let was_gone = std::mem::replace(&mut self.gone, !self.directory.is_dir());
        let name = self.directory.display();
        let turn = match (was_gone, self.gone) {
            (false, true) => Some(format!(
                "the shared directory {name} is not there: your notes are saved here, and not shared until it is back"
            )),
            (true, false) => Some(format!("the shared directory {name} is there again")),
            _ => None,
        };
        let exchanged = if self.gone { Exchanged::default() } else { self.exchange_there(key) };
        Exchanged { turn, ..exchanged }
    }

    /// The same with a directory that is there.
    fn exchange_there(&mut self, key: &CableKey) -> Exchanged {
        let stamp = |share: &Self| Stamp {
            own: others::mark(&share.store.notes_of(key).1),
            others: others::stamp(&share.directory.join(key.directory()), "").others,
        };
        let before = stamp(self);
        if self.done.as_ref().is_some_and(|done| *done == (key.directory(), before.clone())) {
            return Exchanged::default();
        }
        let sent = self.send(&key.directory());
        let (mut exchanged, received) = self.receive(key);
        let done = sent.is_ok() && received;
        exchanged.notices.extend(sent.err());
        // What came while this was done is looked at again; that the own copy is there now is no news.
        let own = self.store.own_name();
        let mut after = stamp(self);
        let copy = after.others.remove(&own);
        after.others.clone_from(&before.others);
        copy.map(|mark| after.others.insert(own, mark));
        self.done = done.then(|| (key.directory(), after));
        exchanged
    }

    /// Copies the own files on all cables out. Gives how many there are, and what went wrong.
    pub fn send_all(&mut self) -> (usize, Vec<String>) {
        let entries = fs::read_dir(self.store.root.join("notes")).into_iter().flatten().flatten();
        let mut cables: Vec<String> =
            entries.take(CABLES_MAX).filter_map(|entry| entry.file_name().into_string().ok()).collect();
        cables.sort();
        let sent: Vec<Result<bool, String>> = cables.iter().map(|cable| self.send(cable)).collect();
        let count = sent.iter().filter(|sent| **sent == Ok(true)).count();
        (count, sent.into_iter().filter_map(Result::err).collect())
    }

    /// Unites the own file on a cable with the copy in the shared directory; whether there is one.
    fn send(&self, cable: &str) -> Result<bool, String> {
        let name = self.store.own_name();
        let own = self.store.root.join("notes").join(cable).join(&name);
        if others::mark(&own).is_none() {
            return Ok(false);
        }
        let failed =
            |why: String| format!("your notes are not shared in {}: {why}", self.directory.display());
        let file = NotesFile::read(&own).map_err(|why| failed(format!("{}: {why}", own.display())))?;
        let there = self.directory.join(cable);
        let disk = Open::like(&self.directory).map_err(|error| failed(error.to_string()))?;
        disk.make(&there).map_err(|error| failed(error.to_string()))?;
        let path = there.join(name);
        atomic::sweep_dead(&disk, &there);
        unite_into(&disk, &path, &file).map_err(|error| failed(error.to_string()))?;
        Ok(true)
    }

    /// How notes are taken in that were never taken in by hand.
    fn stranger(&self, file: &NotesFile, path: &Path) -> String {
        let (who, path) = (&file.writer().author.name, path.display());
        match self.store.origin_of(file) {
            Origin::Colleague => format!(
                "{who} shares notes on this cable; to take theirs in from now on: reftel import '{path}'"
            ),
            Origin::OtherMachine | Origin::Own => format!(
                "notes on this cable claim to be yours, from another machine; if they are: reftel import --mine '{path}'"
            ),
        }
    }

    /// Takes in what colleagues wrote about a cable; also tells whether all is done that can be.
    fn receive(&mut self, key: &CableKey) -> (Exchanged, bool) {
        let directory = self.directory.join(key.directory());
        let own = self.store.own_name();
        let (mut exchanged, mut done) = (Exchanged::default(), true);
        let mut unknown = BTreeSet::new();
        for name in others::names(&directory).filter(|name| *name != own) {
            let path = directory.join(&name);
            let refused = match NotesFile::read(&path) {
                Err(why) => Some(why),
                Ok(file) if file.cable() != key.id => Some("it is about another cable".into()),
                Ok(file) if file.writer().key() == self.store.writer.key() => None,
                Ok(file) if !self.store.is_accepted(&file) => {
                    if unknown.insert(file.writer().author.id.clone()) {
                        exchanged.notices.push(self.stranger(&file, &path));
                    }
                    None
                }
                Ok(file) => match self.store.import(&file, false) {
                    Ok(count) => {
                        exchanged.taken += count;
                        None
                    }
                    Err(error) => {
                        done &= matches!(error, StoreError::Refused { .. });
                        Some(error.to_string())
                    }
                },
            };
            let refused = refused.map(|why| format!("{} was not taken in: {why}", path.display()));
            exchanged.notices.extend(refused);
        }
        (exchanged, done)
    }
}

/// The disk of a shared directory: what is written is open to those to whom the directory is.
struct Open {
    mode: u32,
}

impl Open {
    fn like(directory: &Path) -> io::Result<Self> {
        Ok(Self { mode: fs::metadata(directory)?.permissions().mode() & 0o777 })
    }

    /// Makes the directory of a cable; the shared one itself must be there: it may be on a disk that is not.
    fn make(&self, directory: &Path) -> io::Result<()> {
        match fs::symlink_metadata(directory) {
            Ok(there) if there.is_dir() => return Ok(()),
            Ok(_) => return Err(io::Error::other("it is in the way and no directory")),
            Err(_) => {}
        }
        match fs::create_dir(directory) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
            // The bit that hands the group down stays.
            Ok(()) => {
                let inherited = fs::metadata(directory)?.permissions().mode() & 0o7000;
                fs::set_permissions(directory, Permissions::from_mode(inherited | self.mode | 0o700))
            }
        }
    }
}

impl Disk for Open {
    /// Whoever sees the directory would see them as files of the team.
    fn keeps_backups(&self) -> bool {
        false
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        let file = Machine.create(path)?;
        file.set_permissions(Permissions::from_mode(0o600 | self.mode & 0o044))?;
        Ok(file)
    }
}
