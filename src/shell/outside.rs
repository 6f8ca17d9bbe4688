//! The reader's own editor, `$VISUAL` or else `$EDITOR`, with the terminal to itself.
//!
//! It runs in the program's own process group, as for any program that a shell started: the keys `^C`, `^\` and `^Z` reach
//! both, so while it runs the first two are left to it, and the program stops together with it.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::io::{FdFlags, fcntl_setfd};
use rustix::stdio::stdout;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::look::{is_secure, set};
use crate::store::Outside;

/// Whether an editor has the terminal: asked by the thread that hears the signals.
static RUNNING: AtomicBool = AtomicBool::new(false);
/// When the last one ended.
static ENDED: Mutex<Option<Instant>> = Mutex::new(None);
/// How long after that a key that was meant for it may still be on its way through that thread.
const LATE: Duration = Duration::from_millis(500);

/// How an editor ended.
pub(super) enum Ended {
    /// As one that saved.
    Well,
    /// With a code that says it did not, or not begun at all; why.
    Badly(String),
    /// By a signal; which.
    Killed(String),
}

/// Whether an editor has the terminal.
pub(super) fn is_running() -> bool {
    RUNNING.load(Ordering::SeqCst)
}

/// Whether a signal from the keyboard that is heard now was meant for an editor.
pub(super) fn has_the_keyboard() -> bool {
    let ended = *ENDED.lock().unwrap_or_else(PoisonError::into_inner);
    is_running() || ended.is_some_and(|ended| ended.elapsed() < LATE)
}

/// The command line of the editor, as the shell understands it: the one that is set, which the environment may say too.
///
/// # Errors
/// In one line, why there is none.
pub(super) fn editor(own: &str) -> Result<String, String> {
    if is_secure(set) {
        return Err("REFTEL_SECURE is set: no editor is started from here; i edits the note".into());
    }
    match own.trim() {
        "" => Err("no editor is named: set VISUAL or EDITOR; i edits the note here".into()),
        own => Ok(own.to_owned()),
    }
}

/// Runs the editor on a file until it ends. The terminal must have been given back; its modes are afterwards what they
/// are now, whatever the editor leaves.
pub(super) fn run(editor: &str, file: &Outside) -> Ended {
    let modes = tcgetattr(stdout());
    RUNNING.store(true, Ordering::SeqCst);
    // Inherited, so that the lock on the draft lives as long as the editor, should this program be killed.
    let shared = fcntl_setfd(file.lock(), FdFlags::empty());
    let status = begin(editor, &file.path()).and_then(|mut child| child.wait());
    let _ = shared.and_then(|()| fcntl_setfd(file.lock(), FdFlags::CLOEXEC));
    *ENDED.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    RUNNING.store(false, Ordering::SeqCst);
    if let Ok(modes) = modes {
        let _ = tcsetattr(stdout(), OptionalActions::Drain, &modes);
    }
    match status {
        Ok(status) if status.success() => Ended::Well,
        // A shell in between tells the signal as 128 + n.
        Ok(status) => match (status.signal(), status.code()) {
            (Some(signal), _) => Ended::Killed(format!("{editor} was ended by signal {signal}")),
            (None, Some(code)) if code > 128 => {
                Ended::Killed(format!("{editor} was ended by signal {}", code - 128))
            }
            (None, Some(126 | 127)) => Ended::Badly(format!("{editor} cannot be run")),
            (None, code) => Ended::Badly(format!("{editor} ended with code {}", code.unwrap_or_default())),
        },
        Err(error) => Ended::Badly(format!("{editor} cannot be started: {error}")),
    }
}

/// Runs the editor on any file, with the terminal as it is.
///
/// # Errors
/// When it cannot be started.
pub(super) fn edit(editor: &str, file: &Path) -> io::Result<ExitStatus> {
    begin(editor, file)?.wait()
}

/// `$VISUAL` may hold arguments and quotes: the shell reads it, and the file is an argument of its own. The shell waits for
/// the editor whatever keys are meant for that; its traps are not the editor's.
fn begin(editor: &str, file: &Path) -> io::Result<std::process::Child> {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("trap : INT QUIT\n{editor} \"$1\"")).arg("reftel").arg(file);
    // The cable may have come through standard input; the keys never do.
    if !io::stdin().is_terminal() {
        command.stdin(Stdio::from(File::options().read(true).write(true).open("/dev/tty")?));
    }
    command.spawn()
}
