//! A list over the whole screen, filtered as one types: the notes of the cable, or the marks in it.

use super::{Editor, LeafKey};

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
    /// What it is, where it is a note: others come and go before it.
    key: Option<Box<LeafKey>>,
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
        Self { kind, query, line, hits: Vec::new(), count: 0, chosen, key: None, top: 0, rows: Vec::new() }
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

    /// Finds the chosen note again where it stands among all now.
    pub(super) fn follow(&mut self, place_of: impl Fn(&LeafKey) -> Option<usize>) {
        self.chosen = self.key.as_deref().and_then(place_of).unwrap_or(self.chosen);
    }

    /// Keeps what the chosen note is.
    pub(super) fn remember(&mut self, key_at: impl Fn(usize) -> Option<LeafKey>) {
        self.key = key_at(self.chosen).map(Box::new);
    }

    /// Says what is in view.
    pub(super) fn show(&mut self, rows: Vec<ListRow>) {
        self.rows = rows;
    }

    /// Chooses the entry at a position among those that fit.
    pub(super) fn choose(&mut self, position: usize) {
        let last = self.hits.len().saturating_sub(1);
        self.chosen = self.hits.get(position.min(last)).copied().unwrap_or(self.chosen);
        self.key = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::NoteId;

    #[test]
    fn the_chosen_note_stays_chosen_when_others_come_before_it() {
        let key = |name: &str| (NoteId(name.into()), String::new());
        let show = |list: &mut List, keys: &[LeafKey]| {
            list.follow(|wanted| keys.iter().position(|key| key == wanted));
            list.fill((0..keys.len()).collect(), keys.len(), 10);
            list.remember(|chosen| keys.get(chosen).cloned());
            list.chosen().and_then(|chosen| keys.get(chosen).cloned())
        };
        let mut list = List::new(ListKind::Notes, 1);
        assert_eq!(show(&mut list, &[key("a"), key("b"), key("c")]), Some(key("b")));
        assert_eq!(show(&mut list, &[key("new"), key("a"), key("b"), key("c")]), Some(key("b")));
        list.choose(3);
        assert_eq!(show(&mut list, &[key("new"), key("a"), key("b"), key("c")]), Some(key("c")));
        assert_eq!(show(&mut list, &[key("a")]), Some(key("a")), "it has gone");
    }
}
