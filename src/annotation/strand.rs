//! The current versions of one annotation.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Held;
use super::{Author, Entry, EntryKind, Ledger, NoteId, Target, Version};

/// One annotation by one author: its heads, which are the versions that none of the others replaces. What another writes
/// under the same id, whatever parents it claims, is a strand of its own.
#[derive(Clone, Debug)]
pub struct Strand<'a> {
    author: &'a Author,
    /// Never empty; the one to show first is first.
    heads: Vec<&'a Entry>,
    /// The version of another author's annotation, with the same id, that one of its entries claims to replace.
    claim: Option<Target>,
}

impl<'a> Strand<'a> {
    /// The annotation.
    pub fn id(&self) -> &'a NoteId {
        &self.first().id
    }

    /// Who wrote it.
    pub fn author(&self) -> &'a Author {
        self.author
    }

    /// What tells it apart from others.
    pub fn key(&self) -> (NoteId, String) {
        (self.id().clone(), self.author.id.clone())
    }

    /// The version to show first. An edit comes before a deletion that did not know of it.
    pub fn first(&self) -> &'a Entry {
        // A strand is made of at least one entry.
        self.heads[0]
    }

    /// The current versions, the one to show first at the front; deletions among them.
    pub fn heads(&self) -> &[&'a Entry] {
        &self.heads
    }

    /// Those that are no deletions.
    pub fn living(&self) -> impl Iterator<Item = &'a Entry> {
        self.heads.iter().copied().filter(|entry| entry.kind != EntryKind::Tombstone)
    }

    /// The version of another author's annotation that it claims to replace. It cannot: that is a suggestion to them.
    pub fn claim(&self) -> Option<&Target> {
        self.claim.as_ref()
    }

    /// Whether it has been deleted: all of its heads are tombstones.
    pub fn is_deleted(&self) -> bool {
        self.first().kind == EntryKind::Tombstone
    }

    /// The names of the current versions.
    pub fn versions(&self) -> Vec<Version> {
        self.heads.iter().map(|head| head.ver.clone()).collect()
    }
}

impl Ledger {
    /// Every annotation of every author, deleted ones too, by id and author. Kinds of newer versions are left out.
    pub fn strands(&self) -> Vec<Strand<'_>> {
        self.strands_where(|_| true)
    }

    /// Those of the entries that are `asked` for.
    pub(super) fn strands_where(&self, asked: impl Fn(&Held) -> bool) -> Vec<Strand<'_>> {
        let mut groups: BTreeMap<(&NoteId, &str), Vec<&Held>> = BTreeMap::new();
        for held in self.believed().filter(|held| is_known(held) && asked(held)) {
            groups.entry((&held.entry.id, &held.writer.author.id)).or_default().push(held);
        }
        groups.into_values().filter_map(|group| self.strand_of(&group)).collect()
    }

    /// The first of some annotations of an author that stands although it was deleted by who did not know its last version.
    pub fn revived(&self, author_id: &str, ids: &BTreeSet<NoteId>) -> Option<NoteId> {
        let mine = |held: &Held| held.writer.author.id == author_id && ids.contains(&held.entry.id);
        let is_revived = |strand: &Strand<'_>| strand.living().count() == 1 && strand.heads().len() > 1;
        self.strands_where(mine).into_iter().find(is_revived).map(|strand| strand.id().clone())
    }

    /// One annotation of one author.
    pub fn strand(&self, id: &NoteId, author_id: &str) -> Option<Strand<'_>> {
        let mine = |held: &&Held| &held.entry.id == id && held.writer.author.id == author_id;
        self.strand_of(&self.believed().filter(mine).filter(|held| is_known(held)).collect::<Vec<_>>())
    }

    /// The strand of the versions of one annotation by one author. Each is named by a hash, so they name each other in no
    /// ring, and one has no successor.
    fn strand_of<'a>(&'a self, group: &[&'a Held]) -> Option<Strand<'a>> {
        let replaced: BTreeSet<&Version> = group.iter().flat_map(|held| &held.entry.parents).collect();
        let heads = group.iter().filter(|held| !replaced.contains(&held.entry.ver));
        let mut heads: Vec<&Held> = heads.copied().collect();
        heads.sort_by(|a, b| {
            let order = |held: &Held| (held.entry.kind != EntryKind::Tombstone, held.entry.lamport);
            order(b).cmp(&order(a)).then_with(|| b.entry.ver.cmp(&a.entry.ver))
        });
        let author = &heads.first()?.writer.author;
        let id = &heads.first()?.entry.id;
        let foreign = |version: &&Version| {
            self.entry(version).filter(|past| past.writer.author.id != author.id && past.entry.id == *id)
        };
        let claimed = replaced
            .iter()
            .filter_map(foreign)
            .max_by_key(|past| (past.entry.lamport, &past.writer.author.id, &past.entry.ver));
        let claim = claimed.map(|past| Target {
            id: id.clone(),
            author: past.writer.author.id.clone(),
            ver: past.entry.ver.clone(),
        });
        Some(Strand { author, heads: heads.into_iter().map(|held| &held.entry).collect(), claim })
    }
}

fn is_known(held: &Held) -> bool {
    !matches!(held.entry.kind, EntryKind::Other(_))
}
