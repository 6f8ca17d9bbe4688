//! Files that a command is asked to write elsewhere than in the store: whole or not at all, for this user alone.

use std::io;
use std::path::Path;

use super::atomic::{self, Expect, Outcome};
use super::disk::Machine;

/// Writes a file that only this user may read; gives false, and writes nothing, when there is one already that is not
/// to be replaced. `path` is absolute.
///
/// # Errors
/// The first call that failed; what was there before is untouched then.
pub fn write_private(path: &Path, bytes: &[u8], replace: bool) -> io::Result<bool> {
    let expect = if replace { Expect::Anything } else { Expect::Nothing };
    Ok(atomic::replace(&Machine, path, bytes, expect)? == Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.txt");
        let there = || std::fs::read(&path).unwrap();
        assert!(write_private(&path, b"one", false).unwrap() && there() == b"one");
        assert!(!write_private(&path, b"two", false).unwrap() && there() == b"one");
        assert!(write_private(&path, b"two", true).unwrap() && there() == b"two");
    }

    #[test]
    fn what_is_no_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(write_private(&path, b"one", true).is_err());
        assert!(!std::fs::symlink_metadata(&path).unwrap().is_file());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
