//! Signals, on a thread of their own.

use std::sync::mpsc::Sender;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::session::Incoming;
use super::{outside, suspend};

/// How long the main thread has to save and leave before the program ends without it: longer than it waits for another
/// program's lock. What was typed before that wait is in the journal.
const PATIENCE: Duration = Duration::from_secs(4);

/// Starts listening. A signal that ends the program is passed on once; its repeats are ignored.
pub(super) fn start(sender: Sender<Incoming>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    std::thread::Builder::new().name(String::from("signals")).spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            let message = match signal {
                SIGTSTP if outside::is_running() => {
                    suspend::stop_alone();
                    continue;
                }
                // From the keyboard they are meant for the editor that has it.
                SIGINT | SIGQUIT if outside::has_the_keyboard() => continue,
                SIGTSTP => Incoming::Suspend,
                SIGCONT => Incoming::Continued,
                SIGWINCH => Incoming::Resized,
                _ if ending => continue,
                fatal => {
                    ending = true;
                    let code = 128 + u8::try_from(fatal).unwrap_or_default();
                    end_anyway(code);
                    Incoming::Hangup(code)
                }
            };
            if sender.send(message).is_err() {
                break;
            }
        }
    })?;
    Ok(())
}

fn end_anyway(code: u8) {
    let _ = std::thread::Builder::new().name(String::from("end")).spawn(move || {
        std::thread::sleep(PATIENCE);
        super::screen::restore_modes();
        std::process::exit(i32::from(code));
    });
}
