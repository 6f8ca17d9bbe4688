//! A colleague's set beside one's own. So far: the union on which everything rests.

pub mod release;

use crate::annotation::Ledger;

/// Everything that `mine` or `theirs` holds: a set union by version, so it does not matter in which order, how often
/// or by way of whom entries come. What is shown ([`Ledger::notes`]) is a function of the set alone.
///
/// Nothing of theirs can replace or delete a note of mine: a version is replaced only by its own author's.
pub fn merge(mine: &Ledger, theirs: &Ledger) -> Ledger {
    let mut both = mine.clone();
    both.unite(theirs);
    both
}
