//! Propagation: a name once understood is taken wherever the cable prints it, in headings and capitals too.

use std::collections::{HashMap, HashSet};

use super::Kind;
use super::board::{Board, Found, Line};
use super::lexicon::{self, Marks};
use super::person::is_acronym;
use super::words::{Shape, Word};
use crate::cable::roman;

/// The most words of a name that is looked for.
const REACH: usize = 7;

/// Takes further mentions of names already taken. Before the vote a family name that is a place is left to it.
pub(super) fn claim(board: &mut Board, voted: bool) {
    let mut known = forms(board);
    known.retain(|form, kind| voted || *kind != Kind::Person || !lexicon::phrase(form).any(Marks::PLACE));
    // Most words begin no known name; building a phrase to see that would take most of the time.
    let first: HashSet<&str> = known.keys().map(|form| first_word(form)).collect();
    board.sweep(|line, at| {
        let word = line.word(at).filter(|word| word.capital() || begins_family(line, at))?;
        if !first.contains(first_word(&word.lower)) {
            return None;
        }
        // The second half of `Habte-Wold` is no mention of another Wold.
        let half = line.joined(at)
            && at > 1
            && line.free(at - 2)
            && line.word(at - 2).is_some_and(|first| first.name_like() && first.marks == Marks::NONE);
        if half {
            return None;
        }
        let (end, kind) = (at + 1..=(at + REACH).min(line.words.len())).rev().find_map(|end| {
            let phrase = line.phrase(at..end);
            // `Costa-Mendez` is `Costa Mendez`.
            let kind = known
                .get(&phrase)
                .or_else(|| phrase.contains('-').then(|| known.get(&phrase.replace('-', " ")))?)?;
            Some((end, *kind))
        })?;
        // Alone, a name that is also a word needs a capital that tells.
        let acts = line
            .word(end)
            .is_some_and(|next| next.text.len() > 1 && next.shape == Shape::Sign || next.is(Marks::SPEECH));
        let silent = line.capitals || word.opens && !acts;
        let plain = end == at + 1 && word.is(Marks::COMMON) && silent;
        // `Sa'id al-Shihri` is not the `Sa'id` of another name.
        let other = kind == Kind::Person
            && end == at + 1
            && line.free(end)
            && line.is(end, Marks::PARTICLE)
            && line.sign(end + 1, '-')
            && line.glued(end + 1);
        // `NGO` is none of the family of Ngo.
        let letters = kind == Kind::Person && end == at + 1 && is_acronym(line, at);
        let capital = line.word(end - 1).is_some_and(|last| last.shape != Shape::Small);
        (capital && !plain && !other && !letters).then_some(Found {
            words: at..end,
            kind,
            why: "named elsewhere in the cable",
        })
    });
}

fn first_word(form: &str) -> &str {
    form.split([' ', '-', '/', '\'', '’', '.']).next().unwrap_or_default()
}

/// The particle of a family name: the `de` of `de Villiers`.
fn begins_family(line: &Line, at: usize) -> bool {
    let name = line.word(at + 1).is_some_and(|next| next.name_like() && line.free(at + 1) == line.free(at));
    line.is(at, Marks::PARTICLE) && !matches!(line.lower(at), "y" | "e" | "do" | "la") && name
}

/// Every form under which the names taken so far may come again.
fn forms(board: &Board) -> HashMap<String, Kind> {
    let mut forms = HashMap::new();
    for claim in &board.claims {
        let Some(line) = board.lines.get(claim.line) else { continue };
        let (start, end) = (claim.words.start, claim.words.end);
        let mut add = |range: std::ops::Range<usize>| {
            forms.entry(line.phrase(range)).or_insert(claim.kind);
        };
        match claim.kind {
            Kind::Person => {
                add(start..end);
                // Family names: the last word, the last two, and the one before the last (Spanish order).
                (start + 1..end)
                    .filter(|at| {
                        // The numeral of a king, `Haile Selassie I`, is no family name.
                        let numeral = |w: &Word| roman(w.text).is_some();
                        let name = |w: &Word| (w.name_like() || w.shape == Shape::Upper) && !numeral(w);
                        line.word(*at).is_some_and(name) || begins_family(line, *at)
                    })
                    .for_each(|at| {
                        add(at..end);
                        if at + 2 == end && !line.is(at, Marks::FIRST) {
                            add(at..at + 1);
                        }
                    });
                if line.is(start, Marks::FAMILY) {
                    add(start..start + 1);
                }
            }
            Kind::Program
                if end == start + 2 && !line.is(start, Marks::COMMON | Marks::DEMONYM | Marks::TITLE) =>
            {
                add(start..end);
                add(start..start + 1);
            }
            Kind::Place if line.lower(start + 1) == "de" => {
                add(start..end);
                add(start..start + 1);
            }
            Kind::Place if line.lower(start) == "ciudad" => {
                add(start..end);
                add(start + 1..end);
            }
            // `Zoltak Party`, later only `Zoltak`
            Kind::Organization
                if end == start + 2
                    && PARTIES.contains(&line.lower(start + 1))
                    && line
                        .word(start)
                        .is_some_and(|w| w.name_like() && w.marks == Marks::NONE && w.town.is_none()) =>
            {
                add(start..end);
                add(start..start + 1);
            }
            Kind::Organization | Kind::Place | Kind::Program | Kind::Event | Kind::Law => add(start..end),
            Kind::Date | Kind::Role | Kind::Quantity | Kind::CableRef => {}
        }
    }
    forms
}

/// Bodies that are called by their first word alone.
const PARTIES: [&str; 5] = ["party", "movement", "newspaper", "faction", "daily"];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn names_come_again_in_short_and_in_capitals() {
        let text = "Ruben Castellanos Duarte backs the Quetzal Initiative. CASTELLANOS SAYS. But Quetzal costs, and Duarte knows.";
        assert_eq!(mentions(text, Kind::Person), ["Ruben Castellanos Duarte", "CASTELLANOS", "Duarte"]);
        assert_eq!(mentions(text, Kind::Program), ["Quetzal Initiative", "Quetzal"]);
    }

    #[test]
    fn a_name_that_the_vote_took_comes_again_too() {
        let text = "Zoltak Dravicek said he would go. A letter of Dravicek was read.";
        assert_eq!(mentions(text, Kind::Person), ["Zoltak Dravicek", "Dravicek"]);
    }

    #[test]
    fn a_town_comes_again_without_its_second_part() {
        assert_eq!(
            mentions("Ciudad Juarez burns. In Juarez all hide.", Kind::Place),
            ["Ciudad Juarez", "Juarez"]
        );
    }

    #[test]
    fn a_name_that_is_a_word_comes_again_where_it_owns_something() {
        let text = "President Vicente Fox spoke. Fox's plan is new.";
        assert_eq!(mentions(text, Kind::Person), ["Vicente Fox", "Fox"]);
    }

    #[test]
    fn a_part_of_another_name_is_no_further_mention() {
        assert_eq!(
            mentions("We met Minister Yasin Wold. Later Aklil Habte-Wold left.", Kind::Person),
            ["Yasin Wold", "Aklil Habte-Wold"]
        );
        assert_eq!(
            mentions("We met Minister Yasin Sa'id Tamzit. Later Sa'id al-Zelen spoke.", Kind::Person),
            ["Yasin Sa'id Tamzit", "Sa'id al-Zelen"]
        );
    }

    #[test]
    fn a_hyphen_makes_no_other_name() {
        let text = "Minister Costa Vrindle came. They told Costa-Vrindle so.";
        assert_eq!(mentions(text, Kind::Person), ["Costa Vrindle", "Costa-Vrindle"]);
    }

    #[test]
    fn the_numeral_of_a_king_is_no_family_name() {
        let text = "They praised Haile Vrindle I warmly. I said nothing more.";
        assert_eq!(mentions(text, Kind::Person), ["Haile Vrindle I"]);
    }

    #[test]
    fn a_party_comes_again_by_its_first_word() {
        let text = "The unregistered Zoltak Party opposes it. Zoltak is furious.";
        assert_eq!(mentions(text, Kind::Organization), ["Zoltak Party", "Zoltak"]);
    }
}
