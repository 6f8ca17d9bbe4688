//! The only impure rim: arguments, files, terminal, threads, signals, the clock. It makes no decisions.

mod agreement;
mod arguments;
mod batch;
mod beside;
mod cite;
mod clipboard;
mod clock;
mod commands;
mod config;
mod coverage;
mod desk;
mod doctor;
mod dossier;
mod entities;
mod exchange;
mod export;
mod failure;
mod fault;
mod frame;
mod headless;
mod input;
mod input_file;
mod json;
mod keyboard;
mod keys;
mod library;
mod linear;
mod load;
mod locale;
mod look;
mod manual;
mod notes;
mod open;
mod original;
mod output_file;
mod outside;
mod pace;
mod painter;
mod panics;
mod parse;
mod picture;
mod print;
mod release;
mod remarks;
mod restore;
mod review;
mod ring;
mod saving;
mod screen;
mod session;
mod signals;
mod suspend;
mod theme;
mod tty;
mod tutor;
mod usage;
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
    panics::hook(panics::COMMAND);
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return usage::answer(&answer),
    };
    match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            failure.print();
            failure.code()
        }
    }
}
