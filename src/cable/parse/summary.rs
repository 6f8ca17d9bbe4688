//! Which paragraphs are the summary, and which the drafter's comment.

use super::super::{Block, BlockKind, Cable, Reading};
use super::scan;

/// Sets the cable's summary and comment, where it has them.
pub(super) fn find(cable: &mut Cable) {
    cable.summary =
        section(cable, "SUMMARY", (0..cable.paragraphs.len()).find(|&index| opens(cable, index, "SUMMARY")));
    cable.comment = section(
        cable,
        "COMMENT",
        (0..cable.paragraphs.len()).rev().find(|&index| opens(cable, index, "COMMENT")),
    );
}

/// Whether the paragraph begins with the word, or stands first under a heading that does.
fn opens(cable: &Cable, index: usize, word: &str) -> bool {
    let paragraph = &cable.paragraphs[index];
    let leads = |text: &str| {
        let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let text = if scan::starts_word(text, "BEGIN") { text[5..].trim_start() } else { text };
        scan::starts_word(text, word)
    };
    let first = cable.blocks.get(paragraph.blocks.clone()).and_then(<[Block]>::first);
    let headed = paragraph
        .heading
        .and_then(|heading| cable.headings.get(heading))
        .filter(|heading| heading.before == Some(index));
    let heading = headed.and_then(|heading| cable.blocks.get(heading.block));
    first.is_some_and(|block| leads(block.reading.text()))
        || heading.is_some_and(|block| titled(block.reading.text(), word))
}

/// Whether a heading names the word, behind a mark of its own: "(C) SUMMARY AND COMMENT".
fn titled(heading: &str, word: &str) -> bool {
    let bare = heading.trim_start_matches('(').split_once(')').map_or(heading, |(_, rest)| rest);
    scan::starts_word(bare.trim_start(), word)
}

/// The text from paragraph `first` to the one that says it ends, or as far as its heading reaches.
fn section(cable: &Cable, word: &str, first: Option<usize>) -> Option<Reading> {
    let first = first?;
    let end = format!("end {}", word.to_ascii_lowercase());
    let ends = |index: usize| scan::contains(&cable.paragraph_text(index), &end);
    let heading = cable.paragraphs[first].heading;
    let together =
        (first..cable.paragraphs.len()).take_while(|&index| cable.paragraphs[index].heading == heading);
    let last = together.clone().find(|&index| ends(index));
    let headed = heading
        .and_then(|heading| cable.headings.get(heading))
        .is_some_and(|heading| heading.before == Some(first));
    let last = last.or_else(|| if headed { together.last() } else { None }).unwrap_or(first);
    let blocks = cable.paragraphs[first].blocks.start..cable.paragraphs[last].blocks.end;
    let mut reading = Reading::default();
    for block in cable.blocks.get(blocks)?.iter().filter(|block| block.kind != BlockKind::Heading) {
        reading.append("\n", &block.reading);
    }
    (!reading.text().is_empty()).then_some(reading)
}
