//! What a title is of or for: `[Minister] of Foreign Affairs`.

use super::{REACH, is_abbreviated};
use crate::entity::Kind;
use crate::entity::board::Line;
use crate::entity::lexicon::{Marks, meanings};
use crate::entity::words::{Shape, Word};

/// Past `of Foreign Affairs`, `for the Criminal Division`; a personal name ends it.
pub(super) fn complement(line: &Line, at: usize) -> usize {
    let behind = at + 1 + usize::from(line.lower(at + 1) == "the");
    // `from the Secretary to President Galtieri`: a title with a name behind it is somebody else's.
    let other = behind == at + 1 && line.word(behind + 1).is_some_and(Word::name_like);
    let whose =
        line.lower(at) == "to" && (line.is(behind, Marks::TITLE) || is_abbreviated(line, behind)) && !other;
    if !(whose || matches!(line.lower(at), "of" | "for")) {
        return at;
    }
    if let Some(end) = affairs(line, at) {
        return end;
    }
    let mut end = at;
    let mut next = behind;
    while next < at + 2 * REACH && line.free(next) {
        let word = line.word(next);
        let first = end == at;
        if let Some(stop) =
            line.longest(next, Marks::PLACE | Marks::NAMED_BODY).filter(|stop| *stop > next + 1)
        {
            end = stop;
            next = stop;
            continue;
        }
        if word.is_some_and(|word| word.capital())
            && (belongs(line, next, first) || first && lone(line, next))
        {
            end = next + 1;
            next = end;
        } else if joins(line, next) && end == next {
            next += 1 + usize::from(line.lower(next + 1) == "the");
            // Another title is somebody else's, unless it is an adjective as well: `General Affairs`.
            if line.is(next, Marks::TITLE) && !line.is(next, Marks::TITLE_PART) {
                break;
            }
        } else {
            break;
        }
    }
    // `thanked the Governor for Norway's help`, `Director of Ghana's Control Board`: the complement owns something, and is
    // none.
    let owns = line.word(end).is_some_and(|word| word.text.len() > 1 && word.shape == Shape::Sign);
    let other = line.lower(at) == "for" || line.capital(end + 1) && !line.is(end + 1, Marks::TITLE);
    if owns && other { at } else { end }
}

/// In capitals past `FOR NORTHERN FJORD AFFAIRS`, whose last word tells that those before it belong to the office.
fn affairs(line: &Line, at: usize) -> Option<usize> {
    let office = |at: &usize| {
        line.free(*at)
            && line.word(*at).is_some_and(|word| word.shape == Shape::Upper && !word.is(Marks::GRAMMAR))
    };
    let last = (at + 1..at + 6).take_while(office).find(|i| AFFAIRS.contains(&line.lower(*i)))?;
    (line.capitals && last > at + 1).then_some(last + 1)
}

/// Nouns that close what an office is for.
const AFFAIRS: [&str; 4] = ["affairs", "relations", "operations", "matters"];

/// What goes on with a complement: `Interior and Justice`, `Labor, Health and Welfare`, `Subcommittee on Media`.
fn joins(line: &Line, at: usize) -> bool {
    let office = |at: usize| {
        let names = Marks::TITLE | Marks::FIRST | Marks::PLACE;
        line.word(at).is_some_and(|word| {
            word.shape == Shape::Capital && word.is(Marks::COMMON | Marks::TITLE_PART) && !word.is(names)
        })
    };
    let listed = || {
        let last = (at + 2..at + 5).take_while(|i| office(*i)).last().map_or(at + 2, |last| last + 1);
        line.sign(at, ',')
            && office(at + 1)
            && line.lower(last) == "and"
            && office(last + 1)
            && !line.capitals
    };
    matches!(line.lower(at), "and" | "of" | "for" | "-" | "&")
        || line.lower(at) == "on"
            && line.before(at).is_some_and(|body| body.is(Marks::BODY))
            && line.capital(at + 1)
        || listed()
}

/// A word that may stand in a complement.
fn belongs(line: &Line, at: usize, first: bool) -> bool {
    let office =
        Marks::TITLE_PART | Marks::BODY | Marks::BODY_PART | Marks::PLACE | Marks::DEMONYM | Marks::TITLE;
    line.word(at).is_some_and(|word| {
        // `Chief of Police Gen`: behind the complement begins the next title.
        let short = word.is(Marks::TITLE) && word.text.len() < 5;
        let rank = !first
            && (short || word.is(Marks::UNSURE))
            && !word.is(Marks::TITLE_PART | Marks::BODY | Marks::BODY_PART);
        // `Minister of Defense General Foss`, but not `Director of General Affairs`
        let general = !first
            && word.lower == "general"
            && line
                .word(at + 1)
                .is_some_and(|next| next.name_like() && !next.is(Marks::COMMON | Marks::PLACE));
        let rank = rank || general;
        let letters =
            || meanings(word.text).next().is_some_and(|meaning| meaning.kind == Some(Kind::Organization));
        let plain = || {
            let name = (!first || word.is(Marks::FIRST)) && named(line, at);
            word.shape == Shape::Upper || word.is(Marks::COMMON) && !name
        };
        let letters = || !word.is(Marks::COMMON) && letters();
        !rank && (word.is(office) || if line.capitals { letters() } else { plain() })
    })
}

/// A common word that is somebody's given or family name: `Alan Wood`, `Des Marlow`.
fn named(line: &Line, at: usize) -> bool {
    // `Social Solidarity Jean Borlin`: the given name is the next word.
    let given = line.word(at + 1).is_some_and(|next| {
        next.name_like()
            && !next.is(Marks::COMMON | Marks::PLACE)
            && (line.is(at, Marks::FIRST) || !next.is(Marks::FIRST))
    });
    let family = line.before(at).is_some_and(|before| before.is(Marks::FIRST) && !before.is(Marks::COMMON));
    given || family || line.is(at, Marks::FIRST)
}

/// An unknown word that ends the complement: `Governor of Xanadu`.
fn lone(line: &Line, at: usize) -> bool {
    !line.capitals && !line.capital(at + 1) && !line.is(at, Marks::FIRST)
}
