//! Words that follow each other, as they are looked for.

use std::fmt;

use super::fold::{self, Word};

/// One word or several that follow each other, folded as the texts are: no case, no accents, nothing in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    words: Vec<String>,
    prefix: bool,
}

impl Phrase {
    /// The words of `text`; with `prefix` the last of them may go on. `None` where there are no words in it.
    pub fn new(text: &str, prefix: bool) -> Option<Self> {
        let words: Vec<String> = fold::words(text).map(|word| word.folded).collect();
        (!words.is_empty()).then_some(Self { words, prefix })
    }

    /// The words, folded: letters and digits only. There is at least one.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the last word is only the beginning of one.
    pub fn is_prefix(&self) -> bool {
        self.prefix
    }

    /// What stands in a [`super::Folded`] text that holds the phrase.
    pub(in crate::library) fn needle(&self) -> String {
        let end = if self.prefix { "" } else { " " };
        format!(" {}{end}", self.words.join(" "))
    }

    /// Whether these words of a text are the phrase.
    pub(super) fn fits(&self, words: &[Word]) -> bool {
        let (Some((last, before)), Some((end, begin))) = (self.words.split_last(), words.split_last()) else {
            return false;
        };
        let ends = if self.prefix { end.folded.starts_with(last) } else { end.folded == *last };
        ends && begin.iter().map(|word| &word.folded).eq(before)
    }
}

/// As it is typed: several words in quotes, a star where the last may go on.
impl fmt::Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let star = if self.prefix { "*" } else { "" };
        match &self.words[..] {
            [word] => write!(out, "{word}{star}"),
            words => write!(out, "\"{}\"{star}", words.join(" ")),
        }
    }
}
