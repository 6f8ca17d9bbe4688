//! What can go wrong with the files, in words: what, where, what to do. Paths and other foreign text in the messages
//! are raw; whoever shows them makes them safe.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

/// Why the store could not do what it was asked for. What was to be written stays in the journal and in memory.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no place for the notes.
    #[error("no directory for notes: HOME is not set; name one with --config-dir or REFTEL_CONFIG_DIR")]
    NoDirectory,
    /// The directory does not allow it. The text says why and what helps.
    #[error("{0}")]
    ReadOnly(String),
    /// The system refused.
    #[error("cannot {action} {}: {cause}; {}", path.display(), advice(cause))]
    Io {
        /// What was tried: `save`, `create`.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// The system's answer.
        cause: io::Error,
    },
    /// Another session keeps the lock.
    #[error("another session has been saving for more than 2 seconds ({}); your text is kept, save again", .0.display())]
    Busy(PathBuf),
    /// The file changes faster than it can be read.
    #[error("{} keeps changing while it is being saved; your text is kept, save again", .0.display())]
    Contended(PathBuf),
    /// The file was written by a newer reftel and would lose what this one does not know.
    #[error("{} was written by a newer version (schema {schema}); notes on this cable are read-only, update reftel", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        schema: u64,
    },
    /// A note exceeds a limit.
    #[error("a note cannot be saved: {0}; shorten it or make two of it")]
    Note(crate::annotation::Flaw),
    /// A file is no backup of these notes.
    #[error("nothing can be brought back from {}: {reason}", path.display())]
    Backup {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A file is not united with another.
    #[error("{}: {reason}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The file would not read back as it was meant.
    #[error("{} would not read back as written ({reason}); nothing was changed on disk", path.display())]
    Unfaithful {
        /// The file.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
}

impl StoreError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { action, path: path.to_owned(), cause }
    }
}

/// What to do about an answer of the system.
pub(super) fn advice(cause: &io::Error) -> &'static str {
    match Errno::from_io_error(cause) {
        Some(Errno::NOSPC) => "the disk is full: free some space and save again",
        Some(Errno::DQUOT) => "your disk quota is used up: free some space and save again",
        Some(Errno::FBIG) => {
            "the file is larger than allowed here: raise the limit (ulimit -f) and save again"
        }
        Some(Errno::ROFS) => "the file system is read-only: choose another directory with --config-dir",
        Some(Errno::IO) => "the disk reports a fault: choose another directory with --config-dir",
        Some(Errno::STALE) => "the network file system lost the directory: save again, or use --config-dir",
        Some(Errno::LOOP) => {
            "it is a symbolic link, which is not followed: put a real file or directory there"
        }
        _ if cause.kind() == ErrorKind::PermissionDenied => {
            "you may not write there: change its mode (chmod u+rwx) or use --config-dir"
        }
        _ if cause.kind() == ErrorKind::NotFound => {
            "the directory is gone: make it again or use --config-dir"
        }
        _ => "check the directory, or choose another with --config-dir",
    }
}
