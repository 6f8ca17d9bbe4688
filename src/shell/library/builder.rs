//! Brings the whole index up to date: files, what the reader has done, and last, as it takes longest, the entities.

use std::path::PathBuf;

use super::build::{BATCH, Names, load, standings};
use crate::library::{Engine, EngineError, News, Summary, update};
use crate::store::Store;

/// The folders, and the store beside the index.
pub(in crate::shell) struct Builder<'a> {
    /// The folders, absolute.
    pub(in crate::shell) roots: &'a [PathBuf],
    /// Where notes, corrections and the lexicon are.
    pub(in crate::shell) store: &'a Store,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::shell) enum Step {
    /// Files are read.
    Files(News),
    /// So many cables have been searched for entities.
    Named(usize),
}

impl Builder<'_> {
    /// Reads what is new in the folders. `told` says whether to go on.
    pub(in crate::shell) fn files(
        &self,
        engine: &mut dyn Engine,
        told: &mut dyn FnMut(Step) -> bool,
    ) -> Result<Summary, EngineError> {
        let summary = update(engine, self.roots, &load, &mut |news| told(Step::Files(news)))?;
        let cards = engine.cards(self.roots)?;
        standings(engine, self.store, &cards)?;
        Ok(summary)
    }

    /// Finds the entities that are not known yet.
    pub(in crate::shell) fn names(
        &self,
        engine: &mut dyn Engine,
        told: &mut dyn FnMut(Step) -> bool,
    ) -> Result<(), EngineError> {
        let lexicon = self.store.lexicon().lexicon;
        let names = Names { lexicon: &lexicon, store: self.store };
        let cards = engine.cards(self.roots)?;
        names.freshen(engine, &cards)?;
        let mut done = 0;
        while names.further(engine)? {
            done += BATCH;
            if !told(Step::Named(done)) {
                break;
            }
        }
        Ok(())
    }
}
