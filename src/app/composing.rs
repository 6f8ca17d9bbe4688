//! Commands while a note is written.

use super::{App, Effect, Mode, Moment};
use crate::keys::Action;
use crate::layout::Pane;

impl App {
    /// Runs a command of the note editor.
    pub(super) fn run_composing(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        let width = self.editor_width();
        let Mode::Composing(composer) = &mut self.mode else { return Vec::new() };
        let editor = &mut composer.editor;
        let before = editor.text().len();
        match action {
            Action::EditorSave => return self.close_editor(true, moment),
            Action::EditorClose => return self.close_editor(false, moment),
            Action::Interrupt => {
                self.tell("Esc closes the editor and keeps the draft; ^S saves");
                return Vec::new();
            }
            Action::EditorNewline => editor.insert("\n"),
            Action::EditorUp => editor.move_up(width),
            Action::EditorDown => editor.move_down(width),
            Action::EditorWordLeft => editor.move_word_left(),
            Action::EditorWordRight => editor.move_word_right(),
            Action::EditorLineStart => editor.move_line_start(),
            Action::EditorLineEnd => editor.move_line_end(),
            Action::EditorTextStart => editor.move_text_start(),
            Action::EditorTextEnd => editor.move_text_end(),
            Action::EditorLeft => editor.move_left(),
            Action::EditorRight => editor.move_right(),
            Action::EditorDeleteLeft => editor.delete_left(),
            Action::EditorDeleteRight => editor.delete_right(),
            Action::EditorDeleteWordLeft => editor.cut_word_left(),
            Action::EditorDeleteWordRight => editor.cut_word_right(),
            Action::EditorKillToStart => editor.cut_to_line_start(),
            Action::EditorKillToEnd => editor.cut_to_line_end(),
            Action::EditorYank => editor.yank(),
            Action::EditorUndo | Action::EditorRedo => {
                let done = if action == Action::EditorUndo { editor.undo() } else { editor.redo() };
                if !done {
                    self.tell("no further change in this text");
                    return Vec::new();
                }
                return self.composed(moment);
            }
            _ => return Vec::new(),
        }
        // Moving changes nothing that would have to be written down.
        if editor.text().len() == before { Vec::new() } else { self.composed(moment) }
    }

    /// After every change of the text: the draft follows, and goes to the journal before the next key.
    pub(super) fn composed(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = &mut self.mode else { return Vec::new() };
        composer.draft.content.body = composer.editor.text().to_string();
        composer.draft.at = moment.now;
        let draft = composer.draft.clone();
        self.notebook.keep_draft(draft);
        vec![self.journal()]
    }

    /// Closes the editor: the text becomes the note, or stays as a draft.
    fn close_editor(&mut self, save: bool, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = std::mem::take(&mut self.mode) else { return Vec::new() };
        let mut draft = composer.draft;
        draft.content.body = composer.editor.text().to_string();
        let id = draft.id.clone();
        let mut effects = Vec::new();
        if save {
            if !self.notebook.save_draft(draft, moment) {
                self.tell("nothing to save: the note is empty or unchanged");
            }
            effects.extend(self.write_through());
            // The draft is a note now: the journal need not hold it any longer.
            effects.push(self.journal());
        } else {
            self.notebook.close_draft(draft);
            self.notebook.rebuild(&self.cable);
            effects.push(self.journal());
            if let Some(leaf) = self.notebook.leaves().iter().position(|leaf| leaf.id == id && leaf.draft) {
                self.notebook.select(leaf);
                self.tell("draft kept; i goes on with it");
            }
        }
        self.focus_on(composer.from);
        effects
    }

    /// Columns of the note editor's text.
    pub(super) fn editor_width(&self) -> usize {
        let area = self.panes.area(Pane::Notes).unwrap_or_default();
        usize::from(area.width).saturating_sub(2).max(1)
    }
}
