//! Embedded texts: what stands between BEGIN TEXT and END TEXT is one paragraph's, its own numbers included.

use std::ops::Range;

use super::list::signs;
use super::number;
use crate::cable::parse::line::{Line, Role};

/// The lines between the beginning and the end of each embedded text; one without an end is none.
pub(super) fn ranges(text: &str, lines: &[Line], from: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open = None;
    for (index, line) in lines.iter().enumerate().skip(from).filter(|(_, line)| line.role == Role::Text) {
        match (signs::embeds(number::behind(text, line)), open) {
            (Some(true), None) => open = Some(index + 1),
            (Some(false), Some(start)) => {
                ranges.push(start..index);
                open = None;
            }
            (None, Some(start)) if signs::ends_embedded(line.of(text)) => {
                ranges.push(start..index + 1);
                open = None;
            }
            _ => {}
        }
    }
    ranges
}
