//! Bytes to text: the encoding, then the form of the copy around the text, a web page or the rows of a table.

mod boxes;
mod encoding;
mod html;
mod page;
mod table;

pub use encoding::is_utf16;

use std::ops::Range;

use super::Span;

/// The text of a file and what had to be guessed for it.
///
/// Every offset of the program counts in `text`. For a web page that is the page as it is read, without its tags; for
/// a table of quoted cells the cells without their quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text; line ends are as in the file.
    pub text: String,
    /// One sentence each: a legacy encoding guessed, bytes that are no text, a page unwrapped.
    pub notices: Vec<String>,
    /// What the tags of a web page tell about its text; empty for any other file.
    pub markup: Markup,
}

/// Stretches of a web page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// What the page surely put around its text: navigation, footers, lines of nothing but links. In order, apart.
    pub asides: Vec<Span>,
    /// What is preformatted, in order, apart. A page that has a cable there has nothing of it anywhere else.
    pub verbatim: Vec<Span>,
    /// The elements that hold others, inner ones before those around them.
    pub boxes: Vec<Span>,
}

impl Markup {
    /// The same of a piece of the text, counted from its beginning.
    pub fn within(&self, range: &Range<usize>) -> Self {
        let clip = |at: usize| at.clamp(range.start, range.end) - range.start;
        let cut = |span: &Span| {
            let overlaps = span.start < range.end && span.end > range.start;
            overlaps.then(|| Span::new(clip(span.start), clip(span.end)))
        };
        let ordered = |spans: &[Span]| {
            let first = spans.partition_point(|span| span.end <= range.start);
            spans[first..].iter().map_while(cut).collect()
        };
        Self {
            asides: ordered(&self.asides),
            verbatim: ordered(&self.verbatim),
            boxes: self.boxes.iter().filter_map(cut).collect(),
        }
    }
}

/// Decodes a file. Total: bytes that are no text in any encoding are kept visible as `\xNN`.
///
/// Takes the bytes, so that a large file is held once: UTF-8 becomes the text without a copy.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let mut decoded = encoding::decode(bytes);
    if let Some(form) = html::form(&decoded.text) {
        let page = html::read(&decoded.text, form);
        (decoded.text, decoded.markup) = (page.text, page.markup);
        decoded.notices.push(form.notice().to_owned());
    } else if let Some(text) = table::cells(&decoded.text) {
        decoded.text = text;
        decoded.notices.push("Read from the rows of a table.".to_owned());
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_a_piece_counts_from_it() {
        let markup = Markup {
            asides: vec![Span::new(0, 4), Span::new(6, 12), Span::new(20, 22)],
            ..Markup::default()
        };
        let piece = markup.within(&(8..21));
        assert_eq!(piece.asides, [Span::new(0, 4), Span::new(12, 13)]);
        assert_eq!(markup.within(&(4..6)), Markup::default());
    }
}
