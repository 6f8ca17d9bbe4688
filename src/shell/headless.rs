//! The whole program on a screen that is not there: key script in, last frame out.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::Desk;
use super::picture;
use super::ring::Ring;
use crate::app::{App, Effect, Event, Opened, Opening, Outcome};
use crate::entity;
use crate::keys::Step;
use crate::layout::Size;
use crate::ui::{self, Styles, Theme};

/// Plays the steps; gives the last frame as `shown`, and what of the text could not be put on disk. When the script ends
/// without quitting, the program is left as if the terminal had gone: nothing is lost.
pub(super) fn replay(
    opening: Opening,
    desk: Desk,
    folders: Vec<PathBuf>,
    steps: Vec<Step>,
    shown: impl FnOnce(&App) -> String,
) -> (String, Option<String>) {
    let mut program = Headless::open(opening, desk);
    if !folders.is_empty() {
        program.give(Event::Done(Outcome::Folders(folders)));
    }
    program.play(steps);
    let frame = shown(&program.app);
    if !program.over {
        program.give(Event::Hangup);
    }
    (frame, program.app.unsaved_words())
}

/// The program and its store, without a screen.
pub(super) struct Headless {
    /// The program.
    pub(super) app: App,
    desk: Desk,
    /// Whether it has ended.
    pub(super) over: bool,
}

impl Headless {
    /// Opens the program, with the entities found.
    pub(super) fn open(opening: Opening, desk: Desk) -> Self {
        let found = extracted(&opening.opened, &desk);
        let mut program = Self { app: App::open(opening), desk, over: false };
        program.give(Event::Done(found));
        program
    }

    /// Plays the steps, until one quits.
    pub(super) fn play(&mut self, steps: Vec<Step>) {
        for step in steps {
            if self.over {
                break;
            }
            self.give(match step {
                Step::Key(key) => Event::Key(key),
                Step::Paste(text) => Event::Paste(text),
                Step::Resize(width, height) => Event::Resize(Size::clamped(width, height)),
            });
        }
    }
}

impl Ring for Headless {
    fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.app.handle(event, self.desk.moment())
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        if effect == Effect::Quit {
            self.over = true;
        }
        if let Effect::ScanLibrary(folders) = effect {
            let mut told = Vec::new();
            self.desk.library_desk().scan(folders, &mut |outcome| {
                told.push(outcome);
                true
            });
            told.into_iter().for_each(|outcome| self.give(Event::Done(outcome)));
            return None;
        }
        let outcome = match (effect, self.desk.editor()) {
            (Effect::EditOutside { .. }, Err(why)) => Outcome::NotEdited(why),
            (effect, _) => self.desk.perform(effect)?,
        };
        if let Some(opened) = outcome.opened() {
            let found = extracted(opened, &self.desk);
            self.give(Event::Done(outcome));
            return Some(Event::Done(found));
        }
        Some(Event::Done(outcome))
    }
}

/// The entities of a cable that has been opened.
pub(super) fn extracted(opened: &Opened, desk: &Desk) -> Outcome {
    let extraction = entity::extract_with(&opened.cable, &desk.lexicon().lexicon);
    Outcome::Extracted { text_sha256: opened.text_sha256.clone(), extraction }
}

/// The last frame as a picture, in the colours of the styles.
pub(super) fn picture(app: &App, styles: &Styles) -> String {
    let Size { width, height } = app.size();
    let title = format!("A screen of reftel, {width} columns by {height} rows: {}", app.status().join(" · "));
    let description = "The text of a cable, the notes beside it and what it names, as the program drew them.";
    let paper = if styles.is_for_light_ground() { picture::LIGHT } else { picture::DARK };
    picture::svg(&drawn(app, styles), paper, &title, description)
}

fn drawn(app: &App, styles: &Styles) -> Buffer {
    let Size { width, height } = app.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    ui::draw(&mut buffer, app, styles);
    buffer
}

/// The last frame as text, one line a row.
pub(super) fn frame(app: &App) -> String {
    let Size { width, height } = app.size();
    let buffer = drawn(app, &Theme::Monochrome.into());
    let mut text = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut covered = 0;
        for x in 0..width {
            // The cell behind a wide character is covered by it.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            covered = crate::layout::safe_width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
