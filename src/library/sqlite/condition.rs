//! A query as a condition of SQL. Nothing that was typed is ever part of the statement: it is bound.

use rusqlite::types::Value;

use crate::entity::Kind;
use crate::library::query::fts5::{self, Plan};
use crate::library::query::{Field, Mark, Phrase, Query, State, Term};
use crate::library::stored::{below, number, second};

/// A condition, and what is to be bound in it, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Condition {
    fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Self {
        Self { sql: sql.into(), values: values.into_iter().collect() }
    }

    /// Several conditions as one; `otherwise` where there are none.
    fn joined(parts: Vec<Self>, operator: &str, otherwise: &str) -> Self {
        if parts.is_empty() {
            return Self::new(otherwise, []);
        }
        let sql: Vec<&str> = parts.iter().map(|part| part.sql.as_str()).collect();
        let sql = format!("({})", sql.join(operator));
        Self { sql, values: parts.into_iter().flat_map(|part| part.values).collect() }
    }

    /// The cable lies below one of the roots; all do where there are none.
    pub(super) fn below(roots: &[std::path::PathBuf]) -> Self {
        let one = |root: &std::path::PathBuf| {
            Self::new("(file.path = ? or file.path >= ? and file.path < ?)", below(root).map(Value::Blob))
        };
        Self::joined(roots.iter().map(one).collect(), " or ", "true")
    }
}

/// What ranks the hits of a query, and all that a cable must be like.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Conditions {
    /// The expression that ranks: all hits fit it.
    pub(super) ranking: Option<String>,
    /// What else must be.
    pub(super) others: Condition,
}

impl Conditions {
    pub(super) fn of(query: &Query) -> Self {
        match fts5::plan(query) {
            Plan::Match(expression) => {
                Self { ranking: Some(expression), others: Condition::joined(Vec::new(), "", "true") }
            }
            Plan::All(mut parts) => {
                let text = parts.iter().position(|part| matches!(part, Plan::Match(_)));
                let ranking = text.map(|at| parts.remove(at));
                let ranking =
                    if let Some(Plan::Match(expression)) = ranking { Some(expression) } else { None };
                Self { ranking, others: condition(&Plan::All(parts)) }
            }
            plan => Self { ranking: None, others: condition(&plan) },
        }
    }
}

fn condition(plan: &Plan) -> Condition {
    match plan {
        Plan::All(parts) => Condition::joined(parts.iter().map(condition).collect(), " and ", "true"),
        Plan::Any(parts) => Condition::joined(parts.iter().map(condition).collect(), " or ", "false"),
        Plan::Not(part) => {
            let Condition { sql, values } = condition(part);
            Condition { sql: format!("not {sql}"), values }
        }
        Plan::Match(expression) => Condition::new(
            "cable.id in (select rowid from body where body match ?)",
            [Value::Text(expression.clone())],
        ),
        Plan::Field(term) => of_term(term),
    }
}

/// What is asked of a field. Each is true or false and never unknown, so that NOT takes the rest.
fn of_term(term: &Term) -> Condition {
    let text = |text: &str| Value::Text(text.to_owned());
    match term {
        Term::Words(field, phrase) => of_words(*field, phrase),
        Term::Near(_) => Condition::new("false", []),
        Term::Sent(when, period) => {
            let (from, to) = when.days(*period);
            let from = from.map(|day| ("cable.date >= ?", day));
            let to = to.map(|day| ("cable.date < ?", day));
            let parts = from.into_iter().chain(to);
            let parts = parts.map(|(sql, day)| Condition::new(sql, [Value::Integer(second(day))]));
            let dated = Condition::new("cable.date is not null", []);
            Condition::joined(std::iter::once(dated).chain(parts).collect(), " and ", "true")
        }
        Term::Class(levels) => Condition::new(
            "(cable.class is not null and cable.class between ? and ?)",
            [levels.lowest, levels.highest].map(|level| Value::Integer(level as i64)),
        ),
        Term::Mark(mark) => {
            let code = if let Mark::Code(code) = mark { code.as_str() } else { "" };
            Condition::new("cable.id in (select cable from mark where code = ?)", [text(code)])
        }
        Term::Cites(id) => {
            // Of an id without a year, everything that is so behind its year.
            let id = id.as_str();
            let sql = "cable.id in (select cable from cite where id = ? or ltrim(id, '0123456789') = ?)";
            Condition::new(sql, [text(id), text(id)])
        }
        Term::Id(id) => Condition::new("cable.key = ?", [text(id.as_str())]),
        Term::Is(State::Unread) => {
            let Condition { sql, values } = of_term(&Term::Is(State::Read));
            Condition { sql: format!("not {sql}"), values }
        }
        Term::Is(state) => {
            let what = match state {
                State::Read | State::Unread => "standing.read > 0 and standing.read >= cable.paragraphs",
                State::Noted => "standing.notes > 0",
                State::Pinned => "standing.pinned",
            };
            Condition::new(
                format!("exists (select 1 from standing where standing.key = cable.key and {what})"),
                [],
            )
        }
    }
}

fn of_words(field: Field, phrase: &Phrase) -> Condition {
    // A folded text has a blank before, between and behind its words.
    let needle = format!(" {}{}", phrase.words().join(" "), if phrase.is_prefix() { "" } else { " " });
    let holds = |sql: &str| Condition::new(sql, [Value::Text(needle.clone())]);
    let kind = match field {
        Field::Subject => return holds("instr(cable.folded, ?) > 0"),
        Field::Tag => return holds("cable.id in (select cable from tag where instr(folded, ?) > 0)"),
        Field::From => return holds("instr(cable.sender, ?) > 0"),
        Field::Note => return holds("cable.key in (select key from remark where instr(folded, ?) > 0)"),
        Field::Text => return Condition::new("false", []),
        Field::Person => Some(Kind::Person),
        Field::Organization => Some(Kind::Organization),
        Field::Place => Some(Kind::Place),
        Field::Entity => None,
    };
    let of_kind = kind.map(|kind| format!("name.kind = {} and ", number(kind))).unwrap_or_default();
    let star = if phrase.is_prefix() { "*" } else { "" };
    let sql = format!(
        "cable.id in (select cable from name where {of_kind}name.id in (select rowid from named where named match ?))"
    );
    Condition::new(sql, [Value::Text(format!("\"{}\"{star}", phrase.words().join(" ")))])
}
