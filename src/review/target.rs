//! The contents of what a reader says about an annotation, ready to become a change.

use super::{Reply, Suggestion};
use crate::annotation::{Anchor, Content, Judgement, Note, NoteId, Remark, Says, Target};

impl From<&Note> for Target {
    fn from(note: &Note) -> Self {
        let ver = note.heads.first().cloned().unwrap_or_default();
        Self { id: note.id.clone(), author: note.author.id.clone(), ver }
    }
}

impl From<&Suggestion> for Target {
    fn from(suggestion: &Suggestion) -> Self {
        let ver = suggestion.heads.first().cloned().unwrap_or_default();
        Self { id: suggestion.id.clone(), author: suggestion.author.id.clone(), ver }
    }
}

impl From<&Reply> for Target {
    fn from(reply: &Reply) -> Self {
        let ver = reply.heads.first().cloned().unwrap_or_default();
        Self { id: reply.id.clone(), author: reply.author.id.clone(), ver }
    }
}

/// An answer. It stands where its object stands, so it has no place of its own.
pub fn reply(on: Target, body: String) -> Content {
    said(on, Says::Reply, body)
}

/// `author`'s verdict with its reason, and the id it always has: judging again replaces it.
pub fn verdict(author: &str, on: Target, judgement: Judgement, reason: String) -> (NoteId, Content) {
    (NoteId::derived(author, &on, "verdict"), said(on, Says::Verdict(judgement), reason))
}

/// Whether a verdict says what another does. One without a reason leaves the reason that was given before.
pub fn is_judged_so(was: &Content, verdict: &Content) -> bool {
    was.remark == verdict.remark && (verdict.body.is_empty() || was.body == verdict.body)
}

/// The id under which `author` suggests something about an annotation: once for each.
pub fn suggestion_id(author: &str, on: &Target) -> NoteId {
    NoteId::derived(author, on, "suggestion")
}

/// `author`'s word on whether a thread is settled, and the id it always has.
pub fn resolution(author: &str, on: Target, resolved: bool) -> (NoteId, Content) {
    (NoteId::derived(author, &on, "resolution"), said(on, Says::Resolution(resolved), String::new()))
}

/// What a note of somebody else should say instead; `None` that it should go.
pub fn suggestion(on: Target, instead: Option<Content>) -> Content {
    match instead {
        Some(content) => {
            Content { remark: Some(Remark { on, says: Says::Suggestion }), accepts: Vec::new(), ..content }
        }
        None => said(on, Says::Removal, String::new()),
    }
}

fn said(on: Target, says: Says, body: String) -> Content {
    Content { anchor: Anchor::default(), body, remark: Some(Remark { on, says }), ..Content::default() }
}
