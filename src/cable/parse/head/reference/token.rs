//! An entry of the REF lines as words, numbers and signs.

use crate::cable::Span;
use crate::cable::parse::scan;

/// A word, a number or a single sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Where it stands in the file.
    pub(super) span: Span,
    /// Whether it stands right behind the token before it.
    pub(super) glued: bool,
}

impl Token<'_> {
    /// Whether it is a word. Dots, hyphens and apostrophes inside belong to it: `PORT-OF-SPAIN`.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Whether it is a number: digits.
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is the word or sign, ASCII case aside.
    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The tokens of `text` inside `spans`, in order.
pub(super) fn tokens<'a>(text: &'a str, spans: &[Span]) -> Vec<Token<'a>> {
    let mut tokens: Vec<Token> = Vec::new();
    for span in spans {
        let mut at = span.start;
        while at < span.end {
            let rest = &text[at..span.end];
            let blanks = scan::blanks(rest);
            if blanks > 0 {
                at += blanks;
                continue;
            }
            let length = length(rest);
            let glued = tokens.last().is_some_and(|last| last.span.end == at);
            tokens.push(Token { text: &rest[..length], span: Span::new(at, at + length), glued });
            at += length;
        }
    }
    tokens
}

/// The bytes of the token that `text`, which is not blank, begins with.
fn length(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    if first.is_ascii_digit() {
        return scan::digits(text);
    }
    if !first.is_alphabetic() {
        return first.len_utf8();
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = ".'’-".contains(c) && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !c.is_alphabetic() && !inner {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_words_numbers_and_signs() {
        let text = "PORT-OF-SPAIN 12, HK0551 (U.S.) 1-02";
        let tokens = tokens(text, &[Span::new(0, text.len())]);
        let found: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        assert_eq!(found, ["PORT-OF-SPAIN", "12", ",", "HK", "0551", "(", "U.S", ".", ")", "1", "-", "02"]);
        assert!(tokens[4].glued && !tokens[3].glued);
    }
}
