//! Many cables at once: what a reader asks of a shelf of them.
//!
//! ```text
//! what is typed --Query::parse--> Query --an engine, or Query::matches--> the cables that fit --snippet--> why they do
//! ```

pub mod query;
