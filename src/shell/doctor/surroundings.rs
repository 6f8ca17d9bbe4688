//! The program, the terminal, the language, the clipboard.

use std::env;
use std::path::Path;

use super::Finding;
use crate::shell::arguments::{Display, State};
use crate::shell::clipboard::Clipboard;
use crate::shell::config::Configured;
use crate::shell::locale::{is_utf8, named};
use crate::shell::{look, theme};
use crate::store::{ConfigFile, ThemeFile};
use crate::ui::Theme;

/// The version, and what it writes.
pub(super) fn version() -> Finding {
    let what = format!(
        "reftel {}, notes schema 1, {} {}",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH
    );
    Finding::fine("version", what)
}

/// Everything around the program; `root` is its configuration directory.
pub(super) fn findings(root: &Path) -> Vec<Finding> {
    let mut findings = vec![terminal(), colours(), locale(), clipboard()];
    let configured = Configured::of(ConfigFile::of(root), &State::default(), &Display::default());
    let advice = "mend that line of config.yaml; 'reftel config show' shows what counts";
    findings.extend(configured.faults.iter().map(|fault| Finding::note("settings", fault.as_str(), advice)));
    let (_, faults) = theme::styles(&configured.settings, &ThemeFile::of(root));
    let advice = "mend that line of theme.yaml; README.md shows how it is written";
    findings.extend(faults.into_iter().map(|fault| Finding::note("theme", fault, advice)));
    findings
}

/// A variable of the environment; none when it is empty.
fn set(name: &str) -> Option<String> {
    env::var_os(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().into_owned())
}

fn terminal() -> Finding {
    let term = set("TERM").unwrap_or_default();
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        .or_else(|_| rustix::termios::tcgetwinsize(rustix::stdio::stderr()));
    let size = size.map(|size| (size.ws_col, size.ws_row));
    let shown = size.map_or_else(
        |_| String::from("no terminal here"),
        |(columns, rows)| format!("{columns} columns, {rows} rows"),
    );
    let what = format!("TERM={}, {shown}", if term.is_empty() { "(not set)" } else { &term });
    match (term.as_str(), size) {
        ("" | "dumb", Ok(_)) => {
            Finding::note("terminal", what, "set TERM to what your terminal is, e.g. xterm-256color")
        }
        (_, Ok((columns, rows))) if columns < 80 || rows < 24 => {
            Finding::note("terminal", what, "panes stand side by side from 80 columns and 24 rows on")
        }
        _ => Finding::fine("terminal", what),
    }
}

fn colours() -> Finding {
    let what = match look::theme("auto") {
        Theme::Dark | Theme::Light => "256",
        Theme::Sixteen => "sixteen, the terminal's own",
        Theme::Monochrome | Theme::Contrast => {
            "none, attributes only: NO_COLOR is set, or TERM names a terminal without them"
        }
    };
    Finding::fine("colours", what)
}

fn locale() -> Finding {
    let named = named(set);
    let advice =
        "set LANG to a UTF-8 locale, e.g. C.UTF-8, if your terminal knows it; ASCII is shown until then";
    match named {
        Some((name, value)) if is_utf8(&value) => Finding::fine("locale", format!("{name}={value}, UTF-8")),
        Some((name, value)) => Finding::note("locale", format!("{name}={value} is not UTF-8"), advice),
        None => Finding::note("locale", "none of LC_ALL, LC_CTYPE and LANG is set", advice),
    }
}

/// How text gets from the screen to the clipboard.
fn clipboard() -> Finding {
    let over = if set("SSH_TTY").is_some() || set("SSH_CONNECTION").is_some() { ", over SSH" } else { "" };
    let way = Clipboard::of(false, set);
    let advice = match way {
        Clipboard::Off(_) => "use the terminal's own selection",
        Clipboard::Terminal => "where nothing arrives, allow the terminal to take OSC 52",
        Clipboard::Tmux => "where nothing arrives: tmux set -g set-clipboard on, or allow-passthrough on",
        Clipboard::Screen => "where nothing arrives, allow the terminal around screen to take OSC 52",
    };
    Finding { advice: Some(advice.into()), ..Finding::fine("clipboard", format!("{}{over}", way.words())) }
}
