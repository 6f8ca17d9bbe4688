//! The line at the foot of the screen: search and commands.

use super::expression::between_slashes;
use super::repeating::Repeat;
use super::{App, Direction, Editor, Effect, Hit, Landing, Mode, Moment, Motion, Prompt, PromptKind, Search};
use crate::cable::counted;
use crate::keys::Action;

impl App {
    /// Runs a command of the prompt.
    pub(super) fn run_prompting(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        let Mode::Prompting(prompt) = &mut self.mode else { return Vec::new() };
        match action {
            Action::PromptComplete => {
                self.complete(1);
                return self.ask_for_paths();
            }
            Action::PromptCompleteBack => {
                self.complete(-1);
                return self.ask_for_paths();
            }
            Action::PromptAccept => return self.accept_prompt(moment),
            Action::PromptCancel => self.mode = Mode::Reading,
            Action::PromptOlder => self.recall(1),
            Action::PromptNewer => self.recall(-1),
            // Erasing the sign itself leaves the prompt, as in vi and less.
            Action::EditorDeleteLeft if prompt.line.text().is_empty() => self.mode = Mode::Reading,
            _ => edit_line(&mut prompt.line, action),
        }
        self.typed_on()
    }

    /// After every change of what is typed: shows at once what it does or can become.
    pub(super) fn typed_on(&mut self) -> Vec<Effect> {
        if let Mode::Prompting(prompt) = &mut self.mode {
            prompt.completion = None;
        }
        self.refresh_menu();
        self.filter_as_typed();
        self.ask_for_paths()
    }

    /// Opens a prompt in which nothing is typed.
    pub(super) fn ask(&mut self, kind: PromptKind) {
        self.forget_paths();
        self.mode = Mode::Prompting(Prompt::new(kind));
        self.refresh_menu();
    }

    /// Shows at once which entities fit what is typed.
    fn filter_as_typed(&mut self) {
        if let Mode::Prompting(Prompt { kind: PromptKind::FilterEntities, line, .. }) = &self.mode {
            self.entities.filter_by(line.text());
        }
    }

    /// Enter: what is typed is done.
    pub(super) fn accept_prompt(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Prompting(prompt) = std::mem::take(&mut self.mode) else { return Vec::new() };
        let line = prompt.line.text().to_string();
        let kept = self.remember(&prompt.kind, &line);
        let mut effects = self.accepted(prompt.kind, line, moment);
        effects.extend(kept);
        effects
    }

    fn accepted(&mut self, kind: PromptKind, line: String, moment: Moment) -> Vec<Effect> {
        match kind {
            PromptKind::Search => {
                self.start_search(line);
                Vec::new()
            }
            PromptKind::SearchBack => {
                self.start_search_back(line);
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
            PromptKind::Template(anchor) => {
                self.compose_from(line.trim(), anchor.map(|anchor| *anchor), moment);
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

    /// Searches from the cursor; an empty pattern repeats the last one.
    fn start_search(&mut self, pattern: String) {
        match self.pattern(pattern) {
            Some(pattern) => self.search_for(&pattern),
            None => self.tell("nothing to search for; type a text behind /"),
        }
    }

    /// The same backwards from the cursor.
    fn start_search_back(&mut self, pattern: String) {
        let Some(pattern) = self.pattern(pattern) else {
            return self.tell("nothing to search for; type a text behind ?");
        };
        self.search_way = Direction::Backward;
        let mut search = self.found(&pattern);
        let around = search.step(self.reader.cursor(), Direction::Backward, 1);
        self.show_hit_or_turn(search, around, Direction::Backward);
    }

    /// What is to be searched for: what was typed, or the last pattern again.
    fn pattern(&self, typed: String) -> Option<String> {
        if typed.is_empty() { self.last_searched() } else { Some(typed) }
    }

    /// Searches from behind the cursor, and remembers the pattern as if it had been typed.
    pub(super) fn search_further(&mut self, pattern: String, times: usize) {
        self.search_way = Direction::Forward;
        let mut search = self.found(&pattern);
        let typed = self.typed_before(&PromptKind::Search);
        if typed.last() != Some(&pattern) {
            typed.push(pattern);
        }
        let around = search.step(self.reader.cursor(), Direction::Forward, times);
        self.show_hit_or_turn(search, around, Direction::Forward);
    }

    fn search_for(&mut self, pattern: &str) {
        self.search_way = Direction::Forward;
        let mut search = self.found(pattern);
        let around = search.begin(self.reader.cursor());
        self.show_hit_or_turn(search, around, Direction::Forward);
    }

    /// Shows the hit, or turns to the cable that has the next one when this one has none that way.
    fn show_hit_or_turn(&mut self, search: Search, around: bool, direction: Direction) {
        // A filter is of this cable: who searches with one stays in it.
        let beyond =
            self.filter.is_none() && search.fault().is_none() && (around || search.current().is_none());
        match beyond.then(|| self.cable_with(search.pattern(), direction)).flatten() {
            Some(to) => {
                self.search = Some(search);
                self.turn_to(to, Landing::Hit(direction));
            }
            None => self.show_hit(search, around, direction),
        }
    }

    /// To the next hit the way that the search was begun, or the other way, `times` over.
    pub(super) fn step_search(&mut self, direction: Direction, times: usize) {
        let direction = if self.search_way == Direction::Forward { direction } else { direction.other() };
        match (self.search.take(), self.last_searched()) {
            (Some(mut search), _) => {
                let around = search.step(self.reader.cursor(), direction, times);
                self.show_hit_or_turn(search, around, direction);
            }
            // Esc cleared the highlight; the pattern is kept.
            (None, Some(pattern)) if self.search_way == Direction::Backward => {
                self.start_search_back(pattern)
            }
            (None, Some(pattern)) => self.search_for(&pattern),
            (None, None) => self.tell("no search yet; / begins one"),
        }
    }

    fn show_hit(&mut self, search: Search, around: bool, direction: Direction) {
        let Some(hit) = search.current().map(Hit::place) else {
            if let Some(fault) = search.fault() {
                return self.tell(fault.to_owned());
            }
            let pattern = search.pattern();
            if search.hidden() > 0 {
                let places = counted(search.hidden(), "place");
                return self
                    .tell(format!("not found: {pattern}; the filter hides {places} with it, Esc shows all"));
            }
            let small = pattern.to_lowercase();
            let as_typed = small == pattern || between_slashes(pattern).is_some();
            let hits = if as_typed { 0 } else { self.found(&small).hits().len() };
            let more = match hits {
                0 => String::from("/ tries another"),
                count => format!("/{small} does not mind capitals and has {count}"),
            };
            return self.tell(format!("not found: {pattern}; {more}"));
        };
        self.search = Some(search);
        self.show_text();
        self.reader.jump(hit);
        self.choose_here();
        if around {
            self.tell(direction.around());
        }
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
