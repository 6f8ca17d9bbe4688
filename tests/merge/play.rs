//! Four machines, two of them one author's, that write, say, delete and exchange at random.

use proptest::prelude::*;
use reftel::annotation::{
    Author, Change, Content, Judgement, Ledger, NoteId, Strand, Target, Version, Writer,
};
use reftel::review::{self, Threads, merge};

use crate::support::{id, writer};

/// How many machines there are.
pub(crate) const MACHINES: usize = 4;

/// The authors, by id.
pub(crate) const AUTHORS: [&str; 3] = ["a-ann", "a-ben", "a-cas"];

/// What one of four people does; the clock says anything.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Writes a note, or edits one over all versions in sight, a colleague's too.
    Write { who: usize, note: u64, clock: i64 },
    /// Deletes a note, whoever wrote it.
    Delete { who: usize, note: u64, clock: i64 },
    /// Says something about any annotation in sight: a note, a reply, a verdict.
    Say { who: usize, about: usize, what: Saying, clock: i64 },
    /// Changes or takes back something of their own, whatever it is.
    Revise { who: usize, which: usize, away: bool, clock: i64 },
    /// Takes a suggestion over into a note of their own.
    Take { who: usize, which: usize, clock: i64 },
    /// Takes over what another has.
    Sync { from: usize, to: usize },
}

/// What is said.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Saying {
    Reply,
    Verdict(Judgement),
    Suggestion,
    Removal,
    Resolution(bool),
}

/// One step.
pub(crate) fn step() -> impl Strategy<Value = Step> {
    let clock = || -9_000_000_000..9_000_000_000i64;
    let (who, note, which) = (|| 0..MACHINES, || 0..4u64, any::<usize>);
    prop_oneof![
        3 => (who(), note(), clock()).prop_map(|(who, note, clock)| Step::Write { who, note, clock }),
        1 => (who(), note(), clock()).prop_map(|(who, note, clock)| Step::Delete { who, note, clock }),
        4 => (who(), which(), saying(), clock())
            .prop_map(|(who, about, what, clock)| Step::Say { who, about, what, clock }),
        1 => (who(), which(), any::<bool>(), clock())
            .prop_map(|(who, which, away, clock)| Step::Revise { who, which, away, clock }),
        1 => (who(), which(), clock()).prop_map(|(who, which, clock)| Step::Take { who, which, clock }),
        3 => (who(), who()).prop_map(|(from, to)| Step::Sync { from, to }),
    ]
}

fn saying() -> impl Strategy<Value = Saying> {
    let judgement = prop_oneof![Just(Judgement::Accept), Just(Judgement::Reject), Just(Judgement::Unsure)];
    prop_oneof![
        2 => Just(Saying::Reply),
        2 => judgement.prop_map(Saying::Verdict),
        1 => Just(Saying::Suggestion),
        1 => Just(Saying::Removal),
        1 => any::<bool>().prop_map(Saying::Resolution),
    ]
}

/// What came of it.
pub(crate) struct Played {
    /// What each machine has.
    pub(crate) ledgers: [Ledger; MACHINES],
    /// What one of them had on the way, after each step.
    pub(crate) earlier: Vec<Ledger>,
    /// Every version that was ever acknowledged.
    pub(crate) written: Vec<Version>,
}

impl Played {
    /// Everything there is.
    pub(crate) fn union(&self) -> Ledger {
        self.ledgers.iter().fold(Ledger::default(), |all, one| merge(&all, one))
    }
}

/// Plays the steps.
pub(crate) fn play(steps: &[Step]) -> Played {
    let mut played = Played { ledgers: Default::default(), earlier: Vec::new(), written: Vec::new() };
    for (at, step) in steps.iter().enumerate() {
        let machine = match *step {
            Step::Sync { from, to } => {
                played.ledgers[to] = merge(&played.ledgers[to], &played.ledgers[from]);
                to
            }
            Step::Write { who, .. }
            | Step::Delete { who, .. }
            | Step::Say { who, .. }
            | Step::Revise { who, .. }
            | Step::Take { who, .. } => {
                let (ledger, writer) = (&mut played.ledgers[who], writer(who));
                let change = change(ledger, &writer, step, at);
                played.written.extend(change.and_then(|change| acknowledged(ledger, &writer, change)));
                who
            }
        };
        played.earlier.push(played.ledgers[machine].clone());
    }
    played
}

/// Writes the change down; its version, if it was not written before.
fn acknowledged(ledger: &mut Ledger, writer: &Writer, change: Change) -> Option<Version> {
    let mut changes = vec![change];
    ledger.retain_unwritten(writer, &mut changes);
    ledger.write(writer, &changes).unwrap();
    ledger.versions_of(&writer.author.id, &changes).pop().flatten()
}

/// The change that a step comes to, if there is anything to change.
fn change(ledger: &Ledger, writer: &Writer, step: &Step, at: usize) -> Option<Change> {
    let text = Content { body: format!("text {at}"), ..Content::default() };
    let new = id(1_000 + at as u64);
    let me = &writer.author;
    let (id, content, clock) = match *step {
        Step::Write { note, clock, .. } => (id(note), Some(text), clock),
        Step::Delete { note, clock, .. } => (id(note), None, clock),
        Step::Say { about, what, clock, .. } => {
            let strands = ledger.strands();
            let living: Vec<&Strand<'_>> = strands.iter().filter(|strand| !strand.is_deleted()).collect();
            let on = target(living.get(about % living.len().max(1))?);
            let (id, content) = said(me, on, what, new, text);
            (id, Some(content), clock)
        }
        Step::Revise { which, away, clock, .. } => {
            let strands = ledger.strands();
            let mine = |strand: &&Strand<'_>| strand.author().id == me.id && !strand.is_deleted();
            let mine: Vec<&Strand<'_>> = strands.iter().filter(mine).collect();
            let strand = mine.get(which % mine.len().max(1))?;
            let content = strand.first().content();
            (strand.id().clone(), (!away).then(|| Content { body: text.body, ..content }), clock)
        }
        Step::Take { which, clock, .. } => {
            let threads = Threads::of(ledger);
            let notes = ledger.notes();
            let mut open: Vec<(&NoteId, &review::Suggestion)> = notes
                .iter()
                .filter(|note| note.author.id == me.id)
                .filter_map(|note| Some((&note.id, threads.on(&note.id, &me.id)?)))
                .flat_map(|(id, thread)| thread.suggestions.iter().map(move |suggestion| (id, suggestion)))
                .collect();
            open.sort_by_key(|(id, suggestion)| (*id, &suggestion.id, &suggestion.author.id));
            let (id, suggestion) = open.get(which % open.len().max(1))?;
            (
                (*id).clone(),
                suggestion.content.as_ref().map(|_| Content { accepts: suggestion.heads.clone(), ..text }),
                clock,
            )
        }
        Step::Sync { .. } => return None,
    };
    // A note is changed over everything in sight, also over what a colleague must not replace.
    let over: &[&str] =
        if matches!(step, Step::Write { .. } | Step::Delete { .. }) { &AUTHORS } else { &[&me.id] };
    let parents: Vec<Version> = over.iter().flat_map(|author| ledger.heads(&id, author)).collect();
    let at = jiff::Timestamp::from_second(clock).unwrap();
    (content.is_some() || !parents.is_empty()).then_some(Change { id, parents, content, at })
}

fn said(me: &Author, on: Target, what: Saying, new: NoteId, text: Content) -> (NoteId, Content) {
    match what {
        Saying::Reply => (new, review::reply(on, text.body)),
        Saying::Verdict(judgement) => review::verdict(&me.id, on, judgement, text.body),
        Saying::Suggestion => (new, review::suggestion(on, Some(text))),
        Saying::Removal => (new, review::suggestion(on, None)),
        Saying::Resolution(resolved) => review::resolution(&me.id, on, resolved),
    }
}

fn target(strand: &Strand<'_>) -> Target {
    let ver = strand.first().ver.clone();
    Target { id: strand.id().clone(), author: strand.author().id.clone(), ver }
}
