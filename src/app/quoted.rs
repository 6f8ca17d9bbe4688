//! What a note says of its place: on which paragraphs it stands, and which words it quotes.

use super::{App, Leaf, Mode};
use crate::annotation::{Found, Resolution};
use crate::cable::Span;
use crate::layout::Pane;

/// Most characters of either end of a quotation that is shown on one line.
const END: usize = 20;

impl Leaf {
    /// Whether the note shows the words that it is about: not when it stands beside all of them.
    pub fn shows_quotation(&self) -> bool {
        let beside = self.resolution.found().is_some() && self.anchor.is_whole_paragraph();
        let says_nothing = self.anchor.exact.is_empty() && self.anchor.section.is_empty();
        !beside && !says_nothing
    }

    /// The words that the note is about, in one line.
    pub fn quotation(&self) -> String {
        let anchor = &self.anchor;
        match &anchor.until {
            Some(until) => format!("«{} … {}»", anchor.exact, until.exact),
            None => format!("«{}{}»", anchor.section, anchor.exact),
        }
    }
}

/// A text in quotation marks, of a long one its first and last words.
pub(super) fn quotation(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let count = text.chars().count();
    if count <= 2 * END + 3 {
        return format!("«{text}»");
    }
    let head: String = text.chars().take(END).collect();
    let tail: String = text.chars().skip(count - END).collect();
    // Between words, where there is a blank.
    let (head, _) = head.rsplit_once(' ').unwrap_or((&head, ""));
    let (_, tail) = tail.split_once(' ').unwrap_or(("", &tail));
    format!("«{head} … {tail}»")
}

impl App {
    /// What a note is on: `¶8`, `¶3-5`, `§ ¶9`, `cable`, `Lanny Breuer ¶2`; with the state of its anchor, where that is not
    /// exact.
    pub fn place_words(&self, leaf: &Leaf) -> String {
        let anchor = &leaf.anchor;
        let name = |found: &Found| match (found.paragraph, found.last) {
            (first, last) if first == last => self.place_name(Some(first)),
            (first, last) => format!("{}-{}", self.place_name(Some(first)), self.printed(last)),
        };
        let then = anchor.label.as_ref().map(|label| format!(" ¶{label}")).unwrap_or_default();
        let place = match &leaf.resolution {
            Resolution::Whole => self.place_name(None),
            Resolution::Exact(found) => name(found),
            Resolution::Moved(found) => format!("{} moved", name(found)),
            Resolution::Ambiguous(choices) if choices.len() == 1 => format!("ambiguous{then}: 1 place"),
            Resolution::Ambiguous(choices) => format!("ambiguous{then}: {} places", choices.len()),
            Resolution::Lost => format!("place lost{then}"),
        };
        let sign = if anchor.section.is_empty() { "" } else { "§ " };
        if anchor.entity.is_empty() {
            format!("{sign}{place}")
        } else {
            format!("{place} · {}", anchor.entity)
        }
    }

    /// The stretches of the text that the note is about which is written or chosen, and whether the cursor is on one of
    /// several that fit.
    pub(super) fn quoted(&self) -> Vec<(Span, bool)> {
        if let Mode::Composing(composer) = &self.mode {
            return composer.span.map(|span| (span, false)).into_iter().collect();
        }
        let chosen = self.notebook.selected();
        let meant = match self.focus {
            Pane::Notes => chosen,
            // A note that has no place of its own stays chosen while the reader looks for one.
            _ => chosen.filter(|leaf| self.meant() == Some(*leaf) || self.is_placeless(*leaf)),
        };
        let Some(leaf) = meant.and_then(|leaf| self.notebook.leaves().get(leaf)) else { return Vec::new() };
        match &leaf.resolution {
            Resolution::Exact(found) | Resolution::Moved(found) if !leaf.anchor.is_whole_paragraph() => {
                vec![(found.span, false)]
            }
            Resolution::Ambiguous(choices) => {
                let here = self.reader.offset(&self.cable);
                choices.iter().map(|choice| (choice.span, choice.span.contains(here))).collect()
            }
            _ => Vec::new(),
        }
    }
}
