//! The leaves of a query: what one term asks of a cable.

use std::fmt;

use jiff::civil::Date;

use super::key::Key;
use super::{CableId, Levels, Mark, Period, Phrase};

/// Which words of a cable are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// All that a reader reads of it, the subject too.
    Text,
    /// The subject.
    Subject,
    /// The TAGS line.
    Tag,
    /// The post that sent it.
    From,
    /// The names of people in it.
    Person,
    /// The names of organizations in it.
    Organization,
    /// The names of places in it.
    Place,
    /// The names of entities of any kind in it.
    Entity,
    /// The notes on it.
    Note,
}

/// Which side of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Before its first day.
    Before,
    /// On one of its days.
    On,
    /// After its last day.
    After,
}

impl When {
    /// The first day on this side of `period`, and the first behind that is not; `None` is no limit.
    pub fn days(self, period: Period) -> (Option<Date>, Option<Date>) {
        let days = period.days();
        match self {
            Self::Before => (None, Some(days.start)),
            Self::On => (Some(days.start), Some(days.end)),
            Self::After => (Some(days.end), None),
        }
    }
}

/// What a reader did with a cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Has read it.
    Read,
    /// Has not read it: the contrary of [`State::Read`].
    Unread,
    /// Wrote a note on it.
    Noted,
    /// Keeps it at hand.
    Pinned,
}

impl State {
    /// All states, by their names behind `is:`.
    pub(super) const NAMES: [(&'static str, Self); 4] =
        [("read", Self::Read), ("unread", Self::Unread), ("noted", Self::Noted), ("pinned", Self::Pinned)];
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMES.iter().find(|(_, state)| state == self).map(|(name, _)| *name);
        out.write_str(name.unwrap_or_default())
    }
}

/// Two phrases or more in the text, in any order, not far from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// What must be there: two or more. One place may do for several that are alike.
    pub phrases: Vec<Phrase>,
    /// Most words between the end of the phrase that stands first and the start of the one that stands last.
    pub distance: u32,
}

impl fmt::Display for Near {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let phrases: Vec<String> = self.phrases.iter().map(ToString::to_string).collect();
        write!(out, "NEAR({}, {})", phrases.join(" "), self.distance)
    }
}

/// One thing that is asked of a cable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// These words are among the words of the field. Of a field with several values, such as the tags, within one value.
    Words(Field, Phrase),
    /// These are near each other in the text.
    Near(Near),
    /// It was sent then. A cable without a date was sent at no time.
    Sent(When, Period),
    /// Its classification is one of these. A cable without one has none of them.
    Class(Levels),
    /// It has a paragraph with this mark.
    Mark(Mark),
    /// It cites this cable.
    Cites(CableId),
    /// It is this cable.
    Id(CableId),
    /// The reader did this with it.
    Is(State),
}

/// As it is typed.
impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, value): (Key, &dyn fmt::Display) = match self {
            Self::Words(Field::Text, phrase) => return phrase.fmt(out),
            Self::Near(near) => return near.fmt(out),
            Self::Words(field, phrase) => (Key::Words(*field), phrase),
            Self::Sent(when, period) => (Key::Sent(*when), period),
            Self::Class(levels) => (Key::Class, levels),
            Self::Mark(mark) => (Key::Mark, mark),
            Self::Cites(id) => (Key::Ref, id),
            Self::Id(id) => (Key::Id, id),
            Self::Is(state) => (Key::Is, state),
        };
        write!(out, "{}:{value}", key.name())
    }
}
