//! One change of a text, as a value: what undo takes back, what the journal writes down with a key.

use serde::{Deserialize, Serialize};

use super::Reversible;

/// A piece of a text and what takes its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// Where it begins, in bytes.
    pub at: usize,
    /// What was there.
    pub removed: String,
    /// What is there now.
    pub inserted: String,
}

impl Patch {
    /// The smallest single change from one text to another.
    pub fn between(old: &str, new: &str) -> Self {
        let room = old.len().min(new.len());
        let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let boundary = |at: &usize| old.is_char_boundary(*at) && new.is_char_boundary(*at);
        let at = (0..=same).rev().find(boundary).unwrap_or(0);
        let behind = old.bytes().rev().zip(new.bytes().rev()).take(room - at);
        let same = behind.take_while(|(a, b)| a == b).count();
        let boundary =
            |rest: &usize| old.is_char_boundary(old.len() - rest) && new.is_char_boundary(new.len() - rest);
        let rest = (0..=same).rev().find(boundary).unwrap_or(0);
        let piece = |text: &str| text.get(at..text.len() - rest).unwrap_or_default().to_string();
        Self { at, removed: piece(old), inserted: piece(new) }
    }

    /// Carries the change out; false, and nothing done, when the text is not the one that it was made for.
    pub fn apply(&self, text: &mut String) -> bool {
        let fits = text.get(self.at..).is_some_and(|rest| rest.starts_with(&self.removed));
        if fits {
            text.replace_range(self.at..self.at + self.removed.len(), &self.inserted);
        }
        fits
    }

    /// One past what it put in.
    pub fn end(&self) -> usize {
        self.at + self.inserted.len()
    }

    /// Bytes of text that it holds.
    pub fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}

impl Reversible for Patch {
    fn inverse(&self) -> Self {
        Self { at: self.at, removed: self.inserted.clone(), inserted: self.removed.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_differs_is_kept() {
        let patch = |at, removed: &str, inserted: &str| Patch {
            at,
            removed: removed.into(),
            inserted: inserted.into(),
        };
        assert_eq!(Patch::between("the boats", "the big boats"), patch(5, "", "ig b"));
        assert_eq!(Patch::between("aaa", "aa"), patch(2, "a", ""));
        // Characters that share bytes.
        assert_eq!(Patch::between("é", "è"), patch(0, "é", "è"));
        assert_eq!(Patch::between("\u{4e09}", "\u{5e09}"), patch(0, "\u{4e09}", "\u{5e09}"));
    }

    #[test]
    fn a_patch_for_another_text_changes_nothing() {
        for (at, removed) in [(1, "b"), (7, ""), (0, "abcd"), (1, "")] {
            let mut text = String::from("é");
            let patch = Patch { at, removed: removed.into(), inserted: "x".into() };
            assert!(!patch.apply(&mut text));
            assert_eq!(text, "é");
        }
    }

    proptest! {
        #[test]
        fn a_patch_leads_there_and_back(old in "[aéè\u{4e09}\u{5e09}\n]{0,12}", new in "[aéè\u{4e09}\u{5e09}\n]{0,12}") {
            let patch = Patch::between(&old, &new);
            let mut text = old.clone();
            prop_assert!(patch.apply(&mut text));
            prop_assert_eq!(&text, &new);
            prop_assert!(patch.inverse().apply(&mut text));
            prop_assert_eq!(&text, &old);
        }
    }
}
