//! The text of the message: paragraphs, headings, what a paragraph holds, and how the message ends.

pub(super) mod assemble;
pub(super) mod cut;
pub(super) mod embedded;
pub(super) mod heading;
pub(super) mod list;
pub(super) mod number;
pub(super) mod ruler;
pub(super) mod summary;
pub(super) mod tail;
pub(super) mod title;
