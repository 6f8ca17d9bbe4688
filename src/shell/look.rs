//! How the program uses the terminal, as the settings say it and the environment allows.

use super::clipboard::Clipboard;
use super::locale;
use crate::app::Settings;
use crate::ui::{Depth, Styles, Theme};

/// A variable of the environment; none when it is empty.
pub(super) fn set(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}

/// Whether no other program is started from here and nothing given to the clipboard: on accounts that others share. As with
/// LESSSECURE, nothing that is set takes it back.
pub(super) fn is_secure(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("REFTEL_SECURE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Whether only ASCII is shown.
pub(super) fn is_ascii(settings: &Settings) -> bool {
    match settings.get("ascii") {
        "on" => true,
        "off" => false,
        _ => !locale::knows_utf8(),
    }
}

/// The way to the clipboard.
pub(super) fn clipboard(settings: &Settings) -> Clipboard {
    Clipboard::of(!settings.is_on("clipboard"), set)
}

/// The styles of the theme, as far as the terminal can show them.
pub(super) fn styles(settings: &Settings) -> Styles {
    let theme = theme(settings.get("theme"));
    let depth = match theme {
        Theme::Monochrome | Theme::Contrast => Depth::None,
        Theme::Sixteen | Theme::Dark | Theme::Light => depth(),
    };
    Styles::new(theme, depth)
}

/// What was asked for, as far as the terminal can show it; else attributes only where colours are not wanted, or the
/// terminal is older than they are.
pub(super) fn theme(name: &str) -> Theme {
    let term = set("TERM").unwrap_or_default();
    let plain = term.starts_with("vt") || term == "ansi-m" || term.ends_with("-mono") || term.ends_with("-m");
    let many = depth() != Depth::Sixteen;
    match name {
        "mono" => Theme::Monochrome,
        "contrast" => Theme::Contrast,
        _ if plain => Theme::Monochrome,
        "dark" if many => Theme::Dark,
        "light" if many => Theme::Light,
        "auto" if set("NO_COLOR").is_some() => Theme::Monochrome,
        _ => Theme::Sixteen,
    }
}

/// How many colours the terminal is said to show, where it shows any.
fn depth() -> Depth {
    let (term, colours) = (set("TERM").unwrap_or_default(), set("COLORTERM"));
    match colours.as_deref() {
        Some("truecolor" | "24bit") => Depth::True,
        Some(_) => Depth::Indexed,
        None if term.contains("direct") => Depth::True,
        None if term.contains("256") || term.contains("kitty") => Depth::Indexed,
        None => Depth::Sixteen,
    }
}
