//! A shelf of cables: folders of them, an index that finds the one that is meant, and where else somebody appears.
//!
//! ```text
//! folders --update--> files --Filing--> Engine      what has not changed since is not read again
//! typed --Query::parse--> Query --Engine::search--> Hit --excerpt--> the paragraph and its words
//! ```
//! The index holds nothing that could not be found again: notes live in the store, and cables in their files.

mod around;
mod card;
mod condition;
mod engine;
mod excerpt;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod query;
mod scan;
mod sqlite;
mod stored;
mod unindexed;
mod walk;

pub use around::{Around, Company, Question, around};
pub use card::{Card, Filing, NO_ID, Name, NoteText, Place, Standing};
pub use engine::{Answer, Appearance, Engine, EngineError, Gap, Hit, Refused, Scanned, Stamp};
pub use excerpt::{Excerpt, excerpt};
#[cfg(feature = "postgres")]
pub use postgres::{Postgres, Pushed};
pub use query::{Query, QueryError};
pub use scan::{Loader, News, Summary, update};
pub use sqlite::Sqlite;
pub use unindexed::{is_answerable, look_through};
