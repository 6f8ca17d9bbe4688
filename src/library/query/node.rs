//! The tree of a query.

use std::fmt;

use super::{Field, Near, Phrase, Term};

/// A query or a part of one, in normal form: no two of a kind inside each other, no [`Node::All`] or [`Node::Any`] of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// All of these; of none every cable is one that fits.
    All(Vec<Node>),
    /// One of these at least.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A leaf.
    Term(Term),
}

impl Node {
    pub(super) fn all(nodes: Vec<Self>) -> Self {
        let inside = |node| if let Self::All(inner) = node { inner } else { vec![node] };
        Self::only(nodes.into_iter().flat_map(inside).collect()).unwrap_or_else(Self::All)
    }

    pub(super) fn any(nodes: Vec<Self>) -> Self {
        let inside = |node| if let Self::Any(inner) = node { inner } else { vec![node] };
        Self::only(nodes.into_iter().flat_map(inside).collect()).unwrap_or_else(Self::Any)
    }

    pub(super) fn not(node: Self) -> Self {
        if let Self::Not(inner) = node { *inner } else { Self::Not(Box::new(node)) }
    }

    /// The same tree with each phrase that is looked for in the text as another term.
    pub(super) fn with_words(self, other: &impl Fn(Phrase) -> Term) -> Self {
        let within = |nodes: Vec<Self>| nodes.into_iter().map(|node| node.with_words(other)).collect();
        match self {
            Self::All(nodes) => Self::All(within(nodes)),
            Self::Any(nodes) => Self::Any(within(nodes)),
            Self::Not(node) => Self::Not(Box::new(node.with_words(other))),
            Self::Term(Term::Words(Field::Text, phrase)) => Self::Term(other(phrase)),
            Self::Term(Term::Near(near)) => {
                Self::All(near.phrases.into_iter().map(|phrase| Self::Term(other(phrase))).collect())
            }
            Self::Term(term) => Self::Term(term),
        }
    }

    /// The one node of a list of one, else the list.
    fn only(nodes: Vec<Self>) -> Result<Self, Vec<Self>> {
        <[Self; 1]>::try_from(nodes).map(|[only]| only)
    }

    /// Adds the phrases that are looked for in `field` to `found`; those that are excluded only when `excluded`.
    pub(super) fn collect<'a>(&'a self, field: Field, excluded: bool, found: &mut Vec<&'a Phrase>) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => {
                nodes.iter().for_each(|node| node.collect(field, excluded, found));
            }
            Self::Not(node) => node.collect(field, !excluded, found),
            Self::Term(Term::Words(of, phrase)) if *of == field && !excluded => found.push(phrase),
            Self::Term(Term::Near(Near { phrases, .. })) if field == Field::Text && !excluded => {
                found.extend(phrases);
            }
            Self::Term(_) => {}
        }
    }
}

/// As it is typed, with no more brackets than needed.
impl fmt::Display for Node {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    out.write_str(if index == 0 { "" } else { " " })?;
                    match node {
                        Self::Any(_) => write!(out, "({node})"),
                        _ => node.fmt(out),
                    }?;
                }
                Ok(())
            }
            Self::Any(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    write!(out, "{}{node}", if index == 0 { "" } else { " OR " })?;
                }
                Ok(())
            }
            Self::Not(node) => match &**node {
                Self::Term(term) => write!(out, "-{term}"),
                node => write!(out, "-({node})"),
            },
            Self::Term(term) => term.fmt(out),
        }
    }
}
