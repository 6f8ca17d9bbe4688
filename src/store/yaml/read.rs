//! The gate: only plain data passes, in linear time and bounded memory.
//!
//! Refused are anchors, aliases, tags, directives, merge keys, duplicate keys, a second document, deep nesting and
//! too many nodes. The size of a file is bounded before it comes here, and with it the size of all scalars.

use std::cell::Cell;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_yaml::{Mapping, Value};

/// Deepest nesting of lists and maps.
const DEPTH_MAX: usize = 16;
/// Most scalars, lists and maps of one file.
pub(in crate::store) const NODES_MAX: usize = 700_000;
/// How many characters the parser may read before it must hand out an event. It looks ahead to the end of a list in
/// brackets before it says that one begins, and would hold a whole file of them in tokens.
const AHEAD_MAX: usize = 512 * 1024;

/// Why a text is not taken. Says where, and quotes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub(in crate::store) struct Refusal {
    /// Line, from 1.
    pub(in crate::store) line: usize,
    reason: &'static str,
}

impl Refusal {
    /// Why, without the line.
    pub(in crate::store) fn why(&self) -> &'static str {
        self.reason
    }
}

/// The value that `text` (without a byte order mark) spells.
pub(in crate::store) fn read(text: &str) -> Result<Value, Refusal> {
    read_with(text, |_, _| {})
}

/// A key with those that it stands under, and its line, from 1.
pub(in crate::store) type Located = (Vec<String>, usize);

/// The value that a short text spells, and where each of its keys stands.
pub(in crate::store) fn read_located(text: &str) -> Result<(Value, Vec<Located>), Refusal> {
    let mut places = Vec::new();
    let value = read_with(text, |path, line| places.push((path(), line)))?;
    Ok((value, places))
}

/// The value that `text` spells; `key` is told of each key, by a function that makes its path, and of its line.
fn read_with(text: &str, mut key: impl FnMut(&dyn Fn() -> Vec<String>, usize)) -> Result<Value, Refusal> {
    if let Some(line) = text.lines().position(|line| line.starts_with('%')) {
        return Err(Refusal { line: line + 1, reason: "directives are not accepted" });
    }
    let ahead = Rc::new(Cell::new(0));
    let mut parser = Parser::new_from_iter(Leash { chars: text.chars(), ahead: Rc::clone(&ahead) });
    let mut tree = Tree::default();
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let reason =
                if ahead.get() > AHEAD_MAX { "a value is too long" } else { "this is not valid YAML" };
            Refusal { line: error.marker().line(), reason }
        })?;
        ahead.set(0);
        if event == Event::StreamEnd {
            break;
        }
        let is_key = matches!((&event, tree.open.last()), (Event::Scalar(..), Some(Open::Map(_, None))));
        tree.take(event).map_err(|reason| Refusal { line: span.start.line(), reason })?;
        if is_key {
            key(&|| tree.path(), span.start.line());
        }
    }
    tree.root.ok_or(Refusal { line: 1, reason: "the file is empty" })
}

/// How many scalars, lists and maps make up `value`: what the gate counts.
pub(in crate::store) fn count(value: &Value) -> usize {
    1 + match value {
        Value::Sequence(list) => list.iter().map(count).sum(),
        Value::Mapping(map) => map.iter().map(|(key, value)| count(key) + count(value)).sum(),
        _ => 0,
    }
}

/// Characters that end when the parser has read too far ahead.
struct Leash<'a> {
    chars: std::str::Chars<'a>,
    ahead: Rc<Cell<usize>>,
}

impl Iterator for Leash<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        self.ahead.set(self.ahead.get() + 1);
        // A NUL is an error to the parser wherever it stands, so the text cannot end early and pass.
        if self.ahead.get() > AHEAD_MAX { Some('\0') } else { self.chars.next() }
    }
}

/// The value under construction.
#[derive(Default)]
struct Tree {
    root: Option<Value>,
    open: Vec<Open>,
    nodes: usize,
    documents: usize,
}

/// A list or map whose end has not come.
enum Open {
    List(Vec<Value>),
    Map(Mapping, Option<String>),
}

impl Tree {
    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Alias(_) => Err("aliases are not accepted"),
            Event::Scalar(_, _, anchor, tag) if anchor > 0 || tag.is_some() => Err(MARKED),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
                if anchor > 0 || tag.is_some() =>
            {
                Err(MARKED)
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style),
            Event::SequenceStart(..) => self.open(Open::List(Vec::new())),
            Event::MappingStart(..) => self.open(Open::Map(Mapping::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(list)) => self.place(Value::Sequence(list)),
                Some(Open::Map(map, _)) => self.place(Value::Mapping(map)),
                None => Err("a list or map ends that did not begin"),
            },
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 { Err("a second document is not accepted") } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// The keys of the maps that are open.
    fn path(&self) -> Vec<String> {
        let key = |open: &Open| if let Open::Map(_, key) = open { key.clone() } else { None };
        self.open.iter().filter_map(key).collect()
    }

    fn open(&mut self, open: Open) -> Result<(), &'static str> {
        self.count()?;
        if let Some(Open::Map(_, None)) = self.open.last() {
            return Err("only text can be a key");
        }
        if self.open.len() == DEPTH_MAX {
            return Err("nested too deeply");
        }
        self.open.push(open);
        Ok(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle) -> Result<(), &'static str> {
        self.count()?;
        if let Some(Open::Map(map, key @ None)) = self.open.last_mut() {
            if text == "<<" {
                return Err("merge keys are not accepted");
            }
            if map.contains_key(text) {
                return Err("a key occurs twice");
            }
            *key = Some(text.to_owned());
            return Ok(());
        }
        self.place(if style == ScalarStyle::Plain { plain(text) } else { Value::String(text.to_owned()) })
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, value: Value) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map, key)) => {
                map.insert(Value::String(key.take().unwrap_or_default()), value);
            }
            None => self.root = Some(value),
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), &'static str> {
        self.nodes += 1;
        if self.nodes > NODES_MAX { Err("too many values") } else { Ok(()) }
    }
}

const MARKED: &str = "anchors and tags are not accepted";

/// What an unquoted scalar means: nothing, a truth value or a number where JSON says so, else text.
fn plain(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Null) => Value::Null,
        Ok(serde_json::Value::Bool(truth)) => Value::Bool(truth),
        Ok(serde_json::Value::Number(number)) => number_of(&number, text),
        _ if matches!(text, "" | "~") => Value::Null,
        _ => Value::String(text.to_owned()),
    }
}

/// The number that `text` spells; serde_json may miss the last bit of a fraction, the standard library does not.
fn number_of(number: &serde_json::Number, text: &str) -> Value {
    let whole = number.as_u64().map(Value::from).or_else(|| number.as_i64().map(Value::from));
    whole.unwrap_or_else(|| text.parse::<f64>().map(Value::from).unwrap_or_default())
}
