//! Whose notes are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::Review;
use crate::app::Leaf;

/// Which of the notes are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// All.
    #[default]
    All,
    /// The reader's.
    Mine,
    /// Those of others.
    Theirs,
    /// All on the paragraphs where the authors do not agree: not every one has notes there, or their types differ.
    Differences,
    /// What came since the reader last looked.
    New,
    /// Those of one other author, by id.
    Author(String),
}

/// The views that are of no one author, by name, in the order in which they follow each other.
const PLAIN: [(&str, View); 5] = [
    ("all", View::All),
    ("mine", View::Mine),
    ("theirs", View::Theirs),
    ("differences", View::Differences),
    ("new", View::New),
];

impl Review {
    /// The view of that name; of an author, their mark or a piece of their name.
    ///
    /// # Errors
    /// What can be typed, when this cannot.
    pub(in crate::app) fn view_named(&self, word: &str) -> Result<View, String> {
        let lower = word.to_lowercase();
        if let Some((_, view)) = PLAIN.iter().find(|(name, _)| *name == lower) {
            return Ok(view.clone());
        }
        let holds = |(_, byline): &(&str, &super::Byline)| byline.name.to_lowercase().contains(&lower);
        let author = || self.authors.all().into_iter().find(holds).map(|(id, _)| id);
        match self.authors.marked(word).or_else(author) {
            _ if lower == "diff" => Ok(View::Differences),
            Some(id) => Ok(View::Author(id.to_string())),
            None => Err(format!("no view is called '{word}'; there are {}", self.view_names().join(", "))),
        }
    }

    /// What views can be called by.
    pub(in crate::app) fn view_names(&self) -> Vec<String> {
        let marks = self.authors.all().into_iter().map(|(_, byline)| byline.mark.clone());
        PLAIN.iter().map(|(name, _)| String::from(*name)).chain(marks).collect()
    }

    /// The view behind the present one.
    pub(in crate::app) fn next_view(&self) -> View {
        let plain = PLAIN.iter().map(|(_, view)| view.clone());
        let authors = self.authors.all().into_iter().map(|(id, _)| View::Author(id.to_string()));
        let views: Vec<View> = plain.chain(authors).collect();
        let at = views.iter().position(|view| *view == self.view).map_or(0, |at| at + 1);
        views.get(at).cloned().unwrap_or_default()
    }

    /// What the present view is called.
    pub(in crate::app) fn view_words(&self) -> String {
        match &self.view {
            View::Author(id) => self.authors.get(id).map(super::Byline::words).unwrap_or_default(),
            plain => {
                let named = PLAIN.iter().find(|(_, view)| view == plain);
                named.map(|(name, _)| String::from(*name)).unwrap_or_default()
            }
        }
    }

    /// The same in the title of the notes, behind their number; `None` where all is shown that the reader may see.
    pub fn viewed_words(&self) -> Option<String> {
        match &self.view {
            _ if self.blind => None,
            View::All => None,
            View::Author(id) => self.authors.get(id).map(|byline| format!("by {}", byline.mark)),
            View::Differences => Some(String::from("differing")),
            View::Mine | View::Theirs | View::New => Some(self.view_words()),
        }
    }

    /// Whether what is shown belongs to the present view: a draft of the reader's is shown in all of them.
    pub fn is_of_view(&self, leaf: &Leaf) -> bool {
        !leaf.draft || matches!(self.view, View::All | View::Mine)
    }

    /// Leaves only what the reader is to see. A draft is always shown: no text of the reader's goes unseen.
    pub(in crate::app) fn sift(&self, leaves: &mut Vec<Leaf>) {
        if self.blind {
            return leaves.retain(|leaf| leaf.author.is_none() && (leaf.draft || leaf.is_note()));
        }
        let differing = if self.view == View::Differences { differing(leaves) } else { Vec::new() };
        leaves.retain(|leaf| {
            leaf.draft
                || match &self.view {
                    View::All => true,
                    View::Mine => leaf.author.is_none(),
                    View::Theirs => leaf.author.is_some(),
                    View::Differences => differing.contains(&leaf.paragraph()),
                    View::New => leaf.is_new,
                    View::Author(id) => leaf.author_id == *id,
                }
        });
    }
}

/// The paragraphs (none: the cable) where the authors differ.
fn differing(leaves: &[Leaf]) -> Vec<Option<usize>> {
    let notes = || leaves.iter().filter(|leaf| leaf.is_note());
    let authors: BTreeSet<&str> = notes().map(|leaf| leaf.author_id.as_str()).collect();
    let mut types: BTreeMap<Option<usize>, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for leaf in notes() {
        let author = types.entry(leaf.paragraph()).or_default().entry(&leaf.author_id).or_default();
        author.push(&leaf.note_type);
    }
    let differ = |by_author: &mut BTreeMap<&str, Vec<&str>>| {
        by_author.values_mut().for_each(|types| types.sort_unstable());
        let sets: BTreeSet<&Vec<&str>> = by_author.values().collect();
        by_author.len() < authors.len() || sets.len() > 1
    };
    types.into_iter().filter_map(|(paragraph, mut by)| differ(&mut by).then_some(paragraph)).collect()
}
