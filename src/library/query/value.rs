//! What stands behind the colon of a field that has values of its own: a level, a mark, the id of a cable.

use std::fmt;

use crate::cable::{Classification, Marking, Span, id_parts};

/// The levels by the letters of their portion marks, the lowest first.
const LEVELS: [(&str, Classification); 5] = [
    ("U", Classification::Unclassified),
    ("LOU", Classification::LimitedOfficialUse),
    ("C", Classification::Confidential),
    ("S", Classification::Secret),
    ("TS", Classification::TopSecret),
];

/// Consecutive levels of classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The lowest of them.
    pub lowest: Classification,
    /// The highest of them.
    pub highest: Classification,
}

impl Levels {
    /// Reads a level, by its letters or its full name; with `>=` or `<=` before it all from there on.
    pub fn parse(text: &str) -> Option<Self> {
        let named = |name: &str| {
            let is = |other: &str| name.trim().eq_ignore_ascii_case(other);
            LEVELS.iter().find(|(letters, level)| is(letters) || is(level.name())).map(|(_, level)| *level)
        };
        let (lowest, highest) = if let Some(name) = text.strip_prefix(">=") {
            (named(name)?, Classification::TopSecret)
        } else if let Some(name) = text.strip_prefix("<=") {
            (Classification::Unclassified, named(name)?)
        } else {
            let level = named(text)?;
            (level, level)
        };
        Some(Self { lowest, highest })
    }

    /// Whether a level is one of them.
    pub fn contains(self, level: Classification) -> bool {
        (self.lowest..=self.highest).contains(&level)
    }
}

impl fmt::Display for Levels {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = |level| LEVELS.iter().find(|(_, named)| *named == level).map_or("", |(name, _)| name);
        if self.lowest == self.highest {
            out.write_str(letters(self.lowest))
        } else if self.highest == Classification::TopSecret {
            write!(out, ">={}", letters(self.lowest))
        } else {
            write!(out, "<={}", letters(self.highest))
        }
    }
}

/// What a paragraph is marked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing; that is not U.
    Unmarked,
    /// This mark in its normal spelling, as of [`Marking::code`]: `C`, `S/NF`.
    Code(String),
}

impl Mark {
    /// Reads a mark without its brackets, or `unmarked`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("unmarked") {
            return Some(Self::Unmarked);
        }
        let printed = format!("({})", text.to_ascii_uppercase());
        let whole = Span::new(0, printed.len());
        let marking = Marking::read(&printed, whole).filter(|marking| marking.span == whole)?;
        marking.scope.is_none().then_some(Self::Code(marking.code))
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unmarked => out.write_str("unmarked"),
            Self::Code(code) if code.contains(' ') => write!(out, "\"{code}\""),
            Self::Code(code) => out.write_str(code),
        }
    }
}

/// The id of a cable in its normal spelling: `09MEXICO2882`; of one that is cited without a year, `MEXICO2882`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CableId(String);

impl CableId {
    /// Reads an id: a year of two or four digits, the post, the number. Case, blanks and leading zeros do not count.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |c: &char| !c.is_whitespace() && *c != '-';
        let text: String = text.chars().filter(plain).collect::<String>().to_ascii_uppercase();
        let (year, post, number) = id_parts(&text);
        let number = number.trim_start_matches('0');
        let year = match year.len() {
            0 | 2 => year,
            4 => year.get(2..)?,
            _ => return None,
        };
        let is_post = !post.is_empty() && post.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_post && !number.is_empty()).then(|| Self(format!("{year}{post}{number}")))
    }

    /// The id, as [`crate::cable::Header::reference_id`] has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CableId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T: fmt::Display>(value: Option<T>) -> Option<String> {
        value.map(|value| value.to_string())
    }

    #[test]
    fn levels_have_letters_and_names() {
        for (text, normal) in [
            ("c", Some("C")),
            ("Confidential", Some("C")),
            ("limited official use", Some("LOU")),
            (">=c", Some(">=C")),
            (">=TS", Some("TS")),
            ("<=top secret", Some(">=U")),
            ("<=S", Some("<=S")),
            ("", None),
            (">", None),
            ("SBU", None),
        ] {
            assert_eq!(shown(Levels::parse(text)).as_deref(), normal, "{text}");
        }
        let levels = Levels::parse(">=C").unwrap();
        assert!(levels.contains(Classification::Secret) && !levels.contains(Classification::Unclassified));
    }

    #[test]
    fn marks_are_spelled_as_in_the_cable() {
        for (text, normal) in [
            ("u", Some("U")),
            ("S//NF", Some("S/NF")),
            ("c/rel uk, canada", Some("\"C/REL UK, CANADA\"")),
            ("UNMARKED", Some("unmarked")),
            ("", None),
            ("C)(C", None),
            ("MX", None),
        ] {
            assert_eq!(shown(Mark::parse(text)).as_deref(), normal, "{text}");
        }
    }

    #[test]
    fn ids_are_spelled_as_in_the_header() {
        for (text, normal) in [
            ("09mexico2882", Some("09MEXICO2882")),
            ("2009 Cape Town 00123", Some("09CAPETOWN123")),
            ("STATE81957", Some("STATE81957")),
            ("09-STATE-81957", Some("09STATE81957")),
            ("09STATE", None),
            ("81957", None),
            ("9STATE1", None),
            ("09STATE000", None),
            ("09ST.1", None),
            ("", None),
        ] {
            assert_eq!(shown(CableId::parse(text)).as_deref(), normal, "{text}");
        }
    }
}
