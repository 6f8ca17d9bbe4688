//! What is said about a note, in words.

use crate::annotation::{Content, Says};
use crate::review::Why;

/// Why something said about a note stands by itself.
pub fn adrift_words(why: Why) -> &'static str {
    match why {
        Why::NotReceived => "about a note not yet received",
        Why::Deleted => "about a deleted note",
    }
}

/// What is being written: `note`, `reply`, `suggestion`.
pub fn draft_name(content: &Content) -> &'static str {
    match content.remark.as_ref().map(|remark| remark.says) {
        None => "note",
        Some(Says::Suggestion | Says::Removal) => "suggestion",
        Some(Says::Reply | Says::Verdict(_) | Says::Resolution(_)) => "reply",
    }
}
