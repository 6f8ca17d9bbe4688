//! Drafts, and what makes them notes; notes changed and deleted.

use super::deeds::Deed;
use super::{Notebook, Own};
use crate::annotation::{Anchor, BODY_MAX, Content, Draft, Edit, NoteId, Version};
use crate::app::{LeafKey, Moment};

/// Why a note of several versions cannot be changed but by its text.
const UNSETTLED: &str = "this note has several versions: i takes up all of them, ^S settles them";

/// Most dropped drafts that are kept.
const DROPPED: usize = 20;

impl Notebook {
    /// Begins a draft at a place.
    pub fn begin(&self, anchor: Anchor, moment: Moment) -> Draft {
        Draft {
            id: NoteId::mint(moment.now.as_millisecond().unsigned_abs(), moment.random),
            parents: Vec::new(),
            content: Content { anchor, ..Content::default() },
            at: moment.now,
            dropped: false,
        }
    }

    /// Takes a leaf up for editing: its draft if it has one. What is written of a colleague's note is a suggestion to them.
    pub fn take_up(&self, leaf: usize, moment: Moment) -> Result<Draft, &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here; a writes one")?;
        if leaf.author.is_some() {
            return self.suggest(leaf, moment);
        }
        if leaf.kind.is_removal() {
            return Err("this suggests to delete the note: dd takes it back");
        }
        self.resume(&leaf.id, moment).ok_or("this note is gone")
    }

    /// The draft of an own annotation, or a new one that says what it says.
    pub(in crate::app) fn resume(&self, id: &NoteId, moment: Moment) -> Option<Draft> {
        if let Some(draft) = self.drafts.get(id) {
            return Some(draft.clone());
        }
        let own = self.own(id)?;
        let (id, parents) = (id.clone(), own.heads);
        Some(Draft { content: own.content, id, parents, at: moment.now, dropped: false })
    }

    /// Keeps a draft as it is now; an empty one that would become a new note is dropped.
    pub fn keep_draft(&mut self, draft: Draft) {
        if draft.content.body.trim().is_empty() && draft.parents.is_empty() {
            self.drafts.remove(&draft.id);
        } else {
            self.drafts.insert(draft.id.clone(), draft);
        }
    }

    /// Keeps a draft that was dropped, for undo in a later session too.
    pub(super) fn put_away(&mut self, draft: Draft) {
        self.dropped.push(Draft { dropped: true, ..draft });
        let extra = self.dropped.len().saturating_sub(DROPPED);
        self.dropped.drain(..extra);
    }

    /// Closes a draft without saving it: kept, unless it says nothing else than what it began with.
    pub fn close_draft(&mut self, draft: Draft) {
        if self.is_untouched(&draft) {
            self.drafts.remove(&draft.id);
        } else {
            self.keep_draft(draft);
        }
    }

    /// Whether a draft says what the note said when it was taken up, whatever the note says now.
    fn is_untouched(&self, draft: &Draft) -> bool {
        self.preview.said(&draft.parents).is_some_and(|said| said == draft.content)
    }

    /// Makes a draft a note; an emptied one deletes its note. What was done, in words.
    ///
    /// # Errors
    /// When the text is too long for a note; nothing is changed then.
    pub fn save_draft(&mut self, draft: Draft, moment: Moment) -> Result<String, String> {
        let length = draft.content.body.len();
        if length > BODY_MAX {
            return Err(format!(
                "a note holds {} KiB, this text {}; shorten it",
                BODY_MAX >> 10,
                length >> 10
            ));
        }
        if draft.content.remark.is_some() {
            return self.save_remark(draft, moment);
        }
        self.drafts.remove(&draft.id);
        let settles = draft.parents.len() > 1 && self.versions(&draft.id) > 1;
        let is_nothing = draft.parents.is_empty() && draft.content.body.trim().is_empty();
        if is_nothing || self.is_untouched(&draft) && !settles {
            return Ok(String::from("nothing to save: the note is empty or unchanged"));
        }
        let before = self.said(&draft.id);
        let after = Some(draft.content).filter(|content| !content.body.trim().is_empty());
        let done =
            if after.is_some() { "note saved" } else { "the emptied note is deleted; u brings it back" };
        // The versions that the writer saw when the draft began: what came since stays visible beside it.
        self.change(Edit { id: draft.id, before, after }, draft.parents, moment);
        Ok(String::from(done))
    }

    /// Carries an edit out over `parents`, so that undo takes it back.
    fn change(&mut self, edit: Edit, parents: Vec<Version>, moment: Moment) {
        self.record(Deed::Note(Box::new(edit.clone())));
        self.choose_edited(&edit);
        self.write(&edit, parents, moment);
    }

    /// Carries edits of different annotations out, each over its parents; undo takes them back together.
    pub(in crate::app) fn change_all(&mut self, mut edits: Vec<(Edit, Vec<Version>)>, moment: Moment) {
        if edits.len() == 1 {
            let (edit, parents) = edits.swap_remove(0);
            return self.change(edit, parents, moment);
        }
        if edits.is_empty() {
            return;
        }
        self.record(Deed::Together(edits.iter().map(|(edit, _)| edit.clone()).collect()));
        for (edit, parents) in edits {
            self.choose_edited(&edit);
            self.write(&edit, parents, moment);
        }
    }

    /// An edit over the present versions of what it changes.
    pub(in crate::app) fn over_heads(&self, edit: Edit) -> (Edit, Vec<Version>) {
        let heads = self.heads_of(&edit.id);
        (edit, heads)
    }

    /// The own note with that id, if it has one version only: nothing but its text settles several.
    fn in_one_version(&self, id: &NoteId) -> Result<Own, &'static str> {
        let own = self.own(id).ok_or("this note is gone")?;
        match own.content.remark {
            Some(_) => Err("what is about a note stands where that stands, without type and tags of its own"),
            None if own.versions > 1 => Err(UNSETTLED),
            None => Ok(own),
        }
    }

    /// Gives an own note another type and other tags: its draft, where there is one. What was done, in words.
    pub fn classify(
        &mut self,
        (id, author): &LeafKey,
        (note_type, tags): (String, Vec<String>),
        moment: Moment,
    ) -> Result<&'static str, &'static str> {
        if *author != self.me.author.id {
            return Err("a colleague's note keeps its type and tags; i suggests another text");
        }
        if let Some(draft) = self.drafts.get_mut(id) {
            let content = &mut draft.content;
            let before = (content.note_type.clone(), content.tags.clone());
            let after = (note_type, tags);
            (content.note_type, content.tags) = after.clone();
            draft.at = moment.now;
            let anchor = Box::new(content.anchor.clone());
            self.record(Deed::Classified { id: id.clone(), anchor, before, after });
            return Ok("type and tags set; ^S in the editor saves them with the draft");
        }
        let own = self.in_one_version(id)?;
        let after = Content { note_type, tags, ..own.content.clone() };
        if after == own.content {
            return Ok("type and tags are as before");
        }
        let edit = Edit { id: id.clone(), before: Some(own.content), after: Some(after) };
        self.change(edit, own.heads, moment);
        Ok("type and tags saved")
    }

    /// Deletes what a leaf shows: its draft first, so that no text goes unseen; else the note.
    pub fn delete(&mut self, leaf: usize, moment: Moment) -> Result<&'static str, &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here; ]n goes to the next")?;
        if leaf.author.is_some() {
            return self.suggest_removal(leaf.clone(), moment);
        }
        let (id, is_note) = (leaf.id.clone(), leaf.is_note());
        if let Some(draft) = self.drafts.remove(&id) {
            self.put_away(Draft { at: moment.now, ..draft.clone() });
            self.record(Deed::Dropped(Box::new(draft)));
            return Ok("draft dropped; u brings it back");
        }
        let own = self.own(&id).ok_or("this note is gone")?;
        self.change(Edit { id, before: Some(own.content), after: None }, own.heads, moment);
        Ok(if is_note { "note deleted; u brings it back" } else { "suggestion taken back; u brings it back" })
    }

    /// Gives a note another place, in a new version; fields that a newer program has kept in its anchor stay.
    ///
    /// # Errors
    /// Why it cannot be: a colleague's note, a draft, or several versions.
    pub fn reanchor(&mut self, leaf: usize, anchor: Anchor, moment: Moment) -> Result<(), &'static str> {
        let leaf = self.leaves.get(leaf).ok_or("no note here; ]n goes to the next")?;
        if leaf.author.is_some() {
            return Err("a colleague's note stays where they put it");
        }
        if leaf.draft {
            return Err("save the draft first: i goes on with it, ^S saves");
        }
        let (id, own) = (leaf.id.clone(), self.in_one_version(&leaf.id)?);
        let (entity, extra) = (own.content.anchor.entity.clone(), own.content.anchor.extra.clone());
        let content = Content { anchor: Anchor { entity, extra, ..anchor }, ..own.content.clone() };
        let edit = Edit { id, before: Some(own.content), after: Some(content) };
        self.change(edit, own.heads, moment);
        Ok(())
    }
}
