//! What awaits a reviewer's verdict.

use super::{Standing, Thread, Threads};
use crate::annotation::{Judgement, Ledger, Note, NoteId, Target};

/// What is to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A colleague's note.
    Note,
    /// Another text for a note of the reviewer's own.
    Suggestion,
    /// The removal of a note of the reviewer's own.
    Removal,
    /// What a colleague puts right about an entity.
    Correction,
}

impl Kind {
    /// `note`, `suggestion`, `removal` or `correction`, for people and for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Suggestion => "suggestion",
            Self::Removal => "removal",
            Self::Correction => "correction",
        }
    }
}

/// Something to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// It, in the version shown first.
    pub target: Target,
    /// What it is.
    pub kind: Kind,
    /// The note that it stands with: itself, or the one that it would change.
    pub note: (NoteId, String),
    /// Where it stands with the reviewer.
    pub standing: Standing,
    /// Whether it must be looked at before it is accepted: several versions stand side by side, it was made from a text that
    /// has changed, or others suggest something else for the same note.
    pub conflicts: bool,
}

/// Everything that colleagues propose to one reviewer, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// The items.
    pub items: Vec<Item>,
}

impl Queue {
    /// The notes that were rejected, or judged in more than one way, whether they were changed since or not: id and author.
    pub fn rejected(&self) -> impl Iterator<Item = (NoteId, String)> {
        let is_rejected = |standing: Standing| match standing {
            Standing::Judged(judgement) | Standing::Stale(judgement) => judgement == Judgement::Reject,
            Standing::Split => true,
            Standing::Open => false,
        };
        let notes = self.items.iter().filter(|item| item.kind == Kind::Note);
        notes.filter(move |item| is_rejected(item.standing)).map(|item| item.note.clone())
    }

    /// What `reviewer` (id of an author) is to judge: the notes of others, what others suggest for the reviewer's own, and
    /// what they put right about entities.
    pub fn of(ledger: &Ledger, threads: &Threads, reviewer: &str) -> Self {
        let mut items = Vec::new();
        for note in ledger.notes() {
            if note.author.id == reviewer {
                let thread = threads.on(&note.id, reviewer);
                items.extend(
                    thread.into_iter().flat_map(|thread| suggested(threads, thread, &note, reviewer)),
                );
            } else if note.claim.is_none() {
                let target = Target::from(&note);
                items.push(Item {
                    kind: Kind::Note,
                    note: target.key(),
                    standing: standing(threads, &target, reviewer),
                    conflicts: note.heads.len() > 1,
                    target,
                });
            }
        }
        items.extend(corrected(ledger, threads, reviewer));
        Self { items }
    }

    /// What is still to be judged.
    pub fn pending(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| !item.standing.is_done())
    }

    /// How many are judged, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.items.len() - self.pending().count(), self.items.len())
    }
}

/// What is suggested for a note of the reviewer's own.
fn suggested<'a>(
    threads: &'a Threads,
    thread: &'a Thread,
    note: &'a Note,
    reviewer: &'a str,
) -> impl Iterator<Item = Item> + 'a {
    let others = thread.suggestions.iter().filter(move |suggestion| suggestion.author.id != reviewer);
    let rivals = others.clone().filter(|rival| !rival.taken && !rival.outdated).count();
    others.map(move |suggestion| {
        let target = Target::from(suggestion);
        let taken = suggestion.taken.then_some(Standing::Judged(Judgement::Accept));
        Item {
            kind: if suggestion.content.is_some() { Kind::Suggestion } else { Kind::Removal },
            note: (note.id.clone(), note.author.id.clone()),
            standing: taken.unwrap_or_else(|| standing(threads, &target, reviewer)),
            conflicts: suggestion.outdated || suggestion.heads.len() > 1 || rivals > 1,
            target,
        }
    })
}

/// What others have put right. What the reader has put right in the same way is accepted.
fn corrected(ledger: &Ledger, threads: &Threads, reviewer: &str) -> Vec<Item> {
    let (mine, theirs): (Vec<Note>, Vec<Note>) =
        ledger.corrections().into_iter().partition(|note| note.author.id == reviewer);
    let item = |note: &Note| {
        let target = Target::from(note);
        let same = mine.iter().any(|own| {
            own.content.correction == note.content.correction && own.content.anchor == note.content.anchor
        });
        let taken = same.then_some(Standing::Judged(Judgement::Accept));
        let own = note.own_correction(reviewer);
        Item {
            kind: Kind::Correction,
            note: target.key(),
            standing: taken.unwrap_or_else(|| standing(threads, &target, reviewer)),
            // The reader has put the same right in another way, or by what they say it cannot hold.
            conflicts: note.heads.len() > 1
                || !same && mine.iter().any(|mine| Some(&mine.id) == own.as_ref() || contradict(mine, note)),
            target,
        }
    };
    theirs.iter().map(item).collect()
}

fn contradict(one: &Note, other: &Note) -> bool {
    let both = one.content.correction.as_ref().zip(other.content.correction.as_ref());
    both.is_some_and(|(one, other)| one.contradicts(other))
}

/// Where `target` stands with the reviewer.
fn standing(threads: &Threads, target: &Target, reviewer: &str) -> Standing {
    let verdicts = threads.on(&target.id, &target.author).into_iter().flat_map(|thread| &thread.verdicts);
    Standing::of(verdicts.filter(|given| given.author.id == reviewer))
}
