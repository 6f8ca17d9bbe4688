//! A sorted text file as a dictionary: nothing is built when the program starts.

use std::cmp::Ordering;

/// Lines `key<separator>value`, sorted by the bytes of the key, compiled into the program.
pub(crate) struct Table {
    text: &'static str,
    separator: char,
}

impl Table {
    pub(super) const fn new(text: &'static str, separator: char) -> Self {
        Self { text, separator }
    }

    /// The value of `key`; logarithmic in the size of the file.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let start = self.line_start(low, low + (high - low) / 2);
            let line = self.text.get(start..)?.split('\n').next()?;
            let (found, value) = line.split_once(self.separator)?;
            match found.cmp(key) {
                Ordering::Equal => return Some(value),
                Ordering::Less => low = start + line.len() + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }

    fn line_start(&self, low: usize, at: usize) -> usize {
        let before = self.text.as_bytes().get(low..at).unwrap_or_default();
        before.iter().rposition(|&byte| byte == b'\n').map_or(low, |found| low + found + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_line_and_nothing_else() {
        let table = Table::new("ab 1\nabc 2\nb 3\nzz 4\n", ' ');
        assert_eq!(
            ["ab", "abc", "b", "zz"].map(|key| table.get(key)),
            [Some("1"), Some("2"), Some("3"), Some("4")]
        );
        assert_eq!(["", "a", "abcd", "c", "zzz"].map(|key| table.get(key)), [None; 5]);
    }
}
