//! Why a cable was found: the words that show it best, and where they stand.

use super::query::{Query, Snippet};
use crate::cable::Cable;

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

/// The part of a cable, at most `width` columns of it, that shows best why it was found.
pub fn excerpt(cable: &Cable, query: &Query, width: usize) -> Excerpt {
    let (mut text, mut starts) = (String::with_capacity(cable.text.len()), Vec::new());
    for block in &cable.blocks {
        starts.push(text.len());
        text.push_str(block.reading.text());
        text.push('\n');
    }
    let snippet = query.snippet(&text, width);
    let index = starts.partition_point(|start| *start <= snippet.at).saturating_sub(1);
    let Some(block) = cable.blocks.get(index) else { return Excerpt { snippet, ..Excerpt::default() } };
    let within = snippet.at - starts[index];
    let offset = block.reading.to_source(within..(within + 1).min(block.reading.text().len())).start;
    Excerpt { offset, paragraph: block.paragraph, snippet }
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
