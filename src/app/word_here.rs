//! `*`: from the word under the cursor, or from what is selected, to where it stands next. Where it names an entity, to
//! the next mention of that, whatever it is called there; else to the same word.

use unicode_segmentation::UnicodeSegmentation;

use super::search::whole_word;
use super::{App, Direction, EntityRow, Mode};
use crate::cable::Span;
use crate::layout::Place;

/// Longest text that is searched for from a selection, in bytes.
const LONGEST: usize = 1024;

impl App {
    /// Goes on from the word under the cursor, or else the first behind it in its block, `times` over.
    pub(super) fn search_word(&mut self, times: usize) {
        if !self.is_in_text() {
            return;
        }
        let Some((word, span)) = self.word_here() else {
            return self.tell("no word here; w goes to the next");
        };
        if !self.walk_from(span, times) {
            self.search_further(whole_word(&word), times);
        }
    }

    /// The word under the cursor, or else the first behind it in its block, and where it stands in the file.
    pub(super) fn word_here(&self) -> Option<(String, Span)> {
        let Place { block, at } = self.reader.cursor();
        let reading = &self.reader.blocks(&self.cable).get(block)?.reading;
        let mut words = reading.text().unicode_word_indices();
        let (start, word) = words.find(|(start, word)| start + word.len() > at)?;
        // Whose something is, is named as they are.
        let word = word.strip_suffix("'s").or(word.strip_suffix("\u{2019}s")).unwrap_or(word);
        Some((word.to_owned(), reading.to_source(start..start + word.len())))
    }

    /// The same from what is selected, which is then searched for as it stands.
    pub(super) fn search_selected(&mut self, times: usize) {
        let found = self.selected_text().and_then(|(parts, _)| match &parts[..] {
            [text] if !text.trim().is_empty() && text.len() <= LONGEST => Some(text.trim().to_lowercase()),
            _ => None,
        });
        let places = self.selected_places();
        let (Some(text), Some(places)) = (found, places) else {
            return self.tell("select words of one paragraph to search for them");
        };
        let block = places.start.block;
        let range = self.selected_in(&places, block);
        let span =
            self.reader.blocks(&self.cable).get(block).map(|block| block.reading.to_source(range.clone()));
        self.mode = Mode::Reading;
        if !span.is_some_and(|span| self.walk_from(span, times)) {
            self.search_further(text, times);
        }
    }

    /// To the next mention of the entity that is named at `span`; false where none is.
    fn walk_from(&mut self, span: Span, times: usize) -> bool {
        let Some(row) = self.entities.choose_at(span) else { return false };
        self.step_mention(Direction::Forward, times, span.start);
        let name = self.entities.name(row).to_owned();
        let kind = match row {
            EntityRow::Entity(_) => self.entities.entity(row).map_or("", |entity| entity.kind.name()),
            _ => "acronym",
        };
        let count = self.entities.mentions(row).len();
        let place = self.entities.mention_number().unwrap_or(1);
        self.tell(match count {
            1 => format!("{name} ({kind}) is mentioned here and nowhere else"),
            _ => format!("{name} ({kind}), mention {place} of {count}; ]e and [e go on"),
        });
        true
    }
}
