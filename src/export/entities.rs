//! The stable JSON of `reftel entities`.

use serde_json::{Value, json};

use crate::cable::{Cable, Span};
use crate::entity::{Acronym, Entity, Extraction, Mention};

/// `{"schema": 1, "file", "entities": [...], "acronyms": [...]}`.
///
/// Offsets are code points of the decoded file, half-open. `text` is what the file prints there, line breaks folded
/// to one space. `paragraph` is the paragraph's `index` of `reftel parse` (from 1, unique even where printed numbers
/// repeat), `null` in the header and the trailer.
pub fn entities(cable: &Cable, extraction: &Extraction, file: &str) -> Value {
    let offsets = Offsets::new(&cable.text);
    let mention = |mention: &Mention| {
        json!({
            "start": cable.start.scalar + offsets.code_point(mention.span.start),
            "end": cable.start.scalar + offsets.code_point(mention.span.end),
            "text": printed(cable, mention.span),
            "paragraph": mention.paragraph.map(|paragraph| paragraph + 1),
        })
    };
    let entity = |(index, entity): (usize, &Entity)| {
        json!({
            "id": format!("e{}", index + 1),
            "kind": entity.kind.name(),
            "name": entity.name,
            "aliases": entity.aliases,
            "expansion": entity.expansion,
            "role": entity.role,
            "value": entity.value,
            "why": entity.why,
            "mentions": entity.mentions.iter().map(mention).collect::<Vec<_>>(),
        })
    };
    let acronym = |acronym: &Acronym| {
        json!({
            "text": acronym.text,
            "expansion": acronym.expansion,
            "source": acronym.source.map(|source| source.name()),
            "mentions": acronym.mentions.iter().map(mention).collect::<Vec<_>>(),
        })
    };
    json!({
        "schema": 1,
        "file": file,
        "entities": extraction.entities.iter().enumerate().map(entity).collect::<Vec<_>>(),
        "acronyms": extraction.acronyms.iter().map(acronym).collect::<Vec<_>>(),
    })
}

fn printed(cable: &Cable, span: Span) -> String {
    let text = cable.text.get(span.range()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every how many bytes a code point count is kept.
const STEP: usize = 256;

/// From byte offsets to code points, in constant time.
struct Offsets<'a> {
    text: &'a str,
    /// How many code points begin before byte `STEP * i`.
    counts: Vec<usize>,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(count);
            count += begun(chunk);
        }
        counts.push(count);
        Self { text, counts }
    }

    fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let step = byte / STEP;
        let before = self.counts.get(step).copied().unwrap_or_default();
        before + begun(self.text.as_bytes().get(step * STEP..byte).unwrap_or_default())
    }
}

/// How many code points begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = "é€x".repeat(300);
        let offsets = Offsets::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.code_point(byte), count);
        }
        assert_eq!(offsets.code_point(text.len()), 900);
        assert_eq!(offsets.code_point(usize::MAX), 900);
    }
}
