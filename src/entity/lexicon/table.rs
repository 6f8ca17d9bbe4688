//! A sorted text file as a dictionary: nothing is built when the program starts.

/// Lines `key<separator>value`, sorted by the bytes of the key, compiled into the program.
pub(crate) struct Table {
    text: &'static str,
    /// An ASCII character below every character of a key.
    separator: u8,
}

impl Table {
    pub(super) const fn new(text: &'static str, separator: u8) -> Self {
        Self { text, separator }
    }

    /// The value of `key`; logarithmic in the size of the file.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let bytes = self.text.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let before = bytes.get(low..middle)?.iter().rposition(|&byte| byte == b'\n');
            let start = before.map_or(low, |found| low + found + 1);
            let line = bytes.get(start..)?;
            let same = line.iter().zip(key.as_bytes()).take_while(|(ours, theirs)| ours == theirs).count();
            let ours = line.get(same).copied()?;
            match key.as_bytes().get(same) {
                None if ours == self.separator => return self.text.get(start + same + 1..)?.lines().next(),
                Some(theirs) if ours < *theirs => {
                    low = start + same + line.get(same..)?.iter().position(|&byte| byte == b'\n')? + 1;
                }
                _ => high = start,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_line_and_nothing_else() {
        let table = Table::new("ab 1\nabc 2\nb 3\nzz 4\n", b' ');
        assert_eq!(
            ["ab", "abc", "b", "zz"].map(|key| table.get(key)),
            [Some("1"), Some("2"), Some("3"), Some("4")]
        );
        assert_eq!(["", "a", "abcd", "c", "zzz"].map(|key| table.get(key)), [None; 5]);
    }
}
