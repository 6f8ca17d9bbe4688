//! The pages of help: the keys, made from the keymap, and the topics of the manual.

use std::borrow::Cow;

use super::describing::help_of;
use super::help_rows::{HelpRow, help_rows};
use super::prompting::edit_line;
use super::{App, COMMANDS, Editor, Effect, Mode, PromptKind, manual};
use crate::keys::{Action, Keymap, Scope, Target, notation};

/// Most columns of a topic: longer lines are hard to read.
const WIDEST: usize = 100;
/// Rows above the one that a search has found.
const ABOVE: usize = 3;

/// A page of help that is open.
#[derive(Clone, Debug, Default)]
pub struct HelpPage {
    /// The topic of the manual; none is the page of keys.
    pub topic: Option<&'static str>,
    /// The row at its top.
    pub top: usize,
    /// What is typed to be searched for.
    pub line: Option<Box<Editor>>,
    /// What is searched for, in small letters.
    pub pattern: String,
    /// The row that was found.
    pub found: Option<usize>,
    /// Whether it was opened from the list of the library, and leads back there.
    pub(super) from_library: bool,
}

/// One line of the page of keys.
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

/// What stands above the keys of a scope.
fn heading(scope: Scope) -> &'static str {
    match scope {
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
    }
}

/// The help page: every scope, every command with its keys.
pub fn help_lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for scope in Scope::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Scope(heading(scope)));
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
    /// Opens a topic of the manual, or the keys.
    pub(super) fn open_topic(&mut self, name: &str) {
        match manual::topic(name) {
            Some((name, _)) => self.mode = Mode::Help(HelpPage { topic: Some(name), ..HelpPage::default() }),
            None if name == "keys" => self.mode = Mode::Help(HelpPage::default()),
            None => self.tell(format!("no topic '{name}'; there are: keys, {}", manual::topic_names())),
        }
    }

    /// The rows of the page that is open, as plain text.
    fn help_texts(&self, topic: Option<&str>) -> Vec<String> {
        match topic {
            None => {
                // A line is found at its first row.
                let lines = help_lines(&self.keymap);
                let rows = help_rows(&lines, usize::from(self.size.width));
                let mut plain = lines.iter().map(HelpLine::plain);
                let begins = |(index, row): (usize, &HelpRow)| {
                    index.checked_sub(1).is_none_or(|before| rows[before].line != row.line)
                };
                let texts = rows.iter().enumerate();
                texts
                    .map(|row| if begins(row) { plain.next().unwrap_or_default() } else { String::new() })
                    .collect()
            }
            Some(name) => self.topic_page(name).into_iter().map(|line| line.text).collect(),
        }
    }

    /// The page of keys laid out for the screen.
    pub fn keys_page(&self) -> Vec<HelpRow> {
        help_rows(&help_lines(&self.keymap), usize::from(self.size.width))
    }

    /// The page of keys, at the line of that number.
    pub(super) fn keys_at(&self, line: usize) -> HelpPage {
        let top = self.keys_page().iter().position(|row| row.line == line).unwrap_or_default();
        let mut page = HelpPage { top, ..HelpPage::default() };
        page.top = top.min(self.last_help_top(&page));
        page
    }

    /// The page of keys, at those of the list of the library.
    pub(super) fn keys_of_library(&self) -> HelpPage {
        let title = HelpLine::Scope(heading(Scope::Library));
        let line = help_lines(&self.keymap).iter().position(|line| *line == title);
        HelpPage { from_library: true, ..self.keys_at(line.unwrap_or_default()) }
    }

    /// The row at the top when the end of a page is shown.
    fn last_help_top(&self, page: &HelpPage) -> usize {
        self.help_texts(page.topic).len().saturating_sub(usize::from(self.size.height).saturating_sub(1))
    }

    /// Keeps a page that is open in view where the screen has got another size.
    pub(super) fn settle_help(&mut self) {
        let Mode::Help(page) = &self.mode else { return };
        let last = self.last_help_top(page);
        if let Mode::Help(page) = &mut self.mode {
            page.top = page.top.min(last);
            page.found = None;
        }
    }

    /// A topic laid out for the screen.
    pub fn topic_page(&self, name: &str) -> Vec<manual::Line> {
        let text = manual::topic(name).map_or("", |(_, text)| text);
        manual::page(text, usize::from(self.size.width).saturating_sub(2).min(WIDEST), "")
    }

    /// Runs a command on a page of help.
    pub(super) fn run_help(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let height = usize::from(self.size.height).saturating_sub(1);
        let Mode::Help(mut page) = std::mem::take(&mut self.mode) else { return Vec::new() };
        let texts = self.help_texts(page.topic);
        let rows = height.saturating_sub(2).max(1) as isize;
        let last = texts.len().saturating_sub(height);
        let times = count.unwrap_or(1).max(1) as isize;
        let by = match action {
            _ if page.line.is_some() => {
                page.run_line(action, &texts);
                0
            }
            Action::Top | Action::Bottom if count.is_some() => {
                page.top = count.map_or(0, |row| row as usize).saturating_sub(1);
                0
            }
            Action::LineDown => times,
            Action::LineUp => -times,
            Action::HalfPageDown => (rows / 2).saturating_mul(times),
            Action::HalfPageUp => (-rows / 2).saturating_mul(times),
            Action::PageDown => rows.saturating_mul(times),
            Action::PageUp => (-rows).saturating_mul(times),
            Action::Top => isize::MIN / 2,
            Action::Bottom => isize::MAX / 2,
            Action::Search => {
                page.line = Some(Box::new(Editor::new("")));
                0
            }
            Action::SearchNext | Action::SearchPrevious => {
                page.find(&texts, action == Action::SearchNext, 1);
                0
            }
            Action::Command if !page.from_library => {
                self.ask(PromptKind::Command);
                return Vec::new();
            }
            _ if page.from_library => return self.open_library(),
            _ => return Vec::new(),
        };
        page.top = page.top.saturating_add_signed(by).min(last);
        self.mode = Mode::Help(page);
        Vec::new()
    }
}

impl HelpPage {
    /// Runs a command while the line that is searched for is typed.
    fn run_line(&mut self, action: Action, texts: &[String]) {
        match action {
            Action::PromptAccept => {
                let line = self.line.take();
                self.pattern = line.map(|line| line.text().to_lowercase()).unwrap_or_default();
                self.find(texts, true, 0);
            }
            Action::PromptCancel => self.line = None,
            other => {
                if let Some(line) = &mut self.line {
                    edit_line(line, other);
                }
            }
        }
    }

    /// Goes to the next row with the pattern, `from` rows behind the one that was found or is at the top, around the end.
    fn find(&mut self, texts: &[String], forward: bool, from: usize) {
        let count = texts.len();
        let here = self.found.unwrap_or(self.top);
        let holds =
            |row: &usize| texts.get(*row).is_some_and(|text| text.to_lowercase().contains(&self.pattern));
        let step = |by: usize| if forward { here + by } else { here + count.saturating_sub(by) };
        let mut rows = (from..=count).map(|by| step(by) % count.max(1));
        self.found = if self.pattern.is_empty() { None } else { rows.find(holds) };
        if let Some(row) = self.found {
            self.top = row.saturating_sub(ABOVE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Vec<String> {
        ["a boat", "b", "Boats", "c"].map(String::from).to_vec()
    }

    #[test]
    fn a_search_goes_around_both_ways_and_says_where_it_is() {
        let mut page = HelpPage { pattern: "boat".into(), ..HelpPage::default() };
        let mut found = |forward, from| {
            page.find(&texts(), forward, from);
            page.found
        };
        assert_eq!(found(true, 0), Some(0));
        assert_eq!(found(true, 1), Some(2));
        assert_eq!(found(true, 1), Some(0));
        assert_eq!(found(false, 1), Some(2));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let mut page = HelpPage { pattern: "ship".into(), top: 1, ..HelpPage::default() };
        page.find(&texts(), true, 0);
        assert_eq!((page.found, page.top), (None, 1));
        page.find(&[], true, 0);
        assert_eq!(page.found, None);
    }
}
