//! Which paragraphs of a cable have been read, by what they say: another copy of the cable keeps them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::Extra;
use super::fold::{self, Folded};
use crate::cable::Cable;

/// The paragraphs that are marked read. Of one that was ever taken back it is counted how often it was marked or taken
/// back; the highest count holds, so that several sessions unite to the same set in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadMarks {
    /// Names of the paragraphs, as of [`paragraph_names`].
    #[serde(default)]
    pub read: BTreeSet<String>,
    /// How often those that were ever taken back were marked or taken back: an odd number is read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub turns: BTreeMap<String, u64>,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ReadMarks {
    /// Marks a paragraph read.
    pub fn mark(&mut self, name: &str) {
        if self.read.insert(name.to_string())
            && let Some(turns) = self.turns.get_mut(name)
        {
            *turns = turns.saturating_add(1);
        }
    }

    /// Takes the mark of a paragraph back.
    pub fn take_back(&mut self, name: &str) {
        if self.read.remove(name) {
            // Its first mark was not counted.
            let turns = self.turns.entry(name.to_string()).or_insert(1);
            *turns = turns.saturating_add(1);
        }
    }

    /// Takes in what another session has marked and taken back.
    pub fn unite(&mut self, other: &Self) {
        self.read.extend(other.read.iter().cloned());
        for (name, turns) in &other.turns {
            let own = self.turns.entry(name.clone()).or_default();
            *own = (*own).max(*turns);
        }
        for (name, turns) in &self.turns {
            if turns % 2 == 1 {
                self.read.insert(name.clone());
            } else {
                self.read.remove(name);
            }
        }
        for (name, value) in &other.extra {
            self.extra.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// A name for each paragraph: the hash of its text as it is read, 32 hex digits. Where several have the same text, `-2`
/// and so on behind that of the later ones.
pub fn paragraph_names(cable: &Cable) -> Vec<String> {
    let folded = Folded::new(cable);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let hashes = folded.paragraphs.iter().map(|range| fold::hash(&folded.text[range.clone()]));
    hashes
        .map(|hash| {
            let count = seen.entry(hash.clone()).or_default();
            *count += 1;
            if *count == 1 { hash } else { format!("{hash}-{count}") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<String> {
        paragraph_names(&Cable::parse(decode(text.into())))
    }

    #[test]
    fn another_copy_has_the_same_names() {
        let one = names("1. (C) The boats\ncame.\n\n2. (C) Removed.\n\n3. (C) Removed.\n");
        let other = names("1. (C)  The boats came.\n\n2. (C) New.\n\n3. (C) Removed.\n\n4. (C) Removed.\n");
        assert_eq!(other[0], one[0]);
        assert_eq!(other[2..], one[1..]);
        assert_ne!(one[1], one[2]);
    }

    #[test]
    fn sessions_unite_in_any_order() {
        let marks = |names: &[&str]| ReadMarks {
            read: names.iter().map(|name| (*name).to_string()).collect(),
            extra: Extra::from([(names.concat(), true.into())]),
            ..ReadMarks::default()
        };
        let (mut one, mut other) = (marks(&["a", "b"]), marks(&["b", "c"]));
        let before = one.clone();
        one.unite(&other);
        other.unite(&before);
        assert_eq!(one, other);
        assert_eq!((one.read.len(), one.extra.len()), (3, 2));
    }

    /// A session that marks (true) and takes back.
    fn sessions() -> impl Strategy<Value = Vec<ReadMarks>> {
        let steps = prop::collection::vec(("[ab]", any::<bool>()), 0..6);
        let session = steps.prop_map(|steps| {
            let mut marks = ReadMarks::default();
            for (name, mark) in steps {
                if mark { marks.mark(&name) } else { marks.take_back(&name) }
            }
            marks
        });
        prop::collection::vec(session, 3)
    }

    fn union(sessions: [&ReadMarks; 2]) -> ReadMarks {
        let mut united = sessions[0].clone();
        united.unite(sessions[1]);
        united
    }

    proptest! {
        #[test]
        fn what_was_taken_back_unites_in_any_order(sessions in sessions()) {
            let [a, b, c] = &sessions[..] else { panic!() };
            prop_assert_eq!(union([a, b]), union([b, a]));
            prop_assert_eq!(union([&union([a, b]), c]), union([a, &union([b, c])]));
            prop_assert_eq!(&union([a, a]), a);
        }

        /// Who knows what another did and goes on from there decides.
        #[test]
        fn the_later_step_holds(sessions in sessions(), mark in any::<bool>()) {
            let mut later = union([&sessions[0], &sessions[1]]);
            later.mark("a");
            if !mark {
                later.take_back("a");
            }
            prop_assert_eq!(union([&sessions[0], &later]).read.contains("a"), mark);
        }
    }
}
