//! Draws `&App` into a buffer: one file per region of the screen. Decides nothing, writes no state.

mod around_page;
mod ascii;
mod cable_pane;
mod canvas;
mod colour;
mod contents_page;
mod entities_pane;
mod foot;
mod help_page;
mod library_page;
mod list_page;
mod menu;
mod note_editor;
mod notes_pane;
mod styles;
mod theme;
mod titles;

pub use ascii::{ascii, make_ascii};
pub use colour::Depth;
pub use styles::Styles;
pub use theme::{Role, Theme};

use ratatui::buffer::Buffer;

use crate::app::{App, Mode};
use crate::layout::Area;
use canvas::Canvas;

/// Draws the whole screen. Gives the cell of the terminal's cursor: the row that is read, or the character that is
/// typed; `None` when there is no room for it.
pub fn draw(buffer: &mut Buffer, app: &App, styles: &Styles) -> Option<(u16, u16)> {
    let size = app.size();
    let area = buffer.area;
    let screen = Area { x: 0, y: 0, width: size.width.min(area.width), height: size.height.min(area.height) };
    if screen.is_empty() {
        return None;
    }
    let canvas = &mut Canvas::new(buffer, screen, styles);
    canvas.clear();
    if let Mode::Help(page) = app.mode() {
        return Some(help_page::draw(canvas, app, page));
    }
    if let Mode::Contents(contents) = app.mode() {
        return Some(contents_page::draw(canvas, app, contents));
    }
    if let Mode::List(list) = app.mode() {
        return Some(list_page::draw(canvas, app, list));
    }
    if let Mode::Library = app.mode() {
        return Some(library_page::draw(canvas, app));
    }
    if let Mode::Page(page) = app.mode() {
        return Some(around_page::draw(canvas, app, page));
    }
    titles::draw(canvas, app);
    let mut cursor = cable_pane::draw(canvas, app);
    let entity = entities_pane::draw(canvas, app);
    let note = notes_pane::draw(canvas, app);
    cursor = note.or(entity).or(cursor);
    foot::draw(canvas, app).or(cursor)
}
