//! Where output goes: standard output, or a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::store::{Store, is_notes_file, replaceable, sync_directory};

/// Refuses a file that nothing written here may replace: the cable that is read, notes, and what belongs to the program.
pub(super) fn guard(path: &Path, cable: &Path, store: &Store) -> Result<(), Failure> {
    let real = path.canonicalize().ok();
    let what = if real.is_some() && real == cable.canonicalize().ok() {
        "is the cable itself"
    } else if store.holds(path) && !path.is_dir() {
        "is in the configuration directory"
    } else if is_notes_file(path) {
        "is a notes file"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(format!("{} {what}; name another file with -o", path.display())))
}

/// An open output. Nothing is at the path of a file before [`Output::finish`].
pub(super) enum Output {
    Stdout(BufWriter<io::Stdout>),
    File(Box<Draft>),
}

/// A file that is being written beside the one that it will be.
pub(super) struct Draft {
    path: PathBuf,
    beside: PathBuf,
    file: BufWriter<File>,
    finished: bool,
}

impl Output {
    /// Standard output for `None`. A file that exists is not touched, unless it is meant to be replaced.
    pub(super) fn open(path: Option<&Path>, replace: bool) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Stdout(BufWriter::new(io::stdout()))) };
        let name = path.file_name().filter(|_| !path.is_dir());
        let name =
            name.ok_or_else(|| Failure::Usage(format!("{}: is no name for a file", path.display())))?;
        if !replace && path.symlink_metadata().is_ok() {
            let why = format!("{}: is there already; name another file, or add --force", path.display());
            return Err(Failure::Usage(why));
        }
        replaceable(path).map_err(|error| refused(path, &error))?;
        let beside = path.with_file_name(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
        let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside);
        let file = BufWriter::new(created.map_err(|error| refused(path, &error))?);
        Ok(Self::File(Box::new(Draft { path: path.to_owned(), beside, file, finished: false })))
    }

    /// Puts everything where it belongs.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut out) => Ok(out.flush()?),
            Self::File(mut draft) => {
                let path = draft.path.clone();
                draft.put().map_err(|error| refused(&path, &error))
            }
        }
    }

    /// A failure of writing, in words.
    pub(super) fn fault(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) => error.into(),
            Self::File(draft) => refused(&draft.path, &error),
        }
    }
}

impl Draft {
    fn put(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        fs::rename(&self.beside, &self.path)?;
        self.finished = true;
        let directory = self.path.parent().filter(|parent| !parent.as_os_str().is_empty());
        sync_directory(directory.unwrap_or(Path::new(".")))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.finished {
            // What is left where even this fails is named like what it is.
            let _ = fs::remove_file(&self.beside);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(draft) => draft.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(draft) => draft.file.flush(),
        }
    }
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    let why = match error.kind() {
        ErrorKind::NotFound => String::from("its directory does not exist"),
        ErrorKind::PermissionDenied => String::from("you may not write there"),
        _ => error.to_string(),
    };
    Failure::State(format!("{}: cannot be written: {why}; name another file with -o", path.display()))
}
