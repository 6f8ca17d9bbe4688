//! The interactive program: events in, effects out, a frame when something changed.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::beside::{courier, extract, read_on, watch_notes};
use super::config::{Start, Watched};
use super::desk::Desk;
use super::exchange::Courier;
use super::keyboard::Answer;
use super::library::Library;
use super::load::Rest;
use super::original::Original;
use super::ring::Ring;
use super::saving::Save;
use super::screen::{self, Screen};
use super::watch::Watch;
use super::writer::Writer;
use super::{Failure, input, look, outside, pace, panics, signals, suspend, theme};
use crate::annotation::Draft;
use crate::app::{App, Effect, Event, Opening, Outcome};

/// How long nothing must happen before the program is idle.
const IDLE: Duration = Duration::from_secs(1);

/// As long as nothing happens.
const FOREVER: Duration = Duration::from_secs(3600);

/// How long a save may take before the program goes on without it: longer than it waits for another program.
const SAVING: Duration = Duration::from_secs(5);

/// The same when the terminal is gone. What is not saved then is in the journal.
const LAST_SAVING: Duration = Duration::from_millis(700);

/// Exit code of a program whose terminal is gone: 128 + SIGHUP.
pub(super) const GONE: u8 = 129;

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
    /// The frame that was on its way has arrived.
    Drawn,
    /// The save that was on its way has ended.
    Saved,
    /// Something has changed where the notes are.
    Touched,
    /// The terminal answers.
    Answer(Answer),
}

/// Whether both ends of the program are a terminal that can show panes.
pub(super) fn is_possible() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    std::io::stdout().is_terminal() && !term.is_empty() && term != "dumb"
}

/// What the program begins with.
pub(super) enum First {
    /// The text.
    Text,
    /// The text, and the tour of keys below it.
    Tour,
    /// The list of the cables in folders.
    Folders(Vec<PathBuf>),
}

/// Reads a cable interactively until the reader quits.
pub(super) fn run(
    opening: Opening,
    desk: Desk,
    rest: Option<Rest>,
    first: First,
    start: Start<'_>,
) -> Result<ExitCode, Failure> {
    let failed = |error: std::io::Error| Failure::Terminal(format!("the terminal cannot be used: {error}"));
    panics::hook(panics::SCREEN);
    let (sender, receiver) = channel();
    signals::start(sender.clone()).map_err(failed)?;
    let writer = Writer::start(sender.clone()).map_err(failed)?;
    let (look, faults) = theme::look(&desk);
    let opening = start.told(opening, &faults);
    let settings = start.watch(&desk);
    let screen = Screen::take(look, look::clipboard(desk.settings()), writer).map_err(failed)?;
    let (cable, text_sha256) = (Arc::clone(&opening.opened.cable), opening.opened.text_sha256.clone());
    let original = Original::at(opening.file.as_ref());
    let app = App::open(Opening { size: Screen::size(), ..opening });
    let app = if matches!(first, First::Tour) { app.with_tour() } else { app };
    let watch = Watch::default();
    let mut session = Session {
        app,
        desk,
        screen,
        watch,
        courier: None,
        library: Library::default(),
        original,
        settings,
        sender: sender.clone(),
        code: 0,
        over: false,
        touched: false,
        paced: None,
    };
    if let First::Folders(folders) = first {
        session.give(Event::Done(Outcome::Folders(folders)));
    }
    session.draw();
    // What is not needed for the first frame comes after it.
    extract(cable, text_sha256, &session.desk, &sender);
    session.watch = watch_notes(&session.desk, sender.clone());
    session.courier = courier(&mut session.desk, sender.clone());
    if let Some(rest) = rest {
        read_on(rest, sender.clone());
    }
    // Keys are asked for after the first frame: nothing waits for the terminal before there is something to read.
    input::start(sender).map_err(failed)?;
    session.serve(&receiver);
    Ok(ExitCode::from(session.farewell()))
}

struct Session {
    app: App,
    desk: Desk,
    screen: Screen,
    watch: Watch,
    courier: Option<Courier>,
    library: Library,
    original: Original,
    settings: Watched,
    sender: Sender<Incoming>,
    code: u8,
    over: bool,
    /// Whether somebody has changed the notes since they were looked at.
    touched: bool,
    /// How long the terminal may take to answer before what has changed is drawn all the same.
    paced: Option<Duration>,
}

impl Session {
    fn serve(&mut self, receiver: &Receiver<Incoming>) {
        let mut rested = false;
        while !self.over {
            let wait = if rested { self.watch.interval().unwrap_or(FOREVER) } else { IDLE };
            let paced = self.paced.take().filter(|paced| *paced < wait);
            match receiver.recv_timeout(paced.unwrap_or(wait)) {
                Ok(incoming) => {
                    // That a frame has arrived is no news that would wake the program up.
                    rested &= matches!(incoming, Incoming::Drawn | Incoming::Answer(_));
                    self.take(incoming);
                    // Everything that has arrived is handled before a frame is drawn: a held key queues no frames.
                    while let (false, Ok(more)) = (self.over, receiver.try_recv()) {
                        self.take(more);
                    }
                }
                Err(RecvTimeoutError::Timeout) if paced.is_some() => {}
                Err(RecvTimeoutError::Timeout) if rested => self.look(),
                Err(RecvTimeoutError::Timeout) => {
                    rested = true;
                    self.give(Event::Idle);
                    self.look_at_original();
                }
                Err(RecvTimeoutError::Disconnected) => self.hang_up(GONE),
            }
            if std::mem::take(&mut self.touched) && !self.over {
                self.look();
            }
            if !self.over {
                self.draw();
            }
        }
    }

    fn take(&mut self, incoming: Incoming) {
        match incoming {
            Incoming::Event(event) => self.give(event),
            Incoming::Hangup(code) => self.hang_up(code),
            Incoming::Suspend => self.give(Event::Suspend),
            // What has changed meanwhile is drawn now.
            Incoming::Drawn => {}
            Incoming::Answer(answer) => self.screen.answered(answer),
            Incoming::Saved => _ = self.take_saved(Duration::ZERO),
            Incoming::Touched => self.touched = true,
            Incoming::Resized => {
                // It may have been another size in between, and lost what it showed.
                self.screen.forget();
                self.give(Event::Resize(Screen::size()));
            }
            Incoming::Continued => match self.screen.retake() {
                Ok(()) => self.give(Event::Resize(Screen::size())),
                Err(_) => self.hang_up(GONE),
            },
        }
    }

    /// What a thread of the library tells its answers to.
    fn teller(&self) -> impl Fn(Outcome) + Send + 'static {
        let sender = self.sender.clone();
        move |outcome| _ = sender.send(Incoming::Event(Event::Done(outcome)))
    }

    /// Saves on a thread of its own.
    fn save(&mut self, save: Save) {
        let sender = self.sender.clone();
        self.desk.save(save, move || {
            let _ = sender.send(Incoming::Saved);
        });
    }

    /// Tells the program what became of a save; whether one ended within `patience`.
    fn take_saved(&mut self, patience: Duration) -> bool {
        let Some(ended) = self.desk.saved(patience) else { return false };
        if let Some(save) = ended.next {
            self.save(save);
        }
        if let Some(outcome) = ended.outcome {
            self.give(Event::Done(outcome));
        }
        let notices = self.desk.notices();
        if !notices.is_empty() {
            self.give(Event::Done(Outcome::Noticed(notices)));
        }
        // What others saved meanwhile has not been looked at.
        self.look();
        true
    }

    /// Looks whether another program has saved notes on the cable, or the reader has changed settings.
    fn look(&mut self) {
        if let Some(configured) = self.settings.read_anew(&self.desk) {
            self.give(configured);
        }
        self.watch.aim(&self.desk.places().1);
        self.give(Event::Touched);
        self.look_at_original();
    }

    /// Looks whether the file of the cable is as it was. Nothing wakes the program up for that.
    fn look_at_original(&mut self) {
        if let Some(words) = self.original.news() {
            self.give(Event::Done(Outcome::Noticed(vec![words.into()])));
        }
    }

    /// Waits for the saves that are on their way.
    fn finish_saving(&mut self) {
        let patience = if self.code == 0 { SAVING } else { LAST_SAVING };
        while self.desk.is_saving() && self.take_saved(patience) {}
    }

    fn hang_up(&mut self, code: u8) {
        if code == GONE {
            pace::give_up();
        }
        self.code = code;
        self.give(Event::Hangup);
    }

    /// Stops the program. That it goes on arrives as `Continued`, whoever stopped it; until then nothing is drawn.
    fn suspend(&mut self) -> Option<Event> {
        if !suspend::is_possible() {
            return Some(Event::Done(Outcome::SuspendRefused));
        }
        screen::give_back();
        suspend::stop();
        None
    }

    /// Lends the terminal to the reader's own editor.
    fn edit_outside(&mut self, draft: Box<Draft>, below: &[String]) -> Outcome {
        let editor = match self.desk.editor() {
            Ok(editor) => editor,
            Err(why) => return Outcome::NotEdited(why),
        };
        let outcome = self.desk.edit_outside(draft, below, |file| {
            screen::give_back();
            outside::run(&editor, file)
        });
        // The frame is drawn anew, whatever size the terminal has now.
        let again = if self.screen.retake().is_ok() { Incoming::Resized } else { Incoming::Hangup(GONE) };
        let _ = self.sender.send(again);
        outcome
    }

    fn draw(&mut self) {
        self.paced = self.screen.draw(&self.app);
    }

    /// Gives the terminal back and says what the reader must know then; the exit code.
    fn farewell(self) -> u8 {
        drop(self.screen);
        if let Some(courier) = self.courier {
            courier.end(LAST_SAVING);
        }
        let Some(words) = self.app.unsaved_words() else { return self.code };
        Failure::State(words).print();
        self.code.max(4)
    }
}

impl Ring for Session {
    fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.app.handle(event, self.desk.moment())
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        if matches!(effect, Effect::Quit | Effect::Suspend | Effect::OpenCable { .. } | Effect::OpenFile(_)) {
            self.finish_saving();
        }
        match effect {
            // What is still to be saved belongs to the cable that is open.
            Effect::OpenCable { .. } | Effect::OpenFile(_) if self.desk.is_saving() => {
                let why = "the notes are still being saved here: try again in a moment";
                return Some(Event::Done(Outcome::NotOpened(why.into())));
            }
            Effect::Commit(changes) => self.save(Save::Notes(changes)),
            Effect::KeepTyped(lines) => self.save(Save::Typed(lines)),
            Effect::Apply(settings) => {
                self.desk.perform(Effect::Apply(settings));
                let (look, _) = theme::look(&self.desk);
                self.screen.dress(look, look::clipboard(self.desk.settings()));
            }
            Effect::KeepRead(marks) => self.save(Save::Read(marks)),
            Effect::KeepPlace(place) => self.save(Save::Place(place)),
            // While something is saved nothing is known to have changed; it is looked at again behind that.
            Effect::Refresh if self.desk.has_changed() => self.save(Save::Look),
            Effect::Refresh => {}
            Effect::ScanLibrary(folders) => {
                let (desk, tell) = (self.desk.library_desk(), self.teller());
                self.library.scan(folders, desk, tell);
            }
            effect @ (Effect::FindCables { .. }
            | Effect::Preview { .. }
            | Effect::ListPaths(_)
            | Effect::LookAround(_)
            | Effect::Pin { .. }) => {
                let tell = self.teller();
                self.library.ask(effect, || self.desk.library_desk(), tell);
            }
            Effect::Quit => self.over = true,
            Effect::Redraw => self.screen.forget(),
            Effect::Suspend => return self.suspend(),
            Effect::EditOutside { draft, below } => {
                return Some(Event::Done(self.edit_outside(draft, &below)));
            }
            Effect::Copy(copied) => {
                let (what, text) = self.desk.wording(copied);
                return Some(Event::Done(self.screen.copy(&what, &text)));
            }
            other => {
                let outcome = self.desk.perform(other)?;
                if let Outcome::OpenedFile(file) = &outcome {
                    self.original = Original::at(Some(&file.place));
                }
                if let Some(opened) = outcome.opened() {
                    let cable = Arc::clone(&opened.cable);
                    extract(cable, opened.text_sha256.clone(), &self.desk, &self.sender);
                    self.watch.aim(&self.desk.places().1);
                    if let Some(courier) = &self.courier {
                        courier.aim(self.desk.key().clone());
                    }
                }
                return Some(Event::Done(outcome));
            }
        }
        None
    }
}
