//! The company that a word keeps: people beside people, an office behind somebody, a list of places.

use std::collections::HashSet;
use std::ops::Range;

use super::Kind;
use super::board::{Board, Line};
use super::lexicon::Marks;
use super::words::{Shape, Word};

/// What has been taken so far, each word by its line and place.
pub(super) struct Company {
    people: HashSet<(usize, usize)>,
    places: HashSet<(usize, usize)>,
    bodies: HashSet<(usize, usize)>,
    /// Where the titles begin that no name follows.
    offices: HashSet<(usize, usize)>,
}

/// How far back a list of places is followed, in words.
const LISTED: usize = 16;

impl Company {
    /// Of everything on the board.
    pub(super) fn of(board: &Board) -> Self {
        let words = |kind: Kind| -> HashSet<(usize, usize)> {
            let claims = board.claims.iter().filter(|claim| claim.kind == kind);
            claims.flat_map(|claim| claim.words.clone().map(move |word| (claim.line, word))).collect()
        };
        let people = words(Kind::Person);
        let titles = board.claims.iter().filter(|claim| claim.kind == Kind::Role);
        let alone = titles.filter(|claim| !people.contains(&(claim.line, claim.words.end)));
        let offices = alone.map(|claim| (claim.line, claim.words.start)).collect();
        Self { places: words(Kind::Place), bodies: words(Kind::Organization), people, offices }
    }

    /// Points that the words of line `index` are somebody: `Senators Fulbright and Morse`, `Ossa, Minister of Mines`.
    pub(super) fn people(&self, index: usize, line: &Line, words: Range<usize>) -> u32 {
        let near = |at: usize| self.people.contains(&(index, at));
        let before =
            words.start.checked_sub(1).is_some_and(|at| listed(line, at, |at| at.checked_sub(1), near));
        let behind = listed(line, words.end, |at| Some(at + 1), near);
        let office = words.end
            + 1
            + usize::from(matches!(line.lower(words.end + 1), "the" | "then" | "now" | "former"));
        let holds = line.sign(words.end, ',') && self.offices.contains(&(index, office));
        // `Lombardo, Morandi and Romita`: the third of a row of people is no small town.
        let row = before && self.row_of_people(index, line, words.start);
        let beside = match (before, behind) {
            (true, true) => 4,
            (true, false) if row => 4,
            (false, false) => 0,
            _ => 2,
        };
        let strangers = beside == 0 && among_strangers(line, words);
        beside + if holds { 3 } else { u32::from(strangers) }
    }

    /// Whether at least two people stand in the row before `start`, with nothing but joints between.
    fn row_of_people(&self, index: usize, line: &Line, start: usize) -> bool {
        let joint = |at: usize| matches!(line.lower(at), "and" | "," | "or");
        let row = (start.saturating_sub(LISTED)..start).rev();
        let row = row.take_while(|at| joint(*at) || self.people.contains(&(index, *at)));
        row.filter(|at| self.people.contains(&(index, *at)) && joint(at + 1)).count() > 1
    }

    /// Points that letters of line `index` are a body as those beside them are: `CEREA, PSA and Balubakat`.
    pub(super) fn bodies(&self, index: usize, line: &Line, words: Range<usize>) -> u32 {
        let near = |at: usize| self.bodies.contains(&(index, at));
        let before =
            words.start.checked_sub(1).is_some_and(|at| listed(line, at, |at| at.checked_sub(1), near));
        let behind = listed(line, words.end, |at| Some(at + 1), near);
        let letters = line.word(words.start).is_some_and(|word| word.shape == Shape::Upper);
        // Of other names only what stands between bodies is one.
        let fits = if letters && words.len() == 1 { before || behind } else { before && behind };
        if fits && !line.capitals { 4 } else { 0 }
    }

    /// Points that the words of line `index` are a place: the last of `at Kolwezi, Jadotville and Kipushi`.
    pub(super) fn places(&self, index: usize, line: &Line, words: Range<usize>) -> u32 {
        let joint = |at: usize| matches!(line.lower(at), "and" | "," | "or");
        let listed = |joint_at: usize, at: usize| joint(joint_at) && self.places.contains(&(index, at));
        // `left Salisbury, Tamzit and Bulawayo`
        if words.start > 1 && listed(words.start - 1, words.start - 2) && listed(words.end, words.end + 1) {
            return 4;
        }
        // `including Tamzit, Oslo and Bergen`
        let sure = |word: &Word| {
            word.town == Some(3) || word.is(Marks::PLACE) || word.town.is_some() && word.marks == Marks::NONE
        };
        let ahead = |at: usize| joint(at) && line.word(at + 1).is_some_and(sure);
        let sited = |word: &Word| word.is(Marks::AT) || word.lower == "including";
        if ahead(words.end) && ahead(words.end + 2) && line.before(words.start).is_some_and(sited) {
            return 5;
        }
        let begins = words.start.saturating_sub(LISTED);
        let mut places = false;
        for at in (begins..words.start).rev() {
            let place = self.places.contains(&(index, at));
            // In capitals every word begins with one.
            let name = line.capital(at) && line.free(at) && !(line.capitals && line.is(at, Marks::COMMON));
            if !(place || joint(at) || name) {
                // `In Oslo, Eide and Foss met`: what opens a sentence says where, and then comes who.
                let sited = line.word(at).is_some_and(|word| word.is(Marks::AT) && !word.opens);
                return if places && sited { 3 } else { 0 };
            }
            places |= place;
        }
        0
    }
}

/// Whether a list that goes on at the joint `at` leads to one that is `near`, over others that are still strange:
/// `called me, Steel and Seydoux in`.
fn listed(
    line: &Line,
    at: usize,
    step: impl Fn(usize) -> Option<usize>,
    near: impl Fn(usize) -> bool,
) -> bool {
    let mut joined = false;
    let mut next = Some(at);
    for _ in 0..LISTED {
        let Some(at) = next else { return false };
        let joint = matches!(line.lower(at), "and" | "," | "or" | "-" | "/");
        if joined && (near(at) || matches!(line.lower(at), "me" | "him")) {
            return true;
        }
        let strange =
            line.free(at) && line.word(at).is_some_and(|word| word.capital() && !word.is(Marks::COMMON));
        if !(joint || joined && strange) {
            return false;
        }
        joined |= joint;
        next = step(at);
    }
    false
}

/// Whether it is one of at least three strange names in a row: `Bahnini, Laghzaoui and Aherdan would drop it`.
fn among_strangers(line: &Line, words: Range<usize>) -> bool {
    let joint = |at: usize| matches!(line.lower(at), "and" | ",");
    let strange = |at: usize| {
        let name = |word: &Word| word.name_like() && word.marks == Marks::NONE && word.town.is_none();
        line.free(at) && line.word(at).is_some_and(name)
    };
    let pair = |first: usize, second: usize| joint(first) && strange(second);
    let (at, end) = (words.start, words.end);
    let behind = pair(end, end + 1);
    let before = at > 1 && pair(at - 1, at - 2);
    let further = behind && pair(end + 2, end + 3) || before && at > 3 && pair(at - 3, at - 4);
    let row = further || before && behind;
    row && !line.capitals && words.len() == 1
}

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn who_stands_beside_people_or_before_an_office_is_somebody() {
        let text = "Zoltak, Minister of Mines, came. They called me, Tamzit and Vrindle in.";
        assert_eq!(mentions(text, Kind::Person), ["Zoltak", "Tamzit", "Vrindle"]);
    }

    #[test]
    fn a_list_of_places_behind_a_preposition_goes_on() {
        let text = "There was fire at Bergen, Zelenhorst and Tamzit.";
        assert_eq!(mentions(text, Kind::Place), ["Bergen", "Zelenhorst", "Tamzit"]);
        assert!(
            !mentions("In Bergen, Zelenhorst and Tamzit met.", Kind::Place).contains(&"Tamzit".to_owned())
        );
    }

    #[test]
    fn a_list_leads_over_strangers_to_people_and_places() {
        let text = "They dismissed him, Zoltak, Vrindle, Tamzit and Quorble.";
        assert_eq!(mentions(text, Kind::Person), ["Zoltak", "Vrindle", "Tamzit", "Quorble"]);
        let text = "THEY WERE LEAVING OSLO, ZELENHORST AND LAGOS. MEN FOUGHT AT NARVIK AND QARMATO.";
        let found = ["OSLO", "ZELENHORST", "LAGOS", "NARVIK", "QARMATO"];
        assert_eq!(mentions(text, Kind::Place), found);
    }

    #[test]
    fn a_row_of_strangers_is_people_and_letters_beside_bodies_are_one() {
        let text = "The party is divided: today Zoltak, Vrindle and Tamzit want out.";
        assert_eq!(mentions(text, Kind::Person), ["Zoltak", "Vrindle", "Tamzit"]);
        let text = "Today JOREPA, NATO and the CIA said no.";
        assert_eq!(mentions(text, Kind::Organization), ["JOREPA", "NATO", "CIA"]);
    }

    #[test]
    fn the_third_of_a_row_of_people_is_no_small_town() {
        let text = "The members (Lombardo, Morandi and Romita) stayed.";
        assert_eq!(mentions(text, Kind::Person), ["Lombardo", "Morandi", "Romita"]);
    }
}
