//! The interactive program: events in, effects out, a frame when something changed.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::perform::Desk;
use super::screen::{self, Screen};
use super::{Failure, fault, input, signals};
use crate::app::{App, Effect, Event, Opening, Outcome};
use crate::entity;
use crate::ui::Theme;

/// How long nothing must happen before the program is idle.
const IDLE: Duration = Duration::from_secs(1);

/// What reaches the main thread from the others.
#[derive(Debug)]
pub(super) enum Incoming {
    /// For the program.
    Event(Event),
    /// The terminal is gone, or the system ends the program; the exit code that says so.
    Hangup(u8),
    /// Somebody asks the program to stop itself.
    Suspend,
    /// The program runs again after a stop.
    Continued,
    /// The terminal has a new size.
    Resized,
}

/// Whether both ends of the program are a terminal that can show panes.
pub(super) fn is_possible() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    std::io::stdout().is_terminal() && !term.is_empty() && term != "dumb"
}

/// Reads a cable interactively until the reader quits.
pub(super) fn run(opening: Opening, desk: Desk) -> Result<ExitCode, Failure> {
    let failed = |error: std::io::Error| Failure::Terminal(format!("the terminal cannot be used: {error}"));
    hook_panics();
    let (sender, receiver) = channel();
    signals::start(sender.clone()).map_err(failed)?;
    let mut screen = Screen::take(theme()).map_err(failed)?;
    let extracting = sender.clone();
    let cable = Arc::clone(&opening.cable);
    std::thread::spawn(move || {
        let found = Outcome::Extracted(entity::extract(&cable));
        let _ = extracting.send(Incoming::Event(Event::Done(found)));
    });
    let app = App::open(Opening { size: Screen::size(), ..opening });
    let mut session = Session { app, desk, code: 0, over: false };
    session.draw(&mut screen);
    // Keys are asked for after the first frame: nothing waits for the terminal before there is something to read.
    input::start(sender).map_err(failed)?;
    session.serve(&receiver, &mut screen);
    drop(screen);
    session.farewell();
    Ok(ExitCode::from(session.code))
}

struct Session {
    app: App,
    desk: Desk,
    code: u8,
    over: bool,
}

impl Session {
    fn serve(&mut self, receiver: &Receiver<Incoming>, screen: &mut Screen) {
        let mut rested = false;
        while !self.over {
            let wait = if rested { Duration::from_secs(3600) } else { IDLE };
            match receiver.recv_timeout(wait) {
                Ok(incoming) => {
                    rested = false;
                    self.take(incoming, screen);
                    // Everything that has arrived is handled before a frame is drawn: a held key queues no frames.
                    while let (false, Ok(more)) = (self.over, receiver.try_recv()) {
                        self.take(more, screen);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    rested = true;
                    self.give(Event::Idle, screen);
                }
                Err(RecvTimeoutError::Disconnected) => self.hang_up(129, screen),
            }
            if !self.over {
                self.draw(screen);
            }
        }
    }

    fn take(&mut self, incoming: Incoming, screen: &mut Screen) {
        match incoming {
            Incoming::Event(event) => self.give(event, screen),
            Incoming::Hangup(code) => self.hang_up(code, screen),
            Incoming::Suspend => self.give(Event::Suspend, screen),
            Incoming::Resized => self.give(Event::Resize(Screen::size()), screen),
            Incoming::Continued => {
                if screen.retake().is_err() {
                    self.hang_up(129, screen);
                }
                self.give(Event::Resize(Screen::size()), screen);
            }
        }
    }

    fn hang_up(&mut self, code: u8, screen: &mut Screen) {
        self.code = code;
        self.give(Event::Hangup, screen);
    }

    /// Gives the program an event, and carries out what follows from it until nothing follows any more.
    fn give(&mut self, event: Event, screen: &mut Screen) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.app.handle(event, self.desk.moment()) {
                match effect {
                    Effect::Quit => self.over = true,
                    Effect::Redraw => screen.forget(),
                    Effect::Suspend => events.extend(suspend(screen)),
                    other => events.extend(self.desk.perform(other).map(Event::Done)),
                }
            }
        }
    }

    fn draw(&mut self, screen: &mut Screen) {
        fault::point("draw");
        if screen.draw(&self.app).is_err() {
            self.hang_up(129, screen);
        }
    }

    /// After the terminal is given back: what the reader must know once the screen is gone.
    fn farewell(&mut self) {
        if let Some(words) = self.app.unsaved_words() {
            Failure::State(words).print();
            self.code = self.code.max(4);
        }
    }
}

/// Stops the program until the shell continues it; nothing when nobody could continue it.
fn suspend(screen: &mut Screen) -> Option<Event> {
    let leader = rustix::process::getsid(None).is_ok_and(|session| session == rustix::process::getpid());
    if leader {
        return Some(Event::Done(Outcome::SuspendRefused));
    }
    screen.release();
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    match screen.retake() {
        Ok(()) => Some(Event::Resize(Screen::size())),
        Err(_) => Some(Event::Hangup),
    }
}

/// Attributes only where colours are not wanted, or the terminal is older than they are.
fn theme() -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let term = std::env::var("TERM").unwrap_or_default();
    let plain = term.starts_with("vt") || term == "ansi-m" || term.ends_with("-mono") || term.ends_with("-m");
    if no_color || plain { Theme::Monochrome } else { Theme::Colour }
}

/// A panic gives the terminal back and says where it happened, never what the reader wrote. The journal holds that.
fn hook_panics() {
    std::panic::set_hook(Box::new(|panic| {
        screen::give_back();
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        Failure::Terminal(format!(
            "stopped by a fault of its own{place}; what you typed is in the journal and opens with the cable"
        ))
        .print();
        std::process::exit(101);
    }));
}
