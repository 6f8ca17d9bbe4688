//! What a reader should be told about a ledger's origin: gaps, copies, numbers beyond belief.

use std::collections::BTreeMap;

use super::{Ledger, Version};

/// Something about the entries that is not as it should be. Nothing is dropped for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Two entries of one writer with one number: a copied home directory, or a forgery. Both are kept.
    CopiedIdentity {
        /// The writer ([`super::Writer::key`]).
        writer: String,
        /// The number.
        seq: u64,
    },
    /// An entry numbered so far ahead of all others that it is held back.
    HeldBack {
        /// The entry.
        version: Version,
    },
    /// Entries of a writer that have not come yet.
    Missing {
        /// The writer.
        writer: String,
        /// How many at least.
        count: u64,
    },
}

impl Ledger {
    /// What is not as it should be, in a fixed order.
    pub fn flags(&self) -> Vec<Flag> {
        let horizon = self.horizon();
        let beyond = self.all().filter(|held| held.entry.lamport > horizon);
        let mut flags: Vec<Flag> =
            beyond.map(|held| Flag::HeldBack { version: held.entry.ver.clone() }).collect();
        for (writer, numbers) in self.numbers() {
            let copied = numbers.iter().filter(|(_, times)| **times > 1);
            flags.extend(copied.map(|(&seq, _)| Flag::CopiedIdentity { writer: writer.clone(), seq }));
            let highest = numbers.keys().next_back().copied().unwrap_or(0);
            let count = highest - numbers.len() as u64;
            if count > 0 {
                flags.push(Flag::Missing { writer, count });
            }
        }
        flags.sort();
        flags
    }

    /// The highest number up to which everything of a writer is held, by [`super::Writer::key`].
    pub fn seen(&self) -> BTreeMap<String, u64> {
        let gapless = |numbers: BTreeMap<u64, usize>| {
            numbers.keys().zip(1..).take_while(|(seq, count)| *seq == count).count() as u64
        };
        self.numbers().into_iter().map(|(writer, numbers)| (writer, gapless(numbers))).collect()
    }

    /// The sequence numbers of each writer and how often each occurs.
    fn numbers(&self) -> BTreeMap<String, BTreeMap<u64, usize>> {
        let mut numbers: BTreeMap<String, BTreeMap<u64, usize>> = BTreeMap::new();
        for held in self.all() {
            *numbers.entry(held.writer.key()).or_default().entry(held.entry.seq).or_default() += 1;
        }
        numbers
    }
}
