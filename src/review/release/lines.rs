//! Whether a line of the file may begin another paragraph than the one that the parser counts it to.
//!
//! The parser joins lines unless it is sure that something begins; here it is the other way round. What stands in the middle
//! of a line is looked at by [`super::marks`].

use super::items::{Items, Place, cut, is_before, numbered, opens, value};
use super::marks::read_at;
use super::shapes::{bullet, is_bullet, shaped};
use super::wrapping::{Parted, Wrapping, ends, leads};

/// Tags that only dress the words of a line; each other one parts something.
const DRESS: [&str; 12] = ["a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"];
/// What a page writes for a sign that parts lines or begins a tag.
const ENTITIES: [&str; 4] = ["&#", "&lt;", "&para;", "\\n"];
/// How far to the right a typist sets the first line of a paragraph, at least.
const INDENT: usize = 3;
/// How far a tab goes.
const TAB: usize = 8;
/// Blanks inside a line from which on they part what stands beside them.
const GAP: usize = 5;

/// What closes with a line of its own: nothing that follows belongs to it.
const CLOSED: [&str; 2] = ["endsummary", "endtext"];
/// What closes so only where it has the line to itself: elsewhere the sentence of a paragraph goes on behind it.
const CLOSED_ALONE: [&str; 3] = ["endcomment", "endnote", "endquote"];
/// What is said beside the matter, and may have a mark of its own.
const ASIDES: [&str; 6] = ["comment", "note", "request", "background", "data", "text"];

/// Whether something begins inside a paragraph's `source` as only another one does: with a number above `own` and not
/// above `next`; below the line that ends a summary; below a page line where no sentence goes on; or behind a full stop
/// with the paragraph's own number again, with an item of a list that nothing leads to, with a comment, further to the
/// right, or on a new line although there was room on the one above.
pub(super) fn begins_another(source: &str, own: u32, next: u32, wrapping: &Wrapping) -> bool {
    if holds_markup(source) {
        return true;
    }
    let source = shaped(source);
    let mut reader = Reader {
        own,
        next,
        wrapping,
        counts_from_one: source.contains("(1)"),
        capitals: !source.contains(char::is_lowercase),
        listed: false,
        items: Items::default(),
        above: "",
        margin: 0,
        ruled: false,
    };
    wrapping.lines(&source).any(|(parted, line)| reader.finds(parted, line))
}

/// Reads the lines of a paragraph one by one.
struct Reader<'a> {
    own: u32,
    next: u32,
    wrapping: &'a Wrapping,
    /// Whether it has a list by `(1)`, `(2)`.
    counts_from_one: bool,
    /// Whether it is printed in capitals, which then begin nothing.
    capitals: bool,
    /// Whether it has a list that something leads to.
    listed: bool,
    items: Items,
    /// The line before, as it is printed.
    above: &'a str,
    /// How far to the right that one begins.
    margin: usize,
    /// Whether a rule stands above.
    ruled: bool,
}

impl<'a> Reader<'a> {
    fn finds(&mut self, parted: Parted, line: &'a str) -> bool {
        let printed = line.trim();
        let text = printed.trim_start_matches(is_bullet).trim_start();
        if !text.contains(char::is_alphanumeric) {
            self.ruled = true;
            return false;
        }
        let text = bullet(printed).unwrap_or(text);
        let parted = if std::mem::take(&mut self.ruled) { Parted::Broken } else { parted };
        let column = column(line.strip_suffix(line.trim_start()).unwrap_or_default());
        let above = std::mem::replace(&mut self.above, line);
        let indented = column >= std::mem::replace(&mut self.margin, column) + INDENT;
        let begins = !above.is_empty() && self.begins(parted, above, line, text, indented);
        begins || self.begins_within(line)
    }

    /// Whether the line begins another.
    fn begins(&mut self, parted: Parted, above: &str, line: &str, text: &str, indented: bool) -> bool {
        let stopped = ends(above);
        let numbered = numbered(text, stopped).is_some_and(|(number, bracketed)| {
            let from = if stopped { self.own } else { self.own + 1 };
            !(bracketed && self.counts_from_one) && (from.max(1)..=self.next).contains(&number)
        });
        let bulleted = bullet(line.trim()).is_some();
        let place = self.items.place(text);
        let apart = match place {
            _ if self.listed && place != Some(Place::Stray) => false,
            Some(_) => stopped,
            None => bulleted && stopped,
        };
        self.listed |= bulleted && !stopped || place == Some(Place::First) && leads(above);
        let parts = match parted {
            Parted::Joined => stopped || !self.capitals && text.starts_with(char::is_uppercase),
            Parted::Broken => stopped,
            Parted::Wrapped => {
                stopped && !bulleted && place.is_none() && self.wrapping.leaves_room(above, text)
            }
            Parted::Blank => false,
        };
        let alone = value(text.trim_end()).is_some_and(|number| (self.own + 1..=self.next).contains(&number));
        let beside = alone || is_aside(text) || indented && opens(text);
        numbered || apart || parts || closes(above) || text.starts_with("END OF ") || stopped && beside
    }

    /// Whether another begins behind a full stop inside the line: a copy may have joined the lines.
    fn begins_within(&mut self, line: &str) -> bool {
        for (at, _) in line.match_indices([':', ';', ',']) {
            let rest = line.get(at + 1..).unwrap_or_default().trim_start();
            let item = rest.trim_start_matches(is_bullet);
            self.listed |= bullet(rest).is_some() || self.items.place(item) == Some(Place::First);
        }
        within(line).any(|(gap, rest)| {
            let counts = |(number, bracketed)| {
                (self.own + 1..=self.next).contains(&number) && !(bracketed && self.counts_from_one)
            };
            let numbered = numbered(rest, true).filter(|_| is_signed(rest)).is_some_and(counts);
            // Whoever looks for marks judges it.
            if read_at(rest).is_some() {
                return false;
            }
            let set_off = rest.starts_with(is_bullet) && opens(rest.trim_start_matches(is_bullet));
            let listed = set_off || is_signed(rest) && self.items.place(rest).is_some();
            numbered || is_aside(rest) || listed && !self.listed || gap >= GAP && opens(rest)
        })
    }
}

/// What stands behind each full stop inside a line, and how many blanks before it.
fn within(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let stops = line.match_indices(['.', '!', '?']).filter_map(|(at, _)| line.get(at + 1..));
    stops.filter_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ')', '}']);
        let text = rest.trim_start();
        let gap = column(rest.strip_suffix(text)?);
        (gap > 0 || text.starts_with(['|', '*', '\\'])).then_some((gap, text))
    })
}

/// Whether a sign sets the number off with which a text begins: a wrapped or counted `3 Boats` is no number.
fn is_signed(text: &str) -> bool {
    let (first, rest) = cut(text);
    !first.ends_with(|c: char| c.is_ascii_alphanumeric())
        || is_before(first)
        || rest.starts_with(['-', ':', '.', ')'])
}

/// Whether the markup of a page parts what stands in it, in a copy where it has been left.
fn holds_markup(text: &str) -> bool {
    let lower = text.to_lowercase();
    ENTITIES.iter().any(|entity| lower.contains(entity))
        || lower.split('<').skip(1).any(|tag| {
            let tag = tag.trim_start_matches('/');
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let behind = tag.get(name.len()..).unwrap_or_default();
            let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
                && behind.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
            is_tag && !DRESS.contains(&name)
        })
}

/// Whether something is said beside the matter: `Comment: ...`, `Action request - ...`, `BEGIN TEXT ...`.
fn is_aside(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    match words.first() {
        Some(&("BEGIN" | "QUOTE")) => return true,
        Some(first) if first.eq_ignore_ascii_case("end") => return false,
        _ => {}
    }
    words.iter().enumerate().any(|(at, word)| {
        let name = word.trim_end_matches([':', '.']);
        let set_off = name.len() < word.len() || words.get(at + 1).is_some_and(|next| next.starts_with('-'));
        set_off && ASIDES.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// How far to the right a text begins behind `margin`.
fn column(margin: &str) -> usize {
    margin.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum()
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

    /// In a copy that is so narrow that every line of it is full.
    fn another(source: &str, own: u32, next: u32) -> bool {
        begins_another(source, own, next, &Wrapping::narrow())
    }

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
            assert!(another(&format!("1. (U) It ends.\n{line}"), 1, 3), "{line}");
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
            assert!(!another(&format!("1. (U) They had\n{line}"), 1, 3), "{line}");
        }
        for list in
            ["(1) One.\n(2) Two.", "A. One.\nB. Two.\nC. Three.", "i) One.\nii) Two.", "   - One.\n     Two."]
        {
            assert!(!another(&format!("4. (U) They are:\n{list}"), 4, 5), "{list}");
        }
    }

    #[test]
    fn what_stands_below_the_end_of_a_summary_is_no_part_of_it() {
        assert!(another("1. (U) Summary: Boats. End summary.\nThe minister said so.", 1, 2));
        assert!(another("1. (U) SUMMARY: BOATS.\nEND SUMMARY.\n\nHE SAID SO.", 1, 2));
        assert!(!another("1. (U) Summary: Boats. End\nsummary.", 1, 2));
        assert!(!another("1. (U) Summary: Boats. End summary. He said so.", 1, 2));
    }

    /// In a copy that wraps nothing: each line that ends is meant to.
    fn another_in_wide(source: &str) -> bool {
        begins_another(source, 1, 3, &Wrapping::wide())
    }

    #[test]
    fn a_list_to_which_nothing_leads_begins_another() {
        for bullet in
            ["-", "--", "*", "o", "•", "–", "\u{f0b7}", ">", "a.", "(a)", "i.", "(i)", "A)", "1)", "(1)"]
        {
            for lead in ["They left.", "They left. ##"] {
                assert!(another(&format!("1. (U) {lead}\n{bullet} One."), 1, 2), "{lead} {bullet}");
                assert!(another(&format!("1. (U) {lead}\n\n  {bullet} One."), 1, 2), "{lead} {bullet}");
            }
            assert!(!another(&format!("4. (U) They are:\n{bullet} One."), 4, 5), "{bullet}");
        }
        assert!(!another("1. (U) Those who left\n\n- One.\n- Two.", 1, 2));
        assert!(
            another("4. (U) They left. - One. - Two.", 4, 5) && another("4. (U) They left. (a) One.", 4, 5)
        );
        assert!(!another("4. (U) They are: - One. - Two. -- (1) One. (2) Two.", 4, 5));
        assert!(!another(
            "4. (U) The boats left, as he said\n- in small letters - and why? -- to float.",
            4,
            5
        ));
    }

    #[test]
    fn a_line_that_ends_although_there_was_room_ends_a_paragraph() {
        assert!(another_in_wide("1. (U) They left.\nNobody saw it."));
        assert!(!another_in_wide("1. (U) They left on a\nday of May. Nobody saw it."));
        assert!(!another("1. (U) They left.\nNobody saw it.", 1, 3));
    }

    #[test]
    fn what_parts_lines_in_no_other_place_parts_paragraphs() {
        for sign in ["\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1e}", "\u{2028}\u{2028}"] {
            assert!(another(&format!("1. (U) They left{sign}Nobody saw it."), 1, 3), "{sign:?}");
            assert!(another(&format!("1. (U) They left.{sign}nobody saw it."), 1, 3), "{sign:?}");
            assert!(!another(&format!("1. (U) They left{sign}on a day of May."), 1, 3), "{sign:?}");
        }
        // A page line of its own leaves a sentence whole.
        assert!(!another("1. (U) They left\n\u{c}\nMay Island.", 1, 3));
        assert!(another("1. (U) They left.\n\u{c}\nNobody saw it.", 1, 3));
        assert!(!another("1. (U) They left.\r\nNobody saw it.", 1, 3));
        for sign in ["¶", " | ", " # ", " — ", "\u{0}", "\\", "\\n", "&#10;", "<h2>", "      ", "\t", " * "]
        {
            assert!(another(&format!("1. (U) They left.{sign}Nobody saw it."), 1, 3), "{sign:?}");
        }
        assert!(!another("1. (U) They left.  Nobody <b>saw</b> it. \"Why?\" & so on.", 1, 3));
    }

    #[test]
    fn what_is_said_beside_the_matter_begins_another() {
        for text in [
            "Post comment: One.",
            "Comment - One.",
            "NOTE: One.",
            "BEGIN TEXT One. END TEXT",
            "Paragraph 2 One.",
        ] {
            assert!(another(&format!("1. (U) They left. {text}"), 1, 3), "{text}");
        }
        assert!(another("1. (U) They left\nEND OF OPEN PART\nOne.", 1, 3));
        assert!(another("1. (U) They left.\n2\nOne.", 1, 3));
        assert!(!another("1. (U) COMMENT: They left. END COMMENT.", 1, 3));
    }
}
