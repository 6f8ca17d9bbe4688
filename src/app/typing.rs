//! From a key to what it means: a number, a part of a sequence, a command, a character.

use super::repeating::Repeat;
use super::{App, Editor, Effect, ListKind, Mode, Moment};
use crate::annotation::DRAFT_MAX;
use crate::keys::{Action, Hint, Key, Lookup, Scope, Target, notation};

impl App {
    /// A key in the mode's scope.
    pub(super) fn key(&mut self, key: Key, moment: Moment) -> Vec<Effect> {
        self.message = None;
        if let Mode::Describing = self.mode {
            self.describe_typed(key);
            return Vec::new();
        }
        if self.counts(key) {
            return Vec::new();
        }
        self.pending.push(key);
        match self.looked_up(&self.pending) {
            Lookup::Pending(_) => Vec::new(),
            Lookup::Found(Target::Action(Action::Cancel)) if self.count.is_some() => self.drop_pending(),
            Lookup::Found(target) => {
                self.pending.clear();
                let count = self.count.take();
                match target {
                    Target::Action(action) => self.run(action, count, moment),
                    Target::Line(line) => self.run_line(&line, moment),
                }
            }
            Lookup::None if self.pending.len() > 1 => self.after_sequence(key, moment),
            Lookup::None => self.unbound(key, moment),
        }
    }

    /// What keys mean in the first of the scopes that knows them.
    pub(super) fn looked_up(&self, keys: &[Key]) -> Lookup {
        let mut found = self.scopes().iter().map(|scope| self.keymap.lookup(*scope, keys));
        found.find(|found| *found != Lookup::None).unwrap_or(Lookup::None)
    }

    /// The keys that can follow those typed so far.
    pub fn pending(&self) -> Vec<Hint> {
        if self.pending.is_empty() {
            return Vec::new();
        }
        match self.looked_up(&self.pending) {
            Lookup::Pending(hints) => hints,
            _ => Vec::new(),
        }
    }

    /// A key that no sequence goes on with: some mean the same wherever they are typed.
    fn after_sequence(&mut self, key: Key, moment: Moment) -> Vec<Effect> {
        match self.looked_up(&[key]) {
            Lookup::Found(Target::Action(Action::Cancel | Action::Interrupt)) => self.drop_pending(),
            Lookup::Found(Target::Action(action @ (Action::Suspend | Action::Redraw))) => {
                self.drop_pending();
                self.run(action, None, moment)
            }
            _ => self.unbound(key, moment),
        }
    }

    /// Leaves a number or a sequence that was begun, and nothing else.
    fn drop_pending(&mut self) -> Vec<Effect> {
        self.pending.clear();
        self.count = None;
        Vec::new()
    }

    /// A key without a command: typed where text is typed.
    fn unbound(&mut self, key: Key, moment: Moment) -> Vec<Effect> {
        let keys: String = self.pending.iter().map(|key| key.label()).collect();
        let alone = self.pending.len() == 1;
        let works_on_text = !matches!(self.keymap.lookup(Scope::Reading, &self.pending), Lookup::None);
        self.drop_pending();
        let typed = key.typed().filter(|_| alone);
        if let Some(c) = typed.filter(|_| self.is_typed_in()) {
            return self.type_char(c, moment);
        }
        match (&self.mode, typed) {
            (Mode::Naming(wanted), Some(c)) => {
                let wanted = *wanted;
                self.name_mark(wanted, c, moment);
            }
            (Mode::Naming(_), None) => {
                self.mode = Mode::Reading;
                self.tell(format!("marks are letters from a to z, not {keys}"));
            }
            (Mode::Composing(_) | Mode::Prompting(_), _) => {
                self.tell(format!("no command on {keys}; Esc leaves"))
            }
            (Mode::List(list), _) if list.kind == ListKind::Notes && works_on_text => {
                self.tell(format!("no command on {keys} in the list; Enter goes to the note"));
            }
            (Mode::Help(_), _) => self.tell(format!("no command on {keys} in the help; q closes it")),
            (
                Mode::Reading
                | Mode::Selecting(_)
                | Mode::Contents(_)
                | Mode::List(_)
                | Mode::Library
                | Mode::Page(_),
                _,
            ) => {
                let help = self.keymap.keys_of(Scope::Reading, Action::Help).map(notation);
                let help = help.unwrap_or_else(|| String::from(":help"));
                self.tell(format!("no command on {keys}; {help} shows the keys"));
            }
            (Mode::Describing, _) => {}
        }
        Vec::new()
    }

    /// Takes a digit of a count, where counts are read.
    fn counts(&mut self, key: Key) -> bool {
        let counted = match &self.mode {
            Mode::Reading | Mode::Selecting(_) | Mode::Contents(_) | Mode::Page(_) | Mode::Help(_) => true,
            Mode::Library => self.library.line().is_none(),
            Mode::List(list) => list.line.is_none(),
            _ => false,
        };
        let reading = counted && self.pending.is_empty();
        let Some(digit) = key.typed().and_then(|c| c.to_digit(10)).filter(|_| reading) else { return false };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        self.count = Some(self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit));
        true
    }

    /// Runs a command. `count` is the number typed before it.
    pub(super) fn run(&mut self, action: Action, count: Option<u32>, moment: Moment) -> Vec<Effect> {
        match (action, &self.mode) {
            (Action::Redraw, _) => vec![Effect::Redraw],
            (Action::Suspend, _) => self.suspend(),
            (_, Mode::Reading) => {
                self.repeatable = Repeat::of(action, count).or(self.repeatable.take());
                let turned = self.turn_card(action);
                let mut effects = self.run_reading(action, count, moment);
                effects.extend(turned);
                effects
            }
            (_, Mode::Selecting(_)) => self.run_selecting(action, count, moment),
            (_, Mode::Composing(_)) => self.run_composing(action, moment),
            (_, Mode::Prompting(_)) => self.run_prompting(action, moment),
            (_, Mode::Help(_)) => self.run_help(action, count),
            (_, Mode::Contents(_)) => self.run_contents(action, count),
            (_, Mode::List(_)) => self.run_list(action, count),
            (_, Mode::Library) => self.run_library(action, count),
            (_, Mode::Page(_)) => self.run_page(action, count),
            (_, Mode::Naming(_)) => self.run_naming(action),
            // Whatever is typed then is described.
            (_, Mode::Describing) => Vec::new(),
        }
    }

    /// Whether a text or a line is open, so that characters are typed.
    fn is_typed_in(&mut self) -> bool {
        matches!(self.mode, Mode::Composing(_)) || self.line().is_some()
    }

    /// The line that is being typed, of whatever is open.
    fn line(&mut self) -> Option<&mut Editor> {
        match &mut self.mode {
            Mode::Prompting(prompt) => Some(&mut prompt.line),
            Mode::List(list) => list.line.as_mut(),
            Mode::Help(page) => page.line.as_deref_mut(),
            Mode::Library => self.library.line_mut(),
            Mode::Reading
            | Mode::Selecting(_)
            | Mode::Composing(_)
            | Mode::Contents(_)
            | Mode::Page(_)
            | Mode::Naming(_)
            | Mode::Describing => None,
        }
    }

    /// Does something to that line; what it is typed in follows.
    fn type_in_line(&mut self, typed: impl FnOnce(&mut Editor)) -> Vec<Effect> {
        if let Some(line) = self.line() {
            typed(line);
        }
        match self.mode {
            Mode::Prompting(_) => self.typed_on(),
            Mode::Library => self.library_typed(),
            Mode::List(_) => {
                self.queried();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn type_char(&mut self, c: char, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = &mut self.mode else {
            return self.type_in_line(|line| line.type_char(c));
        };
        composer.editor.type_char(c);
        self.composed(moment)
    }

    /// A paste is text where text is written, and nothing elsewhere: never commands. A line takes the first that is not empty.
    pub(super) fn paste(&mut self, text: &str, moment: Moment) -> Vec<Effect> {
        self.message = None;
        self.drop_pending();
        if self.line().is_some() {
            let first = text.lines().find(|line| !line.is_empty()).unwrap_or_default();
            return self.type_in_line(|line| line.insert(first));
        }
        match &mut self.mode {
            Mode::Composing(composer) if composer.editor.text().len() + text.len() > DRAFT_MAX => {
                self.tell(format!(
                    "too long for a note: {} KiB; nothing was pasted: make two notes of it",
                    text.len() >> 10
                ));
            }
            Mode::Composing(composer) => {
                composer.editor.insert(text);
                return self.composed(moment);
            }
            Mode::Naming(_) | Mode::Describing => self.mode = Mode::Reading,
            Mode::Reading
            | Mode::Selecting(_)
            | Mode::Prompting(_)
            | Mode::Help(_)
            | Mode::Contents(_)
            | Mode::List(_)
            | Mode::Library
            | Mode::Page(_) => self.tell("pasted text goes into a note: a opens one"),
        }
        Vec::new()
    }

    /// Says something until the next key.
    pub(super) fn tell(&mut self, message: impl Into<String>) {
        self.message = Some(message.into());
    }
}
