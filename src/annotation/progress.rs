//! Which paragraphs of a cable have been read, by what they say: another copy of the cable keeps them.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::Extra;
use super::fold::{self, Folded};
use crate::cable::Cable;

/// The paragraphs that were marked read. The set only grows, so that several sessions unite to the same set in any
/// order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadMarks {
    /// Names of the paragraphs, as of [`paragraph_names`].
    #[serde(default)]
    pub read: BTreeSet<String>,
    /// Fields of newer versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl ReadMarks {
    /// Takes in what another session has marked.
    pub fn unite(&mut self, other: &Self) {
        self.read.extend(other.read.iter().cloned());
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
        };
        let (mut one, mut other) = (marks(&["a", "b"]), marks(&["b", "c"]));
        let before = one.clone();
        one.unite(&other);
        other.unite(&before);
        assert_eq!(one, other);
        assert_eq!((one.read.len(), one.extra.len()), (3, 2));
    }
}
