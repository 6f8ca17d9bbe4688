//! What others wrote and has just come.

use std::collections::BTreeMap;

use super::{App, Review};
use crate::annotation::{Ledger, Version};
use crate::keys::Action;

/// What has come from others and has not been said yet: of each author, by id, the versions.
pub(super) type News = BTreeMap<String, Vec<Version>>;

impl Review {
    /// Takes note of what others say in a ledger and did not say in the one before.
    pub(in crate::app) fn take_news(&mut self, before: &Ledger, now: &Ledger) {
        for past in now.versions() {
            let author = &past.writer.author.id;
            if *author != self.me && past.entry.is_said() && !before.contains(&past.entry.ver) {
                self.news.entry(author.clone()).or_default().push(past.entry.ver.clone());
            }
        }
    }
}

impl App {
    /// Says what has come from others, once: `3 new from B. Cruz: ]r`. A blind reader is not told.
    pub(in crate::app) fn tell_news(&mut self) {
        let news = std::mem::take(&mut self.notebook.review.news);
        if news.is_empty() || self.notebook.review().is_blind() {
            return;
        }
        let from: Vec<String> = news
            .iter()
            .map(|(author, versions)| {
                format!("{} new from {}", versions.len(), self.notebook.author_name(author))
            })
            .collect();
        // What awaits no verdict, as an answer, is only looked at.
        let pending = self.notebook.review().queue.pending();
        let awaits =
            pending.map(|item| &item.target.ver).any(|ver| news.values().flatten().any(|new| new == ver));
        let action = if awaits { Action::NextPending } else { Action::NextNew };
        let keys = self.hint(action).map(|(keys, _)| format!(": {keys}")).unwrap_or_default();
        let words = format!("{}{keys}", from.join(", "));
        self.message = Some(match self.message.take() {
            Some(said) => format!("{said} · {words}"),
            None => words,
        });
    }
}
