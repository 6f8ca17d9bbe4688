//! The TAGS line: `TAGS: KCRM PGOV OVIP (DOE, JANE) MX`.
//!
//! A tag is a code. Later copies print it in small letters, without its commas and brackets, fused with its neighbour
//! (`ITPHUM`) or several times over; it is given in capitals, by itself, once.

mod code;

use std::collections::HashSet;

use super::caption;
use crate::cable::parse::scan;
use crate::cable::{Tag, TagKind};
use code::{TERMS, fused, is_code, kind};

/// The tag behind which a personal name stands, with brackets around it or without: an official visit.
const VISIT: &str = "OVIP";

/// The tags of the line's content, in capitals and in their order, each once.
pub(in crate::cable::parse) fn tags(content: &str) -> Vec<Tag> {
    let mut list = List::default();
    let content = content.to_uppercase();
    // Said to be none.
    let mut rest = if content.trim_matches(['.', ' ']) == "N/A" { "" } else { content.as_str() };
    while let Some(open) = rest.find('(') {
        list.plain(&rest[..open]);
        let inside = &rest[open + 1..];
        let close = inside.find(')').unwrap_or(inside.len());
        list.bracket(&inside[..close]);
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    list.plain(rest);
    list.tags
}

/// Whether a line without a label can only go on with the tags above it: nothing but codes, or a name in brackets.
pub(super) fn goes_on(line: &str) -> bool {
    let mut plain = line.split('(').enumerate().map(|(index, piece)| match piece.split_once(')') {
        Some((_, behind)) if index > 0 => behind,
        _ => piece,
    });
    let separator = |c: char| c.is_whitespace() || ",;/".contains(c);
    scan::is_capitals(line)
        && plain.all(|text| text.split(separator).all(|word| word.is_empty() || is_code(word)))
}

/// Codes with hyphens between them: `PREL-PGOV-NO`.
fn hyphenated(word: &str) -> Option<Vec<&str>> {
    let codes: Vec<&str> = word.split('-').collect();
    (codes.len() > 1 && codes.iter().all(|code| is_code(code))).then_some(codes)
}

/// The tags read so far, and the free words that may still become one.
#[derive(Default)]
struct List {
    tags: Vec<Tag>,
    seen: HashSet<String>,
    free: Vec<String>,
}

impl List {
    /// Tags outside brackets. Commas and known codes bound the words of a free tag.
    fn plain(&mut self, text: &str) {
        for item in text.split_inclusive([',', ';', '/']) {
            let bounded = item.ends_with([',', ';', '/']);
            let words = item.trim_end_matches([',', ';', '/']).split_whitespace();
            for word in
                words.map(|word| word.trim_matches(['.', ':', '#', '-'])).filter(|word| !word.is_empty())
            {
                if is_code(word) {
                    self.flush();
                    self.push(word, kind(word));
                } else if let Some(codes) = fused(word).or_else(|| hyphenated(word)) {
                    self.flush();
                    codes.into_iter().for_each(|code| self.push(code, kind(code)));
                } else if !caption::is_caption(word) {
                    self.free.push(word.to_owned());
                }
            }
            // `OVIP, DOE, JANE`: the surname waits for the name behind it.
            if bounded && !(self.free.len() == 1 && self.visits()) {
                self.flush();
            }
        }
        self.flush();
    }

    /// What stands in brackets: a personal name, or codes that explain the tag before them.
    fn bracket(&mut self, inside: &str) {
        if inside.split([' ', ',']).all(|word| word.is_empty() || is_code(word)) {
            self.plain(inside);
        } else {
            self.push(inside, TagKind::Person);
        }
    }

    /// Whether the last tag was an official visit.
    fn visits(&self) -> bool {
        self.tags.last().is_some_and(|tag| tag.text == VISIT)
    }

    fn push(&mut self, text: &str, kind: TagKind) {
        let text = scan::folded(text);
        if text.contains(char::is_alphanumeric) && self.seen.insert(text.clone()) {
            self.tags.push(Tag { text, kind });
        }
    }

    /// Makes tags of the free words: the name of the visitor, known terms, what is left as one term.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.free);
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        if self.visits() && !words.is_empty() {
            let first = words.remove(0);
            let named = words.len().min(1) + words.iter().skip(1).take_while(|word| word.len() == 1).count();
            let names = words.drain(..named).collect::<Vec<_>>().join(" ");
            let name = if names.is_empty() { first.to_owned() } else { format!("{first}, {names}") };
            self.push(&name, TagKind::Person);
        }
        // Short words are codes that the table does not know; words of a language make a term.
        if words.iter().all(|word| word.len() < 5) {
            words.into_iter().for_each(|word| self.push(word, kind(word)));
            return;
        }
        let joined = words.join(" ");
        let mut rest = joined.as_str();
        while !rest.is_empty() {
            let (term, behind) = term(rest);
            self.push(term, if term.contains(' ') { TagKind::Unknown } else { kind(term) });
            rest = behind.trim_start();
        }
    }
}

/// Cuts the first term off `words`: a known one, or everything up to the next known one.
fn term(words: &str) -> (&str, &str) {
    let known = |text: &str| TERMS.iter().copied().find(|term| scan::starts_word(text, term));
    let mut starts = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
    match starts.find_map(|at| Some((at, known(&words[at..])?))) {
        Some((0, term)) => words.split_at(term.len()),
        Some((at, _)) => words.split_at(at - 1),
        None => (words, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TagKind::*;

    fn read(content: &str) -> Vec<(String, TagKind)> {
        tags(content).into_iter().map(|tag| (tag.text, tag.kind)).collect()
    }

    fn texts(content: &str) -> String {
        tags(content).into_iter().map(|tag| tag.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn splits_at_blanks_and_commas() {
        assert_eq!(read("KCRM PGOV MX"), read("kcrm, pgov,mx"));
        let kinds: Vec<TagKind> = read("KCRM PGOV MX NATO XYZZY").into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [Program, Subject, Country, Organization, Unknown]);
    }

    #[test]
    fn takes_fused_codes_apart_and_leaves_words_whole() {
        assert_eq!(texts("ITPHUM, PHUMNO, NOPRELSENVKWMNNATOSW"), "IT|PHUM|NO|PREL|SENV|KWMN|NATO|SW");
        for word in ["PAKISTAN", "ECONOMIC", "POLITICS", "ELECTIONS"] {
            assert_eq!(texts(word), word);
        }
    }

    #[test]
    fn takes_codes_apart_at_hyphens_and_none_for_no_tag() {
        assert_eq!(texts("PREL-PGOV-NO, ZANU-PF"), "PREL|PGOV|NO|ZANU-PF");
        assert_eq!(texts("MULTI-LATERAL"), "MULTI-LATERAL");
        assert_eq!(texts("N/A"), "");
    }

    #[test]
    fn gives_each_tag_once() {
        assert_eq!(texts("PREL NO PREL NO NOPREL SIPDIS"), "PREL|NO");
    }

    #[test]
    fn keeps_names_and_free_words_together() {
        assert_eq!(read("OVIP (DOE, JANE A.), ACOM")[1], ("DOE, JANE A.".to_owned(), Person));
        for content in ["OVIP DOE JANE A PREL", "OVIP, DOE, JANE A, PREL"] {
            assert_eq!(read(content)[1], ("DOE, JANE A".to_owned(), Person), "{content}");
        }
        assert_eq!(read("PREL OVIP ROE NO")[2], ("ROE".to_owned(), Person));
        assert_eq!(texts("PHUM, IT, HUMAN RIGHTS"), "PHUM|IT|HUMAN RIGHTS");
        assert_eq!(texts("PREL NO FJORD POLICY HUMAN RIGHTS"), "PREL|NO|FJORD POLICY|HUMAN RIGHTS");
        assert_eq!(texts("PREL (NO, SW)"), "PREL|NO|SW");
        assert_eq!(read("OVIP (DOE").len(), 2);
    }

    #[test]
    fn knows_a_line_that_goes_on() {
        for line in ["NATO, UK, CN", "PINR NO", "OVIP (ROE, RICHARD), SW", "KNNP/MNUC"] {
            assert!(goes_on(line), "{line}");
        }
        for line in ["SIPDIS", "DEPT FOR EUR", "here", "ETHICS"] {
            assert!(!goes_on(line), "{line}");
        }
    }
}
