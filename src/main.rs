//! The `reftel` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    reftel::shell::run()
}
