//! Paths behind `:open`: what is in the folder that is typed.

use crate::app::commands::{Command, Offer, Suggestion};
use crate::app::{App, Effect, Mode, PromptKind};

/// What is in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathsListed {
    /// The folder as it was typed, with the stroke behind it; empty for the one that the program was started in.
    pub folder: String,
    /// The names in order, folders with a stroke behind them.
    pub names: Vec<String>,
}

impl App {
    /// Asks for the names in the folder that is typed, where they are not known.
    pub(in crate::app) fn ask_for_paths(&self) -> Vec<Effect> {
        let Some(folder) = self.typed_folder() else { return Vec::new() };
        let is_known = self.library.paths.as_ref().is_some_and(|listed| listed.folder == folder);
        if is_known { Vec::new() } else { vec![Effect::ListPaths(folder)] }
    }

    /// What a folder held when it was typed the last time may have changed.
    pub(in crate::app) fn forget_paths(&mut self) {
        self.library.paths = None;
    }

    /// The folder of the path that is being typed; `None` while none is.
    fn typed_folder(&self) -> Option<String> {
        let Mode::Prompting(prompt) = &self.mode else { return None };
        let line = prompt.line.text().trim_start();
        let command = Command::of_line(line).filter(|command| command.offer == Offer::Paths)?;
        let path = line.strip_prefix(command.name)?.strip_prefix(' ')?.trim_start();
        (prompt.kind == PromptKind::Command).then(|| folder_of(path).to_owned())
    }

    /// The names have come.
    pub(in crate::app) fn paths_listed(&mut self, listed: PathsListed) {
        let is_wanted = self.typed_folder().is_some_and(|folder| folder == listed.folder);
        self.library.paths = Some(listed);
        if is_wanted {
            self.refresh_menu();
        }
    }

    /// What a name that is typed so far can become. What is hidden is offered to who asks for it.
    pub(in crate::app) fn path_rows(&self, name: &str) -> Vec<Suggestion> {
        let folder = self.typed_folder();
        let listed = self.library.paths.iter().filter(|listed| folder.as_ref() == Some(&listed.folder));
        let names = listed.flat_map(|listed| &listed.names);
        let fits =
            |there: &&String| there.starts_with(name) && (name.starts_with('.') || !there.starts_with('.'));
        names.filter(fits).map(Suggestion::word).collect()
    }
}

/// Everything up to the last stroke.
pub(in crate::app) fn folder_of(path: &str) -> &str {
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()
}
