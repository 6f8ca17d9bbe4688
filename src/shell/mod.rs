//! The only impure rim: arguments, files, terminal, threads, signals, the clock. It makes no decisions.

mod arguments;
mod batch;
mod clock;
mod commands;
mod coverage;
mod doctor;
mod dossier;
mod entities;
mod failure;
mod fault;
mod headless;
mod input;
mod input_file;
mod json;
mod load;
mod notes;
mod open;
mod outside;
mod painter;
mod parse;
mod perform;
mod print;
mod rejoin;
mod restore;
mod ring;
mod saving;
mod screen;
mod session;
mod signals;
mod suspend;
mod tty;
mod verify;
mod watch;
mod writer;

pub use failure::Failure;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

/// Runs the program with the arguments of the process; the exit codes are those of `reftel --help`, and 128 + n
/// where signal n or the loss of the terminal (n = 1) ended it, 101 where a fault of its own did.
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
