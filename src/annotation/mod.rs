//! What a reader wrote: notes, where they stand, and every version that was ever saved.
//!
//! ```text
//! Draft --(^S)--> Change --store, under lock--> Entry --union--> Ledger --heads--> Note (what the pane shows)
//!                   |                                              ^
//!                   '----------- Ledger::with: shown at once -----'
//! ```
//! Entries are immutable; an edit, a deletion and an undo are each a new entry that names what it replaces.

mod anchor;
mod change;
mod corrections;
mod entry;
mod finder;
mod flags;
mod flaw;
mod fold;
mod history;
mod labels;
mod ledger;
mod link;
mod mark;
mod markup;
mod note;
mod patch;
mod place;
mod progress;
mod remark;
mod sheet;
mod strand;
mod unfit;
mod versions;

pub use anchor::{Anchor, Found, Resolution, Unique};
pub use change::{Change, Content, Draft};
pub use corrections::placed;
pub(crate) use entry::hex;
pub use entry::{Author, Entry, EntryKind, Extra, NoteId, Version, Writer, day};
pub use finder::Finder;
pub use flags::Flag;
pub use flaw::{BODY_MAX, DRAFT_MAX, ENTITY_MAX, Flaw, TAG_MAX, TAGS_MAX};
pub use history::{Edit, History, Reversible};
pub use labels::{labels, parse_labels};
pub use ledger::Ledger;
pub use link::{Link, links};
pub use mark::Mark;
pub use markup::{Markup, markup};
pub use note::Note;
pub use patch::Patch;
pub use place::Place;
pub use progress::{ReadMarks, paragraph_names};
pub use remark::{Judgement, Remark, Says, Target};
pub use sheet::{EditedText, read_sheet, write_sheet};
pub use strand::Strand;
pub(crate) use unfit::wrong_field;
pub use unfit::{SEND_AGAIN, Unfit};
pub use versions::Past;
