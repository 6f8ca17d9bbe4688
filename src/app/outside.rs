//! A note in the reader's own editor, `$VISUAL` or `$EDITOR`: what goes out, and what becomes of what comes back.

use super::{App, Effect, Mode, Moment};
use crate::annotation::{Draft, EditedText};
use crate::cable::counted;
use crate::layout::{safe, wrap};

/// Columns of the paragraph in the file.
const WIDTH: usize = 72;

impl App {
    /// `e`: the note at hand.
    pub(super) fn edit_note_outside(&mut self, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        match self.taken_up(moment) {
            Ok(draft) => self.send_out(draft),
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    /// `^X ^E`: the text as it is now.
    pub(super) fn edit_draft_outside(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = &self.mode else { return Vec::new() };
        let draft = Draft { at: moment.now, ..composer.draft_now() };
        self.send_out(draft)
    }

    /// Everything is on the medium before another program has the terminal.
    fn send_out(&mut self, draft: Draft) -> Vec<Effect> {
        let below = self.about(&draft);
        let mut effects = self.keep_everything();
        effects.push(Effect::EditOutside { draft: Box::new(draft), below });
        effects
    }

    /// What the note is about, for the lines below its text.
    fn about(&self, draft: &Draft) -> Vec<String> {
        let found = draft.content.anchor.resolve(&self.cable).found();
        let paragraph = found.and_then(|found| self.cable.paragraphs.get(found.paragraph));
        let id = self.cable.header.reference_id.as_deref().unwrap_or("this text");
        let mut lines =
            vec![format!("Note on {} of {}.", self.place_name(found.map(|found| found.paragraph)), safe(id))];
        let blocks = paragraph.and_then(|paragraph| self.cable.blocks.get(paragraph.blocks.clone()));
        for block in blocks.into_iter().flatten() {
            let text = safe(block.reading.text()).into_owned();
            lines.push(String::new());
            lines.extend(
                wrap(&text, WIDTH).into_iter().map(|row| text.get(row).unwrap_or_default().to_string()),
            );
        }
        lines
    }

    /// What came back. Once it is in the journal, the editor's file is not needed any longer.
    pub(super) fn edited(&mut self, draft: Draft, edited: &EditedText, moment: Moment) -> Vec<Effect> {
        let mut effects = self.take_back(draft, &edited.text, moment);
        if edited.taken_in > 0 {
            let was = if edited.taken_in == 1 { "was" } else { "were" };
            let lines = format!("{} from below the line {was} taken in", counted(edited.taken_in, "line"));
            let said = self.message.take().map(|message| format!("; {message}")).unwrap_or_default();
            self.tell(lines + &said);
        }
        effects.push(Effect::EditTaken);
        effects
    }

    /// In the open editor it is one more step of the text; else it becomes the note, as if it had been saved there.
    fn take_back(&mut self, draft: Draft, text: &str, moment: Moment) -> Vec<Effect> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text == draft.content.body {
            self.tell("the editor changed nothing");
            return Vec::new();
        }
        if let Mode::Composing(composer) = &mut self.mode {
            composer.editor.become_text(&text);
            return self.composed(moment);
        }
        if text.trim().is_empty() {
            self.tell("the editor gave an empty text: the note stays as it was; dd deletes it");
            return Vec::new();
        }
        let mut edited = Draft { at: moment.now, ..draft };
        edited.content.body = text;
        match self.notebook.save_draft(edited.clone(), moment) {
            Ok(done) => self.tell(done),
            Err(why) => {
                self.notebook.keep_draft(edited);
                self.tell(format!("{why}; it is kept as a draft"));
            }
        }
        self.write_through()
    }
}
