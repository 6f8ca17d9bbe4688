//! Names and acronyms of the reader's own, besides what is built in.

use std::collections::{BTreeMap, HashMap};

use super::acronym::Sense;
use super::board::{Board, Found};
use super::words::{self, Word};
use super::{Kind, Source};

/// What a reader knows that the built-in lexicon does not. It comes before all rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// By their words in lower case without accents.
    names: BTreeMap<Vec<String>, Kind>,
    /// Kind and expansion by the acronym as printed.
    acronyms: BTreeMap<String, (Option<Kind>, String)>,
}

/// The most words of a name; what is longer is cut there by nobody, and never found.
const LONGEST: usize = 12;

impl Lexicon {
    /// Adds a name. Capitals and accents make no difference, but a cable's small letters are no name.
    pub fn add_name(&mut self, name: &str, kind: Kind) {
        let words: Vec<String> = words::split(name).into_iter().map(|word| word.lower).collect();
        if !words.is_empty() {
            self.names.insert(words, kind);
        }
    }

    /// Adds what an acronym stands for; `None` for one that names nothing, as `FYI`.
    pub fn add_acronym(&mut self, acronym: &str, kind: Option<Kind>, expansion: &str) {
        self.acronyms.insert(acronym.to_owned(), (kind, expansion.to_owned()));
    }

    /// The senses of the reader's acronyms.
    pub(super) fn senses(&self) -> HashMap<String, Sense> {
        let sense = |(acronym, (kind, expansion)): (&String, &(Option<Kind>, String))| {
            let sense = Sense { kind: *kind, expansion: Some(expansion.clone()), source: Some(Source::User) };
            (acronym.clone(), sense)
        };
        self.acronyms.iter().map(sense).collect()
    }
}

/// Takes the reader's own names, the longest first.
pub(super) fn claim(board: &mut Board, own: &Lexicon) {
    if own.names.is_empty() {
        return;
    }
    board.sweep(|line, at| {
        line.word(at).filter(|word| word.capital())?;
        let ends = (at + 1..=(at + LONGEST).min(line.words.len())).rev();
        ends.filter_map(|end| {
            let words = line.words.get(at..end)?.iter();
            let kind = own.names.get(&words.map(|word: &Word| word.lower.clone()).collect::<Vec<_>>())?;
            Some(Found { words: at..end, kind: *kind, why: "your lexicon" })
        })
        .next()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::{Cable, decode};
    use crate::entity::{Extraction, extract_with};

    fn found(body: &str, own: &Lexicon) -> Extraction {
        extract_with(&Cable::parse(decode(format!("SUBJECT: BOATS\n\n1. (U) {body}\n").into())), own)
    }

    #[test]
    fn what_the_reader_knows_comes_before_all_rules() {
        let mut own = Lexicon::default();
        own.add_name("Oslo Boys", Kind::Organization);
        own.add_acronym("NATO", None, "no action, talk only");
        let found = found("The Oslo Boys and OSLO BOYS laughed at NATO; oslo boys did not.", &own);
        let boys = &found.entities[0];
        assert_eq!(
            (boys.kind, boys.mentions.len(), boys.why[0].as_str()),
            (Kind::Organization, 2, "your lexicon")
        );
        let nato = &found.acronyms[0];
        assert_eq!(
            (nato.expansion.as_deref(), nato.source),
            (Some("no action, talk only"), Some(Source::User))
        );
        assert!(found.entities.iter().all(|entity| entity.name != "NATO"));
    }

    #[test]
    fn an_empty_name_is_none() {
        let mut own = Lexicon::default();
        own.add_name("  ", Kind::Person);
        assert_eq!(own, Lexicon::default());
    }
}
