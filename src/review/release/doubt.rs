//! Whether a text may hold more than its own mark speaks for.

use std::collections::BTreeSet;

use super::lines::begins_another;
use super::opening::{opens_another, says_level};
use super::words::{Words, plain};
use super::{Ceiling, Reason};
use crate::cable::{Block, BlockKind, Cable, Marking, Paragraph, Span};

/// Words that a machine or a drafter stamps on a page, without their blanks, and the mark that each stands for. The
/// letter groups stand behind ZNY in the transmission lines.
const STAMPS: [(&str, &str); 19] = [
    ("LIMITEDOFFICIALUSE", "LOU"),
    ("TOPSECRET", "TS"),
    ("CONFIDENTIAL", "C"),
    ("SECRET", "S"),
    ("NOFORN", "U/NF"),
    ("ORCON", "U/OC"),
    ("PROPIN", "U/PR"),
    ("EXDIS", "U/EXDIS"),
    ("NODIS", "U/NODIS"),
    // No ceiling can name these.
    ("LIMDIS", ""),
    ("STADIS", ""),
    ("SBU", "SBU"),
    ("FOUO", "FOUO"),
    ("FOROFFICIALUSEONLY", "FOUO"),
    ("SENSITIVEBUTUNCLASSIFIED", "SBU"),
    ("TTTTT", "TS"),
    ("SSSSS", "S"),
    ("CCCCC", "C"),
    ("EEEEE", "SBU"),
];

/// What a summary, a comment or an embedded text ends with, often without a stop.
const CLOSING: [&str; 6] = ["END", "SUMMARY", "AND", "COMMENT", "NOTE", "TEXT"];

/// Most words of a line that frames an embedded text: `Begin text of the note:`.
const FRAME: usize = 5;

/// Brackets of other shapes, in which a mark may have been retyped.
const OPENING: [char; 12] = ['[', '{', '<', '‹', '〈', '⟨', '❨', '❪', '❬', '❲', '【', '〔'];
const ENDING: [char; 12] = [']', '}', '>', '›', '〉', '⟩', '❩', '❫', '❭', '❳', '】', '〕'];

/// Longest mark that is looked for without brackets, or in foreign letters: `(С)` with a Cyrillic one.
const MARK: usize = 8;

/// Why a text is held back although its own mark is low enough: another mark or a level in it.
pub(super) fn doubt(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    // A letter in a circle may be meant as one in brackets.
    if text.contains(|c| matches!(c, 'Ⓐ'..='ⓩ')) {
        return Some(Reason::InnerMark);
    }
    let text = plain(&text.replace(OPENING, "(").replace(ENDING, ")"));
    brackets(&text, ceiling)
        .or_else(|| bare(&text, ceiling))
        .or_else(|| opens_another(&text, ceiling).then_some(Reason::InnerMark))
        .or_else(|| stamps(&text, ceiling))
}

/// The same for a paragraph, which may also have taken in what does not belong to it.
pub(super) fn doubt_of_paragraph(cable: &Cable, index: usize, ceiling: &Ceiling) -> Option<Reason> {
    let paragraph = cable.paragraphs.get(index)?;
    let blocks = cable.blocks.get(paragraph.blocks.clone()).unwrap_or_default();
    let unclosed = || cable.warnings.iter().any(|warning| warning.code == "unclosed-text");
    doubt(&cable.paragraph_text(index), ceiling)
        .or_else(|| holds_another(cable, index, paragraph, blocks).then_some(Reason::Another))
        .or_else(|| goes_on(blocks).then_some(Reason::Another))
        .or_else(|| (is_embedding(blocks) && unclosed()).then_some(Reason::Another))
        .or_else(|| holds_heading(blocks).then_some(Reason::Heading))
}

/// Marks in brackets, anywhere in the text.
fn brackets(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    let mut letters = BTreeSet::new();
    for (at, _) in text.match_indices('(') {
        let rest = text.get(at..)?;
        let inside = rest.get(1..).unwrap_or_default().split(')').next().unwrap_or_default();
        // The third entry of a list, or a plural.
        let third = inside == "c" && letters.contains("a") && letters.contains("b");
        let plural = inside == "s" && text.get(..at)?.ends_with(char::is_alphabetic);
        letters.insert(inside);
        if third || plural {
            continue;
        }
        match Marking::read(rest, Span::new(0, rest.len())) {
            Some(marking) if marking.scope.is_some() || !ceiling.allows(&marking.code) => {
                return Some(Reason::InnerMark);
            }
            Some(_) => {}
            None => {
                let foreign =
                    inside.len() <= MARK && inside.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
                if foreign
                    || leads(inside, ceiling)
                    || says_level(inside, false, ceiling)
                    || Marking::is_malformed(rest)
                {
                    return Some(Reason::InnerMark);
                }
            }
        }
    }
    None
}

/// Whether a mark leads what stands in brackets: `(C: as he said)`, `(S Comment: ...)`.
fn leads(inside: &str, ceiling: &Ceiling) -> bool {
    let first = inside.split([' ', ':']).next().filter(|first| first.len() < inside.len());
    let capitals = |first: &&str| first.bytes().all(|byte| byte.is_ascii_uppercase());
    first.filter(capitals).and_then(read).is_some_and(|mark| !ceiling.allows(&mark.code))
}

/// The mark that stands in brackets.
pub(super) fn read(inside: &str) -> Option<Marking> {
    let mark = format!("({inside})");
    Marking::read(&mark, Span::new(0, mark.len()))
}

/// Marks whose brackets the copy has lost: `S//NF`, `C//`. An office like `S/CT` is none.
fn bare(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| ".,;:()".contains(c)));
    let marks = words.filter(|word| word.contains('/') && word.len() <= MARK).filter_map(read);
    marks.map(|mark| mark.code).any(|code| !ceiling.allows(&code)).then_some(Reason::InnerMark)
}

/// Levels and handling words in capitals, however their letters are spaced.
fn stamps(text: &str, ceiling: &Ceiling) -> Option<Reason> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let capitals = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    for from in 0..words.len() {
        let mut letters = String::new();
        for word in words.get(from..)?.iter().take_while(|word| capitals(word)) {
            letters.push_str(word);
            if !STAMPS.iter().any(|(stamp, _)| stamp.starts_with(&letters)) {
                break;
            }
            if STAMPS.iter().any(|(stamp, code)| *stamp == letters && !ceiling.allows(code)) {
                return Some(Reason::Stamp);
            }
        }
    }
    None
}

/// Whether a number in the text can be that of a further paragraph which the copy or the parser has run into this one,
/// or an embedded text has numbered paragraphs of its own.
fn holds_another(cable: &Cable, index: usize, paragraph: &Paragraph, blocks: &[Block]) -> bool {
    let own = paragraph.number.unwrap_or(0);
    let next = cable.paragraphs.get(index + 1..).unwrap_or_default().iter().find_map(|next| next.number);
    let next = next.filter(|next| *next > own).unwrap_or(u32::MAX);
    let source = cable.text.get(paragraph.span.range()).unwrap_or_default();
    if begins_another(source, own, next) {
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

    fn at(ceiling: &str, text: &str) -> Option<Reason> {
        doubt(text, &Ceiling::parse(ceiling).unwrap())
    }

    #[test]
    fn a_second_mark_is_found_wherever_it_stands() {
        for text in [
            "Goes out. (C) Does not.",
            "Goes out.(S//NF) Does not.",
            "Goes out. (\u{200b}C\u{ad}) Does not.",
            "Goes out. （Ｃ） Does not.",
            "Goes out. [S/NF] Does not.",
            "Goes out. {C} Does not.",
            "Goes out. <C> Does not.",
            "Goes out. ❨C❩ Does not.",
            "Goes out. Ⓒ Does not.",
            "Goes out. S//NF Does not.",
            "Goes out. C// Does not.",
            "Goes out. /C/ Does not.",
            "Goes out. (C/XYZ) Does not.",
            "Goes out. (N/SF) Does not.",
            "Goes out. (С) with a Cyrillic letter.",
            "Goes out. (U - ENTIRE TEXT)",
            "Goes out (C: does not).",
            "Goes out (S Comment: does not).",
            "Goes out. (NR) Does not.",
            "Goes out (OUO) does not.",
            "Goes out: * (Conf.) Does not.",
            "Goes out (noforn) does not.",
            "Goes out. (Begin Secret) Does not.",
            "(a) one (c) three",
        ] {
            assert_eq!(at("U", text), Some(Reason::InnerMark), "{text}");
        }
        for text in [
            "Nothing (see U.S. note) or [sic] here (UN)",
            "S/CT, U/S, and/or 3/4 < 5",
            "(U) twice",
            "(a) x (b) y (c) z",
            "boat(s), (été)",
        ] {
            assert_eq!(at("U", text), None, "{text}");
        }
        assert_eq!(at("S", "Goes out. (C) Does as well."), None);
    }

    #[test]
    fn a_level_in_capitals_is_found_however_it_is_spaced() {
        for text in [
            "off S E C R E T PAGE 02",
            "A CO N F I D E N T I A L",
            "the TOP SECRET file",
            "NOFORN",
            "NO FORN",
            "LIMDIS",
        ] {
            assert_eq!(at("U", text), Some(Reason::Stamp), "{text}");
        }
        for text in ["THE SECRETARY OF STATE", "a secret, Secret or confidential talk", "TOP OF THE HILL"] {
            assert_eq!(at("U", text), None, "{text}");
        }
        assert_eq!(at("S", "the TOP SECRET file"), Some(Reason::Stamp));
        assert_eq!(at("C", "the CONFIDENTIAL file"), None);
        assert_eq!(at("TS/NF", "LIMDIS"), Some(Reason::Stamp));
    }

    fn paragraph(text: &str) -> Option<Reason> {
        let text = format!(
            "C O N F I D E N T I A L ELBONIA 000123\n\nSUBJECT: BOATS\n\n1. (C) One.\n\n{text}\n\n9. (C) Last.\n"
        );
        let cable = Cable::parse(decode(text.into()));
        assert_eq!(cable.paragraphs[1].marking.as_ref().map(|marking| &*marking.code), Some("U"));
        doubt_of_paragraph(&cable, 1, &Ceiling::parse("U").unwrap())
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
    fn figures_lists_and_names_are_no_other_paragraph() {
        assert_eq!(
            paragraph("2. (U) In 2006. It paid 3.5 percent, 3 boats (1) and (2), on May 1. The end"),
            None
        );
        assert_eq!(paragraph("2. (U) They were:\n\nUS\n\nAnna Roe\n\nJohn Doe"), None);
        assert_eq!(paragraph("2. (U) He gave us this:\n\nBegin text:\n\nOne.\n\nTwo.\n\nEnd text."), None);
    }
}
