//! The library: a list of the cables of many folders, and the ways from one cable to another.

mod catalog;
mod going;
mod list;
mod pages;
mod paths;
mod running;
mod sorting;

pub use catalog::{Catalog, Listed};
pub use going::{Destination, OpenedFile, Wish};
pub use list::{Detail, LibraryRow};
pub use pages::{Page, PageRow};
pub use paths::PathsListed;
pub(super) use paths::folder_of;
pub use sorting::Sort;

use std::sync::Arc;

use super::Editor;
use crate::library::{Place, Refused};

/// What a query found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The query as it was typed.
    pub typed: String,
    /// The cables, the best first; or in one line what is wrong with the query.
    pub hits: Result<Vec<Place>, String>,
}

/// State of the library. It stays as it is while cables are read.
#[derive(Clone, Debug, Default)]
pub struct Library {
    catalog: Arc<Catalog>,
    /// All cables in the order of the list.
    order: Vec<usize>,
    /// How far a scan has come, in words.
    scanning: Option<String>,
    sort: Sort,
    query: String,
    /// The line in which the query is being typed, while it is.
    line: Option<Box<Editor>>,
    found: Option<Found>,
    /// The cables that are shown, in order.
    shown: Vec<usize>,
    /// Which of those is chosen.
    chosen: usize,
    /// Which of its copies.
    copy: usize,
    /// First of those in view.
    top: usize,
    rows: Vec<LibraryRow>,
    /// The words that show why the chosen cable was found, or its first ones.
    preview: Option<(Place, String)>,
    /// What is in the folder that was typed last.
    paths: Option<PathsListed>,
    /// Where the reader came from, step by step.
    trail: Vec<going::Step>,
    /// Whether the reader has left the open cable for the list, so that nothing is under it any longer.
    left: bool,
    /// The file and cable that is open, if it was opened by its file.
    here: Option<Place>,
}

impl Library {
    /// The library with a cable of a file open.
    pub(super) fn at(here: Option<Place>) -> Self {
        Self { here, ..Self::default() }
    }

    /// Whether there is anything to list.
    pub fn is_known(&self) -> bool {
        self.catalog.is_known()
    }

    /// Whether the cable that is open was reached from the list, and leads back there.
    pub(super) fn is_under(&self) -> bool {
        self.trail.contains(&going::Step::List)
    }

    /// Whether the reader has gone back from the open cable to the list.
    pub(super) fn has_left_cable(&self) -> bool {
        self.left
    }

    /// What has been typed to filter it.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The line in which the query is being typed.
    pub fn line(&self) -> Option<&Editor> {
        self.line.as_deref()
    }

    pub(super) fn line_mut(&mut self) -> Option<&mut Editor> {
        self.line.as_deref_mut()
    }

    /// The entries in view.
    pub fn rows(&self) -> &[LibraryRow] {
        &self.rows
    }

    /// Which of those in view is chosen.
    pub fn chosen_row(&self) -> usize {
        self.chosen - self.top
    }

    /// How far a scan has come, in words.
    pub fn scanning(&self) -> Option<&str> {
        self.scanning.as_deref()
    }

    /// How many cables are shown, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.shown.len(), self.catalog.groups.len())
    }

    /// The order.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The files that hold no cable.
    pub fn refused(&self) -> &[Refused] {
        &self.catalog.listed.refused
    }

    /// What is wrong with the query, in one line.
    pub fn fault(&self) -> Option<&str> {
        self.found.as_ref().filter(|found| found.typed == self.query)?.hits.as_ref().err().map(String::as_str)
    }
}
