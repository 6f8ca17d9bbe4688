//! Reading what was said about each annotation out of the set.

use std::collections::BTreeMap;

use super::roots::{Home, Roots, removes, says_something};
use super::verdict::{given_by, still_says};
use super::{Adrift, Item, Reply, Settled, Suggestion, Thread, Why};
use crate::annotation::{Content, Entry, Ledger, NoteId, Says, Strand, Target};

/// What tells an annotation apart: its id and its author's.
pub(super) type Key = (NoteId, String);

/// What was said about all annotations of a cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threads {
    threads: BTreeMap<Key, Thread>,
    /// Of answers, verdicts and resolutions: the annotation in whose thread they stand.
    roots: BTreeMap<Key, Key>,
    adrift: Vec<Adrift>,
}

impl Threads {
    /// Reads them out of a ledger. Linear in the number of entries, apart from sorting.
    pub fn of(ledger: &Ledger) -> Self {
        // Nobody has said anything: of thousands of notes nothing need be looked at.
        if !ledger.may_be_talked_about() {
            return Self::default();
        }
        let strands = ledger.strands();
        let roots = Roots::of(ledger, &strands);
        let mut sorted: Vec<(usize, &Strand<'_>)> =
            strands.iter().enumerate().filter(|(_, strand)| says_something(strand)).collect();
        sorted.sort_by_key(|(_, strand)| (strand.first().lamport, &strand.author().id, &strand.first().ver));
        let mut threads = Self::default();
        let mut replies = Replies::default();
        for (at, strand) in sorted {
            match roots.home(at) {
                None => {}
                Some((_, Err(why))) => threads.adrift.push(adrift(strand, why)),
                Some((on, Ok(home))) => threads.take(ledger, strand, on, &home, &mut replies),
            }
        }
        for (key, thread) in &mut threads.threads {
            thread.replies = replies.in_order(key);
            thread
                .verdicts
                .sort_by(|a, b| (&a.author.id, a.stale, &a.ver).cmp(&(&b.author.id, b.stale, &b.ver)));
        }
        threads
    }

    /// Takes in what a strand says. Answers and resolutions belong to the whole thread; a verdict and a suggestion are about
    /// just what they name, and of a reply not about the note that it answers.
    fn take(
        &mut self,
        ledger: &Ledger,
        strand: &Strand<'_>,
        on: Target,
        home: &Home<'_>,
        replies: &mut Replies,
    ) {
        let Home { object, root } = home;
        let says = strand.first().remark().map(|remark| remark.says);
        let of_all = matches!(says, Some(Says::Reply | Says::Resolution(_)));
        if of_all || matches!(says, Some(Says::Verdict(_))) {
            self.roots.insert(strand.key(), root.key());
        }
        let thread = self.threads.entry(if of_all { root.key() } else { object.key() }).or_default();
        match says {
            Some(Says::Reply) => {
                let under = if is_reply(object) { object } else { root };
                replies.under.entry(under.key()).or_default().push(reply_of(strand, on));
            }
            Some(Says::Verdict(_)) => thread.verdicts.extend(given_by(ledger, strand, object)),
            Some(Says::Resolution(resolved)) => {
                // They come in the order in which the later one counts.
                let author = strand.author().clone();
                thread.settled = Some(Settled { author, resolved, at: strand.first().at.clone() });
            }
            Some(Says::Suggestion | Says::Removal) | None => {
                thread.suggestions.push(suggestion_of(ledger, strand, on, object));
            }
        }
    }

    /// What was said about the annotation with this id and author.
    pub fn on(&self, id: &NoteId, author: &str) -> Option<&Thread> {
        self.threads.get(&(id.clone(), author.to_owned()))
    }

    /// The annotation in whose thread something about `target` stands: that itself, or the one that it was said about.
    pub fn root(&self, target: &Target) -> (NoteId, String) {
        let key = target.key();
        self.roots.get(&key).cloned().unwrap_or(key)
    }

    /// The suggestion that an item is; `None` for a note.
    pub fn suggestion(&self, item: &Item) -> Option<&Suggestion> {
        let thread = self.on(&item.note.0, &item.note.1)?;
        let is_meant = |it: &&Suggestion| it.id == item.target.id && it.author.id == item.target.author;
        thread.suggestions.iter().find(is_meant)
    }

    /// All threads, by annotation.
    pub fn all(&self) -> impl Iterator<Item = (&Key, &Thread)> {
        self.threads.iter()
    }

    /// What was said about annotations that are not shown: nothing is dropped.
    pub fn adrift(&self) -> &[Adrift] {
        &self.adrift
    }
}

/// Replies by what they stand under, until all are known.
#[derive(Default)]
struct Replies {
    under: BTreeMap<Key, Vec<Reply>>,
}

impl Replies {
    /// Those of one thread, each behind what it answers.
    fn in_order(&mut self, root: &Key) -> Vec<Reply> {
        let mut filed = Vec::new();
        // The last is the next to be filed.
        let mut open: Vec<Reply> = self.under.remove(root).unwrap_or_default();
        open.reverse();
        while let Some(reply) = open.pop() {
            let under = self.under.remove(&(reply.id.clone(), reply.author.id.clone())).unwrap_or_default();
            let depth = reply.depth + 1;
            open.extend(under.into_iter().rev().map(|under| Reply { depth, ..under }));
            filed.push(reply);
        }
        filed
    }
}

fn is_reply(strand: &Strand<'_>) -> bool {
    strand.first().remark().is_some_and(|remark| remark.says == Says::Reply)
}

fn adrift(strand: &Strand<'_>, why: Why) -> Adrift {
    let (first, author) = (strand.first(), strand.author().clone());
    let (id, content) = (first.id.clone(), united(strand).unwrap_or_default());
    Adrift { id, why, author, content, at: first.at.clone() }
}

fn united(strand: &Strand<'_>) -> Option<Content> {
    let contents: Vec<Content> = strand.living().map(Entry::content).collect();
    Content::united(contents.iter())
}

fn reply_of(strand: &Strand<'_>, on: Target) -> Reply {
    Reply {
        id: strand.id().clone(),
        author: strand.author().clone(),
        at: strand.first().at.clone(),
        content: united(strand).unwrap_or_default(),
        on,
        depth: 0,
        heads: strand.versions(),
    }
}

fn suggestion_of(ledger: &Ledger, strand: &Strand<'_>, on: Target, owner: &Strand<'_>) -> Suggestion {
    let (first, heads, removes) = (strand.first(), strand.versions(), removes(strand));
    Suggestion {
        id: first.id.clone(),
        author: strand.author().clone(),
        at: first.at.clone(),
        content: if removes { None } else { united(strand) },
        reason: if removes { first.body.clone() } else { String::new() },
        taken: owner.living().any(|note| note.accepts.iter().any(|taken| heads.contains(taken))),
        outdated: !still_says(ledger, owner, &on.ver),
        on,
        heads,
    }
}
