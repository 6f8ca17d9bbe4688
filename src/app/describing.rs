//! What keys do, said instead of done.

use super::{App, Command, Mode};
use crate::cable::counted;
use crate::keys::{Key, Lookup, Scope, Target, notation};

impl App {
    /// The keys typed next are described.
    pub(super) fn ask_for_keys(&mut self) {
        self.mode = Mode::Describing;
        self.tell("which keys? what is typed now is described, not done");
    }

    /// A key while keys are described.
    pub(super) fn describe_typed(&mut self, key: Key) {
        self.pending.push(key);
        if let Lookup::Pending(_) = self.looked_up(&self.pending) {
            return;
        }
        let keys = std::mem::take(&mut self.pending);
        self.mode = Mode::Reading;
        self.tell(self.described(&keys));
    }

    /// What keys do in every scope that knows them: `]n: next-note, to the next note (reading)`.
    pub(super) fn described(&self, keys: &[Key]) -> String {
        let mut said: Vec<(String, Vec<&str>)> = Vec::new();
        for scope in Scope::ALL {
            let words = match self.keymap.lookup(scope, keys) {
                Lookup::Found(target) => format!("{}, {}", target.name(), help_of(&target)),
                Lookup::Pending(hints) => format!("begins {}", counted(hints.len(), "command")),
                Lookup::None => continue,
            };
            match said.iter_mut().find(|(same, _)| *same == words) {
                Some((_, scopes)) => scopes.push(scope.name()),
                None => said.push((words, vec![scope.name()])),
            }
        }
        let keys = notation(keys);
        if said.is_empty() {
            return format!("no command on {keys}; :map {keys} COMMAND binds it");
        }
        let each = |(words, scopes): (String, Vec<&str>)| format!("{words} ({})", scopes.join(", "));
        format!("{keys}: {}", said.into_iter().map(each).collect::<Vec<_>>().join(" · "))
    }
}

/// One line of help on what keys run.
pub fn help_of(target: &Target) -> &'static str {
    match target {
        Target::Action(action) => action.help(),
        Target::Line(line) => Command::of_line(line).map_or("", |command| command.help),
    }
}
