//! Tokens to a tree, by descent: each function reads what the rule of its name in the grammar says.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::Field;
use super::lexer::{self, Placed, Token, tokens};
use super::{Near, Node, Phrase, Query, QueryError, Term};

/// Longest query, in bytes.
pub const LENGTH_MAX: usize = 4 << 10;
/// Deepest nesting of brackets and NOT.
pub const DEPTH_MAX: usize = 64;
/// Most words, phrases and fields in one query.
pub const TERMS_MAX: usize = 256;

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let too_long = || QueryError::new(0..0, format!("a query is at most {LENGTH_MAX} bytes long"));
    if text.len() > LENGTH_MAX {
        return Err(too_long());
    }
    let tokens = tokens(text)?.into_iter().peekable();
    let mut parser = Parser { tokens, end: text.len(), depth: 0, terms: 0 };
    if parser.tokens.peek().is_none() {
        return Ok(Query::default());
    }
    let root = parser.any()?;
    if let Some((_, at)) = parser.tokens.next() {
        // All else is read as a term or refused in place of one.
        return Err(QueryError::new(at, "this bracket closes nothing"));
    }
    let query = Query { root };
    // The normal spelling can be longer than what was typed; it is a query too.
    if query.to_string().len() > LENGTH_MAX { Err(too_long()) } else { Ok(query) }
}

struct Parser {
    tokens: Peekable<IntoIter<Placed>>,
    /// Length of the query.
    end: usize,
    depth: usize,
    terms: usize,
}

impl Parser {
    fn take(&mut self, wanted: &Token) -> Option<Range<usize>> {
        self.tokens.next_if(|(token, _)| token == wanted).map(|(_, at)| at)
    }

    fn any(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all()?];
        while self.take(&Token::Or).is_some() {
            nodes.push(self.all()?);
        }
        Ok(Node::any(nodes))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.unary()?];
        while let Some((next, _)) = self.tokens.peek() {
            match next {
                Token::Or | Token::Close => break,
                Token::And => {
                    self.tokens.next();
                }
                _ => {}
            }
            nodes.push(self.unary()?);
        }
        Ok(Node::all(nodes))
    }

    fn unary(&mut self) -> Result<Node, QueryError> {
        let Some(at) = self.take(&Token::Not) else { return self.primary() };
        self.enter(at)?;
        let node = self.unary()?;
        self.depth -= 1;
        Ok(Node::not(node))
    }

    fn primary(&mut self) -> Result<Node, QueryError> {
        match self.tokens.next() {
            Some((Token::Open, at)) => {
                self.enter(at.clone())?;
                let node = self.any()?;
                self.depth -= 1;
                self.close(at)?;
                Ok(node)
            }
            Some((Token::NearOpen, at)) => self.near_group(at),
            Some((Token::Phrase(phrase), at)) => {
                self.count(&at)?;
                self.near_chain(phrase)
            }
            Some((Token::Field(term), at)) => {
                self.count(&at)?;
                Ok(Node::Term(term))
            }
            Some((_, at)) => Err(QueryError::new(at, "a term is missing before this")),
            None => Err(QueryError::new(self.end..self.end, "a term is missing")),
        }
    }

    /// `money NEAR/5 laundering`, of which `first` has been read; or that alone.
    fn near_chain(&mut self, first: Phrase) -> Result<Node, QueryError> {
        let mut phrases = vec![first];
        let mut distance = None;
        while let Some((Token::Near(words), at)) =
            self.tokens.next_if(|(token, _)| matches!(token, Token::Near(_)))
        {
            if distance.is_some_and(|distance| distance != words) {
                return Err(QueryError::new(at, "one distance holds for all that are near each other"));
            }
            distance = Some(words);
            phrases.push(self.near_phrase()?);
        }
        Ok(match (distance, phrases.pop()) {
            (None, Some(phrase)) => Node::Term(Term::Words(Field::Text, phrase)),
            (distance, last) => {
                phrases.extend(last);
                Node::Term(Term::Near(Near { phrases, distance: distance.unwrap_or(lexer::NEAR) }))
            }
        })
    }

    /// What follows `NEAR(`.
    fn near_group(&mut self, at: Range<usize>) -> Result<Node, QueryError> {
        let mut phrases = vec![self.near_phrase()?];
        while let Some((Token::Phrase(_), _)) = self.tokens.peek() {
            phrases.push(self.near_phrase()?);
        }
        let mut distance = lexer::NEAR;
        if self.take(&Token::Comma).is_some()
            && let Some((Token::Distance(words), _)) = self.tokens.next()
        {
            distance = words;
        }
        if phrases.len() < 2 {
            return Err(QueryError::new(at, "near each other are two words or phrases, or more"));
        }
        self.close(at)?;
        Ok(Node::Term(Term::Near(Near { phrases, distance })))
    }

    fn near_phrase(&mut self) -> Result<Phrase, QueryError> {
        match self.tokens.next() {
            Some((Token::Phrase(phrase), at)) => {
                self.count(&at)?;
                Ok(phrase)
            }
            Some((_, at)) => Err(QueryError::new(at, "NEAR needs a word or a phrase here")),
            None => Err(QueryError::new(self.end..self.end, "NEAR needs a word or a phrase")),
        }
    }

    fn close(&mut self, opened: Range<usize>) -> Result<(), QueryError> {
        match self.tokens.next() {
            Some((Token::Close, _)) => Ok(()),
            Some((_, at)) => Err(QueryError::new(at, "the bracket must be closed before this")),
            None => Err(QueryError::new(opened, "this bracket is not closed")),
        }
    }

    fn enter(&mut self, at: Range<usize>) -> Result<(), QueryError> {
        self.depth += 1;
        let fits = self.depth <= DEPTH_MAX;
        fits.then_some(()).ok_or_else(|| QueryError::new(at, format!("more than {DEPTH_MAX} levels deep")))
    }

    fn count(&mut self, at: &Range<usize>) -> Result<(), QueryError> {
        self.terms += 1;
        let fits = self.terms <= TERMS_MAX;
        fits.then_some(()).ok_or_else(|| QueryError::new(at.clone(), format!("more than {TERMS_MAX} terms")))
    }
}
