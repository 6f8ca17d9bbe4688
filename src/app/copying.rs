//! Copying to the terminal's clipboard: what is selected, a note, a paragraph, a citation.

use std::sync::Arc;

use super::{App, Copied, Effect, Mode};
use crate::layout::Pane;

impl App {
    /// `y`: what is selected; in the notes the chosen note; else the paragraph or heading at the cursor.
    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let note = || self.meant().filter(|_| self.focus == Pane::Notes);
        let copied = match self.selected_text() {
            Some((parts, words)) => Some((words, self.joined(&parts))),
            None => note().and_then(|leaf| self.note_text(leaf)).or_else(|| self.text_here()),
        };
        self.mode = Mode::Reading;
        match copied.filter(|(_, text)| !text.is_empty()) {
            Some((what, text)) => vec![Effect::Copy(Copied::Text { what, text })],
            None => {
                self.tell("nothing to copy here; } goes to a paragraph, v selects words");
                Vec::new()
            }
        }
    }

    /// `Y`: a line that cites the paragraph at the cursor; where there is none, the cable.
    pub(super) fn copy_citation(&mut self) -> Vec<Effect> {
        let paragraph = self.paragraph();
        let what =
            format!("citation of {}", paragraph.map_or("the cable".into(), |_| self.place_name(paragraph)));
        self.mode = Mode::Reading;
        vec![Effect::Copy(Copied::Citation { cable: Arc::clone(&self.cable), paragraph, what })]
    }

    /// Blocks as one text: apart from each other in the reading, line by line in the file.
    fn joined(&self, parts: &[&str]) -> String {
        parts.join(if self.reader.is_raw() { "\n" } else { "\n\n" })
    }

    fn note_text(&self, leaf: usize) -> Option<(String, String)> {
        let leaf = self.notebook.leaves().get(leaf)?;
        Some((format!("note on {}", self.place_name(leaf.paragraph())), leaf.body.clone()))
    }

    /// The paragraph at the cursor; where there is none, the block.
    fn text_here(&self) -> Option<(String, String)> {
        let cursor = self.reader.cursor().block;
        let paragraph = self.paragraph_at(cursor);
        let blocks = self.reader.blocks(&self.cable).iter().enumerate();
        let shown = blocks.filter(|(index, _)| match paragraph {
            Some(_) => self.paragraph_at(*index) == paragraph,
            None => *index == cursor,
        });
        let parts: Vec<&str> = shown.map(|(_, block)| block.reading.text()).collect();
        let what = paragraph.map_or(String::from("the line"), |_| self.place_name(paragraph));
        Some((what, self.joined(&parts))).filter(|_| !parts.is_empty())
    }
}
