//! Bytes to text: the encoding, then the form of the copy around the text, a web page or the rows of a table.

mod encoding;
mod html;
mod page;
mod table;

pub use encoding::is_utf16;

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
    /// What a web page surely put around its text: navigation, footers, lines of nothing but links. In order.
    pub asides: Vec<Span>,
    /// The preformatted stretches of a web page, in order. A page that has a cable in one has nothing of it outside.
    pub verbatim: Vec<Span>,
}

/// Decodes a file. Total: bytes that are no text in any encoding are kept visible as `\xNN`.
///
/// Takes the bytes, so that a large file is held once: UTF-8 becomes the text without a copy.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let mut decoded = encoding::decode(bytes);
    if let Some(form) = html::form(&decoded.text) {
        let page = html::read(&decoded.text, form);
        decoded.text = page.text;
        decoded.asides = page.asides;
        decoded.verbatim = page.verbatim;
        decoded.notices.push(form.notice().to_owned());
    } else if let Some(text) = table::cells(&decoded.text) {
        decoded.text = text;
        decoded.notices.push("Read from the rows of a table.".to_owned());
    }
    decoded
}
