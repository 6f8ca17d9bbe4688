//! The leaves of the pane: made anew from notes and drafts, folded and unfolded.

use super::earlier::Earlier;
use super::{Notebook, count};
use crate::annotation::{Content, Finder, Says};
use crate::app::Leaf;
use crate::app::review::LeafKind;
use crate::cable::Cable;

impl Notebook {
    /// Whether the text of a leaf is shown whole: unfolded by hand, or chosen and not folded by hand.
    pub(in crate::app) fn is_open(&self, leaf: &Leaf, chosen: bool) -> bool {
        let by_hand = self.is_folded_by_hand(leaf);
        if leaf.talk().is_resolved() { by_hand || chosen } else { by_hand != chosen }
    }

    /// The same of its thread: one that is settled is opened by hand only.
    pub(in crate::app) fn is_thread_open(&self, leaf: &Leaf, chosen: bool) -> bool {
        let by_hand = self.is_folded_by_hand(leaf);
        if leaf.talk().is_resolved() { by_hand } else { by_hand != chosen }
    }

    fn is_folded_by_hand(&self, leaf: &Leaf) -> bool {
        // Asked of thousands with every frame, and mostly none is.
        !self.unfolded.is_empty() && self.unfolded.contains(&leaf.key())
    }

    /// Folds or unfolds a leaf.
    pub fn toggle_fold(&mut self, leaf: usize) {
        if let Some(key) = self.leaves.get(leaf).map(Leaf::key)
            && !self.unfolded.remove(&key)
        {
            self.unfolded.insert(key);
        }
    }

    /// Brings the leaves up to date with the notes and drafts.
    pub fn rebuild(&mut self, cable: &Cable) {
        let finder = Finder::new(cable);
        let mut before = Earlier::of(std::mem::take(&mut self.leaves));
        let mut drafts = self.drafts.clone();
        let mut leaves: Vec<Leaf> = Vec::with_capacity(self.notes.len() + drafts.len());
        for note in &self.notes {
            let mine = note.author.id == self.me.author.id;
            let draft = if mine { drafts.remove(&note.id) } else { None };
            let was = before.take(&note.id, &note.author.id);
            leaves.push(match was {
                // Of thousands of notes all but one are as they were.
                Some(leaf) if draft.is_none() && leaf.shows(note) => leaf,
                was => Leaf::note(note.clone(), mine, draft).placed(&finder, was),
            });
        }
        leaves.extend(drafts.into_values().map(|draft| {
            let kind = self.kind_of(&draft.content);
            let mut leaf = Leaf::draft(draft, &self.me.author);
            leaf.kind = kind;
            let was = before.take(&leaf.id, &leaf.author_id);
            leaf.placed(&finder, was)
        }));
        self.review.add_leaves(&mut leaves, &self.preview, (&self.notes, &self.corrections), &finder);
        self.review.dress(&mut leaves, &self.preview);
        let (before, notes) = (leaves.len(), count(&leaves));
        self.review.sift(&mut leaves);
        // How much is hidden is itself something that a blind reader is not to know.
        let is_blind = self.review.is_blind();
        self.sifted = if is_blind { 0 } else { before - leaves.len() };
        self.known = if is_blind { count(&leaves) } else { notes };
        self.leaves = leaves;
    }

    /// What a draft is.
    fn kind_of(&self, content: &Content) -> LeafKind {
        let Some(remark) = &content.remark else { return LeafKind::Note };
        match remark.says {
            Says::Suggestion => LeafKind::Suggestion(remark.on.key()),
            Says::Removal => LeafKind::Removal(remark.on.key()),
            Says::Reply | Says::Verdict(_) | Says::Resolution(_) => {
                LeafKind::Reply(self.review.root(&remark.on))
            }
        }
    }
}
