//! What lies on disk: notes, one file per writer and cable; what is being written; where the reader was.
//!
//! ```text
//! paths      where, and whether this user may write there       identity   who writes
//! key        the name of a cable; unnamed: of a text without one
//! state      where the reader was; progress: what they read
//! files      reading what anybody may have put there            yaml       the gate; printing
//! atomic     old or new, never neither                          disk       the calls that may fail; lock
//! format     the notes file; its text in sheet    own, others   whose it is
//! commit     the way of a change into the file
//! journal    what is not saved yet, with every key              recover    journals of sessions that died
//! past       what was done to the text of a note                outside    a draft in the reader's own editor
//! reserve    room for the journal when the disk is full         handle, load   what the shell calls
//! lexicon    the reader's own names                         theme      the reader's own colours
//! config     the reader's settings and keys                    typed      lines typed at prompts
//! templates  what notes can begin with                         private    files that are asked for elsewhere
//! notes_file a file on its own: sent, received, merged          import     taking one in; share: what colleagues see
//! tour       the first steps, and the store of the tutor
//! verify     what lies there, judged, never changed             restore  what can be brought back
//! hand_out   the own file, for others
//! ```
//! Promises: a note that was reported as saved survives a power cut. Text being typed survives the end of the program
//! at once, and a power cut after two seconds. No file that cannot be read is ever overwritten, nor one of a newer
//! version; one of another writer is replaced by its union with what was received of them, and never loses an entry.

mod atomic;
mod commit;
mod config;
mod disk;
mod error;
#[cfg(test)]
mod faults;
mod files;
mod format;
mod hand_out;
mod handle;
mod identity;
mod import;
mod journal;
mod key;
mod lexicon;
mod library;
mod load;
mod lock;
mod notes_file;
mod others;
mod outside;
mod own;
mod past;
mod paths;
mod private;
mod progress;
mod random;
mod recover;
mod reserve;
mod restore;
mod share;
mod sheet;
mod state;
mod templates;
mod theme;
mod tour;
mod typed;
mod unnamed;
mod verify;
mod yaml;

pub use config::{ConfigEntry, ConfigFile, ConfigKeys};
pub use error::StoreError;
pub use files::{replaceable, sync_directory};
pub use handle::Store;

pub use identity::UNKNOWN;
pub use import::{Intake, Origin, Preview, notes_files_in};
pub use key::CableKey;
pub use lexicon::LexiconFile;
pub use library::{LibraryState, Recent};
pub use load::Loaded;
pub use notes_file::{NotesFile, Sent, begins_as_notes, is_notes_file};
pub use outside::Outside;
pub use private::write_private;
pub use restore::Backup;
pub use share::{Exchanged, Share, shared_in};
pub use theme::{ThemeEntry, ThemeFile};
pub use verify::{Health, Loose, Role, Room, Verification, Verified};
