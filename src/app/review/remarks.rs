//! What the reader says about a note: replies, suggestions, whether its thread is settled.

use super::{LeafKind, Notebook};
use crate::annotation::{Content, Draft, Edit, Judgement, NoteId, Says, Target};
use crate::app::{Leaf, Moment};
use crate::review::{reply, resolution, suggestion, suggestion_id};

impl Notebook {
    /// Begins a reply in the thread of a leaf, or goes on with one that was begun. It answers the last word of another.
    ///
    /// # Errors
    /// Why there is nothing to reply to.
    pub(super) fn reply_draft(&self, leaf: usize, moment: Moment) -> Result<Draft, &'static str> {
        let leaf = self.leaves().get(leaf).ok_or("no note here; ]n goes to the next")?;
        if leaf.heads().is_empty() {
            return Err("nothing is said yet that could be answered; i edits the draft");
        }
        let in_thread = |other: &&Leaf| other.kind == LeafKind::Reply(leaf.key());
        if let Some(begun) =
            self.leaves().iter().find(in_thread).and_then(|begun| self.resume(&begun.id, moment))
        {
            return Ok(begun);
        }
        let thread = self.review().threads().on(&leaf.id, &leaf.author_id);
        let last = thread.and_then(|thread| {
            thread.replies.iter().rev().find(|reply| reply.author.id != self.me().author.id)
        });
        let id = NoteId::mint(moment.now.as_millisecond().unsigned_abs(), moment.random);
        let on = last.map_or_else(|| leaf.target(), Target::from);
        let content = reply(on, String::new());
        Ok(Draft { id, parents: Vec::new(), content, at: moment.now, dropped: false })
    }

    /// Begins a suggestion for a colleague's note, or goes on with the one that was made.
    ///
    /// # Errors
    /// When it is no note.
    pub(in crate::app) fn suggest(&self, leaf: &Leaf, moment: Moment) -> Result<Draft, &'static str> {
        match &leaf.kind {
            LeafKind::Note => {}
            LeafKind::Correction => {
                return Err("a takes this correction over, x does not; among the entities you make your own");
            }
            LeafKind::Adrift(_) => return Err("what this is about is not here, so it cannot be changed"),
            _ if leaf.item.is_some() => {
                return Err("a suggestion: a takes it over, E with changes, x rejects it, r answers");
            }
            _ => return Err("a suggestion to somebody else; r answers it"),
        }
        let on = leaf.target();
        let id = suggestion_id(&self.me().author.id, &on);
        let begun = self.resume(&id, moment);
        if let Some(draft) = begun.filter(|draft| {
            draft.content.remark.as_ref().is_some_and(|remark| remark.says == Says::Suggestion)
        }) {
            return Ok(draft);
        }
        let content = self.note_content(&on).ok_or("this note is gone")?;
        let parents = self.heads_of(&id);
        Ok(Draft { id, parents, content: suggestion(on, Some(content)), at: moment.now, dropped: false })
    }

    /// Suggests to delete a colleague's note.
    ///
    /// # Errors
    /// When it is no note, or that was suggested before.
    pub(in crate::app) fn suggest_removal(
        &mut self,
        leaf: Leaf,
        moment: Moment,
    ) -> Result<&'static str, &'static str> {
        if !leaf.is_note() {
            return Err("only its author takes that back; x rejects a suggestion to you");
        }
        let on = leaf.target();
        let id = suggestion_id(&self.me().author.id, &on);
        let (before, after) = (self.said(&id), Some(suggestion(on, None)));
        if before == after {
            return Err("you have suggested that already");
        }
        let edit = self.over_heads(Edit { id, before, after });
        self.change_all(vec![edit], moment);
        Ok("suggested to its author to delete it: it stays until they do; u takes that back")
    }

    /// Settles the thread of a leaf, or opens it again. What was done, in words.
    ///
    /// # Errors
    /// When there is nothing that could be settled.
    pub(super) fn resolve(&mut self, leaf: usize, moment: Moment) -> Result<&'static str, &'static str> {
        let leaf = self.leaves().get(leaf).ok_or("no note here; ]n goes to the next")?;
        if leaf.heads().is_empty() {
            return Err("this is no note yet: nothing is there to be settled");
        }
        // A suggestion is part of the thread of its note.
        let note = leaf.kind.about().and_then(|about| self.leaves().get(self.position(about)?));
        let leaf = note.unwrap_or(leaf);
        let resolved = !leaf.talk().is_resolved();
        let (id, content) = resolution(&self.me().author.id, leaf.target(), resolved);
        let edit = Edit { before: self.said(&id), id, after: Some(content) };
        let edit = self.over_heads(edit);
        self.change_all(vec![edit], moment);
        Ok(if resolved { "thread resolved; R reopens it, za shows it" } else { "thread reopened" })
    }

    /// Saves a draft that is about a note. What was done, in words.
    ///
    /// # Errors
    /// When the text is empty and so suggests nothing; the draft stays then.
    pub(in crate::app) fn save_remark(&mut self, draft: Draft, moment: Moment) -> Result<String, String> {
        let Draft { id, mut content, parents, .. } = draft;
        let Some(remark) = content.remark.clone() else { return Err(String::from("this is about no note")) };
        let name = self.author_name(&remark.on.author);
        let is_empty = content.body.trim().is_empty();
        let before = self.said(&id);
        if remark.says != Says::Suggestion {
            self.drop_draft(&id);
            if is_empty {
                return Ok(String::from("nothing to save: the reply is empty"));
            }
            self.change_all(vec![(Edit { id, before, after: Some(content) }, parents)], moment);
            return Ok(format!("replied to {name}"));
        }
        if is_empty {
            return Err(String::from(
                "an empty text suggests nothing; Esc, then dd suggests to delete the note",
            ));
        }
        self.drop_draft(&id);
        // What a suggestion takes over while it is written is the note that is accepted with it.
        let accepts = !std::mem::take(&mut content.accepts).is_empty();
        let verdict = accepts.then(|| self.verdict_on(remark.on.clone(), Judgement::Accept, "")).flatten();
        let verdict = verdict.map(|verdict| self.over_heads(verdict));
        let same = self.note_content(&remark.on).is_some_and(|note| {
            Content { remark: None, accepts: Vec::new(), ..content.clone() }
                == Content { accepts: Vec::new(), ..note }
        });
        let edit = (!same).then_some((Edit { id, before, after: Some(content) }, parents));
        let done = match (edit.is_some(), accepts) {
            (true, true) => format!("accepted, with your changes as a suggestion to {name}"),
            (true, false) => {
                format!("suggested to {name}: their note stays as it is until they take that over")
            }
            (false, true) => format!("accepted as {name} wrote it: you changed nothing"),
            (false, false) => String::from("nothing suggested: the text is as it was"),
        };
        self.change_all(edit.into_iter().chain(verdict).collect(), moment);
        Ok(done)
    }

    /// The name of an author; of the reader too.
    pub(in crate::app) fn author_name(&self, id: &str) -> String {
        match self.review().authors().get(id) {
            Some(byline) => byline.name.clone(),
            None => String::from("yourself"),
        }
    }
}
