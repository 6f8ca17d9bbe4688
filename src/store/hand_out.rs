//! What this writer wrote, for others.

use std::path::Path;

use super::atomic::{self, Expect};
use super::error::StoreError;
use super::handle::Store;
use super::import::Origin;
use super::key::CableKey;
use super::notes_file::NotesFile;
use super::own::State;
use super::{files, format, others};

impl Store {
    /// Copies this writer's file on the cable to `out`, old or new and never half, readable by nobody else; gives how many
    /// entries it holds, `None` when there is no file.
    ///
    /// # Errors
    /// When the own file is not sound, or `out` cannot be written or is another file than an earlier outcome.
    pub fn hand_out(&self, key: &CableKey, out: &Path) -> Result<Option<usize>, StoreError> {
        let path = self.notes_of(key).1;
        let own = self.own(key).map_err(StoreError::io("read", &path))?;
        let bytes = match (own.state, own.bytes) {
            (State::Absent, _) => return Ok(None),
            (State::Sound | State::Newer(_), Some(bytes)) => bytes,
            _ => {
                let why = format!("{} is not sound; 'reftel verify' says what is wrong", path.display());
                return Err(StoreError::ReadOnly(why));
            }
        };
        // What is known of the file is known without its entries.
        let count = format::parse(&bytes).map_or(0, |(notes, _)| notes.entries.len());
        // A name alone has no directory to be synced.
        let out = Path::new(".").join(out);
        let there = files::read(&out, others::CAP).map_err(StoreError::io("write", &out))?;
        let is_earlier =
            |bytes: Vec<u8>| NotesFile::parse(&bytes).is_ok_and(|file| self.origin_of(&file) == Origin::Own);
        if !there.is_none_or(is_earlier) {
            let reason = "it is there already and no notes file of yours; name another file".into();
            return Err(StoreError::Refused { path: out, reason });
        }
        atomic::replace(&*self.disk, &out, &bytes, Expect::Anything)
            .map_err(StoreError::io("write", &out))?;
        Ok(Some(count))
    }
}
