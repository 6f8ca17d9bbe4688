//! Cables built by hand.

use reftel::cable::{Block, BlockKind, Cable, Paragraph, Reading, Span};

/// A cable with these paragraphs, numbered from 1, each a list of blocks that are shown as they stand.
pub(crate) fn cable<B: AsRef<str>>(paragraphs: &[&[B]]) -> Cable {
    let numbered: Vec<(u32, &[B])> = (1..).zip(paragraphs.iter().copied()).collect();
    numbered_cable(&numbered)
}

/// The same with numbers of its own.
pub(crate) fn numbered_cable<B: AsRef<str>>(paragraphs: &[(u32, &[B])]) -> Cable {
    let mut cable = Cable { text: "SUBJECT: A TEST\n\n".into(), ..Cable::default() };
    let mut spans = Vec::new();
    for (number, blocks) in paragraphs {
        let start = cable.text.len();
        cable.text.push_str(&format!("{number}. (C) "));
        let first = spans.len();
        for block in *blocks {
            let at = cable.text.len();
            cable.text.push_str(block.as_ref());
            spans.push((Span::new(at, cable.text.len()), cable.paragraphs.len()));
            cable.text.push('\n');
        }
        cable.paragraphs.push(Paragraph {
            number: Some(*number),
            marking: None,
            heading: None,
            span: Span::new(start, cable.text.len() - 1),
            blocks: first..spans.len(),
        });
        cable.text.push('\n');
    }
    cable.blocks = spans
        .iter()
        .map(|(span, paragraph)| Block {
            kind: BlockKind::Prose,
            reading: Reading::verbatim(&cable.text, *span),
            paragraph: Some(*paragraph),
            indent: 0,
        })
        .collect();
    cable
}

/// The span of the `nth` occurrence (from 0) of `quote` in the cable's text.
pub(crate) fn span(cable: &Cable, quote: &str, nth: usize) -> Span {
    let (at, _) = cable.text.match_indices(quote).nth(nth).unwrap();
    Span::new(at, at + quote.len())
}
