//! Which signs a line holds, found in one pass.

/// The kinds of signs on a line. Whether a word, a mark or a ruler can stand on it is mostly told by these alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u8);

/// Small letters of ASCII.
const SMALL: u8 = 1;
/// Capitals of ASCII.
const CAPITAL: u8 = 1 << 1;
/// Digits.
const DIGIT: u8 = 1 << 2;
/// What is no ASCII.
const WIDE: u8 = 1 << 3;
/// Two blanks in a row, or a tabulator.
const GAP: u8 = 1 << 4;
/// A closing bracket.
const CLOSING: u8 = 1 << 5;
/// A blank; only told together with the one before it.
const BLANK: u8 = 1 << 6;

/// All of them.
const ANY: u8 = u8::MAX;
/// The longest line that is looked at, in bytes.
const LONGEST: usize = 4096;

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b')' => CLOSING,
            b' ' => BLANK,
            b'\t' => GAP,
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

impl Signs {
    /// The signs in `printed`. A line that is very long may hold any: it can be cut many times, and is not to be looked
    /// at whole every time.
    pub(super) fn of(printed: &[u8]) -> Self {
        if printed.len() > LONGEST {
            return Self(ANY);
        }
        let (mut all, mut last) = (0, 0);
        for byte in printed {
            let kind = KINDS[usize::from(*byte)];
            // Where a blank follows a blank, its bit is moved to that of a gap.
            all |= kind | (kind & last & BLANK) >> 2;
            last = kind;
        }
        Self(all)
    }

    /// Whether there are letters and none of them is small; `None` where only the text tells.
    pub(super) fn are_capitals(self) -> Option<bool> {
        let has = |signs: u8| self.0 & signs != 0;
        if self.0 == ANY {
            return None;
        }
        if has(SMALL) || !has(CAPITAL) { Some(false) } else { (!has(WIDE)).then_some(true) }
    }

    /// Whether every character is surely one byte.
    pub(super) fn are_ascii(self) -> bool {
        self.0 & WIDE == 0
    }

    /// Whether there may be digits.
    pub(super) fn have_digits(self) -> bool {
        self.0 & DIGIT != 0
    }

    /// Whether there may be wide gaps between words.
    pub(super) fn have_gaps(self) -> bool {
        self.0 & GAP != 0
    }

    /// Whether a bracket may close.
    pub(super) fn have_closing(self) -> bool {
        self.0 & CLOSING != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_signs_of_a_line() {
        let of = |text: &str| Signs::of(text.as_bytes());
        assert_eq!(of("THE NORTH 2").are_capitals(), Some(true));
        assert_eq!(of("The North").are_capitals(), Some(false));
        assert_eq!(of("12.").are_capitals(), Some(false));
        assert_eq!(of("THE É").are_capitals(), None);
        assert!(of("a  b").have_gaps() && of("a\tb").have_gaps() && !of("a b c ").have_gaps());
        assert!(of("a1").have_digits() && !of("a").have_digits());
        let long = of(&"a".repeat(LONGEST + 1));
        assert!(long.are_capitals().is_none() && long.have_digits() && !long.are_ascii());
        assert!(of("(a)").have_closing() && of("a").are_ascii() && !of("é").are_ascii());
    }
}
