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
/// All of them.
const ANY: u8 = u8::MAX;
/// The longest line that is looked at, in bytes.
const LONGEST: usize = 4096;

/// The sign that a byte is, told without branches, so that the compiler can put it to many bytes at once.
fn sign(byte: u8) -> u8 {
    let when = |is: bool, sign: u8| if is { sign } else { 0 };
    when(byte.is_ascii_lowercase(), SMALL)
        | when(byte.is_ascii_uppercase(), CAPITAL)
        | when(byte.is_ascii_digit(), DIGIT)
        | when(!byte.is_ascii(), WIDE)
        | when(byte == b'\t', GAP)
        | when(byte == b')', CLOSING)
}

impl Signs {
    /// The signs in `printed`. A line that is very long may hold any: it can be cut many times, and is not to be looked
    /// at whole every time.
    pub(super) fn of(printed: &[u8]) -> Self {
        if printed.len() > LONGEST {
            return Self(ANY);
        }
        let signs = printed.iter().fold(0, |all, byte| all | sign(*byte));
        let pairs = printed.iter().zip(printed.iter().skip(1));
        let gap = pairs.fold(false, |any, (byte, next)| any | (*byte == b' ') & (*next == b' '));
        Self(signs | if gap { GAP } else { 0 })
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
