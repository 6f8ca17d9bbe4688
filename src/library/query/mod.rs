//! The language in which a reader asks for cables.
//!
//! ```text
//! typed --parse--> Query --fts5::plan--> an engine's conditions --.
//!                    |---matches(Document)----------------------+--> the cables that fit    both say the same
//!                    '---words, snippet--> what is shown of them
//! ```
//!
#![doc = include_str!("../../../assets/manual/queries.md")]
//!
//! # For an engine
//!
//! A [`Query`] is a tree of [`Node`]s with a [`Term`] at each leaf, and each node is a boolean expression of SQL. For FTS5
//! [`fts5::plan`] joins the text of a query in as few MATCH expressions as can be; another engine walks [`Query::root`].
//! Where that has no operator for a [`Near`], such as a `tsquery` of PostgreSQL, the rule is that of [`Near::distance`].
//! An engine that stores [`Folded::as_str`] finds the words of a [`Phrase`] as [`Query::matches`] does, which is the
//! measure for all. Everything is bounded: [`LENGTH_MAX`], [`DEPTH_MAX`], [`TERMS_MAX`].

mod error;
mod fold;
pub mod fts5;
mod key;
mod lexer;
mod matching;
mod node;
mod parser;
mod period;
mod phrase;
mod snippet;
mod term;
#[cfg(test)]
mod tests;
mod value;

use std::fmt;

pub use error::QueryError;
pub use fold::Folded;
pub use matching::Document;
pub use node::Node;
pub use parser::{DEPTH_MAX, LENGTH_MAX, TERMS_MAX};
pub use period::Period;
pub use phrase::Phrase;
pub use snippet::Snippet;
pub use term::{Field, Near, State, Term, When};
pub use value::{CableId, Levels, Mark};

/// The language in Markdown, for readers.
pub const SYNTAX: &str = include_str!("../../../assets/manual/queries.md");

/// What a reader asks for. Its `Display` is the query in its normal spelling, which reads as the same query again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    root: Node,
}

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Where it is no query: what is wrong, and at which bytes.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parser::parse(text)
    }

    /// The tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Whether it asks for words of `field` anywhere, be it to exclude them.
    pub fn asks(&self, field: Field) -> bool {
        [false, true].into_iter().any(|excluded| {
            let mut found = Vec::new();
            self.root.collect(field, excluded, &mut found);
            !found.is_empty()
        })
    }

    /// The same query with the words that are looked for in the text looked for in another field.
    pub fn of_field(self, field: Field) -> Self {
        Self { root: self.root.with_words(&|phrase| Term::Words(field, phrase)) }
    }

    /// Whether `document` fits.
    pub fn matches(&self, document: &Document) -> bool {
        matching::fits(&self.root, document)
    }

    /// The phrases that are looked for in `field` and not excluded, each once: what there is to highlight in it.
    pub fn words(&self, field: Field) -> Vec<&Phrase> {
        let mut found = Vec::new();
        self.root.collect(field, false, &mut found);
        let mut phrases: Vec<&Phrase> = Vec::new();
        for phrase in found {
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        phrases
    }
}

/// Asks for nothing: every cable fits.
impl Default for Query {
    fn default() -> Self {
        Self { root: Node::All(Vec::new()) }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(out)
    }
}
