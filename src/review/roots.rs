//! What leads from a remark to the annotation whose thread it belongs to.

use std::collections::BTreeMap;

use super::Why;
use super::threads::Key;
use crate::annotation::{Ledger, Remark, Says, Strand, Target};

/// The strands of a ledger, and what each is about. Found in one walk over all of them: a chain of replies may be as long
/// as the ledger.
pub(super) struct Roots<'a> {
    strands: &'a [Strand<'a>],
    /// What each says something about, as its version names it.
    targets: Vec<Option<Target>>,
    /// Where that is among the strands.
    objects: Vec<Option<usize>>,
    /// What is at the bottom of each: itself, of what is about nothing. `None` where that has not come, and of what answers
    /// itself by whatever detour.
    bottoms: Vec<Option<usize>>,
}

/// Where a remark belongs.
pub(super) struct Home<'a> {
    /// What it is about.
    pub(super) object: &'a Strand<'a>,
    /// The annotation at the bottom of that.
    pub(super) root: &'a Strand<'a>,
}

impl<'a> Roots<'a> {
    pub(super) fn of(ledger: &Ledger, strands: &'a [Strand<'a>]) -> Self {
        let places: BTreeMap<Key, usize> =
            strands.iter().enumerate().map(|(at, strand)| (strand.key(), at)).collect();
        let targets: Vec<Option<Target>> = strands.iter().map(|strand| target(ledger, strand)).collect();
        let place = |target: &Option<Target>| places.get(&target.as_ref()?.key()).copied();
        let objects: Vec<Option<usize>> = targets.iter().map(place).collect();
        let bottoms = bottoms(strands, &objects);
        Self { strands, targets, objects, bottoms }
    }

    /// What the strand at `at` is about, and where it belongs or why nowhere; `None` of one that is about nothing.
    pub(super) fn home(&self, at: usize) -> Option<(Target, Result<Home<'a>, Why>)> {
        let target = self.targets.get(at)?.clone()?;
        let found = self.objects[at].and_then(|object| Some((object, self.bottoms[object]?)));
        let home =
            found.map(|(object, root)| Home { object: &self.strands[object], root: &self.strands[root] });
        let home = match home {
            None => Err(Why::NotReceived),
            Some(Home { object, root }) if !says_something(object) || !says_something(root) => {
                Err(Why::Deleted)
            }
            Some(home) => Ok(home),
        };
        Some((target, home))
    }
}

/// Whether a strand is there, or says by its absence that another should go: a deletion of somebody else's annotation is a
/// suggestion to delete it.
pub(super) fn says_something(strand: &Strand<'_>) -> bool {
    !strand.is_deleted() || removes(strand)
}

/// Whether a strand says that another should go.
pub(super) fn removes(strand: &Strand<'_>) -> bool {
    strand.first().removes
        || strand.is_deleted()
            && strand
                .claim()
                .is_some_and(|on| strand.heads().iter().any(|head| head.parents.contains(&on.ver)))
}

/// What a strand is about, as the version names it: an author may be claimed, a version cannot be.
fn target(ledger: &Ledger, strand: &Strand<'_>) -> Option<Target> {
    let Some(Remark { on, .. }) = strand.first().remark() else { return strand.claim().cloned() };
    Some(match ledger.entry(&on.ver) {
        Some(past) => {
            Target { id: past.entry.id.clone(), author: past.writer.author.id.clone(), ver: on.ver }
        }
        None => on,
    })
}

/// The bottom of each strand. Every strand is passed once.
fn bottoms(strands: &[Strand<'_>], objects: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut known: Vec<Option<Option<usize>>> = vec![None; strands.len()];
    for start in 0..strands.len() {
        let mut path = Vec::new();
        let mut at = start;
        let bottom = loop {
            if let Some(bottom) = known[at] {
                break bottom;
            }
            // For now: who comes by here again before the end goes round in a ring.
            known[at] = Some(None);
            path.push(at);
            // A suggestion has a thread of its own, as a note has.
            match strands[at].first().remark().map(|remark| remark.says) {
                None | Some(Says::Suggestion | Says::Removal) => break Some(at),
                Some(Says::Reply | Says::Verdict(_) | Says::Resolution(_)) => {}
            }
            match objects[at] {
                Some(object) => at = object,
                None => break None,
            }
        };
        for at in path {
            known[at] = Some(bottom);
        }
    }
    known.into_iter().map(Option::flatten).collect()
}
