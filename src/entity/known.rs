//! Names that the lexicon knows as they stand, the longest first, and posts: `Embassy Nicosia`, `AMCONSUL MUNICH`.

use super::Kind;
use super::board::{Board, Found, Line};
use super::lexicon::{self, Marks};
use super::words::Shape;

/// Takes posts, office symbols, known bodies and places of several words.
pub(super) fn claim(board: &mut Board) {
    board.sweep(|line, at| {
        post(line, at).or_else(|| office(line, at)).or_else(|| body(line, at)).or_else(|| place(line, at))
    });
}

/// `[British] Embassy Tehran`, `AMEMBASSY THE HAGUE`, `USUN NEW YORK`.
fn post(line: &Line, at: usize) -> Option<Found> {
    let nation =
        line.is(at, Marks::DEMONYM) || line.word(at)?.shape == Shape::Upper && line.is(at + 1, Marks::POST);
    let start = at + usize::from(nation && !line.is(at, Marks::POST));
    let word = line.word(start).filter(|word| word.capital())?;
    let end = line.longest(start, Marks::POST)?;
    let generic = word.is(Marks::GENERIC) || end > start + 1;
    let town_end = (1..=3).rev().map(|length| end + length).find(|stop| {
        let capital = (end..*stop).all(|i| line.free(i) && line.word(i).is_some_and(|word| word.capital()));
        capital && is_place(&line.phrase(end..*stop))
    });
    // Behind a word that can only be a post, any name in capitals is its town.
    let washington = line.lower(end) == "washdc";
    let unknown = (!generic
        && line.word(end).is_some_and(|word| word.shape == Shape::Upper && !word.is(Marks::COMMON)))
    .then_some(end + 1);
    let end = if washington { end + 1 } else { town_end.or(unknown)? };
    Some(Found { words: at..end, kind: Kind::Organization, why: "diplomatic post" })
}

fn is_place(phrase: &str) -> bool {
    lexicon::town(phrase).is_some() || lexicon::phrase(phrase).any(Marks::PLACE)
}

/// `EUR/WE`, `DS/IP/WHA`: symbols of offices, glued by slashes; the first part is a bureau.
fn office(line: &Line, at: usize) -> Option<Found> {
    let first = line.word(at).filter(|word| BUREAUS.contains(&word.text))?;
    let mut end = at + 1;
    while line.sign(end, '/')
        && line.word(end).is_some_and(|slash| slash.glued)
        && line
            .word(end + 1)
            .is_some_and(|part| part.glued && matches!(part.shape, Shape::Upper | Shape::Initial))
    {
        end += 2;
    }
    let free = !first.glued || !line.before(at).is_some_and(|word| word.text == "/");
    (end > at + 1 && free).then_some(Found { words: at..end, kind: Kind::Organization, why: "office symbol" })
}

const BUREAUS: [&str; 48] = [
    "S", "P", "E", "T", "G", "M", "D", "L", "H", "C", "J", "R", "EUR", "EAP", "WHA", "ARA", "AF", "NEA",
    "SCA", "SA", "IO", "INR", "INL", "INM", "PM", "EEB", "EB", "OES", "DRL", "PRM", "ISN", "VCI", "CA", "DS",
    "PA", "HR", "FE", "ECA", "IIP", "AID", "ISA", "RM", "OBO", "NP", "AC", "USAID", "CU", "SNRATF",
];

/// A body without a telling head noun: `Amnesty International`, `White House`, `Congress`.
fn body(line: &Line, at: usize) -> Option<Found> {
    let word = line.word(at).filter(|word| word.capital())?;
    let end = line.longest(at, Marks::NAMED_BODY | Marks::SHORT_BODY)?;
    let certain = end > at + 1 || line.is(at, Marks::SHORT_BODY);
    let capitals = (at..end)
        .all(|i| line.word(i).is_some_and(|w| w.capital() || w.shape == Shape::Sign || w.lower.len() < 4));
    let sure = capitals && (certain || word.telling() && !(line.capitals && word.is(Marks::COMMON)));
    sure.then_some(Found { words: at..end, kind: Kind::Organization, why: "known organization" })
}

/// A place of several words: `Mexico City`, `Gulf of Aden`; not the second half of a personal name.
fn place(line: &Line, at: usize) -> Option<Found> {
    let word = line.word(at).filter(|word| word.capital() && !word.is(Marks::DEMONYM))?;
    let end = line.longest(at, Marks::PLACE).filter(|end| *end > at + 1).or_else(|| town(line, at))?;
    let named = line.before(at).is_some_and(|before| {
        before.name_like()
            && line.free(at - 1)
            && before.is(Marks::FIRST)
            && !before.is(Marks::COMMON | Marks::PLACE)
    });
    let capitals = line.word(end - 1).is_some_and(|last| last.capital());
    let _ = word;
    (capitals && !named).then_some(Found { words: at..end, kind: Kind::Place, why: "gazetteer" })
}

/// A town of two to four words.
fn town(line: &Line, at: usize) -> Option<usize> {
    let more =
        line.word(at + 1).is_some_and(|next| next.capital() || next.text == "-" || next.is(Marks::PARTICLE));
    let lengths = if more { 2..=5 } else { 1..=0 };
    lengths.rev().map(|length| at + length).filter(|end| *end <= line.words.len()).find(|end| {
        let phrase = line.phrase(at..*end);
        let name = line.is(at, Marks::FIRST) && line.is(*end - 1, Marks::SURNAME);
        lexicon::town(&phrase).is_some_and(|size| size > 1 || !name)
            && !lexicon::phrase(&phrase).any(Marks::NOT_PLACE)
    })
}
