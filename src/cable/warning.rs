//! What looks wrong in a cable: the codes, each with a line.

/// Something in the file that looked wrong; nothing is dropped for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Stable code, one of [`WARNING_CODES`].
    pub code: &'static str,
    /// Line of the file, from 1.
    pub line: usize,
    /// One sentence for the reader.
    pub message: String,
}

/// Every code that [`Warning::code`] can have, with what it says.
pub const WARNING_CODES: [(&str, &str); 12] = [
    ("duplicate-number", "A paragraph has the number of the one before it."),
    ("restarted-number", "A paragraph has a lower number than the one before it."),
    ("skipped-number", "Numbers are missing before a paragraph, or the first is not 1."),
    ("unmarked-paragraph", "A paragraph carries no portion mark in a cable that marks others."),
    ("malformed-mark", "What stands in the place of a portion mark cannot be read."),
    ("no-classification", "No classification line was found."),
    ("no-subject", "No SUBJECT line was found."),
    ("unclosed-text", "An embedded text begins and does not end."),
    ("lost-characters", "Question marks or hash signs stand for characters that a copy has lost."),
    ("truncated-text", "The text ends in the middle."),
    ("text-missing", "The archive has lost the text, or a part of it."),
    ("no-text", "Nothing follows the header."),
];
