//! Failures that end the program: one line on stderr, and a documented exit code.

use std::io::Write;
use std::process::ExitCode;

use crate::layout::safe;

/// Why the program ends without doing what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The arguments are wrong (exit code 2).
    #[error("{0}")]
    Usage(String),
    /// The input cannot be read (exit code 3).
    #[error("{0}")]
    Input(String),
    /// The state cannot be read or written (exit code 4).
    #[error("{0}")]
    State(String),
    /// What was asked for is not there, or there is nothing to do (exit code 1).
    #[error("{0}")]
    Nothing(String),
    /// Nothing may go out of a release (exit code 5).
    #[error("{0}")]
    Release(String),
    /// The terminal failed (exit code 1).
    #[error("{0}")]
    Terminal(String),
    /// Whoever read the output has gone: nothing to say (exit code 0).
    #[error("nobody reads the output")]
    BrokenPipe,
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::BrokenPipe => 0,
            Self::Nothing(_) | Self::Terminal(_) => 1,
            Self::Usage(_) => 2,
            Self::Input(_) => 3,
            Self::State(_) => 4,
            Self::Release(_) => 5,
        })
    }

    /// Prints the one line. Names of files and texts in it are made safe; a closed stderr is no further failure.
    pub fn print(&self) {
        if *self != Self::BrokenPipe {
            let _ = writeln!(std::io::stderr(), "reftel: {}", safe(&self.to_string()));
        }
    }
}

impl From<std::io::Error> for Failure {
    /// A failure of the output: a broken pipe is none.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Terminal(format!("cannot write the output: {error}")),
        }
    }
}
