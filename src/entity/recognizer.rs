//! A model of the caller's own, as one more kind of evidence: cargo feature `model`, off by default.

use std::ops::Range;

use super::board::{Board, Origin};
use super::{Extraction, Kind, Lexicon};
use crate::cable::Cable;

/// Points for a mention of which the model is sure: as many as a name needs that is no English word.
const SURE: f32 = 3.0;
/// Most mentions that are heard for one text.
const MOST: usize = 1000;

/// What finds names in running text: a model of the caller's own. Cargo feature `model`, off by default.
///
/// None is shipped, and none is needed: the rules find more in cables than the models that were measured on them. Whoever
/// has one trained on their own archive implements this trait and calls [`extract_with_model`]; how the model is loaded
/// and run is the caller's affair.
///
/// What it says is added to the points that the rules gave for the same words, over all places where the cable has them,
/// and the cable decides once for each name. So it can find a name that no rule knows, and outweigh a weak sign. It cannot
/// override what structure tells (header, lists, titles, closed forms, the lexicons), nor what a reader has put right,
/// which comes last ([`super::corrected`]). A word of English needs more points than it gives for one place.
///
/// ```
/// use reftel::cable::{Cable, decode};
/// use reftel::entity::{Candidate, Kind, Lexicon, Recognizer, extract_with_model};
///
/// struct Boats;
///
/// impl Recognizer for Boats {
///     fn candidates(&self, text: &str) -> Vec<Candidate> {
///         let seen = text.match_indices("Vrindle");
///         seen.map(|(at, name)| Candidate { range: at..at + name.len(), kind: Kind::Program, score: 0.9 }).collect()
///     }
/// }
///
/// let cable = Cable::parse(decode("SUBJECT: BOATS\n\n1. (U) The Vrindle left.\n".into()));
/// let found = extract_with_model(&cable, &Lexicon::default(), &Boats);
/// assert_eq!(found.entities[0].name, "Vrindle");
/// ```
pub trait Recognizer {
    /// The names in `text`, in any order. It is asked once for each block of the cable, in the order of the cable: a
    /// paragraph or a part of one, a heading, a field of the header, as it is read, without line breaks.
    fn candidates(&self, text: &str) -> Vec<Candidate>;
}

/// A name that a model sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where, in bytes of the text that was asked about. Every word that it touches is meant; what is outside of the text
    /// means nothing.
    pub range: Range<usize>,
    /// What it is. A person, an organization, a place or a program is weighed; the others have forms of their own, and are
    /// passed over.
    pub kind: Kind,
    /// How sure it is, from 0 to 1.
    pub score: f32,
}

/// What is said of words on the board.
#[derive(Debug)]
pub(super) struct Opinion {
    pub(super) line: usize,
    pub(super) words: Range<usize>,
    pub(super) kind: Kind,
    pub(super) points: u32,
}

/// Finds the entities of a cable as [`super::extract_with`] does, and hears a model in the vote. As pure as the model is.
pub fn extract_with_model(cable: &Cable, own: &Lexicon, model: &dyn Recognizer) -> Extraction {
    super::extract_from(cable, own, |board| board.opinions = opinions(board, model))
}

fn opinions(board: &Board, model: &dyn Recognizer) -> Vec<Opinion> {
    let blocks = board.lines.iter().enumerate().filter(|(_, line)| matches!(line.origin, Origin::Block(_)));
    let heard = blocks.flat_map(|(index, line)| {
        let said = model.candidates(line.text).into_iter().take(MOST);
        said.filter_map(move |Candidate { range, kind, score }| {
            let start = line.words.partition_point(|word| word.range.end <= range.start);
            let end = line.words.partition_point(|word| word.range.start < range.end);
            // A score that is no number says nothing.
            let points = (score.clamp(0.0, 1.0) * SURE).round() as u32;
            let heard = start < end && points > 0;
            heard.then_some(Opinion { line: index, words: start..end, kind, points })
        })
    });
    heard.collect()
}

/// Gives every opinion about words that are left to `take`: their phrase, where they stand, what is said.
pub(super) fn hear(board: &Board, mut take: impl FnMut(String, (usize, Range<usize>), (Kind, u32))) {
    for opinion in &board.opinions {
        let line = board.lines.get(opinion.line).filter(|line| opinion.words.clone().all(|at| line.free(at)));
        if let Some(line) = line {
            let mention = (opinion.line, opinion.words.clone());
            take(line.phrase(opinion.words.clone()), mention, (opinion.kind, opinion.points));
        }
    }
}
