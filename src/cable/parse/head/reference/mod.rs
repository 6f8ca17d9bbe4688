//! The REF lines: `REF: A. OSLO 12 B. 08 STATE 81854 (NOTAL)`.
//!
//! ```text
//! lines --entry--> entries, one a bullet --token--> words --name--> the cables that each entry names --post--> ids
//! ```

mod entry;
mod item;
mod name;
mod post;
mod token;

use super::label;
use crate::cable::parse::date;
use crate::cable::parse::scan;
use crate::cable::{Reference, ReferenceKind, Span};
use entry::Entry;
use item::Item;
use name::Name;
use post::Post;
use token::Token;

/// Words of the longest post.
const WORDS: usize = 4;

/// The letter of a bullet that `text` begins with, and the bytes the bullet takes: `A.`, `A)`, `(A)`, `[A]`.
pub(in crate::cable::parse) fn bullet(text: &str) -> Option<(char, usize)> {
    let open = usize::from(text.starts_with(['(', '[']));
    let letter = text[open..].chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = &text.as_bytes()[open + 1..];
    let close: &[u8] = match text.as_bytes() {
        [b'(', ..] => b")",
        [b'[', ..] => b"]",
        _ => b".):",
    };
    let closed = rest.first().is_some_and(|byte| close.contains(byte));
    let spaced = rest.get(1).is_none_or(u8::is_ascii_whitespace);
    // "A.OSLO 12" is a bullet as well; "U.S." is none, nor "[T]he" in a quotation.
    let tight =
        !text.starts_with('[') && rest.get(1..4).is_some_and(|word| word.iter().all(u8::is_ascii_alphabetic));
    (closed && (spaced || tight)).then(|| (letter.to_ascii_uppercase(), open + 2))
}

/// Whether the line `below` goes on with the REF line `above` though a blank line parts them: it has the next bullet, or
/// the cable that `above` breaks off in ends on it.
pub(super) fn goes_on(text: &str, above: Span, below: Span) -> bool {
    if bullet(text[below.range()].trim_start_matches(['-', ' '])).is_some() {
        return true;
    }
    let line = &text[above.range()];
    let bullets = line.split_inclusive([' ', ',']).rev().scan(line.len(), |end, word| {
        *end -= word.len();
        Some(*end)
    });
    let last = bullets.filter_map(|at| Some(at + bullet(&line[at..])?.1)).next().unwrap_or(0);
    let tokens = token::tokens(text, &[Span::new(above.start + last, above.end), below]);
    let name = name::name(&tokens).filter(|name| name.post.known);
    name.and_then(|name| tokens.get(name.length - 1)).is_some_and(|last| last.span.start >= below.start)
}

/// Whether the label of a REF line is beyond doubt: by its colon, or a bullet or the name of a cable behind it.
pub(super) fn is_labelled(printed: &str) -> bool {
    label::label(printed).is_some_and(|label| {
        let content = Span::new(label.content, printed.len());
        let named = || name::name(&token::tokens(printed, &[content])).is_some();
        label.colon || bullet(&printed[content.range()]).is_some() || named()
    })
}

/// The last bullet of the references down to the REF line at `span`, where `last` is the one above.
pub(super) fn last_bullet(text: &str, span: Span, last: Option<char>) -> Option<char> {
    let label = label::label(&text[span.range()]).map_or(0, |label| label.content);
    entry::last(text, Span::new(span.start + label, span.end), last)
}

/// Whether a list goes on with the bullet `next` behind `last`; it may leave letters out.
pub(super) fn follows(last: char, next: char) -> bool {
    (1..=u32::from(entry::SKIPPED) + 1).contains(&u32::from(next).wrapping_sub(u32::from(last)))
}

/// Reads the references printed in `spans`, the content of the REF lines, each with the places it is printed at.
/// `own` is the id of the cable itself: its year and post are those of references that give none.
pub(super) fn references(text: &str, spans: &[Span], own: Option<&str>) -> Vec<(Reference, Vec<Span>)> {
    let own = own.and_then(Own::read);
    let mut post = own.as_ref().map(|own| own.post.clone());
    let mut references = Vec::new();
    for entry in entry::entries(text, spans) {
        let tokens = token::tokens(text, &entry.content);
        let end = own.as_ref().and_then(|own| own.page_line(&tokens)).unwrap_or(tokens.len());
        for (index, item) in item::items(text, &tokens[..end], &mut post).iter().enumerate() {
            references.extend(reference(text, &entry, item, index == 0, own.as_ref()));
        }
    }
    references
}

/// The latest year that the references themselves give: `08 STATE 81854`.
pub(super) fn latest_year(text: &str, spans: &[Span]) -> Option<i16> {
    let entries = entry::entries(text, spans);
    let items =
        entries.iter().flat_map(|entry| item::items(text, &token::tokens(text, &entry.content), &mut None));
    items.filter_map(|item| item.name?.year).max()
}

/// The cable itself.
struct Own {
    year: i16,
    post: Post,
    number: String,
}

impl Own {
    fn read(id: &str) -> Option<Self> {
        let (year, name) = id.split_at_checked(scan::digits(id))?;
        let post = name.trim_end_matches(|c: char| c.is_ascii_digit());
        Some(Self {
            year: date::year(year)?,
            post: Post { known: true, ..post::post(post) },
            number: name[post.len()..].to_owned(),
        })
    }

    /// Where the page line stands that a copy has run into the references: no cable refers to itself.
    fn page_line(&self, tokens: &[Token]) -> Option<usize> {
        let is_own = |name: Name| {
            name.number == self.number && name.post.name == self.post.name && name.year.is_none()
        };
        let numbers = (0..tokens.len()).filter(|&at| tokens[at].text.trim_start_matches('0') == self.number);
        let mut starts = numbers.flat_map(|at| at.saturating_sub(WORDS)..at);
        starts.find(|&start| tokens[start].is_word() && name::name(&tokens[start..]).is_some_and(is_own))
    }
}

/// The reference that `item` of `entry` is, and the places it is printed at. The bullet is printed with the `first`.
fn reference(
    text: &str,
    entry: &Entry,
    item: &Item,
    first: bool,
    own: Option<&Own>,
) -> Option<(Reference, Vec<Span>)> {
    let content = entry::within(&entry.content, item.span);
    let bulleted = entry.printed.first().filter(|_| first).map_or(item.span.start, |printed| printed.start);
    let printed = entry::within(&entry.printed, Span::new(bulleted, item.span.end));
    let folded = entry::folded(text, &content);
    let kind = if item.name.is_some() { ReferenceKind::Cable } else { kind(&folded) };
    let name = item.name.as_ref().map(|name| format!("{}{}", name.post.name, name.number));
    let year = item.name.as_ref().and_then(|name| name.year);
    // When the cable's own year is not known either, there is no id.
    let dated = name.as_ref().zip(year.or(own.map(|own| own.year)));
    let value = dated.map(|(name, year)| format!("{:02}{name}", year % 100));
    let span = printed.first()?.join(*printed.last()?);
    let label = entry.label.map(String::from);
    Some((Reference { label, kind, value, name, year, text: folded, span }, printed))
}

/// What kind of thing a reference names that is no cable.
fn kind(printed: &str) -> ReferenceKind {
    let has = |needle| scan::contains(printed, needle);
    let words = || printed.split(|c: char| !c.is_alphanumeric());
    let is_report =
        |word: &str| ["IIR", "TD", "TDX", "CIA"].iter().any(|name| name.eq_ignore_ascii_case(word));
    if has("e-mail") || has("email") || printed.contains('@') {
        ReferenceKind::Mail
    } else if has("telcon") || has("phone") || has("telecon") {
        ReferenceKind::Telephone
    } else if has("report") || words().any(is_report) || is_numbered_document(printed) {
        ReferenceKind::Report
    } else {
        ReferenceKind::Other
    }
}

/// `IMSWM-0028-2010`: one word of capitals, hyphens and digits.
fn is_numbered_document(printed: &str) -> bool {
    printed.contains('-')
        && printed.bytes().any(|byte| byte.is_ascii_digit())
        && printed
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Label, id and text of the references of a line in a cable of 2009 from Bergen.
    fn read(line: &str) -> Vec<(Option<String>, Option<String>, String)> {
        let found = references(line, &[Span::new(0, line.len())], Some("09BERGEN77"));
        found.into_iter().map(|(reference, _)| (reference.label, reference.value, reference.text)).collect()
    }

    fn ids(line: &str) -> Vec<String> {
        read(line).into_iter().filter_map(|(_, id, _)| id).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn cuts_at_bullets() {
        for line in [
            "A. OSLO 12 B. 08 STATE 081854",
            "A) OSLO 12, B) 08 STATE 081854",
            "(A) OSLO 12 (B) 08 STATE 081854",
            "(A)OSLO 12, (B)08 STATE 081854",
            "[A] OSLO 12, [B] 08 STATE 081854",
            "a. oslo 12 ¶b. 08 state 081854",
            "A. A) OSLO 12 B. B) 08 STATE 081854",
            "A. (B) OSLO 12 B. REF B 08 STATE 081854",
            "A - Oslo 12 B - 08 State 081854",
        ] {
            let found = read(line);
            assert_eq!(found.len(), 2, "{line}");
            assert_eq!((&found[0].0, &found[0].1), (&some("A"), &some("09OSLO12")), "{line}");
            assert_eq!((&found[1].0, &found[1].1), (&some("B"), &some("08STATE81854")), "{line}");
        }
        assert_eq!(read("A. OSLO 12 B. 08 STATE 081854")[0].2, "OSLO 12");
    }

    #[test]
    fn abbreviations_are_no_bullets() {
        assert_eq!(bullet("A. OSLO 1"), Some(('A', 2)));
        assert_eq!(bullet("(B) OSLO 1"), Some(('B', 3)));
        assert_eq!(bullet("U.S. PAPER"), None);
        assert_eq!(bullet("(AB) OSLO 1"), None);
    }

    #[test]
    fn cuts_between_the_names_of_cables() {
        for line in [
            "OSLO 1; PARIS 2",
            "OSLO 1, PARIS 2",
            "OSLO 1: PARIS 2",
            "OSLO 1 AND PARIS 2",
            "OSLO 1 & PARIS 2",
        ] {
            assert_eq!(ids(line), ["09OSLO1", "09PARIS2"], "{line}");
        }
        for line in ["OSLO 1 AND PREVIOUS", "OSLO CA-3400 NOV 2, 1966", "SMITH, JONES AND DOE MEMO"] {
            assert_eq!(read(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn a_list_of_numbers_is_of_one_post() {
        assert_eq!(
            ids("A. 08 OSLO 101/102, 103 and 104 B. PARIS 5"),
            ["08OSLO101", "08OSLO102", "08OSLO103", "08OSLO104", "09PARIS5"]
        );
        assert_eq!(ids("A. OSLO 101 B. 102 AND PREVIOUS"), ["09OSLO101", "09OSLO102"]);
        assert_eq!(ids("A. 6307 B. OSLO 12"), ["09BERGEN6307", "09OSLO12"]);
    }

    #[test]
    fn finds_the_year_wherever_it_stands() {
        for line in [
            "08 OSLO 12",
            "2008 OSLO 12",
            "OSLO 12 (08)",
            "OSLO (08) 12",
            "OSLO 12-08",
            "OSLO 12/08",
            "OSLO 12 08",
        ] {
            assert_eq!(ids(line), ["08OSLO12"], "{line}");
        }
        assert_eq!(ids("870 Oslo"), ["09OSLO870"]);
    }

    #[test]
    fn papers_with_numbers_are_no_cables() {
        for line in [
            "UNSCR 1737 OF 2006",
            "PARIS POINTS JULY 15",
            "SECDEF R162245Z OCT 08",
            "EXP.LIC. D328589",
            "9 FAM 41, 406",
            "YEARBOOK 2008",
            "OSLO",
        ] {
            assert_eq!(read(line), [(None, None, line.to_owned())], "{line}");
        }
    }

    #[test]
    fn a_page_line_run_into_them_is_none() {
        assert_eq!(
            read("OSLO 12 BERGEN 00000077 001.2 OF 003"),
            [(None, some("09OSLO12"), "OSLO 12".to_owned())]
        );
    }

    #[test]
    fn other_kinds_have_no_id() {
        assert_eq!(read("IMSWM-0028-2010")[0].1, None);
        assert_eq!(kind("IMSWM-0028-2010"), ReferenceKind::Report);
        assert_eq!(kind("TD-314/00123-05"), ReferenceKind::Report);
        assert_eq!(kind("SMITH-JONES E-MAIL OF MAY 3"), ReferenceKind::Mail);
        assert_eq!(kind("SMITH/JONES TELCON"), ReferenceKind::Telephone);
        assert_eq!(read("U.S. MISSION PAPER")[0].1, None);
        let mixed = read("OSLO 12 AND SMITH-JONES EMAIL");
        assert_eq!(mixed.len(), 2);
        assert_eq!(mixed[1].2, "SMITH-JONES EMAIL");
    }

    #[test]
    fn each_has_its_place_with_its_bullet() {
        let line = "A. OSLO 12, 13 B. PARIS 14";
        let found = references(line, &[Span::new(0, line.len())], None);
        let printed: Vec<&str> = found.iter().map(|(_, spans)| &line[spans[0].range()]).collect();
        assert_eq!(printed, ["A. OSLO 12", "13", "B. PARIS 14"]);
    }

    #[test]
    fn without_a_year_there_is_no_id() {
        let line = "OSLO 12";
        let found = references(line, &[Span::new(0, line.len())], None);
        assert_eq!((found[0].0.kind, &found[0].0.value), (ReferenceKind::Cable, &None));
    }

    proptest! {
        /// Whatever is printed, the references keep its order and stand apart from each other, inside their lines.
        #[test]
        fn places_are_in_order(words in proptest::collection::vec(prop::sample::select(WORDS_SEEN), 0..40)) {
            let text = words.concat();
            let lines = text.split_inclusive('\n').scan(0, |start, line| {
                let span = Span::new(*start, *start + line.trim_end().len());
                *start += line.len();
                Some(span)
            });
            let lines: Vec<Span> = lines.collect();
            let mut end = 0;
            for (_, spans) in references(&text, &lines, Some("09BERGEN77")) {
                for span in spans {
                    prop_assert!(span.start >= end && span.end > span.start);
                    prop_assert!(lines.iter().any(|line| line.start <= span.start && span.end <= line.end));
                    end = span.end;
                }
            }
        }
    }

    const WORDS_SEEN: &[&str] = &[
        "A. ",
        "B) ",
        "(C) ",
        "[D] ",
        "OSLO ",
        "RIO ",
        "DE JANEIRO",
        "BERGEN ",
        "12",
        "00000077 ",
        " 08",
        "(07)",
        ", ",
        " AND ",
        "/",
        "-",
        ";",
        "\n",
        "¶",
        "é ",
        "REF ",
        "(NOTAL)",
        "E-MAIL ",
        "#",
        ".",
        "O123 ",
    ];
}
