//! The text of the message: paragraphs, headings, what a paragraph holds, and how the message ends.
//!
//! [`mark`] gives every line its role; [`assemble`] makes the cable of them, with [`list`] for the inside of a
//! paragraph; [`summary`] then finds the parts that the drafter has named.

pub(super) mod assemble;
pub(super) mod candidate;
mod cut;
pub(super) mod embedded;
mod heading;
mod lettered;
pub(super) mod list;
pub(super) mod number;
mod numeral;
pub(super) mod ruler;
mod sequence;
pub(super) mod summary;
pub(super) mod tail;
mod title;

use super::line::Line;
use candidate::Candidate;

/// The numbers of the paragraphs.
pub(super) struct Numbers {
    /// Every line that could open a numbered paragraph.
    pub(super) candidates: Vec<Candidate>,
    /// Those that do.
    pub(super) accepted: Vec<Candidate>,
}

/// Gives the lines of the text, `lines[from..]`, their roles. Cuts lines where a copy has run several things into one.
pub(super) fn mark(text: &str, lines: &mut Vec<Line>, from: usize) -> Numbers {
    cut::inside(text, lines, from);
    // A paragraph can open below a heading without a blank line, so the headings must be known first; and a heading
    // is told from a paragraph by its candidate.
    let mut candidates = candidate::candidates(text, lines, from);
    if heading::mark_ruled(text, lines, from, &candidates) {
        candidates = candidate::candidates(text, lines, from);
    }
    let accepted = sequence::accept(candidates.clone());
    let style = title::Style::of(text, &lines[from..]);
    title::mark_plain(text, lines, from, &accepted, style);
    title::mark_named(text, lines, from, style);
    if from > 0 || !accepted.is_empty() {
        let last = accepted.last().map_or(from, |candidate| candidate.line);
        tail::mark(text, lines, last);
    }
    title::mark_last(text, lines, from);
    assemble::mend_page_breaks(text, lines, from);
    Numbers { candidates, accepted }
}
