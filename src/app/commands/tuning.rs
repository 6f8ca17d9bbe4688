//! Settings and keys, changed until the session ends. What is to stay is in `config.yaml`.

use super::words::split;
use crate::app::{App, Effect, Moment, SETTINGS, Setting, Settings};
use crate::keys::{Key, Lookup, Scope, Target, notation, read_sequence, short};

impl App {
    /// `:set`, `:set NAME`, `:set NAME?`, `:set NAME!`, `:set noNAME`, `:set NAME VALUE`, `:set NAME=VALUE`.
    pub(super) fn set(&mut self, text: &str, _: Moment) -> Vec<Effect> {
        if text.is_empty() {
            let set = |setting: &Setting| format!("{} {}", setting.name, self.value_words(setting));
            let all: Vec<String> = SETTINGS.iter().map(set).collect();
            self.tell(all.join(" · "));
            return Vec::new();
        }
        let (name, value) = text.split_once('=').unwrap_or_else(|| split(text));
        let (name, value) = (name.trim(), value.trim());
        let asked = name.trim_end_matches(['?', '!']);
        let off = name.strip_prefix("no").filter(|name| Setting::named(name).is_ok_and(Setting::is_switch));
        let setting = match Setting::named(off.unwrap_or(asked)) {
            Ok(setting) => setting,
            Err(why) => return self.refuse(why),
        };
        let on = self.settings.is_on(setting.name);
        let value = match (off, value) {
            (Some(_), "") => "off",
            (None, "") if name.ends_with('!') && setting.is_switch() => {
                if on {
                    "off"
                } else {
                    "on"
                }
            }
            (None, "") if setting.is_switch() && name == asked => "on",
            (None, "") => {
                self.tell(format!("{} is {} ({})", setting.name, self.value_words(setting), setting.takes()));
                return Vec::new();
            }
            (_, value) => value,
        };
        self.set_one(setting.name, value)
    }

    fn value_words(&self, setting: &Setting) -> String {
        match self.settings.get(setting.name) {
            "" => String::from("(not set)"),
            value => value.to_owned(),
        }
    }

    /// `:theme NAME`.
    pub(super) fn set_theme(&mut self, name: &str, _: Moment) -> Vec<Effect> {
        self.set_one("theme", name)
    }

    /// `:keymap PRESET`.
    pub(super) fn set_keymap(&mut self, name: &str, _: Moment) -> Vec<Effect> {
        self.set_one("keymap", name)
    }

    fn set_one(&mut self, name: &str, value: &str) -> Vec<Effect> {
        let mut alone = Settings::default();
        match alone.set(name, value) {
            Ok(setting) if !setting.live => self
                .refuse(format!("{name} is read at the start: put it in config.yaml (reftel config edit)")),
            Ok(setting) => {
                let value = alone.get(name).to_owned();
                alone.apply_to(&mut self.widths);
                // Accepted just now.
                let _ = self.set_here.set(name, &value);
                let _ = self.settings.set(name, &value);
                self.tell(format!("{name} is {} until the session ends", self.value_words(setting)));
                self.take_settings()
            }
            Err(why) => self.refuse(why),
        }
    }

    fn refuse(&mut self, why: String) -> Vec<Effect> {
        self.tell(why);
        Vec::new()
    }

    /// The settings have been changed from outside; what was set in this session stays over them.
    pub(in crate::app) fn configured(&mut self, mut settings: Settings, words: String) -> Vec<Effect> {
        for setting in SETTINGS.iter().filter(|setting| self.set_here.is_set(setting.name)) {
            let _ = settings.set(setting.name, self.set_here.get(setting.name));
        }
        // Widths that the reader has changed by hand stay.
        if settings.widths() != self.settings.widths() {
            self.widths = settings.widths();
        }
        self.settings = settings;
        self.tell(words);
        self.take_settings()
    }

    /// Does what the settings say as they are now.
    fn take_settings(&mut self) -> Vec<Effect> {
        self.keymap = self.settings.keymap(&self.mapped);
        self.lay_out();
        vec![Effect::Apply(self.settings.clone())]
    }

    /// `:map KEYS COMMAND`.
    pub(super) fn map(&mut self, text: &str, _: Moment) -> Vec<Effect> {
        let (keys, command) = split(text);
        if command.is_empty() {
            return self.refuse(String::from("write :map KEYS COMMAND, as in :map <F5> filter (U)"));
        }
        let mut sequences = self.sequences_of(command);
        sequences.push(keys.to_owned());
        self.remap(command, sequences, format!("{keys} runs {} until the session ends", short(command)))
    }

    /// `:unmap KEYS`.
    pub(super) fn unmap(&mut self, text: &str, _: Moment) -> Vec<Effect> {
        let keys = match read_sequence(text) {
            Ok(keys) => keys,
            Err(why) => return self.refuse(why),
        };
        let Lookup::Found(target) = self.keymap.lookup(Scope::Reading, &keys) else {
            return self.refuse(format!("no command on {}; :help lists the keys", notation(&keys)));
        };
        let name = target.name().to_owned();
        let mut sequences = self.sequences_of(&name);
        sequences.retain(|sequence| *sequence != notation(&keys));
        self.remap(&name, sequences, format!("{} runs nothing until the session ends", notation(&keys)))
    }

    /// The keys that a command has while reading.
    fn sequences_of(&self, command: &str) -> Vec<String> {
        let named = |(keys, target): (Vec<Key>, Target)| (target.name() == command).then(|| notation(&keys));
        self.keymap.targets(Scope::Reading).into_iter().filter_map(named).collect()
    }

    /// Gives a command these keys and no others; says so, or why not.
    fn remap(&mut self, command: &str, sequences: Vec<String>, done: String) -> Vec<Effect> {
        let mut mapped = self.mapped.clone();
        let reading = mapped.entry(String::from(Scope::Reading.name())).or_default();
        // What another command was mapped to with these keys is past.
        for other in reading.values_mut().flatten() {
            other.retain(|keys| !sequences.contains(keys));
        }
        reading.insert(command.to_owned(), Some(sequences));
        // What is wrong with the reader's file has been said.
        let (_, faults, _) = self.settings.preset().keymap(&[&mapped], &super::is_line);
        if let Some(fault) = faults.into_iter().next() {
            return self.refuse(fault.why);
        }
        self.mapped = mapped;
        self.tell(done);
        self.take_settings()
    }
}
