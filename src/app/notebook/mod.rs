//! The notes pane: what is saved, what waits to be saved, what is being written, and where each stands.

mod deeds;
mod editing;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Leaf, LeafKey, Moment};
use crate::annotation::{
    Change, Content, Draft, Edit, Finder, History, Ledger, Note, NoteId, Version, Writer,
};
use crate::cable::Cable;
use deeds::Deed;

/// Whether everything is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// It is.
    #[default]
    Saved,
    /// It will be in a moment.
    Underway,
    /// Notes are not, and why; the next change or `:save` tries again.
    Failed(String),
    /// Nothing can be, and why: no note is begun.
    ReadOnly(String),
}

/// State of the notes pane.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    me: Writer,
    ledger: Ledger,
    changes: Vec<Change>,
    /// All entries as they will be once everything is saved.
    preview: Ledger,
    /// The notes as they will be once everything is saved.
    notes: Vec<Note>,
    drafts: BTreeMap<NoteId, Draft>,
    history: History<Deed>,
    /// What earlier sessions have left, until the history goes back to it.
    earlier: Option<Ledger>,
    saving: Saving,
    /// Why what is being written is not in the journal, when it is not.
    unwritten: Option<String>,
    pub(super) leaves: Vec<Leaf>,
    selected: Option<LeafKey>,
    /// Leaves that the reader has folded or unfolded by hand.
    unfolded: BTreeSet<LeafKey>,
}

impl Notebook {
    /// A notebook of the writer `me` over what was loaded.
    pub fn new(me: Writer, ledger: Ledger, changes: Vec<Change>, drafts: Vec<Draft>, saving: Saving) -> Self {
        let drafts = drafts.into_iter().map(|draft| (draft.id.clone(), draft)).collect();
        let mut notebook = Self { me, ledger, changes, drafts, saving, ..Self::default() };
        notebook.count_in();
        notebook.earlier = Some(notebook.preview.clone());
        notebook
    }

    /// The reader as a writer.
    pub(super) fn me(&self) -> &Writer {
        &self.me
    }

    /// The reader's own name as an author.
    pub fn name(&self) -> &str {
        &self.me.author.name
    }

    /// The notes and drafts in the order of the text.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// Whether everything is on disk.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// Why what is being written is not in the journal, when it is not.
    pub fn unwritten(&self) -> Option<&str> {
        self.unwritten.as_deref().filter(|_| !self.drafts.is_empty() || !self.changes.is_empty())
    }

    /// Drafts that are open or kept.
    pub fn drafts(&self) -> Vec<Draft> {
        self.drafts.values().cloned().collect()
    }

    /// Whether a note has a draft.
    pub(super) fn has_draft(&self, id: &NoteId) -> bool {
        self.drafts.contains_key(id)
    }

    /// Changes that are not on disk as notes.
    pub fn unsaved(&self) -> &[Change] {
        &self.changes
    }

    /// Where the leaf with this key is.
    pub fn position(&self, (id, author): &LeafKey) -> Option<usize> {
        self.leaves.iter().position(|leaf| leaf.id == *id && leaf.author_id == *author)
    }

    /// The key of an own note.
    pub(super) fn own_key(&self, id: &NoteId) -> LeafKey {
        (id.clone(), self.me.author.id.clone())
    }

    /// The chosen leaf.
    pub fn selected(&self) -> Option<usize> {
        self.position(self.selected.as_ref()?)
    }

    /// Chooses a leaf, or none.
    pub fn select(&mut self, leaf: Option<usize>) {
        self.selected = leaf.and_then(|leaf| self.leaves.get(leaf)).map(Leaf::key);
    }

    /// The leaf that a command means at a paragraph: the chosen one if it is there, else the first one there.
    pub fn meant(&self, paragraph: Option<usize>) -> Option<usize> {
        let here = |leaf: &Leaf| leaf.paragraph() == paragraph;
        let chosen = self.selected().filter(|index| self.leaves.get(*index).is_some_and(here));
        chosen.or_else(|| self.leaves.iter().position(here))
    }

    /// Whether a leaf is shown whole: unfolded by hand, or chosen and not folded by hand.
    pub(super) fn is_open(&self, leaf: &Leaf, chosen: bool) -> bool {
        self.unfolded.contains(&leaf.key()) != chosen
    }

    /// Folds or unfolds a leaf.
    pub fn toggle_fold(&mut self, leaf: usize) {
        if let Some(key) = self.leaves.get(leaf).map(Leaf::key)
            && !self.unfolded.remove(&key)
        {
            self.unfolded.insert(key);
        }
    }

    /// Changes are on their way to the disk. One that has failed before counts as failed until it succeeds.
    pub fn begin_saving(&mut self) {
        if self.saving == Saving::Saved {
            self.saving = Saving::Underway;
        }
    }

    /// What the disk holds now; what was changed since the changes were sent is still unsaved. Whether saving had failed
    /// before.
    pub fn committed(&mut self, ledger: Ledger) -> bool {
        ledger.retain_unwritten(&self.me, &mut self.changes);
        self.ledger = ledger;
        self.count_in();
        let now = if self.changes.is_empty() { Saving::Saved } else { Saving::Underway };
        matches!(std::mem::replace(&mut self.saving, now), Saving::Failed(_))
    }

    /// What another program saved.
    pub fn refreshed(&mut self, ledger: Ledger) {
        self.ledger = ledger;
        self.count_in();
    }

    /// Saving failed; everything stays, to be tried again.
    pub fn failed(&mut self, why: String) {
        self.saving = Saving::Failed(why);
    }

    /// What became of the journal: `None` when it holds everything.
    pub fn journaled(&mut self, why: Option<String>) {
        self.unwritten = why;
    }

    /// Brings the leaves up to date with the notes and drafts.
    pub fn rebuild(&mut self, cable: &Cable) {
        let finder = Finder::new(cable);
        let before = std::mem::take(&mut self.leaves).into_iter();
        let mut before: HashMap<LeafKey, Leaf> = before.map(|leaf| (leaf.key(), leaf)).collect();
        let mut drafts = self.drafts.clone();
        let mut leaves: Vec<Leaf> = Vec::with_capacity(self.notes.len() + drafts.len());
        for note in &self.notes {
            let mine = note.author.id == self.me.author.id;
            let draft = if mine { drafts.remove(&note.id) } else { None };
            let was = before.remove(&(note.id.clone(), note.author.id.clone()));
            leaves.push(match was {
                // Of thousands of notes all but one are as they were.
                Some(leaf) if draft.is_none() && leaf.shows(note) => leaf,
                was => Leaf::note(note.clone(), mine, draft).settled(&finder, was),
            });
        }
        leaves.extend(drafts.into_values().map(|draft| {
            let leaf = Leaf::draft(draft, &self.me.author.id);
            let was = before.remove(&leaf.key());
            leaf.settled(&finder, was)
        }));
        leaves.sort_by_key(|leaf| leaf.resolution.found().map(|found| (found.paragraph, found.span.start)));
        self.leaves = leaves;
    }

    fn count_in(&mut self) {
        self.preview = self.ledger.with(&self.me, &self.changes);
        self.notes = self.preview.notes();
    }

    fn note(&self, id: &NoteId) -> Option<Note> {
        self.notes.iter().find(|note| note.id == *id && note.author.id == self.me.author.id).cloned()
    }

    /// What an own note says, with all its versions.
    fn said(&self, id: &NoteId) -> Option<Content> {
        self.note(id).map(|note| note.united())
    }

    /// How many versions of an own note stand side by side.
    fn versions(&self, id: &NoteId) -> usize {
        self.note(id).map_or(0, |note| note.others.len() + 1)
    }

    /// Chooses an own note.
    pub(super) fn choose(&mut self, id: &NoteId) {
        self.selected = Some(self.own_key(id));
    }

    /// Turns an edit into a change over `parents` that waits to be saved.
    fn write(&mut self, edit: &Edit, parents: Vec<Version>, moment: Moment) {
        self.changes.push(edit.change(parents, moment.now));
        self.count_in();
    }
}
