//! Drafts, and what makes them notes; notes changed and deleted.

use super::Notebook;
use super::deeds::Deed;
use crate::annotation::{Anchor, BODY_MAX, Content, Draft, Edit, NoteId};
use crate::app::{LeafKey, Moment};

impl Notebook {
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
        Ok(Draft { content: note.united(), id: note.id, parents: note.heads, at: moment.now })
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
        if self.note(&draft.id).is_some_and(|note| note.united() == draft.content) {
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
}
