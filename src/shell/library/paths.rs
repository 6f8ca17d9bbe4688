//! Paths as a reader types them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::PathsListed;

/// Most names that are listed of a folder: nobody goes through more of them by hand.
const MOST: usize = 1000;

/// The path that was typed: `~` in front is the reader's own folder, as in a shell.
pub(in crate::shell) fn typed(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// What is in a folder that was typed; nothing of one that cannot be read. Names that cannot be typed are left out.
pub(super) fn listed(folder: &str) -> PathsListed {
    let there = if folder.is_empty() { PathBuf::from(".") } else { typed(Path::new(folder)) };
    let entries = fs::read_dir(there).into_iter().flatten().flatten();
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok().filter(|name| !name.contains(char::is_control))?;
        // A link to a folder is one too.
        Some(if entry.path().is_dir() { name + "/" } else { name })
    };
    let mut names: Vec<String> = entries.filter_map(name).take(MOST).collect();
    names.sort();
    PathsListed { folder: folder.to_owned(), names }
}
