//! The library as the screens use it: scanned, asked, shown.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::build::standings;
use super::builder::{Builder, Step};
use super::{Index, paths};
use crate::app::{Catalog, Effect, Found, Listed, Outcome};
use crate::cable::counted;
use crate::library::{Card, EngineError, News, Place, Query, around, excerpt};
use crate::shell::load;
use crate::store::{Recent, Store};

/// Columns of the words that are shown of a cable: three rows of a wide screen.
const WORDS: usize = 340;
/// How often the list is told of again while files are read, and what is told of how far it has come.
const LIST: Duration = Duration::from_secs(2);
const TELL: Duration = Duration::from_millis(250);

/// The index, and the store beside it.
pub(in crate::shell) struct LibraryDesk {
    store: Store,
    /// The server of the index; empty: it is in its file.
    address: String,
    index: Option<Index>,
}

impl LibraryDesk {
    /// Opens nothing yet.
    pub(in crate::shell) fn new(store: Store, address: &str) -> Self {
        Self { store, address: address.to_owned(), index: None }
    }

    fn index(&mut self) -> Result<&mut Index, String> {
        if self.index.is_none() {
            self.index = Some(self.another_index()?);
        }
        self.index.as_mut().ok_or_else(|| String::from("the library cannot be opened"))
    }

    fn another_index(&self) -> Result<Index, String> {
        super::index(&self.store, &self.address).map_err(|failure| failure.to_string())
    }

    /// Answers what is asked of the library; `None` for what is no question about it.
    pub(in crate::shell) fn answer(&mut self, effect: &Effect) -> Option<Outcome> {
        let answered = match effect {
            Effect::FindCables { typed, limit } => {
                let hits = self.find(typed, *limit);
                return Some(Outcome::Found(Found { typed: typed.clone(), hits }));
            }
            Effect::Preview { place, query } => {
                let words = preview(place, query);
                return Some(Outcome::Previewed { place: place.clone(), words });
            }
            Effect::ListPaths(folder) => return Some(Outcome::Paths(paths::listed(folder))),
            Effect::LookAround(question) => self.index().and_then(|index| {
                let around = around(&**index, question).map_err(|error| error.to_string())?;
                Ok(Outcome::Around(Box::new(around)))
            }),
            Effect::Pin { key, pinned } => match self.pin(key, *pinned) {
                Ok(()) => return None,
                Err(why) => Err(format!("not pinned: {why}")),
            },
            _ => return None,
        };
        Some(answered.unwrap_or_else(|why| Outcome::Noticed(vec![why])))
    }

    fn find(&mut self, typed: &str, limit: usize) -> Result<Vec<Place>, String> {
        let query = Query::parse(typed).map_err(|error| error.to_string())?;
        let roots = self.store.library().roots;
        let hits = self.index()?.search(&query, &roots, limit).map_err(|error| error.to_string())?;
        Ok(hits.into_iter().map(|hit| hit.card.place).collect())
    }

    fn pin(&mut self, key: &str, pinned: bool) -> Result<(), String> {
        let change = |library: &mut crate::store::LibraryState| {
            if pinned {
                library.pinned.insert(key.to_owned())
            } else {
                library.pinned.remove(key)
            };
        };
        self.store.change_library(change).map_err(|error| error.to_string())?;
        let cards = self.index()?.held(key).map_err(|error| error.to_string())?;
        let Some(index) = &mut self.index else { return Ok(()) };
        standings(&mut **index, &self.store, &cards).map_err(|error| error.to_string())
    }

    /// The cables with this id, and how many refer to it.
    pub(in crate::shell) fn held(&mut self, id: &str) -> Result<(Vec<Card>, usize), String> {
        let index = self.index()?;
        let held = index.held(id).map_err(|error| error.to_string())?;
        let citing = index.citing(id).map_err(|error| error.to_string())?;
        Ok((held, citing.len()))
    }

    /// Brings the library up to date, telling what there is as it goes; `told` says whether to go on. Without folders, it
    /// is those of the last time.
    pub(in crate::shell) fn scan(&mut self, folders: Vec<PathBuf>, told: &mut dyn FnMut(Outcome) -> bool) {
        let roots = if folders.is_empty() { self.store.library().roots } else { folders };
        if roots.is_empty() {
            told(Outcome::Listed(Box::default()));
            return;
        }
        if let Err(why) = self.scan_roots(&roots, told) {
            told(Outcome::Noticed(vec![why]));
        }
        told(Outcome::Scanning(None));
    }

    fn scan_roots(&mut self, roots: &[PathBuf], told: &mut dyn FnMut(Outcome) -> bool) -> Result<(), String> {
        let words = |error: EngineError| error.to_string();
        self.store
            .change_library(|library| library.roots = roots.to_owned())
            .map_err(|error| error.to_string())?;
        self.index()?;
        let Some(mut index) = self.index.take() else { return Ok(()) };
        // What is known is there at once; what has changed since follows.
        told(self.listed(&mut index, roots).map_err(words)?);
        let mut watch = StopWatch::default();
        let builder = Builder { roots, store: &self.store };
        let summary = {
            let mut listing = self.another_index()?;
            builder.files(&mut *index, &mut |step| {
                if watch.is_due_to_list()
                    && let Ok(listed) = self.listed(&mut listing, roots)
                    && !told(listed)
                {
                    return false;
                }
                watch.words(step).is_none_or(|words| told(Outcome::Scanning(Some(words))))
            })
        };
        let summary = summary.map_err(words)?;
        if summary.stopped || !told(self.listed(&mut index, roots).map_err(words)?) {
            return Ok(());
        }
        if let Some(first) = summary.unread.first() {
            told(Outcome::Noticed(vec![format!("not looked into: {first}")]));
        }
        builder
            .names(&mut *index, &mut |step| {
                watch.words(step).is_none_or(|words| told(Outcome::Scanning(Some(words))))
            })
            .map_err(words)
    }

    /// Reads what is new in the folders, and gives what there is in them, with the folders that cannot be read.
    ///
    /// # Errors
    /// In one line, why there is no index.
    pub(super) fn list(&mut self, folders: &[PathBuf]) -> Result<(Listed, Vec<String>), String> {
        self.index()?;
        let Some(mut index) = self.index.take() else { return Ok((Listed::default(), Vec::new())) };
        let builder = Builder { roots: folders, store: &self.store };
        let listed = builder.files(&mut *index, &mut |_| true).and_then(|summary| {
            let (cards, refused) = (index.cards(folders)?, index.refused(folders)?);
            Ok((Listed { cards, refused, ..Listed::default() }, summary.unread))
        });
        self.index = Some(index);
        listed.map_err(|error| error.to_string())
    }

    fn listed(&self, index: &mut Index, roots: &[PathBuf]) -> Result<Outcome, EngineError> {
        let recent = self.store.library().recent.into_iter();
        let listed = Listed {
            roots: roots.to_owned(),
            cards: index.cards(roots)?,
            standings: index.standings()?.into_iter().collect(),
            recent: recent.map(|Recent { path, index, .. }| Place { path, index }).collect(),
            refused: index.refused(roots)?,
        };
        Ok(Outcome::Listed(Box::new(Catalog::new(listed))))
    }
}

/// The words of a cable that show why it was found, else its first ones.
fn preview(place: &Place, typed: &str) -> String {
    let source = load::load(Some(&place.path));
    let cable = match source {
        Ok(source) => source.volume.cable(place.index),
        Err(failure) => return failure.to_string(),
    };
    let query = Query::parse(typed).unwrap_or_default();
    let first = cable.summary.as_ref().map(|summary| summary.text().to_owned());
    let first = first.or_else(|| (!cable.paragraphs.is_empty()).then(|| cable.paragraph_text(0)));
    let found = excerpt(&cable, &query, WORDS);
    let number = found.paragraph.and_then(|paragraph| cable.paragraphs.get(paragraph)?.number);
    match (found.snippet.hits.is_empty(), first, number) {
        (true, Some(first), _) => first,
        (false, _, Some(number)) => format!("¶{number}: {}", found.snippet.text),
        _ => found.snippet.text,
    }
}

/// When to tell what.
#[derive(Default)]
struct StopWatch {
    began: Option<Instant>,
    listed: Option<Instant>,
    told: Option<Instant>,
}

impl StopWatch {
    fn is_due_to_list(&mut self) -> bool {
        let now = Instant::now();
        let listed = *self.listed.get_or_insert(now);
        let is_due = now.duration_since(listed) >= LIST;
        if is_due {
            self.listed = Some(now);
        }
        is_due
    }

    /// How far it has come, with the rate and the time left, when that is due to be told.
    fn words(&mut self, step: Step) -> Option<String> {
        let now = Instant::now();
        if self.told.is_some_and(|told| now.duration_since(told) < TELL) {
            return None;
        }
        self.told = Some(now);
        Some(match step {
            Step::Files(News::Walking(count)) => format!("{} found", counted(count, "file")),
            Step::Files(News::Read(done, total)) => {
                let seconds = now.duration_since(*self.began.get_or_insert(now)).as_secs_f64();
                let rate = if seconds > 0.0 { done as f64 / seconds } else { 0.0 };
                let left = if rate > 0.0 { (total.saturating_sub(done)) as f64 / rate } else { 0.0 };
                format!("{done} of {} read, {rate:.0} a second, {left:.0} s left", counted(total, "file"))
            }
            Step::Named(cables) => format!("names of {} found", counted(cables, "cable")),
        })
    }
}
