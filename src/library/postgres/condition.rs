//! A query as a condition of PostgreSQL.

use postgres::types::ToSql;

use super::words::{is_lexeme, lexemes};
use crate::library::Answer;
use crate::library::condition::{self, Bound, of_kind};
use crate::library::query::{Field, Mark, Near, Node, Phrase, Term};

/// A value to be bound.
pub(super) type Value = Box<dyn ToSql + Sync + Send>;

pub(super) type Condition = condition::Condition<Value>;

impl Bound for Value {
    /// The server has no NUL in a text.
    fn text(text: &str) -> Self {
        Box::new(text.replace('\0', "\u{fffd}"))
    }

    fn number(number: i64) -> Self {
        Box::new(number)
    }

    fn bytes(bytes: Vec<u8>) -> Self {
        Box::new(bytes)
    }
}

/// Finds the cables, by their number, in whose text phrases are near each other.
pub(super) type Nears<'a> = &'a mut dyn FnMut(&Near) -> Answer<Vec<i64>>;

impl Condition {
    /// What a node asks.
    pub(super) fn of(node: &Node, nears: Nears) -> Answer<Self> {
        Ok(match node {
            Node::All(nodes) => Self::joined(Self::each(nodes, nears)?, " and ", "true"),
            Node::Any(nodes) => Self::joined(Self::each(nodes, nears)?, " or ", "false"),
            Node::Not(node) => Self::of(node, nears)?.negated(),
            Node::Term(Term::Near(near)) => Self::new("cable.id = any(?)", [Box::new(nears(near)?) as Value]),
            Node::Term(term) => of_term(term),
        })
    }

    fn each(nodes: &[Node], nears: Nears) -> Answer<Vec<Self>> {
        nodes.iter().map(|node| Self::of(node, nears)).collect()
    }

    /// The phrase is among the words of a row of `table`.
    pub(super) fn holds(table: &str, phrase: &Phrase) -> Self {
        let values = [Value::text(&lexemes(phrase)), Value::text(&phrase.needle())];
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

fn of_term(term: &Term) -> Condition {
    match term {
        Term::Words(field, phrase) => of_words(*field, phrase),
        Term::Mark(mark) => {
            let code = if let Mark::Code(code) = mark { code.as_str() } else { "" };
            Condition::new("? = any(cable.marks)", [Value::text(code)])
        }
        Term::Is(state) => Condition::is(*state, "owner = current_user and "),
        // What is near each other has been found before.
        term => Condition::of_column(term).unwrap_or_else(|| Condition::new("false", [])),
    }
}

fn of_words(field: Field, phrase: &Phrase) -> Condition {
    let holds = |sql: &str| Condition::new(sql, [Value::text(&phrase.needle())]);
    match field {
        Field::Text => Condition::holds("cable", phrase),
        Field::Subject => holds("strpos(cable.subject_words, ?) > 0"),
        Field::Tag => holds("strpos(cable.tag_words, ?) > 0"),
        Field::From => holds("strpos(cable.sender_words, ?) > 0"),
        Field::Note => {
            holds("cable.key in (select key from remark where owner = current_user and strpos(words, ?) > 0)")
        }
        Field::Person | Field::Organization | Field::Place | Field::Entity => {
            let Condition { sql, values } = Condition::holds("name", phrase);
            let sql = format!("cable.id in (select cable from name where {}{sql})", of_kind(field));
            Condition { sql, values }
        }
    }
}
