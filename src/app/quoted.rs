//! What a note says of its place: on which paragraphs it stands, and which words it quotes.

use super::{App, Composer, Leaf, Mode};
use crate::annotation::{Anchor, Found, Resolution};
use crate::cable::{Span, counted};
use crate::layout::{glyphs, safe_width};

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
        format!("«{}»", quoted_words(&self.anchor))
    }
}

/// The words that an anchor quotes, or the heading that it names.
fn quoted_words(anchor: &Anchor) -> String {
    match &anchor.until {
        Some(until) => format!("{} … {}", anchor.exact, until.exact),
        None => format!("{}{}", anchor.section, anchor.exact),
    }
}

/// A text cut to so many columns.
fn shortened(text: &str, columns: usize) -> String {
    if safe_width(text) <= columns {
        return text.to_string();
    }
    let mut left = columns.saturating_sub(1);
    let mut end = 0;
    for glyph in glyphs(text) {
        if glyph.width > left {
            break;
        }
        left -= glyph.width;
        end = glyph.range.end;
    }
    format!("{}…", text.get(..end).unwrap_or_default().trim_end())
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
        self.anchor_words(&leaf.anchor, &leaf.resolution)
    }

    /// The same of an anchor that was looked for.
    pub(super) fn anchor_words(&self, anchor: &Anchor, resolution: &Resolution) -> String {
        let place = self.found_words(anchor, resolution);
        let sign = if anchor.section.is_empty() { "" } else { "§ " };
        if anchor.entity.is_empty() {
            format!("{sign}{place}")
        } else {
            format!("{place} · {}", anchor.entity)
        }
    }

    /// What the note being written is on, in so many columns if its paragraphs fit: `«turn around…» ¶8`, `¶10-12`,
    /// `§ MOVING FORWARD ¶9`, `NPNS, ¶4`.
    pub fn composed_words(&self, composer: &Composer, columns: usize) -> String {
        let anchor = &composer.draft.content.anchor;
        let place = self.found_words(anchor, &composer.resolution);
        let room = columns.saturating_sub(safe_width(&place) + 3);
        if !anchor.entity.is_empty() {
            return format!("{}, {place}", shortened(&anchor.entity, room + 1));
        }
        let words = quoted_words(anchor);
        let is_beside = |found: Found| anchor.is_whole_paragraph() || found.paragraph < found.last;
        let is_beside = composer.resolution.found().is_some_and(is_beside);
        match (&anchor.section[..], &words[..]) {
            (_, "") => place,
            ("", _) if is_beside => place,
            ("", words) => format!("«{}» {place}", shortened(words, room)),
            (section, _) => format!("§ {} {place}", shortened(section, room)),
        }
    }

    /// `¶8`, or `cable`: what a note is on.
    pub fn place_name(&self, paragraph: Option<usize>) -> String {
        let Some(index) = paragraph else { return String::from("cable") };
        format!("¶{}", self.printed(index))
    }

    /// The number of a paragraph as printed, or else its ordinal.
    pub(super) fn printed(&self, paragraph: usize) -> String {
        let number = self.cable.paragraphs.get(paragraph).and_then(|paragraph| paragraph.number);
        number.map_or_else(|| (paragraph + 1).to_string(), |number| number.to_string())
    }

    /// `¶8`, `¶5-6`.
    pub(super) fn paragraphs_name(&self, found: &Found) -> String {
        match (found.paragraph, found.last) {
            (first, last) if first == last => self.place_name(Some(first)),
            (first, last) => format!("{}-{}", self.place_name(Some(first)), self.printed(last)),
        }
    }

    /// On which paragraphs an anchor was found, or what became of it.
    fn found_words(&self, anchor: &Anchor, resolution: &Resolution) -> String {
        let then = anchor.label.as_ref().map(|label| format!(" ¶{label}")).unwrap_or_default();
        match resolution {
            Resolution::Whole => self.place_name(None),
            Resolution::Exact(found) => self.paragraphs_name(found),
            Resolution::Moved(found) => format!("{} moved", self.paragraphs_name(found)),
            Resolution::Ambiguous(choices) => {
                format!("ambiguous{then}: {}", counted(choices.len(), "place"))
            }
            Resolution::Lost => format!("place lost{then}"),
        }
    }

    /// The stretches of the text that the note is about which is written, placed or chosen, and whether the cursor is on one of
    /// several that fit.
    pub(super) fn quoted(&self) -> Vec<(Span, bool)> {
        if let Mode::Composing(composer) = &self.mode {
            let found = composer.resolution.found();
            let words = found.filter(|_| !composer.draft.content.anchor.is_whole_paragraph());
            return words.map(|found| (found.span, false)).into_iter().collect();
        }
        let chosen = self.notebook.selected().filter(|leaf| self.meant() == Some(*leaf));
        let meant = self.placing().or(chosen);
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
