//! From printed lines to reading text: soft line breaks joined, artefacts of the copies repaired.
//!
//! Only what cannot be meant is repaired, and every repair keeps its place in the file (see [`Reading`]).

use std::cell::OnceCell;

use super::super::{Reading, Span};

/// How far behind an `&` its closing `8` is looked for, in bytes.
const QUOTE_REACH: usize = 600;

/// Fragments that end a word and are none themselves: what stands before them at a line end is the word's beginning.
const SUFFIXES: [&str; 20] = [
    "TION", "TIONS", "TIONAL", "SION", "SIONS", "MENT", "MENTS", "MENTAL", "ING", "INGS", "ITY", "ITIES",
    "NESS", "LY", "ED", "TED", "CATIONS", "CATION", "TIVE", "TIVES",
];

/// The repairer of one cable: it knows the words that the text uses.
pub(super) struct Repairer<'a> {
    text: &'a str,
    /// Fingerprints of the text's words in order, made when the first hyphen at a line end asks for them.
    words: OnceCell<Vec<u64>>,
}

impl<'a> Repairer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, words: OnceCell::new() }
    }

    /// The reading of `spans`: lines that follow each other, joined into one.
    pub(super) fn reading(&self, spans: impl IntoIterator<Item = Span>) -> Reading {
        let mut reading = Reading::default();
        let mut quote = None;
        let mut above: Option<Span> = None;
        for span in spans.into_iter().filter(|span| !span.is_empty()) {
            let mut span = span;
            if let Some(above) = above {
                self.join(&mut reading, above, &mut span);
            }
            self.line(&mut reading, span, &mut quote);
            above = Some(span);
        }
        reading
    }

    /// Joins the line at `below` to the one at `above`, which the reading ends with.
    fn join(&self, reading: &mut Reading, above: Span, below: &mut Span) {
        let gap = Span::new(above.end, below.start);
        let head = &self.text[above.range()];
        let tail = &self.text[below.range()];
        let left = head.strip_suffix('-').map(last_word).unwrap_or_default();
        if !left.is_empty() && tail.starts_with(char::is_alphabetic) {
            if self.is_one_word(left, first_word(tail)) {
                reading.withdraw('-');
            }
            return;
        }
        let slash = head.ends_with('/') && !head.ends_with(" /") && tail.starts_with(char::is_alphabetic);
        if !slash {
            reading.replace(" ", gap);
        }
    }

    /// Whether two fragments around a hyphen at a line end are one word: the text has the whole word elsewhere, or
    /// the second is an ending that is no word.
    fn is_one_word(&self, left: &str, right: &str) -> bool {
        let right = right.to_uppercase();
        if SUFFIXES.contains(&right.as_str()) {
            return true;
        }
        let words = self.words.get_or_init(|| {
            let words = self.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3);
            let mut words: Vec<u64> = words.map(|word| fingerprint([word])).collect();
            words.sort_unstable();
            words
        });
        words.binary_search(&fingerprint([left, &right])).is_ok()
    }

    /// Appends one line. `quote` is where an opened `&` closes.
    fn line(&self, reading: &mut Reading, span: Span, quote: &mut Option<usize>) {
        let bytes = self.text.as_bytes();
        let mut done = span.start;
        let mut at = span.start;
        while at < span.end {
            let (shown, width) = match bytes[at] {
                b',' if is_apostrophe(bytes, at, span) => ("'", 1),
                b'&' if let Some(close) = closing_quote(bytes, at) => {
                    *quote = Some(close);
                    ("\"", 1)
                }
                b'8' if *quote == Some(at) => ("\"", 1),
                b' ' | b'\t' | 0xC2 => match blank_run(&bytes[at..span.end]) {
                    0 => (".", 0),
                    1 if bytes[at] == b' ' => (".", 0),
                    width => (" ", width),
                },
                _ => (".", 0),
            };
            if width == 0 {
                at += 1;
                continue;
            }
            reading.copy(self.text, Span::new(done, at));
            reading.replace(shown, Span::new(at, at + width));
            at += width;
            done = at;
        }
        reading.copy(self.text, Span::new(done, span.end));
    }
}

/// Whether the comma at `at` was an apostrophe: `country,s`, `DON,T`, `D,Affaires`.
fn is_apostrophe(bytes: &[u8], at: usize, span: Span) -> bool {
    let line = &bytes[span.range()];
    let at = at - span.start;
    let letters = |from: usize| line[from..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let before = line[..at]
        .iter()
        .rev()
        .take(3)
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80)
        .count();
    let after = &line[at + 1..at + 1 + letters(at + 1).min(12)];
    if before == 0 || after.is_empty() {
        return false;
    }
    let lower = after.to_ascii_lowercase();
    match lower.as_slice() {
        b"s" | b"d" | b"m" | b"ll" | b"re" | b"ve" => {
            before > 1 || lower == b"m" || line[at - 1].eq_ignore_ascii_case(&b'i')
        }
        b"t" => before > 1 && line[at - 1].eq_ignore_ascii_case(&b'n'),
        // An article or particle of one letter before a name.
        name => before == 1 && b"DdLlO".contains(&line[at - 1]) && name.len() >= 3,
    }
}

/// Where the `8` stands that closes the quotation opened by the `&` at `open`.
fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let free = open == 0 || !bytes[open - 1].is_ascii_alphanumeric() && bytes[open - 1] < 0x80;
    let inside = bytes.get(open + 1..bytes.len().min(open + QUOTE_REACH))?;
    if !free || !inside.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
        return None;
    }
    let end = inside.iter().position(|byte| *byte == b'&').unwrap_or(inside.len());
    let closes = |at: usize| {
        let before = inside[at - 1];
        let after = bytes.get(open + 2 + at);
        inside[at] == b'8'
            && (before.is_ascii_alphabetic() || before >= 0x80 || b".,?!;)'".contains(&before))
            && !after.is_some_and(|byte| byte.is_ascii_alphanumeric())
    };
    (1..end).find(|&at| closes(at)).map(|at| open + 1 + at)
}

/// Bytes of the blanks that `bytes` begins with, no-break spaces included.
fn blank_run(bytes: &[u8]) -> usize {
    let mut width = 0;
    loop {
        width += match &bytes[width..] {
            [b' ' | b'\t', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            _ => return width,
        };
    }
}

/// A number for a word given in pieces, ASCII case aside (FNV-1a).
fn fingerprint<const N: usize>(pieces: [&str; N]) -> u64 {
    let bytes = pieces.into_iter().flat_map(str::bytes).map(|byte| byte.to_ascii_uppercase());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn read(text: &str) -> String {
        let reading = Repairer::new(text).reading(line::split(text).iter().map(|line| line.text));
        reading.text().to_owned()
    }

    #[test]
    fn joins_lines_and_blanks() {
        assert_eq!(read("one  two \nthree\u{a0}four"), "one two three four");
        assert_eq!(read("Kurdish/\nIslamist and/or"), "Kurdish/Islamist and/or");
    }

    #[test]
    fn takes_out_only_safe_hyphens() {
        assert_eq!(read("THE JURIS-\nDICTION. JURISDICTION"), "THE JURISDICTION. JURISDICTION");
        assert_eq!(read("COMMUNICA-\nTIONS"), "COMMUNICATIONS");
        assert_eq!(read("A SPANISH-\nLIBYAN PACT"), "A SPANISH-LIBYAN PACT");
        assert_eq!(read("the parties --\nall of them"), "the parties -- all of them");
    }

    #[test]
    fn repairs_apostrophes_only_where_a_comma_cannot_be() {
        assert_eq!(read("country,s DON,T we,ll I,m D,Affaires"), "country's DON'T we'll I'm D'Affaires");
        for text in ["A,B,C", "one,two", "1,000", "red, s", "U,S", "cat,tail"] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn repairs_quotes_only_in_pairs() {
        assert_eq!(read("a &chicken and egg8 talk"), "a \"chicken and egg\" talk");
        assert_eq!(read("the &new\npopulism.8 He"), "the \"new populism.\" He");
        for text in ["AT&T sold 8", "R&D in 2008", "&open only", "S & T8", "&sold 18 of them"] {
            assert_eq!(read(text), text);
        }
    }
}
