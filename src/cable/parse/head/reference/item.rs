//! What one entry names: `STATE 12, 13 AND OSLO 14` are three cables.

use super::kind;
use super::name::{self, Name};
use super::post::Post;
use super::token::Token;
use crate::cable::parse::date;
use crate::cable::{ReferenceKind, Span};

/// Tokens looked at to see what follows on a cable.
const AHEAD: usize = 12;

/// One thing that an entry names.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// From its first token to its last.
    pub(super) span: Span,
    /// The cable, if it is one.
    pub(super) name: Option<Name>,
}

/// What the entry of `tokens` names: cables one behind the other, or something else. A number alone is of the `last`
/// post, which becomes the one named last.
pub(super) fn items(text: &str, tokens: &[Token], last: &mut Option<Post>) -> Vec<Item> {
    let lead = tokens.iter().take_while(|token| name::is_joiner(token)).count();
    let tokens = &tokens[lead..];
    let start = name::fillers(tokens);
    if start == tokens.len() {
        return Vec::new();
    }
    // Where each begins, and behind which token the one before it ends.
    let mut found = vec![(0, 0, opening(tokens, start, last.as_ref()))];
    let (mut at, mut fresh) = match &found[0].2 {
        Some(name) => (name.length, true),
        None => (start, false),
    };
    while at < tokens.len() {
        let joiners = tokens[at..].iter().take_while(|token| name::is_joiner(token)).count();
        let rest = &tokens[at + joiners..];
        let above = found.last().and_then(|(_, _, name)| name.as_ref());
        let next = following(rest, above.filter(|_| fresh), joiners > 0);
        if let Some(name) = next {
            let from = at + joiners;
            (at, fresh) = (from + name.length, true);
            found.push((from, from - joiners, Some(name)));
        } else if joiners > 0 && fresh && is_other(text, rest) {
            found.push((at + joiners, at, None));
            (at, fresh) = (at + joiners, false);
        } else {
            let closed = rest.iter().take(AHEAD).position(|token| token.is(")"));
            let remark = closed.filter(|_| fresh && joiners == 0 && tokens[at].is("("));
            fresh &= remark.is_some();
            at += joiners.max(remark.map_or(1, |closed| closed + 1));
        }
    }
    *last = found.iter().rev().find_map(|(_, _, name)| Some(name.as_ref()?.post.clone())).or(last.take());
    let ends = found.iter().skip(1).map(|(_, end, _)| *end).chain([tokens.len()]).collect::<Vec<_>>();
    let items = found.into_iter().zip(ends).filter_map(|((from, _, name), end)| {
        let last = tokens.get(end.checked_sub(1)?)?;
        // Fillers alone are nothing.
        (name.is_some() || end > start).then(|| Item { span: tokens[from].span.join(last.span), name })
    });
    items.collect()
}

/// The cable that an entry begins with; its fillers end at `start`.
fn opening(tokens: &[Token], start: usize, last: Option<&Post>) -> Option<Name> {
    let shifted = |name: Name| Name { length: name.length + start, ..name };
    let rest = &tokens[start..];
    name::name(tokens)
        .or_else(|| name::reversed(rest).map(shifted))
        .or_else(|| alone(rest, last?).map(shifted))
}

/// A number alone, of the post named last: `2962 AND PREVIOUS`.
fn alone(tokens: &[Token], last: &Post) -> Option<Name> {
    let digits = tokens.first()?.text;
    let plausible = digits.len() >= 3 && (digits.len() != 4 || date::year(digits).is_none());
    let silent = |token: &Token| {
        !token.is_word() || name::is_joiner(token) || token.is("PREVIOUS") || token.is("NOTAL")
    };
    let whole = tokens.len() <= AHEAD && tokens.iter().all(silent);
    name::further(tokens, last, None).filter(|_| plausible && whole)
}

/// The cable that follows, joined or not, on the one `above` that has just been named.
fn following(tokens: &[Token], above: Option<&Name>, joined: bool) -> Option<Name> {
    if !joined && above.is_none() {
        return None;
    }
    let name = name::name(tokens).filter(|name| name.post.known || joined && above.is_some());
    name.or_else(|| above.filter(|_| joined).and_then(|above| name::further(tokens, &above.post, above.year)))
}

/// Whether `tokens` begin with an e-mail, a call or a report.
fn is_other(text: &str, tokens: &[Token]) -> bool {
    let [first, ..] = tokens else { return false };
    let last = tokens[..tokens.len().min(AHEAD)].last().unwrap_or(first);
    kind(&text[first.span.join(last.span).range()]) != ReferenceKind::Other
}
