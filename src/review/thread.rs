//! What was said about each annotation.

use std::collections::{BTreeMap, BTreeSet};

use super::verdict::{Given, given_by};
use crate::annotation::{Author, Content, Entry, Ledger, NoteId, Remark, Says, Strand, Target, Version};

/// What tells an annotation apart: its id and its author's.
type Key = (NoteId, String);

/// An answer, wherever in the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The annotation that holds it.
    pub id: NoteId,
    /// Who answers.
    pub author: Author,
    /// Time as claimed, RFC 3339.
    pub at: String,
    /// The text, of all versions that stand side by side.
    pub content: Content,
    /// How many replies it answers in turn, one answering the other: 0 for one to the annotation itself.
    pub depth: usize,
    /// Its current versions.
    pub heads: Vec<Version>,
}

/// Another text for an annotation, or its removal, by somebody who is not its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The annotation that holds it. That of the note itself, where its author took it for theirs.
    pub id: NoteId,
    /// Who suggests.
    pub author: Author,
    /// Time as claimed, RFC 3339.
    pub at: String,
    /// The version that it was made from.
    pub on: Target,
    /// What the note should say; `None` that it should go.
    pub content: Option<Content>,
    /// Why it should go; empty for no reason given.
    pub reason: String,
    /// Its current versions.
    pub heads: Vec<Version>,
    /// Whether the author of the note has taken it over.
    pub taken: bool,
    /// Whether the note has changed since.
    pub outdated: bool,
}

/// The last word on whether a thread is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Who had it.
    pub author: Author,
    /// Whether it is settled.
    pub resolved: bool,
    /// Time as claimed, RFC 3339.
    pub at: String,
}

/// What was said about one annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Answers, each behind what it answers, else by age.
    pub replies: Vec<Reply>,
    /// Verdicts, by reviewer.
    pub verdicts: Vec<Given>,
    /// Suggestions, by age.
    pub suggestions: Vec<Suggestion>,
    /// Whether it is settled, if anybody has said.
    pub settled: Option<Settled>,
}

/// Why something that was said is not in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// What it is about has not come yet.
    NotReceived,
    /// What it is about has been deleted.
    Deleted,
}

/// Something said about an annotation that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adrift {
    /// The annotation that holds it.
    pub id: NoteId,
    /// Why.
    pub why: Why,
    /// Who says it.
    pub author: Author,
    /// What it says.
    pub content: Content,
    /// Time as claimed, RFC 3339.
    pub at: String,
}

/// What was said about all annotations of a cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threads {
    threads: BTreeMap<Key, Thread>,
    adrift: Vec<Adrift>,
}

impl Threads {
    /// Reads them out of a ledger. Linear in the number of entries, apart from sorting.
    pub fn of(ledger: &Ledger) -> Self {
        let strands = ledger.strands();
        let by_key: BTreeMap<Key, &Strand<'_>> =
            strands.iter().map(|strand| (strand.key(), strand)).collect();
        let roots = Roots { ledger, by_key: &by_key };
        let mut sorted: Vec<&Strand<'_>> = strands.iter().filter(|strand| says_something(strand)).collect();
        sorted.sort_by_key(|strand| (strand.first().lamport, &strand.author().id, &strand.first().ver));
        let mut threads = Self::default();
        let mut replies: BTreeMap<Key, Vec<Reply>> = BTreeMap::new();
        for strand in sorted {
            let Some((target, root)) = roots.of(strand) else { continue };
            let Some(root) = root else {
                threads.adrift.push(adrift(strand, Why::NotReceived));
                continue;
            };
            if by_key.get(&root).is_some_and(|root| root.is_deleted()) {
                threads.adrift.push(adrift(strand, Why::Deleted));
                continue;
            }
            let heads = by_key.get(&target.key()).map(|target| target.versions()).unwrap_or_default();
            let thread = threads.threads.entry(root.clone()).or_default();
            match strand.first().remark().map(|remark| remark.says) {
                Some(Says::Reply) => {
                    replies.entry(target.key()).or_default().push(reply_of(strand));
                }
                Some(Says::Verdict(_)) => thread.verdicts.extend(given_by(strand).into_iter().map(|given| {
                    let stale = !heads.contains(&given.ver);
                    Given { stale, ..given }
                })),
                Some(Says::Resolution(resolved)) => {
                    // They come in the order in which the later one counts.
                    let author = strand.author().clone();
                    thread.settled = Some(Settled { author, resolved, at: strand.first().at.clone() });
                }
                Some(Says::Suggestion | Says::Removal) | None => {
                    let owner = by_key.get(&target.key());
                    let made_from = ledger.entry(&target.ver).map(|past| past.entry.content());
                    thread.suggestions.push(suggestion_of(
                        strand,
                        target,
                        owner.copied(),
                        made_from.as_ref(),
                    ));
                }
            }
        }
        threads.file(replies);
        for thread in threads.threads.values_mut() {
            thread
                .verdicts
                .sort_by(|a, b| (&a.author.id, a.stale, &a.ver).cmp(&(&b.author.id, b.stale, &b.ver)));
        }
        threads
    }

    /// Puts every reply behind what it answers; those to a verdict come last.
    fn file(&mut self, mut replies: BTreeMap<Key, Vec<Reply>>) {
        for (root, thread) in &mut self.threads {
            let verdicts = thread.verdicts.iter().map(|given| (given.id.clone(), given.author.id.clone()));
            let mut open: Vec<Reply> = [root.clone()]
                .into_iter()
                .chain(verdicts)
                .flat_map(|key| replies.remove(&key).unwrap_or_default())
                .collect();
            // The last is the next to be filed.
            open.reverse();
            while let Some(reply) = open.pop() {
                let under = replies.remove(&(reply.id.clone(), reply.author.id.clone())).unwrap_or_default();
                let depth = reply.depth + 1;
                open.extend(under.into_iter().rev().map(|under| Reply { depth, ..under }));
                thread.replies.push(reply);
            }
        }
    }

    /// What was said about the annotation with this id and author.
    pub fn on(&self, id: &NoteId, author: &str) -> Option<&Thread> {
        self.threads.get(&(id.clone(), author.to_owned()))
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

/// What leads from a remark to the annotation whose thread it belongs to.
struct Roots<'a> {
    ledger: &'a Ledger,
    by_key: &'a BTreeMap<Key, &'a Strand<'a>>,
}

impl Roots<'_> {
    /// What a strand is about, and the annotation at the bottom of that: `None` in its place when it is not known. `None`
    /// altogether for a strand that is about nothing.
    fn of(&self, strand: &Strand<'_>) -> Option<(Target, Option<Key>)> {
        let target = self.target(strand)?;
        let mut seen = BTreeSet::from([strand.key()]);
        let mut key = target.key();
        // What answers itself, by whatever detour, is about nothing that is here.
        while seen.insert(key.clone()) {
            let Some(strand) = self.by_key.get(&key) else { return Some((target, None)) };
            match strand.first().remark() {
                // A suggestion has a thread of its own, as a note has.
                None | Some(Remark { says: Says::Suggestion | Says::Removal, .. }) => {
                    return Some((target, Some(key)));
                }
                Some(remark) => key = self.named(remark.on).key(),
            }
        }
        Some((target, None))
    }

    fn target(&self, strand: &Strand<'_>) -> Option<Target> {
        let on = strand.living().find_map(Entry::remark).map(|remark| remark.on);
        on.map(|on| self.named(on)).or_else(|| strand.claim().cloned())
    }

    /// The target as the version names it: an author may be claimed, a version cannot be.
    fn named(&self, on: Target) -> Target {
        match self.ledger.entry(&on.ver) {
            Some(past) => {
                Target { id: past.entry.id.clone(), author: past.writer.author.id.clone(), ver: on.ver }
            }
            None => on,
        }
    }
}

/// Whether a strand is there, or says by its absence that another should go: a deletion of somebody else's annotation is a
/// suggestion to delete it.
fn says_something(strand: &Strand<'_>) -> bool {
    !strand.is_deleted() || removes(strand)
}

fn removes(strand: &Strand<'_>) -> bool {
    strand.first().removes
        || strand.is_deleted()
            && strand
                .claim()
                .is_some_and(|on| strand.heads().iter().any(|head| head.parents.contains(&on.ver)))
}

fn adrift(strand: &Strand<'_>, why: Why) -> Adrift {
    let (first, author) = (strand.first(), strand.author().clone());
    Adrift {
        id: first.id.clone(),
        why,
        author,
        content: united(strand).unwrap_or_default(),
        at: first.at.clone(),
    }
}

fn united(strand: &Strand<'_>) -> Option<Content> {
    let contents: Vec<Content> = strand.living().map(Entry::content).collect();
    Content::united(contents.iter())
}

fn reply_of(strand: &Strand<'_>) -> Reply {
    Reply {
        id: strand.id().clone(),
        author: strand.author().clone(),
        at: strand.first().at.clone(),
        content: united(strand).unwrap_or_default(),
        depth: 0,
        heads: strand.versions(),
    }
}

/// `made_from` is what the note said in the version that the suggestion was made from.
fn suggestion_of(
    strand: &Strand<'_>,
    on: Target,
    owner: Option<&Strand<'_>>,
    made_from: Option<&Content>,
) -> Suggestion {
    let (first, heads, removes) = (strand.first(), strand.versions(), removes(strand));
    let taken =
        owner.is_some_and(|owner| owner.living().any(|note| note.accepts.iter().any(|v| heads.contains(v))));
    // A change that was undone is none.
    let as_then = |head: &&Entry| head.ver == on.ver || made_from == Some(&head.content());
    let outdated = owner.is_some_and(|owner| !owner.heads().iter().any(as_then));
    Suggestion {
        id: first.id.clone(),
        author: strand.author().clone(),
        at: first.at.clone(),
        content: if removes { None } else { united(strand) },
        reason: if removes { first.body.clone() } else { String::new() },
        on,
        heads,
        taken,
        outdated,
    }
}
