//! The line at the foot of the screen: search and commands.

use super::{App, Direction, Editor, Effect, Hit, Landing, Mode, Moment, Motion, Prompt, PromptKind, Search};
use crate::keys::Action;

impl App {
    /// Runs a command of the prompt.
    pub(super) fn run_prompting(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        let Mode::Prompting(prompt) = &mut self.mode else { return Vec::new() };
        match action {
            Action::PromptAccept => return self.accept_prompt(moment),
            Action::PromptCancel => self.mode = Mode::Reading,
            Action::PromptOlder => self.recall(1),
            Action::PromptNewer => self.recall(-1),
            // Erasing the sign itself leaves the prompt, as in vi and less.
            Action::EditorDeleteLeft if prompt.line.text().is_empty() => self.mode = Mode::Reading,
            Action::EditorDeleteLeft => prompt.line.erase(Motion::Left),
            Action::EditorDeleteRight => prompt.line.erase(Motion::Right),
            Action::EditorDeleteWordLeft => prompt.line.cut(Motion::WordLeft),
            Action::EditorKillToStart => prompt.line.cut(Motion::LineStart),
            Action::EditorKillToEnd => prompt.line.cut(Motion::LineEnd),
            Action::EditorLeft => prompt.line.go(Motion::Left),
            Action::EditorRight => prompt.line.go(Motion::Right),
            Action::EditorLineStart => prompt.line.go(Motion::LineStart),
            Action::EditorLineEnd => prompt.line.go(Motion::LineEnd),
            _ => {}
        }
        Vec::new()
    }

    fn accept_prompt(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Prompting(prompt) = std::mem::take(&mut self.mode) else { return Vec::new() };
        let line = prompt.line.text().to_string();
        let typed = self.typed_before(prompt.kind);
        if !line.is_empty() && typed.last() != Some(&line) {
            typed.push(line.clone());
        }
        match prompt.kind {
            PromptKind::Search => {
                self.start_search(line);
                Vec::new()
            }
            PromptKind::Command => self.run_line(line.trim(), moment),
        }
    }

    fn typed_before(&mut self, kind: PromptKind) -> &mut Vec<String> {
        match kind {
            PromptKind::Search => &mut self.searched,
            PromptKind::Command => &mut self.commanded,
        }
    }

    /// Goes back and forth in what was typed before; the line that was being typed is the newest.
    fn recall(&mut self, by: isize) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let (kind, from) = (prompt.kind, prompt.older);
        let typed = if from == 0 { prompt.line.text().to_string() } else { prompt.typed.clone() };
        let before = self.typed_before(kind);
        let older = from.saturating_add_signed(by).min(before.len());
        let found = before.len().checked_sub(older).and_then(|index| before.get(index)).cloned();
        let text = found.filter(|_| older > 0).unwrap_or_else(|| typed.clone());
        self.mode = Mode::Prompting(Prompt { kind, line: Box::new(Editor::new(&text)), older, typed });
    }

    /// Searches from the cursor; an empty pattern repeats the last one.
    fn start_search(&mut self, pattern: String) {
        let pattern = if pattern.is_empty() { self.searched.last().cloned() } else { Some(pattern) };
        match pattern {
            Some(pattern) => self.search_for(&pattern),
            None => self.tell("nothing to search for"),
        }
    }

    fn search_for(&mut self, pattern: &str) {
        let mut search = Search::new(pattern, self.reader.blocks(&self.cable));
        let around = search.begin(self.reader.cursor());
        self.show_hit_or_turn(search, around, Direction::Forward);
    }

    /// Shows the hit, or turns to the cable that has the next one when this one has none that way.
    fn show_hit_or_turn(&mut self, search: Search, around: bool, direction: Direction) {
        let beyond = around || search.current().is_none();
        match beyond.then(|| self.cable_with(search.pattern(), direction)).flatten() {
            Some(to) => {
                self.search = Some(search);
                self.turn_to(to, Landing::Hit(direction));
            }
            None => self.show_hit(search, around, direction),
        }
    }

    /// To the next or previous hit, `times` over.
    pub(super) fn step_search(&mut self, direction: Direction, times: usize) {
        match (self.search.take(), self.searched.last().cloned()) {
            (Some(mut search), _) => {
                let around = search.step(self.reader.cursor(), direction, times);
                self.show_hit_or_turn(search, around, direction);
            }
            // Esc cleared the highlight; the pattern is kept.
            (None, Some(pattern)) => self.search_for(&pattern),
            (None, None) => self.tell("no search yet; / begins one"),
        }
    }

    fn show_hit(&mut self, search: Search, around: bool, direction: Direction) {
        let Some(hit) = search.current().map(Hit::place) else {
            return self.tell(format!("not found: {}", search.pattern()));
        };
        self.search = Some(search);
        self.show_text();
        self.reader.jump(hit);
        self.choose_here();
        if around {
            self.tell(direction.around());
        }
    }

    /// Runs a line typed behind `:`: the number of a paragraph, or a command by its name.
    fn run_line(&mut self, line: &str, moment: Moment) -> Vec<Effect> {
        if let Ok(number) = line.parse::<u32>() {
            self.go_to_printed(number);
            return Vec::new();
        }
        let action = match line {
            "" => return Vec::new(),
            "q" => Action::Quit,
            "w" => Action::Save,
            "wq" | "x" => Action::SaveAndQuit,
            "q!" => Action::QuitAnyway,
            "h" => Action::Help,
            name => match Action::named(name) {
                Some(action) => action,
                None => {
                    self.tell(format!("no command is called '{name}'; ? lists them"));
                    return Vec::new();
                }
            },
        };
        self.run(action, None, moment)
    }
}
