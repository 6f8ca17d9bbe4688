//! The lock that writers of one directory share. It is held on a file of its own that is never replaced; the system
//! frees it when its holder dies, so there are no stale locks and no process ids to guess from.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;

use super::files;

/// How long to wait for another writer.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// A lock, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    /// `None` where the file system has no locks; the writer then checks its work and repeats it.
    held: Option<File>,
}

impl Lock {
    /// No lock, on a file system without them.
    pub(super) fn unsupported() -> Self {
        Self { held: None }
    }

    /// Whether no other writer can be at work.
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Takes the lock at `path`, whose file is made if need be.
    ///
    /// # Errors
    /// `WouldBlock` when another writer keeps it for longer than `patience`.
    pub(super) fn wait(path: &Path, patience: Duration) -> io::Result<Self> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => return Ok(Self { held: Some(file) }),
            Err(TryLockError::Error(error)) => return unless_unsupported(error),
            Err(TryLockError::WouldBlock) if patience.is_zero() => return Err(ErrorKind::WouldBlock.into()),
            Err(TryLockError::WouldBlock) => {}
        }
        // The system wakes those who wait in turn, which trying again and again would not. A thread that waits
        // longer than anybody listens gives the lock back at once: sending fails, and the file is dropped.
        let (sender, receiver) = mpsc::channel();
        thread::Builder::new().name("lock".into()).spawn(move || {
            let result = file.lock().map(|()| file);
            let _ = sender.send(result);
        })?;
        match receiver.recv_timeout(patience) {
            Ok(Ok(file)) => Ok(Self { held: Some(file) }),
            Ok(Err(error)) => unless_unsupported(error),
            Err(_) => Err(ErrorKind::WouldBlock.into()),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600).custom_flags(flags.bits() as i32);
    let file = files::regular(options.open(path)?)?;
    // The umask may have taken bits away that the next session needs.
    if file.metadata()?.permissions().mode() & 0o777 != 0o600 {
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

fn unless_unsupported(error: io::Error) -> io::Result<Lock> {
    match error.kind() {
        ErrorKind::Unsupported => Ok(Lock::unsupported()),
        _ if rustix::io::Errno::from_io_error(&error) == Some(rustix::io::Errno::NOLCK) => {
            Ok(Lock::unsupported())
        }
        _ => Err(error),
    }
}
