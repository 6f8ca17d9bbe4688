//! The notes pane: what is saved, what waits to be saved, what is being written, and where each stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Leaf, LeafKey, Moment};
use crate::annotation::{
    Anchor, BODY_MAX, Change, Content, Draft, Edit, Finder, History, Ledger, Note, NoteId, Reversible,
    Version, Writer,
};
use crate::cable::Cable;

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

/// Something done in the pane that undo takes back.
#[derive(Clone, Debug, PartialEq)]
enum Deed {
    /// A note was written, changed or deleted.
    Note(Box<Edit>),
    /// A draft was dropped, or put back.
    Draft { draft: Box<Draft>, kept: bool },
    /// A draft was changed otherwise than by writing on.
    Revised { before: Box<Draft>, after: Box<Draft> },
}

impl Reversible for Deed {
    fn inverse(&self) -> Self {
        match self {
            Self::Note(edit) => Self::Note(Box::new(edit.inverse())),
            Self::Draft { draft, kept } => Self::Draft { draft: draft.clone(), kept: !kept },
            Self::Revised { before, after } => Self::Revised { before: after.clone(), after: before.clone() },
        }
    }
}

/// State of the notes pane.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    me: Writer,
    ledger: Ledger,
    changes: Vec<Change>,
    /// The notes as they will be once everything is saved.
    notes: Vec<Note>,
    drafts: BTreeMap<NoteId, Draft>,
    history: History<Deed>,
    /// Whether the history goes back to what was done in earlier sessions.
    remembers: bool,
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

    /// The chosen leaf.
    pub fn selected(&self) -> Option<usize> {
        let key = self.selected.as_ref()?;
        self.leaves.iter().position(|leaf| leaf.id == key.0 && leaf.author.is_none() == key.1)
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

    /// Begins a draft at a place.
    pub fn begin(&self, anchor: Anchor, moment: Moment) -> Draft {
        Draft {
            id: NoteId::mint(moment.now.as_millisecond().unsigned_abs(), moment.random),
            parents: Vec::new(),
            content: Content { anchor, ..Content::default() },
            at: moment.now,
        }
    }

    /// Takes a leaf up for editing: its draft if it has one. A colleague's note has no editor here.
    pub fn take_up(&self, leaf: usize, moment: Moment) -> Result<Draft, &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here; a writes one")?;
        if leaf.author.is_some() {
            return Err("a colleague's note is not edited; a writes one of your own beside it");
        }
        if let Some(draft) = self.drafts.get(&leaf.id) {
            return Ok(draft.clone());
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

    /// Makes a draft a note; an emptied one deletes its note. What was done, in words.
    ///
    /// # Errors
    /// When the text is too long for a note; nothing is changed then.
    pub fn save_draft(&mut self, draft: Draft, moment: Moment) -> Result<&'static str, String> {
        let length = draft.content.body.len();
        if length > BODY_MAX {
            return Err(format!(
                "a note holds {} KiB, this text {}; shorten it",
                BODY_MAX >> 10,
                length >> 10
            ));
        }
        self.remember();
        self.drafts.remove(&draft.id);
        let before = self.note(&draft.id).map(|note| note.content);
        let after = Some(draft.content).filter(|content| !content.body.trim().is_empty());
        if before == after {
            return Ok("nothing to save: the note is empty or unchanged");
        }
        let done =
            if after.is_some() { "note saved" } else { "the emptied note is deleted; u brings it back" };
        self.selected = Some((draft.id.clone(), true));
        let edit = Edit { id: draft.id, before, after };
        // The versions that the writer saw when the draft began: what came since stays visible beside it.
        self.write(&edit, Some(draft.parents), moment);
        self.history.record(Deed::Note(Box::new(edit)));
        Ok(done)
    }

    /// Gives an own note another type and other tags: its draft, where there is one. What was done, in words.
    pub fn classify(
        &mut self,
        (id, _): &LeafKey,
        note_type: String,
        tags: Vec<String>,
        moment: Moment,
    ) -> Result<&'static str, &'static str> {
        let classified = |content: &Content| Content { note_type, tags, ..content.clone() };
        if let Some(before) = self.drafts.get(id).cloned() {
            let after = Draft { content: classified(&before.content), at: moment.now, ..before.clone() };
            self.drafts.insert(id.clone(), after.clone());
            self.history.record(Deed::Revised { before: Box::new(before), after: Box::new(after) });
            return Ok("type and tags set; ^S in the editor saves them with the draft");
        }
        let note = self.note(id).ok_or("this note is gone")?;
        let after = classified(&note.content);
        if after == note.content {
            return Ok("type and tags are as before");
        }
        let edit = Edit { id: id.clone(), before: Some(note.content), after: Some(after) };
        self.selected = Some((id.clone(), true));
        self.write(&edit, Some(note.heads), moment);
        self.history.record(Deed::Note(Box::new(edit)));
        Ok("type and tags saved")
    }

    /// Deletes what a leaf shows: its draft first, so that no text goes unseen; else the note.
    pub fn delete(&mut self, leaf: usize, moment: Moment) -> Result<&'static str, &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here")?;
        if leaf.author.is_some() {
            return Err("a colleague's note is not deleted");
        }
        let id = leaf.id.clone();
        self.remember();
        if let Some(draft) = self.drafts.remove(&id) {
            self.history.record(Deed::Draft { draft: Box::new(draft), kept: false });
            return Ok("draft dropped; u brings it back");
        }
        let note = self.note(&id).ok_or("this note is gone")?;
        let edit = Edit { id, before: Some(note.content), after: None };
        self.write(&edit, Some(note.heads), moment);
        self.history.record(Deed::Note(Box::new(edit)));
        Ok("note deleted; u brings it back")
    }

    /// Gives a note another place, in a new version; fields that a newer program has kept in its anchor stay.
    ///
    /// # Errors
    /// Why it cannot be: a colleague's note, or a draft.
    pub fn reanchor(&mut self, leaf: usize, anchor: Anchor, moment: Moment) -> Result<(), &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here")?;
        if leaf.author.is_some() {
            return Err("a colleague's note stays where they put it");
        }
        if leaf.draft {
            return Err("save the draft first: i goes on with it, ^S saves");
        }
        let note = self.note(&leaf.id).ok_or("this note is gone")?;
        let (entity, extra) = (note.content.anchor.entity.clone(), note.content.anchor.extra.clone());
        let content = Content { anchor: Anchor { entity, extra, ..anchor }, ..note.content.clone() };
        self.selected = Some((note.id.clone(), true));
        let edit = Edit { id: note.id, before: Some(note.content), after: Some(content) };
        self.write(&edit, Some(note.heads), moment);
        self.history.record(Deed::Note(Box::new(edit)));
        Ok(())
    }

    /// Undoes the last change to the notes; what was done, in words.
    pub fn undo(&mut self, moment: Moment) -> Option<&'static str> {
        self.remember();
        let deed = self.history.undo()?;
        self.carry_out(&deed, moment);
        Some(match &deed {
            Deed::Draft { kept: true, .. } => "undone: the draft is back",
            Deed::Draft { .. } => "undone: the draft is gone again",
            Deed::Revised { .. } => "undone: the draft is as before",
            Deed::Note(edit) if edit.after.is_none() => "undone: the note is gone again",
            Deed::Note(edit) if edit.before.is_none() => "undone: the note is back",
            Deed::Note(_) => "undone: the note is as before",
        })
    }

    /// Does again what was undone; whether there was anything.
    pub fn redo(&mut self, moment: Moment) -> bool {
        self.remember();
        let deed = self.history.redo();
        if let Some(deed) = &deed {
            self.carry_out(deed, moment);
        }
        deed.is_some()
    }

    /// What the writer did in earlier sessions comes before what is done in this one.
    fn remember(&mut self) {
        if !std::mem::replace(&mut self.remembers, true) {
            let edits = Edit::all(&self.preview(), &self.me).into_iter();
            self.history = History::replay(edits.map(|edit| Deed::Note(Box::new(edit))));
        }
    }

    /// Where the note is that undo would change.
    pub(super) fn next_undone(&mut self) -> Option<&Anchor> {
        self.remember();
        match self.history.last()? {
            Deed::Note(edit) => edit.anchor(),
            Deed::Draft { draft, .. } => Some(&draft.content.anchor),
            Deed::Revised { after, .. } => Some(&after.content.anchor),
        }
    }

    fn carry_out(&mut self, deed: &Deed, moment: Moment) {
        match deed {
            Deed::Note(edit) => {
                self.selected = Some((edit.id.clone(), true));
                self.write(edit, None, moment);
            }
            Deed::Draft { draft, kept: true } => self.keep_draft((**draft).clone()),
            Deed::Revised { after, .. } => self.keep_draft((**after).clone()),
            Deed::Draft { draft, kept: false } => {
                self.drafts.remove(&draft.id);
            }
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
        for note in self.notes.iter().cloned() {
            let mine = note.author.id == self.me.author.id;
            let draft = if mine { drafts.remove(&note.id) } else { None };
            leaves.push(Leaf::note(note, mine, draft));
        }
        leaves.extend(drafts.into_values().map(Leaf::draft));
        for leaf in &mut leaves {
            leaf.settle(&finder, before.remove(&leaf.key()));
        }
        leaves.sort_by_key(|leaf| leaf.resolution.found().map(|found| (found.paragraph, found.span.start)));
        self.leaves = leaves;
    }

    /// All entries as they will be once everything is saved.
    fn preview(&self) -> Ledger {
        self.ledger.with(&self.me, &self.changes)
    }

    fn count_in(&mut self) {
        self.notes = self.preview().notes();
    }

    fn note(&self, id: &NoteId) -> Option<Note> {
        self.notes.iter().find(|note| note.id == *id && note.author.id == self.me.author.id).cloned()
    }

    /// Turns an edit into a change that waits to be saved, over `parents` or else over the present versions.
    fn write(&mut self, edit: &Edit, parents: Option<Vec<Version>>, moment: Moment) {
        let parents = parents.unwrap_or_else(|| self.preview().heads(&edit.id, &self.me.author.id));
        self.changes.push(edit.change(parents, moment.now));
        self.count_in();
    }
}
