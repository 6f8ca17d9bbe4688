//! The parsed cable: blocks in reading order, paragraphs and headings over them, and a tiling of the whole file.

use std::ops::Range;

use super::{Header, Marking, Reading, Redaction, Repair, Span, Start, Warning};

/// A cable, parsed once and never changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cable {
    /// The decoded text that every [`Span`] indexes.
    pub text: String,
    /// Where that text begins in its file.
    pub start: Start,
    /// What the header says.
    pub header: Header,
    /// Everything a reader reads, in reading order: header fields, headings, the pieces of paragraphs, trailer,
    /// signature. Wrapper and page furniture are not here; they are in [`Cable::parts`].
    pub blocks: Vec<Block>,
    /// The paragraphs, in order; each names its blocks.
    pub paragraphs: Vec<Paragraph>,
    /// The section headings, in order; each names its block.
    pub headings: Vec<Heading>,
    /// The summary's text without the words that frame it, when the cable has one.
    pub summary: Option<Reading>,
    /// The drafter's comment, likewise.
    pub comment: Option<Reading>,
    /// What the drafter asks the addressee to do, likewise.
    pub action_request: Option<Reading>,
    /// The signature line: `PASCUAL`.
    pub signature: Option<Reading>,
    /// A tiling of `text`: consecutive, without gap or overlap, from 0 to its length.
    pub parts: Vec<Part>,
    /// What whoever released the cable has blacked out, in order.
    pub redactions: Vec<Redaction>,
    /// What the readings repair, by kind.
    pub repairs: Vec<Repair>,
    /// What looked wrong, with its place.
    pub warnings: Vec<Warning>,
    /// What decoding had to guess or repair, for the reader to know.
    pub notices: Vec<String>,
}

impl Cable {
    /// Whether the text has the structure of a cable at all (a classification line, an E.O., TAGS or SUBJECT line,
    /// or numbered paragraphs under one); otherwise it is shown as plain text with a notice.
    pub fn is_cable(&self) -> bool {
        let header = &self.header;
        header.classification.is_some()
            || header.eo.is_some()
            || !header.tags.is_empty()
            || header.date.is_some()
    }

    /// The paragraph (index into [`Cable::paragraphs`]) that the block belongs to.
    pub fn paragraph_of(&self, block: usize) -> Option<usize> {
        self.blocks.get(block).and_then(|block| block.paragraph)
    }

    /// The whole text of a paragraph as it is read: its blocks, one a line.
    pub fn paragraph_text(&self, paragraph: usize) -> String {
        let blocks = self.paragraphs.get(paragraph).map_or(0..0, |paragraph| paragraph.blocks.clone());
        let lines: Vec<&str> =
            self.blocks.get(blocks).unwrap_or_default().iter().map(|block| block.reading.text()).collect();
        lines.join("\n")
    }

    /// The paragraph whose printed number is `number`; the first of them where a number occurs twice.
    pub fn paragraph_printed(&self, number: u32) -> Option<usize> {
        self.paragraphs.iter().position(|paragraph| paragraph.number == Some(number))
    }
}

/// One piece of reading text that is wrapped by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text and the map to the file.
    pub reading: Reading,
    /// The paragraph that it belongs to: index into [`Cable::paragraphs`].
    pub paragraph: Option<usize>,
    /// Columns to indent (sub-items); 0 to 12.
    pub indent: u8,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A field of the header, shown behind its label.
    Field(Field),
    /// A section heading.
    Heading,
    /// Running text.
    Prose,
    /// One entry of a list: an attendee, a bullet, a sub-item. Its bullet is part of the reading.
    Item,
    /// A short line that introduces a list inside a paragraph: "GOM", "US".
    Label,
    /// A line of a table or other text that must not be reflowed.
    Verbatim,
    /// A line of an embedded text between BEGIN TEXT and END TEXT, or of a letter.
    Quote,
    /// Web-site advert, clearance sentence, distribution remark after the last paragraph.
    Trailer,
    /// The signature.
    Signature,
}

/// The fields of the header that a reader sees, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The classification line.
    Classification,
    /// Captions and handling words.
    Captions,
    /// The date-time group.
    Date,
    /// FM.
    From,
    /// TO.
    To,
    /// INFO.
    Info,
    /// Attention lines: "DEPT FOR WHA/MEX".
    Attention,
    /// Remarks to nobody in particular: "PERISHABLE INFORMATION", an embassy's own message number, an archive's note.
    Remark,
    /// The executive order line.
    Order,
    /// TAGS.
    Tags,
    /// SUBJECT.
    Subject,
    /// REF.
    References,
    /// Classified By.
    ClassifiedBy,
    /// Derived From.
    DerivedFrom,
}

/// A numbered paragraph (or an unnumbered one in a text without numbers).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The number as printed; `None` when it has none. Counting from 1 by position is its index + 1.
    pub number: Option<u32>,
    /// Its portion mark; `None` when unmarked, which never means U.
    pub marking: Option<Marking>,
    /// The heading above it: index into [`Cable::headings`].
    pub heading: Option<usize>,
    /// From its number to the end of its last line.
    pub span: Span,
    /// Its blocks: indices into [`Cable::blocks`].
    pub blocks: Range<usize>,
}

/// A section heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its block: index into [`Cable::blocks`].
    pub block: usize,
    /// Its own portion mark, which also stays in its text.
    pub marking: Option<Marking>,
    /// The paragraph it stands before: index into [`Cable::paragraphs`]; `None` at the end.
    pub before: Option<usize>,
}

/// What a stretch of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Added by whoever copied it: blog title, web-site junk, archive row.
    Wrapper,
    /// Transmission lines up to the text.
    Header,
    /// A section heading with its ruler.
    Heading,
    /// A paragraph, from its number to its last line.
    Paragraph,
    /// Page lines, banners, stray captions, second headers inside the text.
    Furniture,
    /// Adverts and remarks after the last paragraph.
    Trailer,
    /// The signature line.
    Signature,
    /// Blank lines between the others.
    Blank,
}

/// One tile of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it is.
    pub span: Span,
}
