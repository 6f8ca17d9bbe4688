//! The notes pane: what is saved, what waits to be saved, what is being written, and where each stands.

use std::collections::{BTreeMap, BTreeSet};

use super::Moment;
use crate::annotation::{
    Anchor, Change, Content, Draft, Edit, History, Ledger, Note, NoteId, Resolution, Version, Writer,
};
use crate::cable::{Block, Cable};
use crate::layout::{Page, Place, Placed, Slip, place, place_of, wrap};

/// Whether everything is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// It is.
    #[default]
    Saved,
    /// It is not, and why; the next change or `:save` tries again.
    Failed(String),
    /// It cannot be, and why: no note is begun.
    ReadOnly(String),
}

/// One note or draft as the pane shows it.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The annotation.
    pub id: NoteId,
    /// Whose; `None` for one's own.
    pub author: Option<String>,
    /// The day it was written, as claimed.
    pub day: String,
    /// The text.
    pub body: String,
    /// Whether this is a draft.
    pub draft: bool,
    /// How many versions stand side by side; 1 for most.
    pub versions: usize,
    /// What became of its anchor.
    pub resolution: Resolution,
    /// Printed number and quote, for one that has lost its place.
    pub anchor: Anchor,
    /// The rows of the text at the width of the pane.
    pub rows: Vec<std::ops::Range<usize>>,
}

impl Leaf {
    /// The paragraph it stands beside.
    pub fn paragraph(&self) -> Option<usize> {
        self.resolution.found().map(|found| found.paragraph)
    }
}

/// State of the notes pane.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    me: Writer,
    ledger: Ledger,
    changes: Vec<Change>,
    drafts: BTreeMap<NoteId, Draft>,
    history: History,
    saving: Saving,
    leaves: Vec<Leaf>,
    placed: Vec<Placed>,
    selected: Option<NoteId>,
    unfolded: BTreeSet<NoteId>,
}

impl Notebook {
    /// A notebook of the writer `me` over what was loaded.
    pub fn new(me: Writer, ledger: Ledger, changes: Vec<Change>, drafts: Vec<Draft>, saving: Saving) -> Self {
        let drafts = drafts.into_iter().map(|draft| (draft.id.clone(), draft)).collect();
        Self { me, ledger, changes, drafts, saving, ..Self::default() }
    }

    /// The notes and drafts in the order of the text.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// Where each leaf stands, in rows of the page.
    pub fn placed(&self) -> &[Placed] {
        &self.placed
    }

    /// Whether everything is on disk.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// Drafts that are open or kept.
    pub fn drafts(&self) -> Vec<Draft> {
        self.drafts.values().cloned().collect()
    }

    /// Changes that are not on disk as notes.
    pub fn unsaved(&self) -> &[Change] {
        &self.changes
    }

    /// The chosen leaf.
    pub fn selected(&self) -> Option<usize> {
        let id = self.selected.as_ref()?;
        self.leaves.iter().position(|leaf| leaf.id == *id)
    }

    /// Chooses a leaf.
    pub fn select(&mut self, leaf: usize) {
        self.selected = self.leaves.get(leaf).map(|leaf| leaf.id.clone());
    }

    /// The leaf that a command means: the chosen one when it is on `paragraph` or the pane has the keys, else the
    /// first on the paragraph.
    pub fn meant(&self, paragraph: Option<usize>, focused: bool) -> Option<usize> {
        let chosen = self.selected();
        if focused && chosen.is_some() {
            return chosen;
        }
        let here = |leaf: &Leaf| paragraph.is_some() && leaf.paragraph() == paragraph;
        chosen
            .filter(|index| self.leaves.get(*index).is_some_and(here))
            .or_else(|| self.leaves.iter().position(here))
    }

    /// Begins a draft at a place, or goes on with the one kept there.
    pub fn begin(&mut self, anchor: Anchor, moment: Moment) -> Draft {
        let kept = self.drafts.values().find(|d| d.parents.is_empty() && d.content.anchor == anchor);
        kept.cloned().unwrap_or_else(|| Draft {
            id: NoteId::mint(moment.now.as_millisecond().unsigned_abs(), moment.random),
            parents: Vec::new(),
            content: Content { anchor, ..Content::default() },
            at: moment.now,
        })
    }

    /// Takes a leaf up for editing: its draft if it has one. A colleague's note has no editor here.
    pub fn take_up(&self, leaf: usize, moment: Moment) -> Result<Draft, &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here; a writes one")?;
        if let Some(draft) = self.drafts.get(&leaf.id) {
            return Ok(draft.clone());
        }
        if leaf.author.is_some() {
            return Err("a colleague's note is not edited; a writes one of your own beside it");
        }
        let note = self.note(&leaf.id).ok_or("this note is gone")?;
        Ok(Draft { id: note.id, parents: note.heads, content: note.content, at: moment.now })
    }

    /// Keeps a draft as it is now; an empty one that would become a new note is dropped.
    pub fn keep_draft(&mut self, draft: Draft) {
        if draft.content.body.trim().is_empty() && draft.parents.is_empty() {
            self.drafts.remove(&draft.id);
        } else {
            self.drafts.insert(draft.id.clone(), draft);
        }
    }

    /// Closes a draft without saving it: kept, unless it says nothing that the note does not say already.
    pub fn close_draft(&mut self, draft: Draft) {
        if self.note(&draft.id).is_some_and(|note| note.content == draft.content) {
            self.drafts.remove(&draft.id);
        } else {
            self.keep_draft(draft);
        }
    }

    /// Makes a draft a note. False when there was nothing to save.
    pub fn save_draft(&mut self, draft: Draft, moment: Moment) -> bool {
        self.drafts.remove(&draft.id);
        let before = self.note(&draft.id).map(|note| note.content);
        let after = Some(draft.content).filter(|content| !content.body.trim().is_empty());
        if before == after {
            return false;
        }
        self.selected = Some(draft.id.clone());
        let edit = Edit { id: draft.id, before, after };
        // The versions that the writer saw when the draft began: what came since stays visible beside it.
        self.write(&edit, Some(draft.parents), moment);
        self.history.record(edit);
        true
    }

    /// Deletes a leaf: a draft that was never a note is dropped, a note gets a tombstone.
    pub fn delete(&mut self, leaf: usize, moment: Moment) -> Result<&'static str, &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here")?;
        if leaf.author.is_some() {
            return Err("a colleague's note is not deleted");
        }
        let id = leaf.id.clone();
        let Some(note) = self.note(&id) else {
            // Its text stays reachable: undo brings a deleted draft back as a note.
            let draft = self.drafts.remove(&id).ok_or("this note is gone")?;
            self.history.record(Edit { id, before: Some(draft.content), after: None });
            return Ok("draft deleted; u brings it back");
        };
        self.drafts.remove(&id);
        let edit = Edit { id, before: Some(note.content), after: None };
        self.write(&edit, Some(note.heads), moment);
        self.history.record(edit);
        Ok("note deleted; u brings it back")
    }

    /// Undoes the last change to the notes; what it was, in words.
    pub fn undo(&mut self, moment: Moment) -> Option<&'static str> {
        let edit = self.history.undo()?;
        self.write(&edit, None, moment);
        Some(match (&edit.before, &edit.after) {
            (Some(_), None) => "undone: the note is gone again",
            (None, Some(_)) => "undone: the note is back",
            _ => "undone: the note is as before",
        })
    }

    /// Does again what was undone; whether there was anything.
    pub fn redo(&mut self, moment: Moment) -> bool {
        let Some(edit) = self.history.redo() else { return false };
        self.write(&edit, None, moment);
        true
    }

    /// What the disk holds now; changes that were sent are no longer unsaved.
    pub fn committed(&mut self, ledger: Ledger) {
        self.ledger = ledger;
        self.changes.clear();
        self.saving = Saving::Saved;
    }

    /// What another program saved.
    pub fn refreshed(&mut self, ledger: Ledger) {
        self.ledger = ledger;
    }

    /// Saving failed; everything stays, to be tried again.
    pub fn failed(&mut self, why: String) {
        self.saving = Saving::Failed(why);
    }

    /// Folds or unfolds a leaf.
    pub fn toggle_fold(&mut self, leaf: usize) {
        if let Some(leaf) = self.leaves.get(leaf)
            && !self.unfolded.remove(&leaf.id)
        {
            self.unfolded.insert(leaf.id.clone());
        }
    }

    /// Whether a leaf is shown whole.
    pub fn is_unfolded(&self, leaf: usize, focused: bool) -> bool {
        let chosen = focused && self.selected() == Some(leaf);
        chosen || self.leaves.get(leaf).is_some_and(|leaf| self.unfolded.contains(&leaf.id))
    }

    /// Brings the leaves up to date with the notes and drafts.
    pub fn rebuild(&mut self, cable: &Cable) {
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut drafts = self.drafts.clone();
        for note in self.preview().notes() {
            let draft = drafts.remove(&note.id);
            leaves.push(self.leaf(cable, note, draft));
        }
        leaves.extend(drafts.into_values().map(|draft| Leaf {
            resolution: draft.content.anchor.resolve(cable),
            anchor: draft.content.anchor,
            id: draft.id,
            author: None,
            day: String::new(),
            body: draft.content.body,
            draft: true,
            versions: 1,
            rows: Vec::new(),
        }));
        leaves.sort_by_key(|leaf| leaf.resolution.found().map(|found| (found.paragraph, found.span.start)));
        self.leaves = leaves;
    }

    /// A note as a leaf; the text of its draft, when it has one, is what the reader wrote last.
    fn leaf(&self, cable: &Cable, note: Note, draft: Option<Draft>) -> Leaf {
        let mine = note.author.id == self.me.author.id;
        Leaf {
            id: note.id,
            author: (!mine).then_some(note.author.name),
            day: note.at.chars().take(10).collect(),
            resolution: note.content.anchor.resolve(cable),
            anchor: note.content.anchor,
            draft: draft.is_some(),
            versions: note.others.len() + 1,
            body: draft.map_or(note.content.body, |draft| draft.content.body),
            rows: Vec::new(),
        }
    }

    /// Puts the leaves beside the rows of a page, in a column of `width`; gives the rows that they take in all.
    pub fn lay_out(&mut self, page: &Page, blocks: &[Block], width: usize, focused: bool) -> usize {
        let slips: Vec<Slip> = (0..self.leaves.len())
            .map(|index| {
                let open = self.is_unfolded(index, focused);
                let leaf = &mut self.leaves[index];
                leaf.rows = wrap(&leaf.body, width.max(1));
                let at = leaf.resolution.found().map_or(Place::default(), |f| place_of(blocks, f.span.start));
                let row = leaf.resolution.found().map_or(0, |_| page.row_of(at));
                // A head row above the text and a blank one below it.
                Slip { row, height: leaf.rows.len() + 2, open }
            })
            .collect();
        self.placed = place(&slips);
        self.placed.last().map_or(0, |last| last.row + last.height)
    }

    /// The notes as they will be once everything is saved.
    fn preview(&self) -> Ledger {
        self.ledger.with(&self.me, &self.changes)
    }

    fn note(&self, id: &NoteId) -> Option<Note> {
        self.preview().notes().into_iter().find(|note| note.id == *id && note.author.id == self.me.author.id)
    }

    /// Turns an edit into a change that waits to be saved, over `parents` or else over the present versions.
    fn write(&mut self, edit: &Edit, parents: Option<Vec<Version>>, moment: Moment) {
        let parents = parents.unwrap_or_else(|| self.preview().heads(&edit.id, &self.me.author.id));
        self.changes.push(edit.change(parents, moment.now));
    }
}
