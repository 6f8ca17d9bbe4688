//! Which text is the summary, which the drafter's comment, and which the request for action.

mod frame;

use std::ops::Range;

use crate::cable::parse::scan;
use crate::cable::{Block, Cable, Heading, Reading};

/// Paragraphs in which a summary ends that nothing has opened.
const EARLY: usize = 8;
/// Bytes of a paragraph in which it can call itself a request for action.
const FIRST_WORDS: usize = 160;

/// Sets the cable's summary, comment and request: the first summary and request, the last comment.
pub(in crate::cable::parse) fn find(cable: &mut Cable) {
    cable.summary = summary(cable);
    cable.comment = comment(cable);
    cable.action_request = request(cable);
}

/// Whether a line opens a summary, request or comment by its name: `SUMMARY: ...`; only the summary's can stand alone.
pub(in crate::cable::parse) fn opens(printed: &str) -> bool {
    let opened = ["SUMMARY", "ACTION REQUEST", "COMMENT"]
        .into_iter()
        .any(|part| frame::opening(printed, part).is_some());
    opened && (printed.contains([':', '.']) || scan::is_words(printed, "SUMMARY"))
}

fn summary(cable: &Cable) -> Option<Reading> {
    let opened = (0..cable.paragraphs.len()).find(|&index| opens_part(cable, index, "SUMMARY"));
    // The drafter has forgotten to say where it begins: with the text.
    let closed = || {
        let heading = cable.paragraphs.first()?.heading;
        let early = 0..cable.paragraphs.len().min(EARLY);
        let mut early = early.take_while(|&index| cable.paragraphs[index].heading == heading);
        let first = early.clone().find(|&index| !names_classifier(cable, index))?;
        early.any(|index| ends(cable, "SUMMARY", index)).then_some(first)
    };
    section(cable, "SUMMARY", opened.or_else(closed)?)
}

fn comment(cable: &Cable) -> Option<Reading> {
    let opened = (0..cable.paragraphs.len()).rfind(|&index| opens_part(cable, index, "COMMENT"));
    let Some(mut first) = opened else { return aside(cable, "COMMENT") };
    while first > 0 && is_continued(cable, first) && opens_part(cable, first - 1, "COMMENT") {
        first -= 1;
    }
    section(cable, "COMMENT", first)
}

fn request(cable: &Cable) -> Option<Reading> {
    let mut indices = 0..cable.paragraphs.len();
    if let Some(first) = indices.clone().find(|&index| opens_part(cable, index, "ACTION REQUEST")) {
        return section(cable, "ACTION REQUEST", first);
    }
    // "This is an action request; please see paragraph 4."
    let named = indices.find(|&index| {
        let text = first_block(cable, index).map_or("", |block| block.reading.text());
        scan::contains(scan::head(text, FIRST_WORDS), "action request")
    })?;
    gathered(cable, "ACTION REQUEST", named..named + 1)
}

/// Whether the paragraph begins with the name of the part, or stands first under a heading that does.
fn opens_part(cable: &Cable, index: usize, part: &str) -> bool {
    let led =
        first_block(cable, index).is_some_and(|block| frame::opening(block.reading.text(), part).is_some());
    let heading = || headed(cable, index).and_then(|heading| cable.blocks.get(heading.block));
    led || heading().is_some_and(|block| heads(block.reading.text(), part))
}

/// Whether a heading names the part: "(C) SUMMARY AND COMMENT", "BEGIN SUMMARY", "COMMENT: A FRESH START".
fn heads(text: &str, part: &str) -> bool {
    let bare = text.strip_prefix('(').and_then(|text| text.split_once(") ")).map_or(text, |(_, rest)| rest);
    let bare = bare.trim_start_matches(|c: char| !c.is_alphabetic());
    let named = scan::starts_word(bare, part) || part.contains(' ') && scan::starts(bare, part);
    named || frame::opening(text, part).is_some()
}

/// Whether the paragraph goes on with the comment of the one before: "COMMENT CONTINUED".
fn is_continued(cable: &Cable, index: usize) -> bool {
    first_block(cable, index).is_some_and(|block| {
        let text = block.reading.text();
        let opening = frame::opening(text, "COMMENT").unwrap_or(0);
        scan::contains(&text[..opening], "cont")
    })
}

/// Whether the paragraph names who has classified the cable, as paragraph 1 did until 2001.
fn names_classifier(cable: &Cable, index: usize) -> bool {
    first_block(cable, index).is_some_and(|block| scan::starts(block.reading.text(), "classified by"))
}

/// Whether the part ends in the paragraph.
fn ends(cable: &Cable, part: &str, index: usize) -> bool {
    let blocks = &cable.blocks[cable.paragraphs[index].blocks.clone()];
    blocks.iter().any(|block| frame::closing(block.reading.text(), part).is_some())
}

fn first_block(cable: &Cable, index: usize) -> Option<&Block> {
    cable.blocks.get(cable.paragraphs.get(index)?.blocks.clone())?.first()
}

/// The heading that stands right above the paragraph.
fn headed(cable: &Cable, index: usize) -> Option<&Heading> {
    let heading = cable.headings.get(cable.paragraphs[index].heading?)?;
    (heading.before == Some(index)).then_some(heading)
}

/// The text from paragraph `first` to the one that closes the part, or as far as its heading reaches.
fn section(cable: &Cable, part: &str, first: usize) -> Option<Reading> {
    let heading = cable.paragraphs.get(first)?.heading;
    let together = || {
        let following = first..cable.paragraphs.len();
        following.take_while(|&index| cable.paragraphs[index].heading == heading)
    };
    let reach = headed(cable, first).and_then(|_| together().last());
    let continued = || together().skip(1).take_while(|&index| is_continued(cable, index)).last();
    let last =
        together().find(|&index| ends(cable, part, index)).or(reach).or_else(continued).unwrap_or(first);
    gathered(cable, part, first..last + 1)
}

/// The text of `paragraphs` without the frame of the part.
fn gathered(cable: &Cable, part: &str, paragraphs: Range<usize>) -> Option<Reading> {
    let mut gathered = Reading::default();
    let first = paragraphs.start;
    let headed = headed(cable, first).is_some();
    for (place, paragraph) in cable.paragraphs[paragraphs].iter().enumerate() {
        let blocks = &cable.blocks[paragraph.blocks.clone()];
        // A line that says for whom the message is can stand above it in its paragraph.
        let opens = |block: &Block| frame::opening(block.reading.text(), part).is_some();
        let lead = if place == 0 && !headed { blocks.iter().position(opens).unwrap_or(0) } else { 0 };
        for (index, block) in blocks.iter().enumerate().skip(lead) {
            let text = block.reading.text();
            let start = if index == lead { frame::opening(text, part).unwrap_or(0) } else { 0 };
            let closing = frame::closing(text, part);
            let end = closing.unwrap_or(text.len()).max(start);
            if end > start {
                gathered.append("\n", &block.reading.part(start..end));
            }
            if closing.is_some() {
                break;
            }
        }
    }
    (!gathered.text().is_empty()).then_some(gathered)
}

/// The last stretch inside a paragraph that is framed as the part: "(Comment: ... End comment.)".
fn aside(cable: &Cable, part: &str) -> Option<Reading> {
    let mut texts = cable.blocks.iter().filter(|block| block.paragraph.is_some()).rev();
    texts.find_map(|block| {
        let range = frame::inside(block.reading.text(), part).filter(|range| !range.is_empty())?;
        Some(block.reading.part(range))
    })
}
