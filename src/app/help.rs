//! The help page, made from the keymap.

use std::borrow::Cow;

use super::describing::help_of;
use super::{App, COMMANDS, Effect, Mode};
use crate::keys::{Action, Keymap, Scope, Target, notation};

/// One line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a scope.
    Scope(&'static str),
    /// Key sequences in the notation, or a word typed behind `:`; the name of the command, what it does.
    Keys(Vec<String>, Cow<'static, str>, &'static str),
    /// A blank line.
    Blank,
}

impl HelpLine {
    /// The line as plain text.
    pub fn plain(&self) -> String {
        match self {
            Self::Scope(name) => (*name).to_string(),
            Self::Keys(keys, name, help) => format!("  {:<28} {name:<25} {help}", keys.join("  ")),
            Self::Blank => String::new(),
        }
    }
}

/// The help page: every scope, every command with its keys.
pub fn help_lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for scope in Scope::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Scope(match scope {
            Scope::Reading => "While reading",
            Scope::Entities => "Among the entities",
            Scope::Review => "In the notes, on what is to be judged",
            Scope::Thread => "In the notes, on a note of others or with a thread",
            Scope::Selecting => "While selecting",
            Scope::Editor => "While writing a note",
            Scope::Prompt => "At a prompt",
            Scope::Help => "On this page",
            Scope::Contents => "In the list of cables of a file, and on pages about the library",
            Scope::Library => "In the list of the library",
            Scope::List => "In the list of notes or marks",
            Scope::Mark => "Where the letter of a mark is awaited",
        }));
        let mut bindings = keymap.bindings(scope).into_iter().peekable();
        while let Some((keys, action)) = bindings.next() {
            let mut keys = vec![notation(&keys)];
            while let Some((more, _)) = bindings.next_if(|(_, next)| *next == action) {
                keys.push(notation(&more));
            }
            lines.push(HelpLine::Keys(keys, action.name().into(), action.help()));
        }
        for (keys, target) in keymap.targets(scope) {
            if let Target::Line(line) = &target {
                let typed = format!(":{line}");
                lines.push(HelpLine::Keys(vec![notation(&keys)], typed.into(), help_of(&target)));
            }
        }
    }
    lines.extend([HelpLine::Blank, HelpLine::Scope("Typed behind :")]);
    lines.extend(COMMANDS.iter().map(|command| {
        let name = command.action().map_or("", Action::name);
        let typed = format!(":{} {}", command.name, command.arguments);
        HelpLine::Keys(vec![typed.trim_end().to_owned()], name.into(), command.help)
    }));
    lines
}

/// The table of keys in Markdown, as the README shows it.
pub fn keys_table(keymap: &Keymap) -> String {
    let mut table = String::from("| Keys | Command | What it does |\n|---|---|---|\n");
    for line in help_lines(keymap) {
        match line {
            HelpLine::Scope(name) => table.push_str(&format!("| **{name}** | | |\n")),
            HelpLine::Keys(keys, name, help) => {
                let keys: Vec<String> = keys.iter().map(|keys| code(keys)).collect();
                table.push_str(&format!("| {} | {name} | {help} |\n", keys.join(" ")));
            }
            HelpLine::Blank => {}
        }
    }
    table
}

/// Keys as Markdown shows them unchanged, inside a table too.
fn code(keys: &str) -> String {
    let keys = keys.replace('|', "\\|");
    if keys.contains('`') { format!("`` {keys} ``") } else { format!("`{keys}`") }
}

impl App {
    /// Runs a command on the help page.
    pub(super) fn run_help(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let lines = help_lines(&self.keymap).len();
        let height = usize::from(self.size.height).saturating_sub(1);
        let page = height.saturating_sub(2).max(1) as isize;
        let last = lines.saturating_sub(height);
        let times = count.unwrap_or(1).max(1) as isize;
        let Mode::Help(top) = &mut self.mode else { return Vec::new() };
        if let (Action::Top | Action::Bottom, Some(line)) = (action, count) {
            *top = (line as usize).saturating_sub(1).min(last);
            return Vec::new();
        }
        let by = match action {
            Action::LineDown => times,
            Action::LineUp => -times,
            Action::HalfPageDown => (page / 2).saturating_mul(times),
            Action::HalfPageUp => (-page / 2).saturating_mul(times),
            Action::PageDown => page.saturating_mul(times),
            Action::PageUp => (-page).saturating_mul(times),
            Action::Top => isize::MIN / 2,
            Action::Bottom => isize::MAX / 2,
            _ => {
                self.mode = Mode::Reading;
                return Vec::new();
            }
        };
        *top = top.saturating_add_signed(by).min(last);
        Vec::new()
    }
}
