//! The line at the foot of the screen: search and commands.

use super::{App, Effect, Mode, Moment, Prompt, PromptKind, Search};
use crate::keys::Action;
use crate::layout::Pane;

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
            Action::EditorDeleteLeft => prompt.line.delete_left(),
            Action::EditorDeleteRight => prompt.line.delete_right(),
            Action::EditorDeleteWordLeft => prompt.line.cut_word_left(),
            Action::EditorKillToStart => prompt.line.cut_to_line_start(),
            Action::EditorKillToEnd => prompt.line.cut_to_line_end(),
            Action::EditorLeft => prompt.line.move_left(),
            Action::EditorRight => prompt.line.move_right(),
            Action::EditorLineStart => prompt.line.move_line_start(),
            Action::EditorLineEnd => prompt.line.move_line_end(),
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

    fn recall(&mut self, by: isize) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let (kind, older) = (prompt.kind, prompt.older.saturating_add_signed(by));
        let typed = self.typed_before(kind);
        let older = older.min(typed.len());
        let text =
            typed.len().checked_sub(older).and_then(|index| typed.get(index)).cloned().unwrap_or_default();
        self.mode = Mode::Prompting(Prompt { kind, line: super::Editor::new(&text), older });
    }

    /// Searches from the cursor; an empty pattern repeats the last one.
    fn start_search(&mut self, pattern: String) {
        let pattern = if pattern.is_empty() { self.searched.last().cloned() } else { Some(pattern) };
        let Some(pattern) = pattern else { return };
        self.search = Some(Search::new(&pattern, self.reader.blocks(&self.cable)));
        self.go_to_hit(true, true, 1);
    }

    /// To the next or previous hit, `times` over.
    pub(super) fn step_search(&mut self, forward: bool, times: usize) {
        if self.search.is_some() {
            return self.go_to_hit(forward, false, times);
        }
        // Esc cleared the highlight; the pattern is kept.
        match self.searched.last().cloned() {
            Some(pattern) => {
                self.search = Some(Search::new(&pattern, self.reader.blocks(&self.cable)));
                self.go_to_hit(forward, false, times);
            }
            None => self.tell("no search yet; / begins one"),
        }
    }

    fn go_to_hit(&mut self, forward: bool, include: bool, times: usize) {
        let mut from = self.reader.cursor();
        let Some(search) = &mut self.search else { return };
        let mut around = false;
        for _ in 0..times.min(search.hits().len().max(1)) {
            let step = if forward { search.forward(from, include) } else { search.backward(from) };
            around |= step == Some(true);
            from = search.current().map_or(from, super::Hit::place);
        }
        let found = search.current().is_some();
        let pattern = search.pattern().to_string();
        if !found {
            self.search = None;
            return self.tell(format!("not found: {pattern}"));
        }
        if self.panes.cable.is_none() {
            self.focus_on(Pane::Cable);
        }
        self.reader.jump(from);
        if around {
            self.tell(if forward { "from the top again" } else { "from the end again" });
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
            "wq" | "x" | "q!" => Action::SaveAndQuit,
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
