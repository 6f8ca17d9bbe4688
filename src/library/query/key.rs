//! The names before a colon, and what the value behind it means.

use std::ops::Range;

use super::error::repeated;
use super::{CableId, Field, Levels, Mark, Period, Phrase, QueryError, State, Term, When};

/// What a name before a colon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Words(Field),
    Sent(When),
    Class,
    Mark,
    Ref,
    Id,
    Is,
}

const KEYS: [(&str, Key); 16] = [
    ("after", Key::Sent(When::After)),
    ("before", Key::Sent(When::Before)),
    ("class", Key::Class),
    ("entity", Key::Words(Field::Entity)),
    ("from", Key::Words(Field::From)),
    ("id", Key::Id),
    ("is", Key::Is),
    ("mark", Key::Mark),
    ("note", Key::Words(Field::Note)),
    ("on", Key::Sent(When::On)),
    ("org", Key::Words(Field::Organization)),
    ("person", Key::Words(Field::Person)),
    ("place", Key::Words(Field::Place)),
    ("ref", Key::Ref),
    ("subject", Key::Words(Field::Subject)),
    ("tag", Key::Words(Field::Tag)),
];

impl Key {
    /// The field of this name, which stands at `at`; capitals or not.
    pub(super) fn named(name: &str, at: Range<usize>) -> Result<Self, QueryError> {
        let found = KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, key)| *key);
        found.ok_or_else(|| {
            let suggestion = nearest(name, KEYS.iter().map(|(known, _)| *known));
            let advice = if suggestion.is_some() { "" } else { "; in quotes it is a word" };
            QueryError { suggestion, at, message: format!("no such field '{}'{advice}", repeated(name)) }
        })
    }

    /// The name before the colon; the text has none.
    pub(super) fn name(self) -> &'static str {
        KEYS.iter().find(|(_, key)| *key == self).map(|(name, _)| *name).unwrap_or_default()
    }

    /// What the value asks for; `prefix` says that a star stood behind it.
    pub(super) fn term(self, value: &str, prefix: bool, at: Range<usize>) -> Result<Term, QueryError> {
        let wrong = |what: &str| QueryError::new(at.clone(), format!("'{}' is {what}", repeated(value)));
        if let Self::Words(field) = self {
            let phrase = Phrase::new(value, prefix).ok_or_else(|| wrong(self.wanted()))?;
            return Ok(Term::Words(field, phrase));
        }
        if prefix {
            return Err(QueryError::new(at, "a * is for words only"));
        }
        let value = value.trim();
        match self {
            Self::Words(_) => None,
            Self::Sent(when) => Period::parse(value).map(|period| Term::Sent(when, period)),
            Self::Class => Levels::parse(value).map(Term::Class),
            Self::Mark => Mark::parse(value).map(Term::Mark),
            Self::Ref => CableId::parse(value).map(Term::Cites),
            Self::Id => CableId::parse(value).map(Term::Id),
            Self::Is => {
                let state = State::NAMES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(value));
                state.map(|(_, state)| Term::Is(state))
            }
        }
        .ok_or_else(|| {
            let error = wrong(self.wanted());
            let names = State::NAMES.into_iter().map(|(name, _)| name);
            let suggestion = (self == Self::Is).then(|| nearest(value, names)).flatten();
            QueryError { suggestion, ..error }
        })
    }

    /// What a value that is wrong is not.
    fn wanted(self) -> &'static str {
        match self {
            Self::Words(_) => "no word",
            Self::Sent(_) => "no date such as 2009, 2009-10 or 2009-10-05",
            Self::Class => "no level such as U, C, S or >=C",
            Self::Mark => "no portion mark such as C, S/NF or unmarked",
            Self::Ref | Self::Id => "no cable's id such as 09MEXICO2882",
            Self::Is => "none of read, unread, noted, pinned",
        }
    }
}

/// Of several names the one that was perhaps meant: it differs in no more than two letters.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    // Longer than any name and two letters more.
    let word: Vec<char> = word.chars().take(16).map(|c| c.to_ascii_lowercase()).collect();
    let near = known.map(|name| (steps(&word, name), name)).min()?;
    (near.0 <= 2 && near.0 < near.1.len()).then(|| near.1.to_string())
}

/// How many letters must be put in, taken out, exchanged for another or with their neighbour to make `name` of `word`.
fn steps(word: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=name.len()).collect()];
    for (i, a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in name.iter().enumerate() {
            let mut least = (rows[i][j] + usize::from(a != b)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == name[j - 1] && word[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[word.len()][name.len()]
}
