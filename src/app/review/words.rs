//! What the state of an item is called.

use crate::annotation::{Content, Says};
use crate::review::{Standing, Why};

/// Where an item stands with the reader, for its head and the list.
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::Open => String::from("pending"),
        Standing::Judged(judgement) => judgement.done().to_string(),
        Standing::Stale(judgement) => format!("STALE, {} before it changed", judgement.done()),
        Standing::Split => String::from("judged in two ways"),
    }
}

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
