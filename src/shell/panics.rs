//! The end of a program that has a fault of its own.

use super::{Failure, screen, tty};

/// What becomes of the work of a command.
pub(super) const COMMAND: &str = "what was saved before is not touched";
/// What becomes of what is typed on a screen.
pub(super) const SCREEN: &str = "what you typed is in the journal and opens with the cable";

/// A panic, on whatever thread, gives the terminal back, says where it happened and `what_becomes` of the work, never what
/// the reader wrote, and ends the program.
pub(super) fn hook(what_becomes: &'static str) {
    std::panic::set_hook(Box::new(move |panic| {
        screen::give_back();
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        let words = Failure::Terminal(format!("stopped by a fault of its own{place}; {what_becomes}"));
        // A terminal that nobody reads must not keep the program from ending.
        if tty::is_writable(rustix::stdio::stderr(), screen::LAST_PATIENCE) {
            words.print();
        }
        std::process::exit(101);
    }));
}
