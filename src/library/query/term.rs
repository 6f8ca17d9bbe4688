//! The leaves of a query: what one term asks of a cable.

use std::fmt;

use jiff::civil::Date;

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

/// Two phrases or more in the text, in any order, not far from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// What must be there: two or more. One place may do for several that are alike.
    pub phrases: Vec<Phrase>,
    /// Most words between the end of the phrase that stands first and the start of the one that stands last.
    pub distance: u32,
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

impl Term {
    /// Of a [`Term::Sent`] the first day that fits, and the first behind that does not; `None` is no limit.
    pub fn days(&self) -> Option<(Option<Date>, Option<Date>)> {
        let Self::Sent(when, period) = self else { return None };
        let days = period.days();
        Some(match when {
            When::Before => (None, Some(days.start)),
            When::On => (Some(days.start), Some(days.end)),
            When::After => (Some(days.end), None),
        })
    }
}

/// As it is typed.
impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(Field::Text, phrase) => phrase.fmt(out),
            Self::Near(Near { phrases, distance }) => {
                out.write_str("NEAR(")?;
                for (index, phrase) in phrases.iter().enumerate() {
                    write!(out, "{}{phrase}", if index == 0 { "" } else { " " })?;
                }
                write!(out, ", {distance})")
            }
            Self::Words(field, phrase) => write!(out, "{}:{phrase}", field.name()),
            Self::Sent(When::Before, period) => write!(out, "before:{period}"),
            Self::Sent(When::On, period) => write!(out, "on:{period}"),
            Self::Sent(When::After, period) => write!(out, "after:{period}"),
            Self::Class(levels) => write!(out, "class:{levels}"),
            Self::Mark(mark) => write!(out, "mark:{mark}"),
            Self::Cites(id) => write!(out, "ref:{id}"),
            Self::Id(id) => write!(out, "id:{id}"),
            Self::Is(state) => {
                let name = State::NAMES.iter().find(|(_, named)| named == state).map(|(name, _)| *name);
                write!(out, "is:{}", name.unwrap_or_default())
            }
        }
    }
}

impl Field {
    /// What stands before its colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Subject => "subject",
            Self::Tag => "tag",
            Self::From => "from",
            Self::Person => "person",
            Self::Organization => "org",
            Self::Place => "place",
            Self::Entity => "entity",
            Self::Note => "note",
        }
    }
}
