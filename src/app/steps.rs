//! Steps of a cursor through the text: by character, word and sentence, from block to block.

use unicode_segmentation::UnicodeSegmentation;

use super::Direction;
use crate::cable::{Block, boundary};
use crate::layout::Place;

/// Where a step may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// At every character as a reader sees it (a grapheme cluster).
    Character,
    /// At the first character of a word.
    Word,
    /// At its last.
    WordEnd,
    /// At the first character of a sentence. The standard's sentences: "U.S. Embassy" may be taken for two.
    Sentence,
    /// At its last.
    SentenceEnd,
}

/// The places to stop at, the nearest first; they are found as they are asked for, block by block.
pub(super) fn steps(
    blocks: &[Block],
    from: Place,
    stop: Stop,
    direction: Direction,
) -> Box<dyn Iterator<Item = Place> + '_> {
    let text = |block: usize| blocks.get(block).map_or("", |block| block.reading.text());
    let here = text(from.block);
    let at = boundary(here, from.at);
    let place = |block: usize| move |at: usize| Place { block, at };
    match direction {
        Direction::Forward => {
            let inside = stop.ahead(here, at).filter(move |stop| *stop > at).map(place(from.block));
            let below = from.block.saturating_add(1)..blocks.len();
            Box::new(inside.chain(below.flat_map(move |block| stop.ahead(text(block), 0).map(place(block)))))
        }
        Direction::Backward => {
            let inside = stop.behind(here, at).map(place(from.block));
            let above = (0..from.block.min(blocks.len())).rev();
            let stops = move |block| stop.behind(text(block), text(block).len()).map(place(block));
            Box::new(inside.chain(above.flat_map(stops)))
        }
    }
}

impl Stop {
    /// The stops in `text` from `at` on; words and characters are told without looking at what stands before.
    fn ahead(self, text: &str, at: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        let rest = text.get(at..).unwrap_or_default();
        match self {
            Self::Character => Box::new(rest.grapheme_indices(true).map(move |(start, _)| at + start)),
            Self::Word => Box::new(rest.unicode_word_indices().map(move |(start, _)| at + start)),
            Self::WordEnd => {
                Box::new(rest.unicode_word_indices().map(move |(start, word)| at + start + last(word)))
            }
            Self::Sentence => Box::new(text.split_sentence_bound_indices().map(|(start, _)| start)),
            Self::SentenceEnd => {
                let sentences = text.split_sentence_bound_indices();
                Box::new(sentences.map(|(start, sentence)| start + last(sentence.trim_end())))
            }
        }
    }

    /// The stops in `text` before `at`, the last first.
    fn behind(self, text: &str, at: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        let before = text.get(..at).unwrap_or_default();
        match self {
            Self::Character => Box::new(before.grapheme_indices(true).rev().map(|(start, _)| start)),
            Self::Word => Box::new(before.unicode_word_indices().rev().map(|(start, _)| start)),
            Self::WordEnd | Self::Sentence | Self::SentenceEnd => {
                let stops: Vec<usize> = self.ahead(text, 0).take_while(|stop| *stop < at).collect();
                Box::new(stops.into_iter().rev())
            }
        }
    }
}

/// Where the last character of `text` begins.
fn last(text: &str) -> usize {
    text.grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::{BlockKind, Reading, Span};

    fn blocks(texts: &[&str]) -> Vec<Block> {
        let reading = |text: &str| Reading::verbatim(text, Span::new(0, text.len()));
        let block = |text: &&str| Block {
            kind: BlockKind::Prose,
            reading: reading(text),
            paragraph: None,
            indent: 0,
        };
        texts.iter().map(block).collect()
    }

    /// All stops from one end of the texts to the other, as (block, byte).
    fn walk(texts: &[&str], stop: Stop, direction: Direction) -> Vec<(usize, usize)> {
        let blocks = blocks(texts);
        let from = match direction {
            Direction::Forward => Place::default(),
            Direction::Backward => Place { block: texts.len(), at: 0 },
        };
        steps(&blocks, from, stop, direction).map(|place| (place.block, place.at)).collect()
    }

    const TEXTS: [&str; 4] =
        ["He said \u{201c}can't\u{201d}.", "", "外e\u{301}👩\u{200d}👧!", "  He left. So did I."];

    #[test]
    fn characters_are_what_a_reader_sees() {
        let family = "外e\u{301}".len();
        let there = walk(&TEXTS[1..3], Stop::Character, Direction::Forward);
        assert_eq!(there, [(1, 0), (1, 3), (1, family), (1, family + 11)]);
        let back = walk(&TEXTS[1..3], Stop::Character, Direction::Backward);
        assert_eq!(back.into_iter().rev().collect::<Vec<_>>(), there);
    }

    #[test]
    fn words_are_those_of_unicode() {
        let there = walk(&TEXTS, Stop::Word, Direction::Forward);
        assert_eq!(there, [(0, 3), (0, 11), (2, 0), (2, 3), (3, 2), (3, 5), (3, 11), (3, 14), (3, 18)]);
        let back = walk(&TEXTS, Stop::Word, Direction::Backward);
        assert_eq!(back.last(), Some(&(0, 0)));
        assert_eq!(back.into_iter().rev().skip(1).collect::<Vec<_>>(), there);
        let ends = walk(&TEXTS, Stop::WordEnd, Direction::Forward);
        assert_eq!(
            ends,
            [(0, 1), (0, 6), (0, 15), (2, 0), (2, 3), (3, 3), (3, 8), (3, 12), (3, 16), (3, 18)]
        );
    }

    #[test]
    fn sentences_begin_and_end() {
        let starts = walk(&["One. Two.", "Three"], Stop::Sentence, Direction::Forward);
        assert_eq!(starts, [(0, 5), (1, 0)]);
        assert_eq!(
            walk(&["One. Two.", "Three"], Stop::Sentence, Direction::Backward),
            [(1, 0), (0, 5), (0, 0)]
        );
        assert_eq!(
            walk(&["One. Two.", "Three"], Stop::SentenceEnd, Direction::Forward),
            [(0, 3), (0, 8), (1, 4)]
        );
    }

    #[test]
    fn a_place_that_is_not_there_is_answered() {
        for stop in [Stop::Character, Stop::Word, Stop::WordEnd, Stop::Sentence, Stop::SentenceEnd] {
            for direction in [Direction::Forward, Direction::Backward] {
                assert_eq!(steps(&[], Place { block: 3, at: 9 }, stop, direction).next(), None);
                let (blocks, inside_a_character) = (blocks(&TEXTS), Place { block: 2, at: 1 });
                assert!(steps(&blocks, inside_a_character, stop, direction).next().is_some());
            }
        }
    }
}
