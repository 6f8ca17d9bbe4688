//! Why a cable was found: the words that show it best, and where they stand.

use std::ops::Range;

use super::query::{Query, Snippet};
use crate::cable::{Block, Cable};

/// The part of a cable that shows why it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The words, on one line.
    pub snippet: Snippet,
    /// Byte of the cable's text where the first word that was looked for stands.
    pub offset: usize,
    /// The paragraph it is in: index into [`Cable::paragraphs`]; `None` in the header or behind the text.
    pub paragraph: Option<usize>,
}

/// The part of a cable, at most `width` columns of it, that shows best why it was found: of the paragraph where that is, or
/// of the header.
pub fn excerpt(cable: &Cable, query: &Query, width: usize) -> Excerpt {
    let whole = Joined::new(&cable.blocks, 0..cable.blocks.len());
    let best = query.snippet(&whole.text, width);
    let paragraph = whole.block_at(best.at).and_then(|block| cable.paragraph_of(block));
    let Some(found) = paragraph.and_then(|paragraph| cable.paragraphs.get(paragraph)) else {
        return Excerpt { offset: whole.offset(cable, best.at), snippet: best, paragraph: None };
    };
    // What stands before the paragraph would only take room.
    let own = Joined::new(&cable.blocks, found.blocks.clone());
    let snippet = query.snippet(&own.text, width);
    Excerpt { offset: own.offset(cable, snippet.at), snippet, paragraph }
}

/// Blocks as one text, a block a line.
struct Joined {
    text: String,
    /// Where each block begins in it, and which it is.
    starts: Vec<(usize, usize)>,
}

impl Joined {
    fn new(blocks: &[Block], range: Range<usize>) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        let first = range.start;
        for (index, block) in blocks.get(range).unwrap_or_default().iter().enumerate() {
            starts.push((text.len(), first + index));
            text.push_str(block.reading.text());
            text.push('\n');
        }
        Self { text, starts }
    }

    /// The start of the block in which a byte lies, and which it is.
    fn start_at(&self, at: usize) -> Option<(usize, usize)> {
        let behind = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts.get(behind.checked_sub(1)?).copied()
    }

    fn block_at(&self, at: usize) -> Option<usize> {
        self.start_at(at).map(|(_, block)| block)
    }

    /// The byte of the cable's text that is shown at a byte of this one.
    fn offset(&self, cable: &Cable, at: usize) -> usize {
        let Some((start, block)) = self.start_at(at) else { return 0 };
        let Some(reading) = cable.blocks.get(block).map(|block| &block.reading) else { return 0 };
        reading.to_source(at - start..(at - start + 1).min(reading.text().len())).start
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;

    #[test]
    fn the_paragraph_with_the_words_is_found() {
        let text = "C O N F I D E N T I A L ELBONIA 000012\n\nSUBJECT: MUD\n\n1. (C) One thing.\n\n\
                    2. (U) The mud-\nslide and the minister.\n";
        let cable = Cable::parse(decode(text.as_bytes().to_vec()));
        let found = excerpt(&cable, &Query::parse("minister").unwrap(), 40);
        assert_eq!(found.paragraph, Some(1));
        assert!(cable.text.get(found.offset..).unwrap().starts_with("minister"));
        let found = excerpt(&cable, &Query::parse("mud").unwrap(), 40);
        assert_eq!(found.paragraph, None, "the subject");
        assert_eq!(excerpt(&Cable::default(), &Query::default(), 40), Excerpt::default());
    }
}
