//! Showing only the paragraphs that match.

use super::pattern::{Facts, Filter};
use super::{App, PromptKind, Search};
use crate::cable::counted;

impl App {
    /// `&`: asks what paragraphs must be like to be shown.
    pub(super) fn ask_filter(&mut self) {
        if self.reader.is_raw() {
            return self.tell("the file as it is has no filter; R returns to the reading");
        }
        self.ask(PromptKind::Filter);
    }

    /// Shows only the paragraphs that fit what was typed; all of them when nothing was.
    pub(super) fn filter_by(&mut self, typed: &str) {
        if typed.trim().is_empty() {
            if !self.unfilter() {
                self.tell("no filter: all paragraphs are shown");
            }
            return;
        }
        match Filter::parse(typed, self.cable.text.len()) {
            Ok(filter) => match self.fitting(&filter) {
                Some(shown) => {
                    let count = shown.iter().filter(|shown| **shown).count();
                    self.tell(format!("{count} of {} fit; Esc shows all", counted(shown.len(), "paragraph")));
                    self.filter = Some(filter);
                    self.show_only(&shown);
                }
                None => self.tell(format!("no paragraph fits &{}; & tries another", filter.typed())),
            },
            Err(why) => self.tell(why),
        }
    }

    /// Shows all paragraphs again; whether any was hidden.
    pub(super) fn unfilter(&mut self) -> bool {
        // Of the file as it is nothing is hidden, so there is nothing to take back.
        if self.reader.is_raw() {
            return false;
        }
        let filtered = self.filter.take().is_some();
        if filtered {
            self.reader.hide(&self.cable, Vec::new());
            self.search_again();
            self.lay_out();
        }
        filtered
    }

    /// Brings the filter up to date with notes and read marks that have changed.
    pub(super) fn refilter(&mut self) {
        let Some(filter) = &self.filter else { return };
        match self.fitting(filter) {
            Some(shown) => self.show_only(&shown),
            None => {
                let words = format!("no paragraph fits &{} any longer: all are shown", filter.typed());
                self.unfilter();
                self.tell(words);
            }
        }
    }

    /// The filter, while there is one.
    pub fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// Whether a paragraph (none: the header) is hidden.
    pub fn is_hidden(&self, paragraph: Option<usize>) -> bool {
        let first = paragraph.and_then(|index| Some(self.cable.paragraphs.get(index)?.blocks.start));
        first.is_some_and(|block| self.reader.is_hidden(block))
    }

    /// For each paragraph whether the filter shows it; `None` when it shows none.
    fn fitting(&self, filter: &Filter) -> Option<Vec<bool>> {
        let paragraphs = &self.cable.paragraphs;
        let mut notes = vec![(0, Vec::new()); paragraphs.len()];
        for leaf in self.notebook.leaves() {
            if let Some((count, tags)) = leaf.paragraph().and_then(|paragraph| notes.get_mut(paragraph)) {
                *count += 1;
                tags.extend(leaf.tags.iter().map(String::as_str));
            }
        }
        let facts = paragraphs.iter().zip(&notes).enumerate();
        let shown: Vec<bool> = facts
            .map(|(index, (paragraph, (count, tags)))| {
                filter.shows(&Facts {
                    marking: paragraph.marking.as_ref().map(|marking| marking.code.as_str()),
                    read: self.reading.is_read(index),
                    notes: *count,
                    tags,
                    text: &self.cable.paragraph_text(index),
                })
            })
            .collect();
        shown.contains(&true).then_some(shown)
    }

    /// Hides all but these paragraphs and the headings above them.
    fn show_only(&mut self, paragraphs: &[bool]) {
        let is_shown = |paragraph: Option<usize>| {
            paragraph.and_then(|index| paragraphs.get(index)).copied().unwrap_or(false)
        };
        let mut hidden: Vec<bool> =
            self.cable.blocks.iter().map(|block| !is_shown(block.paragraph)).collect();
        for heading in &self.cable.headings {
            if let Some(hidden) = hidden.get_mut(heading.block) {
                *hidden = !is_shown(heading.before);
            }
        }
        self.reader.hide(&self.cable, hidden);
        self.search_again();
        self.lay_out();
    }

    /// What is found in the text that is shown.
    pub(super) fn found(&self, pattern: &str) -> Search {
        Search::new(pattern, self.reader.blocks(&self.cable)).without(|block| self.reader.is_hidden(block))
    }

    /// Brings the hits up to date with the text that is shown.
    pub(super) fn search_again(&mut self) {
        if let Some(search) = self.search.take() {
            let mut again = self.found(search.pattern());
            again.begin(self.reader.cursor());
            self.search = Some(again);
        }
    }
}
