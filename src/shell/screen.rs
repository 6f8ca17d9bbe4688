//! The terminal: taken over, drawn on, and always given back.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::layout::Size;
use crate::ui::{self, Theme};

/// Whether the terminal is taken over: asked by whoever has to give it back, the panic hook among them.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal and the frame that it shows.
pub(super) struct Screen {
    theme: Theme,
    shown: Buffer,
    cursor: Option<(u16, u16)>,
    /// Whether what is on the terminal is unknown, so that everything must be sent.
    stale: bool,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn take(theme: Theme) -> io::Result<Self> {
        take_over()?;
        Ok(Self { theme, shown: Buffer::default(), cursor: None, stale: true })
    }

    /// The size of the terminal now.
    pub(super) fn size() -> Size {
        terminal::size().map_or(Size::clamped(80, 24), |(width, height)| Size::clamped(width, height))
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// Gives the terminal back for a while.
    pub(super) fn release(&mut self) {
        give_back();
        self.stale = true;
    }

    /// Takes the terminal over again.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        self.stale = true;
        take_over()
    }

    /// Draws a frame: what changed, in one write, inside a synchronized update; nothing when nothing changed.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        let size = app.size();
        let area = Rect::new(0, 0, size.width, size.height);
        let mut next = Buffer::empty(area);
        let cursor = ui::draw(&mut next, app, &self.theme);
        let whole = self.stale || self.shown.area != area;
        if whole {
            self.shown = Buffer::empty(area);
        }
        let changes = self.shown.diff(&next);
        if changes.is_empty() && cursor == self.cursor && !whole {
            return Ok(());
        }
        let mut frame = Vec::new();
        queue!(frame, BeginSynchronizedUpdate, Hide)?;
        if whole {
            queue!(frame, SetAttribute(Attribute::Reset), Clear(ClearType::All))?;
        }
        CrosstermBackend::new(&mut frame).draw(changes.into_iter())?;
        if let Some((x, y)) = cursor {
            queue!(frame, MoveTo(x, y), Show)?;
        }
        queue!(frame, EndSynchronizedUpdate)?;
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()?;
        self.shown = next;
        self.cursor = cursor;
        self.stale = false;
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    out.flush()
}

/// Gives the terminal back; every step is tried, whatever the others did.
pub(super) fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        SetAttribute(Attribute::Reset),
        DisableBracketedPaste,
        Show,
        LeaveAlternateScreen
    );
    let mut out = io::stdout().lock();
    let _ = out.write_all(&bytes);
    let _ = out.flush();
    let _ = terminal::disable_raw_mode();
}

/// Gives back the line discipline only: nothing is written, so a terminal that nobody reads cannot hold it up.
pub(super) fn restore_modes() {
    if TAKEN.load(Ordering::SeqCst) {
        let _ = terminal::disable_raw_mode();
    }
}
