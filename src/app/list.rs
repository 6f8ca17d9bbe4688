//! A list over the whole screen, filtered as one types: the notes of the cable, or the marks in it.

use super::Editor;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Notes and drafts, in the order of the text.
    Notes,
    /// Marks, by their letter.
    Marks,
}

/// State of the list.
#[derive(Clone, Debug)]
pub struct List {
    /// What is listed.
    pub kind: ListKind,
    /// What the entries must be like.
    pub query: String,
    /// The line in which the query is being typed, while it is.
    pub line: Option<Editor>,
    /// The entries that fit, by their place among all.
    hits: Vec<usize>,
    /// How many there are in all.
    count: usize,
    /// The chosen entry, by its place among all.
    chosen: usize,
    /// First of the hits in view.
    top: usize,
    rows: Vec<ListRow>,
}

/// What the list says of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    /// The letter of a mark.
    pub letter: String,
    /// `¶8`, `cable`; with a question mark where the place is not known.
    pub place: String,
    /// `draft`, and what became of the anchor when it is not where it was.
    pub state: String,
    /// The type of a note.
    pub note_type: String,
    /// The day of a note.
    pub day: String,
    /// Who wrote it.
    pub author: String,
    /// Tags and the first line of a note; the text at a mark.
    pub text: String,
}

impl List {
    /// A list that nothing has been filled in yet.
    pub(super) fn new(kind: ListKind, chosen: usize) -> Self {
        let (query, line) = (String::new(), None);
        Self { kind, query, line, hits: Vec::new(), count: 0, chosen, top: 0, rows: Vec::new() }
    }

    /// The entries in view.
    pub fn rows(&self) -> &[ListRow] {
        &self.rows
    }

    /// Which of those in view is chosen.
    pub fn chosen_row(&self) -> usize {
        self.position() - self.top
    }

    /// How many fit, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.hits.len(), self.count)
    }

    /// The chosen entry, by its place among all; `None` when none fits.
    pub(super) fn chosen(&self) -> Option<usize> {
        self.hits.get(self.position()).copied()
    }

    /// Where the chosen entry stands among those that fit; of one that does not fit, the next.
    pub(super) fn position(&self) -> usize {
        self.hits.partition_point(|hit| *hit < self.chosen).min(self.hits.len().saturating_sub(1))
    }

    /// Says which of `count` entries fit; gives those in a view of `height` rows, with the chosen one among them.
    pub(super) fn fill(&mut self, hits: Vec<usize>, count: usize, height: usize) -> Vec<usize> {
        (self.hits, self.count) = (hits, count);
        let position = self.position();
        let lowest = (position + 1).saturating_sub(height);
        self.top = self.top.clamp(lowest, position).min(self.hits.len().saturating_sub(height));
        self.hits.iter().skip(self.top).take(height).copied().collect()
    }

    /// Says what is in view.
    pub(super) fn show(&mut self, rows: Vec<ListRow>) {
        self.rows = rows;
    }

    /// Chooses the entry at a position among those that fit.
    pub(super) fn choose(&mut self, position: usize) {
        let last = self.hits.len().saturating_sub(1);
        self.chosen = self.hits.get(position.min(last)).copied().unwrap_or(self.chosen);
    }
}
