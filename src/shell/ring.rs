//! The ring: what happens goes in, effects come out, and what becomes of them goes in again.

use std::collections::VecDeque;

use crate::app::{Effect, Event};

/// The program together with the part of the world that it acts on.
pub(super) trait Ring {
    /// Gives the program an event; what it wants done.
    fn handle(&mut self, event: Event) -> Vec<Effect>;

    /// Carries an effect out; what the program must know of it.
    fn perform(&mut self, effect: Effect) -> Option<Event>;

    /// Gives the program an event, and carries out what follows from it, in order, until nothing follows any more.
    fn give(&mut self, event: Event) {
        let mut waiting = VecDeque::from([event]);
        while let Some(event) = waiting.pop_front() {
            for effect in self.handle(event) {
                waiting.extend(self.perform(effect));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Outcome;

    /// Wants two things done at `Idle`, fails at both, and wants one more done for each failure.
    #[derive(Default)]
    struct Recorder {
        seen: Vec<Event>,
    }

    fn failed(what: &str) -> Event {
        Event::Done(Outcome::JournalFailed(String::from(what)))
    }

    impl Ring for Recorder {
        fn handle(&mut self, event: Event) -> Vec<Effect> {
            self.seen.push(event.clone());
            match event {
                Event::Idle => vec![Effect::Sync, Effect::Redraw, Effect::Refresh],
                event if event == failed("sync") => vec![Effect::Suspend],
                _ => Vec::new(),
            }
        }

        fn perform(&mut self, effect: Effect) -> Option<Event> {
            match effect {
                Effect::Sync => Some(failed("sync")),
                Effect::Refresh => Some(failed("refresh")),
                Effect::Suspend => Some(failed("suspend")),
                _ => None,
            }
        }
    }

    #[test]
    fn what_became_of_effects_comes_back_in_the_order_of_the_effects() {
        let mut recorder = Recorder::default();
        recorder.give(Event::Idle);
        assert_eq!(recorder.seen, [Event::Idle, failed("sync"), failed("refresh"), failed("suspend")]);
    }
}
