//! Which paragraphs are the summary, and which the drafter's comment.

use super::super::{Block, Cable, Heading, Reading};
use super::scan;

/// Sets the cable's summary and comment, where it has them: the first summary, the last comment.
pub(super) fn find(cable: &mut Cable) {
    let mut indices = 0..cable.paragraphs.len();
    let summary = indices.clone().find(|&index| opens(cable, index, "SUMMARY"));
    let comment = indices.rfind(|&index| opens(cable, index, "COMMENT"));
    cable.summary = summary.and_then(|first| section(cable, "end summary", first));
    cable.comment = comment.and_then(|first| section(cable, "end comment", first));
}

/// Whether the paragraph begins with the word, or stands first under a heading that does.
fn opens(cable: &Cable, index: usize, word: &str) -> bool {
    let blocks = cable.paragraphs[index].blocks.clone();
    let first = cable.blocks.get(blocks).and_then(<[Block]>::first);
    let heading = headed(cable, index).and_then(|heading| cable.blocks.get(heading.block));
    first.into_iter().chain(heading).any(|block| leads(block.reading.text(), word))
}

/// The heading that stands right above the paragraph.
fn headed(cable: &Cable, index: usize) -> Option<&Heading> {
    let heading = cable.headings.get(cable.paragraphs[index].heading?)?;
    (heading.before == Some(index)).then_some(heading)
}

/// Whether a text begins with the word, behind a mark or BEGIN: "(C) SUMMARY AND COMMENT", "BEGIN SUMMARY".
fn leads(text: &str, word: &str) -> bool {
    let bare = text.strip_prefix('(').and_then(|text| text.split_once(") ")).map_or(text, |(_, rest)| rest);
    let bare = bare.trim_start_matches(|c: char| !c.is_alphabetic());
    let bare = if scan::starts_word(bare, "BEGIN") { bare[5..].trim_start() } else { bare };
    scan::starts_word(bare, word)
}

/// The text from paragraph `first` to the one that holds `end`, or as far as its heading reaches.
fn section(cable: &Cable, end: &str, first: usize) -> Option<Reading> {
    let heading = cable.paragraphs[first].heading;
    let together = || {
        let following = first..cable.paragraphs.len();
        following.take_while(|&index| cable.paragraphs[index].heading == heading)
    };
    let ends = |index: &usize| {
        let blocks = cable.paragraphs[*index].blocks.clone();
        cable.blocks[blocks].iter().any(|block| scan::contains(block.reading.text(), end))
    };
    let reach = headed(cable, first).and_then(|_| together().last());
    let last = together().find(ends).or(reach).unwrap_or(first);
    let blocks = cable.paragraphs[first].blocks.start..cable.paragraphs[last].blocks.end;
    let mut reading = Reading::default();
    for block in &cable.blocks[blocks] {
        reading.append("\n", &block.reading);
    }
    (!reading.text().is_empty()).then_some(reading)
}
