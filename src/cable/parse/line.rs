//! The file as printed lines: where each begins and ends, and whether a real blank line stands above it.

use super::signs::Signs;
use super::{mail, scan};
use crate::cable::{Field, Span};

/// What a line turned out to be. Every line begins as `Text` and is given its role by the part that knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text of the message.
    Text,
    /// Added by whoever copied the cable.
    Wrapper,
    /// A line of the header, with the field it belongs to when a reader sees it.
    Header(Option<Field>),
    /// A page line, banner, stray caption or second header inside the text.
    Furniture,
    /// A section heading.
    Heading,
    /// The ruler of a heading.
    Ruler,
    /// Advert or remark after the last paragraph.
    Trailer,
    /// The signature.
    Signature,
}

/// The sign of a paragraph.
const PILCROW: &str = "¶";
/// Bytes from which a line can hold others that a copy has run into it.
const RUN_ON: usize = 200;
/// Lines from which a copy shows that it puts blank ones below each.
const FEWEST: usize = 8;
/// Columns of the widest line that a telegram is wrapped to.
const WIDEST: usize = 80;

/// A printed line, or a piece of one where a copy has glued several together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The whole line with its line end. Lines do not overlap; what lies between two of them is blank.
    pub(super) full: Span,
    /// What is printed on it, without blanks, pilcrow and trailing backslash.
    pub(super) text: Span,
    /// Whether a real blank line, not just a doubled line end, stands above it.
    pub(super) after_blank: bool,
    /// Whether it is split off the line before it, with no line end between them.
    pub(super) glued: bool,
    /// What it is.
    pub(super) role: Role,
    /// Which signs are printed on it, so that most questions need not look at its text.
    pub(super) signs: Signs,
    /// Blank lines above it, and whether one of them holds a no-break space.
    gap: (u32, bool),
}

impl Line {
    /// What is printed on the line.
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.text.range()]
    }

    /// Whether it has letters and none of them is small.
    pub(super) fn is_capitals(&self, text: &str) -> bool {
        self.signs.are_capitals().unwrap_or_else(|| scan::is_capitals(self.of(text)))
    }

    /// Bytes that it is indented by.
    pub(super) fn indent(&self) -> usize {
        self.text.start - self.full.start
    }

    /// Columns that it takes.
    pub(super) fn columns(&self, text: &str) -> usize {
        if self.signs.are_ascii() { self.text.len() } else { scan::columns(self.of(text)) }
    }

    /// The line in another role.
    pub(super) fn with(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// The line as if a blank one stood above it, or none.
    pub(super) fn parted(self, after_blank: bool) -> Self {
        Self { after_blank, ..self }
    }

    /// This line and the one below it as one.
    pub(super) fn joined(self, text: &str, below: &Self) -> Self {
        let printed = Span::new(self.text.start, below.text.end);
        let signs = Signs::of(&text.as_bytes()[printed.range()]);
        Self { full: Span::new(self.full.start, below.full.end), text: printed, signs, ..self }
    }

    /// Cuts the line in two at `at`, a byte offset into the file inside its text. Both parts are trimmed.
    pub(super) fn cut(self, text: &str, at: usize) -> (Self, Self) {
        let head = text[self.text.start..at].trim_end().len();
        let tail = at + scan::blanks(&text[at..self.text.end]);
        let first = Span::new(self.text.start, self.text.start + head);
        let second = Span::new(tail, self.text.end);
        let signs = |span: Span| Signs::of(&text.as_bytes()[span.range()]);
        let above = Self { full: Span::new(self.full.start, at), text: first, signs: signs(first), ..self };
        let below = Self {
            full: Span::new(at, self.full.end),
            text: second,
            after_blank: false,
            glued: true,
            signs: signs(second),
            ..self
        };
        (above, below)
    }
}

/// The lines of `text` that hold anything. Line ends are LF, CRLF, the teletype's CR CR LF, a lone CR, U+2028 and U+2029.
pub(super) fn split(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(text.len() / 48);
    let mut gap = (0, false);
    let quoted = mail::depth(text);
    let mut start = 0;
    while start < bytes.len() {
        let end = line_end(bytes, start);
        let (_, signs) = mail::signs(&bytes[start..end], quoted);
        let mut from = start;
        while from < end {
            let next = if end - start > RUN_ON { run_on(text, from, end) } else { end };
            let inner = trim(bytes, from.max(start + signs), next);
            if inner.is_empty() || is_filler(&bytes[inner.range()]) {
                gap = (gap.0 + 1, gap.1 || next - from > 2 && bytes[from..next].contains(&0xA0));
            } else {
                lines.push(Line {
                    full: Span::new(from, next),
                    text: inner,
                    after_blank: true,
                    glued: false,
                    role: Role::Text,
                    signs: Signs::of(&bytes[inner.range()]),
                    gap,
                });
                gap = (0, false);
            }
            from = next;
        }
        start = end;
    }
    let soft = soft_gap(text, &lines);
    for line in lines.iter_mut().skip(1) {
        line.after_blank = line.gap.0 > soft || line.gap.1;
    }
    lines
}

/// Where inside the long line from `from` to `end` a line begins that a copy has run into it: at the pilcrow that a web page
/// puts in front of a number or a letter with a stop. Else its end.
fn run_on(text: &str, from: usize, end: usize) -> usize {
    let opens = |at: &usize| {
        let behind = &text[at + PILCROW.len()..end];
        let digits = scan::digits(behind);
        let number = if digits == 0 {
            usize::from(behind.starts_with(|c: char| c.is_ascii_alphabetic()))
        } else {
            digits
        };
        number > 0 && behind[number..].starts_with('.') && text[from..*at].ends_with(char::is_whitespace)
    };
    let inside = memchr::memmem::find_iter(&text.as_bytes()[from..end], PILCROW).map(|at| from + at);
    inside.filter(|at| *at > from).find(opens).unwrap_or(end)
}

/// The usual number of blank lines between two lines of one sentence: 0, or more in a copy that multiplies its line
/// ends. There a gap means something only when it is wider, or marked by a no-break space.
fn soft_gap(text: &str, lines: &[Line]) -> u32 {
    let mut open = [0usize; 5];
    // How many lines have so many blank ones above, or more.
    let mut gaps = [0usize; 5];
    for pair in lines.windows(2) {
        let [above, below] = pair else { continue };
        let blank = (below.gap.0 as usize).min(4);
        gaps[blank] += 1;
        if blank == below.gap.0 as usize && !below.gap.1 {
            let above = above.of(text);
            let runs_on = (40..=80).contains(&above.len()) && !scan::ends_sentence(above);
            open[blank] += usize::from(runs_on);
        }
    }
    let close = gaps[0];
    let widest = (1..5).max_by_key(|&blank| open[blank]).unwrap_or(1);
    if open[widest] * 3 > lines.len() && close * 4 < lines.len() {
        return widest as u32;
    }
    // Where every line has blank ones below, these mean nothing: where more part the paragraphs, or where they are two,
    // which no drafter leaves, and most lines are no paragraphs.
    let least = (0..4).find(|&blank| gaps[blank] > 0).unwrap_or(0);
    let parted: usize = gaps[least + 1..].iter().sum();
    let short = || lines.iter().filter(|line| line.columns(text) <= WIDEST).count();
    let usual = parted * 6 > lines.len() || least == 2 && short() * 2 > lines.len();
    let telling = lines.len() >= FEWEST && gaps[least] * 4 > lines.len() && open[least] > 0;
    if telling && usual { least as u32 } else { 0 }
}

/// One past the end of the line that begins at `start`, its line end included.
fn line_end(bytes: &[u8], start: usize) -> usize {
    let mut from = start;
    while let Some(at) = memchr::memchr3(b'\n', b'\r', 0xE2, &bytes[from..]) {
        let at = from + at;
        match &bytes[at..] {
            [b'\r', b'\r', b'\n', ..] => return at + 3,
            [b'\r', b'\n', ..] => return at + 2,
            [b'\n' | b'\r', ..] => return at + 1,
            // The line and paragraph separators of Unicode, which some copies use inside a paragraph.
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => return at + 3,
            _ => from = at + 1,
        }
    }
    bytes.len()
}

/// What is no print at the edges of a line, blanks and line ends aside: no-break and zero-width blanks, the separators of
/// Unicode, and all of these with the pilcrow in bytes that were taken for CP1252.
const UNPRINTED: [&str; 9] =
    ["\u{a0}", "\u{200b}", "\u{2028}", "\u{2029}", "Â\u{a0}", "â€\u{2039}", "â€¨", "â€©", "Â¶"];

/// The printed part of `bytes[start..end]`.
fn trim(bytes: &[u8], mut start: usize, mut end: usize) -> Span {
    loop {
        let line = &bytes[start..end];
        start += match line {
            [b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C, ..] => 1,
            // The pilcrow was added by the web page, the byte order mark by an editor.
            [0xC2, 0xB6, ..] => 2,
            [0xEF, 0xBB, 0xBF, ..] => 3,
            [0x80..=0xFF, ..] => match UNPRINTED.iter().find(|sign| line.starts_with(sign.as_bytes())) {
                Some(sign) => sign.len(),
                None => break,
            },
            _ => break,
        };
    }
    loop {
        let line = &bytes[start..end];
        end -= match line {
            [.., b' ' | b'\t' | b'\r' | b'\n' | 0x0B | 0x0C] => 1,
            // A table dump escapes its line ends.
            [.., b' ', b'\\'] | [b'\\'] => 1,
            [.., 0x80..=0xFF] => match UNPRINTED.iter().find(|sign| line.ends_with(sign.as_bytes())) {
                Some(sign) => sign.len(),
                None => break,
            },
            _ => break,
        };
    }
    Span::new(start, end)
}

/// Whether the line stands for an empty one: a lone dash, or the question marks that some archive files print.
fn is_filler(printed: &[u8]) -> bool {
    printed == b"-"
        || printed.starts_with(&[0xC2, 0xBF]) && printed.chunks(2).all(|pair| pair == [0xC2, 0xBF])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_nothing_but_marks_is_a_filler_and_a_question_in_spanish_is_not() {
        for (printed, expected) in [("-", true), ("¿", true), ("¿¿¿", true), ("¿Que?", false), ("--", false)]
        {
            assert_eq!(is_filler(printed.as_bytes()), expected, "{printed}");
        }
    }
}
