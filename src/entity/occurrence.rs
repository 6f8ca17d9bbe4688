//! Where the words of a reader stand in the text.

use super::Mention;
use crate::cable::{Block, Cable};

/// Most places that are given.
const MOST: usize = 4096;

/// Every place where a cable reads `words`, as whole words and with the same capitals.
pub(super) fn all<'a>(cable: &'a Cable, words: &'a str) -> impl Iterator<Item = Mention> + 'a {
    let blocks = cable.blocks.iter().filter(move |block| !words.is_empty() && block.paragraph.is_some());
    blocks.flat_map(move |block| inside(block, words)).take(MOST)
}

fn inside<'a>(block: &'a Block, words: &'a str) -> impl Iterator<Item = Mention> + 'a {
    let text = block.reading.text();
    let is_whole = move |start: usize| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let behind = text.get(start + words.len()..).and_then(|text| text.chars().next());
        ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
    };
    let places = text.match_indices(words).map(|(start, _)| start).filter(move |start| is_whole(*start));
    places.map(|start| Mention {
        span: block.reading.to_source(start..start + words.len()),
        paragraph: block.paragraph,
    })
}
