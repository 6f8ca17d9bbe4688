//! Whether a line of the file may begin another paragraph than the one that the parser counts it to.
//!
//! The parser joins lines unless it is sure that something begins; here it is the other way round. What stands in the middle
//! of a line is looked at by [`super::doubt`].

use super::words::plain;

/// Numbers as words, as old telegrams print them.
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

/// What may stand before the number of a paragraph: `Para 2:`.
const BEFORE: [&str; 6] = ["para", "paragraph", "no", "nr", "point", "item"];

/// What closes with a line of its own: nothing that follows belongs to it.
const CLOSED: [&str; 2] = ["endsummary", "endtext"];

/// Whether a line below the first of a paragraph's `source` begins with a number above `own` and not above `next`, or stands
/// below the line that ends a summary.
pub(super) fn begins_another(source: &str, own: u32, next: u32) -> bool {
    let source = plain(source);
    let counts_from_one = source.contains("(1)");
    let mut closed = false;
    source.lines().enumerate().any(|(at, line)| {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || "-*>#".contains(c));
        if line.is_empty() {
            return false;
        }
        let numbered = || {
            let (number, bracketed) = numbered(line)?;
            let counts = bracketed && counts_from_one;
            (at > 0 && !counts && own < number && number <= next).then_some(())
        };
        let below = closed;
        closed = closes(line);
        below || numbered().is_some()
    })
}

/// The number that a line begins with when a text of its own may follow: `2 - Text`, `3 Text`, `(2) Text`, `TWO. Text`,
/// `II. Text`, `Para 2: Text`; and whether it stands in brackets. A wrapped `3 boats` goes on in small letters.
fn numbered(line: &str) -> Option<(u32, bool)> {
    let (first, rest) = cut(line);
    if BEFORE.contains(&first.trim_end_matches('.').to_ascii_lowercase().as_str()) {
        let (second, rest) = cut(rest);
        return Some((value(second.trim_end_matches(CLOSING))?, false)).filter(|_| opens(rest));
    }
    let bare = first.trim_start_matches(['(', '[']).trim_end_matches(CLOSING);
    let number = value(bare)?;
    // A figure is the number of a paragraph with any sign behind it, or none; a word or letters only with one.
    let signed = bare.len() < first.len() || rest.starts_with(['-', ':', '.', ')']);
    let figure = bare.starts_with(|c: char| c.is_ascii_digit());
    ((figure || signed) && opens(rest)).then_some((number, first.starts_with(['(', '['])))
}

/// Signs that close the number of a paragraph.
const CLOSING: [char; 7] = ['.', ')', ']', ':', '-', ',', '/'];

/// The first word of a line, and what stands behind it.
fn cut(line: &str) -> (&str, &str) {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (first, rest.trim_start())
}

/// Whether a text may begin here: with a capital, a mark, a quotation or a figure.
fn opens(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-.:)".contains(c));
    rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "(\"'[".contains(c))
}

/// The number that figures, Roman letters or a word stand for.
fn value(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| ('1'..='9').contains(&c)) {
        return Some(word).filter(|word| word.len() <= 3)?.parse().ok();
    }
    let lower = word.to_ascii_lowercase();
    let spelled = SPELLED.iter().position(|name| *name == lower).and_then(|at| u32::try_from(at + 1).ok());
    spelled.or_else(|| roman(word))
}

/// A Roman number up to thirty-nine, in capitals: no cable counts its paragraphs further so.
fn roman(word: &str) -> Option<u32> {
    const LETTERS: [(&str, u32); 5] = [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut sum) = (word, 0);
    for (letters, worth) in LETTERS {
        while let Some(shorter) = rest.strip_prefix(letters) {
            (rest, sum) = (shorter, sum + worth);
        }
    }
    (rest.is_empty() && (1..40).contains(&sum)).then_some(sum)
}

/// Whether a line ends what was summed up or quoted.
fn closes(line: &str) -> bool {
    let letters: String = line.chars().filter(char::is_ascii_alphabetic).collect();
    let letters = letters.to_ascii_lowercase();
    CLOSED.iter().any(|closed| letters.ends_with(closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_number_of_whatever_shape_begins_another_paragraph() {
        for line in [
            "2 - Another.",
            "2 Another.",
            "2) Another.",
            "2: Another.",
            "2/ Another.",
            "#2 Another.",
            "(2) Another.",
            "\n[2] Another.",
            "２． Another.",
            "3 (C) Another.",
            "TWO. Another.",
            "TWO - Another.",
            "II. Another.",
            "Para 2: Another.",
            "> 2 Another.",
        ] {
            assert!(begins_another(&format!("1. (U) It ends.\n{line}"), 1, 3), "{line}");
        }
    }

    #[test]
    fn a_wrapped_figure_a_date_and_a_list_begin_none() {
        for line in [
            "3 boats came.",
            "02 OSLO 33",
            "12 May he left.",
            "2009 Boats.",
            "two boats came.",
            "I came.",
            "1 - Another.",
            "2",
            "Two Boats came.",
        ] {
            assert!(!begins_another(&format!("1. (U) They had\n{line}"), 1, 3), "{line}");
        }
        assert!(!begins_another("1. (U) They are:\n(1) One.\n(2) Two.", 1, 3));
    }

    #[test]
    fn what_stands_below_the_end_of_a_summary_is_no_part_of_it() {
        assert!(begins_another("1. (U) Summary: Boats. End summary.\nThe minister said so.", 1, 2));
        assert!(begins_another("1. (U) SUMMARY: BOATS.\nEND SUMMARY.\n\nHE SAID SO.", 1, 2));
        assert!(!begins_another("1. (U) Summary: Boats. End\nsummary.", 1, 2));
        assert!(!begins_another("1. (U) Summary: Boats. End summary. He said so.", 1, 2));
    }
}
