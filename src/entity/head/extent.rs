//! How far a name goes before and behind its head noun.

use super::{REACH, is_nation};
use crate::entity::board::Line;
use crate::entity::lexicon::{self, Marks};
use crate::entity::role::OFFICES;
use crate::entity::words::{Shape, Word};
use crate::entity::{Kind, known};

/// `5th Division`, `1st Committee`: a number that stands in a name.
pub(super) fn is_ordinal(line: &Line, at: usize) -> bool {
    let ends = |word: &Word| ["1st", "2nd", "3rd", "th"].iter().any(|end| word.lower.ends_with(end));
    let short = line.word(at).filter(|word| word.shape == Shape::Number && word.text.len() < 6);
    short.is_some_and(ends) && line.capital(at + 1) && line.free(at + 1)
}

/// The end of the run of capital words from `at` on: words, hyphens, `&` and `Women's`.
pub(super) fn run_end(line: &Line, at: usize) -> Option<usize> {
    line.word(at).filter(|word| word.capital())?;
    let end = noun_run(line, at);
    let end = if pairs(line, at, end) { noun_run(line, end + 1) } else { end };
    (end > at).then_some(end)
}

/// `Economic and Technical Agreement`: mere adjectives and nouns on both sides of the `and`.
fn pairs(line: &Line, at: usize, and: usize) -> bool {
    let mere = |at: usize| {
        let names = Marks::HEAD | Marks::TITLE | Marks::ADDRESS | Marks::PLACE | Marks::NAMED_BODY;
        line.free(at)
            && line.word(at).is_some_and(|word| {
                word.shape == Shape::Capital && word.is(Marks::COMMON) && !word.opens && !word.is(names)
            })
    };
    // `U.S. Research and Development Foundation`: the nation before them is free.
    let from = at + usize::from(at < and && is_nation(line, at));
    let mere = and > from && (from..and).all(mere) && mere(and + 1);
    line.lower(and) == "and" && !line.capitals && (mere || makes_firm(line, at, and))
}

/// `Zoltak Iron and Steel Company`, `Plan and Budget Organization`: what stands on both sides of the `and` has one head.
fn makes_firm(line: &Line, at: usize, and: usize) -> bool {
    let stop = noun_run(line, and + 1);
    let firm = stop > and + 2 && PAIRED.contains(&line.lower(stop - 1));
    let other = Marks::TITLE | Marks::ADDRESS | Marks::DEMONYM | Marks::OUTSIDE;
    let whole = |i: usize| PAIRED.contains(&line.lower(i)) || line.is(i, other);
    let matter = |i: usize| line.is(i, Marks::COMMON) || line.word(i).is_some_and(|word| word.town.is_some());
    firm && and > at
        && !(at..and).any(whole)
        && (and + 1..stop - 1).all(|i| matter(i) && !line.is(i, other))
        && line.word(and - 1).is_some_and(|word| word.telling() && matter(and - 1))
}

/// Heads before which two things make one body.
const PAIRED: [&str; 9] = [
    "company",
    "corporation",
    "organization",
    "organisation",
    "association",
    "institute",
    "authority",
    "agency",
    "board",
];

fn part_of_run(line: &Line, at: usize) -> bool {
    let Some(word) = line.word(at) else { return false };
    let next = line.capital(at + 1);
    match word.shape {
        Shape::Sign => {
            let joint = matches!(word.text, "-" | "–" | "/") && word.glued && line.glued(at + 1);
            let office = OFFICES.contains(&line.lower(at + 1));
            // `Women's` belongs to the name, `Norway's` owns it; so does the `Attorney General's` of an office.
            let owner = line.before(at).is_some_and(|owner| {
                owner.is(Marks::COMMON) && !owner.is(Marks::PLACE) && (office || !owner.is(Marks::TITLE))
            });
            // `Workers' Party`
            let plural = word.glued
                && matches!(word.text, "'" | "’")
                && line.before(at).is_some_and(|owner| owner.lower.ends_with('s') && owner.is(Marks::COMMON))
                && line.is(at + 1, Marks::HEAD | Marks::BODY_PART);
            next && (joint || plural || word.text == "&" || word.text.len() > 1 && owner)
        }
        _ if line.capitals => {
            word.is(Marks::BODY_PART | Marks::HEAD | Marks::TITLE_PART)
                || is_nation(line, at)
                || names_work(line, at)
        }
        _ => word.capital(),
    }
}

/// Where the name begins: behind the small-meaning words that open a sentence.
pub(super) fn start_of(line: &Line, at: usize, head: usize) -> Option<usize> {
    // `U.S.-Norwegian Agreement`: the two nations stand outside.
    let pair = line.sign(at + 1, '-') && line.glued(at + 1) && is_nation(line, at) && is_nation(line, at + 2);
    let pair = pair && !(line.is(head, Marks::BODY) && head > at + 3);
    // `Soil Products Office (TMO)`: the letters behind it tell that all of it is the name.
    let defined = line.sign(head + 1, '(')
        && line.sign(head + 3, ')')
        && line.word(head + 2).is_some_and(|word| word.shape == Shape::Upper);
    let named = |word: &Word| defined && !word.is(Marks::GRAMMAR | Marks::AT | Marks::TO_WHOM);
    let start = (at..=head).skip(if pair { 3 } else { 0 }).find(|i| {
        line.word(*i).is_some_and(|w| {
            (w.capital() || is_ordinal(line, *i))
                && !(w.opens
                    && w.is(Marks::COMMON)
                    && (w.shape != Shape::Upper || line.capitals)
                    && !(w.is(Marks::BODY_PART | Marks::HEAD | Marks::DEMONYM) || named(w))
                    && *i < head)
                && (!w.is(Marks::OUTSIDE) || line.sign(*i + 1, '-'))
        })
    })?;
    let opening = line.word(start).is_some_and(|word| word.opens && word.is(Marks::COMMON)) && start == head;
    (!opening || complement(line, head + 1, Kind::Organization) > head + 1).then_some(start)
}

/// The end of the head's complement: `of Foreign Affairs`, `for Safety and Citizenship Studies`.
pub(super) fn complement(line: &Line, at: usize, kind: Kind) -> usize {
    let joint = match kind {
        Kind::Organization => {
            matches!(
                line.lower(at),
                "of" | "for" | "on" | "against" | "de" | "del" | "des" | "du" | "da" | "do"
            )
        }
        Kind::Place => return of_place(line, at),
        _ => matches!(line.lower(at), "of" | "on" | "for" | "against"),
    };
    let article = matches!(line.lower(at + 1), "a" | "an");
    let committee = line.before(at).is_some_and(|head| COMMITTEES.contains(&head.lower.as_str()));
    let place = line.is(at + 1, Marks::PLACE | Marks::DEMONYM) && !committee;
    let about = line.lower(at) == "on" && (article || place);
    // `DEPT FOR INL`: whom the telegram is for.
    let symbol = line.capitals || line.word(at + 1).is_some_and(|word| word.shape == Shape::Upper);
    let call = line.lower(at) == "for"
        && symbol
        && matches!(
            line.lower(at.saturating_sub(1)),
            "dept" | "department" | "state" | "army" | "navy" | "air force"
        );
    if about || call || !joint || !line.free(at) {
        return at;
    }
    let mut end = at;
    let mut next = at + 1 + usize::from(matches!(line.lower(at + 1), "the" | "la" | "les" | "a" | "an"));
    if kind == Kind::Organization && is_somebody(line, next) {
        return at;
    }
    while next < at + REACH {
        // `University of Dar es Salaam`
        let place = known::named_place(line, next).filter(|stop| (next..*stop).all(|i| line.free(i)));
        let stop = noun_run(line, next).max(if line.capitals { next } else { place.unwrap_or(next) });
        if stop == next {
            break;
        }
        end = stop;
        next = match line.lower(end) {
            "and" | "of" | "for" | "&" | "de" | "y" | "on" | "against" => {
                end + 1 + usize::from(line.lower(end + 1) == "the")
            }
            "," => end + 1 + usize::from(line.lower(end + 1) == "and"),
            _ => break,
        };
        if line.sign(end, ',') && !list_goes_on(line, next) || begins_other(line, end, next) {
            break;
        }
        if !continues(line, next) {
            break;
        }
    }
    end
}

/// `Islamic Republic of Iran`, `Bay of Bengal`.
fn of_place(line: &Line, at: usize) -> usize {
    let next = at + 1 + usize::from(line.lower(at + 1) == "the");
    let of = line.lower(at) == "of" && line.word(next).is_some_and(|word| word.shape == Shape::Capital);
    let place = line.longest(next, Marks::PLACE).or_else(|| {
        // `Republic of Kabardino-Balkaria`: what is so called is a place, whatever its name.
        let state = line.before(at).is_some_and(|head| STATES.contains(&head.lower.as_str()));
        let strange = line.word(next).is_some_and(|word| !word.is(Marks::COMMON | Marks::TITLE));
        let pair = line.sign(next + 1, '-') && line.joined(next + 2) && line.capital(next + 2);
        (state && strange && !line.capitals).then_some(next + if pair { 3 } else { 1 })
    });
    place.filter(|end| of && (at..*end).all(|i| line.free(i))).unwrap_or(at)
}

/// Heads before which any name is a place.
const STATES: [&str; 8] =
    ["republic", "kingdom", "province", "governorate", "emirate", "sultanate", "oblast", "prefecture"];

/// `Health, Education, and Welfare`: behind the commas come common words and at last an `and`.
fn list_goes_on(line: &Line, at: usize) -> bool {
    let closed = line.lower(at.saturating_sub(1)) == "and";
    let mut stop = noun_run(line, at);
    let mut items = usize::from(stop > at);
    while items > 0 && items < LISTED && line.sign(stop, ',') && line.lower(stop + 1) != "and" {
        let next = noun_run(line, stop + 1);
        items = if next > stop + 1 { items + 1 } else { 0 };
        stop = next;
    }
    let closing = line.lower(stop) == "and" || line.sign(stop, ',') && line.lower(stop + 1) == "and";
    items > 0 && (closing || closed)
}

/// `Union of Workers and [the] Salmon League`: behind the `and` stands another body rather than a second matter, as in
/// `Health and Human Services`.
fn begins_other(line: &Line, and: usize, at: usize) -> bool {
    let stop = noun_run(line, at);
    let article = line.lower(and + 1) == "the";
    let heads = if article { Marks::BODY | Marks::PROGRAM } else { Marks::BODY };
    let head = line.before(stop).filter(|head| head.is(heads) && stop > at);
    let many = head.is_some_and(|head| head.lower.ends_with('s'));
    let leads = line.is(at, Marks::BODY) && matches!(line.lower(at + 1), "of" | "for");
    line.lower(and) == "and" && (head.is_some() && (article || stop > at + 1 && !many) || leads)
}

/// Bodies that are called after the country they deal with: `Subcommittee on Africa`.
pub(super) const COMMITTEES: [&str; 3] = ["subcommittee", "committee", "sub-committee"];

/// The most things that the name of a body lists.
const LISTED: usize = 6;

/// Whether the word behind `and` or `of` goes on with the name, rather than beginning another.
fn continues(line: &Line, at: usize) -> bool {
    let other = Marks::TITLE | Marks::ADDRESS | Marks::FIRST;
    let joined_by_of =
        line.before(at).is_some_and(|word| !matches!(word.lower.as_str(), "and" | "&" | "y" | ","));
    let addressed = line.capitals && line.before(at).is_some_and(|word| word.lower == "for");
    line.word(at).is_some_and(|word| {
        // `DEPT OF COMMERCE FOR USTR`: whom the telegram is for.
        let call = addressed && lexicon::is_acronym(word.text);
        word.capital()
            && !call
            && (joined_by_of || word.is(Marks::COMMON) && !word.is(other | Marks::DEMONYM))
    }) && !(line.is(at, Marks::BODY) && line.lower(at + 1) == "of")
}

/// The end of the capital words from `at` on.
fn noun_run(line: &Line, at: usize) -> usize {
    let mut end = at;
    while end < at + REACH
        && line.free(end)
        && line.word(end).is_some_and(|word| word.shape != Shape::Initial || is_numeral(line, end))
        && part_of_run(line, end)
    {
        end += 1;
    }
    end
}

/// The `I` of `Haile Selassie I University`.
fn is_numeral(line: &Line, at: usize) -> bool {
    line.word(at).is_some_and(|word| word.text == "I" && !word.opens) && line.is(at + 1, Marks::BODY)
}

/// `BYRD AMENDMENT`, `NAAF RIVER`: in capitals too a strange word names what stands behind it.
fn names_work(line: &Line, at: usize) -> bool {
    let strange =
        line.word(at).is_some_and(|word| !word.is(Marks::COMMON | Marks::PARTICLE) && word.town < Some(2));
    if !strange {
        return false;
    }
    let work = at + if line.sign(at + 1, '-') && line.joined(at + 2) { 3 } else { 1 };
    // `ROHINGYA PATRIOTIC FRONT`
    let head = (work..work + 3).find(|i| !line.is(*i, Marks::BODY_PART)).unwrap_or(work);
    CALLED_AFTER.contains(&line.lower(work)) || FORCES.contains(&line.lower(head))
}

/// Bodies that in capitals too have a strange first name.
const FORCES: [&str; 13] = [
    "front",
    "party",
    "movement",
    "league",
    "army",
    "company",
    "corporation",
    "university",
    "federation",
    "association",
    "union",
    "club",
    "airlines",
];

/// Works that are called after somebody and sites, none of them a verb.
const CALLED_AFTER: [&str; 20] = [
    "river",
    "lake",
    "island",
    "islands",
    "valley",
    "canal",
    "peninsula",
    "airport",
    "dam",
    "amendment",
    "accord",
    "accords",
    "pact",
    "protocol",
    "treaty",
    "doctrine",
    "plan",
    "institute",
    "foundation",
    "commission",
];

/// `Action Committee of Mirwaiz Farooq`: whose it is stands outside.
fn is_somebody(line: &Line, at: usize) -> bool {
    let names = Marks::COMMON | Marks::PLACE | Marks::NOUN;
    let strange = |at: usize| line.word(at).is_some_and(|word| word.name_like() && !word.is(names));
    let known = Marks::FIRST | Marks::SURNAME | Marks::FIGURE;
    let other = line.longest(at, Marks::PLACE | Marks::NAMED_BODY).is_some()
        || known::named_place(line, at).is_some();
    let town = line.word(at).is_some_and(|word| word.town == Some(3));
    strange(at) && strange(at + 1) && line.is(at + 1, known) && !other && !town
}
