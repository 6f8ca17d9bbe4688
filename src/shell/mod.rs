//! The only impure rim: arguments, files, terminal, threads, signals, the clock. It makes no decisions.

mod arguments;
mod commands;
mod failure;
mod fault;
mod headless;
mod input;
mod load;
mod notes;
mod open;
mod perform;
mod print;
mod screen;
mod session;
mod signals;

pub use failure::Failure;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

/// Runs the program with the arguments of the process; the exit code is one of those that INTERFACE documents.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return arguments::answer(&answer),
    };
    match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            failure.print();
            failure.code()
        }
    }
}
