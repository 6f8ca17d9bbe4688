//! The notes pane: what is saved, what waits to be saved, what is being written, and where each stands.

mod deeds;
mod earlier;
mod editing;
mod leaves;
mod meeting;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::review::Review;
use super::{Leaf, LeafKey, Moment};
use crate::annotation::{
    Change, Content, Draft, Edit, Entry, History, Ledger, Note, NoteId, Says, Target, Version, Writer,
};
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

/// An annotation of the reader's as it is now: a note, or something about one.
struct Own {
    /// What it says, with all versions that stand side by side.
    content: Content,
    heads: Vec<Version>,
    /// How many versions stand side by side.
    versions: usize,
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
    /// What is put right about entities, by anybody.
    corrections: Vec<Note>,
    drafts: BTreeMap<NoteId, Draft>,
    /// Drafts that were dropped, the last one last.
    dropped: Vec<Draft>,
    history: History<Deed>,
    /// What earlier sessions have left, until the history goes back to it.
    earlier: Option<Ledger>,
    saving: Saving,
    /// Why what is being written is not in the journal, when it is not.
    unwritten: Option<String>,
    /// What others have written, and what of it is shown.
    pub(super) review: Review,
    pub(super) leaves: Vec<Leaf>,
    /// How many leaves the view leaves out.
    sifted: usize,
    /// How many notes and drafts there are, whatever the view.
    known: usize,
    selected: Option<LeafKey>,
    /// Leaves that the reader has folded or unfolded by hand.
    unfolded: BTreeSet<LeafKey>,
}

impl Notebook {
    /// A notebook of the writer `me` over what was loaded.
    pub fn new(me: Writer, ledger: Ledger, changes: Vec<Change>, drafts: Vec<Draft>, saving: Saving) -> Self {
        let (mut dropped, drafts): (Vec<Draft>, Vec<Draft>) =
            drafts.into_iter().partition(|draft| draft.dropped);
        dropped.sort_by_key(|draft| draft.at);
        let drafts = drafts.into_iter().map(|draft| (draft.id.clone(), draft)).collect();
        let mut notebook = Self { me, ledger, changes, drafts, saving, ..Self::default() };
        for draft in &dropped {
            notebook.record(Deed::Dropped(Box::new(Draft { dropped: false, ..draft.clone() })));
        }
        notebook.dropped = dropped;
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

    /// How many notes and drafts are shown: what is said about them does not count.
    pub fn count(&self) -> usize {
        count(&self.leaves)
    }

    /// How many notes and drafts there are, whether the view shows them or not. What a blind reader does not see, there is not.
    pub fn known(&self) -> usize {
        self.known
    }

    /// How many of what is known the view does not show.
    pub fn sifted(&self) -> usize {
        self.sifted
    }

    /// What others have written.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// Whether everything is on disk.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// Why what is being written is not in the journal, when it is not.
    pub fn unwritten(&self) -> Option<&str> {
        self.unwritten.as_deref().filter(|_| !self.drafts.is_empty() || !self.changes.is_empty())
    }

    /// Drafts that are open or kept, and those that were dropped, as far as no other of the note has come since.
    pub fn drafts(&self) -> Vec<Draft> {
        let dropped = self.dropped.iter().filter(|draft| !self.drafts.contains_key(&draft.id));
        self.drafts.values().chain(dropped).cloned().collect()
    }

    /// Whether a note has a draft.
    pub(super) fn has_draft(&self, id: &NoteId) -> bool {
        self.drafts.contains_key(id)
    }

    /// Changes that are not on disk as notes.
    pub fn unsaved(&self) -> &[Change] {
        &self.changes
    }

    /// How much of what was done can be undone.
    pub(super) fn deeds(&self) -> usize {
        self.history.done()
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
        self.refreshed(ledger);
        let now = if self.changes.is_empty() { Saving::Saved } else { Saving::Underway };
        matches!(std::mem::replace(&mut self.saving, now), Saving::Failed(_))
    }

    /// What another program saved.
    pub fn refreshed(&mut self, ledger: Ledger) {
        self.review.take_news(&self.ledger, &ledger);
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

    fn count_in(&mut self) {
        let before = std::mem::replace(&mut self.preview, self.ledger.with(&self.me, &self.changes));
        self.notes = self.preview.notes_since(&before, std::mem::take(&mut self.notes));
        self.corrections = self.preview.corrections();
        self.review.read(&self.preview, &self.me);
    }

    /// An annotation of the reader's; `None` of one that is deleted or was never there.
    fn own(&self, id: &NoteId) -> Option<Own> {
        let strand = self.preview.strand(id, &self.me.author.id)?;
        let said: Vec<Content> = strand.living().map(Entry::content).collect();
        Some(Own { content: Content::united(said.iter())?, heads: strand.versions(), versions: said.len() })
    }

    /// What a note says, whoever wrote it.
    pub(super) fn note_content(&self, on: &Target) -> Option<Content> {
        let note = self.notes.iter().find(|note| note.id == on.id && note.author.id == on.author);
        note.map(Note::united)
    }

    /// What is put right about entities, by anybody.
    pub(super) fn corrections(&self) -> &[Note] {
        &self.corrections
    }

    /// The present versions of an own annotation.
    pub(super) fn heads_of(&self, id: &NoteId) -> Vec<Version> {
        self.preview.heads(id, &self.me.author.id)
    }

    /// Forgets a draft: it is saved.
    pub(super) fn drop_draft(&mut self, id: &NoteId) {
        self.drafts.remove(id);
    }

    /// What an own annotation says, with all its versions.
    pub(super) fn said(&self, id: &NoteId) -> Option<Content> {
        self.own(id).map(|own| own.content)
    }

    /// How many versions of an own annotation stand side by side.
    pub(super) fn versions(&self, id: &NoteId) -> usize {
        self.own(id).map_or(0, |own| own.versions)
    }

    /// Chooses an own note.
    pub(super) fn choose(&mut self, id: &NoteId) {
        self.selected = Some(self.own_key(id));
    }

    /// Chooses what an edit is seen on: the note itself, or the one in whose thread it stands.
    fn choose_edited(&mut self, edit: &Edit) {
        // What is put right about an entity is seen among the entities.
        if [&edit.after, &edit.before].into_iter().flatten().any(|content| content.correction.is_some()) {
            return;
        }
        let remark = edit.after.as_ref().or(edit.before.as_ref()).and_then(|content| content.remark.as_ref());
        self.selected = Some(match remark {
            Some(remark) if !matches!(remark.says, Says::Suggestion | Says::Removal) => {
                self.review.root(&remark.on)
            }
            Some(remark) if edit.after.is_none() => remark.on.key(),
            _ => self.own_key(&edit.id),
        });
    }

    /// Turns an edit into a change over `parents` that waits to be saved.
    fn write(&mut self, edit: &Edit, parents: Vec<Version>, moment: Moment) {
        self.changes.push(edit.change(parents, moment.now));
        self.count_in();
    }
}

/// How many of the leaves are notes or drafts.
fn count(leaves: &[Leaf]) -> usize {
    leaves.iter().filter(|leaf| leaf.is_note() || leaf.draft).count()
}
