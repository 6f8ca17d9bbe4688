//! What a text tells of the parts that are withheld.
//!
//! Three signs, each enough. The numbers are measured on the cables of an archive: of sentences from other cables, on
//! other matters, one in a hundred shares a run of [`RUN`] words with a cable, and one in sixty a stretch of
//! [`STRETCH`] letters; of runs of three words every eighth would. Whoever says in other words what a withheld part says
//! is found by nobody but a reader.

use std::collections::BTreeSet;

use super::Reason;
use super::words::{Words, folded, spells};

/// From so many words in a row on, a text repeats another.
const RUN: usize = 4;
/// From so many letters in a row on, wherever its words are parted.
const STRETCH: usize = 18;
/// Most words that stand for one when they are written without blanks: `jorgetellopeon`.
const JOINED: usize = 3;
/// From so many letters on, a name is found at the beginning of a longer word too: `Tellos`, `Freedonian`.
const STEM: usize = 4;
/// Most pieces into which what is looked for may be broken: `T e l l o`.
const PIECES: usize = 32;

/// Words that give nothing away, though a sentence or a summary begins with them.
const COMMON: &str = "a about above action after again against all also although an and another any are as at be because \
    been before begin being below between both but by can comment could did do does during each either end even every \
    few finally first for from had has have having he her here him his how however i if in indeed instead into is it its \
    last later less many may me meanwhile might more moreover most much must my neither next no nor not note now of off \
    on once one only or other our over overall para paragraph perhaps request same second see separately several she \
    should since so some still such summary text than that the their them then there therefore these they this those \
    though three through thus to too two under until up upon us was we were what when where whether which while who \
    whom whose why will with within without would yes yet you your";

/// What to look for.
pub(super) struct Traces {
    /// Names, codes and figures of the withheld parts that stand nowhere in what goes out.
    telling: BTreeSet<String>,
    runs: BTreeSet<String>,
    stretches: BTreeSet<[u8; STRETCH]>,
    /// The words of what goes out.
    known: BTreeSet<String>,
    /// Letters beyond ASCII that the released text has itself.
    letters: BTreeSet<char>,
}

impl Traces {
    /// What the `withheld` texts say and the `released` ones do not.
    pub(super) fn new(released: &[Words], withheld: &[Words]) -> Self {
        let free_runs: BTreeSet<&str> = released.iter().flat_map(runs).collect();
        let free_stretches: BTreeSet<[u8; STRETCH]> = released.iter().flat_map(stretches).collect();
        let runs = withheld.iter().flat_map(runs).filter(|run| !free_runs.contains(run));
        let stretches =
            withheld.iter().flat_map(stretches).filter(|stretch| !free_stretches.contains(stretch));
        Self {
            telling: telling(released, withheld),
            runs: runs.map(str::to_owned).collect(),
            stretches: stretches.collect(),
            known: released.iter().flat_map(Words::each).map(|(word, _)| word.to_owned()).collect(),
            letters: released.iter().flat_map(|words| foreign(words.letters())).collect(),
        }
    }

    /// The first sign that `text` tells of a withheld part.
    pub(super) fn found_in(&self, text: &str) -> Option<Reason> {
        if text.contains(spells) {
            return Some(Reason::Letters);
        }
        let words = Words::of(text);
        // An alphabet in which a Latin name can be spelled to the eye, or of which nothing can be compared.
        if foreign(words.letters()).any(|letter| !self.letters.contains(&letter)) {
            return Some(Reason::Letters);
        }
        if hold(&words, &self.runs) || stretches(&words).any(|stretch| self.stretches.contains(&stretch)) {
            return Some(Reason::Repeats);
        }
        (hold(&words, &self.telling) || self.has_stem(&words)).then_some(Reason::Names)
    }

    /// Whether a word that the released text does not have begins with a telling one: its plural, its people.
    fn has_stem(&self, words: &Words) -> bool {
        let begins = |word: &str| {
            let longer_than_stem = word.char_indices().map(|(at, _)| at).skip(STEM);
            longer_than_stem.filter_map(|at| word.get(..at)).any(|stem| self.telling.contains(stem))
        };
        words.each().any(|(word, _)| !self.known.contains(word) && begins(word))
    }
}

/// The names, codes and figures that only withheld parts have, and those written in one with their neighbours.
fn telling(released: &[Words], withheld: &[Words]) -> BTreeSet<String> {
    let both = || released.iter().chain(withheld);
    // What is printed in small letters somewhere is a word like others.
    let ordinary: BTreeSet<String> = COMMON
        .split_whitespace()
        .map(|word| folded(word).collect())
        .chain(both().flat_map(Words::each).filter(|(_, marked)| !marked).map(|(word, _)| word.to_owned()))
        .collect();
    let known: BTreeSet<&str> = released.iter().flat_map(Words::each).map(|(word, _)| word).collect();
    let tells = |(word, marked): (&str, bool)| {
        marked && word.chars().nth(1).is_some() && !ordinary.contains(word) && !known.contains(word)
    };
    let mut telling = BTreeSet::new();
    for words in withheld {
        let each: Vec<(bool, bool)> = words.each().map(|word| (word.1, tells(word))).collect();
        for count in 1..=JOINED {
            for (from, group) in each.windows(count).enumerate() {
                if group.iter().all(|(marked, _)| *marked) && group.iter().any(|(_, tells)| *tells) {
                    telling.extend(words.run(from, count).map(str::to_owned));
                }
            }
        }
    }
    telling
}

/// Whether the words hold one of these, wherever they are parted inside it.
fn hold(words: &Words, sought: &BTreeSet<String>) -> bool {
    let pieces = |from: usize| (1..=PIECES).map_while(move |count| words.run(from, count));
    (0..words.len()).flat_map(pieces).any(|run| sought.contains(run))
}

fn runs(words: &Words) -> impl Iterator<Item = &str> {
    (0..words.len()).filter_map(|from| words.run(from, RUN))
}

fn stretches(words: &Words) -> impl Iterator<Item = [u8; STRETCH]> + '_ {
    words.letters().as_bytes().windows(STRETCH).filter_map(|window| window.try_into().ok())
}

fn foreign(letters: &str) -> impl Iterator<Item = char> + '_ {
    letters.chars().filter(|c| !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Reason> {
        let released = [Words::of("The minister dined with Anna Roe at the old customs house.")];
        let withheld = [Words::of(
            "Summary: However, Tello Peon said that the harbour will be closed on May 18 by the FBI. The boats left.",
        )];
        Traces::new(&released, &withheld).found_in(text)
    }

    #[test]
    fn what_is_said_in_other_words_and_names_nobody_goes_out() {
        for text in [
            "",
            "However, who paid for this? See the summary.",
            "Anna Roe again; with anna roe at the old CUSTOMS house",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn runs_of_words_are_found_however_they_are_written() {
        for text in [
            "why is it so that the harbour will be closed",
            "THAT THE HARBOUR WILL",
            "tha\u{200b}t the har\u{ad}bour\nwill",
            "the-harbour-will-be",
            "tha t theharb our w ill",
            "t h a t t h e h a r b o u r w i l l",
            "thattheharbourwillbeclosed",
        ] {
            assert_eq!(found(text), Some(Reason::Repeats), "{text}");
        }
        assert_eq!(found("is the harbour deep?"), None);
    }

    #[test]
    fn one_name_code_or_figure_is_enough() {
        for text in [
            "ask peon",
            "Pe on",
            "PEÓN?",
            "p.e.o.n",
            "tellopeon",
            "F B I",
            "0n the 18th? 18",
            "ＦＢＩ",
            "Te1lo",
            "two Tellos",
            "Peonista",
        ] {
            assert_eq!(found(text), Some(Reason::Names), "{text}");
        }
    }

    #[test]
    fn letters_that_cannot_be_compared_are_held_back() {
        assert_eq!(found("Т\u{435}llo"), Some(Reason::Letters));
        assert_eq!(found("🇵🇪🇴🇳"), Some(Reason::Letters));
        assert_eq!(found("\u{e0050}\u{e0065}\u{e006f}\u{e006e}"), Some(Reason::Letters));
        assert_eq!(found("⠏⠑⠕⠝"), Some(Reason::Letters));
        assert_eq!(found("“quite” – so… café ½ ✓"), None);
    }
}
