//! The name of a cable: `08 STATE 081854`, `STATE (08) 81854`, `STATE 81854-08`, `81854 STATE`.

use super::post::{self, Post};
use super::token::Token;
use crate::cable::parse::date;

/// Letters of the longest post.
const LONGEST: usize = 20;
/// Tokens that the longest name takes, with what may stand between its parts.
const REACH: usize = 16;
/// Words before a name that say nothing: the classification, the label once more.
const FILLERS: [&str; 10] = [
    "REF",
    "REFS",
    "REFTEL",
    "REFERENCE",
    "CABLE",
    "UNCLAS",
    "UNCLASS",
    "UNCLASSIFIED",
    "CONFIDENTIAL",
    "SECRET",
];
/// Words that are part of no post: papers that bear numbers as cables do, words of a date or of a sentence.
const NO_POSTS: [&str; 45] = [
    "JAN",
    "JANUARY",
    "FEB",
    "FEBRUARY",
    "MAR",
    "MARCH",
    "APR",
    "APRIL",
    "MAY",
    "JUN",
    "JUNE",
    "JUL",
    "JULY",
    "AUG",
    "AUGUST",
    "SEP",
    "SEPT",
    "SEPTEMBER",
    "OCT",
    "OCTOBER",
    "NOV",
    "NOVEMBER",
    "DEC",
    "DECEMBER",
    "REPORT",
    "IIR",
    "POC",
    "UNSCR",
    "UNGA",
    "FAM",
    "FAH",
    "CFR",
    "EMAIL",
    "TELCON",
    "MEMO",
    "AND",
    "PREVIOU",
    "NOTAL",
    "PARA",
    "PARAGRAPH",
    "SECTION",
    "ARTICLE",
    "ANNEX",
    "PAGE",
    "DTG",
];

/// A cable named in a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The year that is printed with it.
    pub(super) year: Option<i16>,
    pub(super) post: Post,
    /// Without leading zeros.
    pub(super) number: String,
    /// The tokens that it takes.
    pub(super) length: usize,
}

/// The name that `tokens` begin with.
pub(super) fn name(tokens: &[Token]) -> Option<Name> {
    let tokens = tokens.get(..tokens.len().min(REACH))?;
    let mut at = fillers(tokens);
    let mut year = leading_year(&tokens[at..]);
    at += usize::from(year.is_some());
    let mut letters = String::new();
    let (mut words, mut paper) = (0, false);
    while !tokens.get(at)?.is_number() {
        let token = tokens[at];
        let [next, close] = [1, 2].map(|ahead| tokens.get(at + ahead));
        let closed = token.is("(") && close.is_some_and(|close| close.is(")"));
        if token.is_word() {
            let word = post::capitals(token.text);
            // A letter O typed for the zero that numbers begin with.
            let zero = word == "O" && words > 0 && next.is_some_and(|next| next.is_number() && next.glued);
            if !zero && word != "CABLES" {
                paper |= NO_POSTS.contains(&word.trim_end_matches('S'));
                letters.push_str(&word);
                words += 1;
            }
            at += 1;
        } else if words > 0 && closed && year.is_none() && next.is_some_and(Token::is_number) {
            year = Some(date::year(next?.text)?);
            at += 3;
        } else if words > 0 && closed && next.is_some_and(|next| next.text.len() <= 3) {
            at += 3;
        } else if words > 0 && (token.is(".") || token.is("#"))
            || token.is(",") && next.is_some_and(Token::is_number) && post::post(&letters).known
        {
            at += 1;
        } else {
            return None;
        }
        if letters.len() > LONGEST {
            return None;
        }
    }
    let number = number(tokens, at).filter(|_| !letters.is_empty())?;
    let post = post::post(&letters);
    let mistaken = tokens[at].glued && words > 1 && !tokens[at - 1].is("O");
    let plain = number.len() == 4 && date::year(tokens[at].text).is_some();
    if mistaken || !post.known && (paper || letters.len() < 3 || plain) {
        return None;
    }
    let (printed, width) = trailing_year(tokens, at + 1);
    Some(Name { year: year.or(printed), post, number, length: at + 1 + width })
}

/// The name with the number first that `tokens` begin with: `870 OSLO`. The post must be one we know.
pub(super) fn reversed(tokens: &[Token]) -> Option<Name> {
    let number = number(tokens, 0)?;
    let words = tokens[1..].iter().take(4).take_while(|token| token.is_word());
    let letters: Vec<_> = words.map(|token| post::capitals(token.text)).collect();
    let end = 1 + letters.len();
    let whole = tokens.get(end).is_none_or(|next| is_joiner(next));
    let post = post::post(&letters.concat());
    (whole && post.known).then_some(Name { year: None, post, number, length: end })
}

/// The further number of a list that `tokens` begin with: `STATE 12, 13 AND 14`.
pub(super) fn further(tokens: &[Token], post: &Post, year: Option<i16>) -> Option<Name> {
    let number = number(tokens, 0)?;
    if tokens.get(1).is_some_and(|next| next.is_word() && !is_joiner(next)) {
        return None;
    }
    let (printed, width) = trailing_year(tokens, 1);
    Some(Name { year: printed.or(year), post: post.clone(), number, length: 1 + width })
}

/// What stands between two cables.
pub(super) fn is_joiner(token: &Token) -> bool {
    [",", "/", "&", ";", ":", "-", "AND", "PLUS", "THRU", "THROUGH", "TO"].iter().any(|word| token.is(word))
}

/// The tokens of the fillers that `tokens` begin with, marks and a doubled bullet among them: `REF A`, `(C)`, `B)`.
pub(super) fn fillers(tokens: &[Token]) -> usize {
    let mut at = 0;
    while at < REACH {
        let rest = tokens.get(at..).unwrap_or_default();
        at += match rest {
            [open, mark, close, ..]
                if (open.is("(") && close.is(")") || open.is("[") && close.is("]"))
                    && mark.is_word()
                    && mark.text.len() <= 2 =>
            {
                3
            }
            [word, ..] if FILLERS.iter().any(|filler| word.is(filler)) => 1,
            [letter, close, ..]
                if letter.is_word()
                    && letter.text.len() == 1
                    && [")", ".", ":"].iter().any(|sign| close.is(sign)) =>
            {
                2
            }
            [letter, next, ..]
                if at > 0 && letter.text.len() == 1 && (next.is_word() || next.is_number()) =>
            {
                1
            }
            [sign, ..] if [":", "-", "."].iter().any(|filler| sign.is(filler)) => 1,
            _ => break,
        };
    }
    at.min(tokens.len())
}

/// The year that stands before the post.
fn leading_year(tokens: &[Token]) -> Option<i16> {
    let [year, post, ..] = tokens else { return None };
    date::year(year.text).filter(|_| year.is_number() && post.is_word())
}

/// The year behind a number, and the tokens it takes: `(08)`, `-08`, `/08`, or `08` at the end. `30-31` and `50/51` are
/// two numbers.
fn trailing_year(tokens: &[Token], at: usize) -> (Option<i16>, usize) {
    let number = at.checked_sub(1).and_then(|number| tokens.get(number)).map_or("", |token| token.text);
    let goes_on = |next: &Token| {
        let number = number.trim_start_matches('0');
        number.len() == 2 && next.text > number && !next.text.starts_with('0')
    };
    let year = |token: &Token| token.is_number().then(|| date::year(token.text)).flatten();
    let ends = |token: Option<&Token>| token.is_none_or(is_joiner);
    let (printed, width) = match tokens.get(at..).unwrap_or_default() {
        [open, inner, close, ..] if open.is("(") && close.is(")") => (year(inner), 3),
        [sign, inner, ..] if (sign.is("-") || sign.is("/")) && inner.text.len() == 2 && !goes_on(inner) => {
            (year(inner), 2)
        }
        [inner, rest @ ..] if inner.text.len() == 2 && ends(rest.first()) => (year(inner), 1),
        _ => (None, 0),
    };
    (printed, if printed.is_some() { width } else { 0 })
}

/// The number of a cable at `at`, without leading zeros; a number that letters go on with is none.
fn number(tokens: &[Token], at: usize) -> Option<String> {
    let token = tokens.get(at).filter(|token| token.is_number() && token.text.len() <= 8)?;
    let number = token.text.trim_start_matches('0');
    let torn = tokens.get(at + 1).is_some_and(|next| next.glued && next.is_word());
    (!torn && (1..=7).contains(&number.len())).then(|| number.to_owned())
}
