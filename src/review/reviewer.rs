//! What a reviewer decides, as changes to be written. Each is a version of an annotation of their own: nothing that a
//! colleague wrote is ever touched.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::threads::Key;
use super::{
    Item, Kind, Queue, Suggestion, Threads, is_judged_so, resolution, suggestion, suggestion_id, verdict,
};
use crate::annotation::{Change, Content, Entry, Judgement, Ledger, Note, NoteId, Says, Target};

/// One reader before what everybody wrote about a cable, at one moment.
pub struct Reviewer<'a> {
    ledger: &'a Ledger,
    me: &'a str,
    now: Timestamp,
    notes: BTreeMap<Key, Note>,
    threads: Threads,
    queue: Queue,
}

impl<'a> Reviewer<'a> {
    /// The reader whose author id is `me`; `now` is for display only.
    pub fn new(ledger: &'a Ledger, me: &'a str, now: Timestamp) -> Self {
        let threads = Threads::of(ledger);
        let queue = Queue::of(ledger, &threads, me);
        let notes = ledger.notes().into_iter().chain(ledger.corrections());
        let notes = notes.map(|note| ((note.id.clone(), note.author.id.clone()), note)).collect();
        Self { ledger, me, now, notes, threads, queue }
    }

    /// What was said about each annotation.
    pub fn threads(&self) -> &Threads {
        &self.threads
    }

    /// What the reader is to judge.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The note with this id and author, or the correction.
    pub fn note(&self, id: &NoteId, author: &str) -> Option<&Note> {
        self.notes.get(&(id.clone(), author.to_owned()))
    }

    /// The suggestion that an item is; `None` for a note.
    pub fn suggestion(&self, item: &Item) -> Option<&Suggestion> {
        self.threads.suggestion(item)
    }

    /// The verdict on an item. Nothing when that is the verdict already: one without a reason leaves the reason that was
    /// given before.
    pub fn judge(&self, item: &Item, judgement: Judgement, reason: &str) -> Option<Change> {
        let (id, content) = verdict(self.me, item.target.clone(), judgement, reason.to_owned());
        self.unless(&id, |was| is_judged_so(was, &content)).then(|| self.change(id, Some(content)))
    }

    /// Accepts an item. A suggestion for an own note becomes the note's next version, with the text `instead` of the
    /// suggested one where there is one; of a removal the note goes. A colleague's note is judged, and what it should say
    /// instead is a suggestion to them. Nothing when it is accepted already.
    pub fn accept(&self, item: &Item, instead: Option<String>, reason: &str) -> Vec<Change> {
        if item.kind == Kind::Note {
            let note = self.note(&item.target.id, &item.target.author);
            let better = instead.zip(note).map(|(body, note)| Content { body, ..note.united() });
            let suggested = better.and_then(|content| self.suggest(&item.target, Some(content), ""));
            return suggested.into_iter().chain(self.judge(item, Judgement::Accept, reason)).collect();
        }
        // That it is taken over says it all, unless there is a reason, or another verdict to be replaced.
        let says_more = !reason.is_empty() || self.has_judged(item);
        let verdict = says_more.then(|| self.judge(item, Judgement::Accept, reason)).flatten();
        if item.kind == Kind::Correction {
            return self.correct(item).into_iter().chain(verdict).collect();
        }
        verdict.into_iter().chain(self.take_over(item, instead)).collect()
    }

    /// What a colleague puts right, as the reader's own correction; nothing when it is that already.
    fn correct(&self, item: &Item) -> Option<Change> {
        let note = self.note(&item.target.id, &item.target.author)?;
        let (id, content) = (note.own_correction(self.me)?, note.as_correction());
        self.unless(&id, |was| *was == content).then(|| self.change(id, Some(content)))
    }

    /// The own correction that says what the item says, if there is one.
    fn taken_correction(&self, item: &Item) -> Option<NoteId> {
        let note = self.note(&item.target.id, &item.target.author)?;
        let id = note.own_correction(self.me)?;
        (self.ledger.said(&self.ledger.heads(&id, self.me))? == note.as_correction()).then_some(id)
    }

    fn has_judged(&self, item: &Item) -> bool {
        let verdicts = self.threads.on(&item.target.id, &item.target.author);
        verdicts.is_some_and(|thread| thread.verdicts.iter().any(|given| given.author.id == self.me))
    }

    /// The own note with the suggestion taken over.
    fn take_over(&self, item: &Item, instead: Option<String>) -> Option<Change> {
        let (note, suggested) = (self.note(&item.note.0, &item.note.1)?, self.suggestion(item)?);
        if suggested.taken && instead.is_none() {
            return None;
        }
        let content = suggested.taken_into(&note.united());
        let content = content.map(|content| Content { body: instead.unwrap_or(content.body), ..content });
        Some(Change { id: note.id.clone(), parents: note.heads.clone(), content, at: self.now })
    }

    /// What a colleague's note should say, or with `None` and a reason that it should go. Said again it replaces what was
    /// suggested before; nothing when it was just that.
    pub fn suggest(&self, on: &Target, instead: Option<Content>, reason: &str) -> Option<Change> {
        let id = suggestion_id(self.me, on);
        let mut content = suggestion(on.clone(), instead);
        if content.remark.as_ref().is_some_and(|remark| remark.says == Says::Removal) {
            content.body = reason.to_owned();
        }
        self.unless(&id, |was| *was == content).then(|| self.change(id, Some(content)))
    }

    /// Says whether the thread of an annotation is settled, which the annotation itself or anything in its thread names.
    /// Nothing when that is so already.
    pub fn settle(&self, on: &Target, resolved: bool) -> Option<Change> {
        let (id, author) = self.threads.root(on);
        let settled = self.threads.on(&id, &author).and_then(|thread| thread.settled.as_ref());
        if settled.is_some_and(|settled| settled.resolved) == resolved {
            return None;
        }
        let (id, content) = resolution(self.me, on.clone(), resolved);
        // The same as once before is no repetition: somebody may have had another word since.
        Some(self.change(id, Some(content)))
    }

    /// Takes back what the reader decided about an item: the verdict, and a suggestion that is the last thing that was
    /// done to the note. Nothing where nothing was decided.
    pub fn undo(&self, item: &Item) -> Vec<Change> {
        let verdict = NoteId::derived(self.me, &item.target, "verdict");
        let correction = self.taken_correction(item).map(|id| self.change(id, None));
        self.withdraw(&verdict).into_iter().chain(self.give_back(item)).chain(correction).collect()
    }

    /// The own note as it was before the suggestion.
    fn give_back(&self, item: &Item) -> Option<Change> {
        let note = self.note(&item.note.0, &item.note.1)?;
        let suggested = self.suggestion(item).filter(|suggested| suggested.taken)?;
        let [head] = &note.heads[..] else { return None };
        let entry = self.ledger.entry(head)?.entry;
        let before = self.ledger.said(&entry.parents)?;
        let was_taken = suggested.heads.iter().any(|version| before.accepts.contains(version));
        (!was_taken).then(|| self.change(note.id.clone(), Some(before)))
    }

    /// Takes back something that the reader said; nothing where it is not there.
    pub fn withdraw(&self, id: &NoteId) -> Option<Change> {
        let strand = self.ledger.strand(id, self.me).filter(|strand| !strand.is_deleted())?;
        strand.first().remark()?;
        Some(self.change(id.clone(), None))
    }

    /// Whether an own annotation does not say just this, in one version.
    fn unless(&self, id: &NoteId, is_same: impl Fn(&Content) -> bool) -> bool {
        let strand = self.ledger.strand(id, self.me);
        let said: Vec<Content> =
            strand.iter().flat_map(|strand| strand.heads()).map(|head| Entry::content(head)).collect();
        !matches!(&said[..], [only] if is_same(only))
    }

    /// A change over everything that the reader said there.
    fn change(&self, id: NoteId, content: Option<Content>) -> Change {
        let parents = self.ledger.heads(&id, self.me);
        Change { id, parents, content, at: self.now }
    }
}
