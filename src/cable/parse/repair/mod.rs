//! From printed lines to reading text: soft line breaks joined, artefacts of the copies repaired.
//!
//! Only what cannot be meant is repaired, every repair keeps its place in the file (see [`Reading`]), and each is
//! counted by its kind.

mod apostrophe;
mod hyphen;
mod mojibake;
mod quote;
#[cfg(test)]
mod tests;

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::head::caption;
use super::line::{Line, Role};
use super::scan;
use crate::cable::{Reading, Repair, RepairKind, Span, is_word};
use hyphen::{Joint, Words};

/// The hyphen at which a program may break a word, shown only where it does.
const SOFT_HYPHEN: char = '\u{ad}';

/// The repairer of one cable: it knows the words that the text uses, and counts what it does.
pub(super) struct Repairer<'a> {
    text: &'a str,
    words: Words<'a>,
    /// Whether all quotation marks are doubled.
    doubled: OnceCell<bool>,
    /// Whether `&` and `8` stand for quotation marks anywhere.
    quoted: OnceCell<bool>,
    counts: [Cell<usize>; RepairKind::ALL.len()],
}

impl<'a> Repairer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            words: Words::of(text),
            doubled: OnceCell::new(),
            quoted: OnceCell::new(),
            counts: Default::default(),
        }
    }

    /// What was repaired: by this repairer, and by those who cut and marked `lines`, whose text begins at `from`.
    pub(super) fn repairs(&self, lines: &[Line], from: usize) -> Vec<Repair> {
        for line in lines.iter().filter(|line| line.role != Role::Wrapper) {
            let [lead, tail] = [line.full.start..line.text.start, line.text.end..line.full.end];
            if !lead.is_empty() && self.text[lead].contains('¶') {
                self.count(RepairKind::Pilcrow);
            }
            if self.text.as_bytes()[tail].contains(&b'\\') {
                self.count(RepairKind::Backslash);
            }
        }
        for around in lines[from..].windows(3) {
            let [above, line, below] = around else { continue };
            let amid = [above, below].iter().any(|line| line.role == Role::Text);
            if amid && line.role == Role::Furniture && caption::is_caption(line.of(self.text)) {
                self.count(RepairKind::StrayCaption);
            }
        }
        let counted = RepairKind::ALL.into_iter().zip(&self.counts);
        counted
            .map(|(kind, count)| Repair { kind, count: count.get() })
            .filter(|repair| repair.count > 0)
            .collect()
    }

    fn count(&self, kind: RepairKind) {
        if let Some(count) = self.counts.get(kind as usize) {
            count.set(count.get() + 1);
        }
    }

    /// The reading of `spans`: lines that follow each other, joined into one.
    pub(super) fn reading(&self, spans: impl IntoIterator<Item = Span, IntoIter: Clone>) -> Reading {
        let spans = spans.into_iter();
        let mut reading = Reading::for_lines(spans.clone());
        let mut quote = None;
        let mut above: Option<Span> = None;
        let mut spans = spans.filter(|span| !span.is_empty()).peekable();
        while let Some(span) = spans.next() {
            let mut span = self.without_hashes(span, spans.peek().is_none());
            if let Some(above) = above {
                self.join(&mut reading, above, &mut span);
            }
            self.line(&mut reading, span, &mut quote);
            above = Some(span);
        }
        reading
    }

    /// The line without the hash signs at its end: two of them, or one that ends the `last` line of a block.
    fn without_hashes(&self, span: Span, last: bool) -> Span {
        let printed = &self.text[span.range()];
        let kept = printed.trim_end_matches(['#', ' ']);
        let hashes = printed.len() - printed.trim_end_matches('#').len();
        if hashes == 0 || kept.is_empty() || hashes == 1 && !(last && scan::ends_sentence(kept)) {
            return span;
        }
        self.count(RepairKind::Hash);
        Span::new(span.start, span.start + kept.len())
    }

    /// Joins the line at `below` to the one at `above`, which the reading ends with.
    fn join(&self, reading: &mut Reading, above: Span, below: &mut Span) {
        let gap = Span::new(above.end, below.start);
        let head = &self.text[above.range()];
        let tail = &self.text[below.range()];
        if let Some(sign) = head.chars().next_back().filter(|sign| ['-', SOFT_HYPHEN].contains(sign))
            && let Some(left) = head.strip_suffix(sign).filter(|left| hyphen::can_stand_behind(left))
            && tail.starts_with(char::is_alphanumeric)
        {
            let joint = match sign {
                SOFT_HYPHEN => Joint::Word,
                _ if hyphen::is_address(left) => Joint::Hyphenated,
                _ => hyphen::at_line_end(last_word(left), first_word(tail), &self.words),
            };
            match joint {
                Joint::Word => {
                    reading.withdraw(sign);
                    self.count(RepairKind::Hyphen);
                }
                Joint::Hyphenated => {}
                Joint::Apart => reading.replace(" ", gap),
            }
            return;
        }
        if self.is_torn(gap, last_word(head), first_word(tail)) {
            return;
        }
        let slash = head.ends_with('/') && !head.ends_with(" /") && tail.starts_with(char::is_alphabetic);
        if !slash {
            reading.replace(" ", gap);
        }
    }

    /// Whether something that the machine has printed in between, in the gap, has torn a word in two: `Ame` / SIPDIS /
    /// `rica`. The halves make a word, and are not two.
    fn is_torn(&self, gap: Span, head: &str, tail: &str) -> bool {
        let furniture = self.text[gap.range()].contains(char::is_alphanumeric);
        let halves = head.len() > 1 && !tail.is_empty() && !(is_word(&[head]) && is_word(&[tail]));
        furniture && halves && (is_word(&[head, tail]) || self.words.has([head, tail]))
    }

    /// Appends one line. `quote` is where an opened `&` closes.
    fn line(&self, reading: &mut Reading, span: Span, quote: &mut Option<usize>) {
        let bytes = self.text.as_bytes();
        let mut done = span.start;
        let mut at = span.start;
        while let Some(doubtful) = doubtful(bytes, at..span.end) {
            at = doubtful;
            let Some(repair) = self.at(at, span, quote, reading.text().is_empty() && at == span.start) else {
                at += 1;
                continue;
            };
            reading.copy(self.text, Span::new(done, at));
            let mut buffer = [0; 4];
            let shown = repair.shown.map_or("", |shown| shown.encode_utf8(&mut buffer));
            reading.replace(shown, Span::new(at, at + repair.width));
            repair.kind.into_iter().for_each(|kind| self.count(kind));
            at += repair.width;
            done = at;
        }
        reading.copy(self.text, Span::new(done, span.end));
    }

    /// What stands in place of the characters at `at`; `None` when they are copied. `first` says that a block begins.
    fn at(&self, at: usize, span: Span, quote: &mut Option<usize>, first: bool) -> Option<Replacement> {
        use RepairKind as Kind;
        let bytes = self.text.as_bytes();
        let repaired = |kind, shown, width| Some(Replacement { kind: Some(kind), shown: Some(shown), width });
        match bytes[at] {
            b',' if apostrophe::is_comma(bytes, at, span) => repaired(Kind::Apostrophe, '\'', 1),
            b'?' => {
                let word = apostrophe::genitive(self.text, at, span)?;
                self.words.has([word]).then_some(())?;
                repaired(Kind::QuestionMark, '\'', 1)
            }
            b'&' => {
                let close = quote::closing(bytes, at);
                // A speech of several paragraphs opens each, but closes only the last.
                let opens =
                    || first && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) && self.quoted();
                if close.is_none() && !opens() {
                    return None;
                }
                *quote = close;
                repaired(Kind::AmpersandQuotes, '"', 1)
            }
            b'8' if *quote == Some(at) => Some(Replacement { kind: None, shown: Some('"'), width: 1 }),
            b'"' if bytes[at..span.end].starts_with(b"\"\"") && self.doubled() => {
                repaired(Kind::DoubledQuotes, '"', 2)
            }
            b'-' => self.hyphen(at, span),
            0xC3 => {
                let (shown, width) = mojibake::decode(&self.text[at..span.end])?;
                repaired(Kind::Mojibake, shown, width)
            }
            0xC2 if self.text[at..span.end].starts_with(SOFT_HYPHEN) => self.soft_hyphen(at, span),
            b' ' | b'\t' | 0xC2 => match blank_run(&bytes[at..span.end]) {
                0 => None,
                1 if bytes[at] == b' ' => None,
                width => Some(Replacement { kind: None, shown: Some(' '), width }),
            },
            _ => None,
        }
    }

    /// A hyphen and a blank inside a line: where a copy has joined two lines.
    fn hyphen(&self, at: usize, span: Span) -> Option<Replacement> {
        let (head, tail) = (self.text.get(span.start..at)?, self.text.get(at + 1..span.end)?);
        let blanks = blank_run(tail.as_bytes());
        let letters = |c: char| c.is_alphabetic();
        if blanks == 0 || !head.ends_with(letters) || !tail[blanks..].starts_with(letters) {
            return None;
        }
        let shown = match hyphen::inside_line(last_word(head), first_word(&tail[blanks..]), &self.words) {
            Joint::Word => None,
            Joint::Hyphenated => Some('-'),
            Joint::Apart => return None,
        };
        Some(Replacement { kind: Some(RepairKind::Hyphen), shown, width: 1 + blanks })
    }

    /// A soft hyphen before the rest of its word: it shows only where a line ends, and here none does.
    fn soft_hyphen(&self, at: usize, span: Span) -> Option<Replacement> {
        let tail = self.text.get(at + SOFT_HYPHEN.len_utf8()..span.end)?;
        let blanks = blank_run(tail.as_bytes());
        let width = SOFT_HYPHEN.len_utf8() + blanks;
        let repaired = Replacement { kind: Some(RepairKind::Hyphen), shown: None, width };
        tail[blanks..].starts_with(char::is_alphabetic).then_some(repaired)
    }

    fn doubled(&self) -> bool {
        *self.doubled.get_or_init(|| quote::are_doubled(self.text))
    }

    fn quoted(&self) -> bool {
        let bytes = self.text.as_bytes();
        let closes = |(at, _)| quote::closing(bytes, at).is_some();
        *self.quoted.get_or_init(|| self.text.match_indices('&').any(closes))
    }
}

/// The kinds of bytes behind one at which a repair can begin.
const BLANK: u8 = 1;
const LETTER: u8 = 1 << 1;
const GENITIVE: u8 = 1 << 2;
const QUOTE: u8 = 1 << 3;
const ANY: u8 = 1 << 4;

/// For each byte, before which kinds of bytes a repair can begin at it, and which kinds it is of itself.
const PAIRS: [(u8, u8); 256] = {
    let mut pairs = [(0, ANY); 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = match byte as u8 {
            b' ' => (BLANK, ANY | BLANK),
            b'\t' | 0xC2 => (ANY, ANY | BLANK),
            b'-' => (BLANK, ANY),
            b',' => (LETTER, ANY),
            b'?' => (GENITIVE, ANY),
            b'"' => (QUOTE, ANY | QUOTE),
            b'&' | b'8' | 0xC3 => (ANY, ANY),
            b's' | b'S' => (0, ANY | LETTER | GENITIVE),
            b'A'..=b'Z' | b'a'..=b'z' => (0, ANY | LETTER),
            _ => (0, ANY),
        };
        byte += 1;
    }
    pairs
};

/// The first byte in `range` at which a repair can begin, told by it and the one behind it; others are copied without a
/// further look.
fn doubtful(bytes: &[u8], range: Range<usize>) -> Option<usize> {
    let kinds = |byte: u8| PAIRS[usize::from(byte)];
    let last = range.end.checked_sub(1).filter(|last| range.contains(last))?;
    let mut pairs = bytes[range.clone()].windows(2);
    let inside = pairs.position(|pair| kinds(pair[0]).0 & kinds(pair[1]).1 != 0);
    let behind = || bytes.get(range.end).map_or(ANY, |next| kinds(*next).1);
    inside.map(|at| range.start + at).or_else(|| (kinds(bytes[last]).0 & behind() != 0).then_some(last))
}

/// What is shown in place of `width` bytes, and the kind of repair that it is; blanks put together are none.
struct Replacement {
    kind: Option<RepairKind>,
    shown: Option<char>,
    width: usize,
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

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}
