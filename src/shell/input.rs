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
use rustix::event::{PollFd, PollFlags, poll};

use super::session::Incoming;
use crate::app::Event;
use crate::keys::{Code, Key};
use crate::layout::Size;

/// Exit code of a program whose terminal is gone: 128 + SIGHUP.
const GONE: u8 = 129;

/// Starts reading keys. Ends by itself when the terminal is gone or nobody listens.
pub(super) fn start(sender: Sender<Incoming>) -> std::io::Result<()> {
    let stdin = std::io::stdin();
    let tty: OwnedFd = if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()?
    } else {
        File::open("/dev/tty")?.into()
    };
    std::thread::Builder::new().name(String::from("input")).spawn(move || {
        while wait(&tty) && forward(&sender) {}
        let _ = sender.send(Incoming::Hangup(GONE));
    })?;
    Ok(())
}

/// Waits for input; false when the terminal is gone.
fn wait(tty: &OwnedFd) -> bool {
    let mut watched = [PollFd::new(tty, PollFlags::IN)];
    match poll(&mut watched, None) {
        Ok(_) => !watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        Err(errno) => errno == rustix::io::Errno::INTR,
    }
}

/// Passes on everything that has arrived; false when reading failed or nobody listens.
fn forward(sender: &Sender<Incoming>) -> bool {
    loop {
        match event::poll(Duration::ZERO) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(_) => return false,
        }
        let Ok(arrived) = event::read() else { return false };
        super::fault::point("input");
        if let Some(event) = translate(arrived)
            && sender.send(Incoming::Event(event)).is_err()
        {
            return false;
        }
    }
}

fn translate(event: Terminal) -> Option<Event> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        Terminal::Paste(text) => Some(Event::Paste(text)),
        Terminal::Resize(width, height) => Some(Event::Resize(Size::clamped(width, height))),
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
