//! Small repairs: two characters the wrong way round, a word in the wrong case.

use unicode_segmentation::UnicodeSegmentation;

use super::{Editor, Motion};

/// What becomes of the letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// All capitals.
    Upper,
    /// All small.
    Lower,
    /// The first a capital, the others small.
    Title,
}

impl Case {
    fn of(self, text: &str) -> String {
        match self {
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
            Self::Title => {
                let first = text.find(char::is_alphabetic).unwrap_or(0);
                let (before, word) = text.split_at_checked(first).unwrap_or((text, ""));
                let mut letters = word.chars();
                let capital = letters.next().into_iter().flat_map(char::to_uppercase);
                before.chars().chain(capital).chain(letters.as_str().to_lowercase().chars()).collect()
            }
        }
    }
}

impl Editor {
    /// Changes the case of what is selected, else up to the end of the word, and goes behind it.
    pub fn set_case(&mut self, case: Case) {
        let range = self.selection().unwrap_or(self.cursor..self.target(Motion::WordRight));
        let changed = case.of(self.text.get(range.clone()).unwrap_or_default());
        if self.text.get(range.clone()) == Some(changed.as_str()) {
            self.mark = None;
            return self.settle(range.end);
        }
        self.replace(range, &changed, false);
    }

    /// Exchanges the characters on both sides of the cursor and goes on by one; at the end of a line, the last two.
    pub fn transpose(&mut self) {
        let behind = self.text.get(self.cursor..).unwrap_or_default().graphemes(true).next();
        let mut before = self.text.get(..self.cursor).unwrap_or_default().graphemes(true).rev();
        let right = behind.filter(|right| *right != "\n").or_else(|| before.next());
        let (Some(left), Some(right)) = (before.next(), right) else { return };
        if left == "\n" || right == "\n" {
            return;
        }
        let exchanged = format!("{right}{left}");
        let at_end = behind.is_none_or(|behind| behind == "\n");
        let end = if at_end { self.cursor } else { self.cursor + right.len() };
        self.replace(end - exchanged.len()..end, &exchanged, false);
    }
}
