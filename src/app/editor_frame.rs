//! Where the note editor is on the screen, and what stands on its frame.

use super::margin::{MARKER, text_width};
use super::{App, Mode};
use crate::annotation::BODY_MAX;
use crate::layout::Area;

/// Fewest rows of the editor, where the pane has them.
const HEIGHT: u16 = 6;
/// Fewest columns in which the frame goes all the way round: narrower, the text needs each of them.
const BOXED: u16 = 10;
/// Bytes from which on the frame says how much of the limit is used.
const NEAR: usize = BODY_MAX * 3 / 4;

/// The editor on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorFrame {
    /// All of it.
    pub area: Area,
    /// Rows for the title: 1, or 0 where there is no room.
    pub head: u16,
    /// Rows for the foot: 1, or 0 where there is no room.
    pub foot: u16,
    /// Whether it has a right side.
    pub boxed: bool,
    /// Columns between its left edge and the text.
    pub indent: u16,
    /// The rows of the text that are in view.
    pub rows: std::ops::Range<usize>,
    /// How many rows are below them.
    pub below: usize,
    /// The cell of the cursor.
    pub cursor: (u16, u16),
    /// How much of the longest note it is, when that is near.
    pub limit: Option<String>,
    /// Where the text is, or why it is nowhere.
    pub kept: Result<&'static str, String>,
}

impl App {
    /// Lays the text of the open note out, and scrolls to its cursor.
    pub(super) fn fit_editor(&mut self) {
        let width = self.editor_width();
        let Mode::Composing(composer) = &mut self.mode else { return };
        composer.editor.lay_out(width);
        let Some(frame) = self.editor_frame() else { return };
        let room = frame.rows.len().max(1);
        let Mode::Composing(composer) = &mut self.mode else { return };
        let row = composer.editor.position().0;
        composer.top = composer.top.clamp((row + 1).saturating_sub(room), row);
    }

    /// Columns of the note editor's text. Behind the last there is one more for the cursor, before the frame.
    fn editor_width(&self) -> usize {
        let width = self.panes.notes.unwrap_or_default().width;
        if width < BOXED { text_width(width) } else { text_width(width) - 1 }
    }

    /// Where the editor is on the screen, while a note is written: at the height of what it is about, as tall as its text,
    /// inside the pane.
    pub fn editor_frame(&self) -> Option<EditorFrame> {
        let Mode::Composing(composer) = &self.mode else { return None };
        let pane = self.panes.notes?;
        let editor = &composer.editor;
        let wanted = u16::try_from(editor.height() + 2).unwrap_or(u16::MAX);
        let height = wanted.clamp(HEIGHT.min(pane.height), pane.height);
        let beside = match self.panes.cable {
            Some(_) => self.composed_row().saturating_sub(self.reader.top()),
            None => 0,
        };
        let y = u16::try_from(beside).unwrap_or(u16::MAX).min(pane.height - height);
        let area = Area { y: pane.y + y, height, ..pane };
        // A pane of one or two rows keeps them for the text.
        let (head, foot) = (u16::from(height > 1), u16::from(height > 2));
        let room = usize::from(height - head - foot);
        let end = (composer.top + room).min(editor.height());
        let rows = end.saturating_sub(room)..end;
        let (row, column) = editor.position();
        let edge = pane.width.saturating_sub(1 + u16::from(pane.width >= BOXED));
        let x = MARKER.saturating_add(u16::try_from(column).unwrap_or(u16::MAX)).min(edge);
        let cursor = (area.x + x, area.y + head + row.saturating_sub(rows.start).min(room) as u16);
        Some(EditorFrame {
            area,
            head,
            foot,
            boxed: pane.width >= BOXED,
            indent: MARKER,
            below: editor.height() - end,
            rows,
            cursor,
            limit: limit(editor.text().len()),
            kept: self.editor_kept(),
        })
    }

    /// The row of the text that must be in view: while a note is written the first one that it is about, unless the cursor
    /// is on another of them; else that of the cursor.
    pub(super) fn composed_row(&self) -> usize {
        let cursor = self.reader.cursor_row();
        let Mode::Composing(composer) = &self.mode else { return cursor };
        let Some(found) = composer.resolution.found() else { return cursor };
        let row = |offset| self.reader.page().row_of(self.reader.place_of(&self.cable, offset));
        let (first, last) = (row(found.span.start), row(found.span.end.saturating_sub(1)));
        if (first..=last).contains(&cursor) { cursor } else { first }
    }

    /// Where the text is, or why it is nowhere.
    fn editor_kept(&self) -> Result<&'static str, String> {
        let Mode::Composing(composer) = &self.mode else { return Ok("") };
        if let Some(why) = self.notebook.unwritten() {
            return Err(format!("not on disk: {why}"));
        }
        Ok(if self.notebook.has_draft(&composer.draft.id) { "draft in journal" } else { "" })
    }
}

/// How much of the longest note a text is, when that is near.
fn limit(length: usize) -> Option<String> {
    (length > NEAR).then(|| format!("{} of {} KiB", length.div_ceil(1 << 10), BODY_MAX >> 10))
}
