//! A query for SQLite's FTS5: the text in MATCH expressions, as few as can be, and the fields beside them.

use super::{Field, Near, Node, Phrase, Query, Term};

/// Most levels of one expression: the parser of FTS5 has room for some more. What is deeper is asked in several.
const DEEPEST: usize = 16;

/// A query as an engine with FTS5 asks it. Each part is one boolean expression of SQL: `AND`, `OR` and `NOT` of others,
/// or a leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// All of these; true where there are none.
    All(Vec<Plan>),
    /// One of these at least.
    Any(Vec<Plan>),
    /// Not this.
    Not(Box<Plan>),
    /// The row is found by this expression, to be bound as the right side of MATCH. Every word in it is quoted and holds
    /// letters and digits only.
    Match(String),
    /// What is asked of a field; never of the text.
    Field(Term),
}

/// Makes the plan of a query.
pub fn plan(query: &Query) -> Plan {
    of(query.root())
}

fn of(node: &Node) -> Plan {
    if let Some(expression) = expression(node) {
        return Plan::Match(expression);
    }
    match node {
        Node::All(nodes) => {
            let wanted = nodes.iter().any(|node| expression(node).is_some());
            // MATCH has no NOT without something to take away from.
            let in_text = |node: &&Node| {
                let excluded = if let Node::Not(inner) = node { expression(inner) } else { None };
                expression(node).is_some() || wanted && excluded.is_some()
            };
            let (text, others): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(in_text);
            Plan::All(all(&text).map(Plan::Match).into_iter().chain(others.into_iter().map(of)).collect())
        }
        Node::Any(nodes) => {
            let (text, others): (Vec<&Node>, Vec<&Node>) =
                nodes.iter().partition(|node| expression(node).is_some());
            Plan::Any(any(&text).map(Plan::Match).into_iter().chain(others.into_iter().map(of)).collect())
        }
        Node::Not(node) => Plan::Not(Box::new(of(node))),
        Node::Term(term) => Plan::Field(term.clone()),
    }
}

/// The MATCH expression of a node; `None` when it needs more than one, or something else.
fn expression(node: &Node) -> Option<String> {
    if depth(node) > DEEPEST {
        return None;
    }
    match node {
        Node::All(nodes) => all(&nodes.iter().collect::<Vec<_>>()),
        Node::Any(nodes) => any(&nodes.iter().collect::<Vec<_>>()),
        Node::Term(Term::Words(Field::Text, phrase)) => Some(quoted(phrase)),
        Node::Term(Term::Near(Near { phrases, distance })) => {
            let phrases: Vec<String> = phrases.iter().map(quoted).collect();
            Some(format!("NEAR({}, {distance})", phrases.join(" ")))
        }
        Node::Not(_) | Node::Term(_) => None,
    }
}

/// Levels below a node.
fn depth(node: &Node) -> usize {
    match node {
        Node::All(nodes) | Node::Any(nodes) => 1 + nodes.iter().map(depth).max().unwrap_or_default(),
        Node::Not(node) => 1 + depth(node),
        Node::Term(_) => 0,
    }
}

fn all(nodes: &[&Node]) -> Option<String> {
    let (mut wanted, mut excluded) = (Vec::new(), Vec::new());
    for node in nodes {
        match node {
            Node::Not(inner) => excluded.push(expression(inner)?),
            node => wanted.push(expression(node)?),
        }
    }
    let wanted = joined(&wanted, " AND ")?;
    Some(match joined(&excluded, " OR ") {
        Some(excluded) => format!("({wanted} NOT {excluded})"),
        None => wanted,
    })
}

fn any(nodes: &[&Node]) -> Option<String> {
    joined(&nodes.iter().map(|node| expression(node)).collect::<Option<Vec<_>>>()?, " OR ")
}

/// Several expressions as one, in brackets; `None` of none.
fn joined(expressions: &[String], operator: &str) -> Option<String> {
    match expressions {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("({})", several.join(operator))),
    }
}

/// A phrase as an expression of its own.
pub(in crate::library) fn quoted(phrase: &Phrase) -> String {
    let star = if phrase.is_prefix() { "*" } else { "" };
    format!("\"{}\"{star}", phrase.words().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Plan::{All, Any, Match, Not};

    fn planned(query: &str) -> Plan {
        plan(&Query::parse(query).unwrap())
    }

    fn matched(expression: &str) -> Plan {
        Match(String::from(expression))
    }

    fn field(query: &str) -> Plan {
        let Node::Term(term) = Query::parse(query).unwrap().root().clone() else { panic!("{query}") };
        Plan::Field(term)
    }

    #[test]
    fn text_is_one_expression() {
        for (query, expression) in [
            ("money", r#""money""#),
            ("U.S. narco*", r#"("u s" AND "narco"*)"#),
            ("a OR b c", r#"("a" OR ("b" AND "c"))"#),
            ("a -b -\"c d\"", r#"("a" NOT ("b" OR "c d"))"#),
            ("(a -b) OR c", r#"(("a" NOT "b") OR "c")"#),
            ("a near/5 \"NEAR/2\"", r#"("a" AND "near 5" AND "near 2")"#),
            ("a NEAR/5 \"b c\"*", r#"NEAR("a" "b c"*, 5)"#),
            ("\"OR\" col:x", ""),
        ] {
            match Query::parse(query) {
                Ok(query) => assert_eq!(plan(&query), matched(expression)),
                Err(_) => assert_eq!(expression, "", "{query}"),
            }
        }
    }

    #[test]
    fn fields_and_lone_exclusions_stand_beside_it() {
        assert_eq!(planned(""), All(Vec::new()));
        assert_eq!(planned("-a"), Not(Box::new(matched(r#""a""#))));
        assert_eq!(planned("a tag:x b -c"), All(vec![matched(r#"(("a" AND "b") NOT "c")"#), field("tag:x")]));
        assert_eq!(planned("tag:x -c"), All(vec![field("tag:x"), Not(Box::new(matched(r#""c""#)))]));
        assert_eq!(
            planned("(tag:KCRM OR money OR drugs) -from:X"),
            All(vec![
                Any(vec![matched(r#"("money" OR "drugs")"#), field("tag:kcrm")]),
                Not(Box::new(field("from:x")))
            ])
        );
        assert_eq!(planned("a OR -b"), Any(vec![matched(r#""a""#), Not(Box::new(matched(r#""b""#)))]));
    }
}
