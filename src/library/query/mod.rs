//! The language in which a reader asks for cables.
//!
//! ```text
//! typed --parse--> Query --fts5::plan--> an engine's conditions --.
//!                    |---matches(Document)----------------------+--> the cables that fit    both say the same
//!                    '---words, snippet--> what is shown of them
//! ```
//!
//! # The language
//!
//! ```text
//! money laundering                      both words
//! "money laundering" narco*             a phrase; words that begin so
//! money NEAR/5 laundering               at most five words apart, in any order
//! (tag:KCRM OR drugs) -from:BOGOTA      one of two, not from there
//! class:>=S after:2009-10 is:unread     secret or above, sent since November 2009, not read yet
//! ```
//! Case, accents and punctuation do not count: `juarez` finds `Juárez`, and `U.S.` is the phrase `"u s"`. Operators are in
//! capitals; `or` is a word. Quotes may be “those” of a word processor. Names of fields are in capitals or not. A query
//! that asks for nothing finds every cable.
//!
//! ```ebnf
//! query    = [ any ] ;
//! any      = all , { "OR" , all } ;
//! all      = unary , { [ "AND" ] , unary } ;
//! unary    = ( "NOT" | "-" ) , unary | primary ;
//! primary  = "(" , any , ")" | near | chain | field ;
//! near     = "NEAR(" , phrase , phrase , { phrase } , [ "," , distance ] , ")" ;
//! chain    = phrase , { "NEAR" , [ "/" , distance ] , phrase } ;
//! field    = name , ":" , value ;
//! value    = phrase ;
//! phrase   = ( word | '"' , { character - '"' } , '"' ) , [ "*" ] ;
//! distance = digit , { digit } ;
//! ```
//! A hyphen stands directly before what it excludes, a value directly behind its colon, and "/" directly behind NEAR. A
//! distance is 10 where none is given, and the same throughout a chain. A word ends at a blank, a quote or a bracket.
//!
//! | field | finds cables | values |
//! |---|---|---|
//! | `tag:` | with this tag | `KCRM`, `"CALDERON, FELIPE"` |
//! | `from:` | from this post | `MEXICO`, `"CAPE TOWN"` |
//! | `subject:` | with these words in the subject | words |
//! | `class:` | classified so | `U`, `LOU`, `C`, `S`, `TS`, full names, `>=C`, `<=C` |
//! | `mark:` | with a paragraph marked so | `U`, `C`, `S/NF`, `unmarked` |
//! | `before:` | sent before it begins | `2009`, `2009-10`, `2009-10-05` |
//! | `on:` | sent in it | the same |
//! | `after:` | sent after it ends | the same |
//! | `person:` | that name this person | `"Tello Peon"`, `tello` |
//! | `org:` | that name this organization | `PGR` |
//! | `place:` | that name this place | `"Ciudad Juarez"` |
//! | `entity:` | that name this, whatever it is | `PGR` |
//! | `note:` | with these words in a note | words |
//! | `ref:` | that cite this cable | `09STATE81957`; without a year `STATE81957` |
//! | `id:` | that are this cable | `09MEXICO2882` |
//! | `is:` | that the reader has | `read`, `unread`, `noted`, `pinned` |
//!
//! Where a value is words, they follow each other somewhere in one tag, name or note; a `*` behind the last lets it go on.
//! What a cable does not have is not found: one without a date was sent neither before nor after, one without a
//! classification is not U, and unmarked is not U either.
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
use std::str::FromStr;

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

    /// Whether it asks for nothing: every cable fits.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether `document` fits.
    pub fn matches(&self, document: &impl Document) -> bool {
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

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        Self::parse(text)
    }
}
