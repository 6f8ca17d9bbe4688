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
    let acronym =
        line.word(open + 1).filter(|word| word.shape == Shape::Upper && line.sign(open + 2, ')'))?;
    let name = in_order(line, open, acronym)
        .or_else(|| in_any_order(line, open, acronym))
        .or_else(|| in_syllables(line, open, acronym))?;
    Some((open + 1, name))
}

/// `Cahora Bassa Hydroelectric (HCB)`, `Movement for Social Renewal (MRS)`: an acronym of the name in its own language,
/// whose words stand in another order.
fn in_any_order(line: &Line, open: usize, acronym: &Word) -> Option<Range<usize>> {
    let mut letters = letters_of(acronym.text);
    let weight: Vec<usize> = (open.saturating_sub(2 * letters.len() + 1)..open)
        .rev()
        .take_while(|at| line.word(*at).is_some_and(|word| word.shape == Shape::Capital || is_small(word)))
        .filter(|at| line.capital(*at))
        .take(letters.len())
        .collect();
    let start = *weight.last()?;
    // Two letters are soon in any order: a head noun must say that it is a body.
    let body = || weight.iter().any(|at| line.is(*at, Marks::BODY));
    let telling = !line.capitals
        && weight.len() == letters.len()
        && (letters.len() > 2 || letters.len() == 2 && body())
        && weight.iter().all(|at| line.word(*at).is_some_and(|word| !word.opens));
    let mut initials: Vec<char> = weight.iter().filter_map(|at| line.lower(*at).chars().next()).collect();
    letters.sort_unstable();
    initials.sort_unstable();
    (telling && letters == initials).then_some(start..open)
}

/// `Union Sindical de Trabajadores (UNSITRA)`: the acronym is made of the beginnings of the words.
fn in_syllables(line: &Line, open: usize, acronym: &Word) -> Option<Range<usize>> {
    let letters: String = letters_of(acronym.text).into_iter().collect();
    // Pieces are cut between bytes, which are letters only there.
    if letters.len() < 4 || !letters.is_ascii() {
        return None;
    }
    let from = open.saturating_sub(3 * letters.len());
    let start = begun_by(line, from, open, &letters)?;
    (start + 1 < open).then_some(start..open)
}

/// The first of the words between `from` and `end` whose beginnings are the letters, from the last one on.
fn begun_by(line: &Line, from: usize, end: usize, letters: &str) -> Option<usize> {
    if letters.is_empty() {
        return Some(end);
    }
    let at = end.checked_sub(1).filter(|at| *at >= from)?;
    let word = line.word(at)?;
    if is_small(word) {
        return begun_by(line, from, at, letters);
    }
    let most = if word.capital() { SYLLABLE.min(letters.len()) } else { 0 };
    (1..=most).rev().find_map(|length| {
        let (rest, part) = letters.split_at(letters.len() - length);
        if word.lower.starts_with(part) { begun_by(line, from, at, rest) } else { None }
    })
}

/// The most letters that a word gives to an acronym.
const SYLLABLE: usize = 5;

/// `Long Name (LN)`, letter for letter.
fn in_order(line: &Line, open: usize, acronym: &Word) -> Option<Range<usize>> {
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
        let small = is_small(word);
        match wanted.split_last() {
            Some((last, rest)) if word.lower.starts_with(*last) && !(small && rest.is_empty()) => {
                wanted = rest
            }
            _ if small => {}
            _ => return None,
        }
    }
    (open - start > 1).then_some(start..open)
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
        .filter(|word| word.shape != Shape::Sign && !is_small(word))
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
    let small = |word: &Word| word.shape == Shape::Sign || is_small(word);
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

/// Whether a word, hyphen or comma of a name has no letter in its acronym.
fn is_small(word: &Word) -> bool {
    SMALL.contains(&word.lower.as_str()) || matches!(word.text, "-" | "," | "'" | "’")
}

/// Words without a letter in an acronym.
const SMALL: [&str; 43] = [
    "of", "the", "and", "for", "de", "la", "y", "on", "to", "in", "del", "et", "des", "du", "'s", "against",
    "with", "by", "from", "at", "las", "los", "el", "para", "por", "contra", "da", "do", "das", "dos", "e",
    "le", "les", "pour", "contre", "sur", "di", "der", "und", "fuer", "für", "van", "voor",
];

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

    #[test]
    fn an_acronym_may_be_made_of_the_beginnings_of_words() {
        let text = "The Union Salmonera de Pescadores (UNSALPE) met. UNSALPE left.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["Union Salmonera de Pescadores", "UNSALPE", "UNSALPE"]
        );
    }

    #[test]
    fn small_words_of_other_languages_have_no_letter() {
        let text = "The Office Salmonier pour la Peche du Fjord (OSPF) met.";
        assert_eq!(mentions(text, Kind::Organization), ["Office Salmonier pour la Peche du Fjord", "OSPF"]);
        let text = "They met the Board for Salmon Welfare (WSB) today.";
        assert_eq!(mentions(text, Kind::Organization), ["Board for Salmon Welfare", "WSB"]);
    }

    #[test]
    fn two_letters_in_another_order_need_a_head_noun_and_are_no_title() {
        let text = "He asked the Salmon Ministry (MS) and the Public Ministry (MP). The MP waits.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["Salmon Ministry", "MS", "Public Ministry", "MP", "MP"]
        );
    }
}
