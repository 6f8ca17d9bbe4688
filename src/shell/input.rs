//! Keys, on a thread of their own.
//!
//! crossterm's own reading never returns once the terminal is gone and burns a core (crossterm #793), and keeps the
//! terminal's answers to itself. So this thread waits on the terminal's descriptor and reads it.

use std::fs::File;
use std::io::IsTerminal;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::Sender;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::keyboard::{Answer, Input, Keyboard};
use super::session::{GONE, Incoming};
use super::{pace, screen};
use crate::app::Event;

/// Starts reading keys. Ends by itself when the terminal is gone or nobody listens.
pub(super) fn start(sender: Sender<Incoming>) -> std::io::Result<()> {
    let stdin = std::io::stdin();
    let tty: OwnedFd = if stdin.is_terminal() {
        stdin.as_fd().try_clone_to_owned()?
    } else {
        File::open("/dev/tty")?.into()
    };
    std::thread::Builder::new().name(String::from("input")).spawn(move || {
        let mut reader = Reader { sender, keyboard: Keyboard::default() };
        while reader.serve(&tty) {}
        let settled = reader.keyboard.settle();
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
        Err(errno) if errno != Errno::INTR => Wait::Gone,
        _ if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => Wait::Gone,
        _ => Wait::Arrived,
    }
}

/// Most bytes that one reading takes.
const READING: usize = 64 * 1024;

struct Reader {
    sender: Sender<Incoming>,
    keyboard: Keyboard,
}

impl Reader {
    /// Waits for something and passes it on; false when the terminal is gone or nobody listens.
    fn serve(&mut self, tty: &OwnedFd) -> bool {
        match wait(tty, self.keyboard.patience()) {
            // What is typed while the terminal is given back is for the shell.
            Wait::Arrived if !screen::is_taken() => {
                std::thread::sleep(GIVEN_BACK);
                true
            }
            Wait::Arrived => self.forward(tty),
            Wait::Silence => {
                let settled = self.keyboard.settle();
                self.send(settled)
            }
            Wait::Gone => false,
        }
    }

    /// Passes on what has arrived; false when the terminal is gone or nobody listens. It is read before any of it is passed
    /// on: what the first key does (quit, suspend) must not overtake the reading of the next.
    fn forward(&mut self, tty: &OwnedFd) -> bool {
        let mut bytes = vec![0; READING];
        match rustix::io::read(tty, &mut bytes) {
            Ok(0) => false,
            Ok(count) => {
                let arrived = self.keyboard.feed(bytes.get(..count).unwrap_or_default());
                self.send(arrived)
            }
            Err(errno) => matches!(errno, Errno::INTR | Errno::AGAIN),
        }
    }

    fn send(&self, inputs: Vec<Input>) -> bool {
        inputs.into_iter().all(|input| {
            super::fault::point("input");
            let incoming = match input {
                Input::Key(key) => Incoming::Event(Event::Key(key)),
                Input::Paste(text) => Incoming::Event(Event::Paste(text)),
                Input::Answer(answer) => {
                    // Whoever gives the terminal back waits for it, and takes nothing from the channel meanwhile.
                    if answer == Answer::Ready {
                        pace::give_up();
                    }
                    Incoming::Answer(answer)
                }
            };
            self.sender.send(incoming).is_ok()
        })
    }
}
