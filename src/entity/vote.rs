//! What no rule could tell: candidates collect evidence over the whole cable, and the cable decides once for each.

use std::collections::HashMap;
use std::ops::Range;

use super::Kind;
use super::board::{Board, Line};
use super::lexicon::{self, Marks};
use super::person::name_end;
use super::words::Shape;

/// Points for each reading of one string, summed over the cable.
#[derive(Default)]
struct Evidence {
    person: u32,
    place: u32,
    body: u32,
    mentions: Vec<(usize, Range<usize>)>,
}

/// Points that a reading needs.
const ENOUGH: u32 = 3;

/// Weighs every string that is left and takes those with enough evidence.
pub(super) fn claim(board: &mut Board) {
    let mut ballots: HashMap<String, Evidence> = HashMap::new();
    let mut order = Vec::new();
    for (index, line) in board.lines.iter().enumerate() {
        let mut at = 0;
        while at < line.words.len() {
            let Some(end) = candidate(line, at) else {
                at += 1;
                continue;
            };
            let key = line.phrase(at..end);
            let evidence = ballots.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Evidence::default()
            });
            weigh(line, at..end, evidence);
            evidence.mentions.push((index, at..end));
            at = end;
        }
    }
    for key in order {
        let Some(evidence) = ballots.remove(&key) else { continue };
        if let Some((kind, why)) = decide(&key, &evidence) {
            for (line, words) in evidence.mentions {
                board.claim(line, words, kind, why);
            }
        }
    }
}

/// The end of a string worth weighing from `at` on.
fn candidate(line: &Line, at: usize) -> Option<usize> {
    let word =
        line.word(at).filter(|word| line.free(at) && word.capital() && word.shape != Shape::Initial)?;
    let place = is_country(line, at);
    if word.is(Marks::COMMON) && !place || word.is(Marks::DEMONYM | Marks::ADDRESS) || word.text.len() < 2 {
        return None;
    }
    let numbered = line.before(at).is_some_and(|before| before.shape == Shape::Number && word.glued);
    if numbered || line.capitals && word.shape != Shape::Upper {
        return None;
    }
    if word.is(Marks::PLACE) || lexicon::town(&word.lower).is_some() {
        return Some(at + 1);
    }
    Some(name_end(line, at).unwrap_or(at + 1))
}

/// A country's name may be a common word too: `Turkey`.
fn is_country(line: &Line, at: usize) -> bool {
    line.is(at, Marks::PLACE) && lexicon::place_country(line.lower(at)).is_some()
}

fn weigh(line: &Line, words: Range<usize>, evidence: &mut Evidence) {
    let (at, end) = (words.start, words.end);
    let Some(word) = line.word(at) else { return };
    let before = line.before(at);
    let next = line.word(end);
    let has = |marks: Marks| next.is_some_and(|word| word.is(marks));
    let mut person = 0;
    if has(Marks::SPEECH) {
        person += 3;
    } else if has(Marks::DOES) {
        person += 1;
    }
    person += u32::from(next.is_some_and(|word| word.text.len() > 1 && word.shape == Shape::Sign));
    person += u32::from(before.is_some_and(|word| word.is(Marks::TO_WHOM) && !word.is(Marks::AT)));
    person += u32::from(before.is_some_and(|word| word.is(Marks::SPEECH)));
    let last = line.word(end - 1);
    if last.is_some_and(|word| word.is(Marks::FIGURE)) {
        person += 3;
    } else if last.is_some_and(|word| word.is(Marks::SURNAME | Marks::FAMILY)) {
        person += 1;
    }
    person += u32::from(word.is(Marks::FIRST));
    person += u32::from(line.sign(at.wrapping_sub(1), '(') && line.sign(end, ')'));
    person += u32::from(end > at + 1);
    evidence.person += person;
    if before.is_some_and(|word| word.is(Marks::AT)) {
        evidence.place += 2;
    }
    if before.is_some_and(|word| word.lower == "the") {
        evidence.body += 2;
    }
    if !line.capitals && matches!(word.shape, Shape::Upper | Shape::Mixed) && end == at + 1 {
        evidence.body += 2;
    }
}

fn decide(key: &str, evidence: &Evidence) -> Option<(Kind, &'static str)> {
    let marks = lexicon::phrase(key);
    let town = lexicon::town(key).filter(|_| !marks.any(Marks::NOT_PLACE)).unwrap_or(0);
    let known = if marks.any(Marks::PLACE) { 12 } else { u32::from(town) * 2 };
    let count = u32::try_from(evidence.mentions.len()).unwrap_or(u32::MAX);
    let place = evidence.place + known * count.min(4);
    let (person, body) = (evidence.person, evidence.body);
    if place >= ENOUGH && place >= person && place >= body {
        return Some((Kind::Place, if known > 0 { "gazetteer" } else { "stands where places stand" }));
    }
    if person >= ENOUGH && person >= body {
        return Some((Kind::Person, "acts and speaks as people do"));
    }
    (body >= ENOUGH).then_some((Kind::Organization, "stands where bodies stand"))
}
