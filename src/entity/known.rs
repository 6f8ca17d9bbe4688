//! Names that the lexicon knows as they stand, the longest first.

use super::board::{Board, Found, Line};
use super::lexicon::{self, Marks};
use super::words::{Shape, Word};
use super::{Kind, head};

/// Takes known bodies, works and places of several words. What a head noun before it may still take is left.
pub(super) fn claim(board: &mut Board) {
    board.skip(|line, at| {
        let end = line.longest(at, Marks::DEMONYM).filter(|end| *end > at + 1)?;
        (!begins_body(line, end)).then_some(end)
    });
    board.skip(half_nation);
    board.sweep(|line, at| {
        let alone = || if is_owner(line, at) { None } else { place(line, at) };
        work(line, at).or_else(|| body(line, at)).or_else(alone)
    });
}

/// Takes the places that were left to a head noun which did not take them.
pub(super) fn claim_places(board: &mut Board) {
    board.skip(|line, at| line.longest(at, Marks::DEMONYM).filter(|end| *end > at + 1));
    board.sweep(|line, at| if is_owner(line, at) { place(line, at) } else { None });
}

/// `South African [Council of Churches]`: behind the nation a name goes on to its head noun.
fn begins_body(line: &Line, at: usize) -> bool {
    let name = |at: &usize| line.free(*at) && line.word(*at).is_some_and(|word| word.shape == Shape::Capital);
    !line.capitals && (at..at + BEHIND).take_while(name).any(|at| line.is(at, Marks::BODY))
}

/// `Movement for the Liberation of [Zoltak Tome]`: whether the words at `at` belong to a head noun before them.
fn is_owner(line: &Line, at: usize) -> bool {
    let small = |at: usize| matches!(line.lower(at), "of" | "for" | "the");
    let joined = at > 0 && !line.capitals && line.capital(at) && small(at - 1);
    if !joined {
        return false;
    }
    let before = (at.saturating_sub(OWNER)..at).rev();
    let mut before = before.take_while(|i| line.free(*i) && (small(*i) || line.capital(*i)));
    before.any(|i| line.is(i, Marks::BODY) && line.capital(i))
}

/// How far before a name its head noun is looked for, in words.
const OWNER: usize = 7;

/// `Franco-German`, `Afro-Asian`: the short form of a nation, hung on another.
fn half_nation(line: &Line, at: usize) -> Option<usize> {
    let half = line.capital(at) && HALVES.contains(&line.lower(at));
    (half && line.joined(at + 2) && line.is(at + 2, Marks::DEMONYM)).then_some(at + 3)
}

const HALVES: [&str; 14] = [
    "afro", "anglo", "austro", "euro", "franco", "graeco", "greco", "hispano", "indo", "italo", "luso",
    "russo", "sino", "turco",
];

/// A known programme, law or event: `Marshall Plan`, `Geneva Convention`.
fn work(line: &Line, at: usize) -> Option<Found> {
    line.word(at).filter(|word| word.capital())?;
    let kinds = [
        (Marks::NAMED_LAW, Kind::Law),
        (Marks::NAMED_PROGRAM, Kind::Program),
        (Marks::NAMED_EVENT, Kind::Event),
    ];
    kinds.into_iter().find_map(|(mark, kind)| {
        let end = line.longest(at, mark)?;
        // `the Marshall plan`
        let capital = line.capital(end - 1) || line.is(at, Marks::FIGURE);
        let sure = end > at + 1 || line.word(at).is_some_and(|word| word.telling() && !line.capitals);
        (capital && sure).then(|| extended(line, Found { words: at..end, kind, why: "known name" }))
    })
}

/// A body without a telling head noun: `Amnesty International`, `White House`, `Congress`.
fn body(line: &Line, at: usize) -> Option<Found> {
    let word = line.word(at).filter(|word| word.capital() || word.lower == "al")?;
    // `EU Parliament`: a nation or union before the bare name belongs to it.
    let owned = (word.is(Marks::DEMONYM | Marks::PLACE) || word.shape == Shape::Upper && !line.capitals)
        && line.word(at + 1).is_some_and(|next| {
            next.shape == Shape::Capital
                && next.is(Marks::NAMED_BODY | Marks::SHORT_BODY)
                && next.is(Marks::COMMON)
        });
    // `Praja Socialist Party`: a strange word before a known name is its first.
    let shape = if line.capitals { Shape::Upper } else { Shape::Capital };
    let strange =
        word.shape == shape && word.marks == Marks::NONE && word.town.is_none() && word.text.len() > 4;
    let longer = line
        .longest(at + 1, Marks::NAMED_BODY)
        .filter(|end| strange && *end > at + 2 && line.is(*end - 1, Marks::BODY));
    if let Some(end) = longer.filter(|end| (at..*end).all(|i| line.free(i) && line.capital(i))) {
        return Some(Found { words: at..end, kind: Kind::Organization, why: "known organization" });
    }
    if head::gathers(line, at) {
        return None;
    }
    if let Some(end) = of_nation(line, at) {
        return Some(Found { words: at..end, kind: Kind::Organization, why: "known organization" });
    }
    if owned && line.free(at + 1) && !head::gathers(line, at + 1) && !begins_body(line, at + 2) {
        let end = head::subject(line, at + 2);
        return Some(Found { words: at..end, kind: Kind::Organization, why: "known organization" });
    }
    let end = line.longest(at, Marks::NAMED_BODY | Marks::SHORT_BODY)?;
    // `Alliance of Free Democrats`, `Aden Trades Union Congress`: the name has begun before, and its head noun takes all.
    let body = |at: usize| line.free(at) && line.is(at, Marks::BODY) && line.capital(at);
    let telling = |at: usize| line.word(at).is_some_and(Word::telling);
    let article = usize::from(at > 0 && line.lower(at - 1) == "the");
    let of = at.checked_sub(1 + article).filter(|of| *of > 0 && line.lower(*of) == "of");
    // `People's Congress`, `Labour Congress`
    let owner = at.saturating_sub(if at > 1 && line.lower(at - 1) == "'s" { 2 } else { 1 });
    let owned = owner < at
        && line.free(owner)
        && line.word(owner).is_some_and(|word| {
            let mere = word.is(Marks::COMMON | Marks::NAMED_BODY) && !word.is(Marks::TITLE);
            word.shape == Shape::Capital && mere && word.telling()
        })
        && line.is(at, Marks::BODY);
    if !line.capitals
        && (of.is_some_and(|of| body(of - 1) && (article == 0 || telling(of - 1)))
            || end == at + 1 && at > 1 && (body(at - 1) || owned))
    {
        return None;
    }
    // `Grand National Assembly`: a mere adjective before it belongs to the name.
    let adjective = line.before(at).is_some_and(|before| {
        let other = Marks::TITLE
            | Marks::DEMONYM
            | Marks::PLACE
            | Marks::ADDRESS
            | Marks::NAMED_BODY
            | Marks::OUTSIDE
            | Marks::GRAMMAR
            | Marks::AT
            | Marks::HEAD;
        let plain = before.shape == Shape::Capital && before.is(Marks::COMMON) && before.telling();
        plain && before.is(Marks::TITLE_PART | Marks::BODY_PART) && !before.is(other)
    });
    if adjective && end > at + 1 && !line.capitals && line.free(at - 1) && line.is(end - 1, Marks::BODY) {
        return None;
    }
    // `Edgar Kaiser` is no company, `in Oxford` no university, and before `WORKERS CONGRESS` its nation belongs to it.
    let person = line.before(at).is_some_and(|before| {
        before.name_like()
            && line.free(at - 1)
            && before.is(Marks::FIRST)
            && !before.is(Marks::COMMON | Marks::PLACE)
    });
    let town = word.town.is_some() && line.before(at).is_some_and(|before| before.is(Marks::AT));
    let within =
        line.capitals && at > 1 && line.is(at - 1, Marks::BODY_PART) && head::is_nation(line, at - 2);
    let person = person || word.is(Marks::FIGURE);
    if end == at + 1 && (person || town || within && line.is(at, Marks::BODY)) {
        return None;
    }
    // `Nigeria Labour Congress`: its country belongs to it.
    let country =
        line.before(at).is_some_and(|before| before.shape == Shape::Capital && before.is(Marks::PLACE));
    if end == at + 1 && country && !line.capitals && line.free(at - 1) && begins_body(line, end) {
        return None;
    }
    let certain = end > at + 1 || line.is(at, Marks::SHORT_BODY);
    let capitals = (at..end)
        .all(|i| line.word(i).is_some_and(|w| w.capital() || w.shape == Shape::Sign || w.lower.len() < 4));
    // `EAGLE GUARDIAN`: one of several words in capitals is no newspaper.
    let among = !line.capitals
        && end == at + 1
        && word.shape == Shape::Upper
        && line.before(at).is_some_and(|b| b.shape == Shape::Upper);
    let sure =
        capitals && !among && (certain || word.telling() && !(line.capitals && word.is(Marks::COMMON)));
    sure.then(|| {
        let body = end > at + 1 || line.is(end - 1, Marks::BODY);
        let end = if body { head::subject(line, end) } else { end };
        extended(line, Found { words: at..end, kind: Kind::Organization, why: "known organization" })
    })
}

/// `Jamaica Labour Party`, `UN Security Council`: the country or union before a known name that others have too.
fn of_nation(line: &Line, at: usize) -> Option<usize> {
    let end = line.longest(at + 1, Marks::NAMED_BODY).filter(|end| *end > at + 2 && !line.capitals)?;
    let word = line.word(at)?;
    let nation = word.is(Marks::PLACE | Marks::DEMONYM) && word.shape == Shape::Capital
        || word.shape == Shape::Upper && head::is_nation(line, at);
    let party = matches!(
        line.lower(end - 1),
        "party" | "union" | "federation" | "congress" | "council" | "cross" | "crescent"
    );
    let plain = (at..end).all(|i| line.free(i) && line.capital(i))
        && (at + 1..end).all(|i| line.is(i, Marks::COMMON));
    (nation && party && plain).then(|| head::subject(line, end))
}

/// The most words that a head noun may stand behind a known name.
const BEHIND: usize = 5;

/// `Bundestag Foreign Affairs Committee`: a head noun behind the known name makes a longer one.
fn extended(line: &Line, found: Found) -> Found {
    let end = found.words.end;
    let goes_on = |at: &usize| {
        line.free(*at)
            && line.word(*at).is_some_and(|word| {
                let named = if line.capitals {
                    word.is(Marks::BODY_PART | Marks::HEAD)
                } else {
                    word.shape == Shape::Capital || word.is(Marks::BODY) && word.text.ends_with('.')
                };
                named && !word.is(Marks::TITLE | Marks::DEMONYM | Marks::PLACE)
            })
    };
    let run = (end..end + BEHIND).take_while(goes_on).last().map_or(end, |last| last + 1);
    let head = (end..run).rev().find(|at| {
        let weak = line.capitals && line.is(*at, Marks::LOOSE | Marks::GENERIC) && found.words.len() < 2;
        line.is(*at, Marks::BODY | Marks::EVENT | Marks::LAW) && !weak && !line.is(*at, Marks::LOOSE)
    });
    match head.and_then(|head| Some((head, head::kind_in(line, head..head + 1)?))) {
        Some((head, kind)) => {
            let end = head::numbered(line, head, kind).unwrap_or_else(|| match kind {
                Kind::Organization => head::subject(line, head + 1),
                _ => head + 1,
            });
            // `The Times of Zambia`: the article of the shorter name is none of the longer.
            let start = found.words.start + usize::from(line.lower(found.words.start) == "the");
            Found { words: start..end, kind, why: "known name and head noun" }
        }
        None => found,
    }
}

/// A place of several words: `Mexico City`, `Gulf of Aden`; not the second half of a personal name.
fn place(line: &Line, at: usize) -> Option<Found> {
    line.word(at).filter(|word| word.capital())?;
    let end = line
        .longest(at, Marks::PLACE)
        .filter(|end| *end > at + 1)
        .or_else(|| town(line, at))
        .or_else(|| prefixed(line, at))?;
    let named = line.before(at).is_some_and(|before| {
        before.name_like()
            && line.free(at - 1)
            && before.is(Marks::FIRST)
            && !before.is(Marks::COMMON | Marks::PLACE)
    });
    let capitals = line.capital(end - 1);
    let found = Found { words: at..end, kind: Kind::Place, why: "gazetteer" };
    (capitals && !named).then(|| extended(line, found))
}

/// `South Lebanon`, `Free France`: a direction or owner before a known place.
fn prefixed(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at).filter(|word| {
        word.is(Marks::SITE_FIRST | Marks::FEATURE) && !(word.opens && word.is(Marks::COMMON))
    })?;
    let next = line.word(at + 1).filter(|next| next.capital() && line.free(at + 1))?;
    // `Jebel Tamzit`
    let strange = next.name_like() && !next.is(Marks::COMMON | Marks::NOUN);
    if word.is(Marks::FEATURE) && strange && !line.capitals {
        return Some(line.longest(at + 1, Marks::PLACE).unwrap_or(at + 2));
    }
    let side = matches!(word.lower.as_str(), "north" | "south" | "east" | "west");
    let city = (side && next.town == Some(3)).then_some(at + 2);
    let end = line.longest(at + 1, Marks::PLACE).or(city)?;
    let shaped = word.shape == Shape::Capital && next.shape == Shape::Capital;
    (shaped && !line.capitals || side && line.capitals && city.is_some()).then_some(end)
}

/// The end of the name of a place of several words at `at`.
pub(super) fn named_place(line: &Line, at: usize) -> Option<usize> {
    line.word(at).filter(|word| word.shape == Shape::Capital)?;
    line.longest(at, Marks::PLACE).filter(|end| *end > at + 1).or_else(|| town(line, at))
}

/// A town of two words or more.
fn town(line: &Line, at: usize) -> Option<usize> {
    let more =
        line.word(at + 1).is_some_and(|next| next.capital() || next.text == "-" || next.is(Marks::PARTICLE));
    let towns = if more { lexicon::towns(line.spelled(at).take(TOWN)) } else { Vec::new() };
    towns.into_iter().rev().filter(|(count, _)| *count > 1).map(|(count, size)| (at + count, size)).find_map(
        |(end, size)| {
            let name = line.is(at, Marks::FIRST) && line.is(end - 1, Marks::SURNAME | Marks::FIRST);
            let whole = (size > 1 || !name) && !lexicon::phrase(&line.phrase(at..end)).any(Marks::NOT_PLACE);
            whole.then_some(end)
        },
    )
}

/// The most words of a town's name.
const TOWN: usize = 5;

#[cfg(test)]
mod tests;
