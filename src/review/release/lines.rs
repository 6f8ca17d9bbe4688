//! Whether a line of the file may begin another paragraph than the one that the parser counts it to.
//!
//! The parser joins lines unless it is sure that something begins; here it is the other way round. What stands in the middle
//! of a line is looked at by [`super::doubt`].

use std::collections::BTreeSet;

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

/// What parts lines, in whatever copy.
const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
/// Tags that begin or end a paragraph, up to their name.
const MARKUP: [&str; 6] = ["<p", "</p", "<div", "<br", "<li", "<td"];
/// How far to the right a typist sets the first line of a paragraph, at least.
const INDENT: usize = 3;
/// How far a tab goes.
const TAB: usize = 8;

/// What closes with a line of its own: nothing that follows belongs to it.
const CLOSED: [&str; 2] = ["endsummary", "endtext"];
/// What closes so only where it has the line to itself: elsewhere the sentence of a paragraph goes on behind it.
const CLOSED_ALONE: [&str; 3] = ["endcomment", "endnote", "endquote"];

/// Whether a line below the first of a paragraph's `source` begins with a number above `own` and not above `next`, stands
/// below the line that ends a summary, or begins behind a full stop as no line of a paragraph does: with the paragraph's own
/// number again, with an item of a list that has no first one, with a comment, or further to the right.
pub(super) fn begins_another(source: &str, own: u32, next: u32) -> bool {
    let source = plain(source);
    if opens_markup(&source) {
        return true;
    }
    let counts_from_one = source.contains("(1)");
    let (mut before, mut margin) = ("", 0);
    let mut items = BTreeSet::new();
    source.split(BREAKS).any(|line| {
        if within(line).any(|rest| {
            let counts =
                |(number, bracketed)| (own + 1..=next).contains(&number) && !(bracketed && counts_from_one);
            numbered(rest, true).filter(|_| is_signed(rest)).is_some_and(counts) || is_comment(rest)
        }) {
            return true;
        }
        let text = line.trim_start_matches(|c: char| c.is_whitespace() || "-*>#".contains(c));
        let column = column(line.strip_suffix(text).unwrap_or_default());
        let line = text.trim_end();
        if line.is_empty() {
            return false;
        }
        let above = std::mem::replace(&mut before, line);
        let indented = column >= std::mem::replace(&mut margin, column) + INDENT;
        if above.is_empty() {
            return false;
        }
        let stopped = ends_sentence(above);
        let numbered = numbered(line, stopped).is_some_and(|(number, bracketed)| {
            let from = if stopped { own } else { own + 1 };
            !(bracketed && counts_from_one) && (from.max(1)..=next).contains(&number)
        });
        let stray = is_stray_item(line, &mut items);
        numbered || closes(above) || stopped && (stray || is_comment(line) || indented && opens(line))
    })
}

/// What stands behind each full stop inside a line: a copy may have joined the lines.
fn within(line: &str) -> impl Iterator<Item = &str> {
    let stops = line.match_indices(['.', '!', '?']).filter_map(|(at, _)| line.get(at + 1..));
    let behind = stops.map(|rest| rest.trim_start_matches(['"', '\'', ')', ']']));
    behind.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start)
}

/// Whether a sign sets the number off with which a text begins: a wrapped or counted `3 Boats` is no number.
fn is_signed(text: &str) -> bool {
    let (first, rest) = cut(text);
    !first.ends_with(|c: char| c.is_ascii_alphanumeric()) || rest.starts_with(['-', ':'])
}

/// Whether the markup of a page begins a paragraph, in a copy where it has been left.
fn opens_markup(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    MARKUP.iter().any(|tag| {
        lower.match_indices(tag).any(|(at, tag)| {
            let behind = lower.get(at + tag.len()..).unwrap_or_default();
            behind.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
        })
    })
}

/// The number that a line begins with when a text of its own may follow: `2 - Text`, `3 Text`, `(2) Text`, `TWO. Text`,
/// `II. Text`, `Para 2: Text`; and whether it stands in brackets. A wrapped `3 boats` goes on in small letters; where a
/// sentence has `stopped`, so may a paragraph behind a sign, and `2A. Text` and `2.1 Text` count as well.
fn numbered(line: &str, stopped: bool) -> Option<(u32, bool)> {
    let (first, rest) = cut(line);
    if BEFORE.contains(&first.trim_end_matches('.').to_ascii_lowercase().as_str()) {
        let (second, rest) = cut(rest);
        return Some((value(second.trim_end_matches(CLOSING))?, false)).filter(|_| opens(rest));
    }
    let bare = first.trim_start_matches(['(', '[']).trim_end_matches(CLOSING);
    let number = value(bare).or_else(|| value(stopped.then(|| trunk(bare))?))?;
    // A figure is the number of a paragraph with any sign behind it, or none; a word or letters only with one.
    let signed = bare.len() < first.len() || rest.starts_with(['-', ':', '.', ')']);
    let figure = bare.starts_with(|c: char| c.is_ascii_digit());
    let begins = (figure || signed) && opens(rest) || figure && signed && stopped && !rest.is_empty();
    begins.then_some((number, first.starts_with(['(', '['])))
}

/// The figures of `2A` and of `2.1`.
fn trunk(number: &str) -> &str {
    let figures = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let figures = if number.len() - figures.len() > 1 { number } else { figures };
    figures.split('.').next().unwrap_or_default()
}

/// Whether a line is an item by letters or small Roman numbers that follows none: `B. Text` where no line began with `A.`.
/// Those that follow are added to the `items` seen.
fn is_stray_item(line: &str, items: &mut BTreeSet<String>) -> bool {
    let (first, rest) = cut(line);
    let bare = first.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']']);
    let item = bare.to_ascii_lowercase();
    let count = roman(&bare.to_ascii_uppercase());
    let letter = matches!(item.as_bytes(), [b'a'..=b'z']);
    if bare.len() == first.len() || rest.is_empty() || !letter && count.is_none() {
        return false;
    }
    let follows = |item: &String| match item.as_bytes() {
        [b'a'] | [b'i'] => true,
        [later] if items.contains(char::from(later - 1).encode_utf8(&mut [0])) => true,
        _ => count.is_some_and(|count| {
            items.iter().any(|item| roman(&item.to_ascii_uppercase()) == Some(count - 1))
        }),
    };
    let stray = !follows(&item);
    items.insert(item);
    stray
}

/// Whether a comment begins, which is more than what it comments on.
fn is_comment(line: &str) -> bool {
    let (first, _) = cut(line);
    ["comment:", "comment."].contains(&first.to_ascii_lowercase().as_str())
}

/// How far to the right a text begins behind `margin`.
fn column(margin: &str) -> usize {
    margin.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// Whether a sentence ends with a line.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', ')', ']']).ends_with(['.', '!', '?'])
}

/// Signs that close the number of a paragraph.
const CLOSING: [char; 8] = ['.', ')', ']', ':', '-', ',', '/', '?'];

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
    CLOSED.iter().any(|closed| letters.ends_with(closed)) || CLOSED_ALONE.contains(&letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_as_a_paragraph_of_whatever_shape_begins_another() {
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
            "2 - another.",
            "(2) another.",
            "2? Another.",
            "2A. Another.",
            "2.1 Another.",
            "1. Another.",
            "1 Another.",
            "B. Another.",
            "\nb) Another.",
            "ii. Another.",
            "(ii) Another.",
            "COMMENT: Another.",
            "Comment. Another.",
            "End comment.\nAnother.",
            "     Another.",
            "\tAnother.",
            "It ends.\u{2028}2 - Another.",
            "It ends.\u{b}B. Another.",
            "It ends. 2 - Another.",
            "It ends.  (2) Another.",
            "It ends.) TWO. Another.",
            "It ends. Comment: Another.",
            "It ends.<p>Another.",
            "It ends.<BR/>Another.",
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
            "B. Wallace came.",
            "2.1 Percent came.",
            "End note. He said so.\nHe left.",
            "It ends. 3 Boats came. Two Boats came. In 2 - 3 days. (3 < pi)",
            "     Another.",
        ] {
            assert!(!begins_another(&format!("1. (U) They had\n{line}"), 1, 3), "{line}");
        }
        for list in
            ["(1) One.\n(2) Two.", "A. One.\nB. Two.\nC. Three.", "i) One.\nii) Two.", "   - One.\n     Two."]
        {
            assert!(!begins_another(&format!("4. (U) They are:\n{list}"), 4, 5), "{list}");
        }
    }

    #[test]
    fn what_stands_below_the_end_of_a_summary_is_no_part_of_it() {
        assert!(begins_another("1. (U) Summary: Boats. End summary.\nThe minister said so.", 1, 2));
        assert!(begins_another("1. (U) SUMMARY: BOATS.\nEND SUMMARY.\n\nHE SAID SO.", 1, 2));
        assert!(!begins_another("1. (U) Summary: Boats. End\nsummary.", 1, 2));
        assert!(!begins_another("1. (U) Summary: Boats. End summary. He said so.", 1, 2));
    }
}
