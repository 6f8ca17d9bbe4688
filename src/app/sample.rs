//! The program for tests: on a text, and under the keys of a script.

use std::sync::Arc;

use jiff::Timestamp;

use super::{App, Effect, Event, Moment, Opened, Opening, Progress, Settings, Shelf, Typed};
use crate::annotation::{Change, Writer};
use crate::cable::{Volume, decode};
use crate::keys::{Step, parse_script};
use crate::layout::Size;

/// The moment of everything that is done.
pub(super) const MOMENT: Moment = Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] };

impl App {
    /// The program on a text, with changes that wait to be saved.
    pub(super) fn sample(text: &str, changes: Vec<Change>) -> Self {
        let opened = Opened { changes, ..Opened::default() };
        Self::on(text, Writer::default(), Size::clamped(80, 24), opened)
    }

    /// The program on the first cable of a text, with what the store holds for it.
    pub(super) fn on(text: &str, me: Writer, size: Size, opened: Opened) -> Self {
        let shelf = Shelf::new(Arc::new(Volume::new(decode(text.into()))), Progress::Whole);
        Self::on_shelf(shelf, me, size, opened)
    }

    /// The same on the cables of a file.
    pub(super) fn on_shelf(shelf: Shelf, me: Writer, size: Size, opened: Opened) -> Self {
        let opened = Opened { cable: Arc::new(shelf.volume().cable(0)), ..opened };
        let (settings, typed) = (Settings::default(), Typed::new());
        Self::open(Opening { opened, shelf, me, settings, typed, size, templates: Vec::new(), file: None })
    }

    /// Types the keys of a script, with ids of their own; what is to be done.
    pub(super) fn play(&mut self, script: &str) -> Vec<Effect> {
        self.play_as(0, script)
    }

    /// The same with ids that no other `session` has.
    pub(super) fn play_as(&mut self, session: u8, script: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (step, number) in parse_script(script).unwrap().into_iter().zip(0_u8..) {
            let Step::Key(key) = step else { panic!("{script}: keys only") };
            let random = [session, number, 0, 0, 0, 0, 0, 0, 0, 0];
            effects.extend(self.handle(Event::Key(key), Moment { random, ..MOMENT }));
        }
        effects
    }
}
