//! The reader's own theme over that of the settings.

use super::desk::Desk;
use super::look;
use super::painter::Look;
use crate::app::Settings;
use crate::store::ThemeFile;
use crate::ui::Styles;

/// The styles, and what of the file cannot be used, a line each: `theme.yaml:7: no such role 'titel' (title?)`.
pub(super) fn styles(settings: &Settings, file: &ThemeFile) -> (Styles, Vec<String>) {
    let mut styles = look::styles(settings);
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

/// What the settings and the reader's theme make of the screen, and what of the theme cannot be used.
pub(super) fn look(desk: &Desk) -> (Look, Vec<String>) {
    let (styles, faults) = styles(desk.settings(), &desk.theme());
    (Look { styles, ascii: look::is_ascii(desk.settings()) }, faults)
}
