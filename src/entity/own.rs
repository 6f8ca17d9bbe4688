//! Names and acronyms of the reader's own, besides what is built in.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::acronym::Sense;
use super::board::{Board, Found};
use super::words::{self, Word};
use super::{Correction, Fix, Kind, Named, Placed, Source};

/// What a reader knows that the built-in lexicon does not. It comes before all rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// By their words in lower case without accents.
    names: BTreeMap<Vec<String>, Kind>,
    /// Kind and expansion by the acronym as printed.
    acronyms: BTreeMap<String, (Option<Kind>, String)>,
    /// What is the same as another, and what is none.
    fixes: Vec<Placed>,
}

/// One thing that a reader knows, as the file of the lexicon has it: a name, an acronym, or what is to be ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An acronym as it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// A name that is no entity of that kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignore: Option<String>,
    /// Of what kind it is; an acronym that names nothing has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Other forms of the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What the acronym stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expansion: Option<String>,
}

impl Entry {
    /// Has a name ignored in all cables.
    pub fn ignoring(on: Named) -> Self {
        Self { ignore: Some(on.name), kind: Some(on.kind), ..Self::default() }
    }
}

/// Why a name of the lexicon is taken.
pub(super) const WHY: &str = "your lexicon";

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

    /// Adds another form of a name.
    pub fn add_alias(&mut self, alias: &str, name: &str, kind: Kind) {
        self.add_name(alias, kind);
        let other = Named { name: name.to_owned(), kind };
        self.fix(Named { name: alias.to_owned(), kind }, Fix::Merge(other));
    }

    /// Says that a name is no entity of that kind.
    pub fn ignore(&mut self, name: &str, kind: Kind) {
        self.fix(Named { name: name.to_owned(), kind }, Fix::Ignore);
    }

    fn fix(&mut self, on: Named, fix: Fix) {
        self.fixes.push(Placed { correction: Correction { on, fix }, at: None });
    }

    /// Adds what an entry of the file says.
    ///
    /// # Errors
    /// What it lacks, or has too much.
    pub fn add(&mut self, entry: &Entry) -> Result<(), &'static str> {
        let Entry { name, acronym, ignore, kind, aliases, expansion } = entry;
        match (name, acronym, ignore, kind, expansion) {
            (Some(name), None, None, Some(kind), None) => {
                self.add_name(name, *kind);
                aliases.iter().for_each(|alias| self.add_alias(alias, name, *kind));
            }
            (Some(_), None, None, None, _) => return Err("a name needs its kind"),
            (None, Some(acronym), None, kind, Some(expansion)) if aliases.is_empty() => {
                self.add_acronym(acronym, *kind, expansion);
            }
            (None, Some(_), None, _, None) => return Err("an acronym needs its expansion"),
            (None, None, Some(name), Some(kind), None) if aliases.is_empty() => self.ignore(name, *kind),
            (None, None, Some(_), None, _) => return Err("what is ignored needs its kind"),
            _ => {
                return Err(
                    "one of name (kind, aliases), acronym (expansion, kind) or ignore (kind) is wanted",
                );
            }
        }
        Ok(())
    }

    /// What is put right by it.
    pub(super) fn fixes(&self) -> &[Placed] {
        &self.fixes
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
            Some(Found { words: at..end, kind: *kind, why: WHY })
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
    fn other_forms_of_a_name_are_the_same_and_what_is_ignored_is_none() {
        let mut own = Lexicon::default();
        let entry = |text: &str| serde_json::from_str::<Entry>(text).unwrap();
        own.add(&entry(r#"{"name": "Harbour Boys", "kind": "organization", "aliases": ["Quay Lads"]}"#))
            .unwrap();
        own.add(&entry(r#"{"ignore": "Oslo", "kind": "place"}"#)).unwrap();
        let found = found("The Quay Lads met in Oslo. The Harbour Boys sang.", &own);
        let names: Vec<(&str, usize)> =
            found.entities.iter().map(|entity| (entity.name.as_str(), entity.mentions.len())).collect();
        assert_eq!(names, [("Harbour Boys", 2)]);
        assert!(own.add(&entry(r#"{"name": "X"}"#)).is_err());
        assert!(own.add(&entry(r#"{"name": "X", "kind": "person", "expansion": "Y"}"#)).is_err());
    }

    #[test]
    fn an_empty_name_is_none() {
        let mut own = Lexicon::default();
        own.add_name("  ", Kind::Person);
        assert_eq!(own, Lexicon::default());
    }
}
