//! What was cut, the latest first to come back. It outlives the note that it was cut from.

/// Most texts that are kept.
const TEXTS: usize = 16;
/// Most bytes that are kept, beside the text cut last.
const BYTES: usize = 4 << 20;

/// The texts that were cut, and which one comes back next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ring {
    /// The oldest first.
    texts: Vec<String>,
    /// How far back from the latest.
    back: usize,
}

/// On which side of what was cut before the next piece stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Ring {
    /// Keeps a text.
    pub(super) fn push(&mut self, text: &str) {
        self.back = 0;
        self.texts.push(text.to_string());
        let total = |texts: &[String]| texts.iter().map(String::len).sum::<usize>();
        while self.texts.len() > TEXTS || (self.texts.len() > 1 && total(&self.texts) > BYTES) {
            self.texts.remove(0);
        }
    }

    /// Adds to the text that was kept last.
    pub(super) fn join(&mut self, text: &str, side: Side) {
        match (self.texts.last_mut(), side) {
            (Some(last), Side::Right) => last.push_str(text),
            (Some(last), Side::Left) => last.insert_str(0, text),
            (None, _) => self.push(text),
        }
    }

    /// The text that comes back next.
    pub fn current(&self) -> Option<&str> {
        self.text(self.back)
    }

    /// The text kept before that one; before the oldest, the latest.
    pub fn older(&self) -> Option<&str> {
        self.text(self.further())
    }

    /// Goes to the text kept before.
    pub(super) fn walk(&mut self) {
        self.back = self.further();
    }

    fn further(&self) -> usize {
        if self.back + 1 < self.texts.len() { self.back + 1 } else { 0 }
    }

    fn text(&self, back: usize) -> Option<&str> {
        self.texts.iter().rev().nth(back).map(String::as_str)
    }
}
