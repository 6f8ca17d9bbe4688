//! Leaves for what is suggested, and the thread and standing of every leaf.

use std::collections::{BTreeMap, BTreeSet};

use super::{LeafKind, Review};
use crate::annotation::{Anchor, Content, Ledger, Note, Resolution, Version};
use crate::app::tagging::print;
use crate::app::{Leaf, LeafKey};
use crate::review::{Adrift, Item, Piece, Suggestion, Thread, wording};

/// Where the note of a thread stands, and how many leaves were made before it.
type Stand = (usize, Anchor, Resolution);

impl Review {
    /// Adds leaves for suggestions and for what is adrift, and puts every leaf that is about another beside it.
    pub(in crate::app) fn add_leaves(&self, leaves: &mut Vec<Leaf>, ledger: &Ledger, notes: &[Note]) {
        let note_of = |(id, author): &LeafKey| {
            notes.iter().find(|note| note.id == *id && note.author.id == *author).map(Note::united)
        };
        let mut made: BTreeSet<LeafKey> = leaves.iter().filter(|leaf| leaf.draft).map(Leaf::key).collect();
        let mut suggested: BTreeMap<LeafKey, Leaf> = BTreeMap::new();
        for (key, thread) in self.threads.all().filter(|(_, thread)| !thread.suggestions.is_empty()) {
            let note = note_of(key);
            for suggestion in &thread.suggestions {
                let made_from = || ledger.said(std::slice::from_ref(&suggestion.on.ver));
                let note = note.clone().or_else(made_from);
                let leaf = suggestion_leaf(suggestion, key, note.as_ref(), suggestion.author.id == self.me);
                suggested.insert(leaf.key(), leaf);
            }
        }
        // One that came as a version of the note itself was taken for a note so far.
        for leaf in leaves.iter_mut().filter(|leaf| !leaf.draft) {
            if let Some(suggestion) = suggested.remove(&leaf.key()) {
                *leaf = suggestion;
            }
        }
        suggested.retain(|key, _| made.insert(key.clone()));
        leaves.extend(suggested.into_values());
        leaves.extend(self.threads.adrift().iter().map(|adrift| self.adrift_leaf(adrift)));
        self.arrange(leaves);
    }

    /// Puts leaves in the order of the text, and what is about another leaf behind it, where that stands.
    fn arrange(&self, leaves: &mut Vec<Leaf>) {
        let notes = leaves.iter().enumerate().filter(|(_, leaf)| leaf.kind == LeafKind::Note);
        let mut stands: BTreeMap<LeafKey, Stand> = notes
            .map(|(order, leaf)| (leaf.key(), (order, leaf.anchor.clone(), leaf.resolution.clone())))
            .collect();
        let mut orders = Vec::with_capacity(leaves.len());
        // What is about a suggestion comes behind it: suggestions are settled first.
        let mut rounds: Vec<usize> = (0..leaves.len()).collect();
        rounds.sort_by_key(|index| matches!(leaves[*index].kind, LeafKind::Reply(_)));
        for index in rounds {
            let leaf = &mut leaves[index];
            let order = match &leaf.kind {
                LeafKind::Note => index,
                LeafKind::Adrift(_) => usize::MAX,
                LeafKind::Suggestion(about) | LeafKind::Removal(about) | LeafKind::Reply(about) => {
                    let (order, anchor, resolution) = stands.get(about).cloned().unwrap_or((
                        usize::MAX,
                        Anchor::whole(),
                        Resolution::Whole,
                    ));
                    (leaf.anchor, leaf.resolution) = (anchor.clone(), resolution.clone());
                    stands.insert(leaf.key(), (order, anchor, resolution));
                    order
                }
            };
            orders.push((index, order));
        }
        orders.sort_unstable();
        let place = |leaf: &Leaf| leaf.resolution.found().map(|found| (found.paragraph, found.span.start));
        let mut ordered: Vec<(usize, Leaf)> =
            orders.into_iter().map(|(_, order)| order).zip(std::mem::take(leaves)).collect();
        ordered.sort_by_key(|(order, leaf)| (place(leaf), *order));
        leaves.extend(ordered.into_iter().map(|(_, leaf)| leaf));
    }

    fn adrift_leaf(&self, adrift: &Adrift) -> Leaf {
        let mine = adrift.author.id == self.me;
        let mut leaf = Leaf::remark(adrift.id.clone(), &adrift.author, mine, &adrift.at);
        leaf.kind = LeafKind::Adrift(adrift.why);
        leaf.resolution = Resolution::Whole;
        let says = adrift.content.remark.as_ref().map_or("remark", |remark| remark.says.word());
        leaf.body =
            format!("{says}: {}", adrift.content.body.trim()).trim_end_matches([':', ' ']).to_string();
        leaf
    }

    /// Gives every leaf its thread, its standing with the reader, and whether it is new.
    pub(in crate::app) fn dress(&self, leaves: &mut [Leaf], ledger: &Ledger) {
        let items: BTreeMap<LeafKey, &Item> =
            self.queue.items.iter().map(|item| (item.target.key(), item)).collect();
        for leaf in leaves {
            let (id, author) = leaf.key();
            let thread = self.threads.on(&id, &author).filter(|_| !self.blind);
            leaf.item = items.get(&(id, author)).filter(|_| !self.blind).map(|item| (*item).clone());
            leaf.talk = thread.map(|thread| self.talk(thread)).unwrap_or_default();
            let said = thread.is_some_and(|thread| self.is_new(ledger, &versions_in(thread)));
            // What has been judged has been looked at.
            let judged = leaf.item.as_ref().is_some_and(|item| item.standing.is_done());
            leaf.is_new = said || !judged && self.is_new(ledger, leaf.heads());
        }
    }
}

/// The current versions of what was said in a thread, but for suggestions: those are leaves of their own.
fn versions_in(thread: &Thread) -> Vec<Version> {
    let replies = thread.replies.iter().flat_map(|reply| reply.heads.clone());
    replies.chain(thread.verdicts.iter().map(|given| given.held.clone())).collect()
}

/// A suggestion as a leaf: it shows what it would change.
fn suggestion_leaf(suggestion: &Suggestion, about: &LeafKey, note: Option<&Content>, mine: bool) -> Leaf {
    let mut leaf = Leaf::remark(suggestion.id.clone(), &suggestion.author, mine, &suggestion.at);
    let heads = suggestion.heads.clone();
    leaf.became = match (suggestion.taken, suggestion.outdated) {
        (true, _) => "taken over",
        (false, true) => "made from an earlier text",
        (false, false) => "",
    };
    let old = note.map(|note| note.body.trim_end()).unwrap_or_default();
    match &suggestion.content {
        Some(content) => {
            leaf.kind = LeafKind::Suggestion(about.clone());
            let new = content.body.trim_end();
            if suggestion.taken {
                leaf.set_wording(heads, &[Piece::Kept(new.to_string())]);
                return leaf;
            }
            let mut pieces = wording(old, new);
            let labels = |content: &Content| print(&content.note_type, &content.tags);
            let (before, after) = (note.map(labels).unwrap_or_default(), labels(content));
            if before != after {
                pieces.extend([
                    Piece::Kept(String::from("\ntype and tags: ")),
                    Piece::Removed(before),
                    Piece::Added(after),
                ]);
            }
            if note.is_some_and(|note| note.anchor != content.anchor) {
                pieces.push(Piece::Added(format!("\n(at «{}»)", content.anchor.exact)));
            }
            leaf.set_wording(heads, &pieces);
        }
        None => {
            leaf.kind = LeafKind::Removal(about.clone());
            let mut pieces = vec![Piece::Removed(old.to_string())];
            if !suggestion.reason.trim().is_empty() {
                pieces.push(Piece::Kept(format!("\nbecause: {}", suggestion.reason.trim())));
            }
            leaf.set_wording(heads, &pieces);
        }
    }
    leaf
}
