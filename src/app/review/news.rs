//! What others wrote and has just come.

use std::collections::BTreeMap;

use super::{App, Review};
use crate::annotation::{Ledger, Version};
use crate::keys::Action;

/// What has come from others while the cable is open.
#[derive(Clone, Debug, Default)]
pub(super) struct News {
    /// Not said yet.
    came: Came,
    /// Said in `words`, which stand in the footer until the next key.
    said: Came,
    words: String,
}

/// Of each author, by id, the versions that came.
type Came = BTreeMap<String, Vec<Version>>;

impl Review {
    /// Takes note of what others say in a ledger and did not say in the one before.
    pub(in crate::app) fn take_news(&mut self, before: &Ledger, now: &Ledger) {
        for past in now.versions() {
            let author = &past.writer.author.id;
            if *author != self.me && past.entry.is_said() && !before.contains(&past.entry.ver) {
                self.news.came.entry(author.clone()).or_default().push(past.entry.ver.clone());
            }
        }
    }
}

impl App {
    /// Says what has come from others, once: `3 new from B. Cruz: ]r`. A blind reader is not told.
    pub(in crate::app) fn tell_news(&mut self) {
        let News { mut came, said, words } = std::mem::take(&mut self.notebook.review.news);
        if self.notebook.review().is_blind() {
            return;
        }
        if came.is_empty() {
            self.notebook.review.news = News { came, said, words };
            return;
        }
        // What is still read there counts along.
        let message = self.message.take().unwrap_or_default();
        let before = match message.strip_suffix(words.as_str()).filter(|_| !words.is_empty()) {
            Some(before) => {
                for (author, versions) in said {
                    came.entry(author).or_default().extend(versions);
                }
                before.to_owned()
            }
            None if message.is_empty() => message,
            None => format!("{message} · "),
        };
        let words = self.news_words(&came);
        self.message = Some(format!("{before}{words}"));
        self.notebook.review.news = News { came: Came::new(), said: came, words };
    }

    fn news_words(&self, came: &Came) -> String {
        let from = came.iter().map(|(author, versions)| {
            format!("{} new from {}", versions.len(), self.notebook.author_name(author))
        });
        let from = from.collect::<Vec<_>>().join(", ");
        // What awaits no verdict, as an answer, is only looked at.
        let mut pending = self.notebook.review().queue.pending().map(|item| &item.target.ver);
        let awaits = pending.any(|version| came.values().flatten().any(|new| new == version));
        let action = if awaits { Action::NextPending } else { Action::NextNew };
        let keys = self.hint(action).map(|(keys, _)| format!(": {keys}")).unwrap_or_default();
        format!("{from}{keys}")
    }
}
