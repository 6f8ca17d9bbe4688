//! All entries known for one cable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Change, Content, Entry, EntryKind, Extra, Flaw, NoteId, Past, Says, Target, Version, Writer};

/// Widest step between two lamport numbers that is believed. One further up would leave its followers no room.
const STEP_MAX: u64 = 1_000_000;

/// A set of verified entries by version. It only grows; two ledgers unite by set union. A copy shares its entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    held: BTreeMap<Version, Arc<Held>>,
}

/// An entry and who wrote it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) writer: Writer,
    pub(super) entry: Entry,
}

impl Ledger {
    /// Takes in what `writer` wrote.
    ///
    /// # Errors
    /// Refuses an entry that is malformed or whose version is not the hash of its contents.
    pub fn add(&mut self, writer: &Writer, entry: Entry) -> Result<(), Flaw> {
        entry.check(writer)?;
        self.hold(Arc::new(Held { writer: writer.clone(), entry }));
        Ok(())
    }

    /// Takes in everything that `other` holds.
    pub fn unite(&mut self, other: &Ledger) {
        for held in other.held.values() {
            self.hold(Arc::clone(held));
        }
    }

    /// Of two names that one author gave with the same entry, the greater one stays, in whatever order they come.
    fn hold(&mut self, held: Arc<Held>) {
        let known = self.held.entry(held.entry.ver.clone()).or_insert_with(|| Arc::clone(&held));
        if known.writer.author.name < held.writer.author.name {
            *known = held;
        }
    }

    /// Whether the version is held.
    pub fn contains(&self, version: &Version) -> bool {
        self.held.contains_key(version)
    }

    /// What the versions say together, without deleted ones; a version may also go by the key of the change that it was
    /// made from. `None` when none of them is known.
    pub fn said(&self, versions: &[Version]) -> Option<Content> {
        let made_from = |key: &Version| self.all().find(|held| held.entry.change.as_ref() == Some(key));
        let known =
            |version: &Version| self.held.get(version).map(Arc::as_ref).or_else(|| made_from(version));
        let held: Vec<Content> = versions
            .iter()
            .filter_map(known)
            .filter(|held| held.entry.is_said())
            .map(|held| held.entry.content())
            .collect();
        Content::united(held.iter())
    }

    /// How many versions are held.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The entries of one writer, by sequence number.
    pub fn entries_of<'a>(&'a self, writer: &Writer) -> Vec<&'a Entry> {
        let mine = self.all().filter(|held| same_file(&held.writer, writer));
        let mut entries: Vec<&Entry> = mine.map(|held| &held.entry).collect();
        entries.sort_by_key(|entry| (entry.seq, &entry.ver));
        entries
    }

    /// The highest sequence number of a writer; 0 before the first.
    fn last_number(&self, writer: &Writer) -> u64 {
        let mine = self.all().filter(|held| same_file(&held.writer, writer));
        mine.map(|held| held.entry.seq).max().unwrap_or(0)
    }

    /// What one author wrote, on all of their machines.
    pub fn of_author(&self, author_id: &str) -> Ledger {
        let theirs = self.held.iter().filter(|(_, held)| held.writer.author.id == author_id);
        Self { held: theirs.map(|(version, held)| (version.clone(), Arc::clone(held))).collect() }
    }

    /// Every entry with its writer, in no order that means anything.
    pub(super) fn all(&self) -> impl Iterator<Item = &Held> {
        self.held.values().map(Arc::as_ref)
    }

    /// Writes `changes` down, in order, as the next entries of `writer`. One that was written already is passed
    /// over, and a parent that names a change becomes the version which that change was given.
    ///
    /// # Errors
    /// The position of the first change that cannot be written, and why; nothing is written then.
    pub fn write(&mut self, writer: &Writer, changes: &[Change]) -> Result<(), (usize, Flaw)> {
        let before = self.written(&writer.author.id, changes);
        let mut written: BTreeMap<Version, Version> = BTreeMap::new();
        let mut seq = self.last_number(writer);
        let mut lamport = self.horizon();
        let mut new = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            let key = change.key();
            if written.contains_key(&key) || before.contains_key(&key) {
                continue;
            }
            (seq, lamport) = (seq + 1, lamport + 1);
            let known = |parent| written.get(parent).or_else(|| before.get(parent).copied());
            let mut entry = entry_of(change, known, seq, lamport);
            entry.ver = entry.hash(writer);
            entry.check_form().map_err(|flaw| (at, flaw))?;
            written.insert(key, entry.ver.clone());
            new.push(entry);
        }
        for entry in new {
            self.hold(Arc::new(Held { writer: writer.clone(), entry }));
        }
        Ok(())
    }

    /// The ledger as it will be when `changes` are written: for showing them at once, whether or not saving works.
    /// Until then the key of a change stands for its version.
    pub fn with(&self, writer: &Writer, changes: &[Change]) -> Ledger {
        let mut preview = self.clone();
        if changes.is_empty() {
            return preview;
        }
        let written = self.written(&writer.author.id, changes);
        let seq = self.last_number(writer);
        let lamport = self.horizon();
        let pending = changes.iter().filter(|change| !written.contains_key(&change.key()));
        for (change, step) in pending.zip(1..) {
            let known = |parent| written.get(parent).copied();
            let mut entry = entry_of(change, known, seq + step, lamport + step);
            entry.ver = change.key();
            preview.hold(Arc::new(Held { writer: writer.clone(), entry }));
        }
        preview
    }

    /// Leaves those of `changes` that `writer` has not written down yet.
    pub fn retain_unwritten(&self, writer: &Writer, changes: &mut Vec<Change>) {
        if !changes.is_empty() {
            let written = self.written(&writer.author.id, changes);
            changes.retain(|change| !written.contains_key(&change.key()));
        }
    }

    /// The versions that the author's changes were given, by the key of the change: of those among `changes`, and of those
    /// that they name.
    pub(super) fn written(&self, author_id: &str, changes: &[Change]) -> BTreeMap<&Version, &Version> {
        let named: BTreeSet<Version> = changes.iter().flat_map(names_in).collect();
        let mine = self.all().filter(|held| held.writer.author.id == author_id);
        let known = mine.filter_map(|held| Some((held.entry.change.as_ref()?, &held.entry.ver)));
        known.filter(|(key, _)| named.contains(key)).collect()
    }

    /// Whether there may be anything about another annotation: a remark, or another author, who may claim a note.
    pub fn may_be_talked_about(&self) -> bool {
        let first = self.all().next().map(|held| &held.writer.author.id);
        self.all().any(|held| held.entry.re.is_some() || Some(&held.writer.author.id) != first)
    }

    /// The highest lamport number reached from 0 in believable steps. Entries beyond it are held but not believed.
    pub(super) fn horizon(&self) -> u64 {
        let mut numbers: Vec<u64> = self.all().map(|held| held.entry.lamport).collect();
        numbers.sort_unstable();
        numbers.into_iter().fold(0, |top, next| if next - top <= STEP_MAX { next } else { top })
    }

    /// The present versions of an annotation: those that no other version by the same author names as parent.
    /// Not deleted ones first, then the latest; tombstones are among them.
    pub fn heads(&self, id: &NoteId, author_id: &str) -> Vec<Version> {
        self.strand(id, author_id).map_or(Vec::new(), |strand| strand.versions())
    }

    /// The entry with this version, and who wrote it.
    pub fn entry(&self, version: &Version) -> Option<Past<'_>> {
        self.held.get(version).map(|held| Past { writer: &held.writer, entry: &held.entry })
    }

    /// The entries that are believed.
    pub(super) fn believed(&self) -> impl Iterator<Item = &Held> {
        let horizon = self.horizon();
        self.all().filter(move |held| held.entry.lamport <= horizon)
    }
}

/// Whether two writers are the owner of one file; names do not count.
pub(super) fn same_file(a: &Writer, b: &Writer) -> bool {
    a.author.id == b.author.id && a.replica == b.replica
}

/// The key of a change, and whatever in it may be the key of another.
fn names_in(change: &Change) -> Vec<Version> {
    let content = change.content.iter();
    let said = content.clone().flat_map(|content| &content.accepts);
    let about = content.filter_map(|content| Some(&content.remark.as_ref()?.on.ver));
    change.parents.iter().chain(said).chain(about).cloned().chain([change.key()]).collect()
}

/// The entry that a change becomes; `known` gives the version that a parent stands for, if it is the key of a change.
fn entry_of<'a>(
    change: &'a Change,
    known: impl Fn(&'a Version) -> Option<&'a Version>,
    seq: u64,
    lamport: u64,
) -> Entry {
    let content = change.content.clone();
    let written = |version: &'a Version| known(version).unwrap_or(version).clone();
    let parents = change.parents.iter().map(written).collect();
    let remark = change.content.as_ref().and_then(|content| content.remark.as_ref());
    let re = remark.map(|remark| Target { ver: written(&remark.on.ver), ..remark.on.clone() });
    let says = remark.map(|remark| remark.says);
    let kind = match (&content, says) {
        (None, _) => EntryKind::Tombstone,
        (Some(content), None) if content.correction.is_some() => EntryKind::Correction,
        (_, None) => EntryKind::Note,
        (_, Some(Says::Reply)) => EntryKind::Reply,
        (_, Some(Says::Verdict(_))) => EntryKind::Verdict,
        (_, Some(Says::Suggestion | Says::Removal)) => EntryKind::Suggestion,
        (_, Some(Says::Resolution(_))) => EntryKind::Resolve,
    };
    let accepted = change.content.iter().flat_map(|content| &content.accepts);
    let accepts = accepted.map(written).collect();
    let Content { anchor, body, note_type, tags, correction, .. } = content.unwrap_or_default();
    Entry {
        ver: Version::default(),
        id: change.id.clone(),
        parents,
        seq,
        lamport,
        at: change.at.to_string(),
        kind,
        change: Some(change.key()),
        anchor,
        body,
        note_type,
        tags,
        re,
        verdict: says
            .and_then(|says| if let Says::Verdict(judgement) = says { Some(judgement) } else { None }),
        resolved: says
            .and_then(|says| if let Says::Resolution(resolved) = says { Some(resolved) } else { None }),
        removes: says == Some(Says::Removal),
        accepts,
        correction,
        extra: Extra::new(),
    }
}
