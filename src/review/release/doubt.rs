//! Whether a paragraph may hold more than its own mark speaks for.

use std::collections::BTreeSet;

use super::items::Items;
use super::lines::begins_another;
use super::marks::{doubt, goes_on_with_mark, read_at};
use super::shapes::{bullet, is_bullet, shaped};
use super::words::{Words, plain};
use super::wrapping::{Wrapping, ends, source};
use super::{Ceiling, Reason};
use crate::cable::{Block, BlockKind, Cable, Paragraph};

/// What a summary, a comment or an embedded text ends with, often without a stop.
const CLOSING: [&str; 6] = ["END", "SUMMARY", "AND", "COMMENT", "NOTE", "TEXT"];

/// Most words of a line that frames an embedded text: `Begin text of the note:`.
const FRAME: usize = 5;

/// Why a paragraph is held back although its own mark is low enough: another mark or a level in it, or that it may have
/// taken in what does not belong to it.
pub(super) fn doubt_of_paragraph(
    cable: &Cable,
    index: usize,
    ceiling: &Ceiling,
    wrapping: &Wrapping,
) -> Option<Reason> {
    let paragraph = cable.paragraphs.get(index)?;
    let blocks = cable.blocks.get(paragraph.blocks.clone()).unwrap_or_default();
    let unclosed = || cable.warnings.iter().any(|warning| warning.code == "unclosed-text");
    let text = cable.paragraph_text(index);
    doubt(&text, ceiling)
        .or_else(|| (goes_on_with_mark(&text) || marks_some_items(&text)).then_some(Reason::InnerMark))
        .or_else(|| holds_another(cable, index, paragraph, blocks, wrapping).then_some(Reason::Another))
        .or_else(|| (goes_on(blocks) || stands_alone(blocks)).then_some(Reason::Another))
        .or_else(|| (is_embedding(blocks) && unclosed()).then_some(Reason::Another))
        .or_else(|| holds_heading(blocks).then_some(Reason::Heading))
}

/// Whether a number in the text can be that of a further paragraph which the copy or the parser has run into this one,
/// or an embedded text has numbered paragraphs of its own.
fn holds_another(
    cable: &Cable,
    index: usize,
    paragraph: &Paragraph,
    blocks: &[Block],
    wrapping: &Wrapping,
) -> bool {
    let own = paragraph.number.unwrap_or(0);
    let next = cable.paragraphs.get(index + 1..).unwrap_or_default().iter().find_map(|next| next.number);
    let next = next.filter(|next| *next > own).unwrap_or(u32::MAX);
    if begins_another(&source(cable, paragraph.span), own, next, wrapping) {
        return true;
    }
    let embedding = is_embedding(blocks);
    blocks.iter().any(|block| {
        let text = plain(block.reading.text());
        let mut words = text.split_whitespace().enumerate();
        words.any(|(at, word)| {
            number(word).is_some_and(|number| own < number && number <= next || embedding && at == 0)
        })
    })
}

/// Whether running text follows behind the first block: it may be a paragraph that nobody has numbered and marked. Lists,
/// tables and embedded texts belong to what leads to them.
fn goes_on(blocks: &[Block]) -> bool {
    let frames = |block: &Block| {
        let words = Words::of(block.reading.text());
        words.len() <= FRAME && (words.run(0, 1) == Some("begin") || words.run(0, 1) == Some("end"))
    };
    blocks.iter().skip(1).any(|block| block.kind == BlockKind::Prose && !frames(block))
}

/// Whether some items of a list have marks of their own and others have none.
fn marks_some_items(text: &str) -> bool {
    let text = shaped(text);
    let items = text.lines().filter_map(|line| {
        let item = bullet(line).unwrap_or(line);
        let behind = item.split_once(char::is_whitespace).map_or("", |(_, behind)| behind.trim_start());
        let listed = item.len() < line.len() || Items::default().place(item).is_some();
        let marked = [item, behind].into_iter().any(|text| read_at(text).is_some());
        listed.then_some(marked)
    });
    let kinds: BTreeSet<bool> = items.collect();
    kinds.len() > 1
}

/// Whether names, a table or an embedded text follow where nothing leads to them: the sentence before has ended. What
/// begins with a sign of its own is judged as a line.
fn stands_alone(blocks: &[Block]) -> bool {
    let signed = |block: &Block| {
        let text = shaped(block.reading.text());
        let item = text.trim_start_matches(is_bullet);
        block.kind == BlockKind::Item && (item.len() < text.len() || Items::default().place(item).is_some())
    };
    blocks.windows(2).any(|pair| {
        let [before, block] = pair else { return false };
        let ended = before.kind == BlockKind::Prose && ends(before.reading.text());
        ended && block.kind != BlockKind::Prose && !signed(block)
    })
}

/// The number of a paragraph: `3.`, `3)`, `3.(C)`, at most three digits.
fn number(word: &str) -> Option<u32> {
    let digits =
        word.split(|c: char| !c.is_ascii_digit()).next().filter(|digits| (1..=3).contains(&digits.len()))?;
    let behind = word.get(digits.len()..)?.strip_prefix(['.', ')'])?;
    let ends = !behind.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    digits.parse().ok().filter(|_| ends)
}

fn is_embedding(blocks: &[Block]) -> bool {
    let begins = |block: &Block| {
        let text = block.reading.text().to_ascii_lowercase();
        block.kind == BlockKind::Quote || text.contains("begin text") || text.contains("begin quote")
    };
    blocks.iter().any(begins)
}

/// Whether a line in the paragraph may be a heading, and so what follows it a paragraph without a mark; or whether it
/// ends in capitals behind its last stop, as a heading of the next one does that was run into it, or the signature.
fn holds_heading(blocks: &[Block]) -> bool {
    // What leads to a list is no heading.
    let followed = |next: Option<&Block>| next.is_some_and(|next| next.kind == BlockKind::Item);
    let mut lines = blocks.iter().enumerate();
    lines.any(|(at, block)| block.kind == BlockKind::Label && !followed(blocks.get(at + 1)))
        || blocks.last().is_some_and(ends_in_capitals)
}

fn ends_in_capitals(block: &Block) -> bool {
    let text = block.reading.text().trim_end();
    let tail = text.rsplit(['.', '!', '?', ':', ';', '"', ')']).next().unwrap_or_default();
    let closes = tail.split_whitespace().all(|word| CLOSING.contains(&word));
    tail.contains(char::is_uppercase) && !tail.contains(char::is_lowercase) && !closes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;

    fn paragraph(text: &str) -> Option<Reason> {
        let text = format!(
            "C O N F I D E N T I A L ELBONIA 000123\n\nSUBJECT: BOATS\n\n1. (C) One.\n\n{text}\n\n9. (C) Last.\n"
        );
        let cable = Cable::parse(decode(text.into()));
        assert_eq!(cable.paragraphs[1].marking.as_ref().map(|marking| &*marking.code), Some("U"));
        doubt_of_paragraph(&cable, 1, &Ceiling::parse("U").unwrap(), &Wrapping::of(&cable))
    }

    #[test]
    fn what_another_paragraph_left_is_found() {
        assert_eq!(paragraph("2. (U) It ends. 3. Another begins."), Some(Reason::Another));
        assert_eq!(paragraph("2. (U) It ends. 7.(Another begins."), Some(Reason::Another));
        assert_eq!(
            paragraph("2. (U) He gave us this:\n\nBegin text:\n\n1. One.\n\n2. Two.\n\nEnd text."),
            Some(Reason::Another)
        );
        assert_eq!(
            paragraph("2. (U) He gave us this:\n\nBegin text:\n\nOne.\n\nTwo."),
            Some(Reason::Another)
        );
        assert_eq!(paragraph("2. (U) It ends. NEXT MATTER"), Some(Reason::Heading));
        assert_eq!(paragraph("2. (U) It ends. ROE"), Some(Reason::Heading));
    }

    #[test]
    fn running_text_behind_the_paragraph_is_found() {
        let unmarked = "This has no number, and nobody has set a mark before it.";
        for text in [
            format!("2. (U) It ends.\n\n{unmarked}"),
            format!("2. (U) It ends.\n\nNEXT MATTER\n\n{unmarked}"),
        ] {
            assert_eq!(paragraph(&text), Some(Reason::Another), "{text}");
        }
    }

    #[test]
    fn what_stands_alone_below_a_sentence_is_found() {
        for text in [
            "2. (U) It ends.\n\n- Another.\n\n- And one.",
            "2. (U) It ends.\n\nBegin text:\n\nOne.\n\nEnd text.",
            "2. (U) It ends.\n\nName      Boats     Days\nRoe       3         4\nDoe       5         6",
        ] {
            assert_eq!(paragraph(text), Some(Reason::Another), "{text}");
        }
    }

    #[test]
    fn an_item_without_a_mark_beside_marked_ones_is_found() {
        for text in
            ["- (U) One;\n- two.", "- one;\n- (U) Two.", "a. (U) One;\n\nb. two.", "(1) (U) One;\n(2) two."]
        {
            let text = format!("2. (U) They are:\n{text}");
            assert_eq!(paragraph(&text), Some(Reason::InnerMark), "{text}");
        }
        assert_eq!(paragraph("2. (U) They are:\n- (U) One;\n- (U) Two."), None);
        assert_eq!(paragraph("2. (U) NF It ends."), Some(Reason::InnerMark));
    }

    #[test]
    fn figures_lists_and_names_are_no_other_paragraph() {
        assert_eq!(
            paragraph("2. (U) In 2006. It paid 3.5 percent, 3 boats (1) and (2), on May 1. The end"),
            None
        );
        assert_eq!(paragraph("2. (U) They were:\n\nUS\n\nAnna Roe\n\nJohn Doe"), None);
        assert_eq!(paragraph("2. (U) He gave us this:\n\nBegin text:\n\nOne.\n\nTwo.\n\nEnd text."), None);
    }
}
