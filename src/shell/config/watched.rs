//! The settings of a session: said at its start, and read anew when their files change.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Configured, faults};
use crate::app::{Event, Opening};
use crate::shell::arguments::{Display, State};
use crate::shell::desk::Desk;
use crate::shell::theme;
use crate::store::ConfigFile;

/// The names of the files that are read anew when they change.
pub(in crate::shell) const WATCHED: [&str; 2] = ["config.yaml", "theme.yaml"];

/// What a session starts with besides a cable.
pub(in crate::shell) struct Start<'a> {
    /// What is set.
    pub(in crate::shell) configured: Configured,
    /// What the command line says of the notes.
    pub(in crate::shell) state: &'a State,
    /// What it says of the terminal.
    pub(in crate::shell) display: &'a Display,
}

impl Start<'_> {
    /// The opening with what cannot be used of the settings, and of the reader's theme, said in it.
    pub(in crate::shell) fn told(&self, opening: Opening, theme: &[String]) -> Opening {
        let all: Vec<String> = self.configured.faults.iter().chain(theme).cloned().collect();
        faults::told(opening, &all, theme)
    }

    /// Watches the files from now on.
    pub(in crate::shell) fn watch(self, desk: &Desk) -> Watched {
        let options = (self.state.clone(), self.display.clone());
        Watched { options, stamp: Stamp::of(desk.root()) }
    }
}

/// The settings of a session that runs.
pub(in crate::shell) struct Watched {
    /// What the command line says of them.
    options: (State, Display),
    /// The files as they were read last.
    stamp: Stamp,
}

impl Watched {
    /// What is set now, where the files are others than they were.
    pub(in crate::shell) fn read_anew(&mut self, desk: &Desk) -> Option<Event> {
        let stamp = Stamp::of(desk.root());
        if stamp == self.stamp {
            return None;
        }
        self.stamp = stamp;
        let (state, display) = &self.options;
        let configured = Configured::of(ConfigFile::of(desk.root()), state, display);
        let (_, theme) = theme::styles(&configured.settings, &desk.theme());
        let faults: Vec<String> = configured.faults.into_iter().chain(theme).collect();
        let words = faults::notice(&faults);
        let words = words.unwrap_or_else(|| String::from("the settings have been read anew"));
        Some(Event::Configured { settings: Box::new(configured.settings), words })
    }
}

/// How the files are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp([Option<(SystemTime, u64)>; 2]);

impl Stamp {
    fn of(root: &Path) -> Self {
        let one = |path: PathBuf| {
            let found = std::fs::metadata(path).ok()?;
            Some((found.modified().ok()?, found.len()))
        };
        Self(WATCHED.map(|name| one(root.join(name))))
    }
}
