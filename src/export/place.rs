//! The place of a note, in words for people.

use crate::annotation::{Anchor, Found};
use crate::cable::Cable;

/// Characters of a quote or heading in a list.
const SHORT: usize = 40;

/// Where a note stands in the cable at hand: `¶8`, `¶10-12`, `§ HEADING`, `cable`; of one that has lost its place, where
/// it stood.
pub fn place(cable: &Cable, anchor: &Anchor, found: Option<Found>) -> String {
    if !anchor.section.is_empty() {
        return format!("§ {}", short(&anchor.section));
    }
    let Some(Found { paragraph, last, .. }) = found else { return label(anchor) };
    let printed = |paragraph: usize| cable.paragraphs.get(paragraph).and_then(|paragraph| paragraph.number);
    match (printed(paragraph), printed(last)) {
        (Some(first), Some(end)) if last > paragraph => format!("¶{first}-{end}"),
        (Some(number), _) => format!("¶{number}"),
        (None, _) if last > paragraph => format!("paragraphs {} to {}", paragraph + 1, last + 1),
        (None, _) => format!("paragraph {} (no number)", paragraph + 1),
    }
}

/// `¶8`, or `cable`: a place as its anchor names it.
pub fn label(anchor: &Anchor) -> String {
    match (&anchor.label, anchor.para) {
        (Some(label), _) => format!("¶{label}"),
        (None, Some(0)) => String::from("place not found"),
        (None, Some(ordinal)) => format!("paragraph {ordinal} (no number)"),
        (None, None) => String::from("cable"),
    }
}

/// The beginning of a quote.
pub fn short(quote: &str) -> String {
    let mut words: String = quote.chars().take(SHORT).collect();
    if words.len() < quote.len() {
        words.push('…');
    }
    words
}
