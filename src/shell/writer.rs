//! Frames on their way to the terminal, on a thread of their own: a terminal that takes nothing holds up no key.
//!
//! One frame is on its way at a time. While it is, nothing is drawn; when it has arrived, the latest state is.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use rustix::stdio::stdout;

use super::session::{GONE, Incoming};
use super::tty;

/// Whether a frame is on its way: asked by whoever has to give the terminal back, the panic hook among them.
static BUSY: AtomicBool = AtomicBool::new(false);

/// How long a terminal that does not block may take nothing of a frame before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way to the terminal.
pub(super) struct Writer {
    frames: Sender<Vec<u8>>,
}

impl Writer {
    /// Starts the thread. It says when a frame has arrived, and when the terminal is gone.
    pub(super) fn start(sender: Sender<Incoming>) -> io::Result<Self> {
        let (frames, waiting) = channel::<Vec<u8>>();
        std::thread::Builder::new().name(String::from("writer")).spawn(move || {
            for frame in waiting {
                let sent = tty::send(stdout(), &frame, PATIENCE);
                BUSY.store(false, Ordering::SeqCst);
                let message = if sent.is_ok() { Incoming::Drawn } else { Incoming::Hangup(GONE) };
                if sender.send(message).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { frames })
    }

    /// Whether no frame is on its way.
    pub(super) fn is_idle(&self) -> bool {
        !BUSY.load(Ordering::SeqCst)
    }

    /// Sends a frame on its way.
    pub(super) fn send(&self, frame: Vec<u8>) {
        BUSY.store(true, Ordering::SeqCst);
        if self.frames.send(frame).is_err() {
            BUSY.store(false, Ordering::SeqCst);
        }
    }
}

/// Waits until no frame is on its way; false when one still is after `patience`.
pub(super) fn is_done(patience: Duration) -> bool {
    let end = Instant::now() + patience;
    while BUSY.load(Ordering::SeqCst) {
        if Instant::now() >= end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    true
}
