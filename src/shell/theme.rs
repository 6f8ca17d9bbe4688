//! The reader's own theme over that of the command line.

use std::io::Write;

use super::arguments::Display;
use crate::app::Opening;
use crate::layout::safe;
use crate::store::ThemeFile;
use crate::ui::Styles;

/// The styles, and what of the file cannot be used, a line each: `theme.yaml:7: no such role 'titel' (title?)`.
pub(super) fn styles(display: &Display, file: &ThemeFile) -> (Styles, Vec<String>) {
    let mut styles = display.styles();
    let mut faults = file.faults.clone();
    for entry in &file.entries {
        if let Err(why) = styles.set(&entry.role, &entry.look) {
            faults.push((entry.line, why));
        }
    }
    faults.sort();
    let words = faults.into_iter().map(|(line, why)| match line {
        0 => format!("theme.yaml is not used: {why}"),
        line => format!("theme.yaml:{line}: {why}"),
    });
    (styles, words.collect())
}

/// The same opening with the faults said in it: the first on the screen, and each in a line of its own that is left on
/// the terminal when the program has ended.
pub(super) fn told(mut opening: Opening, faults: &[String]) -> Opening {
    for fault in faults {
        let _ = writeln!(std::io::stderr(), "reftel: {}", safe(fault));
    }
    match faults {
        [] => {}
        [only] => opening.opened.notices.push(format!("{only}; the rest is used")),
        [first, more @ ..] => {
            opening.opened.notices.push(format!("{first}; {} more: reftel doctor lists them", more.len()));
        }
    }
    opening
}
