//! The list: what of the library is shown, filtered as one types.
//!
//! What the list itself says of a cable is looked through at once, with every key. The texts are asked of the index,
//! which answers a moment later; what it finds stands behind that, the best first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Catalog, Found, Library};
use crate::app::{App, Mode};
use crate::cable::Classification;
use crate::library::query::{Folded, Node, Term};
use crate::library::{Card, Place, Query};

/// Rows below the list that show the chosen cable, on a screen of more rows than [`TALL`].
const DETAIL: usize = 5;
const TALL: usize = 20;

/// What the list says of one cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryRow {
    /// Whether it is pinned.
    pub pinned: bool,
    /// Its id, or that it has none.
    pub id: String,
    /// The day of its date-time group.
    pub day: String,
    /// Its classification in full words.
    pub classification: &'static str,
    /// `n7` where there are notes.
    pub notes: String,
    /// `read`, or `3/12`.
    pub read: String,
    /// Its subject; without an id, the name of its file before it.
    pub subject: String,
    /// How many copies there are, where there are several.
    pub copies: usize,
}

/// What is shown of the chosen cable below the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Its file, and which of its cables.
    pub file: String,
    /// Which copy of how many, and how their texts differ.
    pub copies: String,
    /// The words that show why it was found, or its first ones.
    pub words: String,
}

impl Library {
    /// Takes up what the shell knows.
    pub(super) fn take(&mut self, catalog: Catalog) {
        let chosen = self.chosen_key();
        self.catalog = Arc::new(catalog);
        self.reorder();
        self.choose_key(chosen);
    }

    /// Takes up what the reader has done with the cable that is open: the index learns of it at the next scan.
    pub(super) fn count_here(&mut self, notes: usize, read: usize) {
        if let Some(here) = self.here.as_ref().filter(|_| self.catalog.is_known()) {
            Arc::make_mut(&mut self.catalog).count(here, notes, read);
        }
    }

    /// Another file is open.
    pub(super) fn enter(&mut self, place: Place) {
        if self.catalog.is_known() {
            Arc::make_mut(&mut self.catalog).opened(&place);
        }
        self.here = Some(place);
    }

    /// Chooses the cable that is open.
    pub(super) fn choose_here(&mut self) {
        let group = self.here.as_ref().and_then(|here| self.catalog.group_of.get(here)).copied();
        let found = group.and_then(|group| self.shown.iter().position(|shown| *shown == group));
        self.chosen = found.unwrap_or(self.chosen);
    }

    pub(super) fn chosen_key(&self) -> Option<String> {
        self.shown.get(self.chosen).map(|group| self.card(*group).key.clone())
    }

    pub(super) fn choose_key(&mut self, key: Option<String>) {
        let found = key.and_then(|key| self.shown.iter().position(|group| self.card(*group).key == key));
        self.chosen = found.unwrap_or(self.chosen).min(self.shown.len().saturating_sub(1));
    }

    /// Says what is shown, from the query and what the index has found for it.
    pub(super) fn refill(&mut self) {
        let typed = self.query.trim();
        if typed.is_empty() {
            self.shown.clone_from(&self.order);
            return;
        }
        let mut shown: Vec<usize> = match words_only(typed) {
            Some(words) => {
                let lines = &self.catalog.lines;
                let fits = |group: &&usize| words.iter().all(|word| lines[**group].contains(word.as_str()));
                self.order.iter().filter(fits).copied().collect()
            }
            None => Vec::new(),
        };
        match &self.found {
            Some(Found { typed, hits: Ok(hits) }) if *typed == self.query => {
                let mut there: BTreeSet<usize> = shown.iter().copied().collect();
                let groups = hits.iter().filter_map(|hit| self.catalog.group_of.get(hit).copied());
                shown.extend(groups.filter(|group| there.insert(*group)));
            }
            // Until the index has answered, what it found before stays: a list that blinks cannot be read.
            Some(_) if shown.is_empty() && self.fault().is_none() => return,
            _ => {}
        }
        self.shown = shown;
    }

    fn row(&self, group: usize) -> LibraryRow {
        let (card, standing) = (self.card(group), self.standing(group));
        let all = card.paragraphs;
        LibraryRow {
            pinned: standing.pinned,
            id: card.id_words().to_owned(),
            day: card.day().unwrap_or_default(),
            classification: card.classification.map_or("", Classification::name),
            notes: if standing.notes == 0 { String::new() } else { format!("n{}", standing.notes) },
            read: match standing.read {
                0 => String::new(),
                read if read >= all => String::from("read"),
                read => format!("{read}/{all}"),
            },
            subject: match card.id() {
                Some(_) => card.subject.clone(),
                None => format!("{}: {}", file_name(card), card.subject),
            },
            copies: self.catalog.groups[group].len(),
        }
    }

    /// The chosen copy of the chosen cable.
    pub(super) fn chosen_card(&self) -> Option<&Card> {
        let group = *self.shown.get(self.chosen)?;
        let count = self.catalog.groups[group].len();
        self.copies(group).nth(self.copy % count.max(1))
    }

    /// A file as seen from the folders of the library: `cables/2009/09MEXICO2882.txt`.
    pub(super) fn short_path(&self, path: &Path) -> String {
        let below = |root: &PathBuf| {
            let rest = path.strip_prefix(root).ok().filter(|rest| *rest != Path::new(""))?;
            Some(Path::new(root.file_name()?).join(rest))
        };
        let short = self.catalog.listed.roots.iter().find_map(below);
        short.unwrap_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default()).display().to_string()
    }

    /// The folders by their names.
    pub fn folder_names(&self) -> Vec<String> {
        let name =
            |root: &PathBuf| root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
        self.catalog.listed.roots.iter().map(name).collect()
    }

    /// What is shown of the chosen cable.
    pub fn detail(&self) -> Option<Detail> {
        let card = self.chosen_card()?;
        let group = *self.shown.get(self.chosen)?;
        let count = self.catalog.groups[group].len();
        let texts = self.copies(group).map(|card| &card.text_sha256).collect::<BTreeSet<_>>().len();
        let part =
            if card.place.index == 0 { String::new() } else { format!(", cable {}", card.place.index + 1) };
        let same =
            if texts == 1 { String::from("the same text") } else { format!("{texts} different texts") };
        let copies = format!("copy {} of {count}: {same}; c shows the next", self.copy % count.max(1) + 1);
        let preview = self.preview.as_ref().filter(|(place, _)| *place == card.place);
        Some(Detail {
            file: format!("{}{part}", self.short_path(&card.place.path)),
            copies: if count > 1 { copies } else { String::new() },
            words: preview.map(|(_, words)| words.clone()).unwrap_or_default(),
        })
    }
}

/// What is looked through at once: the words of the list.
pub(super) fn line(card: &Card) -> String {
    let class = card.classification.map_or("", Classification::name);
    let day = card.day().unwrap_or_default();
    let name = file_name(card);
    let id = card.id().unwrap_or(&name);
    Folded::new(&format!("{id} {day} {} {class} {}", card.post, card.subject)).as_str().to_owned()
}

fn file_name(card: &Card) -> String {
    card.place.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The beginnings of words that a query asks for, where it asks for nothing else.
fn words_only(typed: &str) -> Option<Vec<String>> {
    let query = Query::parse(typed).ok()?;
    let nodes = match query.root() {
        Node::All(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let words = nodes.iter().map(|node| match node {
        Node::Term(Term::Words(crate::library::query::Field::Text, phrase)) => {
            Some(format!(" {}", phrase.words().join(" ")))
        }
        _ => None,
    });
    words.collect()
}

impl App {
    /// Lays the list out for the screen as it is now.
    pub(in crate::app) fn lay_out_library(&mut self) {
        if !matches!(self.mode, Mode::Library) {
            return;
        }
        let height = self.library_height();
        let library = &mut self.library;
        library.chosen = library.chosen.min(library.shown.len().saturating_sub(1));
        let lowest = (library.chosen + 1).saturating_sub(height);
        library.top =
            library.top.clamp(lowest, library.chosen).min(library.shown.len().saturating_sub(height));
        let view = library.shown.iter().skip(library.top).take(height);
        library.rows = view.map(|group| library.row(*group)).collect();
    }

    /// Rows of the list: the screen without the title above, and what is below.
    pub fn library_height(&self) -> usize {
        let height = usize::from(self.size.height).saturating_sub(2).max(1);
        height - self.library_detail_height()
    }

    /// Rows that show the chosen cable.
    pub fn library_detail_height(&self) -> usize {
        if usize::from(self.size.height) > TALL { DETAIL } else { 0 }
    }
}
