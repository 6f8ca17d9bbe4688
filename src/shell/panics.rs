//! The end of a program that has a fault of its own.

use super::{Failure, screen, tty};

/// A panic gives the terminal back and says where it happened, never what the reader wrote. The journal holds that.
pub(super) fn hook() {
    std::panic::set_hook(Box::new(|panic| {
        screen::give_back();
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        let words = Failure::Terminal(format!(
            "stopped by a fault of its own{place}; what you typed is in the journal and opens with the cable"
        ));
        // A terminal that nobody reads must not keep the program from ending.
        if tty::is_writable(rustix::stdio::stderr(), screen::LAST_PATIENCE) {
            words.print();
        }
        std::process::exit(101);
    }));
}
