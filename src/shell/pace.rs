//! Drawing at the pace of the terminal: each frame ends in a question, and while that is not answered nothing more is drawn.
//!
//! Behind a slow line the program never feels that frames pile up: whatever it writes is taken at once by some buffer. Only
//! the terminal's own answer tells that a frame has arrived. One that never answers is not asked for long.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Asks for a report of the status (DSR 5); every terminal answers `CSI 0 n`.
pub(super) const QUESTION: &[u8] = b"\x1b[5n";

/// How long an answer may take, of a terminal that has answered before and of one that has not.
const SLOW: Duration = Duration::from_millis(1_500);
const UNKNOWN: Duration = Duration::from_millis(100);
/// Unanswered questions in a row after which none is asked any more.
const SILENT: u8 = 3;
/// How long the last answer is waited for when the terminal is given back: it would be typed into the shell.
const LAST: Duration = Duration::from_millis(500);

/// Whether an answer is on its way: asked by whoever gives the terminal back.
static ASKED: AtomicBool = AtomicBool::new(false);
/// Whether the terminal has answered at all.
static ANSWERS: AtomicBool = AtomicBool::new(false);

/// What is known of the last question.
#[derive(Debug, Default)]
pub(super) struct Pace {
    asked: Option<Instant>,
    unanswered: u8,
}

impl Pace {
    /// Whether a frame is to end in the question.
    pub(super) fn asks(&self) -> bool {
        self.unanswered < SILENT
    }

    /// A frame with the question is on its way.
    pub(super) fn asked(&mut self, now: Instant) {
        self.asked = Some(now);
        ASKED.store(true, Ordering::SeqCst);
    }

    /// The terminal has answered; whether that is its first answer.
    pub(super) fn answered(&mut self) -> bool {
        *self = Self::default();
        give_up();
        !ANSWERS.swap(true, Ordering::SeqCst)
    }

    /// How long nothing is to be drawn from now on, if the terminal does not answer before; `None` when it may be.
    pub(super) fn wait(&mut self, now: Instant) -> Option<Duration> {
        let limit = if ANSWERS.load(Ordering::SeqCst) { SLOW } else { UNKNOWN };
        let left =
            limit.checked_sub(now.saturating_duration_since(self.asked?)).filter(|left| !left.is_zero());
        if left.is_none() {
            self.asked = None;
            self.unanswered += 1;
        }
        left
    }
}

/// Waits for the answer that is on its way, for a moment.
pub(super) fn finish() {
    let patience = if ANSWERS.load(Ordering::SeqCst) { LAST } else { UNKNOWN };
    let end = Instant::now() + patience;
    while ASKED.load(Ordering::SeqCst) && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(2));
    }
    give_up();
}

/// No answer is on its way any more: it has been read, or nobody is there to give it.
pub(super) fn give_up() {
    ASKED.store(false, Ordering::SeqCst);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_until_the_terminal_answers_and_a_silent_one_is_not_asked_for_ever() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        assert!(pace.wait(start).is_none() && pace.asks());
        pace.asked(start);
        assert!(pace.wait(start).is_some());
        pace.answered();
        assert!(pace.wait(start).is_none() && pace.asks());
        for _ in 0..SILENT {
            assert!(pace.asks());
            pace.asked(start);
            assert!(pace.wait(start + SLOW / 2).is_some());
            assert!(pace.wait(start + SLOW).is_none(), "it has been silent for too long");
        }
        assert!(!pace.asks());
        pace.answered();
        assert!(pace.asks(), "it has answered after all");
    }
}
