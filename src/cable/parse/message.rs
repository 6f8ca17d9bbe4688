//! Where the messages of a file begin: several cables one after the other, or the same one twice.
//!
//! A first line begins another message when a text has been read since the last one, and it is not the next section of
//! the same message. Wires, archive rows and titles above it belong to it.

use std::ops::Range;

use super::body::list::signs::Bracket;
use super::body::number;
use super::copy::wrapper;
use super::furniture;
use super::head::{label, level, seam, second, transmission};
use super::{mail, scan};

/// Lines of running text after which a message without numbered paragraphs is held to have a text.
const PROSE: u32 = 8;
/// Columns from which a line is running text.
const WIDE: usize = 40;
/// Bytes above a first line among which the beginning of a text that holds it is looked for.
const EMBEDDED: usize = 32 << 10;
/// Bytes of the longest line that holds no header and text of a message run together.
const LINE: usize = 240;
/// Bytes above a message among which the line that quotes it is looked for.
const NEAR: usize = 512;
/// Lines below it among which the end is.
const LONGEST: usize = 600;

/// The bytes of `text` at which messages begin. Never empty: whatever stands first belongs to the first message.
pub(in crate::cable) fn starts(text: &str) -> Vec<usize> {
    let file = File { text, end: line_end(text), quoted: mail::depth(text) };
    let mut starts = vec![0];
    let mut current: Option<Message> = None;
    for (at, printed) in file.lines(0..text.len()) {
        let whole = run_together(printed);
        let texted = whole.is_some();
        let first = || may_be_first(printed).then(|| level::first_line(printed)).flatten();
        let Some(first) = whole.or_else(first) else { continue };
        let begun = Message { first, from: at + printed.len(), prose: 0, texted };
        match current.as_mut() {
            None => current = Some(begun),
            Some(open) => {
                open.read(&file, at);
                let above = starts.last().copied().unwrap_or_default()..at;
                if !open.ends_at(&begun.first) || !texted && !file.is_labelled(begun.from) {
                    open.section(&begun.first);
                    continue;
                }
                let start = file.beginning(above.clone(), &begun.first);
                // What a message quotes has mostly lost its transmission header; one that is left begins the quotation.
                let quoted = above.start..start;
                if (start == at || file.opens_above(quoted.clone())) && file.is_embedded(quoted) {
                    continue;
                }
                starts.push(start);
                current = Some(begun);
            }
        }
    }
    starts
}

/// What most lines end with: a line feed added to a copy with carriage returns makes no other copy of it.
fn line_end(text: &str) -> u8 {
    let count = |end| memchr::memchr_iter(end, text.as_bytes()).count();
    if count(b'\r') > count(b'\n') { b'\r' } else { b'\n' }
}

/// The message that is being read.
struct Message {
    /// The first line of its latest section.
    first: level::FirstLine,
    /// Where the part of it begins that has not been looked at.
    from: usize,
    /// Lines of running text so far.
    prose: u32,
    /// Whether it has a text.
    texted: bool,
}

impl Message {
    /// Looks at the lines up to `to` for a text.
    fn read(&mut self, file: &File<'_>, to: usize) {
        for (_, printed) in file.lines(self.from..to) {
            if self.texted {
                break;
            }
            let wide = scan::columns(printed) >= WIDE;
            let header = || transmission::wire(printed).is_some() || label::label(printed).is_some();
            self.prose += u32::from(wide && !header());
            self.texted = self.prose >= PROSE || number::opens(printed);
        }
        self.from = to;
    }

    /// Whether `next` begins another message: another id, or the same one from its beginning.
    fn ends_at(&self, next: &level::FirstLine) -> bool {
        let same = self.first.origin == next.origin && self.first.number == next.number;
        self.texted && !(same && section(next) > section(&self.first))
    }

    /// Takes note of a further section.
    fn section(&mut self, next: &level::FirstLine) {
        if section(next) > section(&self.first) {
            self.first = next.clone();
        }
    }
}

/// The section that a first line names; 0 without one.
fn section(first: &level::FirstLine) -> u32 {
    let printed = first.section.as_deref().unwrap_or_default();
    printed.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The text in lines.
struct File<'a> {
    text: &'a str,
    /// What its lines end with.
    end: u8,
    /// The signs of an e-mail that they stand behind.
    quoted: usize,
}

impl<'a> File<'a> {
    /// The lines of a range of bytes: where each is printed, without the blanks around it and the signs of an e-mail.
    fn lines(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &'a str)> {
        let start = range.start;
        let part = self.text.get(range).unwrap_or_default();
        let ends = memchr::memchr_iter(self.end, part.as_bytes()).chain([part.len()]);
        let mut from = 0;
        ends.map(move |end| {
            let (_, signs) = mail::signs(&part.as_bytes()[from..end], self.quoted);
            let printed = trim_start(&part[from + signs..end]);
            from = end + 1;
            (start + end - printed.len(), printed.trim_end())
        })
    }

    /// What is printed on a line, without the blanks around it and the signs of an e-mail.
    fn printed<'b>(&self, line: &'b str) -> &'b str {
        let (_, signs) = mail::signs(line.as_bytes(), self.quoted);
        trim_start(&line[signs..]).trim_end()
    }

    /// Whether the labels of a header stand behind byte `from`.
    fn is_labelled(&self, from: usize) -> bool {
        let printed = self.lines(from..self.text.len()).map(|(_, printed)| printed);
        let mut below = printed.filter(|printed| !printed.is_empty()).take(second::LABELS);
        below.any(label::is_sure)
    }

    /// Whether the line behind `above`, the message so far, stands in a text that this quotes: one that has been opened
    /// there, and is closed below.
    fn is_embedded(&self, above: Range<usize>) -> bool {
        let bytes = self.text.as_bytes();
        let far = above.end.saturating_sub(EMBEDDED).max(above.start);
        let near = memchr::memchr(self.end, &bytes[far..above.end]).map_or(above.end, |at| far + at + 1);
        let start = if far > above.start { near } else { above.start };
        let mut open: Option<Bracket> = None;
        for (_, printed) in self.lines(start..above.end) {
            let printed = number::behind(printed);
            let closed =
                open.is_some_and(|bracket| bracket.is_closed(printed) || bracket.closes_inside(printed));
            open = Bracket::opened(printed).or(open.filter(|_| !closed));
        }
        let Some(bracket) = open else { return false };
        let mut below = self.lines(above.end..self.text.len()).take(LONGEST);
        let closes = |printed: &str| bracket.is_closed(printed) || bracket.closes_inside(printed);
        let turn = below.find(|(_, printed)| closes(printed) || Bracket::opened(printed) == open);
        turn.is_some_and(|(_, printed)| closes(printed))
    }

    /// Whether the last line that is printed in `above` opens a text that a message quotes.
    fn opens_above(&self, above: Range<usize>) -> bool {
        let near = above.end.saturating_sub(NEAR).max(above.start);
        let lines = self.text.as_bytes().get(near..above.end).unwrap_or_default();
        let mut lines =
            lines.rsplit(|byte| *byte == self.end).filter_map(|line| std::str::from_utf8(line).ok());
        let last = lines.find_map(|line| Some(self.printed(line)).filter(|printed| !printed.is_empty()));
        last.is_some_and(|printed| Bracket::opened(number::behind(printed)).is_some())
    }

    /// Where the message begins whose first line stands behind `above`: at the topmost line of these that can only be
    /// its own. What is above them is the text of the message before.
    fn beginning(&self, above: Range<usize>, first: &level::FirstLine) -> usize {
        let mut start = above.end;
        let mut at = above.end;
        let lines = self.text.get(above).unwrap_or_default().rsplit(char::from(self.end));
        for line in lines.take(second::ABOVE) {
            let begins = at - line.len();
            at = begins.saturating_sub(1);
            let printed = self.printed(line);
            if number::opens(printed) || run_together(printed).is_some() {
                break;
            }
            if stands_above(printed, first) {
                start = begins;
            }
        }
        start
    }
}

/// Whether a line can only stand above the message: the beginning of its transmission, its first page line, its id.
fn stands_above(printed: &str, first: &level::FirstLine) -> bool {
    let own = |id: String| {
        let post = first.origin.replace(' ', "");
        id.get(2..).is_some_and(|id| id.strip_prefix(&post).is_some_and(|number| number == first.number))
    };
    let words = || printed.split(|c: char| c.is_whitespace() || "\",;|()".contains(c)).take(40);
    transmission::is_channel(printed)
        || matches!(transmission::wire(printed), Some(transmission::Wire::Date))
        || scan::starts(printed, "PAGE 01") && furniture::page_head(printed).is_some()
        || words().filter_map(wrapper::id).any(own)
}

/// The first line of a message that is run together on one line.
fn run_together(printed: &str) -> Option<level::FirstLine> {
    (printed.len() > LINE).then(|| seam::run_together(printed)).flatten()
}

/// Whether a line could be a first line, judged by its first letter alone.
fn may_be_first(printed: &str) -> bool {
    printed.as_bytes().first().is_some_and(|byte| b"CLSTU".contains(&byte.to_ascii_uppercase()))
}

fn trim_start(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || c == '¶' || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_line_feed_leaves_carriage_returns_line_ends() {
        let cable = |n: u32| {
            format!("C O N F I D E N T I A L OSLO {n:06}\rTAGS: PREL\rSUBJECT: BOATS\r1. (C) A boat.\r")
        };
        assert_eq!(starts(&format!("{}{}\n", cable(1), cable(2))).len(), 2);
        assert_eq!(starts(&format!("{}{}", cable(1), cable(2)).replace('\r', "\r\n")).len(), 2);
    }

    #[test]
    fn a_cable_between_begin_and_end_text_belongs_to_the_one_that_quotes_it() {
        let head = |n: u32| {
            format!("C O N F I D E N T I A L OSLO {n:06}\nTAGS: PREL\nSUBJECT: BOATS\n1. (C) A boat:\n")
        };
        let quoted = format!("{}Begin text:\n{}End text.\n2. (C) More.\n", head(1), head(2));
        assert_eq!(starts(&quoted).len(), 1);
        assert_eq!(starts(&format!("{quoted}{}", head(3))).len(), 2);
        // A text that is never closed holds no further cable, nor does one that another closes.
        assert_eq!(starts(&quoted.replace("End text.", "")).len(), 2);
        assert_eq!(starts(&format!("{}Begin text:\n{}", head(4), quoted)).len(), 2);
    }

    #[test]
    fn a_cable_on_each_line_is_a_cable() {
        let cable = |n: u32| {
            format!(
                "P 101206Z OCT 07 FM AMEMBASSY OSLO TO SECSTATE WASHDC C O N F I D E N T I A L OSLO {n:06} \
                 E.O. 12958: DECL: 10/10/2017 TAGS: PREL, NO SUBJECT: BOATS 1. (C) A boat. 2. (C) {}\n",
                "It sails. ".repeat(20)
            )
        };
        assert_eq!(starts(&format!("{}{}", cable(1), cable(2))), [0, cable(1).len()]);
        assert_eq!(starts(&cable(1).repeat(2)).len(), 2);
    }

    #[test]
    fn two_cables_of_one_mail_are_two() {
        let cable = |n: u32| {
            format!(
                "> P 101206Z OCT 07\n> UNCLAS OSLO {n:06}\n> TAGS: PREL\n> SUBJECT: BOATS\n> 1. (U) A boat.\n"
            )
        };
        let text = format!("See below.\n{}{}", cable(1), cable(2));
        assert_eq!(starts(&text), [0, text.rfind("> P").unwrap()]);
    }
}
