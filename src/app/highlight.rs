//! What is marked in the text: search hits and mentions.

use std::ops::Range;

use super::App;

/// Why a stretch of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// A mention of the entity that is walked.
    Mention,
    /// The mention last visited.
    CurrentMention,
    /// A search hit.
    Hit,
    /// The search hit under the cursor.
    CurrentHit,
}

impl App {
    /// The stretches of a block's reading that stand out, in drawing order: later ones lie over earlier ones.
    pub fn highlights(&self, block: usize) -> Vec<(Range<usize>, Highlight)> {
        let mut found = Vec::new();
        let Some(shown) = self.reader.blocks(&self.cable).get(block) else { return found };
        let span = shown.reading.span();
        for mention in self.entities.marked().iter().filter(|mention| mention.span.overlaps(span)) {
            let current = self.entities.visited() == Some(mention.span);
            let kind = if current { Highlight::CurrentMention } else { Highlight::Mention };
            found.push((shown.reading.from_source(mention.span), kind));
        }
        if let Some(search) = &self.search {
            let current = search.current();
            for hit in search.hits().iter().filter(|hit| hit.block == block) {
                let kind = if Some(hit) == current { Highlight::CurrentHit } else { Highlight::Hit };
                found.push((hit.range.clone(), kind));
            }
        }
        found
    }
}
