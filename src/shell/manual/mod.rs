//! What the program says about itself on the command line: topics of the manual, man pages, completions.

mod man;
mod topics;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Failure;
use super::arguments::Arguments;
use super::commands::write_out;
pub(super) use topics::Help;

const MAN_EXAMPLES: &str = "\
Examples:
  reftel man | man -l -          read the page
  reftel man ~/.local/share/man/man1   write this page and one for each command";

/// `reftel man`.
#[derive(Debug, Args)]
#[command(before_help = MAN_EXAMPLES)]
pub(super) struct Man {
    /// Write reftel.1 and a page for each command into this directory; without it, print reftel.1
    directory: Option<PathBuf>,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  reftel completions bash > ~/.local/share/bash-completion/completions/reftel
  reftel completions zsh > ~/.zfunc/_reftel
  reftel completions fish > ~/.config/fish/completions/reftel.fish";

/// `reftel completions`.
#[derive(Debug, Args)]
#[command(before_help = COMPLETIONS_EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Man {
    /// Prints the page, or writes all of them.
    ///
    /// # Errors
    /// The directory is none, or cannot be written.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let pages = man::pages(Arguments::command());
        let Some(directory) = &self.directory else {
            let first = pages.first().map(|(_, text)| text.as_str());
            return write_out(first.unwrap_or_default());
        };
        let named = directory.display();
        if !directory.is_dir() {
            return Err(Failure::Usage(format!("{named}: no such directory; make it first")));
        }
        for (name, text) in pages {
            std::fs::write(directory.join(&name), text).map_err(|error| {
                Failure::State(format!("{named}/{name}: cannot be written: {error}; name another directory"))
            })?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Completions {
    /// Prints the script for a shell.
    ///
    /// # Errors
    /// The output fails.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "reftel", &mut script);
        write_out(&String::from_utf8_lossy(&script))
    }
}

#[cfg(test)]
mod tests;
