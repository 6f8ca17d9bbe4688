//! What the reader can set: one row a setting. `config.yaml`, `:set`, their completion and the documentation read this
//! table.

use std::collections::BTreeMap;

use crate::keys::{Keymap, Layer, Preset, meant, short};
use crate::layout::Widths;

/// The values that a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number from the first to the second, both among them.
    Number(u16, u16),
    /// Any text in one line; what it is, in a word.
    Text(&'static str),
}

/// Something that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it is called.
    pub name: &'static str,
    /// What it can be.
    pub values: Values,
    /// What it is unless set.
    pub default: &'static str,
    /// Whether it can be changed while the program runs.
    pub live: bool,
    /// One line of help.
    pub help: &'static str,
}

/// On or off.
const SWITCH: Values = Values::OneOf(&["on", "off"]);
/// Longest value, in characters.
const LONGEST: usize = 200;

/// All settings, in the order of the file that is written for the reader.
pub const SETTINGS: &[Setting] = &[
    setting(
        "author",
        Values::Text("NAME"),
        "",
        "the name shown on your notes; empty: REFTEL_AUTHOR, else USER",
    )
    .at_start(),
    setting(
        "theme",
        Values::OneOf(&["auto", "dark", "light", "16", "mono", "contrast"]),
        "auto",
        "the colours; auto: what the terminal and NO_COLOR say",
    ),
    setting(
        "keymap",
        Values::OneOf(&["default", "less", "vim", "emacs"]),
        "default",
        "the keys, before those below keys:",
    ),
    setting("text-width", Values::Number(40, 400), "100", "most columns of the text beside the other panes"),
    setting(
        "notes-width",
        Values::Number(16, 200),
        "32",
        "columns of the notes, where a cable has not kept its own",
    ),
    setting(
        "entities-width",
        Values::Number(16, 200),
        "24",
        "columns of the entities, where a cable has not kept its own",
    ),
    setting(
        "ascii",
        Values::OneOf(&["auto", "on", "off"]),
        "auto",
        "borders and signs in ASCII; auto: as the locale says",
    ),
    setting("linear", SWITCH, "off", "line by line, without a screen, as for screen readers").at_start(),
    setting(
        "clipboard",
        SWITCH,
        "on",
        "give what is copied to the terminal's clipboard; REFTEL_SECURE=1 never does",
    ),
    setting("editor", Values::Text("COMMAND"), "", "your own editor for notes; empty: VISUAL, else EDITOR"),
    setting(
        "library",
        Values::Text("ADDRESS"),
        "",
        "where the index of the library is: empty, a file of your own; postgresql://..., a server for many",
    )
    .at_start(),
    setting("history", SWITCH, "on", "keep the lines typed at prompts for later sessions"),
];

const fn setting(name: &'static str, values: Values, default: &'static str, help: &'static str) -> Setting {
    Setting { name, values, default, live: true, help }
}

impl Setting {
    const fn at_start(self) -> Self {
        Self { live: false, ..self }
    }

    /// The setting of that name.
    ///
    /// # Errors
    /// That there is none, with what was perhaps meant.
    pub fn named(name: &str) -> Result<&'static Self, String> {
        SETTINGS.iter().find(|setting| setting.name == name).ok_or_else(|| {
            let near = meant(name, SETTINGS.iter().map(|setting| setting.name));
            format!("'{}' is no setting{near}", short(name))
        })
    }

    /// The value as it is kept: `true` and `false` are `on` and `off`.
    ///
    /// # Errors
    /// What it can be instead.
    pub fn accepts(&self, value: &str) -> Result<String, String> {
        let value = value.trim();
        let said = match (value, self.values) {
            ("true" | "yes", Values::OneOf(_)) => "on",
            ("false" | "no", Values::OneOf(_)) => "off",
            (value, _) => value,
        };
        match self.values {
            Values::OneOf(words) if words.contains(&said) => Ok(said.to_owned()),
            Values::OneOf(words) => {
                let near = meant(said, words.iter().copied());
                Err(format!(
                    "{} cannot be '{}'{near}: it is one of {}",
                    self.name,
                    short(said),
                    words.join(", ")
                ))
            }
            Values::Number(least, most) => match said.parse::<u16>() {
                Ok(number) if (least..=most).contains(&number) => Ok(number.to_string()),
                _ => Err(format!("{} is a number from {least} to {most}, not '{}'", self.name, short(said))),
            },
            Values::Text(_) if said.chars().any(char::is_control) || said.chars().count() > LONGEST => {
                Err(format!("{} is one line of at most {LONGEST} characters", self.name))
            }
            Values::Text(_) => Ok(said.to_owned()),
        }
    }

    /// Whether it is on or off and nothing else.
    pub fn is_switch(&self) -> bool {
        self.values == SWITCH
    }

    /// The values in words: `on|off`, `16-200`, `NAME`.
    pub fn takes(&self) -> String {
        match self.values {
            Values::OneOf(words) => words.join("|"),
            Values::Number(least, most) => format!("{least}-{most}"),
            Values::Text(what) => what.to_owned(),
        }
    }
}

/// What is set: values that their settings accept, and the reader's own keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    values: BTreeMap<&'static str, String>,
    /// Keys over those of the preset.
    pub keys: Layer,
}

impl Settings {
    /// Sets one.
    ///
    /// # Errors
    /// There is no such setting, or it does not take the value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<&'static Setting, String> {
        let setting = Setting::named(name)?;
        self.values.insert(setting.name, setting.accepts(value)?);
        Ok(setting)
    }

    /// The value of a setting, or what it is unless set; empty where there is no such setting.
    pub fn get(&self, name: &str) -> &str {
        let default = || SETTINGS.iter().find(|setting| setting.name == name).map_or("", |is| is.default);
        self.values.get(name).map_or_else(default, String::as_str)
    }

    /// Whether a setting has a value of its own that is not empty.
    pub fn is_set(&self, name: &str) -> bool {
        self.values.get(name).is_some_and(|value| !value.is_empty())
    }

    /// Whether a setting is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name) == "on"
    }

    /// The preset that is chosen.
    pub fn preset(&self) -> Preset {
        Preset::named(self.get("keymap")).unwrap_or(Preset::ALL[0])
    }

    /// The keys: the preset, the reader's own over it, and those mapped in this session.
    pub(super) fn keymap(&self, mapped: &Layer) -> Keymap {
        self.preset().keymap(&[&self.keys, mapped], &super::commands::is_line).0
    }

    /// The widths as they are set.
    pub(super) fn widths(&self) -> Widths {
        let mut widths = Widths::default();
        self.apply_to(&mut widths);
        widths
    }

    /// Of the widths those that are set.
    pub(super) fn apply_to(&self, widths: &mut Widths) {
        let number = |name| self.values.get(name).and_then(|value| value.parse().ok());
        widths.text = number("text-width").unwrap_or(widths.text);
        widths.notes = number("notes-width").unwrap_or(widths.notes);
        widths.entities = number("entities-width").unwrap_or(widths.entities);
    }
}

impl super::App {
    /// What is set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_accepts_its_default_and_says_what_it_takes() {
        for setting in SETTINGS {
            assert_eq!(setting.accepts(setting.default).as_deref(), Ok(setting.default), "{}", setting.name);
            assert!(!setting.takes().is_empty() && !setting.help.is_empty());
        }
        let defaults = Widths::default();
        let mut widths = Widths { notes: 0, entities: 0, text: 0 };
        let mut settings = Settings::default();
        for name in ["notes-width", "entities-width", "text-width"] {
            settings.set(name, Setting::named(name).unwrap().default).unwrap();
        }
        settings.apply_to(&mut widths);
        assert_eq!(widths, defaults, "the table says what the program does");
        let presets: Vec<&str> = Preset::ALL.iter().map(|preset| preset.name).collect();
        assert_eq!(Setting::named("keymap").unwrap().takes(), presets.join("|"));
    }

    #[test]
    fn faults_name_what_was_meant() {
        let mut settings = Settings::default();
        for (name, value, said) in [
            ("theem", "dark", "'theem' is no setting (theme?)"),
            (
                "theme",
                "drak",
                "theme cannot be 'drak' (dark?): it is one of auto, dark, light, 16, mono, contrast",
            ),
            ("notes-width", "9", "notes-width is a number from 16 to 200, not '9'"),
            ("author", "a\nb", "author is one line of at most 200 characters"),
        ] {
            assert_eq!(settings.set(name, value).unwrap_err(), said);
        }
        assert_eq!(settings, Settings::default());
        settings.set("linear", "true").unwrap();
        assert!(settings.is_on("linear"));
    }
}
