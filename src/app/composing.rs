//! Commands while a note is written.

use std::ops::Range;

use super::margin::{MARKER, text_width};
use super::typing::LONGEST;
use super::{App, Composer, Effect, Mode, Moment};
use crate::annotation::Draft;
use crate::keys::Action;
use crate::layout::Area;

/// Fewest rows of the editor, where the pane has them.
const EDITOR: u16 = 6;

impl App {
    /// Runs a command of the note editor.
    pub(super) fn run_composing(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        let width = self.editor_width();
        let Mode::Composing(composer) = &mut self.mode else { return Vec::new() };
        let editor = &mut composer.editor;
        let before = editor.text().len();
        match action {
            Action::EditorSave => return self.save_note(moment),
            Action::EditorClose => return self.keep_note(),
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
            Action::EditorYank if editor.yanks() + before > LONGEST => {
                self.tell("too long for a note: nothing was put back");
                return Vec::new();
            }
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
        // Moving changes nothing that would have to be written down; whatever changes the text changes its length.
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

    /// `^S`: the text becomes the note.
    fn save_note(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = &self.mode else { return Vec::new() };
        let draft = composer.draft_now();
        match self.notebook.save_draft(draft, moment) {
            Ok(done) => {
                self.close_editor();
                self.tell(done);
                self.write_through()
            }
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    /// `Esc`: the text stays as a draft.
    fn keep_note(&mut self) -> Vec<Effect> {
        let Mode::Composing(composer) = &self.mode else { return Vec::new() };
        let draft = composer.draft_now();
        let id = draft.id.clone();
        self.notebook.close_draft(draft);
        self.notes_changed();
        if let Some(leaf) = self.notebook.leaves().iter().position(|leaf| leaf.id == id && leaf.draft) {
            self.notebook.select(Some(leaf));
            self.tell("draft kept; i goes on with it");
        }
        self.close_editor();
        vec![self.journal()]
    }

    fn close_editor(&mut self) {
        if let Mode::Composing(composer) = std::mem::take(&mut self.mode) {
            self.focus_on(composer.from);
        }
    }

    /// Columns of the note editor's text.
    fn editor_width(&self) -> usize {
        text_width(self.panes.notes.unwrap_or_default().width)
    }

    /// Where the editor is on the screen, while a note is written: at the height of the paragraph it is about, as tall
    /// as its text, inside the pane.
    pub fn editor_box(&self) -> Option<EditorBox> {
        let Mode::Composing(composer) = &self.mode else { return None };
        let pane = self.panes.notes?;
        let rows = composer.editor.rows(self.editor_width());
        let (row, column) = composer.editor.position(&rows);
        let wanted = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
        let height = wanted.clamp(EDITOR.min(pane.height), pane.height);
        let beside = match self.panes.cable {
            Some(_) => self.reader.cursor_row().saturating_sub(self.reader.top()),
            None => 0,
        };
        let y = u16::try_from(beside).unwrap_or(u16::MAX).min(pane.height - height);
        let area = Area { y: pane.y + y, height, ..pane };
        // A pane of one or two rows keeps them for the text.
        let (head, foot) = (u16::from(height > 1), u16::from(height > 2));
        let room = usize::from(height - head - foot);
        let first = (row + 1).saturating_sub(room);
        let below = rows.len().saturating_sub(first + room);
        let x = MARKER + u16::try_from(column).unwrap_or(u16::MAX).min(pane.width.saturating_sub(MARKER + 1));
        let cursor = (area.x + x.min(pane.width.saturating_sub(1)), area.y + head + (row - first) as u16);
        let rows = rows.into_iter().skip(first).take(room).collect();
        Some(EditorBox { area, head, foot, rows, below, cursor })
    }
}

/// The editor on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorBox {
    /// All of it.
    pub area: Area,
    /// Rows for the title: 1, or 0 where there is no room.
    pub head: u16,
    /// Rows for the foot: 1, or 0 where there is no room.
    pub foot: u16,
    /// The rows of the text that are in view.
    pub rows: Vec<Range<usize>>,
    /// How many rows are below them.
    pub below: usize,
    /// The cell of the cursor.
    pub cursor: (u16, u16),
}

impl Composer {
    /// The draft with the text as it is now.
    fn draft_now(&self) -> Draft {
        let mut draft = self.draft.clone();
        draft.content.body = self.editor.text().to_string();
        draft
    }
}
