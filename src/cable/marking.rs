//! Portion marks: the `(C)` behind a paragraph's number.

use super::Span;

/// The portion mark of a paragraph, heading or subject, normalised.
///
/// A text without a mark has no `Marking` at all: unmarked never means `U`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// The normal spelling without parentheses: `C`, `SBU`, `S/NF`, `C/REL ISAF`.
    pub code: String,
    /// What the mark says it covers beyond its paragraph: `entire text` for "(C - ENTIRE TEXT)".
    pub scope: Option<String>,
    /// The printed mark with its parentheses.
    pub span: Span,
}
