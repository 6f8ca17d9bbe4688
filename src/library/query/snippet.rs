//! The few words of a text that show best why it was found.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::fold::{self, Word};
use super::{Field, Phrase, Query};
use crate::layout::{glyphs, safe_width};

/// Fewer columns than this show nothing that could be read.
const WIDTH_MIN: usize = 16;
/// What stands where the text goes on.
const CUT: &str = "…";

/// A part of a text on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, with single blanks between them. What is hostile in the text is hostile here too.
    pub text: String,
    /// The bytes of `text` that were looked for: in order, apart from each other.
    pub hits: Vec<Range<usize>>,
    /// The byte of the whole text where the first hit stands, or where the snippet begins when there is none: a reader
    /// who opens the cable may be led there.
    pub at: usize,
}

/// The fields whose words stand in the text of a cable.
const IN_TEXT: [Field; 7] = [
    Field::Text,
    Field::Subject,
    Field::Person,
    Field::Organization,
    Field::Place,
    Field::Entity,
    Field::Tag,
];

impl Query {
    /// The phrases that can be shown in a text.
    fn shown(&self) -> Vec<&Phrase> {
        let mut shown: Vec<&Phrase> = Vec::new();
        for phrase in IN_TEXT.into_iter().flat_map(|field| self.words(field)) {
            if !shown.contains(&phrase) {
                shown.push(phrase);
            }
        }
        shown
    }

    /// The part of `text`, at most `width` columns of it but at least 16, with the most different terms of the query; of
    /// equal parts the one with the most hits, then the first. The beginning of the text when there is none.
    pub fn snippet(&self, text: &str, width: usize) -> Snippet {
        let room = width.max(WIDTH_MIN) - 2 * CUT.chars().count();
        let line = Line::new(text, room);
        let hits = hits(text, &self.shown());
        let (first, last) = line.spread(best(&line, &hits, room), room);
        line.cut(text, first, last, &hits)
    }
}

/// A phrase that was found.
struct Hit {
    /// Which one.
    term: usize,
    /// The bytes of the text.
    range: Range<usize>,
}

/// All that is found, in the order of the text.
fn hits(text: &str, phrases: &[&Phrase]) -> Vec<Hit> {
    let words: Vec<Word> = if phrases.is_empty() { Vec::new() } else { fold::words(text).collect() };
    let mut hits = Vec::new();
    for start in 0..words.len() {
        for (term, phrase) in phrases.iter().enumerate() {
            let these = words.get(start..start + phrase.words().len()).unwrap_or_default();
            if let [first, ..] = these
                && phrase.fits(these)
            {
                let end = these.last().unwrap_or(first).range.end;
                hits.push(Hit { term, range: first.range.start..end });
            }
        }
    }
    hits
}

/// What is not cut further: the bytes between two blanks; where there is no room for those, a part of them.
struct Piece {
    range: Range<usize>,
    /// Whether a blank goes before it.
    is_apart: bool,
    /// Columns of all pieces before it and the blanks between them, its own blank too.
    column: usize,
    width: usize,
}

/// A text without its line breaks.
struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    fn new(text: &str, room: usize) -> Self {
        let (mut pieces, mut column) = (Vec::<Piece>::new(), 0);
        let mut at = 0;
        for run in text.split_inclusive(char::is_whitespace) {
            let run_start = at;
            at += run.len();
            let mut is_apart = !pieces.is_empty();
            let run = run.trim_end();
            // `S E C R E T` is a word too.
            if let Some(last) = pieces.last_mut()
                && is_letter(run)
                && is_spaced(text.get(last.range.start..run_start).unwrap_or_default())
                && last.width + 2 <= room
            {
                last.range.end = run_start + run.len();
                last.width += 2;
                column += 2;
                continue;
            }
            for range in parts(run, if safe_width(run) > room { room / 4 } else { room }) {
                let width = safe_width(run.get(range.clone()).unwrap_or_default());
                column += usize::from(is_apart);
                let range = run_start + range.start..run_start + range.end;
                pieces.push(Piece { range, is_apart, column, width });
                column += width;
                is_apart = false;
            }
        }
        Self { pieces }
    }

    /// The piece with the byte `at`.
    fn piece(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.range.start <= at).saturating_sub(1)
    }

    /// The pieces of a hit, the first and the last.
    fn pieces_of(&self, hit: &Hit) -> (usize, usize) {
        (self.piece(hit.range.start), self.piece(hit.range.end.saturating_sub(1)))
    }

    /// Columns from one piece to another.
    fn columns(&self, first: usize, last: usize) -> usize {
        match (self.pieces.get(first), self.pieces.get(last)) {
            (Some(first), Some(last)) => (last.column + last.width).saturating_sub(first.column),
            _ => 0,
        }
    }

    /// Makes a window as wide as there is room: a third of what is left before it, the rest behind.
    fn spread(&self, (mut first, mut last): (usize, usize), room: usize) -> (usize, usize) {
        while last > first && self.columns(first, last) > room {
            last -= 1;
        }
        let used = self.columns(first, last);
        let third = used + room.saturating_sub(used) / 3;
        while first > 0 && self.columns(first - 1, last) <= third {
            first -= 1;
        }
        while last + 1 < self.pieces.len() && self.columns(first, last + 1) <= room {
            last += 1;
        }
        while first > 0 && self.columns(first - 1, last) <= room {
            first -= 1;
        }
        (first, last)
    }

    /// The snippet from one piece to another.
    fn cut(&self, text: &str, first: usize, last: usize, hits: &[Hit]) -> Snippet {
        let Some(pieces) = self.pieces.get(first..=last) else { return Snippet::default() };
        let mut snippet =
            Snippet { at: pieces.first().map_or(0, |piece| piece.range.start), ..Snippet::default() };
        snippet.text.push_str(if first > 0 { CUT } else { "" });
        let mut starts = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            snippet.text.push_str(if piece.is_apart && index > 0 { " " } else { "" });
            starts.push(snippet.text.len());
            snippet.text.push_str(text.get(piece.range.clone()).unwrap_or_default());
        }
        let shown = snippet.at..pieces.last().map_or(0, |piece| piece.range.end);
        snippet.text.push_str(if last + 1 < self.pieces.len() { CUT } else { "" });
        let moved = |at: usize, piece: usize| {
            let index = piece.saturating_sub(first).min(pieces.len() - 1);
            starts[index] + (at - pieces[index].range.start)
        };
        let inside = hits.iter().filter(|hit| shown.contains(&hit.range.start));
        for (index, hit) in inside.enumerate() {
            if index == 0 {
                snippet.at = hit.range.start;
            }
            let (from, to) = self.pieces_of(hit);
            let end = hit.range.end.min(shown.end);
            let range = moved(hit.range.start, from)..moved(end, to.min(last));
            match snippet.hits.last_mut() {
                Some(before) if range.start < before.end => before.end = before.end.max(range.end),
                _ => snippet.hits.push(range),
            }
        }
        snippet
    }
}

/// Whether a run is a single letter of one column.
fn is_letter(run: &str) -> bool {
    run.chars().count() == 1 && run.chars().all(char::is_alphabetic) && safe_width(run) == 1
}

/// Whether a text is letters with one blank behind each.
fn is_spaced(text: &str) -> bool {
    text.strip_suffix(' ').is_some_and(|letters| letters.split(' ').all(is_letter))
}

/// A run of characters in parts of so many columns at most, or of one glyph.
fn parts(run: &str, room: usize) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut columns = 0;
    for glyph in glyphs(run) {
        columns += glyph.width;
        match parts.last_mut() {
            Some(part) if columns <= room => part.end = glyph.range.end,
            _ => {
                columns = glyph.width;
                parts.push(glyph.range);
            }
        }
    }
    parts
}

/// The pieces, first and last, of the best group of hits that there is room for.
fn best(line: &Line, hits: &[Hit], room: usize) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut behind, mut reach) = (0, 0);
    let mut best = None;
    for (index, left) in hits.iter().enumerate() {
        let (first, own_last) = line.pieces_of(left);
        // Hits are in the order of their starts: what has been reached is never less.
        reach = reach.max(own_last);
        while let Some(next) = hits.get(behind) {
            let wider = reach.max(line.pieces_of(next).1);
            if behind > index && line.columns(first, wider) > room {
                break;
            }
            reach = wider;
            *counts.entry(next.term).or_default() += 1;
            behind += 1;
        }
        let rank = (counts.len(), behind - index, Reverse(index));
        if best.as_ref().is_none_or(|(before, _)| rank > *before) {
            best = Some((rank, (first, reach)));
        }
        if let Some(count) = counts.get_mut(&left.term) {
            *count -= 1;
            counts.retain(|_, count| *count > 0);
        }
    }
    best.map_or((0, 0), |(_, pieces)| pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spaced_word_is_not_cut() {
        let text =
            "The boats came. C O N F I D E N T I A L MEXICO was the heading above the words of the embassy.";
        let query = Query::parse("heading").unwrap();
        for width in 30..80 {
            let snippet = query.snippet(text, width).text;
            assert!(snippet.contains("C O N F I D E N T I A L") || !snippet.contains("A L"), "{snippet}");
        }
    }
}
