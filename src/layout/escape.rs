//! Which characters are not shown as themselves, and what is shown instead.

use std::borrow::Cow;

/// The columns that a tab takes.
const TAB: &str = "    ";

/// A character by its number.
pub(super) fn name(c: char) -> Cow<'static, str> {
    Cow::Owned(format!("<U+{:04X}>", c as u32))
}

/// The visible form of a character that must not reach a terminal, or could not be seen there.
pub(super) fn escape(c: char) -> Option<Cow<'static, str>> {
    match c {
        '\t' => Some(Cow::Borrowed(TAB)),
        '\0'..='\x1f' => Some(Cow::Owned(format!("^{}", char::from(c as u8 + 0x40)))),
        '\x7f' => Some(Cow::Borrowed("^?")),
        // U+00A0 is a blank to a reader; as itself it would also keep words together that should wrap.
        '\u{a0}' => Some(Cow::Borrowed(" ")),
        c if is_invisible(c) || !is_printable(c) => Some(name(c)),
        _ => None,
    }
}

/// Fillers and selectors, which count as printable and still cannot be seen.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fffc}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character is neither control nor format character, neither private nor unassigned: what the standard
/// library prints as it is, and the blanks.
fn is_printable(c: char) -> bool {
    // Lines and signs that the program itself draws in every row: nothing of them need be asked.
    if matches!(c, '\u{2500}'..='\u{25ff}') {
        return true;
    }
    let blank = matches!(c, '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}');
    // Marks are printed as they are except at the start, hence the letter in front.
    let mut bytes = [b'x'; 5];
    let length = c.encode_utf8(&mut bytes[1..]).len();
    let plain = || std::str::from_utf8(&bytes[..=length]).is_ok_and(|text| text.escape_debug().count() == 2);
    c.is_ascii() || blank || c.is_alphanumeric() || plain()
}

#[cfg(test)]
mod tests {
    use super::super::safe;

    #[test]
    fn what_is_not_a_character_is_named() {
        for c in
            ['\u{378}', '\u{e0041}', '\u{40000}', '\u{e000}', '\u{ffff}', '\u{600}', '\u{ad}', '\u{fffc}']
        {
            assert_eq!(safe(&c.to_string()), format!("<U+{:04X}>", c as u32));
        }
        for text in ["\u{2003}", "\u{3000}", "\u{fffd}", "“’—€£•…§¶◌", "עברית", "กำ", "ﾊﾞ"]
        {
            assert_eq!(safe(text), text);
        }
    }
}
