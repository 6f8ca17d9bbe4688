//! This writer's own file: what it holds, what of it can be saved when it is damaged, and where the original goes.

use std::io::{self, ErrorKind};
use std::path::Path;

use rustix::io::Errno;

use super::disk::Disk;
use super::format::{self, Condition, Notes};
use super::sheet::Sheet;
use super::{atomic, files};
use crate::annotation::{Entry, Writer};

/// Largest own file. It keeps every version, and nobody else fills it.
pub(super) const CAP: usize = 32 * 1024 * 1024;

/// What stands at the path of the own file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Nothing.
    Absent,
    /// Nothing, but a backup of it.
    Missing,
    /// The file as it was written.
    Sound,
    /// The file, but changed after it was written.
    Edited,
    /// A file of a newer schema.
    Newer(u64),
    /// Something else. In words, what.
    Damaged(String),
}

/// The own file, read.
pub(super) struct Own {
    pub(super) state: State,
    /// Its bytes, when there is a regular file.
    pub(super) bytes: Option<Vec<u8>>,
    /// What it says; of a damaged or missing file, what its backup says; without entries when it is the known one.
    pub(super) notes: Notes,
    /// Sound entries found besides: in the backup, and one by one in a damaged file.
    pub(super) rescued: Vec<Entry>,
}

/// Reads the file at `path`, and its backup where the file alone cannot be trusted. Changes nothing. What is `known`
/// is not parsed again.
///
/// # Errors
/// When the system refuses to read: that says nothing about the file, so it must not be replaced.
pub(super) fn read(path: &Path, writer: &Writer, cable: &str, known: Option<&Sheet>) -> io::Result<Own> {
    let (state, bytes, notes) = look(path, writer, cable, known)?;
    let mut own = Own { state, bytes, notes: notes.unwrap_or_default(), rescued: Vec::new() };
    if matches!(own.state, State::Sound | State::Newer(_)) {
        return Ok(own);
    }
    if let (State::Damaged(_), Some(bytes)) = (&own.state, &own.bytes) {
        own.rescued = format::salvage(bytes, writer);
    }
    if let Ok((State::Sound | State::Edited, _, Some(backup))) =
        look(&atomic::backup_of(path), writer, cable, None)
    {
        own.rescued.extend(backup.entries.iter().cloned());
        if own.state == State::Absent {
            own.state = State::Missing;
        }
        if own.state != State::Edited {
            own.notes = backup;
        }
    }
    Ok(own)
}

type Look = (State, Option<Vec<u8>>, Option<Notes>);

fn look(path: &Path, writer: &Writer, cable: &str, known: Option<&Sheet>) -> io::Result<Look> {
    let bytes = match files::read(path, CAP) {
        Ok(None) => return Ok((State::Absent, None, None)),
        Ok(Some(bytes)) => bytes,
        Err(error) if is_unfit(&error) => return Ok((State::Damaged(error.to_string()), None, None)),
        Err(error) => return Err(error),
    };
    if let Some(known) = known.filter(|known| known.text.as_bytes() == bytes) {
        return Ok((State::Sound, Some(bytes), Some(known.frame.clone())));
    }
    Ok(match format::parse(&bytes) {
        Err(reason) => (State::Damaged(reason), Some(bytes), None),
        Ok((notes, Condition::Newer(schema))) => (State::Newer(schema), Some(bytes), Some(notes)),
        Ok((notes, _)) if notes.writer.key() != writer.key() || notes.cable != cable => {
            // Without its bytes: nothing in it is to be salvaged for this cable.
            (State::Damaged("it belongs to another writer or cable".into()), None, None)
        }
        Ok((notes, Condition::Sound)) => (State::Sound, Some(bytes), Some(notes)),
        Ok((notes, Condition::Edited)) => (State::Edited, Some(bytes), Some(notes)),
    })
}

/// Whether an error says that this can never be a notes file: a link, pipe, device, directory, or far too large.
pub(super) fn is_unfit(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::FileTooLarge)
        || matches!(Errno::from_io_error(error), Some(Errno::LOOP | Errno::NXIO))
}

/// Keeps what stands at `path` under another name, for a person to look at: a damaged file is moved there, an edited
/// one gets it as a second name. Returns a sentence for the reader.
pub(super) fn set_aside(disk: &dyn Disk, path: &Path, state: &State) -> io::Result<Option<String>> {
    Ok(match state {
        State::Damaged(reason) => {
            let to = files::aside(path, "corrupt")?;
            disk.rename(path, &to)?;
            Some(format!("{} is damaged ({reason}); it was kept as {}", path.display(), to.display()))
        }
        State::Edited => {
            let to = files::aside(path, "edited")?;
            disk.link(path, &to)?;
            Some(format!(
                "{} was changed outside reftel; the changes were taken over as new versions, and the file was kept as {}",
                path.display(),
                to.display()
            ))
        }
        State::Missing => Some(format!("{} was gone; its last backup was used", path.display())),
        State::Absent | State::Sound | State::Newer(_) => None,
    })
}
