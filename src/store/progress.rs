//! Which paragraphs were read, united with what other sessions have marked and taken back.

use super::error::StoreError;
use super::handle::{Store, may_write};
use super::key::CableKey;
use super::state::{self, Kept};
use crate::annotation::ReadMarks;

impl Store {
    /// Keeps `marks` and whatever is on disk already; gives the two united. What cannot be read there is put aside, and a
    /// file of a newer version stays as it is.
    ///
    /// # Errors
    /// When another session keeps the lock, or the disk refuses.
    pub fn keep_read(&self, key: &CableKey, marks: &ReadMarks) -> Result<ReadMarks, StoreError> {
        may_write(&self.writable, &self.root)?;
        let _lock = self.lock()?;
        let path = self.read_marks_of(key);
        let mut united = marks.clone();
        match state::read(&path) {
            Kept::Newer => return Ok(united),
            Kept::State(there) => {
                united.unite(&there);
                if united == there {
                    return Ok(united);
                }
            }
            Kept::Nothing => {}
            Kept::Damaged => _ = self.state::<ReadMarks>(&path, &mut Vec::new()),
            Kept::Unreadable(kind) => return Err(StoreError::io("read", &path)(kind.into())),
        }
        state::write(&*self.disk, &path, &united).map_err(StoreError::io("save", &path))?;
        Ok(united)
    }
}
