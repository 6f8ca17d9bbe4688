//! One key press, in the notation of the keymap: `j`, `G`, `<C-d>`, `<S-Tab>`, `<Esc>`, `<lt>`.

use std::fmt;
use std::str::FromStr;

/// Which key, without its modifiers. A capital letter is a `Char` of its own, not a shifted one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character that the key produces.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Erase to the left.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Function key, 1 to 12.
    F(u8),
}

/// The keys that have a name in the notation.
const NAMED: &[(&str, Code)] = &[
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("BS", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("lt", Code::Char('<')),
    ("gt", Code::Char('>')),
    // Other spellings that people type; the first of each code is the one that is printed.
    ("CR", Code::Enter),
    ("Return", Code::Enter),
    ("Escape", Code::Esc),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
];

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control held.
    pub ctrl: bool,
    /// Alt (Meta) held.
    pub alt: bool,
    /// Shift held; only for keys that are not characters.
    pub shift: bool,
}

impl Key {
    /// The key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The character that the key types, when it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl Key {
    /// The key as people write it in running text: `^S`, `Esc`, `j`; one with Alt as in a key map: `<A-b>`.
    pub fn label(self) -> String {
        match (self.code, self.ctrl, self.alt) {
            (Code::Char(c), true, false) if c != ' ' => format!("^{}", c.to_ascii_uppercase()),
            (Code::Char(_), true, false) => String::from("^Space"),
            (Code::Char(c), false, false) if c != ' ' => c.to_string(),
            (_, false, true) => self.to_string(),
            _ => self.to_string().trim_start_matches('<').trim_end_matches('>').to_string(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMED.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        let base = match (self.code, name) {
            (_, Some(name)) => name.to_string(),
            (Code::Char(c), None) => c.to_string(),
            (Code::F(n), None) => format!("F{n}"),
            (_, None) => String::from("?"),
        };
        if let (Code::Char(c), false) = (self.code, self.ctrl || self.alt || self.shift)
            && !matches!(c, '<' | ' ')
        {
            return write!(f, "{c}");
        }
        let ctrl = if self.ctrl { "C-" } else { "" };
        let alt = if self.alt { "A-" } else { "" };
        let shift = if self.shift { "S-" } else { "" };
        write!(f, "<{ctrl}{alt}{shift}{base}>")
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads one key in the notation; the error is a sentence that names what is wrong.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(Self::plain(Code::Char(c)));
        }
        let unknown = || format!("'{text}' is no key; write j, <Esc>, <C-d>, <S-Tab>");
        let mut rest = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')).ok_or_else(unknown)?;
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "C" | "c" => ctrl = true,
                "A" | "a" | "M" | "m" => alt = true,
                "S" | "s" => shift = true,
                _ => return Err(unknown()),
            }
            rest = after;
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) if ctrl => Code::Char(c.to_ascii_lowercase()),
            (Some(c), None) => Code::Char(c),
            _ => NAMED
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(rest))
                .map(|(_, code)| *code)
                .or_else(|| function_key(rest))
                .ok_or_else(unknown)?,
        };
        Ok(Self { code, ctrl, alt, shift })
    }
}

fn function_key(name: &str) -> Option<Code> {
    let number: u8 = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_round_trips() {
        for text in [
            "j",
            "G",
            "<C-d>",
            "<S-Tab>",
            "<Esc>",
            "<lt>",
            "<Space>",
            "<A-b>",
            "<F1>",
            ">",
            "<A-gt>",
            "-",
            "<C-->",
            "<C-Space>",
            "<C-S-Left>",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        assert_eq!("<Return>".parse::<Key>().unwrap().to_string(), "<Enter>");
    }

    #[test]
    fn labels_are_short() {
        for (key, label) in [
            ("<C-s>", "^S"),
            ("<Esc>", "Esc"),
            ("j", "j"),
            ("<lt>", "<"),
            ("<A-b>", "<A-b>"),
            (">", ">"),
            ("<C-Space>", "^Space"),
        ] {
            assert_eq!(key.parse::<Key>().unwrap().label(), label);
        }
    }

    #[test]
    fn nonsense_is_named() {
        for text in ["", "<X-a>", "<Nope>", "ab", "<F13>", "<C-"] {
            let error = text.parse::<Key>().unwrap_err();
            assert!(error.contains(&format!("'{text}'")), "{error}");
        }
    }
}
