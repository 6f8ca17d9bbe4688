//! Other authors' notes beside the reader's: whose they are, what was said about each, what awaits a verdict.
//!
//! ```text
//! Ledger --Review::read--> authors, threads, queue --Review::dress--> leaves with their thread and standing
//!                                                  --Review::sift---> those that the view shows
//! ```

mod authors;
mod commands;
mod dress;
mod judging;
mod news;
mod remarks;
mod talk;
#[cfg(test)]
mod tests;
mod view;
mod walk;
mod words;

pub use authors::{Authors, Byline};
pub use talk::{Talk, TalkRow};
pub use view::View;
pub use words::{adrift_words, draft_name};

use std::collections::BTreeMap;

use super::{App, Direction, LeafKey, Notebook};
use crate::annotation::{Ledger, Place, Target, Version, Writer};
use crate::review::{Queue, Threads, Why};

/// What a leaf is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LeafKind {
    /// A note, or the draft of one.
    #[default]
    Note,
    /// Another text for the note with this key.
    Suggestion(LeafKey),
    /// That the note with this key should go.
    Removal(LeafKey),
    /// The draft of an answer in the thread of the leaf with this key. Those that are saved stand in the thread itself.
    Reply(LeafKey),
    /// What a colleague puts right about an entity.
    Correction,
    /// Something said about a note that is not shown.
    Adrift(Why),
}

impl LeafKind {
    /// The leaf that it is about.
    pub(super) fn about(&self) -> Option<&LeafKey> {
        match self {
            Self::Suggestion(about) | Self::Removal(about) | Self::Reply(about) => Some(about),
            Self::Note | Self::Correction | Self::Adrift(_) => None,
        }
    }

    /// Whether it suggests to delete a note.
    pub(super) fn is_removal(&self) -> bool {
        matches!(self, Self::Removal(_))
    }
}

/// What others have written, and what of it the reader sees.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The id of the reader.
    me: String,
    authors: Authors,
    threads: Threads,
    queue: Queue,
    /// Of every other writer, the highest number of what is here.
    reached: BTreeMap<String, u64>,
    /// The same of what the reader had seen when they last looked.
    seen: BTreeMap<String, u64>,
    view: View,
    blind: bool,
    news: news::News,
}

impl Review {
    /// Takes up what is known of a reading place: what had been seen, and whether the reader works blind.
    pub(super) fn look_from(&mut self, place: &Place) {
        (self.seen, self.blind) = (place.seen.clone(), place.blind);
    }

    /// Reads everything out of a ledger, for a reader.
    pub(super) fn read(&mut self, ledger: &Ledger, me: &Writer) {
        let others: BTreeMap<&Writer, u64> =
            ledger.writers().into_iter().filter(|(writer, _)| writer.author.id != me.author.id).collect();
        self.me = me.author.id.clone();
        self.authors = Authors::new(others.keys().map(|writer| &writer.author));
        self.reached.clear();
        for (writer, seq) in others {
            let reached = self.reached.entry(writer.key()).or_default();
            *reached = seq.max(*reached);
        }
        self.threads = Threads::of(ledger);
        // Alone, there is nothing to judge, and of thousands of notes nothing need be looked at.
        self.queue = match self.authors.is_empty() {
            true => Queue::default(),
            false => Queue::of(ledger, &self.threads, &self.me),
        };
    }

    /// The authors, but for the reader.
    pub fn authors(&self) -> &Authors {
        &self.authors
    }

    /// What was said about each annotation.
    pub(super) fn threads(&self) -> &Threads {
        &self.threads
    }

    /// Which notes are shown.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Whether the reader works without seeing what others wrote.
    pub fn is_blind(&self) -> bool {
        self.blind
    }

    /// How many items await the reader's verdict, and how many there are; `None` where there are none to be seen.
    pub fn counts(&self) -> Option<(usize, usize)> {
        let (done, all) = self.queue.counts();
        (all > 0 && !self.blind).then_some((all - done, all))
    }

    /// What has been seen, for the reading place.
    pub(super) fn seen(&self) -> &BTreeMap<String, u64> {
        &self.seen
    }

    /// Everything here has been seen, unless it is hidden.
    pub(super) fn mark_seen(&mut self) {
        if !self.blind {
            let reached = self.reached.iter().map(|(writer, seq)| (writer.clone(), *seq));
            self.seen.extend(reached);
        }
    }

    /// Goes on with the view of the cable before; with what was seen only where it is the same.
    pub(super) fn go_on_from(&mut self, before: &Self, is_same: bool) {
        if is_same {
            (self.seen, self.blind) = (before.seen.clone(), before.blind);
        }
        let author = if let View::Author(id) = &before.view { Some(id) } else { None };
        if author.is_none_or(|id| self.authors.get(id).is_some()) {
            self.view = before.view.clone();
        }
    }

    /// Whether any of these versions is by another and came since the reader last looked.
    fn is_new(&self, ledger: &Ledger, versions: &[Version]) -> bool {
        versions.iter().filter_map(|version| ledger.entry(version)).any(|past| {
            past.writer.author.id != self.me
                && past.entry.seq > self.seen.get(&past.writer.key()).copied().unwrap_or(0)
        })
    }

    /// The leaf in whose thread something on `target` stands.
    pub(super) fn root(&self, target: &Target) -> LeafKey {
        self.threads.root(target)
    }
}
