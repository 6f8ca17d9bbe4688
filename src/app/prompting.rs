//! The line at the foot of the screen: search and commands.

use std::collections::BTreeSet;

use super::mode::Asked;
use super::repeating::Repeat;
use super::{
    App, Completion, Direction, Editor, Effect, Hit, Landing, Mode, Moment, Motion, Prompt, PromptKind,
    Search,
};
use crate::keys::{Action, Scope};

impl App {
    /// Runs a command of the prompt.
    pub(super) fn run_prompting(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        let Mode::Prompting(prompt) = &mut self.mode else { return Vec::new() };
        if action != Action::PromptComplete {
            prompt.completion = None;
        }
        match action {
            Action::PromptComplete => self.complete(),
            Action::PromptAccept => return self.accept_prompt(moment),
            Action::PromptCancel => self.mode = Mode::Reading,
            Action::PromptOlder => self.recall(1),
            Action::PromptNewer => self.recall(-1),
            // Erasing the sign itself leaves the prompt, as in vi and less.
            Action::EditorDeleteLeft if prompt.line.text().is_empty() => self.mode = Mode::Reading,
            _ => edit_line(&mut prompt.line, action),
        }
        self.filter_as_typed();
        Vec::new()
    }

    /// Shows at once which entities fit what is typed.
    pub(super) fn filter_as_typed(&mut self) {
        if let Mode::Prompting(Prompt { kind: PromptKind::FilterEntities, line, .. }) = &self.mode {
            self.entities.filter_by(line.text());
        }
    }

    /// Tab: the word before the cursor becomes the next one that it can be, and in the end itself again.
    fn complete(&mut self) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let mut next = prompt.completion.clone().unwrap_or_else(|| self.completion(prompt));
        if next.words.len() == 1 {
            return self.tell("nothing to complete; Enter takes it as it is");
        }
        let text = prompt.line.text();
        let old = next.start + next.words.get(next.chosen).map_or(0, String::len);
        next.chosen = (next.chosen + 1) % next.words.len();
        let word = next.words.get(next.chosen).map_or("", String::as_str);
        let before = format!("{}{word}", text.get(..next.start).unwrap_or_default());
        let mut line = Editor::new(&format!("{before}{}", text.get(old..).unwrap_or_default()));
        while line.cursor() > before.len() {
            line.go(Motion::Left);
        }
        if let Mode::Prompting(prompt) = &mut self.mode {
            *prompt.line = line;
            prompt.completion = Some(next);
        }
    }

    /// What the word before the cursor can become: the last of the words is itself.
    fn completion(&self, prompt: &Prompt) -> Completion {
        let before = prompt.line.text().get(..prompt.line.cursor()).unwrap_or_default();
        let is_name = matches!(prompt.kind, PromptKind::Correct(_));
        let is_break = |c: char| c == ' ' && !is_name || prompt.kind == PromptKind::Filter && c == '!';
        let start = before.rfind(is_break).map_or(0, |at| at + 1);
        let typed = before.get(start..).unwrap_or_default();
        let lower = typed.to_lowercase();
        let fits = |word: &String| {
            word != typed && (word.starts_with(typed) || is_name && word.to_lowercase().contains(&lower))
        };
        let mut words: Vec<String> = self.candidates(&prompt.kind).into_iter().filter(fits).collect();
        words.push(typed.to_string());
        let chosen = words.len() - 1;
        Completion { start, words, chosen }
    }

    /// The words that a prompt takes, in the order in which they are offered.
    fn candidates(&self, kind: &PromptKind) -> Vec<String> {
        match kind {
            PromptKind::Search
            | PromptKind::SearchNotes
            | PromptKind::FilterEntities
            | PromptKind::Reason(_)
            | PromptKind::Unblind => Vec::new(),
            PromptKind::Command => Action::ALL
                .iter()
                .filter(|action| self.keymap.keys_of(Scope::Reading, **action).is_some())
                .map(|action| action.name().to_string())
                .collect(),
            PromptKind::Filter => {
                let words = ["note", "unread", "read", "unmarked"].map(String::from);
                let markings =
                    self.cable.paragraphs.iter().filter_map(|paragraph| paragraph.marking.as_ref());
                let markings: BTreeSet<String> =
                    markings.map(|marking| format!("({})", marking.code)).collect();
                words.into_iter().chain(markings).chain(self.known_tags()).collect()
            }
            PromptKind::Type(_) => self.known_types().into_iter().chain(self.known_tags()).collect(),
            PromptKind::Correct(asked) => self.entity_words(asked),
            PromptKind::Template => self.template_names().map(String::from).collect(),
        }
    }

    fn accept_prompt(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Prompting(prompt) = std::mem::take(&mut self.mode) else { return Vec::new() };
        let line = prompt.line.text().to_string();
        let typed = self.typed_before(&prompt.kind);
        if !line.is_empty() && typed.last() != Some(&line) {
            typed.push(line.clone());
        }
        match prompt.kind {
            PromptKind::Search => {
                self.start_search(line);
                Vec::new()
            }
            PromptKind::SearchNotes => {
                match self.pattern(line) {
                    Some(pattern) => self.search_notes(&pattern),
                    None => self.tell("nothing to search for; type a text behind /"),
                }
                Vec::new()
            }
            PromptKind::Command => self.run_line(line.trim(), moment),
            PromptKind::Filter => {
                self.filter_by(&line);
                Vec::new()
            }
            PromptKind::Type(note) => {
                self.repeatable = Some(Repeat::Classified(line.clone()));
                self.classify(&note, &line, moment)
            }
            PromptKind::Template => {
                self.compose_from(line.trim(), moment);
                Vec::new()
            }
            PromptKind::FilterEntities => {
                self.entities.filter_by(&line);
                Vec::new()
            }
            PromptKind::Correct(asked) => self.corrected_by(asked, &line, moment),
            PromptKind::Reason(item) => self.reject(&item, &line, moment),
            PromptKind::Unblind => {
                self.unblind(line.trim());
                self.keep_place()
            }
        }
    }

    fn typed_before(&mut self, kind: &PromptKind) -> &mut Vec<String> {
        self.typed.entry(kind.asked()).or_default()
    }

    /// What was searched for last, in the text or the notes.
    pub(super) fn last_searched(&self) -> Option<String> {
        self.typed.get(&Asked::Search)?.last().cloned()
    }

    /// Goes back and forth in what was typed before; the line that was being typed is the newest.
    fn recall(&mut self, by: isize) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let (kind, from) = (prompt.kind.clone(), prompt.older);
        let typed = if from == 0 { prompt.line.text().to_string() } else { prompt.typed.clone() };
        let before = self.typed_before(&kind);
        let older = from.saturating_add_signed(by).min(before.len());
        let found = before.len().checked_sub(older).and_then(|index| before.get(index)).cloned();
        let text = found.filter(|_| older > 0).unwrap_or_else(|| typed.clone());
        self.mode = Mode::Prompting(Prompt { older, typed, ..Prompt::with(kind, &text) });
    }

    /// Searches from the cursor; an empty pattern repeats the last one.
    fn start_search(&mut self, pattern: String) {
        match self.pattern(pattern) {
            Some(pattern) => self.search_for(&pattern),
            None => self.tell("nothing to search for; type a text behind /"),
        }
    }

    /// What is to be searched for: what was typed, or the last pattern again.
    fn pattern(&self, typed: String) -> Option<String> {
        if typed.is_empty() { self.last_searched() } else { Some(typed) }
    }

    /// Searches from behind the cursor, and remembers the pattern as if it had been typed.
    pub(super) fn search_further(&mut self, pattern: String, times: usize) {
        let mut search = self.found(&pattern);
        let typed = self.typed_before(&PromptKind::Search);
        if typed.last() != Some(&pattern) {
            typed.push(pattern);
        }
        let around = search.step(self.reader.cursor(), Direction::Forward, times);
        self.show_hit_or_turn(search, around, Direction::Forward);
    }

    fn search_for(&mut self, pattern: &str) {
        let mut search = self.found(pattern);
        let around = search.begin(self.reader.cursor());
        self.show_hit_or_turn(search, around, Direction::Forward);
    }

    /// Shows the hit, or turns to the cable that has the next one when this one has none that way.
    fn show_hit_or_turn(&mut self, search: Search, around: bool, direction: Direction) {
        // A filter is of this cable: who searches with one stays in it.
        let beyond = self.filter.is_none() && (around || search.current().is_none());
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
        match (self.search.take(), self.last_searched()) {
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
            return self.tell(format!("not found: {}; / tries another", search.pattern()));
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
        if let Some((_, topic)) = line.split_once(' ').filter(|(word, _)| matches!(*word, "h" | "help")) {
            self.open_topic(topic.trim());
            return Vec::new();
        }
        if let Some(view) = line.strip_prefix("view ") {
            self.view_by_name(view.trim());
            return Vec::new();
        }
        let action = match line {
            "" => return Vec::new(),
            "blind off" => {
                self.ask_to_see();
                return Vec::new();
            }
            "q" => Action::Quit,
            "w" => Action::Save,
            "wq" | "x" => Action::SaveAndQuit,
            "q!" => Action::QuitAnyway,
            "h" => Action::Help,
            "notes" => Action::ListNotes,
            "marks" => Action::ListMarks,
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

/// Edits a line that is typed at the foot of the screen.
pub(super) fn edit_line(line: &mut Editor, action: Action) {
    match action {
        Action::EditorDeleteLeft => line.erase(Motion::Left),
        Action::EditorDeleteRight => line.erase(Motion::Right),
        Action::EditorDeleteWordLeft => line.cut(Motion::WordLeft),
        Action::EditorKillToStart => line.cut(Motion::LineStart),
        Action::EditorKillToEnd => line.cut(Motion::LineEnd),
        Action::EditorLeft => line.go(Motion::Left),
        Action::EditorRight => line.go(Motion::Right),
        Action::EditorLineStart => line.go(Motion::LineStart),
        Action::EditorLineEnd => line.go(Motion::LineEnd),
        _ => {}
    }
}
