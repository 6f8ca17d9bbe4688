//! What is shown of a hit: the words that were found, read from the cable itself.

use crate::library::{Card, Excerpt, Hit, Query, excerpt};
use crate::shell::load;

/// A hit with the words that show why.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::shell) struct Finding {
    /// The cable.
    pub(in crate::shell) card: Card,
    /// How well it fits.
    pub(in crate::shell) score: f64,
    /// The words, and where they stand; `None` where the file cannot be read any longer.
    pub(in crate::shell) excerpt: Option<Excerpt>,
    /// Number printed on the paragraph.
    pub(in crate::shell) number: Option<u32>,
    /// Unicode scalars of the file's text before the first of the words.
    pub(in crate::shell) start: usize,
}

/// Shows why hits were found, in at most `width` columns each.
pub(in crate::shell) fn found(hits: Vec<Hit>, query: &Query, width: usize) -> Vec<Finding> {
    hits.into_iter().map(|hit| of(hit, query, width)).collect()
}

/// Shows why one hit was found.
pub(in crate::shell) fn of(hit: Hit, query: &Query, width: usize) -> Finding {
    let Hit { card, score } = hit;
    let source = load::load(Some(&card.place.path)).ok();
    let cable = source.map(|source| source.volume.cable(card.place.index));
    let Some(cable) = cable else { return Finding { card, score, excerpt: None, number: None, start: 0 } };
    let excerpt = excerpt(&cable, query, width);
    let paragraph = excerpt.paragraph.and_then(|paragraph| cable.paragraphs.get(paragraph));
    let start = cable.start.scalar + cable.text.get(..excerpt.offset).unwrap_or_default().chars().count();
    Finding {
        number: paragraph.and_then(|paragraph| paragraph.number),
        card,
        score,
        excerpt: Some(excerpt),
        start,
    }
}
