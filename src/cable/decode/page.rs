//! The text of a page as a reader sees it: tags become line ends, cells become tabs, blanks fold.

use super::super::Span;
use super::Markup;
use super::boxes::Boxes;

/// A page written down as text.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) markup: Markup,
}

/// What is to stand between the last word and the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    /// A tab: the next cell of the same row.
    Cell,
    Line,
    /// A blank line.
    Paragraph,
}

/// Letters and digits of the current line, in all and inside links.
#[derive(Debug, Default)]
struct Ink {
    start: usize,
    all: usize,
    linked: usize,
    /// Inside a link that is still open; an anchor that is never closed is no link.
    open: usize,
}

/// Writes a page down, tag by tag.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: Vec<u8>,
    gap: Gap,
    ink: Ink,
    in_link: bool,
    /// Whether the current row of a table has text, and whether that takes more than one line.
    row: (bool, bool),
    /// Where an open superscript began, and whether it holds a link.
    raised: Option<(usize, bool)>,
    /// Open preformatted elements, and where the first began.
    pre: (usize, usize),
    /// Whether the next line end is the one behind `<pre>`, which is no part of its text.
    fresh: bool,
    /// Open elements of navigation, and where the first began.
    aside: (usize, usize),
    /// The element whose text is not shown, until its end tag.
    hidden: Option<Vec<u8>>,
    boxes: Boxes,
    markup: Markup,
}

impl Writer {
    /// Text between tags, in pieces of any length.
    pub(super) fn text(&mut self, piece: &[u8]) {
        if self.hidden.is_some() {
            return;
        }
        if self.pre.0 > 0 {
            self.fill();
            let piece = if self.fresh { piece.strip_prefix(b"\n").unwrap_or(piece) } else { piece };
            self.fresh = false;
            self.text.extend_from_slice(piece);
            return;
        }
        for (index, word) in piece.split(u8::is_ascii_whitespace).enumerate() {
            if index > 0 {
                self.gap = self.gap.max(Gap::Blank);
            }
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    /// A start tag.
    pub(super) fn start(&mut self, name: &[u8]) {
        self.boxes.start(name, self.text.len());
        match name {
            b"script" | b"style" | b"title" | b"template" | b"iframe" | b"noembed" | b"noframes" => {
                self.hidden.get_or_insert_with(|| name.to_vec());
            }
            _ if self.hidden.is_some() => {}
            b"br" => self.line_end(),
            b"pre" | b"textarea" | b"xmp" | b"listing" | b"plaintext" => self.open_pre(),
            b"nav" | b"footer" | b"aside" | b"menu" | b"select" | b"button" => {
                self.gap = self.gap.max(Gap::Line);
                self.aside.0 += 1;
                if self.aside.0 == 1 {
                    self.fill();
                    self.aside.1 = self.text.len();
                }
            }
            b"tr" | b"dt" => {
                self.gap = self.gap.max(Gap::Line);
                self.row = (false, false);
            }
            // A cell of several lines is a column of the page's layout, not of a table.
            b"td" | b"th" | b"dd" if self.row == (true, false) => self.gap = Gap::Cell,
            b"td" | b"th" if self.row.1 => self.part(Gap::Paragraph),
            b"a" => {
                self.in_link = true;
                self.ink.open = 0;
                self.raised = self.raised.map(|(at, _)| (at, true));
            }
            b"sup" => self.raised = Some((self.text.len(), false)),
            _ => self.part(around(name)),
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, name: &[u8]) {
        self.boxes.end(name, self.text.len());
        match name {
            _ if self.hidden.is_some() => {
                self.hidden.take_if(|hidden| hidden == name);
            }
            b"pre" | b"textarea" | b"xmp" | b"listing" => self.close_pre(),
            b"nav" | b"footer" | b"aside" | b"menu" | b"select" | b"button" => {
                if self.aside.0 == 1 {
                    push(&mut self.markup.asides, Span::new(self.aside.1, self.text.len()));
                }
                self.aside.0 = self.aside.0.saturating_sub(1);
                self.part(Gap::Line);
            }
            b"a" => {
                self.in_link = false;
                self.ink.linked += std::mem::take(&mut self.ink.open);
            }
            // The mark of a footnote: a raised link of a figure or two. It is the page's, inside the text's words.
            b"sup" => {
                if let Some((at, true)) = self.raised.take()
                    && self.text.len() <= at + 3
                    && self.text.get(at..).is_some_and(|mark| mark.iter().all(u8::is_ascii_digit))
                {
                    self.text.truncate(at);
                }
            }
            b"td" | b"th" | b"dd" => {}
            b"table" => {
                self.part(Gap::Paragraph);
                self.row.1 = true;
            }
            _ => self.part(around(name)),
        }
    }

    /// The page, once it has ended.
    pub(super) fn finish(mut self) -> Page {
        if self.pre.0 > 0 {
            self.pre.0 = 1;
            self.close_pre();
        }
        if !self.text.ends_with(b"\n") {
            self.newline();
        }
        // The tokenizer hands out whole characters, and makes U+FFFD of what is none.
        let text = String::from_utf8(self.text)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Page { text, markup: Markup { boxes: self.boxes.finish(), ..self.markup } }
    }

    /// Asks for a gap, unless the next cell of the row is to come.
    fn part(&mut self, gap: Gap) {
        if self.gap != Gap::Cell {
            self.gap = self.gap.max(gap);
        }
    }

    fn word(&mut self, word: &[u8]) {
        self.fill();
        self.row.0 = true;
        let ink = word.iter().filter(|&&byte| byte.is_ascii_alphanumeric() || byte >= 0xC3).count();
        self.ink.all += ink;
        self.ink.open += if self.in_link { ink } else { 0 };
        self.text.extend_from_slice(word);
    }

    /// Writes the gap before what comes next. None stands at the start of a line.
    fn fill(&mut self) {
        let fresh_line = self.text.last().is_none_or(|&byte| byte == b'\n');
        match std::mem::take(&mut self.gap) {
            Gap::Blank if !fresh_line => self.text.push(b' '),
            Gap::Cell if !fresh_line => self.text.push(b'\t'),
            Gap::Line if !fresh_line => self.newline(),
            Gap::Paragraph if !self.text.is_empty() => {
                if !fresh_line {
                    self.newline();
                }
                if !self.text.ends_with(b"\n\n") {
                    self.newline();
                }
            }
            _ => {}
        }
    }

    fn line_end(&mut self) {
        if self.gap >= Gap::Line {
            self.fill();
        }
        self.gap = Gap::None;
        self.newline();
    }

    fn newline(&mut self) {
        if self.ink.all > 0 && self.ink.linked == self.ink.all {
            push(&mut self.markup.asides, Span::new(self.ink.start, self.text.len()));
        }
        self.text.push(b'\n');
        self.ink = Ink { start: self.text.len(), ..Ink::default() };
        self.row.1 |= self.row.0;
    }

    fn open_pre(&mut self) {
        self.pre.0 += 1;
        if self.pre.0 == 1 {
            self.gap = Gap::Paragraph;
            self.fill();
            self.pre.1 = self.text.len();
            self.fresh = true;
            self.row.1 = true;
        }
    }

    fn close_pre(&mut self) {
        if self.pre.0 == 1 {
            push(&mut self.markup.verbatim, Span::new(self.pre.1, self.text.len()));
            self.gap = Gap::Paragraph;
            self.ink = Ink { start: self.text.len(), ..Ink::default() };
        }
        self.pre.0 = self.pre.0.saturating_sub(1);
    }
}

/// The gap that an element has around it.
fn around(name: &[u8]) -> Gap {
    match name {
        b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"ul" | b"ol" | b"dl" | b"table"
        | b"blockquote" | b"hr" => Gap::Paragraph,
        b"div" | b"li" | b"article" | b"section" | b"header" | b"main" | b"form" | b"fieldset"
        | b"legend" | b"address" | b"figure" | b"figcaption" | b"caption" | b"center" | b"option"
        | b"body" | b"html" | b"head" | b"tr" | b"dt" | b"td" | b"th" | b"dd" | b"details" | b"summary" => {
            Gap::Line
        }
        _ => Gap::None,
    }
}

/// Adds a stretch, in order and without overlap.
fn push(spans: &mut Vec<Span>, span: Span) {
    while spans.pop_if(|last| last.start >= span.start).is_some() {}
    match spans.last_mut() {
        // Nothing but line ends lies between.
        Some(last) if span.start <= last.end + 2 => last.end = last.end.max(span.end),
        _ => spans.push(span),
    }
}
