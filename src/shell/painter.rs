//! Frames as bytes: what must be sent so that the terminal shows the program as it is now.

use std::io;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::{self, Theme};

/// The frame that the terminal shows.
pub(super) struct Painter {
    theme: Theme,
    shown: Buffer,
    cursor: Option<(u16, u16)>,
    /// Whether what is on the terminal is unknown, so that everything must be sent.
    stale: bool,
}

impl Painter {
    /// A painter before the first frame.
    pub(super) fn new(theme: Theme) -> Self {
        Self { theme, shown: Buffer::default(), cursor: None, stale: true }
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// The bytes of the next frame: what changed, inside a synchronized update; none when nothing changed.
    pub(super) fn paint(&mut self, app: &App) -> io::Result<Vec<u8>> {
        let size = app.size();
        let area = Rect::new(0, 0, size.width, size.height);
        let mut next = Buffer::empty(area);
        let cursor = ui::draw(&mut next, app, &self.theme);
        let whole = self.stale || self.shown.area != area;
        if whole {
            self.shown = Buffer::empty(area);
        }
        let changes = self.shown.diff(&next);
        let mut frame = Vec::new();
        if changes.is_empty() && cursor == self.cursor && !whole {
            return Ok(frame);
        }
        queue!(frame, BeginSynchronizedUpdate, Hide)?;
        if whole {
            queue!(frame, SetAttribute(Attribute::Reset), Clear(ClearType::All))?;
        }
        CrosstermBackend::new(&mut frame).draw(changes.into_iter())?;
        if let Some((x, y)) = cursor {
            queue!(frame, MoveTo(x, y), Show)?;
        }
        queue!(frame, EndSynchronizedUpdate)?;
        self.shown = next;
        self.cursor = cursor;
        self.stale = false;
        Ok(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::keys::{Code, Key};
    use crate::layout::Size;
    use crate::shell::arguments::State;
    use crate::shell::{load, open};

    #[test]
    fn nothing_is_sent_when_nothing_changed() {
        let config = tempfile::tempdir().unwrap();
        let state = State { config_dir: Some(config.path().to_path_buf()), author: None };
        let (opening, desk) =
            open::open(load::load(None).unwrap(), false, &state, Size::clamped(120, 40)).unwrap();
        let mut app = App::open(opening);
        let mut painter = Painter::new(Theme::Colour);
        let first = painter.paint(&app).unwrap().len();
        assert!(first > 2_000, "the first frame has {first} bytes");
        assert!(painter.paint(&app).unwrap().is_empty());
        app.handle(Event::Key(Key::plain(Code::Char('j'))), desk.moment());
        let moved = painter.paint(&app).unwrap().len();
        assert!((1..first).contains(&moved), "a line down has {moved} bytes");
        assert!(painter.paint(&app).unwrap().is_empty());
        painter.forget();
        assert!(painter.paint(&app).unwrap().len() > 2_000);
    }
}
