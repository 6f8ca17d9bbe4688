//! What of the reader's files cannot be used, said once and in full.

use std::io::Write;

use crate::app::Opening;
use crate::layout::safe;

/// What is told on the screen: the first fault, and how many more there are.
pub(super) fn notice(faults: &[String]) -> Option<String> {
    match faults {
        [] => None,
        [only] => Some(format!("{only}; the rest is used")),
        [first, more @ ..] => Some(format!("{first}; {} more: reftel doctor lists them", more.len())),
    }
}

/// The same opening with the faults said in it: the first on the screen, and each in a line of its own that is left on
/// the terminal when the program has ended.
pub(super) fn told(mut opening: Opening, faults: &[String], on_screen: &[String]) -> Opening {
    for fault in faults {
        let _ = writeln!(std::io::stderr(), "reftel: {}", safe(fault));
    }
    opening.opened.notices.extend(notice(on_screen));
    opening
}
