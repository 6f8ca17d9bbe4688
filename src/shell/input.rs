//! Keys, on a thread of their own.
//!
//! crossterm's `poll` never returns once the terminal is gone and burns a core (crossterm #793). So this thread waits on
//! the terminal's descriptor itself, sees the hang-up, and asks crossterm only for what has already arrived.

use std::fs::File;
use std::io::IsTerminal;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::time::Duration;

use crossterm::event::{self, Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::rejoin::Rejoin;
use super::screen;
use super::session::{GONE, Incoming};
use crate::app::Event;
use crate::keys::{Code, Key};

/// Starts reading keys. Ends by itself when the terminal is gone or nobody listens.
pub(super) fn start(sender: Sender<Incoming>) -> std::io::Result<()> {
    let stdin = std::io::stdin();
    let tty: OwnedFd = if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()?
    } else {
        File::open("/dev/tty")?.into()
    };
    std::thread::Builder::new().name(String::from("input")).spawn(move || {
        let mut reader = Reader { sender, rejoin: Rejoin::default() };
        while reader.serve(&tty) {}
        let settled = reader.rejoin.settle();
        reader.send(settled);
        let _ = reader.sender.send(Incoming::Hangup(GONE));
    })?;
    Ok(())
}

/// How long to look away from a terminal that is given back, before looking again.
const GIVEN_BACK: Duration = Duration::from_millis(10);

/// What waiting for input came to.
enum Wait {
    Arrived,
    Silence,
    Gone,
}

/// Waits for input, as long as it may take to belong to what is held back.
fn wait(tty: &OwnedFd, patience: Option<Duration>) -> Wait {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut watched = [PollFd::new(tty, PollFlags::IN)];
    match poll(&mut watched, patience.as_ref()) {
        Ok(0) => Wait::Silence,
        Err(errno) if errno != rustix::io::Errno::INTR => Wait::Gone,
        _ if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => Wait::Gone,
        _ => Wait::Arrived,
    }
}

/// The shortest wait: crossterm reads nothing at all when it is given none, and spins while it waits.
const AT_ONCE: Duration = Duration::from_micros(100);

/// Most events that are passed on together.
const BURST: usize = 4096;

struct Reader {
    sender: Sender<Incoming>,
    rejoin: Rejoin,
}

impl Reader {
    /// Waits for something and passes it on; false when the terminal is gone or nobody listens.
    fn serve(&mut self, tty: &OwnedFd) -> bool {
        match wait(tty, self.rejoin.patience()) {
            // What is typed while the terminal is given back is for the shell.
            Wait::Arrived if !screen::is_taken() => {
                std::thread::sleep(GIVEN_BACK);
                true
            }
            Wait::Arrived => self.forward(),
            Wait::Silence => {
                let settled = self.rejoin.settle();
                self.send(settled)
            }
            Wait::Gone => false,
        }
    }

    /// Passes on everything that has arrived; false when reading failed or nobody listens.
    fn forward(&mut self) -> bool {
        loop {
            let Ok(events) = self.gather() else { return false };
            let all = events.len() < BURST;
            if !self.send(events) {
                return false;
            }
            if all {
                return true;
            }
        }
    }

    /// Reads what has arrived before any of it is passed on: what the first key does (quit, suspend) must not overtake the
    /// reading of the next.
    fn gather(&mut self) -> std::io::Result<Vec<Event>> {
        let mut events = Vec::new();
        while events.len() < BURST && event::poll(AT_ONCE)? {
            let arrived = event::read()?;
            super::fault::point("input");
            match translate(arrived) {
                Some(Event::Key(key)) => events.extend(self.rejoin.push(key)),
                Some(other) => {
                    events.extend(self.rejoin.settle());
                    events.push(other);
                }
                None => {}
            }
        }
        Ok(events)
    }

    fn send(&self, events: Vec<Event>) -> bool {
        events.into_iter().all(|event| self.sender.send(Incoming::Event(event)).is_ok())
    }
}

/// What a report of the terminal means. That it has a new size is known from the signal already.
fn translate(event: Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        Terminal::Paste(text) => Some(Event::Paste(text)),
        _ => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) => {
            shift = false;
            match c {
                // The bytes 0x1c to 0x1f arrive as Ctrl-4 to Ctrl-7; 0x1f is what Ctrl-_ and Ctrl-/ send.
                '7' if ctrl => Code::Char('_'),
                c if ctrl => Code::Char(c.to_ascii_lowercase()),
                c => Code::Char(c),
            }
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) if n <= 12 => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT), shift })
}
