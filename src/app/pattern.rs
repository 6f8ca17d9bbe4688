//! What a paragraph must be like to be shown: `&(C)`, `&note`, `&unread`, `&#tag`, `&/regex/`, `&word`, each with `!`
//! for the contrary.

use regex_lite::Regex;

use super::expression::compile;
use super::search::find_all;

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// There is a note.
    Noted,
    /// It has been marked read.
    Read,
    /// It carries no portion mark. Unmarked is never U.
    Unmarked,
    /// It carries this portion mark.
    Marked(String),
    /// There is a note with this tag.
    Tagged(String),
    /// The text holds this, literally.
    Holds(String),
    /// The text matches.
    Matches(Box<Regex>),
}

/// A filter of paragraphs.
#[derive(Clone, Debug)]
pub struct Filter {
    typed: String,
    negated: bool,
    rule: Rule,
}

/// What a filter is asked about.
pub(super) struct Facts<'a> {
    /// The portion mark.
    pub(super) marking: Option<&'a str>,
    /// Whether it has been marked read.
    pub(super) read: bool,
    /// How many notes stand on it.
    pub(super) notes: usize,
    /// Their tags.
    pub(super) tags: &'a [&'a str],
    /// The text as it is read.
    pub(super) text: &'a str,
}

impl Filter {
    /// Reads what was typed behind `&`, to be asked about a text of `length` bytes.
    ///
    /// # Errors
    /// In one line, what is wrong with a regular expression.
    pub(super) fn parse(typed: &str, length: usize) -> Result<Self, String> {
        let typed = typed.trim();
        let (negated, rest) = match typed.strip_prefix('!') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, typed),
        };
        let marking = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let (negated, rule) = match rest {
            "note" | "notes" => (negated, Rule::Noted),
            "read" => (negated, Rule::Read),
            "unread" => (!negated, Rule::Read),
            "unmarked" | "()" => (negated, Rule::Unmarked),
            _ => (
                negated,
                if let Some(code) = marking {
                    Rule::Marked(code.trim().to_ascii_uppercase())
                } else if let Some(tag) = rest.strip_prefix('#').filter(|tag| !tag.is_empty()) {
                    Rule::Tagged(tag.to_lowercase())
                } else if let Some(regex) = rest.strip_prefix('/') {
                    Rule::Matches(Box::new(compile(regex.strip_suffix('/').unwrap_or(regex), length)?))
                } else {
                    Rule::Holds(rest.to_string())
                },
            ),
        };
        Ok(Self { typed: typed.to_string(), negated, rule })
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether a paragraph is to be shown.
    pub(super) fn shows(&self, paragraph: &Facts<'_>) -> bool {
        let fits = match &self.rule {
            Rule::Noted => paragraph.notes > 0,
            Rule::Read => paragraph.read,
            Rule::Unmarked => paragraph.marking.is_none(),
            Rule::Marked(code) => paragraph.marking == Some(code),
            Rule::Tagged(tag) => paragraph.tags.iter().any(|own| own.to_lowercase() == *tag),
            Rule::Holds(text) => {
                !find_all(paragraph.text, text, text.chars().any(char::is_uppercase)).is_empty()
            }
            Rule::Matches(regex) => regex.is_match(paragraph.text),
        };
        fits != self.negated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(typed: &str, paragraph: &Facts<'_>) -> bool {
        Filter::parse(typed, 0).unwrap().shows(paragraph)
    }

    const PLAIN: Facts<'_> =
        Facts { marking: None, read: false, notes: 0, tags: &[], text: "The boats came at 5." };

    #[test]
    fn unmarked_is_never_u() {
        let marked = |code| Facts { marking: Some(code), ..PLAIN };
        for (typed, expected) in [
            ("(U)", [false, true, false, false]),
            ("(u)", [false, true, false, false]),
            ("!(U)", [true, false, true, true]),
            ("()", [true, false, false, false]),
            ("unmarked", [true, false, false, false]),
            ("!unmarked", [false, true, true, true]),
            ("(S)", [false, false, true, false]),
            ("(S/NF)", [false, false, false, true]),
        ] {
            let shown = [PLAIN, marked("U"), marked("S"), marked("S/NF")].map(|facts| shows(typed, &facts));
            assert_eq!(shown, expected, "{typed}");
        }
    }

    #[test]
    fn notes_tags_and_what_was_read() {
        let noted = Facts { notes: 1, tags: &["Oil"], read: true, ..PLAIN };
        for typed in ["note", "#oil", "#OIL", "read", "!unread"] {
            assert_eq!((shows(typed, &PLAIN), shows(typed, &noted)), (false, true), "{typed}");
        }
        for typed in ["!note", "! #oil", "unread", "!read"] {
            assert_eq!((shows(typed, &PLAIN), shows(typed, &noted)), (true, false), "{typed}");
        }
        assert!(!shows("#oi", &noted));
    }

    #[test]
    fn words_and_expressions() {
        for typed in
            ["boats", "came at", "BOATS|x /", "The", r"/^the .* \d\.$/", r"/B|T/", r"/BOATS|came/", "#"]
        {
            let expected = !["BOATS|x /", "#"].contains(&typed);
            assert_eq!(shows(typed, &PLAIN), expected, "{typed}");
        }
        assert!(shows("/boats", &PLAIN) && shows(r"/\S+ BOATS|boats/", &PLAIN));
        assert!(!shows("/BOATS/", &PLAIN) && shows("!/BOATS/", &PLAIN));
    }
}
