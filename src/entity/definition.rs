//! Definitions of acronyms in the text: `Long Name (LN)` and `LN (Long Name)`.

use std::ops::Range;

use super::board::Line;
use super::lexicon::{self, Marks};
use super::words::{Shape, Word};
use super::{Kind, head, role};

/// Whether the letters are first letters of the name in their order: `PDD` of a Party for Peace, Democracy and Development.
pub(super) fn is_spelled(acronym: &str, line: &Line, name: Range<usize>) -> bool {
    let words = line.words.get(name).unwrap_or_default();
    let mut initials = words.iter().filter_map(|word| word.lower.chars().next());
    let letters = letters_of(acronym);
    letters.len() > 2 && letters.iter().all(|letter| initials.any(|initial| initial == *letter))
}

/// `Long Name (LN)`: the acronym's word and the name's words.
pub(super) fn behind(line: &Line, open: usize) -> Option<(usize, Range<usize>)> {
    in_order(line, open).or_else(|| in_any_order(line, open))
}

/// `Cahora Bassa Hydroelectric (HCB)`: an acronym of the name in its own language, whose words stand in another order.
fn in_any_order(line: &Line, open: usize) -> Option<(usize, Range<usize>)> {
    let acronym =
        line.word(open + 1).filter(|word| word.shape == Shape::Upper && line.sign(open + 2, ')'))?;
    let mut letters = letters_of(acronym.text);
    let start = open.checked_sub(letters.len()).filter(|_| letters.len() > 2 && !line.capitals)?;
    let words = line.words.get(start..open)?;
    let named = words.iter().all(|word| word.shape == Shape::Capital && !word.opens);
    let mut initials: Vec<char> = words.iter().filter_map(|word| word.lower.chars().next()).collect();
    letters.sort_unstable();
    initials.sort_unstable();
    (named && letters == initials).then_some((open + 1, start..open))
}

/// `Long Name (LN)`, letter for letter.
fn in_order(line: &Line, open: usize) -> Option<(usize, Range<usize>)> {
    let acronym =
        line.word(open + 1).filter(|word| word.shape == Shape::Upper && line.sign(open + 2, ')'))?;
    let letters = letters_of(acronym.text);
    let mut wanted = letters.as_slice();
    // `Pilot Training Program (PT)`: the acronym may leave the head noun out.
    let head =
        |word: &Word| word.is(Marks::HEAD) && !word.lower.starts_with(letters.last().copied().unwrap_or(' '));
    let mut start = open - usize::from(line.before(open).is_some_and(head));
    while !wanted.is_empty() {
        start = start.checked_sub(1).filter(|at| open - at <= 2 * letters.len() + 2)?;
        let word = line.word(start)?;
        // The name begins with a word of weight: the O of `OHCHR` is not the `of` behind `Office`.
        let small = SMALL.contains(&word.lower.as_str());
        match wanted.split_last() {
            Some((last, rest)) if word.lower.starts_with(*last) && !(small && rest.is_empty()) => {
                wanted = rest
            }
            _ if small || matches!(word.text, "-" | ",") => {}
            _ => return None,
        }
    }
    (open - start > 1).then_some((open + 1, start..open))
}

/// `LN (Long Name)`.
pub(super) fn before(line: &Line, open: usize) -> Option<(usize, Range<usize>)> {
    let at = open.checked_sub(1)?;
    let acronym = line.word(at).filter(|word| word.shape == Shape::Upper)?;
    let letters = letters_of(acronym.text);
    let most = open + 2 + 2 * letters.len();
    let close = (open + 1..=most).find(|at| line.sign(*at, ')'))?;
    let words = line.words.get(open + 1..close)?;
    let initials: Vec<char> = words
        .iter()
        .filter(|word| word.shape != Shape::Sign && !SMALL.contains(&word.lower.as_str()))
        .filter_map(|word| word.lower.chars().next())
        .collect();
    (initials == letters && letters.len() > 1).then_some((at, open + 1..close))
}

fn letters_of(acronym: &str) -> Vec<char> {
    let plain = acronym.strip_suffix('s').unwrap_or(acronym);
    plain.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The kind of a defined name: by its head noun; a name in small letters names nothing.
pub(super) fn kind_of(line: &Line, name: Range<usize>) -> Option<Kind> {
    let words = line.words.get(name.clone())?;
    let small = |word: &Word| word.shape == Shape::Sign || SMALL.contains(&word.lower.as_str());
    if !words.iter().all(|word| word.capital() || small(word)) {
        return None;
    }
    if lexicon::phrase(&line.phrase(name.clone())).any(Marks::PLACE) {
        return Some(Kind::Place);
    }
    if role::end(line, name.start) == Some(name.end) {
        return Some(Kind::Role);
    }
    let plain = words.iter().all(|word| small(word) || word.is(Marks::COMMON));
    head::kind_in(line, name).or((!line.capitals && !plain).then_some(Kind::Organization))
}

/// Words without a letter in an acronym.
const SMALL: [&str; 15] =
    ["of", "the", "and", "for", "de", "la", "y", "on", "to", "in", "del", "et", "des", "du", "'s"];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn letters_in_the_order_of_another_language_define_as_well() {
        let text = "We asked Fjordal Brekke Hydroelectric (HFB). The HFB agreed.";
        assert_eq!(mentions(text, Kind::Organization), ["Fjordal Brekke Hydroelectric", "HFB", "HFB"]);
        assert!(mentions("They fear Mass Destruction Weapons (WMD).", Kind::Organization).is_empty());
    }

    #[test]
    fn a_part_of_the_name_that_fits_the_letters_does_not_hide_the_whole() {
        let text = "The Party for Salmon, Diving and Development (SDD) met. The SDD left.";
        let found = ["Party for Salmon, Diving and Development", "SDD", "SDD"];
        assert_eq!(mentions(text, Kind::Organization), found);
    }
}
