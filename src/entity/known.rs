//! Names that the lexicon knows as they stand, the longest first.

use super::board::{Board, Found, Line};
use super::lexicon::{self, Marks};
use super::words::Shape;
use super::{Kind, head};

/// Takes known bodies, works and places of several words.
pub(super) fn claim(board: &mut Board) {
    board.skip(|line, at| line.longest(at, Marks::DEMONYM).filter(|end| *end > at + 1));
    board.skip(half_nation);
    board.sweep(|line, at| work(line, at).or_else(|| body(line, at)).or_else(|| place(line, at)));
}

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
    let strange = word.shape == Shape::Capital && word.marks == Marks::NONE && word.town.is_none();
    let longer = line
        .longest(at + 1, Marks::NAMED_BODY)
        .filter(|end| strange && !line.capitals && *end > at + 2 && line.is(*end - 1, Marks::BODY));
    if let Some(end) = longer.filter(|end| (at..*end).all(|i| line.free(i) && line.capital(i))) {
        return Some(Found { words: at..end, kind: Kind::Organization, why: "known organization" });
    }
    if head::gathers(line, at) {
        return None;
    }
    if owned && line.free(at + 1) && !head::gathers(line, at + 1) {
        return Some(Found { words: at..at + 2, kind: Kind::Organization, why: "known organization" });
    }
    let end = line.longest(at, Marks::NAMED_BODY | Marks::SHORT_BODY)?;
    // `Alliance of Free Democrats`, `Aden Trades Union Congress`: the name has begun before, and its head noun takes all.
    let body = |at: usize| line.free(at) && line.is(at, Marks::BODY) && line.capital(at);
    if !line.capitals
        && (at > 1 && line.lower(at - 1) == "of" && body(at - 2) || end == at + 1 && at > 1 && body(at - 1))
    {
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
        let end = if line.is(end - 1, Marks::BODY) { head::subject(line, end) } else { end };
        extended(line, Found { words: at..end, kind: Kind::Organization, why: "known organization" })
    })
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
                    word.shape == Shape::Capital
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
            let end = head::numbered(line, head, kind).unwrap_or(head + 1);
            Found { words: found.words.start..end, kind, why: "known name and head noun" }
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
    (capitals && !named).then_some(Found { words: at..end, kind: Kind::Place, why: "gazetteer" })
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
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn known_names_are_taken_whole() {
        let text = "Amnesty International and the EU Parliament saw the Marshall Plan and South Lebanon; the Truman doctrine.";
        assert_eq!(mentions(text, Kind::Organization), ["Amnesty International", "EU Parliament"]);
        assert_eq!(mentions(text, Kind::Program), ["Marshall Plan"]);
        assert_eq!(mentions(text, Kind::Law), ["Truman doctrine"]);
        assert_eq!(mentions(text, Kind::Place), ["South Lebanon"]);
    }

    #[test]
    fn a_town_behind_a_given_name_is_a_family_name() {
        assert!(mentions("Margaret Santa Cruz said so.", Kind::Place).is_empty());
    }

    #[test]
    fn peoples_are_no_places() {
        assert!(
            mentions("The Costa Rican and Latin American delegates spoke Dutch.", Kind::Place).is_empty()
        );
    }

    #[test]
    fn a_head_noun_behind_a_known_name_makes_it_longer() {
        let text = "The Bundestag Fisheries Committee and the Security Council met in South Oslo.";
        assert_eq!(mentions(text, Kind::Organization), ["Bundestag Fisheries Committee", "Security Council"]);
        assert_eq!(mentions(text, Kind::Place), ["South Oslo"]);
    }

    #[test]
    fn what_an_acronym_stands_for_is_known_spelled_out() {
        let text = "It went to the International Atomic Energy Agency.";
        assert_eq!(mentions(text, Kind::Organization), ["International Atomic Energy Agency"]);
    }

    #[test]
    fn a_name_that_began_before_a_known_one_is_taken_whole() {
        let text = "The Tamzit Trades Union Congress, Zoltak Socialist Party and Alliance of Christian Democrats met.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["Tamzit Trades Union Congress", "Zoltak Socialist Party", "Alliance of Christian Democrats"]
        );
    }

    #[test]
    fn a_nation_stands_outside_of_a_name_that_is_no_word() {
        assert_eq!(
            mentions("The Iranian Majlis and the Iranian Parliament met.", Kind::Organization),
            ["Majlis", "Iranian Parliament"]
        );
    }

    #[test]
    fn nouns_and_articles_of_other_languages_belong_to_the_place() {
        assert_eq!(
            mentions("They fled from Jebel Tamzit to the camp at al-Zelen.", Kind::Place),
            ["Jebel Tamzit", "al-Zelen"]
        );
        assert_eq!(mentions("He spoke on al-Jazeera.", Kind::Organization), ["al-Jazeera"]);
    }

    #[test]
    fn the_number_of_a_resolution_is_a_part_of_its_name() {
        let text = "They cited Security Council Resolution 242 and the 1962 Geneva Accords.";
        assert_eq!(mentions(text, Kind::Law), ["Security Council Resolution 242", "1962 Geneva Accords"]);
    }

    #[test]
    fn a_body_is_no_family_name_no_town_and_no_end_of_another() {
        let text = "Edgar Kaiser lives in Oxford. Parsons said so.";
        assert!(mentions(text, Kind::Organization).is_empty());
        assert_eq!(mentions(text, Kind::Person), ["Edgar Kaiser", "Parsons"]);
        let text = "THE CEYLON WORKERS CONGRESS IS WATCHING.";
        assert_eq!(mentions(text, Kind::Organization), ["CEYLON WORKERS CONGRESS"]);
    }

    #[test]
    fn the_short_form_of_a_nation_hung_on_another_names_nobody() {
        let text = "He leads the Franco-German and the Turco-Iraqi bloc.";
        assert!(mentions(text, Kind::Person).is_empty());
    }
}
