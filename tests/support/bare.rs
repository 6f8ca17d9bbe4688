//! A command without the environment of whoever runs the tests.

use std::process::Command;

/// Where a build that measures coverage writes what it has run.
const COVERAGE: &str = "LLVM_PROFILE_FILE";

/// Runs `program` with an empty environment, but for where coverage is written: else it is written where the program stands.
pub(crate) fn bare(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(std::env::var_os(COVERAGE).map(|file| (COVERAGE, file)));
    command
}
