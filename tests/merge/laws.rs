use std::collections::BTreeSet;

use proptest::prelude::*;
use reftel::annotation::{Change, Entry, Ledger, Note, Version, Writer};
use reftel::review::merge;

use crate::support::{change, write, writer};

/// What one of four people does.
#[derive(Clone, Debug)]
enum Step {
    /// Writes a note, or edits one they see; the clock says anything.
    Write {
        who: usize,
        note: u64,
        text: u8,
        clock: i64,
    },
    Delete {
        who: usize,
        note: u64,
    },
    /// Takes over what another has.
    Sync {
        from: usize,
        to: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let (who, note) = (|| 0..4usize, || 0..5u64);
    prop_oneof![
        3 => (who(), note(), any::<u8>(), -9_000_000_000..9_000_000_000i64)
            .prop_map(|(who, note, text, clock)| Step::Write { who, note, text, clock }),
        1 => (who(), note()).prop_map(|(who, note)| Step::Delete { who, note }),
        2 => (who(), who()).prop_map(|(from, to)| Step::Sync { from, to }),
    ]
}

fn is_new(ledger: &Ledger, writer: &Writer, change: &Change) -> bool {
    let mut changes = vec![change.clone()];
    ledger.retain_unwritten(writer, &mut changes);
    !changes.is_empty()
}

/// What everybody has after `steps`, and every version that was ever written, with its writer.
fn play(steps: &[Step]) -> ([Ledger; 4], Vec<(Writer, Version)>) {
    let mut ledgers: [Ledger; 4] = Default::default();
    let mut written = Vec::new();
    for step in steps {
        match step {
            Step::Write { who, note, text, clock } => {
                let (ledger, writer) = (&mut ledgers[*who], writer(*who));
                let change = change(*note, &heads(ledger, *note), Some(&format!("{who} {text}")), *clock);
                if is_new(ledger, &writer, &change) {
                    written.push((writer.clone(), write(ledger, &writer, &change)));
                }
            }
            Step::Delete { who, note } => {
                let (ledger, writer) = (&mut ledgers[*who], writer(*who));
                let change = change(*note, &heads(ledger, *note), None, 0);
                if is_new(ledger, &writer, &change) {
                    written.push((writer.clone(), write(ledger, &writer, &change)));
                }
            }
            Step::Sync { from, to } => ledgers[*to] = merge(&ledgers[*to], &ledgers[*from]),
        }
    }
    (ledgers, written)
}

/// Everything current about a note, whoever wrote it: also what a colleague must not replace.
fn heads(ledger: &Ledger, note: u64) -> Vec<Version> {
    let ids = ["a-ann", "a-ben", "a-cas"];
    ids.iter().flat_map(|author| ledger.heads(&crate::support::id(note), author)).collect()
}

fn all(ledger: &Ledger) -> Vec<(Writer, Entry)> {
    let entries = |at| {
        let writer = writer(at);
        ledger
            .entries_of(&writer)
            .into_iter()
            .cloned()
            .map(|entry| (writer.clone(), entry))
            .collect::<Vec<_>>()
    };
    (0..4).flat_map(entries).collect()
}

/// A thousand cases; more with `PROPTEST_CASES`.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { cases: default.cases.max(1_000), failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn merging_is_a_set_union(steps in proptest::collection::vec(step(), 0..30)) {
        let ([a, b, c, _], _) = play(&steps);
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&a, &merge(&b, &c)), merge(&merge(&a, &b), &c));
        prop_assert_eq!(&merge(&a, &a), &a);
        prop_assert_eq!(merge(&merge(&a, &b), &b), merge(&a, &b));
    }

    #[test]
    fn nothing_is_dropped(steps in proptest::collection::vec(step(), 0..30)) {
        let ([a, b, c, d], written) = play(&steps);
        let union = merge(&merge(&a, &b), &merge(&c, &d));
        let named: BTreeSet<Version> = all(&union).into_iter().flat_map(|(_, entry)| entry.parents).collect();
        let shown: BTreeSet<Version> = union.notes().into_iter().flat_map(|note: Note| note.heads).collect();
        for (writer, version) in written {
            prop_assert!(union.contains(&version));
            let entry = union.entries_of(&writer).into_iter().find(|entry| entry.ver == version).unwrap();
            let is_text = entry.kind == reftel::annotation::EntryKind::Note;
            prop_assert!(named.contains(&version) || !is_text || shown.contains(&version), "hidden: {entry:?}");
        }
    }

    #[test]
    fn the_order_of_delivery_does_not_matter(
        steps in proptest::collection::vec(step(), 0..30),
        order in proptest::collection::vec(any::<proptest::sample::Index>(), 0..200),
    ) {
        let ([a, b, c, d], _) = play(&steps);
        let union = merge(&merge(&a, &b), &merge(&c, &d));
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
        prop_assert_eq!(delivered.notes(), union.notes());
        prop_assert_eq!(delivered.flags(), union.flags());
        prop_assert_eq!(delivered, union);
    }

    /// A person's own numbers have no gaps, and the clock has no say in anything.
    #[test]
    fn numbers_are_gapless_and_clocks_are_decoration(steps in proptest::collection::vec(step(), 0..30)) {
        let (ledgers, _) = play(&steps);
        for (at, ledger) in ledgers.iter().enumerate() {
            let seqs: Vec<u64> = ledger.entries_of(&writer(at)).iter().map(|entry| entry.seq).collect();
            prop_assert_eq!(&seqs, &(1..=seqs.len() as u64).collect::<Vec<_>>());
        }
        let stopped: Vec<Step> = steps.iter().cloned().map(|step| match step {
            Step::Write { who, note, text, .. } => Step::Write { who, note, text, clock: 0 },
            other => other,
        }).collect();
        let shape = |ledger: &Ledger| {
            let notes = ledger.notes().into_iter().map(|note| (note.id, note.author, note.heads.len()));
            notes.collect::<Vec<_>>()
        };
        for (ledger, stopped) in ledgers.iter().zip(&play(&stopped).0) {
            prop_assert_eq!(shape(ledger), shape(stopped));
        }
    }
}
