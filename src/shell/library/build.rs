//! From files to what the index takes in.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::annotation::{Finder, Ledger, placed};
use crate::cable::Cable;
use crate::entity::{Entity, Kind, Lexicon, corrected, extract_with};
use crate::export::{EXPORT_BEGIN, exported};
use crate::library::{Answer, Card, Engine, Filing, Name, NoteText, Place, Standing};
use crate::shell::load;
use crate::store::{CableKey, Store, begins_as_notes};

/// Cables whose entities are put in at once.
pub(super) const BATCH: usize = 64;

/// The kinds that are looked for across cables. Dates, quantities and roles say nothing there.
const KINDS: [Kind; 6] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Program, Kind::Event, Kind::Law];

/// Reads the cables of a file; in one line, why it has none.
pub(in crate::shell) fn load(path: &Path) -> Result<Vec<Filing>, String> {
    let source = load::load_unless(path, EXPORT_BEGIN, no_cable).map_err(|failure| failure.to_string())?;
    let cables = source.volume.cables().enumerate();
    Ok(cables
        .map(|(index, cable)| {
            let CableKey { id, text_sha256 } = CableKey::of(&cable);
            Filing::of(&cable, Place { path: path.to_owned(), index }, id, text_sha256)
        })
        .collect())
}

/// Why a file that begins so is none to be listed, though there may be a cable in it.
fn no_cable(begin: &[u8]) -> Option<&'static str> {
    if begins_as_notes(begin) {
        return Some("these are notes and no cable: reftel import takes them in");
    }
    exported(begin)
}

/// Finds the entities of the cables that have none yet.
pub(in crate::shell) struct Names<'a> {
    /// What the reader knows of names.
    pub(in crate::shell) lexicon: &'a Lexicon,
    /// Where the reader's corrections are.
    pub(in crate::shell) store: &'a Store,
}

impl Names<'_> {
    /// Finds those of a few more cables, on all processors; whether there may be others.
    pub(in crate::shell) fn further(&self, engine: &mut dyn Engine) -> Answer<bool> {
        let places = engine.nameless(BATCH)?;
        // A file of many cables is read once.
        let files: Vec<&[Place]> = places.chunk_by(|one, other| one.path == other.path).collect();
        let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
        let next = AtomicUsize::new(0);
        let work = || {
            let files = std::iter::from_fn(|| files.get(next.fetch_add(1, Ordering::Relaxed)));
            files.flat_map(|places| self.of_file(places)).collect::<Vec<_>>()
        };
        let all: Vec<(Place, Vec<Name>)> = thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers.into_iter().filter_map(|worker| worker.join().ok()).flatten().collect()
        });
        engine.put_names(&all)?;
        Ok(!all.is_empty())
    }

    /// Those of cables of one file. One that has gone meanwhile has none; the next look at the folder forgets it.
    fn of_file(&self, places: &[Place]) -> Vec<(Place, Vec<Name>)> {
        let source = places.first().and_then(|place| load::load(Some(&place.path)).ok());
        let of = |place: &Place| source.as_ref().map(|source| self.of(&source.volume.cable(place.index)));
        places.iter().map(|place| (place.clone(), of(place).unwrap_or_default())).collect()
    }

    /// Lets the names be found again that were found with another lexicon, and those of cables whose corrections are others
    /// than they were found with.
    pub(super) fn freshen(&self, engine: &mut dyn Engine, cards: &[Card]) -> Answer<()> {
        let (state, lexicon) = (self.store.library(), print(self.lexicon));
        if state.lexicon != lexicon {
            engine.forget_names()?;
        }
        let (touched, mut corrections) = (self.store.touched(), state.corrections.clone());
        let mut all = Vec::new();
        for card in cards.iter().filter(|_| !touched.is_empty()) {
            let key = CableKey { id: card.key.clone(), text_sha256: card.text_sha256.clone() };
            let now = touched.contains(&key.directory()).then(|| self.store.peek(&key).0.corrections());
            let now = now.filter(|now| !now.is_empty()).map(|now| print(&now));
            if now.as_ref() == state.corrections.get(&card.key) {
                continue;
            }
            match now {
                Some(now) => corrections.insert(card.key.clone(), now),
                None => corrections.remove(&card.key),
            };
            let source = load::load(Some(&card.place.path)).ok();
            let cable = source.map(|source| source.volume.cable(card.place.index));
            all.extend(cable.map(|cable| (card.place.clone(), self.of(&cable))));
        }
        if !all.is_empty() {
            engine.put_names(&all)?;
        }
        // Where it is not remembered, it is done again the next time.
        let _ = self.store.change_library(|library| {
            (library.lexicon, library.corrections) = (lexicon, corrections);
        });
        Ok(())
    }

    fn of(&self, cable: &Cable) -> Vec<Name> {
        let found = extract_with(cable, self.lexicon);
        let key = CableKey::of(cable);
        let found = if self.store.places(&key).1.exists() {
            let (ledger, _) = self.store.peek(&key);
            let me = &self.store.writer().author.id;
            corrected(found, cable, &placed(&ledger.corrections(), me, &Finder::new(cable)))
        } else {
            found
        };
        named(&found.entities)
    }
}

/// What tells one state of something from another.
fn print(what: &impl std::fmt::Debug) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{what:?}").hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Entities as the index takes them in.
pub(in crate::shell) fn named(entities: &[Entity]) -> Vec<Name> {
    let of = |entity: &Entity| {
        let mut paragraphs: Vec<usize> =
            entity.mentions.iter().filter_map(|mention| mention.paragraph).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        let expansion = entity.expansion.iter().cloned();
        Name {
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.iter().cloned().chain(expansion).collect(),
            mentions: entity.mentions.len(),
            paragraphs,
        }
    };
    entities.iter().filter(|entity| KINDS.contains(&entity.kind)).map(of).collect()
}

/// Tells the index what the reader has done with the cables of the list.
pub(in crate::shell) fn standings(engine: &mut dyn Engine, store: &Store, cards: &[Card]) -> Answer<()> {
    let (touched, pinned) = (store.touched(), store.library().pinned);
    let known: std::collections::HashMap<String, Standing> = engine.standings()?.into_iter().collect();
    let mut done = std::collections::HashSet::new();
    for card in cards {
        let key = CableKey { id: card.key.clone(), text_sha256: card.text_sha256.clone() };
        let before = known.get(&card.key);
        if !done.insert(&card.key) {
            continue;
        }
        let is_pinned = pinned.contains(&card.key);
        if !touched.contains(&key.directory()) {
            if before.is_some_and(|before| *before != Standing::default()) || is_pinned {
                engine.put_standing(&card.key, Standing { pinned: is_pinned, ..Standing::default() }, &[])?;
            }
            continue;
        }
        let (ledger, read) = store.peek(&key);
        let texts = texts(&ledger);
        let standing = Standing { notes: texts.len(), read: read.read.len(), pinned: is_pinned };
        engine.put_standing(&card.key, standing, &texts)?;
    }
    Ok(())
}

fn texts(ledger: &Ledger) -> Vec<NoteText> {
    let words = |note: &crate::annotation::Note| {
        let content = note.united();
        NoteText(format!("{} {}\n{}", content.note_type, content.tags.join(" "), content.body))
    };
    ledger.notes().iter().map(words).collect()
}
