//! The notes that follow from the entries.

use std::collections::BTreeSet;

use super::ledger::Held;
use super::{Anchor, Author, Content, Entry, EntryKind, Ledger, NoteId, Strand, Target, Version};
use crate::entity::Correction;

/// A note as it is shown: the first of its heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The annotation.
    pub id: NoteId,
    /// Who wrote it.
    pub author: Author,
    /// Text and place.
    pub content: Content,
    /// Time as claimed by the writer, RFC 3339.
    pub at: String,
    /// Its current versions: one, or several that were written without knowing of each other. An edit names them
    /// all as its parents, and so settles them.
    pub heads: Vec<Version>,
    /// The other heads' texts, when there are several.
    pub others: Vec<Content>,
    /// The version of somebody else's note that it claims to replace: it is a suggestion to them, and no more.
    pub claim: Option<Target>,
}

impl Note {
    /// What it says, with every version that stands side by side.
    pub fn united(&self) -> Content {
        let versions = [&self.content].into_iter().chain(&self.others);
        Content::united(versions).unwrap_or_default()
    }

    /// The id under which `author` puts the same right; `None` of what is no correction.
    pub fn own_correction(&self, author: &str) -> Option<NoteId> {
        let correction = self.content.correction.as_ref()?;
        Some(NoteId::of_correction(author, correction, &self.content.anchor))
    }

    /// The correction as another author takes it over, without its words.
    pub fn as_correction(&self) -> Content {
        let Content { anchor, correction, .. } = self.content.clone();
        Content { anchor, correction, ..Content::default() }
    }
}

/// Notes that are put into their places one by one; more are sorted.
const FEW: usize = 16;

impl Ledger {
    /// The notes that are not deleted, by place and then by age. A note is one author's: what another writes under
    /// the same id, whatever parents it claims, is shown beside it and never in its stead.
    pub fn notes(&self) -> Vec<Note> {
        self.shown(EntryKind::Note)
    }

    /// The notes, where those of an earlier state were `notes`: only what has changed since is looked at. Of thousands, that is
    /// mostly one.
    pub fn notes_since(&self, earlier: &Ledger, mut notes: Vec<Note>) -> Vec<Note> {
        let changed = self.changed_since(earlier);
        notes.retain(|note| !changed.contains(&note.id));
        let strands = self.strands_where(|held| changed.contains(&held.entry.id));
        let new = strands.iter().filter(|strand| strand.first().kind == EntryKind::Note).map(note_of);
        if changed.len() > FEW {
            return in_order(notes.into_iter().chain(new).collect());
        }
        for note in new {
            let at = notes.partition_point(|other| order(other) < order(&note));
            notes.insert(at, note);
        }
        notes
    }

    /// The annotations of which an entry has come or gone, or is believed since or no longer.
    fn changed_since<'a>(&'a self, earlier: &'a Ledger) -> BTreeSet<&'a NoteId> {
        let (horizon, before) = (self.horizon(), earlier.horizon());
        let is_as_believed =
            |now: &Held, was: &Held| (now.entry.lamport <= horizon) == (was.entry.lamport <= before);
        let is_same = |now: &Held, was: &Held| now == was && is_as_believed(now, was);
        let mut changed = BTreeSet::new();
        let mut earlier = earlier.all().peekable();
        for now in self.all() {
            // Ledgers share their entries: mostly it is the very same one.
            if earlier.next_if(|was| std::ptr::eq(now, *was) && is_as_believed(now, was)).is_some() {
                continue;
            }
            while let Some(gone) = earlier.next_if(|was| was.entry.ver < now.entry.ver) {
                changed.insert(&gone.entry.id);
            }
            if !earlier.next_if(|was| was.entry.ver == now.entry.ver).is_some_and(|was| is_same(now, was)) {
                changed.insert(&now.entry.id);
            }
        }
        changed.extend(earlier.map(|gone| &gone.entry.id));
        changed
    }

    /// What authors have put right about the entities of the cable, and did not take back. The text of each is what it does,
    /// in words.
    pub fn corrections(&self) -> Vec<Note> {
        let mut corrections = self.shown(EntryKind::Correction);
        for content in
            corrections.iter_mut().flat_map(|note| [&mut note.content].into_iter().chain(&mut note.others))
        {
            content.body = content.correction.as_ref().map(Correction::words).unwrap_or_default();
        }
        corrections
    }

    /// What stands by itself and is of that kind.
    fn shown(&self, kind: EntryKind) -> Vec<Note> {
        // Most cables have no corrections: then thousands of notes need not be gone through.
        if !self.all().any(|held| held.entry.kind == kind) {
            return Vec::new();
        }
        in_order(self.strands().iter().filter(|strand| strand.first().kind == kind).map(note_of).collect())
    }
}

fn in_order(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by(|one, other| order(one).cmp(&order(other)));
    notes
}

/// By place, then by age; what several authors wrote under one id, by author.
fn order(note: &Note) -> impl Ord {
    let Anchor { para, start, .. } = &note.content.anchor;
    (para, start, &note.id, &note.author.id)
}

/// What a strand shows. An edit outlives a deletion that did not know it.
fn note_of(strand: &Strand<'_>) -> Note {
    let first = strand.first();
    Note {
        id: first.id.clone(),
        author: strand.author().clone(),
        content: first.content(),
        at: first.at.clone(),
        heads: strand.versions(),
        others: strand.living().skip(1).map(Entry::content).collect(),
        claim: strand.claim().cloned(),
    }
}
