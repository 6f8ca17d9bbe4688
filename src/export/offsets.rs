//! From the bytes of a cable to the Unicode scalars of its file, in which other programs count.

use std::ops::Range;

use crate::cable::{Cable, Span};

/// Every how many bytes a count is kept.
const STEP: usize = 256;

/// From byte offsets to scalars, in constant time.
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// How many scalars of the file begin before byte `STEP * i` of the text.
    counts: Vec<usize>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(cable: &'a Cable) -> Self {
        let mut count = cable.start.scalar;
        let mut counts = Vec::with_capacity(cable.text.len() / STEP + 2);
        counts.push(count);
        counts.extend(cable.text.as_bytes().chunks(STEP).map(|chunk| {
            count += begun(chunk);
            count
        }));
        Self { text: &cable.text, counts }
    }

    /// The scalars of the file that `span` of the cable covers.
    pub(super) fn of(&self, span: Span) -> Range<usize> {
        self.scalar(span.start)..self.scalar(span.end)
    }

    fn scalar(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let step = byte / STEP;
        let before = self.counts.get(step).copied().unwrap_or_default();
        before + begun(self.text.as_bytes().get(step * STEP..byte).unwrap_or_default())
    }
}

/// How many scalars begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::Start;

    #[test]
    fn offsets_count_scalars_of_the_file() {
        let text = "é€x".repeat(300);
        let cable = Cable { text, start: Start { scalar: 7, ..Start::default() }, ..Cable::default() };
        let offsets = Offsets::new(&cable);
        for (count, (byte, _)) in cable.text.char_indices().enumerate() {
            assert_eq!(offsets.scalar(byte), 7 + count);
        }
        assert_eq!(offsets.of(Span::new(2, cable.text.len())), 8..907);
        assert_eq!(offsets.scalar(usize::MAX), 907);
    }
}
