//! What the embassy sent, immutable: bytes decoded, split into header, headings, numbered paragraphs, trailer.
//!
//! ```text
//! bytes --decode--> Decoded --Volume::new--> cables, one after the other
//!                   Decoded --Cable::parse--> Cable { header, blocks, paragraphs, headings, parts, warnings }
//! ```
//! Parsing is total: any bytes give a cable; what looks wrong becomes a [`Warning`], what is missing stays `None`.

mod cited;
mod counted;
mod counting;
mod decode;
mod dictionary;
mod header;
mod id;
mod marking;
mod model;
mod parse;
mod reading;
mod redaction;
mod repair;
mod span;
mod text;
mod volume;
mod warning;

pub use counted::counted;
pub use counting::{roman, spelled};
pub use decode::{Decoded, Markup, decode, is_utf16};
pub(crate) use dictionary::{Table, WORDS};
use dictionary::{is_word, known};
pub use header::{Addressee, Classification, Header, Reference, ReferenceKind, Tag, TagKind};
pub(crate) use id::id_parts;
pub use marking::Marking;
pub use model::{Block, BlockKind, Cable, Field, Heading, Paragraph, Part, PartKind};
pub use reading::Reading;
pub use redaction::Redaction;
pub use repair::{Repair, RepairKind};
pub use span::Span;
pub(crate) use text::boundary;
pub use volume::{Start, Volume};
pub use warning::{WARNING_CODES, Warning};
