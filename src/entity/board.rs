//! The board on which rules claim words: one flat layer of names, first come, first served.

use std::ops::Range;

use super::Kind;
use super::lexicon::{self, Marks};
use super::words::{Shape, Vocabulary, Word};
use crate::cable::{BlockKind, Cable, Field, Marking, Part, PartKind, Span};

/// Where a line's text comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// A block, by its index.
    Block(usize),
    /// The file itself, from this byte on: a line before the text that no block shows.
    File(usize),
}

/// A block, or a line of the file before the first block, as words.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Where its text comes from.
    pub(super) origin: Origin,
    pub(super) kind: BlockKind,
    pub(super) text: &'a str,
    pub(super) words: Vec<Word<'a>>,
    /// Printed in capitals, so that a capital says nothing.
    pub(super) capitals: bool,
    /// The last of the cable.
    pub(super) last: bool,
    taken: Vec<bool>,
    /// For each word with a capital the phrases of the lexicon that begin there, by their end, the shortest first.
    phrases: Vec<Vec<(usize, Marks)>>,
}

/// Words of a line taken as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) line: usize,
    pub(super) words: Range<usize>,
    pub(super) kind: Kind,
    /// The rule that took it, in a few words for the reader.
    pub(super) why: &'static str,
}

/// What a rule found from a word on.
pub(super) struct Found {
    pub(super) words: Range<usize>,
    pub(super) kind: Kind,
    pub(super) why: &'static str,
}

/// All lines of a cable and what has been claimed of them.
#[derive(Debug, Default)]
pub(super) struct Board<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) claims: Vec<Claim>,
    /// What a model of the caller's own says.
    #[cfg(feature = "model")]
    pub(super) opinions: Vec<super::recognizer::Opinion>,
}

/// Longest phrase of the lexicon, in words.
const LONGEST: usize = 8;

impl<'a> Board<'a> {
    /// The readable blocks of a cable, and before them what was printed above its header; the TAGS line, marks and
    /// captions name nothing.
    pub(super) fn new(cable: &'a Cable) -> Self {
        let blocks = cable.blocks.iter().enumerate().filter(|(_, block)| speaks(block.kind));
        let blocks = blocks.map(|(index, block)| (Origin::Block(index), block.kind, block.reading.text()));
        let mut vocabulary = Vocabulary::default();
        let lines = above(cable).chain(between(cable)).chain(blocks);
        let mut lines: Vec<Line> =
            lines.map(|(origin, kind, text)| Line::new(origin, kind, text, &mut vocabulary)).collect();
        lines.sort_by_key(|line| match line.origin {
            Origin::File(start) => start,
            Origin::Block(index) => cable.blocks.get(index).map_or(0, |block| block.reading.span().start),
        });
        if let Some(last) = lines.last_mut() {
            last.last = true;
        }
        Self { lines, ..Self::default() }
    }

    /// Takes words as a name unless one of them is taken already.
    pub(super) fn claim(&mut self, line: usize, words: Range<usize>, kind: Kind, why: &'static str) {
        let start = self.lines.get(line).map(|line| match kind {
            Kind::Person => line.particles(words.start),
            // `al-Mazraq`
            Kind::Place if line.joined(words.start) => line.particles(words.start),
            _ => words.start,
        });
        let words = start.unwrap_or(words.start)..words.end;
        if self.take(line, words.clone()) {
            self.claims.push(Claim { line, words, kind, why });
        }
    }

    fn take(&mut self, line: usize, words: Range<usize>) -> bool {
        let taken = self.lines.get_mut(line).and_then(|line| line.taken.get_mut(words)).unwrap_or_default();
        let free = !taken.is_empty() && taken.iter().all(|taken| !taken);
        if free {
            taken.fill(true);
        }
        free
    }

    /// Takes words that name nothing, from each word to the end that the rule gives.
    pub(super) fn skip(&mut self, end: impl Fn(&Line, usize) -> Option<usize>) {
        for index in 0..self.lines.len() {
            for at in 0..self.lines.get(index).map_or(0, |line| line.words.len()) {
                let stop = self.lines.get(index).filter(|line| line.free(at)).and_then(|line| end(line, at));
                if let Some(stop) = stop {
                    self.take(index, at..stop);
                }
            }
        }
    }

    /// Lets a rule look at every free word in turn and takes what it finds.
    pub(super) fn sweep(&mut self, mut find: impl FnMut(&Line, usize) -> Option<Found>) {
        for index in 0..self.lines.len() {
            let mut at = 0;
            while let Some(line) = self.lines.get(index).filter(|line| at < line.words.len()) {
                let found = if line.free(at) { find(line, at) } else { None };
                at += 1;
                if let Some(found) = found {
                    at = at.max(found.words.end);
                    self.claim(index, found.words, found.kind, found.why);
                }
            }
        }
    }

    /// Leaves what else stands above the header: only forms that need no context are trusted there.
    pub(super) fn close_above(&mut self) {
        let above = self.lines.iter_mut().filter(|line| matches!(line.origin, Origin::File(_)));
        above.for_each(|line| line.taken.fill(true));
    }
}

impl<'a> Line<'a> {
    fn new(origin: Origin, kind: BlockKind, text: &'a str, vocabulary: &mut Vocabulary<'a>) -> Self {
        let words = without_marks(text, vocabulary.split(text));
        let taken = vec![false; words.len()];
        let capitals = in_capitals(text);
        let mut line = Self { origin, kind, text, words, capitals, last: false, taken, phrases: Vec::new() };
        line.phrases = (0..line.words.len()).map(|at| line.known(at)).collect();
        line
    }

    /// The phrases of the lexicon that begin with the capital word at `at`, each by its end.
    fn known(&self, at: usize) -> Vec<(usize, Marks)> {
        // `al-Jazeera` begins small.
        let article =
            |first: &Word| first.lower == "al" && self.words.get(at + 1).is_some_and(|next| next.text == "-");
        let first = self.words.get(at).filter(|first| first.capital() || article(first));
        let Some(first) = first else { return Vec::new() };
        let most = if first.is(Marks::BEGINS) { LONGEST } else { 1 };
        let found = lexicon::phrases(self.spelled(at).take(most));
        found.into_iter().map(|(count, marks)| (at + count, marks)).collect()
    }

    /// The words from `at` on as the lexicon spells them, each with what stands before it.
    pub(super) fn spelled(&self, at: usize) -> impl Iterator<Item = (&'static str, &str)> {
        let words = self.words.get(at..).unwrap_or_default();
        let before = std::iter::once(None).chain(words.iter().map(Some));
        words.iter().zip(before).map(|(word, before)| (before.map_or("", |b| space(b, word)), spelling(word)))
    }

    /// The word at `at`; `None` past the end.
    pub(super) fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// The word before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&Word<'a>> {
        at.checked_sub(1).and_then(|before| self.words.get(before))
    }

    /// Whether the word at `at` exists and is not taken.
    pub(super) fn free(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken)
    }

    /// The lower-case form of the word at `at`, empty past the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// Whether the word at `at` begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::capital)
    }

    /// Whether the word at `at` stands right behind its neighbour.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    /// Where a personal name begins whose small words stand before `at`: `al-Attiyah`, `van der Meer`.
    fn particles(&self, at: usize) -> usize {
        let joined = self.joined(at);
        let before = at.saturating_sub(if joined { 2 } else { 1 });
        let small = self.word(before).is_some_and(|word| {
            word.is(Marks::PARTICLE)
                && word.lower.len() > 1
                && (word.shape == Shape::Small || joined && word.capital())
        });
        if at > 0 && small && self.free(before) { self.particles(before) } else { at }
    }

    /// Whether the word at `at` stands right behind a hyphen that stands right behind a word.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.glued(at)
            && self.glued(at.saturating_sub(1))
            && self.before(at).is_some_and(|sign| sign.text == "-")
    }

    /// Whether the word at `at` is this sign.
    pub(super) fn sign(&self, at: usize, sign: char) -> bool {
        self.words.get(at).is_some_and(|word| word.shape == Shape::Sign && word.text.starts_with(sign))
    }

    /// Whether the word at `at` has one of the marks.
    pub(super) fn is(&self, at: usize, marks: Marks) -> bool {
        self.words.get(at).is_some_and(|word| word.is(marks))
    }

    /// The words in lower case as the lexicon spells them: single spaces, none around a hyphen.
    pub(super) fn phrase(&self, words: Range<usize>) -> String {
        let inside = self.spelled(words.start).take(words.len());
        inside.flat_map(|(space, word)| [space, word]).collect()
    }

    /// The text of the words as printed in the reading.
    pub(super) fn slice(&self, words: Range<usize>) -> &'a str {
        let (Some(first), Some(last)) =
            (self.words.get(words.start), self.words.get(words.end.wrapping_sub(1)))
        else {
            return "";
        };
        self.text.get(first.range.start..last.range.end).unwrap_or_default()
    }

    /// The end of the longest phrase of the lexicon that begins with the capital word at `at` and has one of the marks.
    pub(super) fn longest(&self, at: usize, marks: Marks) -> Option<usize> {
        let known = self.phrases.get(at)?.iter().rev();
        known.filter(|(_, found)| found.any(marks)).map(|(end, _)| *end).next()
    }
}

/// Leaves out the words of portion marks, which name nothing: `S/NF` is no office. What is meant as a mark and is none is
/// one at the head of a text only: elsewhere `(C-130)` is an aircraft.
fn without_marks<'a>(text: &str, mut words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    let malformed = text.find(')').filter(|_| Marking::is_malformed(text)).map(|end| Span::new(0, end + 1));
    let marks = text.match_indices('(').filter_map(|(at, _)| Marking::read(text, Span::new(at, text.len())));
    let mut marks = malformed.into_iter().chain(marks.map(|mark| mark.span)).peekable();
    words.retain(|word| {
        while marks.next_if(|mark| mark.end <= word.range.start).is_some() {}
        marks.peek().is_none_or(|mark| mark.start >= word.range.end)
    });
    words
}

/// A word as the phrases of the lexicon spell it.
fn spelling<'a>(word: &'a Word) -> &'a str {
    if word.text == "–" { "-" } else { &word.lower }
}

/// What stands between two words of a phrase of the lexicon.
fn space(before: &Word, word: &Word) -> &'static str {
    if word.glued || spelling(before).ends_with('-') { "" } else { " " }
}

/// Lines that a collector prints above a cable at most; what has more is a web site, and names nothing in the cable.
const ABOVE: usize = 60;

/// What a line that no block shows is taken for: a part of the header.
const UNSHOWN: BlockKind = BlockKind::Field(Field::Classification);

/// The lines of the file before the first block: what a collector printed above the header.
fn above(cable: &Cable) -> impl Iterator<Item = (Origin, BlockKind, &str)> {
    let end = cable.blocks.first().map_or(0, |block| block.reading.span().start);
    let text = cable.text.get(..end).unwrap_or_default();
    let copied = |part: &&Part| matches!(part.kind, PartKind::Wrapper | PartKind::Blank);
    let wrapper = cable.parts.iter().take_while(copied).last().map_or(0, |part| part.span.end.min(end));
    let lines = text.get(..wrapper).unwrap_or_default().lines().filter(|line| !line.trim().is_empty());
    let mut at = if lines.count() > ABOVE { wrapper } else { 0 };
    text.get(at..).unwrap_or_default().split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let tags = line.trim_start().starts_with("TAGS");
        (!tags).then_some((Origin::File(start), UNSHOWN, line))
    })
}

/// The lines of the header that no block shows: `OSLO 1234` between the addresses and the order.
fn between(cable: &Cable) -> impl Iterator<Item = (Origin, BlockKind, &str)> {
    let first = cable.blocks.first().map_or(cable.text.len(), |block| block.reading.span().start);
    let header = cable.parts.iter().filter(|part| part.kind == PartKind::Header);
    let lines = header.flat_map(|part| {
        let mut at = part.span.start;
        let lines = cable.text.get(part.span.range()).unwrap_or_default().split_inclusive('\n');
        lines.map(move |line| {
            at += line.len();
            (at - line.len(), line)
        })
    });
    let shown = |start: usize, end: usize| {
        let spans = cable.blocks.iter().map(|block| block.reading.span());
        spans.take_while(|span| span.start < end).any(|span| span.end > start)
    };
    lines
        .filter(move |(start, line)| {
            *start >= first && !line.trim().is_empty() && !shown(*start, start + line.len())
        })
        .map(|(start, line)| (Origin::File(start), UNSHOWN, line))
}

/// Whether a block may name anything.
fn speaks(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Field(Field::Captions | Field::Tags | Field::DerivedFrom))
}

/// Four letters in five are capitals, small words apart.
fn in_capitals(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    upper > 4 * small
}
