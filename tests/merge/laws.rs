//! The laws, for four machines that do anything in any order. 256 cases each; as many as `PROPTEST_CASES` says.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use reftel::annotation::{Entry, EntryKind, Ledger, Note, Says, Strand, Version, Writer};
use reftel::review::{Queue, Threads, merge};

use crate::play::{AUTHORS, MACHINES, Step, play, step};
use crate::support::writer;

/// Everything that anybody is shown of a ledger.
fn view(ledger: &Ledger) -> (Vec<Note>, Threads, Vec<Queue>) {
    let threads = Threads::of(ledger);
    let queues = AUTHORS.iter().map(|author| Queue::of(ledger, &threads, author)).collect();
    (ledger.notes(), threads, queues)
}

/// The entries of a ledger, with their writers.
fn all(ledger: &Ledger) -> Vec<(Writer, Entry)> {
    let past = ledger.versions().into_iter();
    past.map(|past| (past.writer.clone(), past.entry.clone())).collect()
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(step(), 0..40)
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn merging_is_a_set_union(steps in steps()) {
        let [a, b, c, _] = play(&steps).ledgers;
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&a, &merge(&b, &c)), merge(&merge(&a, &b), &c));
        prop_assert_eq!(&merge(&a, &a), &a);
        prop_assert_eq!(merge(&merge(&a, &b), &b), merge(&a, &b));
    }

    #[test]
    fn nothing_is_dropped(steps in steps()) {
        let played = play(&steps);
        let union = played.union();
        for version in &played.written {
            prop_assert!(union.contains(version), "never arrived: {:?}", version);
        }
        let named: BTreeSet<Version> =
            all(&union).into_iter().flat_map(|(_, entry)| entry.parents).collect();
        let notes = union.notes();
        let threads = Threads::of(&union);
        for strand in union.strands() {
            for head in strand.living() {
                prop_assert!(shown(&strand, head, &notes, &threads), "hidden: {:?}", head);
            }
        }
        // And what is no head is so because something newer is.
        let heads: BTreeSet<Version> = union.strands().iter().flat_map(Strand::versions).collect();
        for (_, entry) in all(&union) {
            prop_assert!(heads.contains(&entry.ver) || named.contains(&entry.ver), "lost: {:?}", entry);
        }
    }

    #[test]
    fn neither_the_order_of_delivery_nor_repetition_matters(
        steps in steps(),
        order in proptest::collection::vec(any::<Index>(), 0..100),
    ) {
        let union = play(&steps).union();
        let mut entries = all(&union);
        let mut delivered = Ledger::default();
        if !entries.is_empty() {
            for at in order {
                let (writer, entry) = at.get(&entries).clone();
                delivered.add(&writer, entry).unwrap();
            }
        }
        entries.reverse();
        for (writer, entry) in entries {
            delivered.add(&writer, entry).unwrap();
        }
        prop_assert_eq!(view(&delivered), view(&union));
        prop_assert_eq!(delivered.flags(), union.flags());
        prop_assert_eq!(delivered, union);
    }

    #[test]
    fn older_copies_never_undo_a_decision(steps in steps(), again in any::<Index>()) {
        let played = play(&steps);
        let union = played.union();
        let before = view(&union);
        if !played.earlier.is_empty() {
            let older = again.get(&played.earlier);
            prop_assert_eq!(view(&merge(&union, older)), before.clone());
            prop_assert_eq!(view(&merge(older, &union)), before.clone());
        }
        let ledgers = &played.ledgers;
        let again = ledgers.iter().chain(ledgers).fold(union, |all, one| merge(&all, one));
        prop_assert_eq!(view(&again), before);
    }

    #[test]
    fn what_has_changed_since_leads_to_the_same_notes(steps in steps(), at in any::<Index>()) {
        let played = play(&steps);
        let now = played.union();
        for other in played.earlier.iter().skip(at.index(8)).step_by(8).chain(&played.ledgers) {
            prop_assert_eq!(now.notes_since(other, other.notes()), now.notes());
            prop_assert_eq!(other.notes_since(&now, now.notes()), other.notes());
        }
    }

    /// The numbers of a machine have no gaps, and no clock has a say in anything.
    #[test]
    fn numbers_are_gapless_and_clocks_are_decoration(steps in steps()) {
        let ledgers = play(&steps).ledgers;
        for (at, ledger) in ledgers.iter().enumerate() {
            let seqs: Vec<u64> = ledger.entries_of(&writer(at)).iter().map(|entry| entry.seq).collect();
            prop_assert_eq!(&seqs, &(1..=seqs.len() as u64).collect::<Vec<_>>());
        }
        let stopped: Vec<Step> = steps.iter().cloned().map(without_clock).collect();
        let stopped = play(&stopped).ledgers;
        for at in 0..MACHINES {
            prop_assert_eq!(shape(&ledgers[at]), shape(&stopped[at]));
        }
    }
}

/// Whether the reader is shown a current version of an annotation: as a note, in a thread, or as adrift.
fn shown(strand: &Strand<'_>, head: &Entry, notes: &[Note], threads: &Threads) -> bool {
    let (id, author) = strand.key();
    if threads.adrift().iter().any(|adrift| adrift.id == id && adrift.author.id == author) {
        return true;
    }
    let mut threads = threads.all().map(|(_, thread)| thread);
    match head.remark().map(|remark| remark.says) {
        None => notes.iter().any(|note| note.author.id == author && note.heads.contains(&head.ver)),
        Some(Says::Reply) => threads
            .flat_map(|thread| &thread.replies)
            .any(|reply| reply.author.id == author && reply.heads.contains(&head.ver)),
        Some(Says::Verdict(judgement)) => threads.flat_map(|thread| &thread.verdicts).any(|given| {
            let judged = head.re.as_ref().map(|on| &on.ver);
            (given.id == id && given.author.id == author)
                && (given.judgement == judgement && Some(&given.ver) == judged)
        }),
        Some(Says::Suggestion | Says::Removal) => threads
            .flat_map(|thread| &thread.suggestions)
            .any(|suggestion| suggestion.author.id == author && suggestion.heads.contains(&head.ver)),
        // Only the last word is shown, whoever had it.
        Some(Says::Resolution(_)) => threads.any(|thread| thread.settled.is_some()),
    }
}

fn without_clock(step: Step) -> Step {
    match step {
        Step::Write { who, note, .. } => Step::Write { who, note, clock: 0 },
        Step::Delete { who, note, .. } => Step::Delete { who, note, clock: 0 },
        Step::Say { who, about, what, .. } => Step::Say { who, about, what, clock: 0 },
        Step::Revise { who, which, away, .. } => Step::Revise { who, which, away, clock: 0 },
        Step::Take { who, which, .. } => Step::Take { who, which, clock: 0 },
        step @ Step::Sync { .. } => step,
    }
}

/// What a reader sees, without the versions: these are hashes over the time too. Which of two that were written at once is
/// shown first is a matter of the hash, so that is left out.
fn shape(ledger: &Ledger) -> BTreeSet<String> {
    let threads = Threads::of(ledger);
    let notes =
        ledger.notes().into_iter().map(|note| format!("{:?}", (note.id, note.author, note.heads.len())));
    let said = threads.all().map(|(key, thread)| {
        let replies: BTreeSet<_> = thread.replies.iter().map(|reply| (&reply.id, reply.depth)).collect();
        let verdicts: BTreeSet<_> =
            thread.verdicts.iter().map(|given| (&given.id, given.judgement)).collect();
        let suggestions: BTreeSet<_> = thread.suggestions.iter().map(|s| (&s.id, &s.author.id)).collect();
        format!("{key:?} {replies:?} {verdicts:?} {suggestions:?} {}", thread.settled.is_some())
    });
    let adrift = threads.adrift().iter().map(|adrift| format!("{:?} {:?}", adrift.id, adrift.why));
    let tombs = all(ledger).into_iter().filter(|(_, entry)| entry.kind == EntryKind::Tombstone).count();
    notes.chain(said).chain(adrift).chain([format!("{tombs} deletions")]).collect()
}
