//! A colleague's set beside one's own.
//!
//! ```text
//! Ledger (mine + theirs, a set union) --Threads--> what was said about each annotation --Queue--> what awaits my verdict
//! ```
//! Everything here is a function of the set of entries alone: it does not matter in which order, how often or by way of
//! whom they came, nor what any clock said. A decision is an entry, so uniting again can never undo one.

mod agreement;
mod queue;
mod reviewer;
mod roots;
mod target;
mod thread;
mod threads;
mod verdict;
mod wording;

pub use agreement::{Agreement, PAIRED_MAX, Pair, Ratings, Unit};
pub use queue::{Item, Kind, Queue};
pub use reviewer::Reviewer;
pub use target::{is_judged_so, reply, resolution, suggestion, suggestion_id, verdict};
pub use thread::{Adrift, Reply, Settled, Suggestion, Thread, Why};
pub use threads::Threads;
pub use verdict::{Given, Standing};
pub use wording::{Piece, wording};

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
