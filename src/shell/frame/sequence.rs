//! One short control sequence, made without asking for memory: many are tried for every one that is sent.

/// More than the longest has: all attributes off and on, two colours of three numbers each.
const LONGEST: usize = 96;

/// A control sequence, or several.
#[derive(Clone, Copy)]
pub(super) struct Sequence {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Sequence {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }

    /// The sequence with more behind it.
    pub(super) fn then(mut self, bytes: &[u8]) -> Self {
        let end = self.length + bytes.len();
        if let Some(free) = self.bytes.get_mut(self.length..end) {
            free.copy_from_slice(bytes);
            self.length = end;
        }
        self
    }

    /// The sequence with a byte behind it, so many times.
    pub(super) fn repeated(self, byte: u8, times: usize) -> Self {
        (0..times).fold(self, |sequence, _| sequence.then(&[byte]))
    }

    /// The sequence with a number behind it.
    pub(super) fn number(self, number: u16) -> Self {
        let last = [b'0' + (number % 10) as u8];
        let above = if number < 10 { self } else { self.number(number / 10) };
        above.then(&last)
    }

    /// The sequence with a command behind it that takes a count; a count of one is left out.
    pub(super) fn counted(self, count: u16, command: u8) -> Self {
        let begun = self.then(b"\x1b[");
        let counted = if count == 1 { begun } else { begun.number(count) };
        counted.then(&[command])
    }

    /// Of two, the one with fewer bytes; of two as long, this one.
    pub(super) fn shorter(self, other: Self) -> Self {
        if other.length < self.length { other } else { self }
    }

    /// What it is.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_counts_are_written_as_they_are_read() {
        let of = |sequence: Sequence| String::from_utf8(sequence.bytes().to_vec()).unwrap();
        assert_eq!(of(Sequence::new().number(0).then(b";").number(65_535)), "0;65535");
        assert_eq!(of(Sequence::new().counted(1, b'C').counted(12, b'D')), "\x1b[C\x1b[12D");
        assert_eq!(of(Sequence::new().repeated(b'\n', 3).shorter(Sequence::new().then(b"ab"))), "ab");
    }
}
