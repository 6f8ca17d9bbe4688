//! Where everything lies, and whether this user may write there.
//!
//! ```text
//! <root>/                       0700, this user's
//!   identity.yaml               who writes, and .bak, its copy
//!   lock                        held while anything below is replaced; never replaced itself
//!   config.yaml                 the reader's settings and keys
//!   share.yaml                  the directory shared with colleagues
//!   reserve                     room for the journal when the disk is full
//!   notes/<cable>/<author>.<replica>.yaml      one file per writer, and .bak of the own one
//!   drafts/<cable>.<random>.wal                journal of one session on one cable
//!   lexicon.yaml                the reader's own names and acronyms
//!   library/index.sqlite        what is in the cables of the library; can be built anew at any time
//!   templates/<name>.md                        the reader's own templates
//!   state/undo/<cable>/<note>.json             what was done to the text of a note
//!   state/outside/<cable>.<random>/            a draft in the reader's own editor: note.txt, draft.json
//!   state/typed                                lines typed at prompts
//!   state/<cable>.yaml                         reading place, marks
//!   state/<cable>.read.yaml                    which paragraphs were read
//!   state/library.yaml                         folders of the library, recent and pinned cables
//!   state/tour                                 there once the tour was seen
//!   tutor/                                     the same again, for the cable of the tutor
//! ```

use std::env;
use std::fs::{self, DirBuilder, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::error::{StoreError, advice};
use super::files;

/// The root directory: the one given, else `$REFTEL_CONFIG_DIR`, else the user's configuration directory. A relative
/// one is taken from the working directory.
pub(super) fn root(given: Option<PathBuf>) -> Result<PathBuf, StoreError> {
    let named = given.or_else(|| env::var_os("REFTEL_CONFIG_DIR").map(PathBuf::from));
    let root = match named.filter(|path| !path.as_os_str().is_empty()) {
        Some(path) => std::path::absolute(&path).map_err(StoreError::io("find", &path))?,
        None => directories::ProjectDirs::from("", "", "reftel")
            .map(|user| user.config_dir().to_owned())
            .filter(|path| path.is_absolute())
            .ok_or(StoreError::NoDirectory)?,
    };
    Ok(root)
}

/// Whether the root directory has been made.
pub(super) fn is_there(given: Option<PathBuf>) -> bool {
    root(given).is_ok_and(|root| root.is_dir())
}

/// The name of this user for display, where the program was not told one; `None` where nothing tells it.
pub(super) fn author_name() -> Option<String> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    set("REFTEL_AUTHOR").or_else(|| set("USER"))
}

/// Makes the directories that are missing.
///
/// # Errors
/// In one line, why nothing can be written below `root`, and what helps.
pub(super) fn prepare(root: &Path) -> Result<(), String> {
    for directory in [root.to_owned(), root.join("notes"), root.join("drafts"), root.join("state")] {
        let usable = make(&directory, directory == root)
            .and_then(|()| Ok(access(&directory, Access::WRITE_OK | Access::EXEC_OK)?))
            .and_then(|()| fs::metadata(&directory));
        let metadata = usable.map_err(|error| {
            format!("cannot write notes in {}: {error}; {}", directory.display(), advice(&error))
        })?;
        check_owner(&directory, &metadata)?;
    }
    Ok(())
}

/// Whether a directory is this user's alone to change. Others may list it, as a plain mkdir leaves it: what lies in
/// it is closed to them one by one.
fn check_owner(directory: &Path, metadata: &Metadata) -> Result<(), String> {
    let me = rustix::process::geteuid().as_raw();
    let name = directory.display();
    if metadata.uid() != me {
        return Err(format!(
            "{name} belongs to another user (uid {}, you are {me}), so nothing is written there; \
             name your own directory with --config-dir",
            metadata.uid(),
        ));
    }
    if metadata.mode() & 0o022 != 0 {
        return Err(format!(
            "others can change {name} (mode {:03o}), so nothing is written there; run: chmod 700 '{name}'",
            metadata.mode() & 0o777,
        ));
    }
    Ok(())
}

/// Makes a directory for this user alone, or finds it there; the root may be a link that the user made, no other may.
pub(super) fn make(directory: &Path, is_root: bool) -> io::Result<()> {
    match fs::symlink_metadata(directory) {
        Ok(there) if there.is_dir() || (is_root && directory.is_dir()) => return Ok(()),
        Ok(_) => return Err(io::Error::other("it is in the way and no directory")),
        Err(_) => {}
    }
    match DirBuilder::new().recursive(is_root).mode(0o700).create(directory) {
        // Another session was first.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return make(directory, is_root),
        made => made?,
    }
    // The umask may have taken bits away.
    fs::set_permissions(directory, Permissions::from_mode(0o700))?;
    // What is saved in it later is lost with it.
    directory.parent().map_or(Ok(()), files::sync_directory)
}
