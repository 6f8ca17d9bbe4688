//! A query as a condition of SQL, as far as all engines say it alike. Nothing that was typed is ever part of the
//! statement: it is bound.

use std::path::PathBuf;

use super::query::{Field, State, Term};
use super::stored::{below, number, second};
use crate::entity::Kind;

/// A value as an engine binds it.
pub(super) trait Bound {
    /// A text.
    fn text(text: &str) -> Self;
    /// A number.
    fn number(number: i64) -> Self;
    /// A path.
    fn bytes(bytes: Vec<u8>) -> Self;
}

/// A condition with a `?` for each value, and these, in order. It is true or false and never unknown, so that NOT takes
/// the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Condition<V> {
    pub(super) sql: String,
    pub(super) values: Vec<V>,
}

impl<V: Bound> Condition<V> {
    pub(super) fn new(sql: impl Into<String>, values: impl IntoIterator<Item = V>) -> Self {
        Self { sql: sql.into(), values: values.into_iter().collect() }
    }

    /// Several conditions as one; `otherwise` where there are none.
    pub(super) fn joined(parts: Vec<Self>, operator: &str, otherwise: &str) -> Self {
        if parts.is_empty() {
            return Self::new(otherwise, []);
        }
        let sql: Vec<&str> = parts.iter().map(|part| part.sql.as_str()).collect();
        let sql = format!("({})", sql.join(operator));
        Self { sql, values: parts.into_iter().flat_map(|part| part.values).collect() }
    }

    /// The contrary.
    pub(super) fn negated(self) -> Self {
        Self { sql: format!("not {}", self.sql), values: self.values }
    }

    /// The cable lies below one of the roots; all do where there are none.
    pub(super) fn below(roots: &[PathBuf]) -> Self {
        let one = |root: &PathBuf| {
            Self::new("(file.path = ? or file.path >= ? and file.path < ?)", below(root).map(V::bytes))
        };
        Self::joined(roots.iter().map(one).collect(), " or ", "true")
    }

    /// What a term asks that every engine keeps in the same columns; `None` of words and marks.
    pub(super) fn of_column(term: &Term) -> Option<Self> {
        Some(match term {
            Term::Sent(when, period) => {
                let (from, to) = when.days(*period);
                let from = from.map(|day| ("cable.date >= ?", day));
                let to = to.map(|day| ("cable.date < ?", day));
                let parts = from.into_iter().chain(to);
                let parts = parts.map(|(sql, day)| Self::new(sql, [V::number(second(day))]));
                let dated = Self::new("cable.date is not null", []);
                Self::joined(std::iter::once(dated).chain(parts).collect(), " and ", "true")
            }
            Term::Class(levels) => Self::new(
                "(cable.class is not null and cable.class between ? and ?)",
                [levels.lowest, levels.highest].map(|level| V::number(level as i64)),
            ),
            Term::Cites(id) => {
                // Of an id without a year, everything that is so behind its year.
                let sql = "cable.id in (select cable from cite where id = ? or ltrim(id, '0123456789') = ?)";
                Self::new(sql, [V::text(id.as_str()), V::text(id.as_str())])
            }
            Term::Id(id) => Self::new("cable.key = ?", [V::text(id.as_str())]),
            Term::Words(..) | Term::Near(_) | Term::Mark(_) | Term::Is(_) => return None,
        })
    }

    /// The reader did this with the cable; `own` is what the rows of `standing` that are the reader's must be, besides.
    pub(super) fn is(state: State, own: &str) -> Self {
        let what = match state {
            State::Unread => return Self::is(State::Read, own).negated(),
            State::Read => "standing.read > 0 and standing.read >= cable.paragraphs",
            State::Noted => "standing.notes > 0",
            State::Pinned => "standing.pinned",
        };
        let sql = format!("exists (select 1 from standing where {own}standing.key = cable.key and {what})");
        Self::new(sql, [])
    }
}

/// What the rows of `name` must be for a field of names, with its `and`; empty where the kind does not matter.
pub(super) fn of_kind(field: Field) -> String {
    let kind = match field {
        Field::Person => Kind::Person,
        Field::Organization => Kind::Organization,
        Field::Place => Kind::Place,
        _ => return String::new(),
    };
    format!("name.kind = {} and ", number(kind))
}
