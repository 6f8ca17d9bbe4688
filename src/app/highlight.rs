//! What is marked in the text: search hits, mentions, what a note quotes, what is selected.

use std::ops::Range;

use super::App;
use crate::annotation::Markup;
use crate::cable::Span;
use crate::layout::Place;

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
    /// What the chosen note quotes.
    Quote,
    /// The one of several such places that is under the cursor.
    CurrentQuote,
    /// What is selected.
    Selected,
    /// Markdown in a note.
    Markup(Markup),
    /// A reference in a note.
    Link,
    /// What a suggestion takes out.
    Removed,
    /// What a suggestion puts in.
    Added,
}

/// What stands out by the state of the program, settled once for all rows of a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What the chosen note quotes, and whether that is one of several places and under the cursor.
    quoted: Vec<(Span, bool)>,
    /// What is selected.
    selected: Option<Range<Place>>,
}

impl App {
    /// What the chosen note quotes, and what is selected.
    pub fn marks(&self) -> Marks {
        Marks { quoted: self.quoted(), selected: self.selected_places() }
    }

    /// What stands out in `range` of a block's reading; what comes later lies over what comes earlier.
    pub fn highlights(
        &self,
        marks: &Marks,
        block: usize,
        range: Range<usize>,
    ) -> Vec<(Range<usize>, Highlight)> {
        let Some(shown) = self.reader.blocks(&self.cable).get(block) else { return Vec::new() };
        let span = shown.reading.to_source(range.clone());
        let visited = self.entities.visited();
        let quoted = marks.quoted.iter().filter(|(quoted, _)| quoted.overlaps(span));
        let mut found: Vec<(Range<usize>, Highlight)> = quoted
            .map(|(quoted, current)| {
                let kind = if *current { Highlight::CurrentQuote } else { Highlight::Quote };
                (shown.reading.from_source(*quoted), kind)
            })
            .collect();
        found.extend(mentions_in(self.entities.marked(), span).iter().map(|mention| {
            let current = visited == Some(mention.span);
            let kind = if current { Highlight::CurrentMention } else { Highlight::Mention };
            (shown.reading.from_source(mention.span), kind)
        }));
        if let Some(search) = &self.search {
            let current = search.current();
            found.extend(search.hits_in(block, range).iter().map(|hit| {
                let kind = if Some(hit) == current { Highlight::CurrentHit } else { Highlight::Hit };
                (hit.range.clone(), kind)
            }));
        }
        if let Some(places) = &marks.selected {
            found.push((self.selected_in(places, block), Highlight::Selected));
        }
        found
    }
}

/// The mentions that touch a span; they are in the order of the text.
fn mentions_in(mentions: &[crate::entity::Mention], span: Span) -> &[crate::entity::Mention] {
    let start = mentions.partition_point(|mention| mention.span.end <= span.start);
    let end = mentions.partition_point(|mention| mention.span.start < span.end);
    mentions.get(start..end.max(start)).unwrap_or_default()
}
