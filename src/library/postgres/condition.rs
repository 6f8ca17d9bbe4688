//! A query as a condition of SQL. Nothing that was typed is ever part of the statement: it is bound.

use std::path::PathBuf;

use postgres::types::ToSql;

use super::words::{is_lexeme, lexemes};
use crate::entity::Kind;
use crate::library::Answer;
use crate::library::query::{Field, Mark, Near, Node, Phrase, State, Term};
use crate::library::stored::{below, number, second};

/// A value to be bound.
pub(super) type Value = Box<dyn ToSql + Sync + Send>;

/// A condition with a `?` for each value, and these, in order.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// Finds the cables, by their number, in whose text phrases are near each other.
pub(super) type Nears<'a> = &'a mut dyn FnMut(&Near) -> Answer<Vec<i64>>;

impl Condition {
    pub(super) fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Self {
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

    /// The cable lies below one of the roots; all do where there are none.
    pub(super) fn below(roots: &[PathBuf]) -> Self {
        let one = |root: &PathBuf| {
            let paths = below(root).map(|path| Box::new(path) as Value);
            Self::new("(file.path = ? or file.path >= ? and file.path < ?)", paths)
        };
        Self::joined(roots.iter().map(one).collect(), " or ", "true")
    }

    /// What a node asks. It is true or false and never unknown, so that NOT takes the rest.
    pub(super) fn of(node: &Node, nears: Nears) -> Answer<Self> {
        Ok(match node {
            Node::All(nodes) => Self::joined(Self::each(nodes, nears)?, " and ", "true"),
            Node::Any(nodes) => Self::joined(Self::each(nodes, nears)?, " or ", "false"),
            Node::Not(node) => {
                let Self { sql, values } = Self::of(node, nears)?;
                Self { sql: format!("not {sql}"), values }
            }
            Node::Term(Term::Near(near)) => Self::new("cable.id = any(?)", [Box::new(nears(near)?) as Value]),
            Node::Term(term) => of_term(term),
        })
    }

    fn each(nodes: &[Node], nears: Nears) -> Answer<Vec<Self>> {
        nodes.iter().map(|node| Self::of(node, nears)).collect()
    }

    /// The phrase is among the words of a row of `table`.
    pub(super) fn holds(table: &str, phrase: &Phrase) -> Self {
        let values = [Box::new(lexemes(phrase)) as Value, text(&phrase.needle())];
        let sql = if is_lexeme(phrase) {
            format!("({table}.vector @@ ?::text::tsquery or {table}.cut and strpos({table}.words, ?) > 0)")
        } else {
            format!("(({table}.vector @@ ?::text::tsquery or {table}.cut) and strpos({table}.words, ?) > 0)")
        };
        Self::new(sql, values)
    }

    /// The statement with numbers in place of its `?`.
    pub(super) fn numbered(sql: &str) -> String {
        let mut parts = sql.split('?');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.enumerate().fold(first, |sql, (index, part)| format!("{sql}${}{part}", index + 1))
    }
}

/// A text as a value. The server has no NUL in a text.
pub(super) fn text(text: &str) -> Value {
    Box::new(text.replace('\0', "\u{fffd}"))
}

fn of_term(term: &Term) -> Condition {
    match term {
        Term::Words(Field::Text, phrase) => Condition::holds("cable", phrase),
        Term::Words(field, phrase) => of_words(*field, phrase),
        Term::Near(_) => Condition::new("false", []),
        Term::Sent(when, period) => {
            let (from, to) = when.days(*period);
            let from = from.map(|day| ("cable.date >= ?", day));
            let to = to.map(|day| ("cable.date < ?", day));
            let parts = from.into_iter().chain(to);
            let parts = parts.map(|(sql, day)| Condition::new(sql, [Box::new(second(day)) as Value]));
            let dated = Condition::new("cable.date is not null", []);
            Condition::joined(std::iter::once(dated).chain(parts).collect(), " and ", "true")
        }
        Term::Class(levels) => Condition::new(
            "(cable.class is not null and cable.class between ? and ?)",
            [levels.lowest, levels.highest].map(|level| Box::new(level as i64) as Value),
        ),
        Term::Mark(mark) => {
            let code = if let Mark::Code(code) = mark { code.as_str() } else { "" };
            Condition::new("? = any(cable.marks)", [text(code)])
        }
        Term::Cites(id) => {
            // Of an id without a year, everything that is so behind its year.
            let sql = "cable.id in (select cable from cite where id = ? or ltrim(id, '0123456789') = ?)";
            Condition::new(sql, [text(id.as_str()), text(id.as_str())])
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
            let sql = format!(
                "exists (select 1 from standing where owner = current_user and standing.key = cable.key and {what})"
            );
            Condition::new(sql, [])
        }
    }
}

fn of_words(field: Field, phrase: &Phrase) -> Condition {
    let holds = |sql: &str| Condition::new(sql, [text(&phrase.needle())]);
    let kind = match field {
        Field::Subject => return holds("strpos(cable.subject_words, ?) > 0"),
        Field::Tag => return holds("strpos(cable.tag_words, ?) > 0"),
        Field::From => return holds("strpos(cable.sender_words, ?) > 0"),
        Field::Note => {
            return holds(
                "cable.key in (select key from remark where owner = current_user and strpos(words, ?) > 0)",
            );
        }
        Field::Text => return Condition::holds("cable", phrase),
        Field::Person => Some(Kind::Person),
        Field::Organization => Some(Kind::Organization),
        Field::Place => Some(Kind::Place),
        Field::Entity => None,
    };
    let of_kind = kind.map(|kind| format!("name.kind = {} and ", number(kind))).unwrap_or_default();
    let Condition { sql, values } = Condition::holds("name", phrase);
    Condition { sql: format!("cable.id in (select cable from name where {of_kind}{sql})"), values }
}
