//! Leaves for what is suggested, and the thread and standing of every leaf.

use std::collections::{BTreeMap, BTreeSet};

use super::{LeafKind, Review, Talk};
use crate::annotation::{Anchor, Content, Finder, Ledger, Note, NoteId, Resolution, Says, Version};
use crate::app::tagging::print;
use crate::app::{Leaf, LeafKey};
use crate::review::{Adrift, Item, Piece, Suggestion, Thread, Why, wording};

/// Where the note of a thread stands, and how many leaves were made before it.
type Stand = (usize, Anchor, Resolution);

impl Review {
    /// Adds leaves for suggestions and for what is adrift, and puts every leaf that is about another beside it.
    pub(in crate::app) fn add_leaves(
        &self,
        leaves: &mut Vec<Leaf>,
        ledger: &Ledger,
        (notes, corrections): (&[Note], &[Note]),
        finder: &Finder<'_>,
    ) {
        let mut suggested = self.suggestion_leaves(ledger, notes);
        // One that came as a version of the note itself was taken for a note so far; a draft stands for what it changes.
        for leaf in leaves.iter_mut() {
            if let Some((_, suggestion)) = suggested.remove(&leaf.key())
                && !leaf.draft
            {
                *leaf = suggestion;
            }
        }
        let mut suggested: Vec<(usize, Leaf)> = suggested.into_values().collect();
        suggested.sort_by_key(|(age, _)| *age);
        leaves.extend(suggested.into_iter().map(|(_, leaf)| leaf));
        // What was written as another's version of a note is a note when that is gone.
        let there: BTreeSet<LeafKey> = match self.threads.adrift() {
            [] => BTreeSet::new(),
            _ => leaves.iter().map(Leaf::key).collect(),
        };
        // Who suggested to delete what is deleted has nothing more to say.
        let is_done = |adrift: &&Adrift| {
            let says = adrift.content.remark.as_ref().map(|remark| remark.says);
            adrift.why == Why::Deleted && says == Some(Says::Removal)
        };
        let adrift = self.threads.adrift().iter().filter(|adrift| !is_done(adrift));
        let adrift = adrift.map(|adrift| self.adrift_leaf(adrift));
        leaves.extend(adrift.filter(|leaf| !there.contains(&leaf.key())));
        // Of those the reader has made themselves the entities tell.
        if !self.authors.is_empty() {
            let theirs = corrections.iter().filter(|note| note.author.id != self.me);
            leaves.extend(theirs.map(|note| correction_leaf(note.clone(), finder)));
        }
        arrange(leaves);
    }

    /// Every suggestion as a leaf, with its place among those of its note by age.
    fn suggestion_leaves(&self, ledger: &Ledger, notes: &[Note]) -> BTreeMap<LeafKey, (usize, Leaf)> {
        let about = || self.threads.all().filter(|(_, thread)| !thread.suggestions.is_empty());
        let wanted: BTreeSet<(&NoteId, &String)> = about().map(|((id, author), _)| (id, author)).collect();
        let notes = notes.iter().filter(|note| wanted.contains(&(&note.id, &note.author.id)));
        let said: BTreeMap<(&NoteId, &String), Content> =
            notes.map(|note| ((&note.id, &note.author.id), note.united())).collect();
        let mut leaves = BTreeMap::new();
        for (key, thread) in about() {
            let note = said.get(&(&key.0, &key.1));
            for (age, suggestion) in thread.suggestions.iter().enumerate() {
                // Of what is no note itself, the version that it was made from.
                let made_from = || ledger.said(std::slice::from_ref(&suggestion.on.ver));
                let note = note.cloned().or_else(made_from);
                let leaf = suggestion_leaf(suggestion, key, note.as_ref(), suggestion.author.id == self.me);
                leaves.insert(leaf.key(), (age, leaf));
            }
        }
        leaves
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
        // Of the thousands of notes of one who works alone nothing need be looked up.
        let alone = self.reached.is_empty() && self.threads.all().next().is_none();
        for leaf in leaves {
            if alone {
                (leaf.item, leaf.talk, leaf.is_new) = (None, Talk::default(), false);
                continue;
            }
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

/// Puts leaves in the order of the text, and what is about another leaf behind it, where that stands.
fn arrange(leaves: &mut Vec<Leaf>) {
    let wanted: BTreeSet<LeafKey> = leaves.iter().filter_map(|leaf| leaf.kind.about().cloned()).collect();
    let notes = leaves
        .iter()
        .enumerate()
        .filter(|(_, leaf)| !wanted.is_empty() && leaf.is_note() && wanted.contains(&leaf.key()));
    let mut stands: BTreeMap<LeafKey, Stand> = notes
        .map(|(order, leaf)| (leaf.key(), (order, leaf.anchor.clone(), leaf.resolution.clone())))
        .collect();
    // What is about a suggestion comes behind it: suggestions are settled first.
    let mut rounds: Vec<usize> = (0..leaves.len()).filter(|index| !leaves[*index].stands_alone()).collect();
    rounds.sort_by_key(|index| matches!(leaves[*index].kind, LeafKind::Reply(_)));
    let mut orders: Vec<usize> = (0..leaves.len()).collect();
    for index in rounds {
        let leaf = &mut leaves[index];
        let about = leaf.kind.about().and_then(|about| stands.get(about)).cloned();
        let (order, anchor, resolution) = about.unwrap_or((usize::MAX, Anchor::whole(), Resolution::Whole));
        orders[index] = order;
        (leaf.anchor, leaf.resolution) = (anchor.clone(), resolution.clone());
        stands.insert(leaf.key(), (order, anchor, resolution));
    }
    let place = |leaf: &Leaf| leaf.resolution.found().map(|found| (found.paragraph, found.span.start));
    // Thousands of notes mostly stand in order already.
    if leaves.iter().zip(&orders).is_sorted_by_key(|(leaf, order)| (place(leaf), *order)) {
        return;
    }
    let mut ordered: Vec<(usize, Leaf)> = orders.into_iter().zip(std::mem::take(leaves)).collect();
    ordered.sort_by_key(|(order, leaf)| (place(leaf), *order));
    leaves.extend(ordered.into_iter().map(|(_, leaf)| leaf));
}

/// The current versions of what was said in a thread, but for suggestions: those are leaves of their own.
fn versions_in(thread: &Thread) -> Vec<Version> {
    let replies = thread.replies.iter().flat_map(|reply| reply.heads.clone());
    replies.chain(thread.verdicts.iter().map(|given| given.held.clone())).collect()
}

/// A correction as a leaf: on the words that it points at, else on the cable.
fn correction_leaf(note: Note, finder: &Finder<'_>) -> Leaf {
    let mut leaf = Leaf::note(note, false, None).placed(finder, None);
    leaf.kind = LeafKind::Correction;
    leaf
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
                leaf.set_wording(heads, &[Piece::Kept(new.to_string())], new);
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
            leaf.set_wording(heads, &pieces, new);
        }
        None => {
            leaf.kind = LeafKind::Removal(about.clone());
            let mut pieces = vec![Piece::Removed(old.to_string())];
            if !suggestion.reason.trim().is_empty() {
                pieces.push(Piece::Kept(format!("\nbecause: {}", suggestion.reason.trim())));
            }
            leaf.set_wording(heads, &pieces, old);
        }
    }
    leaf
}
