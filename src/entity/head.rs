//! Names that end or begin with a telling noun: `Northern Salmon Board`, `Ministry of Finance`.

mod extent;

use std::ops::Range;

use extent::{complement, is_ordinal, run_end, start_of};

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
    if end == head + 1
        && line.is(head, Marks::NEEDS_NATION)
        && !(start..head).any(|i| is_nation(line, i) || line.is(i, Marks::BODY_PART))
    {
        return None;
    }
    // `Law of the Sea Conference`: what it is stands last, unlike in `Task Force on Elections`.
    let kind = match line.word(end - 1) {
        Some(last) if line.lower(head + 1) == "of" && last.is(Marks::EVENT) && !last.is(Marks::BODY) => {
            Kind::Event
        }
        _ => kind,
    };
    let bare = end == start + 1 || line.capitals && line.lower(head) == "pass";
    let loose = bare || end == head + 1 && only_nation(line, start..head, kind);
    (!loose).then_some(Found { words: start..end, kind, why: "name by its head noun" })
}

/// Past what a known body deals with: `[European Commission] on Human Rights`.
pub(super) fn subject(line: &Line, at: usize) -> usize {
    let what = line.word(at + 1).is_some_and(|word| {
        word.shape == Shape::Capital && word.is(Marks::COMMON) && !word.is(Marks::TITLE | Marks::PLACE)
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

/// Takes the names whose head noun stands first, without `of`: `University Olav Brekke`, `Operation Cold Cod`.
pub(super) fn claim_leading(board: &mut Board) {
    board.sweep(|line, at| {
        let word = line.word(at).filter(|word| word.shape == Shape::Capital)?;
        let kind = kind_of(word).filter(|_| word.is(Marks::LEADS))?;
        // `Tamzit University Students Union`: the name has begun before.
        let begun = line.before(at).is_some_and(|b| {
            b.shape == Shape::Capital
                && line.free(at - 1)
                && !b.is(Marks::NOUN | Marks::TITLE | Marks::OUTSIDE | Marks::GRAMMAR)
                && !(b.opens && b.is(Marks::COMMON))
        });
        if begun && kind == Kind::Organization {
            return None;
        }
        let mut end = at + 1;
        let mut next = end;
        while next < at + LEAD && line.free(next) {
            if line.word(next).is_some_and(|word| word.name_like()) {
                end = next + 1;
            } else if !ROMANCE.contains(&line.lower(next)) {
                break;
            }
            next += 1;
        }
        (end > at + 1).then_some(Found { words: at..end, kind, why: "name by its head noun" })
    });
}

/// The most words of a name whose head stands first.
const LEAD: usize = 9;
/// Small words inside such a name: `Partido da Terra e do Mar`.
const ROMANCE: [&str; 18] = [
    "de", "del", "da", "do", "das", "dos", "di", "dei", "della", "du", "des", "la", "las", "los", "y", "e",
    "para", "pour",
];

/// A name right behind the small noun that says what it is: `the newspaper Nordlys`, `the NGO Ren Fjord`, and the second
/// of `the dailies Nordlys and al-Ayyam`.
fn apposed(line: &Line, at: usize) -> Option<usize> {
    let noun = |at: usize| {
        line.before(at).is_some_and(|word| {
            !word.opens && word.is(Marks::INTRODUCES) && (word.shape == Shape::Small || word.text == "NGO")
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
    while end < at + NAME + 2
        && line.free(end)
        && line.word(end).is_some_and(|word| word.name_like() && word.telling())
    {
        end += 1;
    }
    let other = line.is(at, Marks::PLACE | Marks::DEMONYM | Marks::TITLE | Marks::ADDRESS);
    (end > begins && !other && !line.capitals).then_some(end)
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
        let counted = |at: usize| ORDINALS.contains(&line.lower(at)) && kind == Kind::Organization;
        return line.capitals
            && before.clone().all(|at| line.is(at, Marks::TITLE_PART | Marks::BODY_PART) && !counted(at));
    }
    match kind {
        Kind::Organization => line.capitals && !line.is(before.end, Marks::OF_STATE),
        Kind::Event => line.capitals || loose,
        // `FINNMARK PROVINCE` is one place, `NORWEGIAN COAST` is not.
        Kind::Place => line.capitals && before.clone().any(|at| !line.is(at, Marks::PLACE)),
        _ => line.capitals,
    }
}

/// In capitals too `FIRST COMMITTEE` is one of several.
const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn a_head_noun_closes_or_opens_a_name() {
        let text = "The Ministry of Information and Culture, the Northern Salmon Board, the Department of Health, \
                    Education, and Welfare and the University Olav Brekke met.";
        assert_eq!(
            mentions(text, Kind::Organization),
            [
                "Ministry of Information and Culture",
                "Northern Salmon Board",
                "Department of Health, Education, and Welfare",
                "University Olav Brekke"
            ]
        );
    }

    #[test]
    fn an_acronym_behind_for_is_whom_a_telegram_in_capitals_is_for() {
        let text = "DEPT OF COMMERCE FOR USTR\n\nTHE BUREAU OF TRADE FOR USTR WROTE.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["DEPT OF COMMERCE", "USTR", "BUREAU OF TRADE", "USTR"]
        );
    }

    #[test]
    fn the_head_tells_the_kind() {
        let text =
            "The Fjord Defense Agreement, the Salmon Initiative and the Arctic Shipping Conference follow.";
        assert_eq!(mentions(text, Kind::Law), ["Fjord Defense Agreement"]);
        assert_eq!(mentions(text, Kind::Program), ["Salmon Initiative"]);
        assert_eq!(mentions(text, Kind::Event), ["Arctic Shipping Conference"]);
    }

    #[test]
    fn bare_nouns_and_owners_stay_outside() {
        let text =
            "The Embassy, the Department and Norway's Ministry of Finance agreed. The Council did not.";
        assert_eq!(mentions(text, Kind::Organization), ["Ministry of Finance"]);
    }

    #[test]
    fn a_name_behind_what_it_is_is_a_body() {
        assert_eq!(mentions("He owns the newspaper Nordlys Idag.", Kind::Organization), ["Nordlys Idag"]);
    }

    #[test]
    fn the_official_name_of_a_country_is_one_place_and_a_call_no_name() {
        assert_eq!(
            mentions("The Islamic Republic of Iran replied.", Kind::Place),
            ["Islamic Republic of Iran"]
        );
        assert!(mentions("DEPT FOR QZ", Kind::Organization).is_empty());
    }

    #[test]
    fn ordinals_and_numbers_belong_to_the_name() {
        let text = "The 5th Division left. They cited Resolution 1105 (XI) and UN Resolution 242.";
        assert_eq!(mentions(text, Kind::Organization), ["5th Division"]);
        assert_eq!(mentions(text, Kind::Law), ["Resolution 1105 (XI)", "UN Resolution 242"]);
        let capitals = "IT WAS ADOPTED IN FIRST COMMITTEE OCTOBER 29.";
        assert_eq!(mentions(capitals, Kind::Organization), ["FIRST COMMITTEE"]);
    }

    #[test]
    fn what_a_name_is_stands_last() {
        assert_eq!(
            mentions("The Law of the Ice Conference met.", Kind::Event),
            ["Law of the Ice Conference"]
        );
    }

    #[test]
    fn heads_of_other_languages_stand_first() {
        let text = "He leads the Partido da Terra e do Mar and the Frente Zelenhorst.";
        assert_eq!(mentions(text, Kind::Organization), ["Partido da Terra e do Mar", "Frente Zelenhorst"]);
    }

    #[test]
    fn a_family_name_is_no_ngo() {
        assert_eq!(mentions("They saw Ngo Dinh Lam and the NGO Ren Fjord.", Kind::Person), ["Ngo Dinh Lam"]);
    }

    #[test]
    fn a_year_and_a_pair_of_adjectives_belong_to_a_treaty() {
        let text = "It cites the 1948 Treaty of Friendship and the 1961 Economic and Technical Agreement.";
        let found = ["1948 Treaty of Friendship", "1961 Economic and Technical Agreement"];
        assert_eq!(mentions(text, Kind::Law), found);
        assert!(mentions(text, Kind::Date).is_empty());
    }

    #[test]
    fn an_owner_in_the_plural_belongs_to_the_name_and_a_person_does_not() {
        let text = "The Workers' Committee and the Action Council of Mirwaiz Khan met at Tamzit University Students Union.";
        let found = ["Workers' Committee", "Action Council", "Tamzit University Students Union"];
        assert_eq!(mentions(text, Kind::Organization), found);
    }

    #[test]
    fn papers_in_a_row_are_all_bodies() {
        let text = "They read the weeklies Nordlys and al-Tamzit.";
        assert_eq!(mentions(text, Kind::Organization), ["Nordlys", "al-Tamzit"]);
    }

    #[test]
    fn in_capitals_too_a_work_is_called_after_somebody() {
        let text = "THEY ASKED ABOUT ZOLTAK AMENDMENT.";
        assert_eq!(mentions(text, Kind::Law), ["ZOLTAK AMENDMENT"]);
    }

    #[test]
    fn a_public_law_is_named_by_its_number() {
        assert_eq!(mentions("They asked for PL 480 wheat and PL-99.", Kind::Law), ["PL 480", "PL-99"]);
    }

    #[test]
    fn letters_that_open_a_sentence_belong_to_the_name() {
        assert_eq!(mentions("US Government saw it.", Kind::Organization), ["US Government"]);
    }

    #[test]
    fn where_a_party_meets_is_an_event() {
        let text = "PSI Congress and the Zoltak Socialist Convention follow the Communist Congress. US Congress waits.";
        let found = ["PSI Congress", "Zoltak Socialist Convention", "Communist Congress"];
        assert_eq!(mentions(text, Kind::Event), found);
        assert_eq!(mentions(text, Kind::Organization), ["US Congress"]);
    }

    #[test]
    fn what_a_body_deals_with_belongs_to_it_and_a_grant_does_not() {
        let text = "The MFA Department for Fjord Affairs, the Salmon Task Force on Free and Fair Elections, the European \
                    Commission on Human Rights and Brekke University on a Tolland grant met.";
        let found = [
            "MFA Department for Fjord Affairs",
            "Salmon Task Force on Free and Fair Elections",
            "European Commission on Human Rights",
            "Brekke University",
        ];
        assert_eq!(mentions(text, Kind::Organization), found);
    }

    #[test]
    fn a_republic_of_any_name_is_a_place_and_a_resolution_keeps_its_counted_number() {
        let text = "The Republic of Zoltak-Vrindle cites Fjord Resolution No. 93.";
        assert_eq!(mentions(text, Kind::Place), ["Republic of Zoltak-Vrindle"]);
        assert_eq!(mentions(text, Kind::Law), ["Fjord Resolution No. 93"]);
    }

    #[test]
    fn a_nation_before_a_pair_belongs_to_the_name() {
        let text = "The U.S. Salmon Research and Development Foundation met.";
        assert_eq!(mentions(text, Kind::Organization), ["U.S. Salmon Research and Development Foundation"]);
    }
}
