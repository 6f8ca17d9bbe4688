//! What no rule could tell: candidates collect evidence over the whole cable, and the cable decides once for each.

mod weigh;

pub(super) use weigh::is_firm;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Kind;
use super::acronym::{self, Senses};
use super::board::{Board, Line};
use super::company::Company;
use super::lexicon::{self, Marks};
use super::person::name_end;
use super::words::Shape;

/// Points for each reading of one string, summed over the cable.
#[derive(Default)]
struct Evidence {
    person: u32,
    place: u32,
    body: u32,
    program: u32,
    /// The string is an English word.
    common: bool,
    mentions: Vec<(usize, Range<usize>)>,
    /// Points that a model of the caller's own gives.
    #[cfg(feature = "model")]
    opinions: Vec<(Kind, u32)>,
}

/// Points that a reading needs; a string that is an English word needs more.
const ENOUGH: u32 = 3;
const MORE: u32 = 5;
/// Points that outweigh the name of a country.
const SURE: u32 = 50;

/// Weighs every string that is left and takes those with enough evidence. Small towns that nothing but the gazetteer
/// speaks for wait for the `last` vote: people may turn out to stand beside them.
pub(super) fn claim(board: &mut Board, senses: &Senses, last: bool) {
    let mut ballots: HashMap<String, Evidence> = HashMap::new();
    let around = Company::of(board);
    let mut order = Vec::new();
    for (index, line) in board.lines.iter().enumerate() {
        let mut at = 0;
        while at < line.words.len() {
            let explained = |_: &usize| acronym::end(line, senses, at).is_some();
            let Some(end) = candidate(line, at).filter(|end| !explained(end)) else {
                at += 1;
                continue;
            };
            let key = line.phrase(at..end);
            let evidence = ballots.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Evidence::default()
            });
            weigh::weigh(line, at..end, evidence);
            evidence.person += around.people(index, line, at..end);
            evidence.place += around.places(index, line, at..end);
            evidence.body += around.bodies(index, line, at..end);
            evidence.mentions.push((index, at..end));
            at = end;
        }
    }
    #[cfg(feature = "model")]
    super::recognizer::hear(board, |key, mention, opinion| {
        let evidence = ballots.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Evidence::default()
        });
        if !evidence.mentions.contains(&mention) {
            evidence.mentions.push(mention);
        }
        evidence.opinions.push(opinion);
    });
    // Full names first: they decide what a family name that is a town means here.
    let (full, single): (Vec<String>, Vec<String>) = order.into_iter().partition(|key| key.contains(' '));
    for keys in [full, single] {
        let families = families(board);
        for key in keys {
            let Some(mut evidence) = ballots.remove(&key) else { continue };
            let named = families.contains(&key);
            // `Boris Jordan said so. Jordan hopes`: who acts and stands nowhere as a place is the one named in full.
            let acts = named && evidence.place == 0 && evidence.person >= ENOUGH;
            let family = named && lexicon::town(&key) != Some(3);
            evidence.person += if acts { SURE } else { 0 } + if family { MORE } else { 0 };
            let decided = decide(&key, &evidence).filter(|(kind, _)| {
                let silent = *kind == Kind::Place && evidence.place == 0 && evidence.person > 0;
                last || !(silent
                    && lexicon::town(&key) == Some(1)
                    && !lexicon::phrase(&key).any(Marks::PLACE))
            });
            #[cfg(feature = "model")]
            let decided = with_opinions(&key, &mut evidence, decided);
            if let Some((kind, why)) = decided {
                for (line, words) in evidence.mentions {
                    board.claim(line, words, kind, why);
                }
            }
        }
    }
}

/// What is decided when the opinions count too.
#[cfg(feature = "model")]
fn with_opinions(
    key: &str,
    evidence: &mut Evidence,
    without: Option<(Kind, &'static str)>,
) -> Option<(Kind, &'static str)> {
    for (kind, points) in std::mem::take(&mut evidence.opinions) {
        let sum = match kind {
            Kind::Person => &mut evidence.person,
            Kind::Place => &mut evidence.place,
            Kind::Organization => &mut evidence.body,
            Kind::Program => &mut evidence.program,
            _ => continue,
        };
        *sum = sum.saturating_add(points);
    }
    let (kind, why) = decide(key, evidence)?;
    let same = without.is_some_and(|(before, _)| before == kind);
    Some((kind, if same { why } else { "your model says so" }))
}

/// The family names of everyone who is named in full so far.
fn families(board: &Board) -> HashSet<String> {
    let people = board.claims.iter().filter(|claim| claim.kind == Kind::Person && claim.words.len() > 1);
    people
        .filter_map(|claim| Some(board.lines.get(claim.line)?.word(claim.words.end - 1)?.lower.clone()))
        .collect()
}

/// The end of a string worth weighing from `at` on.
fn candidate(line: &Line, at: usize) -> Option<usize> {
    let word =
        line.word(at).filter(|word| line.free(at) && word.capital() && word.shape != Shape::Initial)?;
    let numbered = word.glued && line.before(at).is_some_and(|before| before.shape == Shape::Number);
    let article = line.capitals && word.is(Marks::PARTICLE);
    let small = line.capitals && word.shape != Shape::Upper;
    if numbered || small || word.is(Marks::DEMONYM | Marks::ADDRESS) || is_plain(line, at) {
        return None;
    }
    if !article && lexicon::is_acronym(word.text) || acronym::is_handling(word.text) {
        return None;
    }
    if !is_double(line, at) && (word.is(Marks::PLACE) || word.town.is_some()) {
        return Some(at + 1);
    }
    let end = name_end(line, at).unwrap_or(at + 1);
    // `Peace Facility`: words of English alone are a name only behind a given name.
    let strange = (at..end).any(|i| !line.is(i, Marks::COMMON));
    (end == at + 1 || strange || line.is(at, Marks::FIRST)).then_some(end)
}

/// `Perez Zujovic`, `Graca Machel`, `Sa'id al-Shihri`: the name of a small town that somebody's further name follows.
fn is_double(line: &Line, at: usize) -> bool {
    let Some(word) = line.word(at).filter(|word| !word.is(Marks::PLACE) && word.town < Some(3)) else {
        return false;
    };
    // `Munoz Marin`: two family names, though both are towns.
    let family = |at: usize| {
        line.word(at).is_some_and(|word| {
            word.shape == Shape::Capital
                && word.is(Marks::SURNAME)
                && !word.is(Marks::COMMON | Marks::PLACE)
                && word.town < Some(3)
        })
    };
    let sited = line.before(at).is_some_and(|before| before.is(Marks::AT));
    if family(at)
        && family(at + 1)
        && line.free(at + 1)
        && !sited
        && lexicon::town(&line.phrase(at..at + 2)).is_none()
    {
        return true;
    }
    let article = line.is(at + 1, Marks::PARTICLE) && line.sign(at + 2, '-') && line.glued(at + 2);
    let behind = at + if article { 3 } else { 1 };
    let sited = line.before(at).is_some_and(|before| before.is(Marks::AT));
    let known = Marks::FIRST | Marks::SURNAME | Marks::FIGURE;
    let name = line.word(behind).is_some_and(|next| {
        let strange = next.town.is_none() && !next.is(Marks::COMMON | Marks::NOUN | Marks::WORD);
        // `intelligence chief Bahri Vrindle`
        let titled = line.before(at).is_some_and(|who| {
            who.shape == Shape::Small && who.is(Marks::TITLE | Marks::SOMEBODY | Marks::CAMP)
        });
        next.name_like()
            && strange
            && (article || titled || word.is(Marks::SURNAME) || next.is(known) && !sited)
    });
    name && !line.capitals && line.free(behind)
}

/// An English word whose capital tells nothing; not a country (`Turkey`) nor, in capitals, a particle (`VAN`).
fn is_plain(line: &Line, at: usize) -> bool {
    let Some(word) = line.word(at) else { return false };
    let country = word.is(Marks::PLACE) && lexicon::place_country(&word.lower).is_some();
    let particle = line.capitals && word.is(Marks::PARTICLE) && !line.is(at + 1, Marks::COMMON);
    // `at State`: of the nouns of places those that tell an office are no family names.
    let site = word.is(Marks::SITE) && !word.is(Marks::TITLE_PART);
    let useful = word.is(Marks::NOUN | Marks::WORD) && !(site || word.is(Marks::FAMILY));
    // `Clay sent tanks`: one known by that name who does something.
    let known = word.is(Marks::FIGURE)
        && (line.is(at + 1, Marks::DOES | Marks::SPEECH) || line.is(at + 1, Marks::AUXILIARY) && word.opens);
    let silent = line.capitals || word.opens && !known || word.shape == Shape::Upper || useful;
    word.is(Marks::COMMON) && silent && !country && !particle
}

fn decide(key: &str, evidence: &Evidence) -> Option<(Kind, &'static str)> {
    let marks = lexicon::phrase(key);
    let town = lexicon::town(key).filter(|_| !marks.any(Marks::NOT_PLACE)).unwrap_or(0);
    let named = lexicon::word(key, false).any(Marks::COMMON | Marks::FIRST | Marks::SURNAME);
    let known = match u32::from(town) {
        _ if marks.any(Marks::PLACE) => 12,
        size if named => 2 * size.saturating_sub(1) + u32::from(size > 0 && evidence.place > 0),
        size => 2 * size + u32::from(size > 0),
    };
    let count = u32::try_from(evidence.mentions.len()).unwrap_or(u32::MAX);
    let place = evidence.place + known * count.min(4);
    let (person, body) = (evidence.person, evidence.body);
    if evidence.program >= ENOUGH && evidence.person <= evidence.program && known == 0 {
        return Some((Kind::Program, "named as a programme"));
    }
    if place >= ENOUGH && place >= person && place >= body {
        return Some((Kind::Place, if known > 0 { "gazetteer" } else { "stands where places stand" }));
    }
    let enough = if evidence.common { MORE } else { ENOUGH };
    if person >= enough && person >= body {
        return Some((Kind::Person, "acts and speaks as people do"));
    }
    (body >= enough).then_some((Kind::Organization, "stands where bodies stand"))
}

#[cfg(test)]
mod tests;
