//! What is set, and where each of it comes from: the defaults, `config.yaml`, the environment, the command line.

mod command;
mod faults;
mod template;
mod watched;

pub(super) use command::Config;
pub(super) use watched::{Start, WATCHED, Watched};

use std::collections::BTreeMap;
use std::fmt;

use super::Failure;
use super::arguments::{Display, State};
use super::look::{is_secure, set};
use crate::app::{SETTINGS, Setting, Settings, is_line};
use crate::keys::{Fault, Layer, Taken, meant};
use crate::store::{ConfigFile, ConfigKeys};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Nobody has set it.
    Default,
    /// A line of `config.yaml`.
    File(usize),
    /// A variable of the environment.
    Environment(&'static str),
    /// An option of the command line.
    Option(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::File(line) => write!(f, "config.yaml:{line}"),
            Self::Environment(name) => write!(f, "environment: {name}"),
            Self::Option(name) => write!(f, "option: {name}"),
        }
    }
}

/// What is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Configured {
    /// The values.
    pub(super) settings: Settings,
    /// The file.
    pub(super) file: ConfigFile,
    /// What of it cannot be used, a line each: `config.yaml:3: 'theem' is no setting (theme?)`.
    pub(super) faults: Vec<String>,
    /// What the reader's own keys took from other commands.
    pub(super) taken: Vec<Taken>,
    origins: BTreeMap<&'static str, Origin>,
}

impl Configured {
    /// What is set for these arguments.
    ///
    /// # Errors
    /// When no configuration directory is named at all.
    pub(super) fn find(state: &State, display: &Display) -> Result<Self, Failure> {
        let file = ConfigFile::find(state.config_dir.clone());
        let file = file.map_err(|error| Failure::State(error.to_string()))?;
        Ok(Self::of(file, state, display))
    }

    /// What is set, with the file read already.
    pub(super) fn of(file: ConfigFile, state: &State, display: &Display) -> Self {
        let mut configured = Self { file, ..Self::default() };
        for (name, variable) in BELOW {
            configured.take_environment(name, variable);
        }
        configured.take_file();
        for (name, variable) in ABOVE {
            configured.take_environment(name, variable);
        }
        for (name, option, value) in options(state, display) {
            if let Some(value) = value {
                configured.put(name, value, Origin::Option(option));
            }
        }
        // Last: no option takes it back.
        configured.take_environment("clipboard", "REFTEL_SECURE");
        configured
    }

    /// Where the value of a setting comes from.
    pub(super) fn origin(&self, setting: &Setting) -> Origin {
        self.origins.get(setting.name).cloned().unwrap_or(Origin::Default)
    }

    /// What the reader is told on the screen, where something of the file cannot be used.
    pub(super) fn notice(&self) -> Option<String> {
        faults::notice(&self.faults)
    }

    fn put(&mut self, name: &str, value: &str, origin: Origin) -> Option<String> {
        match self.settings.set(name, value) {
            Ok(setting) => {
                self.origins.insert(setting.name, origin);
                None
            }
            Err(why) => Some(why),
        }
    }

    fn take_environment(&mut self, name: &str, variable: &'static str) {
        let Some(value) = set(variable) else { return };
        let value = match variable {
            "NO_COLOR" => "mono",
            "REFTEL_SECURE" if !is_secure(set) => return,
            "REFTEL_SECURE" => "off",
            _ => value.as_str(),
        };
        // What cannot be a value is no value.
        self.put(name, value, Origin::Environment(variable));
    }

    fn take_file(&mut self) {
        let mut faults: Vec<(usize, String)> = self.file.faults.clone();
        for entry in self.file.settings.clone() {
            let why = self.put(&entry.name, &entry.value, Origin::File(entry.line));
            faults.extend(why.map(|why| (entry.line, named_near(&entry.name, why))));
        }
        faults.extend(self.take_keys());
        faults.sort();
        let words = faults.into_iter().map(|(line, why)| match line {
            0 => format!("config.yaml: {why}"),
            line => format!("config.yaml:{line}: {why}"),
        });
        self.faults = words.collect();
    }

    /// The keys of the file; what of them is wrong, with its line.
    fn take_keys(&mut self) -> Vec<(usize, String)> {
        // Nearly nobody has any, and a keymap takes its time.
        if self.file.keys.is_empty() {
            return Vec::new();
        }
        let mut layer = Layer::new();
        for keys in &self.file.keys {
            layer.entry(keys.scope.clone()).or_default().insert(keys.command.clone(), keys.keys.clone());
        }
        let (_, wrong, taken) = self.settings.preset().keymap(&[&layer], &is_line);
        let line_of = |fault: &Fault| {
            let is_it = |keys: &&ConfigKeys| {
                keys.scope == fault.scope && (fault.command.is_empty() || keys.command == fault.command)
            };
            self.file.keys.iter().find(is_it).map_or(0, |keys| keys.line)
        };
        let faults = wrong.into_iter().map(|fault| (line_of(&fault), fault.why)).collect();
        self.settings.keys = layer;
        self.taken = taken;
        faults
    }
}

/// `keys` is no setting, but may have been meant.
fn named_near(name: &str, why: String) -> String {
    let near = meant(name, std::iter::once("keys"));
    if why.contains('?') || near.is_empty() { why } else { why + &near }
}

/// What the environment says where the file does not.
const BELOW: [(&str, &str); 4] =
    [("theme", "NO_COLOR"), ("author", "USER"), ("editor", "EDITOR"), ("editor", "VISUAL")];
/// What it says whatever the file does.
const ABOVE: [(&str, &str); 2] = [("author", "REFTEL_AUTHOR"), ("library", "REFTEL_LIBRARY")];

/// What the command line says of settings.
fn options<'a>(state: &'a State, display: &'a Display) -> [(&'static str, &'static str, Option<&'a str>); 7] {
    [
        ("author", "--author", state.author.as_deref()),
        ("library", "--library", state.library.as_deref()),
        ("theme", "--theme", display.theme.map(|theme| theme.name())),
        ("keymap", "--keymap", display.keymap.as_deref()),
        ("ascii", "--ascii", display.ascii.then_some("on")),
        ("linear", "--linear", display.linear.then_some("on")),
        ("clipboard", "--no-clipboard", display.no_clipboard.then_some("off")),
    ]
}

/// The settings in the order of the table, with where each comes from.
pub(super) fn all(configured: &Configured) -> impl Iterator<Item = (&'static Setting, Origin)> {
    SETTINGS.iter().map(|setting| (setting, configured.origin(setting)))
}
