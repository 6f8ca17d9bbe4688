//! A program in a real pseudo-terminal, and the screen that it draws there.

use std::io::{Read, Write};
use std::num::NonZero;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

use crate::bare::bare;

/// Longest wait for the program to do what is expected of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// As many as the model of a terminal can have.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count.clamp(1, 1000)).unwrap()
}

/// A running program and its terminal.
pub(crate) struct Pty {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    reading: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    /// Everything that the program has sent.
    pub(crate) sent: Vec<u8>,
}

impl Pty {
    /// Starts `program` with `config` as its configuration directory, on a terminal of 80 x 24.
    pub(crate) fn start(
        program: &str,
        arguments: &[&str],
        config: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_on((80, 24), program, arguments, config, environment)
    }

    /// The same on a terminal of so many columns and rows, be they nonsense.
    pub(crate) fn start_on(
        (cols, rows): (u16, u16),
        program: &str,
        arguments: &[&str],
        config: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in bare(program).get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("REFTEL_AUTHOR", "Tester");
        command.env("REFTEL_CONFIG_DIR", config);
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        let reading = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() || closed.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(cells(rows), cells(cols), 0);
        let (master, keyboard, reading) = (Some(pair.master), Some(keyboard), Some(reading));
        Self { child, master, keyboard, reading, closing, output, screen, sent: Vec::new() }
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    /// Reads until the screen is as wanted.
    pub(crate) fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        while !wanted(self.screen.screen()) {
            let Ok(bytes) = self.output.recv_timeout(PATIENCE) else {
                panic!("waited for {what}; the screen is\n{}", self.screen.screen().contents());
            };
            self.screen.process(&bytes);
            self.sent.extend(bytes);
        }
    }

    /// Reads until a text is on the screen.
    pub(crate) fn until_text(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Gives the terminal a new size.
    pub(crate) fn resize(&mut self, cols: u16, rows: u16) {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.screen.screen_mut().set_size(cells(rows), cells(cols));
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// The modes of the terminal, as `stty -a` would tell them.
    pub(crate) fn modes(&self) -> String {
        format!("{:?}", self.master.as_ref().unwrap().get_termios().unwrap())
    }

    /// The program's end of the terminal.
    pub(crate) fn tty(&self) -> OwnedFd {
        let name = self.master.as_ref().unwrap().tty_name().unwrap();
        rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap()
    }

    fn id(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.id(), signal).unwrap();
    }

    /// Waits until the program is stopped.
    pub(crate) fn until_stopped(&self) {
        let (_, status) = waitpid(Some(self.id()), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "the program ended");
    }

    /// Tears the line down, as a dropped connection does. The reading thread holds the line too: a resize makes the
    /// program send something, so that the thread comes back and lets go.
    pub(crate) fn hang_up(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.resize(70, 20);
        self.reading.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.master = None;
    }

    /// Waits for the end, reading what is still sent; gives the exit code. A program that does not end is killed.
    pub(crate) fn end(&mut self) -> u32 {
        let program = self.id();
        let (ended, end) = channel::<()>();
        let watch = std::thread::spawn(move || {
            if end.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                kill_process(program, Signal::KILL).unwrap();
            }
        });
        let code = self.child.wait().unwrap().exit_code();
        drop(ended);
        watch.join().unwrap();
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.screen.process(&bytes);
            self.sent.extend(bytes);
        }
        code
    }

    /// Whether the program has given back what it took: main screen, cursor, no bracketed paste.
    pub(crate) fn assert_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
    }
}
