//! Embedded texts: what stands between BEGIN TEXT and END TEXT is one paragraph's, its own numbers included.

use std::ops::Range;

use super::list::signs::Bracket;
use super::number;
use crate::cable::parse::line::{Line, Role};

/// The lines between the beginning and the end of each embedded text; one without an end is none.
pub(in crate::cable::parse) fn ranges(text: &str, lines: &[Line], from: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, Bracket)> = None;
    for (index, line) in lines.iter().enumerate().skip(from).filter(|(_, line)| line.role == Role::Text) {
        let printed = number::behind(line.of(text));
        let opened = Bracket::opened(printed);
        match (open, opened) {
            // A QUOTE that is not closed gives way to a text that is named.
            (None | Some((_, Bracket::Quoted)), Some(bracket)) => open = Some((index + 1, bracket)),
            (Some((start, bracket)), None) => {
                let closed = bracket.is_closed(printed);
                if closed || bracket.closes_inside(line.of(text)) {
                    ranges.push(start..if closed { index } else { index + 1 });
                    open = None;
                }
            }
            _ => {}
        }
    }
    ranges
}
