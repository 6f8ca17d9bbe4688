//! The file of the open cable, on disk: whether it is still as it was when it was read.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::library::Place;

/// When a file was last written, and its size in bytes; `None` where there is none.
type Stamp = Option<(SystemTime, u64)>;

/// The file that the open cable was read from.
#[derive(Debug, Default)]
pub(super) struct Original {
    /// Its path, and how it was when it was looked at last; none for the sample and for what came through a pipe.
    file: Option<(PathBuf, Stamp)>,
}

impl Original {
    /// The file at `place`, as it is now.
    pub(super) fn at(place: Option<&Place>) -> Self {
        let path = place.map(|place| place.path.clone()).filter(|path| !path.as_os_str().is_empty());
        Self { file: path.map(|path| (path.clone(), stamp(&path))) }
    }

    /// What the reader must know where it is not as it was when it was looked at last: each change is told once.
    pub(super) fn news(&mut self) -> Option<&'static str> {
        let (path, known) = self.file.as_mut()?;
        let now = stamp(path);
        if std::mem::replace(known, now) == now {
            return None;
        }
        Some(match now {
            Some(_) => "the file has changed on disk; the text shown has not: :e reads it again",
            None => "the file is gone from the disk; the text shown and its notes stay as they are",
        })
    }
}

fn stamp(path: &Path) -> Stamp {
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_of_the_file_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cable.txt");
        std::fs::write(&path, "1. (U) A boat.").unwrap();
        let mut original = Original::at(Some(&Place { path: path.clone(), index: 0 }));
        assert_eq!(original.news(), None);
        std::fs::write(&path, "1. (U) Two boats.").unwrap();
        assert!(original.news().is_some_and(|words| words.contains(":e reads it again")));
        assert_eq!(original.news(), None);
        std::fs::remove_file(&path).unwrap();
        assert!(original.news().is_some_and(|words| words.contains("is gone")));
        assert_eq!(original.news(), None);
        assert_eq!(Original::at(Some(&Place { path: PathBuf::new(), index: 0 })).news(), None);
    }
}
