//! Saving, and reading what others saved, on a thread of its own: keys and frames do not wait for the disk, nor for another program that holds the lock.

use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::annotation::{Change, Place, ReadMarks};
use crate::app::Outcome;
use crate::store::{CableKey, Store};

/// What is to be saved.
pub(super) enum Save {
    /// Changes to the notes: all that are not saved yet.
    Notes(Vec<Change>),
    /// Which paragraphs have been read.
    Read(ReadMarks),
    /// Where the reader is, and the marks.
    Place(Place),
    /// The lines typed at prompts in this session, each with the name of its prompt.
    Typed(Vec<(String, String)>),
    /// Nothing: what others have saved is read.
    Look,
}

impl Save {
    /// Saves it now; what became of it.
    pub(super) fn carry_out(self, store: &mut Store, key: &CableKey) -> Option<Outcome> {
        Some(match self {
            Self::Notes(changes) => {
                super::fault::point("commit");
                match store.commit(key, &changes) {
                    Ok(ledger) => Outcome::Committed(ledger),
                    Err(error) => Outcome::CommitFailed(error.to_string()),
                }
            }
            Self::Read(marks) => match store.keep_read(key, &marks) {
                Ok(marks) => Outcome::ReadKept { text_sha256: key.text_sha256.clone(), marks },
                Err(error) => Outcome::ReadFailed(error.to_string()),
            },
            Self::Place(place) => Outcome::PlaceFailed(store.keep_place(key, &place).err()?.to_string()),
            // Where it cannot be written, nothing is lost that somebody counts on.
            Self::Typed(lines) => return store.keep_typed(&lines).err().and(None),
            Self::Look => Outcome::Refreshed(store.refresh(key)?),
        })
    }
}

/// A save that has ended.
pub(super) struct Ended {
    /// What the program must know of it.
    pub(super) outcome: Option<Outcome>,
    /// What is to be saved next.
    pub(super) next: Option<Save>,
}

/// The save that is on its way, and those that wait for its end.
#[derive(Default)]
pub(super) struct Saving {
    away: Option<Receiver<(Store, Option<Outcome>)>>,
    waiting: Vec<Save>,
}

impl Saving {
    /// Whether a save is on its way.
    pub(super) fn is_underway(&self) -> bool {
        self.away.is_some()
    }

    /// Saves, or waits until it can: then only the last of each kind is saved, which has all that is in those before.
    /// `done` is called on the thread that saves.
    pub(super) fn begin(
        &mut self,
        save: Save,
        store: &mut Store,
        key: &CableKey,
        done: impl FnOnce() + Send + 'static,
    ) {
        if self.away.is_some() {
            let other = |waiting: &Save| std::mem::discriminant(waiting) != std::mem::discriminant(&save);
            self.waiting.retain(other);
            return self.waiting.push(save);
        }
        let (sender, receiver) = channel();
        self.away = Some(receiver);
        let (mut lent, key) = (store.lend(key), key.clone());
        let job: Box<dyn FnOnce() + Send> = Box::new(move || {
            let outcome = save.carry_out(&mut lent, &key);
            let _ = sender.send((lent, outcome));
            done();
        });
        // A system that has no thread left has a moment: then the keys wait.
        let (hand_over, take) = channel::<Box<dyn FnOnce() + Send>>();
        let worker = move || _ = take.recv().map(|job| job());
        match thread::Builder::new().name("saving".into()).spawn(worker) {
            Ok(_) => _ = hand_over.send(job),
            Err(_) => job(),
        }
    }

    /// What became of the save, if it ends within `patience`.
    pub(super) fn ended(&mut self, patience: Duration, store: &mut Store) -> Option<Ended> {
        let (lent, outcome) = self.away.as_ref()?.recv_timeout(patience).ok()?;
        self.away = None;
        store.take_back(lent);
        let next = (!self.waiting.is_empty()).then(|| self.waiting.remove(0));
        Some(Ended { outcome, next })
    }
}
