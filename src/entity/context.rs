//! What the cable is about, as far as its header and its most frequent countries say.

use std::collections::HashMap;

use super::board::Board;
use super::lexicon::{self, Marks};
use super::words::Word;
use crate::cable::{Cable, TagKind};

/// How many countries named in the text are considered besides those of the header.
const NAMED: usize = 12;

/// ISO codes of the countries that the cable concerns, best first: TAGS, then the post, then the most named.
pub(super) fn countries(cable: &Cable, board: &Board) -> Vec<&'static str> {
    let tags = cable.header.tags.iter().filter(|tag| tag.kind == TagKind::Country);
    let mut countries: Vec<&str> = tags.filter_map(|tag| lexicon::country_of_tag(&tag.text)).collect();
    let post = cable.header.origin.as_deref().map(str::to_lowercase);
    countries.extend(post.as_deref().and_then(lexicon::place_country));
    countries.extend(named(board));
    let mut seen = Vec::new();
    countries.retain(|code| !seen.contains(code) && (seen.push(*code), true).1);
    countries
}

/// A city of a million people or the seat of a government.
fn is_capital(word: &Word) -> bool {
    !word.is(Marks::COMMON) && word.town == Some(3)
}

fn named(board: &Board) -> Vec<&'static str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in &board.lines {
        let capital = line
            .words
            .iter()
            .filter(|word| word.capital() && (word.is(Marks::DEMONYM | Marks::PLACE) || is_capital(word)));
        for code in capital.filter_map(|word| lexicon::place_country(&word.lower)) {
            *counts.entry(code).or_default() += 1;
        }
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(code, count)| (usize::MAX - count, *code));
    ranked.into_iter().take(NAMED).map(|(code, _)| code).collect()
}
