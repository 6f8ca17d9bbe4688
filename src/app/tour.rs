//! The tour: a few cards with the first keys, in the place of the footer. They hide nothing and hold up no key: whatever is
//! typed does what it always does, and turns the card.

use super::{App, Effect, Hints, Mode};
use crate::keys::Action;

/// The cards: what one can do, and the commands for it.
const CARDS: [(&str, &[Action]); 5] = [
    ("move", &[Action::LineDown, Action::LineUp, Action::PageDown, Action::NextParagraph]),
    ("write", &[Action::AddNote, Action::EditNote, Action::DeleteNote, Action::Undo]),
    ("find", &[Action::Search, Action::SearchNext, Action::Filter]),
    ("panes", &[Action::NextPane, Action::Open, Action::ListNotes]),
    ("more", &[Action::Command]),
];

/// Where a tour is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tour {
    card: usize,
    /// What was run last: a key that is held down turns one card, not all of them.
    last: Option<Action>,
}

impl App {
    /// The program with the tour begun.
    pub fn with_tour(mut self) -> Self {
        self.begin_tour();
        self
    }

    pub(super) fn begin_tour(&mut self) {
        self.tour = Some(Tour::default());
    }

    /// The card that is shown: its name, and the keys with what they do; the last two are the way out and help.
    pub fn tour_card(&self) -> Option<(String, Hints)> {
        let tour = self.tour.filter(|_| matches!(self.mode, Mode::Reading) && self.pending.is_empty())?;
        let (name, actions) = CARDS.get(tour.card)?;
        let mut keys: Hints = actions.iter().filter_map(|action| self.hint(*action)).collect();
        if tour.card + 1 == CARDS.len() {
            keys.push((String::from("reftel tutor"), "has more".into()));
        }
        keys.extend(self.hint(Action::Cancel).map(|(key, _)| (key, "ends the tour".into())));
        keys.extend(self.hint(Action::Help));
        Some((format!("Tour {}/{}: {name}", tour.card + 1, CARDS.len()), keys))
    }

    /// Turns the card when a command was run; the first one makes the tour one that has been seen.
    pub(super) fn turn_card(&mut self, action: Action) -> Vec<Effect> {
        let Some(tour) = self.tour else { return Vec::new() };
        if tour.last == Some(action) {
            return Vec::new();
        }
        let card = tour.card + 1;
        let goes_on = action != Action::Cancel && card < CARDS.len();
        self.tour = goes_on.then_some(Tour { card, last: Some(action) });
        if tour.last.is_none() { vec![Effect::TourSeen] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Event, Moment};
    use crate::keys::{Code, Key};
    use jiff::Timestamp;

    const MOMENT: Moment = Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] };

    fn begun() -> App {
        App::sample("1. (C) The boats came.\n\n2. (U) They left.\n", Vec::new()).with_tour()
    }

    fn typed(app: &mut App, keys: &str) -> Vec<Effect> {
        let events = keys.chars().map(|c| Event::Key(Key::plain(Code::Char(c))));
        events.flat_map(|event| app.handle(event, MOMENT)).collect()
    }

    fn title(app: &App) -> String {
        app.tour_card().map(|(title, _)| title).unwrap_or_default()
    }

    #[test]
    fn a_key_does_what_it_always_does_and_turns_the_card() {
        let mut app = begun();
        assert!(title(&app).starts_with("Tour 1/5"));
        assert!(typed(&mut app, "}").contains(&Effect::TourSeen));
        assert_eq!(app.paragraph(), Some(1), "the key was swallowed");
        assert!(title(&app).starts_with("Tour 2/5"));
    }

    #[test]
    fn a_key_held_down_turns_one_card() {
        let mut app = begun();
        typed(&mut app, "jjjjjj");
        assert!(title(&app).starts_with("Tour 2/5"), "{}", title(&app));
        typed(&mut app, "kj");
        assert!(title(&app).starts_with("Tour 4/5"));
    }

    #[test]
    fn escape_ends_it_and_the_last_card_is_the_last() {
        let mut app = begun();
        let seen = app.handle(Event::Key(Key::plain(Code::Esc)), MOMENT);
        assert!(seen.contains(&Effect::TourSeen) && app.tour_card().is_none());
        let mut app = begun();
        typed(&mut app, "jkjk");
        assert!(title(&app).starts_with("Tour 5/5"));
        typed(&mut app, "j");
        assert!(app.tour_card().is_none());
    }

    #[test]
    fn every_card_fits_and_ends_with_the_way_out_and_help() {
        for card in 0..CARDS.len() {
            let mut app = begun();
            app.tour = Some(Tour { card, last: None });
            let (title, keys) = app.tour_card().unwrap();
            let width: usize =
                keys.iter().map(|(key, word)| key.chars().count() + word.chars().count() + 3).sum();
            assert!(title.len() + 3 + width <= 80, "card {card} has {width} columns");
            let last: Vec<&str> = keys.iter().rev().take(2).map(|(key, _)| key.as_str()).collect();
            assert_eq!(last, ["?", "Esc"]);
        }
    }
}
