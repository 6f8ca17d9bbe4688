//! The authors of a cable's notes: each with a short mark and a colour, so that a head has room for who wrote it.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::Author;

/// How an author is told from others on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The name that they gave themselves.
    pub name: String,
    /// Letters of the name, no other author's.
    pub mark: String,
    /// Number of their colour.
    pub hue: usize,
}

impl Byline {
    /// `MD M. Duval`.
    pub fn words(&self) -> String {
        format!("{} {}", self.mark, self.name)
    }
}

/// All authors but the reader, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authors(BTreeMap<String, Byline>);

impl Authors {
    /// Gives every author a mark. The order is that of the names: the same authors have the same marks in every session.
    pub(super) fn new<'a>(authors: impl Iterator<Item = &'a Author>) -> Self {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for author in authors {
            let name = names.entry(&author.id).or_insert(&author.name);
            // Of several names of one author, the one that the ledger shows.
            *name = (*name).max(&author.name);
        }
        let mut by_name: Vec<(&str, &str)> = names.into_iter().map(|(id, name)| (name, id)).collect();
        by_name.sort();
        let mut taken = BTreeSet::new();
        let bylines = by_name.into_iter().enumerate().map(|(hue, (name, id))| {
            let letters = initials(name);
            let numbered = (2..).map(|number| format!("{letters}{number}"));
            let mut marks = std::iter::once(letters.clone()).chain(numbered);
            let mark = marks.find(|mark| !taken.contains(mark)).unwrap_or(letters.clone());
            taken.insert(mark.clone());
            (id.to_string(), Byline { name: name.to_string(), mark, hue })
        });
        Self(bylines.collect())
    }

    /// The author with this id; `None` for the reader.
    pub fn get(&self, id: &str) -> Option<&Byline> {
        self.0.get(id)
    }

    /// The author with this mark.
    pub(super) fn marked(&self, mark: &str) -> Option<&str> {
        self.0.iter().find(|(_, byline)| byline.mark.eq_ignore_ascii_case(mark)).map(|(id, _)| id.as_str())
    }

    /// All, in the order of their names.
    pub fn all(&self) -> Vec<(&str, &Byline)> {
        let mut all: Vec<(&str, &Byline)> = self.0.iter().map(|(id, byline)| (id.as_str(), byline)).collect();
        all.sort_by_key(|(_, byline)| byline.hue);
        all
    }

    /// Whether nobody but the reader has written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// `MD` of `M. Duval`, `AN` of `Ann`.
fn initials(name: &str) -> String {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let letters: String = match words[..] {
        [] => String::from("X"),
        [only] => only.chars().take(2).collect(),
        _ => words.iter().take(3).filter_map(|word| word.chars().next()).collect(),
    };
    letters.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_author_has_a_mark_of_their_own() {
        let author = |id: &str, name: &str| Author { id: id.into(), name: name.into() };
        let all = [
            author("a-1", "M. Duval"),
            author("a-2", "Maria Diaz"),
            author("a-3", "Ann"),
            author("a-4", "外務 省"),
            author("a-5", "\u{202e}"),
            author("a-6", "Ann"),
        ];
        let marks = |authors: &Authors| -> Vec<String> {
            authors.all().into_iter().map(|(_, byline)| byline.mark.clone()).collect()
        };
        let authors = Authors::new(all.iter());
        assert_eq!(marks(&authors), ["AN", "AN2", "MD", "MD2", "X", "外省"]);
        assert_eq!(Authors::new(all.iter().rev()), authors, "whatever the order");
        assert_eq!(authors.marked("md2"), Some("a-2"));
    }
}
