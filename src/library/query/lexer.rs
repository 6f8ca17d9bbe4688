//! A query cut into its signs, words and fields.

use std::ops::Range;

use super::error::repeated;
use super::key::Key;
use super::{Phrase, QueryError, Term};

/// How far from each other words may be where no distance is given, as in FTS5.
pub(super) const NEAR: u32 = 10;
/// The largest distance.
const NEAR_MAX: u32 = 1000;

/// One piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,` between the brackets of NEAR.
    Comma,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`, or the hyphen before a term.
    Not,
    /// `NEAR(`
    NearOpen,
    /// `NEAR/5` between two phrases.
    Near(u32),
    /// A word or a phrase.
    Phrase(Phrase),
    /// A field with its value.
    Field(Term),
    /// The distance behind the comma of NEAR.
    Distance(u32),
}

/// A token and the bytes of the query that it is.
pub(super) type Placed = (Token, Range<usize>);

/// Cuts a query into tokens.
pub(super) fn tokens(query: &str) -> Result<Vec<Placed>, QueryError> {
    let mut lexer = Lexer { query, at: 0, in_near: false };
    let mut tokens = Vec::new();
    while let Some((token, at)) = lexer.next()? {
        lexer.in_near = match token {
            Token::NearOpen => true,
            Token::Close => false,
            _ => lexer.in_near,
        };
        let is_distance = lexer.in_near && token == Token::Comma;
        tokens.push((token, at));
        if is_distance {
            tokens.push(lexer.distance()?);
        }
    }
    Ok(tokens)
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
    /// Whether this is between the brackets of NEAR, where a comma is a sign and a field is none.
    in_near: bool,
}

/// A word as it is typed: what it says, and whether a star stands behind it.
struct Typed<'a> {
    text: &'a str,
    prefix: bool,
    at: Range<usize>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.query.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        self.at = self.query.len() - self.rest().trim_start().len();
    }

    fn next(&mut self) -> Result<Option<Placed>, QueryError> {
        self.skip_blanks();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let sign = match first {
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            ',' if self.in_near => Some(Token::Comma),
            '-' if !self.in_near => Some(Token::Not),
            _ => None,
        };
        if let Some(token) = sign {
            self.at += first.len_utf8();
            if first == '-' && self.rest().starts_with(char::is_whitespace) {
                let message = "a - stands directly before what it excludes, other signs in quotes";
                return Err(QueryError::new(start..self.at, message));
            }
            return Ok(Some((token, start..self.at)));
        }
        if let Some(operator) = self.operator()? {
            return Ok(Some((operator, start..self.at)));
        }
        if let Some(key) = self.key()? {
            let value = self.typed()?;
            let Some(value) = value else {
                return Err(QueryError::new(self.at..self.at, "a value is missing"));
            };
            let term = key.term(value.text, value.prefix, value.at)?;
            return Ok(Some((Token::Field(term), start..self.at)));
        }
        let Some(typed) = self.typed()? else { return Ok(None) };
        let phrase = Phrase::new(typed.text, typed.prefix).ok_or_else(|| {
            let message = format!("'{}' is no word", repeated(typed.text));
            QueryError::new(typed.at.clone(), message)
        })?;
        Ok(Some((Token::Phrase(phrase), start..self.at)))
    }

    /// An operator in capitals.
    fn operator(&mut self) -> Result<Option<Token>, QueryError> {
        let word = self.run();
        let (token, length) = match word {
            "AND" => (Token::And, word.len()),
            "OR" => (Token::Or, word.len()),
            "NOT" => (Token::Not, word.len()),
            "NEAR" if self.rest().starts_with("NEAR(") => (Token::NearOpen, word.len() + 1),
            "NEAR" => (Token::Near(NEAR), word.len()),
            _ => match word.strip_prefix("NEAR/") {
                Some(digits) => {
                    let at = self.at + "NEAR/".len()..self.at + word.len();
                    (Token::Near(number(digits, at)?), word.len())
                }
                None => return Ok(None),
            },
        };
        self.at += length;
        Ok(Some(token))
    }

    /// The name of a field with its colon. A word with a colon behind anything but letters is a word.
    fn key(&mut self) -> Result<Option<Key>, QueryError> {
        let name = self.run().split(':').next().unwrap_or_default();
        let behind = self.rest().get(name.len()..).unwrap_or_default();
        if !behind.starts_with(':') || name.is_empty() || !name.chars().all(char::is_alphabetic) {
            return Ok(None);
        }
        let at = self.at..self.at + name.len();
        if self.in_near {
            return Err(QueryError::new(at, "near each other are words and phrases, not fields"));
        }
        let key = Key::named(name, at)?;
        self.at += name.len() + 1;
        Ok(Some(key))
    }

    /// A word, or a phrase in quotes; `None` where none begins here.
    fn typed(&mut self) -> Result<Option<Typed<'a>>, QueryError> {
        let start = self.at;
        let text = match self.rest().chars().next().filter(|c| is_quote(*c)) {
            Some(quote) => {
                let inside = self.rest().get(quote.len_utf8()..).unwrap_or_default();
                let Some(length) = inside.find(is_quote) else {
                    return Err(QueryError::new(start..start + quote.len_utf8(), "this quote is not closed"));
                };
                let close =
                    inside.get(length..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                self.at += quote.len_utf8() + length + close;
                inside.get(..length).unwrap_or_default()
            }
            None => {
                let run = self.run();
                self.at += run.len();
                run
            }
        };
        let is_quoted = text.len() < self.at - start;
        let mut prefix = text.ends_with('*');
        if is_quoted && self.rest().starts_with('*') {
            self.at += 1;
            prefix = true;
        }
        let text = text.strip_suffix('*').unwrap_or(text);
        if !is_quoted && text.contains('*') {
            return Err(QueryError::new(start..self.at, "a * stands at the end of a word only"));
        }
        Ok((self.at > start).then_some(Typed { text, prefix, at: start..self.at }))
    }

    /// The number behind the comma of NEAR.
    fn distance(&mut self) -> Result<Placed, QueryError> {
        self.skip_blanks();
        let digits = self.run();
        let at = self.at..self.at + digits.len();
        self.at = at.end;
        Ok((Token::Distance(number(digits, at.clone())?), at))
    }

    /// What follows up to the next blank, bracket or quote.
    fn run(&self) -> &'a str {
        let ends =
            |c: char| c.is_whitespace() || is_quote(c) || "()".contains(c) || (c == ',' && self.in_near);
        self.rest().split(ends).next().unwrap_or_default()
    }
}

/// Also those that a word processor puts.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn number(digits: &str, at: Range<usize>) -> Result<u32, QueryError> {
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    let number = number.filter(|number| *number <= NEAR_MAX);
    number.ok_or_else(|| QueryError::new(at, format!("a distance is a number of words, at most {NEAR_MAX}")))
}
