//! Numbers as telegrams print them without figures.

/// Numbers as words.
const SPELLED: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The number that a word stands for, up to twenty, in small letters or capitals: paragraphs are seldom counted further so.
pub fn spelled(word: &str) -> Option<u32> {
    let at = SPELLED.iter().position(|name| name.eq_ignore_ascii_case(word))?;
    u32::try_from(at + 1).ok()
}

/// A Roman number up to thirty-nine, in capitals: nobody counts paragraphs, or kings, further so.
pub fn roman(word: &str) -> Option<u32> {
    const LETTERS: [(&str, u32); 5] = [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut sum) = (word, 0);
    for (letters, worth) in LETTERS {
        while let Some(shorter) = rest.strip_prefix(letters) {
            (rest, sum) = (shorter, sum + worth);
        }
    }
    (rest.is_empty() && (1..40).contains(&sum)).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_figures_are_read() {
        for (word, number) in [("SEVENTEEN", Some(17)), ("one", Some(1)), ("BOATS", None), ("", None)] {
            assert_eq!(spelled(word), number, "{word}");
        }
        for (word, number) in [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXXIX", 39)] {
            assert_eq!(roman(word), Some(number), "{word}");
        }
        assert!(["", "XL", "iv", "IVY", "C"].into_iter().all(|word| roman(word).is_none()));
    }
}
