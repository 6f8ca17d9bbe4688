//! The tour: a few cards with the first keys, where the status line and the footer are. They hide no text and hold up no
//! key: whatever is typed does what it always does, and turns the card.

use super::{App, Effect, Hints, Mode};
use crate::keys::Action;

/// The cards: what one can do, and the commands for it.
const CARDS: [(&str, &[Action]); 5] = [
    (
        "move through the text; every key works as always",
        &[
            Action::LineDown,
            Action::LineUp,
            Action::PageDown,
            Action::NextParagraph,
            Action::NextSection,
            Action::Bottom,
        ],
    ),
    (
        "write beside it",
        &[Action::AddNote, Action::EditNote, Action::DeleteNote, Action::Undo, Action::SelectWords],
    ),
    (
        "find and come back",
        &[Action::Search, Action::SearchNext, Action::Filter, Action::JumpBack, Action::SetMark],
    ),
    (
        "notes and entities are panes beside the text",
        &[Action::NextPane, Action::Open, Action::NextMention, Action::ListNotes],
    ),
    ("more; 'reftel tutor' practises all of it", &[Action::ToggleRaw, Action::Command]),
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

    /// The card that is shown: a line of words, and the keys with what they do.
    pub fn tour_card(&self) -> Option<(String, Hints)> {
        let tour = self.tour.filter(|_| matches!(self.mode, Mode::Reading) && self.pending.is_empty())?;
        let (words, actions) = CARDS.get(tour.card)?;
        let ends = self.hint(Action::Cancel).map_or_else(String::new, |(key, _)| format!(" · {key} ends it"));
        let title = format!("Tour {}/{}: {words}{ends}", tour.card + 1, CARDS.len());
        let actions = actions.iter().chain(&[Action::Help, Action::Quit]);
        Some((title, actions.filter_map(|action| self.hint(*action)).collect()))
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
    fn every_card_fits_and_ends_with_help_and_the_way_out() {
        for card in 0..CARDS.len() {
            let mut app = begun();
            app.tour = Some(Tour { card, last: None });
            let (title, keys) = app.tour_card().unwrap();
            assert!(crate::layout::safe_width(&title) <= 78, "{title}");
            let width: usize = keys.iter().map(|(key, word)| key.len() + word.len() + 3).sum();
            assert!(width <= 80, "card {card} has {width} columns");
            assert!(keys.len() >= 4 && keys.last().is_some_and(|(key, _)| key == "q"));
        }
    }
}
