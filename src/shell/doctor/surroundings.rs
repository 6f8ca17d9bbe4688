//! The program, the terminal, the language, the clipboard.

use std::env;
use std::path::Path;

use super::Finding;
use crate::app::Settings;
use crate::shell::clipboard::Clipboard;
use crate::shell::config::{Configured, all};
use crate::shell::dossier::NAMING;
use crate::shell::locale::{is_utf8, named};
use crate::shell::look::{self, set};
use crate::shell::{outside, theme};
use crate::store::{LexiconFile, ThemeFile, UNKNOWN, shared_in};
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
pub(super) fn findings(root: &Path, configured: &Configured) -> Vec<Finding> {
    let editor = editor(configured.settings.get("editor"));
    let mut findings = vec![terminal(), colours(), locale(), clipboard(&configured.settings), editor];
    let advice = "mend that line of config.yaml; 'reftel config show' shows what counts";
    findings.extend(configured.faults.iter().map(|fault| Finding::note("settings", fault.as_str(), advice)));
    let (_, faults) = theme::styles(&configured.settings, &ThemeFile::of(root));
    let advice = "mend that line of theme.yaml; 'reftel help configuration' shows how it is written";
    findings.extend(faults.into_iter().map(|fault| Finding::note("theme", fault, advice)));
    let advice = "mend that line; 'reftel help entities' shows how it is written";
    let faults = LexiconFile::of(root).faults.into_iter();
    findings.extend(faults.map(|fault| Finding::note("lexicon", fault, advice)));
    findings.extend(share(root));
    findings
}

/// Whose name new notes carry, and why.
pub(super) fn author(configured: &Configured) -> Finding {
    let named = all(configured).find(|(setting, _)| setting.name == "author");
    match (configured.settings.get("author"), named) {
        (name, Some((_, origin))) if !name.is_empty() => {
            Finding::fine("author", format!("{name} ({origin})"))
        }
        _ => Finding::note("author", format!("nobody: notes carry the name '{UNKNOWN}'"), NAMING),
    }
}

/// The reader's own editor, and whether it is there.
fn editor(own: &str) -> Finding {
    let named = match outside::editor(own) {
        Ok(named) => named,
        Err(why) => return Finding { advice: Some(why), ..Finding::fine("editor", "none") },
    };
    let program = named.split_whitespace().next().unwrap_or_default();
    let path = env::var_os("PATH").unwrap_or_default();
    let is_there = Path::new(program).is_file()
        || env::split_paths(&path).any(|directory| directory.join(program).is_file());
    if is_there {
        Finding::fine("editor", named)
    } else {
        let advice = "set VISUAL or EDITOR to an editor that is there; i edits notes without one";
        Finding::note("editor", format!("{named}: there is no program {program}"), advice)
    }
}

/// The directory that colleagues see.
fn share(root: &Path) -> Option<Finding> {
    let again = "name it again: reftel share DIR; or end it: reftel share --off";
    Some(match shared_in(root) {
        Ok(None) => return None,
        Ok(Some(directory)) if directory.is_dir() => Finding::fine("share", directory.display().to_string()),
        Ok(Some(directory)) => {
            let what = format!("{}: not there; notes wait here until it is", directory.display());
            Finding::note("share", what, again)
        }
        Err(why) => Finding::problem("share", why, again),
    })
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
fn clipboard(settings: &Settings) -> Finding {
    let over = if set("SSH_TTY").is_some() || set("SSH_CONNECTION").is_some() { ", over SSH" } else { "" };
    let way = look::clipboard(settings);
    let advice = match way {
        Clipboard::Off(_) => "use the terminal's own selection",
        Clipboard::Terminal => "where nothing arrives, allow the terminal to take OSC 52",
        Clipboard::Tmux => "where nothing arrives: tmux set -g set-clipboard on, or allow-passthrough on",
        Clipboard::Screen => "where nothing arrives, allow the terminal around screen to take OSC 52",
    };
    Finding { advice: Some(advice.into()), ..Finding::fine("clipboard", format!("{}{over}", way.words())) }
}
