//! `reftel tutor`: a cable of our own that teaches by doing.

use std::process::ExitCode;

use clap::Args;

use super::arguments::{Display, Replay, State};
use super::config::{Configured, Start};
use super::load::builtin;
use super::open::open_in;
use super::session::First;
use super::{Failure, commands, linear, look, session};
use crate::store::Store;

/// The cable.
const TEXT: &str = include_str!("../../assets/tutor.txt");
/// What a colleague who does not exist wrote beside it.
const COLLEAGUE: &str = include_str!("../../assets/tutor.notes.yaml");

const EXAMPLES: &str = "\
Examples:
  reftel tutor                 read a cable that teaches the keys, one thing a paragraph
  reftel tutor --theme light   the same on a light ground
What you write there is kept in the directory 'tutor' of the configuration directory, apart from your notes;
remove that directory to begin anew.";

/// `reftel tutor`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Tutor {
    #[command(flatten)]
    display: Display,
    #[command(flatten)]
    replay: Replay,
}

impl Tutor {
    /// Opens the cable with its own store.
    ///
    /// # Errors
    /// Those of reading any cable.
    pub(super) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let source = builtin("tutor.txt", TEXT);
        let (display, replay) = (&self.display, &self.replay);
        let configured = Configured::find(state, display)?;
        let lines = configured.settings.is_on("linear") || linear::is_called_for();
        if !(replay.print || lines || session::is_possible()) {
            return commands::print_all(&source.volume, 80);
        }
        let store = Store::open_tutor(state.config_dir.clone(), state.author.as_deref(), COLLEAGUE)
            .map_err(|error| Failure::State(error.to_string()))?;
        let (opening, desk) = open_in(store, source, false, &configured, replay.size())?;
        if replay.print {
            return commands::replay(opening, desk, Vec::new(), replay);
        }
        if lines {
            return linear::run(opening, desk, None, look::is_ascii(&configured.settings));
        }
        session::run(opening, desk, None, First::Text, Start { configured, state, display })
    }
}
