//! What a command line is told that cannot be used.

use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::Failure;
use super::arguments::Arguments;

/// Prints what clap has to say: help and version as asked for, a fault as one line.
pub(super) fn answer(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let (called, commands) = called();
        let fault = match error.kind() {
            // Clap prints the whole help then.
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                format!("what to do is missing: {}", commands.join(", "))
            }
            _ => in_a_line(&error.to_string()),
        };
        Failure::Usage(format!("{fault}; '{called} --help' shows how")).print();
        return ExitCode::from(2);
    }
    let mut out = std::io::stdout();
    match write!(out, "{error}").and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let failure = Failure::from(error);
            failure.print();
            failure.code()
        }
    }
}

/// The fault that clap prints, with what stands indented below it: what is missing, what there is, what is like it.
fn in_a_line(printed: &str) -> String {
    let mut lines = printed.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("error").trim_start_matches("error: ").trim_end_matches(" found");
    let more =
        lines.take_while(|line| line.starts_with(' ')).map(|line| line.trim().trim_start_matches("tip: "));
    // Behind a colon it goes on; else it is a clause of its own.
    more.fold(first.to_owned(), |line, more| {
        let joint = if line.ends_with(':') || more.starts_with('[') { " " } else { "; " };
        line + joint + more
    })
}

/// The command that was called with its commands, `reftel notes add`, and those that could follow.
fn called() -> (String, Vec<String>) {
    let (mut called, mut command) = (String::from("reftel"), Arguments::command());
    for argument in std::env::args_os().skip(1) {
        let Some(next) = command.find_subcommand(argument).cloned() else { continue };
        called = format!("{called} {}", next.get_name());
        command = next;
    }
    (called, command.get_subcommands().map(|command| command.get_name().to_owned()).collect())
}
