//! Commands in the list of the library.

use std::sync::Arc;

use super::{Catalog, Destination, Found};
use crate::app::contents::entry_after;
use crate::app::prompting::edit_line;
use crate::app::{App, Editor, Effect, Landing, Mode, PromptKind};
use crate::keys::Action;
use crate::library::Question;

/// Most cables that are asked of the index while one types.
const HITS: usize = 1000;

impl App {
    /// Opens the list.
    pub(in crate::app) fn open_library(&mut self) -> Vec<Effect> {
        self.mode = Mode::Library;
        self.library.line = None;
        if !self.library.is_known() {
            return vec![Effect::ScanLibrary(Vec::new())];
        }
        self.library.count_here(self.notebook.known(), self.reading.count());
        self.library.reorder();
        self.library.choose_here();
        self.lay_out_library();
        self.preview()
    }

    /// Opens the list with a query.
    pub(in crate::app) fn find_cables(&mut self, typed: &str) -> Vec<Effect> {
        let mut effects = self.open_library();
        if typed.is_empty() {
            self.library.line = Some(Box::new(Editor::new("")));
        } else {
            effects.extend(self.query_library(typed));
        }
        effects
    }

    /// Opens a path that was typed.
    pub(in crate::app) fn open_path(&mut self, path: &str) {
        self.go(Destination::Path(path.into()), Landing::Kept);
    }

    /// Reads the file that is open again: somebody may have changed it.
    pub(in crate::app) fn read_again(&mut self) -> Vec<Effect> {
        let Some(place) = self.library.here.clone() else {
            self.tell("what came through a pipe cannot be read again; :e PATH opens a file");
            return Vec::new();
        };
        // The text may be another then: where the reader is has to be found in it.
        let kept = self.keep_place();
        self.go(Destination::File { place, query: None }, Landing::Kept);
        kept
    }

    /// Runs a command in the list; a number before `top` or `bottom` is that of an entry.
    pub(in crate::app) fn run_library(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        if self.library.line.is_some() {
            return self.run_library_line(action);
        }
        let height = self.library_height();
        match action {
            Action::Search | Action::Filter => {
                self.library.line = Some(Box::new(Editor::new(&self.library.query)));
            }
            Action::Open => self.open_chosen(),
            Action::SortLibrary => {
                self.library.sort = self.library.sort.next();
                let chosen = self.library.chosen_key();
                self.library.reorder();
                self.library.choose_key(chosen);
                self.tell(self.library.sort.words());
            }
            Action::Pin => return self.pin(),
            Action::NextCopy => self.library.copy += 1,
            Action::ListGaps => return vec![Effect::LookAround(Question::Gaps)],
            Action::ListRefused => self.list_refused(),
            Action::Rescan => return vec![Effect::ScanLibrary(self.library.catalog.listed.roots.clone())],
            Action::Cancel if !self.library.query.is_empty() => return self.query_library(""),
            Action::Quit if !self.is_list_over_cable() => return self.quit(),
            Action::Cancel if !self.is_list_over_cable() => self.tell("press q to quit"),
            Action::Cancel | Action::Quit => self.mode = Mode::Reading,
            Action::JumpBack => match self.go_back() {
                Some(effects) => return effects,
                None => self.tell("nothing to go back to; Enter opens the chosen cable"),
            },
            Action::Interrupt => self.tell("press q to close the list"),
            Action::Command => {
                self.ask(PromptKind::Command);
                return Vec::new();
            }
            Action::Help => self.mode = Mode::Help(self.keys_of_library()),
            _ => match entry_after(action, count, self.library.chosen, height) {
                Some(to) => self.choose_listed(to),
                None => self.tell("that does nothing in this list; Enter opens, / finds, ? shows the keys"),
            },
        }
        self.lay_out_library();
        self.preview()
    }

    /// Whether the list was opened over a cable that is still being read.
    pub fn is_list_over_cable(&self) -> bool {
        !(self.library.left || self.library.here.is_none() && self.shelf.is_empty())
    }

    fn choose_listed(&mut self, to: usize) {
        self.library.chosen = to.min(self.library.shown.len().saturating_sub(1));
        self.library.copy = 0;
    }

    /// Runs a command in the line where the query is typed; the list follows with every key.
    fn run_library_line(&mut self, action: Action) -> Vec<Effect> {
        let Some(line) = &mut self.library.line else { return Vec::new() };
        match action {
            Action::PromptAccept => self.library.line = None,
            Action::PromptCancel => {
                self.library.line = None;
                return self.query_library("");
            }
            Action::PromptOlder => {
                self.choose_listed(self.library.chosen.saturating_sub(1));
                self.lay_out_library();
                return self.preview();
            }
            Action::PromptNewer => {
                self.choose_listed(self.library.chosen + 1);
                self.lay_out_library();
                return self.preview();
            }
            Action::EditorDeleteLeft if line.text().is_empty() => self.library.line = None,
            _ => edit_line(line, action),
        }
        self.library_typed()
    }

    /// The query has been typed on.
    pub(in crate::app) fn library_typed(&mut self) -> Vec<Effect> {
        match &self.library.line {
            Some(line) if line.text() != self.library.query => {
                let typed = line.text().to_owned();
                self.query_library(&typed)
            }
            _ => Vec::new(),
        }
    }

    fn query_library(&mut self, typed: &str) -> Vec<Effect> {
        let found = self.library.chosen_key().filter(|_| typed.is_empty());
        self.library.query = typed.to_owned();
        (self.library.chosen, self.library.top, self.library.copy) = (0, 0, 0);
        self.library.refill();
        // What was found stays chosen when all are shown again.
        self.library.choose_key(found);
        self.lay_out_library();
        if typed.trim().is_empty() {
            self.library.found = None;
            // The words that it was found by are not those that it begins with.
            self.library.preview = None;
            return self.preview();
        }
        vec![Effect::FindCables { typed: typed.to_owned(), limit: HITS }]
    }

    /// What the index found.
    pub(in crate::app) fn cables_found(&mut self, found: Found) -> Vec<Effect> {
        // That of an earlier query comes too late.
        if found.typed != self.library.query {
            return Vec::new();
        }
        self.library.found = Some(found);
        self.library.refill();
        self.lay_out_library();
        self.preview()
    }

    /// What the shell knows of the library.
    pub(in crate::app) fn cables_listed(&mut self, catalog: Catalog) -> Vec<Effect> {
        if !catalog.is_known() {
            // What is being typed there is a query, and no commands.
            if matches!(self.mode, Mode::Library) && self.library.line.is_none() {
                self.mode = Mode::Reading;
            }
            self.tell("no library yet: `:open FOLDER` lists the cables in it, and so does `reftel FOLDER`");
            return Vec::new();
        }
        self.library.take(catalog);
        self.lay_out_library();
        if !matches!(self.mode, Mode::Library) {
            return Vec::new();
        }
        self.preview()
    }

    /// How far a scan has come.
    pub(in crate::app) fn library_scanning(&mut self, words: Option<String>) {
        self.library.scanning = words;
    }

    /// The words to show of a cable.
    pub(in crate::app) fn previewed(&mut self, place: crate::library::Place, words: String) {
        self.library.preview = Some((place, words));
    }

    /// Asks for the words of the chosen cable, where they are shown and not known.
    fn preview(&self) -> Vec<Effect> {
        let known = |place: &crate::library::Place| {
            self.library.preview.as_ref().is_some_and(|(known, _)| known == place)
                && self.library.query.is_empty()
        };
        match self.library.chosen_card() {
            Some(card) if self.library_detail_height() > 0 && !known(&card.place) => {
                let query = self.library.query.clone();
                vec![Effect::Preview { place: card.place.clone(), query }]
            }
            _ => Vec::new(),
        }
    }

    fn pin(&mut self) -> Vec<Effect> {
        let library = &mut self.library;
        let (Some(card), Some(group)) = (library.chosen_card(), library.shown.get(library.chosen)) else {
            return Vec::new();
        };
        let (key, group) = (card.key.clone(), *group);
        let pinned = !library.standing(group).pinned;
        Arc::make_mut(&mut library.catalog).pin(group, pinned);
        library.reorder();
        library.chosen = library.shown.iter().position(|other| *other == group).unwrap_or(0);
        self.lay_out_library();
        vec![Effect::Pin { key, pinned }]
    }
}
