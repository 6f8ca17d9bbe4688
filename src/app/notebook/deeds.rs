//! What undo takes back. It never takes back more than was done: where the note or draft is not as the deed left it, because
//! another terminal changed it or the reader wrote on, it stays as it is.

use super::Notebook;
use crate::annotation::{Anchor, Content, Draft, Edit, History, NoteId, Reversible, Says};
use crate::app::Moment;
use crate::entity::{Fix, Named};

/// Type and tags.
pub(super) type Labels = (String, Vec<String>);

/// Something done in the pane that undo takes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    /// A note was written, changed or deleted, or something was said about one.
    Note(Box<Edit>),
    /// Several such at once.
    Together(Vec<Edit>),
    /// A draft was dropped.
    Dropped(Box<Draft>),
    /// A dropped draft was put back.
    Restored(Box<Draft>),
    /// A draft was given other type and tags.
    Classified { id: NoteId, anchor: Box<Anchor>, before: Labels, after: Labels },
}

impl Reversible for Deed {
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Note(edit) => Self::Note(Box::new(edit.inverse())),
            Self::Together(edits) => Self::Together(edits.iter().rev().map(Edit::inverse).collect()),
            Self::Dropped(draft) => Self::Restored(draft),
            Self::Restored(draft) => Self::Dropped(draft),
            Self::Classified { id, anchor, before, after } => {
                Self::Classified { id, anchor, before: after, after: before }
            }
        }
    }
}

impl Notebook {
    /// Undoes the last change to the notes; what was done, in words. `None` when there is nothing to undo.
    ///
    /// # Errors
    /// Why it stays: it is not as that change left it. The next undo takes back what was done before.
    pub fn undo(&mut self, moment: Moment) -> Option<Result<String, &'static str>> {
        if self.history.last().is_none() {
            self.remember();
        }
        let deed = self.history.undo()?;
        if let Err(why) = self.carry_out(&deed, moment) {
            self.history.forget_undone();
            return Some(Err(why));
        }
        Some(Ok(match &deed {
            Deed::Restored(_) => String::from("undone: the draft is back"),
            Deed::Dropped(_) => String::from("undone: the draft is gone again"),
            Deed::Classified { .. } => String::from("undone: the draft is as before"),
            Deed::Together(edits) => format!("undone: {} changes made together", edits.len()),
            Deed::Note(edit) => {
                let became = match (&edit.before, &edit.after) {
                    (_, None) => "gone again",
                    (None, _) => "back",
                    _ => "as before",
                };
                format!("undone: the {} is {became}", name(edit))
            }
        }))
    }

    /// Does again what was undone. `None` when there is nothing to redo.
    ///
    /// # Errors
    /// As for [`Notebook::undo`].
    pub fn redo(&mut self, moment: Moment) -> Option<Result<&'static str, &'static str>> {
        if self.history.is_empty() {
            self.remember();
        }
        let deed = self.history.redo()?;
        if let Err(why) = self.carry_out(&deed, moment) {
            self.history.forget_done();
            return Some(Err(why));
        }
        Some(Ok("done again"))
    }

    /// Notes down what is done.
    pub(super) fn record(&mut self, deed: Deed) {
        self.history.record(deed);
    }

    /// What the writer did in earlier sessions comes before what is done in this one. It is looked up when it is wanted.
    fn remember(&mut self) {
        if let Some(earlier) = self.earlier.take() {
            let edits = Edit::all(&earlier, &self.me).into_iter();
            self.history.follow(History::replay(edits.map(|edit| Deed::Note(Box::new(edit)))));
        }
    }

    /// Where the note is that undo would change.
    pub(in crate::app) fn next_undone(&mut self) -> Option<Anchor> {
        if self.history.last().is_none() {
            self.remember();
        }
        match self.history.last()? {
            Deed::Note(edit) => self.anchor_of(edit),
            Deed::Together(edits) => self.anchor_of(edits.first()?),
            Deed::Dropped(draft) | Deed::Restored(draft) => Some(draft.content.anchor.clone()),
            Deed::Classified { anchor, .. } => Some((**anchor).clone()),
        }
    }

    /// The entity that undo would no longer have ignored.
    pub(in crate::app) fn next_unignored(&mut self) -> Option<Named> {
        if self.history.last().is_none() {
            self.remember();
        }
        ignored_by(self.history.last()?)
    }

    /// The entity that redo would have ignored again.
    pub(in crate::app) fn next_ignored_again(&self) -> Option<Named> {
        ignored_by(self.history.last_undone()?)
    }

    /// Where a note stands that was changed, or about which something was said.
    fn anchor_of(&self, edit: &Edit) -> Option<Anchor> {
        let remark = edit.before.as_ref().or(edit.after.as_ref()).and_then(|content| content.remark.as_ref());
        match remark {
            Some(remark) => {
                let about = self.position(&self.review.root(&remark.on))?;
                self.leaves.get(about).map(|leaf| leaf.anchor.clone())
            }
            None => edit.anchor().cloned(),
        }
    }

    /// Carries out all edits, or none.
    fn carry_out_edits(&mut self, edits: &[Edit], moment: Moment) -> Result<(), &'static str> {
        if edits.iter().any(|edit| !is_same(self.said(&edit.id).as_ref(), edit.before.as_ref())) {
            return Err(
                "the note was changed elsewhere since then: it stays; u goes on with what was before",
            );
        }
        for edit in edits {
            let heads = self.preview.heads(&edit.id, &self.me.author.id);
            self.choose_edited(edit);
            self.write(edit, heads, moment);
        }
        Ok(())
    }

    fn carry_out(&mut self, deed: &Deed, moment: Moment) -> Result<(), &'static str> {
        match deed {
            Deed::Note(edit) => self.carry_out_edits(std::slice::from_ref(edit), moment)?,
            Deed::Together(edits) => self.carry_out_edits(edits, moment)?,
            Deed::Restored(draft) => match self.drafts.get(&draft.id) {
                Some(there) if there.content != draft.content => {
                    return Err("another draft of this note was begun since then: it stays");
                }
                _ => {
                    self.dropped.retain(|other| other.id != draft.id || other.content != draft.content);
                    self.keep_draft((**draft).clone());
                }
            },
            Deed::Dropped(draft) => match self.drafts.get(&draft.id) {
                Some(there) if there.content != draft.content => {
                    return Err("the draft was written on since then: it stays");
                }
                _ => {
                    self.drafts.remove(&draft.id);
                    self.put_away((**draft).clone());
                }
            },
            Deed::Classified { id, before, after, .. } => {
                let draft = self.drafts.get_mut(id).ok_or("the draft is no draft any longer: it stays")?;
                let content = &mut draft.content;
                if (&content.note_type, &content.tags) != (&before.0, &before.1) {
                    return Err("type and tags were changed since then: they stay");
                }
                (content.note_type, content.tags) = after.clone();
                draft.at = moment.now;
            }
        }
        Ok(())
    }
}

/// The entity that a deed has ignored.
fn ignored_by(deed: &Deed) -> Option<Named> {
    let Deed::Note(edit) = deed else { return None };
    let correction = edit.after.as_ref()?.correction.as_ref()?;
    (correction.fix == Fix::Ignore).then(|| correction.on.clone())
}

/// What an edit changed, in a word.
fn name(edit: &Edit) -> &'static str {
    let remark = edit.after.as_ref().or(edit.before.as_ref()).and_then(|content| content.remark.as_ref());
    let corrects =
        [&edit.after, &edit.before].into_iter().flatten().any(|content| content.correction.is_some());
    match remark.map(|remark| remark.says) {
        None if corrects => "correction",
        None => "note",
        Some(Says::Reply) => "reply",
        Some(Says::Verdict(_)) => "verdict",
        Some(Says::Suggestion | Says::Removal) => "suggestion",
        Some(Says::Resolution(_)) => "thread",
    }
}

/// Whether an annotation says what it said then. A version that was not saved when it was named has another name now.
fn is_same(now: Option<&Content>, then: Option<&Content>) -> bool {
    let mut now = now.cloned();
    if let Some(here) = now.as_mut().and_then(|content| content.remark.as_mut())
        && let Some(there) = then.and_then(|content| content.remark.as_ref())
        && there.on.ver.is_unsaved()
    {
        here.on.ver = there.on.ver.clone();
    }
    now.as_ref() == then
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Judgement, Target, Version};
    use crate::review::verdict;

    /// A verdict on a note that was not saved yet is the same verdict when it is: the note has got another name by then.
    #[test]
    fn what_is_about_an_unsaved_version_is_the_same_when_that_is_saved() {
        let on = |ver: &str| Target { ver: Version(ver.into()), ..Target::default() };
        let judged = |ver: &str| verdict("a-me", on(ver), Judgement::Accept, String::new()).1;
        assert!(is_same(Some(&judged("v1-aa")), Some(&judged("c1-bb"))));
        assert!(!is_same(Some(&judged("v1-aa")), Some(&judged("v1-bb"))));
        assert!(!is_same(None, Some(&judged("c1-bb"))));
        let rejected = verdict("a-me", on("v1-aa"), Judgement::Reject, String::new()).1;
        assert!(!is_same(Some(&rejected), Some(&judged("c1-bb"))));
    }
}
