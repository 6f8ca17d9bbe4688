//! The terminal: taken over, drawn on, and always given back.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{self, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use rustix::stdio::stdout;

use super::clipboard::Clipboard;
use super::frame::Abilities;
use super::keyboard::Answer;
use super::pace::{self, Pace};
use super::painter::{Look, Painter};
use super::tty;
use super::writer::{self, Writer};
use crate::app::{App, Outcome};
use crate::layout::Size;

/// How long the terminal may take nothing when it is taken over.
const TAKING: Duration = Duration::from_secs(30);

/// How long a terminal that takes nothing is waited for before it is left as it is.
pub(super) const LAST_PATIENCE: Duration = Duration::from_millis(500);

/// Whether the terminal is taken over: asked by whoever has to give it back, the panic hook among them.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal and what it shows. Given back when dropped.
pub(super) struct Screen {
    painter: Painter,
    writer: Writer,
    pace: Pace,
    /// What it can do is asked for as soon as it has answered anything.
    curious: bool,
    clipboard: Clipboard,
    /// What goes out before the next frame: what the reader has copied.
    outgoing: Vec<u8>,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn take(look: Look, clipboard: Clipboard, writer: Writer) -> io::Result<Self> {
        take_over()?;
        let painter = Painter::new(look, abilities());
        Ok(Self { painter, writer, pace: Pace::default(), curious: false, clipboard, outgoing: Vec::new() })
    }

    /// Looks otherwise from the next frame on, and gives what is copied another way.
    pub(super) fn dress(&mut self, look: Look, clipboard: Clipboard) {
        self.painter.dress(look);
        self.clipboard = clipboard;
    }

    /// The size of the terminal now.
    pub(super) fn size() -> Size {
        terminal::size().map_or(Size::clamped(80, 24), |(width, height)| Size::clamped(width, height))
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.painter.forget();
    }

    /// Takes the terminal over again, whether it was given back or somebody else used it meanwhile.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        self.forget();
        take_over()
    }

    /// Sends what changed on its way, in one write; nothing while the terminal is given back, or while the frame before
    /// is still on its way. How long the terminal may take to answer for that one, where nothing was drawn for this reason.
    pub(super) fn draw(&mut self, app: &App) -> Option<Duration> {
        if !TAKEN.load(Ordering::SeqCst) || !self.writer.is_idle() {
            return None;
        }
        let now = Instant::now();
        if let Some(wait) = self.pace.wait(now) {
            return Some(wait);
        }
        let mut frame = std::mem::take(&mut self.outgoing);
        frame.extend(self.painter.paint(app));
        if frame.is_empty() {
            return None;
        }
        super::fault::point("draw");
        if std::mem::take(&mut self.curious) {
            frame.extend_from_slice(MODES);
        }
        if self.pace.asks() {
            frame.extend_from_slice(pace::QUESTION);
            self.pace.asked(now);
        }
        self.writer.send(frame);
        None
    }

    /// Sends a text to the clipboard, before the next frame. Whether the terminal takes it is not known: none says so.
    pub(super) fn copy(&mut self, what: &str, text: &str) -> Outcome {
        match self.clipboard.sequence(text) {
            Ok(sequence) => {
                self.outgoing = sequence;
                let way = self.clipboard.words();
                Outcome::Copied(format!(
                    "{what} sent to the clipboard {way}; if nothing arrives, the terminal refused"
                ))
            }
            Err(why) => Outcome::NotCopied(why),
        }
    }

    /// Takes up what the terminal answers.
    pub(super) fn answered(&mut self, answer: Answer) {
        match answer {
            Answer::Ready => {
                self.curious = self.pace.answered() && is_modern();
            }
            Answer::Mode { number, known } => self.painter.learn(number, known),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Who copies and quits at once has copied.
        if is_taken() && !self.outgoing.is_empty() && writer::is_done(LAST_PATIENCE) {
            self.writer.send(std::mem::take(&mut self.outgoing));
        }
        give_back();
    }
}

/// Asks whether the terminal has margins at the sides, and shows an update at once that is marked as one.
const MODES: &[u8] = b"\x1b[?69$p\x1b[?2026$p";

/// Whether the terminal is of a family that takes a question it does not know for none. Older ones print a part of it.
fn is_modern() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    ["xterm", "tmux", "foot", "alacritty", "wezterm", "contour", "mintty"]
        .iter()
        .any(|name| term.starts_with(name))
}

/// What the terminal can do, as far as its name tells.
fn abilities() -> Abilities {
    let term = std::env::var("TERM").unwrap_or_default();
    // The first of the line could neither insert nor delete a line.
    let scrolls = !(term.starts_with("vt100") || term.starts_with("vt52") || term == "ansi-m");
    Abilities { scrolls, margins: false, synchronizes: false }
}

fn take_over() -> io::Result<()> {
    // After a stop from outside the modes may be anybody's, while crossterm takes them for raw and would do nothing.
    terminal::disable_raw_mode()?;
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste)?;
    let sent = tty::send(stdout(), &bytes, TAKING);
    if sent.is_err() {
        give_back();
    }
    sent
}

/// Gives the terminal back; every step is tried, whatever the others did. The modes come first: nothing is written for
/// them, so that a terminal that nobody reads cannot hold them up.
pub(super) fn give_back() {
    if is_taken() {
        pace::finish();
    }
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = terminal::disable_raw_mode();
    let mut bytes = Vec::new();
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        SetAttribute(Attribute::Reset),
        DisableBracketedPaste,
        Show,
        LeaveAlternateScreen
    );
    if writer::is_done(LAST_PATIENCE) && tty::is_writable(stdout(), LAST_PATIENCE) {
        let _ = tty::send(stdout(), &bytes, LAST_PATIENCE);
    }
}

/// Whether the terminal is taken over.
pub(super) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Gives back the line discipline only, where the program ends without the thread that draws.
pub(super) fn restore_modes() {
    if TAKEN.load(Ordering::SeqCst) {
        let _ = terminal::disable_raw_mode();
    }
}
