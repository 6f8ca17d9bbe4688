//! What the reader decides about an item: each decision is an edit that undo takes back.

use super::Notebook;
use crate::annotation::{Content, Draft, Edit, Judgement, Note, Target};
use crate::app::{Leaf, Moment};
use crate::review::{Item, Kind, Standing, is_judged_so, verdict};

/// How a suggestion is kept from being taken over unseen.
const HAS_DRAFT: &str = "you have a draft of that note: save it (i, ^S) or drop it (dd) first";

impl Notebook {
    /// The edit that judges an item. Accepting a suggestion for an own note takes it over; all else is a verdict.
    ///
    /// # Errors
    /// Why it changes nothing.
    fn judging(&self, item: &Item, judgement: Judgement, reason: &str) -> Result<Edit, &'static str> {
        if let (Judgement::Accept, Kind::Suggestion | Kind::Removal) = (judgement, item.kind) {
            let accepted = Standing::Judged(Judgement::Accept);
            return if item.standing == accepted {
                Err("you have taken it over already")
            } else {
                self.taking_over(item)
            };
        }
        if (judgement, item.kind) == (Judgement::Accept, Kind::Correction) {
            return self.correcting(item);
        }
        self.verdict_on(item.target.clone(), judgement, reason).ok_or("judged so already")
    }

    /// The edit that makes a colleague's correction the reader's own.
    fn correcting(&self, item: &Item) -> Result<Edit, &'static str> {
        let is_it = |note: &&Note| note.id == item.target.id && note.author.id == item.target.author;
        let note = self.corrections().iter().find(is_it).ok_or("the correction is gone")?;
        let id = note.own_correction(&self.me().author.id).ok_or("the correction is gone")?;
        let (before, after) = (self.said(&id), note.as_correction());
        if before.as_ref() == Some(&after) {
            return Err("you have put it right so already");
        }
        Ok(Edit { id, before, after: Some(after) })
    }

    /// The edit that makes a suggestion the new version of the own note that it is about.
    fn taking_over(&self, item: &Item) -> Result<Edit, &'static str> {
        let id = item.note.0.clone();
        if self.has_draft(&id) {
            return Err(HAS_DRAFT);
        }
        let before = self.said(&id).ok_or("the note is gone")?;
        let after = match item.kind {
            Kind::Removal => None,
            Kind::Note | Kind::Suggestion | Kind::Correction => Some(self.with_suggestion(item, &before)?),
        };
        Ok(Edit { id, before: Some(before), after })
    }

    /// What an own note says with a suggestion taken over.
    fn with_suggestion(&self, item: &Item, note: &Content) -> Result<Content, &'static str> {
        let suggested = self.review().threads().suggestion(item);
        suggested.and_then(|suggested| suggested.taken_into(note)).ok_or("the suggestion is gone")
    }

    /// Judges what a leaf shows.
    ///
    /// # Errors
    /// Why nothing was done.
    pub(super) fn judge(
        &mut self,
        leaf: usize,
        judgement: Judgement,
        reason: &str,
        moment: Moment,
    ) -> Result<(), &'static str> {
        let item = self
            .leaves()
            .get(leaf)
            .and_then(|leaf| leaf.item.clone())
            .ok_or("nothing to judge here; ]r goes to the next item")?;
        let edit = self.judging(&item, judgement, reason)?;
        let edit = self.over_heads(edit);
        self.change_all(vec![edit], moment);
        Ok(())
    }

    /// Accepts those of the leaves that await a verdict and can be accepted unseen: how many, and which were left because
    /// they conflict, had been judged before they changed, or would delete a note.
    pub(super) fn accept_all(&mut self, leaves: &[usize], moment: Moment) -> (usize, Vec<usize>) {
        let pending = |leaf: &&usize| {
            let item = self.leaves().get(**leaf).and_then(|leaf| leaf.item.as_ref());
            item.is_some_and(|item| !item.standing.is_done())
        };
        let pending: Vec<usize> = leaves.iter().filter(pending).copied().collect();
        let (mut edits, mut left) = (Vec::new(), Vec::new());
        for leaf in pending {
            let item = self.leaves().get(leaf).and_then(|leaf| leaf.item.as_ref());
            let plain = item.filter(|item| {
                !item.conflicts && item.standing == Standing::Open && item.kind != Kind::Removal
            });
            match plain.map(|item| self.judging(item, Judgement::Accept, "")) {
                Some(Ok(edit)) => edits.push(self.over_heads(edit)),
                _ => left.push(leaf),
            }
        }
        let count = edits.len();
        self.change_all(edits, moment);
        (count, left)
    }

    /// A draft of what the reader would accept: of a suggestion for an own note, the note with it; of another's note, a
    /// suggestion that is accepted when it is saved.
    ///
    /// # Errors
    /// Why there is nothing to edit.
    pub(super) fn accepting_draft(&self, leaf: usize, moment: Moment) -> Result<Draft, &'static str> {
        let leaf = self.leaves().get(leaf).ok_or("nothing to judge here; ]r goes to the next item")?;
        let item = leaf.item.as_ref().ok_or("nothing to judge here; ]r goes to the next item")?;
        match item.kind {
            Kind::Note => {
                let mut draft = self.suggest(leaf, moment)?;
                draft.content.accepts = vec![item.target.ver.clone()];
                Ok(draft)
            }
            Kind::Correction => Err("there is no text to edit: a takes the correction over, x does not"),
            Kind::Removal => Err("there is no text to edit: a deletes the note, x keeps it"),
            Kind::Suggestion if self.has_draft(&item.note.0) => Err(HAS_DRAFT),
            Kind::Suggestion => {
                let draft = self.resume(&item.note.0, moment).ok_or("the note is gone")?;
                let content = self.with_suggestion(item, &draft.content)?;
                Ok(Draft { content, ..draft })
            }
        }
    }

    /// The verdict of the reader on a version, as an edit; `None` when that is the verdict already.
    pub(super) fn verdict_on(&self, on: Target, judgement: Judgement, reason: &str) -> Option<Edit> {
        let (id, content) = verdict(&self.me().author.id, on, judgement, reason.trim().to_owned());
        let before = self.said(&id);
        let is_new =
            !(self.versions(&id) == 1 && before.as_ref().is_some_and(|was| is_judged_so(was, &content)));
        is_new.then_some(Edit { id, before, after: Some(content) })
    }
}

impl Leaf {
    /// The version that a verdict or a reply would be about.
    pub(super) fn target(&self) -> Target {
        let ver = self.heads().first().cloned().unwrap_or_default();
        Target { id: self.id.clone(), author: self.author_id.clone(), ver }
    }
}
