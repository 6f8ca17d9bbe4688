//! The tour: a few cards with the first keys, in the place of the footer. They hide nothing and hold up no key: whatever is
//! typed does what it always does. A card stays until as much was typed as it has keys, so that each can be tried.

use std::borrow::Cow;

use super::{App, Effect, Hints, Mode};
use crate::keys::Action;

/// A card: what it is about, and the commands with what they do.
type Card = (&'static str, &'static [(Action, &'static str)]);

const CARDS: [Card; 5] = [
    (
        "moving",
        &[
            (Action::LineDown, "down"),
            (Action::LineUp, "up"),
            (Action::PageDown, "page"),
            (Action::NextParagraph, "next ¶"),
        ],
    ),
    (
        "notes",
        &[
            (Action::AddNote, "write"),
            (Action::EditNote, "edit"),
            (Action::DeleteNote, "delete"),
            (Action::Undo, "undo"),
        ],
    ),
    ("finding", &[(Action::Search, "search"), (Action::SearchNext, "next hit"), (Action::Filter, "filter")]),
    ("panes", &[(Action::NextPane, "pane"), (Action::Open, "go to"), (Action::ListNotes, "list notes")]),
    ("more", &[(Action::Command, "command")]),
];

/// Where a tour is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tour {
    card: usize,
    /// How much was typed since the card was turned.
    typed: usize,
    /// What was run last: a key that is held down counts once.
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
        let labelled = |action: Action, label: &'static str| {
            self.hint(action).map(|(key, _)| (key, Cow::Borrowed(label)))
        };
        let mut keys: Hints = actions.iter().filter_map(|(action, label)| labelled(*action, label)).collect();
        if tour.card + 1 == CARDS.len() {
            keys.push((String::from("reftel tutor"), "has more".into()));
        }
        keys.extend(labelled(Action::Cancel, "end"));
        keys.extend(labelled(Action::Help, "help"));
        Some((format!("Tour {}/{} ({name})", tour.card + 1, CARDS.len()), keys))
    }

    /// Notes that a command was run; the first one makes the tour one that has been seen. Help turns no card, it is read
    /// beside them.
    pub(super) fn turn_card(&mut self, action: Action) -> Vec<Effect> {
        let Some(tour) = self.tour else { return Vec::new() };
        if tour.last == Some(action) || action == Action::Help {
            return Vec::new();
        }
        let seen = if tour == Tour::default() { vec![Effect::TourSeen] } else { Vec::new() };
        let keys = CARDS.get(tour.card).map_or(0, |(_, keys)| keys.len());
        let (card, typed) =
            if tour.typed + 1 < keys { (tour.card, tour.typed + 1) } else { (tour.card + 1, 0) };
        let goes_on = action != Action::Cancel && card < CARDS.len();
        self.tour = goes_on.then_some(Tour { card, typed, last: Some(action) });
        seen
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
    fn a_key_does_what_it_always_does_and_leaves_the_card_until_each_was_tried() {
        let mut app = begun();
        assert!(title(&app).starts_with("Tour 1/5"));
        assert!(typed(&mut app, "}").contains(&Effect::TourSeen));
        assert_eq!(app.paragraph(), Some(1), "the key was swallowed");
        assert!(typed(&mut app, " j").is_empty() && title(&app).starts_with("Tour 1/5"), "{}", title(&app));
        typed(&mut app, "k");
        assert!(title(&app).starts_with("Tour 2/5"));
    }

    #[test]
    fn a_key_held_down_counts_once() {
        let mut app = begun();
        typed(&mut app, "jjjjjj");
        assert!(title(&app).starts_with("Tour 1/5"), "{}", title(&app));
        typed(&mut app, "kjk");
        assert!(title(&app).starts_with("Tour 2/5"));
    }

    #[test]
    fn help_opens_and_turns_no_card() {
        let mut app = begun();
        typed(&mut app, "jkj?");
        assert!(matches!(app.mode, Mode::Help(_)));
        typed(&mut app, "q?q");
        assert!(title(&app).starts_with("Tour 1/5"), "{}", title(&app));
    }

    #[test]
    fn escape_ends_it_and_the_last_card_is_the_last() {
        let mut app = begun();
        let seen = app.handle(Event::Key(Key::plain(Code::Esc)), MOMENT);
        assert!(seen.contains(&Effect::TourSeen) && app.tour_card().is_none());
        let mut app = begun();
        typed(&mut app, &"jk".repeat(7));
        assert!(title(&app).starts_with("Tour 5/5"), "{}", title(&app));
        typed(&mut app, "j");
        assert!(app.tour_card().is_none());
    }

    #[test]
    fn every_card_fits_and_ends_with_the_way_out_and_help() {
        for card in 0..CARDS.len() {
            let mut app = begun();
            app.tour = Some(Tour { card, ..Tour::default() });
            let (title, keys) = app.tour_card().unwrap();
            let width: usize =
                keys.iter().map(|(key, word)| key.chars().count() + word.chars().count() + 4).sum();
            assert!(title.len() + 3 + width <= 80, "card {card} has {width} columns");
            let last: Vec<&str> = keys.iter().rev().take(2).map(|(key, _)| key.as_str()).collect();
            assert_eq!(last, ["?", "Esc"]);
        }
    }
}
