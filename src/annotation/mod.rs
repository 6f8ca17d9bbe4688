//! What a reader wrote: notes, where they stand, and every version that was ever saved.
//!
//! ```text
//! Draft --(^S)--> Change --store, under lock--> Entry --union--> Ledger --heads--> Note (what the pane shows)
//! ```
//! Entries are immutable; an edit, a deletion and an undo are each a new entry that names what it replaces.

mod anchor;
mod change;
mod entry;
mod ledger;

pub use anchor::{Anchor, Found, Resolution};
pub use change::{Change, Content, Draft};
pub use entry::{Author, Entry, EntryKind, NoteId, Version, Writer};
pub use ledger::{Ledger, Note};
