//! Names that end or begin with a telling noun: `Northern Salmon Board`, `Ministry of Finance`.

mod extent;
mod leading;

use std::ops::Range;

use extent::{COMMITTEES, complement, is_ordinal, run_end, start_of};
pub(super) use leading::claim_leading;

use super::Kind;
use super::board::{Board, Found, Line};
use super::lexicon::{Marks, meanings};
use super::words::{Shape, Word};

/// Head nouns by kind. A body wins over an event (`congress`), a law over a programme (`framework agreement`).
const HEADS: [(Marks, Kind); 5] = [
    (Marks::LAW, Kind::Law),
    (Marks::BODY, Kind::Organization),
    (Marks::PROGRAM, Kind::Program),
    (Marks::EVENT, Kind::Event),
    (Marks::SITE, Kind::Place),
];
/// The most words a name may have before and behind its head.
const REACH: usize = 9;

/// The kind told by the last head noun within the words.
pub(super) fn kind_in(line: &Line, words: Range<usize>) -> Option<Kind> {
    let head = line.words.get(words)?.iter().rev().find(|word| word.is(Marks::HEAD))?;
    kind_of(head)
}

fn kind_of(word: &Word) -> Option<Kind> {
    HEADS.iter().find(|(marks, _)| word.is(*marks)).map(|(_, kind)| *kind)
}

/// Takes the names that their head noun tells.
pub(super) fn claim(board: &mut Board) {
    board.sweep(|line, at| {
        if let Some(end) = apposed(line, at) {
            return Some(Found { words: at..end, kind: Kind::Organization, why: "behind what it is" });
        }
        named(line, at)
    });
}

/// The name by its head noun that begins at `at`, or behind what opens a sentence there.
fn named(line: &Line, at: usize) -> Option<Found> {
    let run = run_end(line, at + usize::from(is_ordinal(line, at)))?;
    let head = (at..run).rev().find(|i| line.is(*i, Marks::HEAD))?;
    let kind = if gathers(line, head) { Kind::Event } else { kind_of(line.word(head)?)? };
    let start = start_of(line, at, head)?;
    let end = numbered(line, head, kind).unwrap_or_else(|| complement(line, head + 1, kind));
    let end = if kind == Kind::Organization { wing(line, head, end) } else { end };
    if end == head + 1
        && line.is(head, Marks::NEEDS_NATION)
        && !(start..head).any(|i| is_nation(line, i) || line.is(i, Marks::BODY_PART))
    {
        return None;
    }
    // `Law of the Sea Conference`: what it is stands last, unlike in `Task Force on Elections` and `Council of the
    // Revolution`.
    let named_last = end > head + 4 || kind != Kind::Organization;
    let kind = match line.word(end - 1) {
        Some(last)
            if line.lower(head + 1) == "of"
                && named_last
                && last.is(Marks::EVENT)
                && !last.is(Marks::BODY) =>
        {
            Kind::Event
        }
        _ => kind,
    };
    // `UNIONS PRESS GOVERNMENT`: behind several who may act stands a verb.
    let acts = || line.before(head).is_some_and(|who| who.lower.ends_with('s') && who.is(Marks::COMMON));
    let verb = line.capitals
        && (line.lower(head) == "pass" || ACTS.contains(&line.lower(head)) && head > start && acts());
    let bare = end == start + 1 && !line.is(head, Marks::COMPOUND) || verb;
    let loose = bare || end == head + 1 && only_nation(line, start..head, kind);
    (!loose).then_some(Found { words: start..end, kind, why: "name by its head noun" })
}

/// Past the town of `Handwerkskammer Bergen`, and past the wing that a dash adds: `Party of Norway - Marxist`,
/// `Multi-National Force - Iraq`.
fn wing(line: &Line, head: usize, end: usize) -> usize {
    let word = |at: usize| {
        line.word(at).filter(|word| word.shape == Shape::Capital && line.free(at) && !line.capitals)
    };
    if line.is(head, Marks::COMPOUND)
        && word(end).is_some_and(|next| next.town.is_some() || next.is(Marks::PLACE))
    {
        return end + 1;
    }
    let dash = line.sign(end, '-') && !line.glued(end) && !line.sign(end + 1, '-') && !line.glued(end + 1);
    let has_wings = WINGED.contains(&line.lower(head)) && dash;
    let added = |at: &usize| {
        word(*at).is_some_and(|next| {
            next.lower.ends_with("ist") || next.is(Marks::PLACE | Marks::BODY_PART | Marks::BODY)
        })
    };
    let last = (end + 1..end + 5).take_while(added).last().filter(|_| has_wings);
    last.map_or(end, |last| last + 1)
}

/// Bodies that split into wings, or serve in countries.
const WINGED: [&str; 5] = ["party", "front", "force", "command", "movement"];

/// Heads that are verbs too.
pub(super) const ACTS: [&str; 7] = ["press", "fund", "post", "front", "guard", "trust", "project"];

/// Past what a known body deals with or belongs to: `[European Commission] on Human Rights`, `[Parliament] of Norway`.
pub(super) fn subject(line: &Line, at: usize) -> usize {
    let behind = at + 1 + usize::from(line.lower(at + 1) == "the");
    let whose = line.word(behind).is_some_and(|word| {
        let matter = word.is(Marks::COMMON) && !word.is(Marks::ADDRESS | Marks::FIRST | Marks::HEAD);
        word.shape == Shape::Capital
            && (matter || word.town == Some(3) || line.longest(behind, Marks::PLACE).is_some())
    });
    if line.lower(at) == "of" && whose && !line.capitals {
        return complement(line, at, Kind::Organization);
    }
    let what = line.word(at + 1).is_some_and(|word| {
        let matter = word.is(Marks::COMMON) && !word.is(Marks::TITLE | Marks::PLACE);
        let committee = || line.before(at).is_some_and(|head| COMMITTEES.contains(&head.lower.as_str()));
        word.shape == Shape::Capital && (matter || word.is(Marks::PLACE) && committee())
    });
    let on = matches!(line.lower(at), "on" | "for") && what && !line.capitals;
    if on { complement(line, at, Kind::Organization) } else { at }
}

/// `Socialist Convention`, `Party Congress`, `PSI Congress`: where a party meets, and no parliament or treaty.
pub(super) fn gathers(line: &Line, head: usize) -> bool {
    let party = line.before(head).is_some_and(|owner| {
        let body = owner.shape == Shape::Upper
            && !line.capitals
            && meanings(owner.text).all(|meaning| meaning.kind != Some(Kind::Place));
        body || CAMPS.contains(&owner.lower.as_str())
    });
    party && matches!(line.lower(head), "congress" | "congresses" | "convention" | "conventions")
}

/// Words for a party that stand before its meetings.
const CAMPS: [&str; 8] =
    ["party", "communist", "socialist", "democratic", "republican", "liberal", "conservative", "labor"];

/// The treaty or conference that begins right at `at`, behind its year: its end, and which of the two it is.
pub(super) fn of_a_year(line: &Line, at: usize) -> Option<(usize, Kind)> {
    let work = |marks| line.longest(at, marks).filter(|end| *end > at + 1 && line.capital(end - 1));
    let law = || work(Marks::NAMED_LAW).map(|end| (end, Kind::Law));
    let event = || work(Marks::NAMED_EVENT).map(|end| (end, Kind::Event));
    law().or_else(event).or_else(|| {
        let found = named(line, at).filter(|found| found.words.start == at && !line.capitals)?;
        matches!(found.kind, Kind::Law | Kind::Event).then_some((found.words.end, found.kind))
    })
}

/// `Base Area 42`, `Block 7`.
pub(super) fn numbered(line: &Line, head: usize, kind: Kind) -> Option<usize> {
    let number = line.word(head + 1).is_some_and(|word| word.shape == Shape::Number && word.text.len() < 4);
    let telling = line.word(head).is_some_and(|word| word.telling()) && !line.capitals;
    if kind == Kind::Law && line.lower(head) == "resolution" {
        return resolution(line, head + 1);
    }
    (kind == Kind::Place && number && telling && line.free(head + 1)).then_some(head + 2)
}

/// `Resolution 242`, `Resolution 1105 (XI)`.
fn resolution(line: &Line, at: usize) -> Option<usize> {
    // `Resolution No. 93`
    let counted = usize::from(matches!(line.lower(at), "number" | "no"));
    let at = at + counted + usize::from(counted > 0 && line.sign(at + 1, '.'));
    line.word(at).filter(|word| word.shape == Shape::Number && line.free(at))?;
    let numeral = line.word(at + 2).is_some_and(|word| word.text.chars().all(|c| "IVXLC".contains(c)));
    let session = line.sign(at + 1, '(') && numeral && line.sign(at + 3, ')');
    Some(if session { at + 4 } else { at + 1 })
}

/// A name right behind the small noun that says what it is: `the newspaper Nordlys`, `the NGO Ren Fjord`, and the second
/// of `the dailies Nordlys and al-Ayyam`.
fn apposed(line: &Line, at: usize) -> Option<usize> {
    let noun = |at: usize| {
        line.before(at).is_some_and(|word| {
            let noun = word.shape == Shape::Small || line.capitals || word.text == "NGO";
            !word.opens && word.is(Marks::INTRODUCES) && noun
        })
    };
    let second = || {
        let and = at.checked_sub(1).filter(|and| line.lower(*and) == "and")?;
        let name = |i: usize| line.capital(i) || line.sign(i, '-') || line.is(i, Marks::PARTICLE);
        let first = (and.saturating_sub(NAME)..and).find(|i| noun(*i) && (*i..and).all(name))?;
        line.lower(first - 1).ends_with('s').then_some(())
    };
    if noun(at) || second().is_some() { name_behind(line, at) } else { None }
}

/// The most words of a name behind what it is.
const NAME: usize = 4;

/// The end of the capital words from `at` on, if they can be the name of a body.
fn name_behind(line: &Line, at: usize) -> Option<usize> {
    let article = line.is(at, Marks::PARTICLE) && line.joined(at + 2);
    let begins = at + if article { 2 } else { 0 };
    let mut end = begins;
    // In capitals only what is no word can be told from what follows: `THE FIRM ZOLTAK IS`.
    let named = |word: &Word| match line.capitals {
        true => word.shape == Shape::Upper && word.marks == Marks::NONE,
        false => word.name_like() && word.telling(),
    };
    while end < at + NAME + 2 && line.free(end) && line.word(end).is_some_and(named) {
        end += 1;
    }
    let other = line.is(at, Marks::PLACE | Marks::DEMONYM | Marks::TITLE | Marks::ADDRESS);
    (end > begins && !other).then_some(end)
}

/// A nation's adjective or name, or its acronym.
pub(super) fn is_nation(line: &Line, at: usize) -> bool {
    line.word(at).is_some_and(|word| {
        word.is(Marks::DEMONYM | Marks::PLACE)
            || word.shape == Shape::Upper
                && meanings(word.text).any(|m| matches!(m.kind, Some(Kind::Place | Kind::Organization)))
    })
}

/// A nation before a bare noun is a name only for a state's own bodies; in capitals so is any mere adjective.
fn only_nation(line: &Line, before: Range<usize>, kind: Kind) -> bool {
    let nations = before.clone().all(|at| is_nation(line, at) && !line.is(at, Marks::BODY_PART));
    let loose = line.is(before.end, Marks::LOOSE);
    if before.is_empty() || !nations {
        // `FIRST COMMITTEE`, but not `FIRST GROUP`.
        let passing = matches!(
            line.lower(before.end),
            "group" | "team" | "section" | "unit" | "delegation" | "mission"
        );
        let counted =
            |at: usize| ORDINALS.contains(&line.lower(at)) && kind == Kind::Organization && !passing;
        return line.capitals
            && before.clone().all(|at| line.is(at, Marks::TITLE_PART | Marks::BODY_PART) && !counted(at));
    }
    match kind {
        Kind::Organization => {
            // `EC COMMISSION`
            let union = before.clone().all(|at| {
                meanings(line.word(at).map_or("", |word| word.text))
                    .any(|m| m.kind == Some(Kind::Organization))
            });
            line.capitals
                && !line.is(before.end, Marks::OF_STATE)
                && !(union && OF_UNION.contains(&line.lower(before.end)))
        }
        Kind::Event => line.capitals || loose,
        // `FINNMARK PROVINCE` is one place, `NORWEGIAN COAST` is not.
        Kind::Place => line.capitals && before.clone().any(|at| !line.is(at, Marks::PLACE)),
        _ => line.capitals,
    }
}

/// Bodies that a union of states has.
const OF_UNION: [&str; 5] = ["commission", "council", "secretariat", "assembly", "court"];

/// In capitals too `FIRST COMMITTEE` is one of several.
const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

#[cfg(test)]
mod tests;
