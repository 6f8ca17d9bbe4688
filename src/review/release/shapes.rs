//! Signs of other shapes in their plain form, so that one rule knows them all.

use super::words::plain;
use super::wrapping::BREAKS;

/// Brackets of other shapes, in which a mark may have been retyped.
const OPENING: [char; 11] = ['[', '{', '‹', '〈', '⟨', '❨', '❪', '❬', '❲', '【', '〔'];
const ENDING: [char; 11] = [']', '}', '›', '〉', '⟩', '❩', '❫', '❭', '❳', '】', '〕'];

/// The plain form of a text, brackets round, quotation marks straight, and every other sign beyond ASCII a star: a bullet,
/// a rule, a pilcrow, an arrow, the sign for a character that is lost. What a terminal acts on is a bar.
pub(super) fn shaped(text: &str) -> String {
    let shape = |c: char| match c {
        _ if OPENING.contains(&c) => '(',
        _ if ENDING.contains(&c) => ')',
        '‘'..='‟' | '«' | '»' => '"',
        '\t' => c,
        _ if c.is_control() && !BREAKS.contains(&c) => '|',
        _ if is_sign(c) => '*',
        _ => c,
    };
    plain(&text.chars().map(shape).collect::<String>())
}

/// Whether a character is a sign to the eye: no letter, no figure, no accent, no ellipsis, nothing that is not seen.
fn is_sign(c: char) -> bool {
    let range = matches!(c, '¡'..='¿' | '‐'..='⁞' | '\u{2190}'..='\u{2bff}' | '、'..='〿' | '\u{e000}'..='\u{f8ff}' | '\u{fffc}'..='\u{fffd}');
    let unseen = matches!(c, '\u{ad}' | '…' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}');
    range && !unseen && !c.is_alphanumeric()
}

/// Whether a text begins with a bullet: signs, or the letter that stands for a round one, and a blank behind.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let behind = text.strip_prefix('o').unwrap_or_else(|| text.trim_start_matches(is_bullet));
    let set_off = behind.len() < text.len() && behind.starts_with(char::is_whitespace);
    set_off.then(|| behind.trim_start_matches(|c: char| c.is_whitespace() || is_bullet(c)))
}

/// Whether a sign can be a bullet or a rule. Those that a sentence begins with are none.
pub(super) fn is_bullet(c: char) -> bool {
    c.is_ascii_punctuation() && !"\"'()[]{}<&$@%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_every_shape_become_plain_ones() {
        assert_eq!(shaped("【Ｃ】 “so” • ¶ → \u{f0b7} \u{fffd} \u{1b}[2J"), "(C) \"so\" * * * * * |(2J");
        assert_eq!(
            shaped("one\u{2028}two\u{c}three\tfour… \u{200b}naïve"),
            "one\u{2028}two\u{c}three\tfour... naive"
        );
    }

    #[test]
    fn a_bullet_is_set_off() {
        for text in ["- x", "-- x", "- -- x", "* x", "o x", "# x"] {
            assert_eq!(bullet(text), Some("x"), "{text}");
        }
        for text in ["-x", "on x", "\"x", "(x", "$ x", "x", ""] {
            assert_eq!(bullet(text), None, "{text}");
        }
    }
}
