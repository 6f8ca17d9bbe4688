//! A query as conditions of SQLite: the text by FTS5, the rest beside it.

use rusqlite::types::Value;

use crate::library::condition::{self, Bound, of_kind};
use crate::library::query::fts5::{self, Plan, quoted};
use crate::library::query::{Field, Mark, Phrase, Query, Term};

pub(super) type Condition = condition::Condition<Value>;

impl Bound for Value {
    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn number(number: i64) -> Self {
        Self::Integer(number)
    }

    fn bytes(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
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
        Plan::Not(part) => condition(part).negated(),
        Plan::Match(expression) => Condition::new(
            "cable.id in (select rowid from body where body match ?)",
            [Value::Text(expression.clone())],
        ),
        Plan::Field(term) => of_term(term),
    }
}

/// What is asked of a field.
fn of_term(term: &Term) -> Condition {
    match term {
        Term::Words(field, phrase) => of_words(*field, phrase),
        Term::Mark(mark) => {
            let code = if let Mark::Code(code) = mark { code.as_str() } else { "" };
            Condition::new("cable.id in (select cable from mark where code = ?)", [Value::text(code)])
        }
        Term::Is(state) => Condition::is(*state, ""),
        // What is near each other is part of the plan: it never comes here.
        term => Condition::of_column(term).unwrap_or_else(|| Condition::new("false", [])),
    }
}

fn of_words(field: Field, phrase: &Phrase) -> Condition {
    let holds = |sql: &str| Condition::new(sql, [Value::text(&phrase.needle())]);
    match field {
        Field::Subject => holds("instr(cable.folded, ?) > 0"),
        Field::Tag => holds("cable.id in (select cable from tag where instr(folded, ?) > 0)"),
        Field::From => holds("instr(cable.sender, ?) > 0"),
        Field::Note => holds("cable.key in (select key from remark where instr(folded, ?) > 0)"),
        // The text is part of the plan: it never comes here.
        Field::Text => Condition::new("false", []),
        Field::Person | Field::Organization | Field::Place | Field::Entity => {
            let of_kind = of_kind(field);
            let named = "name.id in (select rowid from named where named match ?)";
            let sql = format!("cable.id in (select cable from name where {of_kind}{named})");
            Condition::new(sql, [Value::Text(quoted(phrase))])
        }
    }
}
