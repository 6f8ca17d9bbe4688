//! The one sanitiser: any text becomes cells that cannot touch the terminal.
//!
//! A cable, a file name, a colleague's note are hostile until they have passed here. What a terminal could act on, and
//! what a reader could not see, is shown as visible text (`^[`, `<U+202E>`), never dropped: dropping forges text. The
//! rules are S3 to S7 of the safety design. Escapes are marked as such, so that they can be drawn in a style that no
//! content can produce.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Marks kept on one base character; the rest is counted, not drawn.
const MARKS: usize = 8;
/// Longest symbol of one cell, in bytes.
const SYMBOL: usize = 64;
/// Columns that a tab takes.
const TAB: &str = "    ";

/// One cell (or two, for wide characters) of safe text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// What to draw: printable characters only.
    pub shown: Cow<'a, str>,
    /// Columns that it takes.
    pub width: usize,
    /// The bytes of the text that it stands for.
    pub range: Range<usize>,
    /// Whether it stands for something that is not shown as itself.
    pub escaped: bool,
}

/// Splits a text into safe glyphs, in order and without gap. Line feeds are shown as `^J`: lines are split before.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let glyph = first_glyph(rest, at);
        at = glyph.range.end;
        Some(glyph)
    })
}

/// A text made safe for one line of the screen or of a terminal's output.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(glyphs(text).map(|glyph| glyph.shown).collect())
}

/// Columns that a text takes once it is safe.
pub fn safe_width(text: &str) -> usize {
    glyphs(text).map(|glyph| glyph.width).sum()
}

fn first_glyph(rest: &str, at: usize) -> Glyph<'_> {
    let bytes = rest.as_bytes();
    // The common case by far: a printable ASCII character that nothing can combine with.
    if (0x20..0x7f).contains(&bytes[0]) && bytes.get(1).is_none_or(u8::is_ascii) {
        return Glyph { shown: Cow::Borrowed(&rest[..1]), width: 1, range: at..at + 1, escaped: false };
    }
    let cluster = rest.graphemes(true).next().unwrap_or(rest);
    let first = cluster.chars().next().unwrap_or(' ');
    // A control or invisible character is escaped by itself, so that it cannot hide behind its neighbours.
    if let Some(shown) = escape(first) {
        let width = shown.width();
        let escaped = first != '\t';
        return Glyph { shown, width, range: at..at + first.len_utf8(), escaped };
    }
    bounded_cluster(cluster, at)
}

/// A grapheme cluster with a bounded number of marks and no invisible passengers.
fn bounded_cluster(cluster: &str, at: usize) -> Glyph<'_> {
    let mut end = 0;
    for (count, (offset, c)) in cluster.char_indices().enumerate() {
        let passenger = count > 0 && !joins(cluster, offset, c) && escape(c).is_some();
        if passenger || count > MARKS || offset + c.len_utf8() > SYMBOL {
            break;
        }
        end = offset + c.len_utf8();
    }
    let kept = &cluster[..end];
    let dropped = cluster[end..].chars().take_while(|c| is_mark(*c)).count();
    if dropped == 0 {
        return Glyph {
            shown: Cow::Borrowed(kept),
            width: kept.width(),
            range: at..at + end,
            escaped: false,
        };
    }
    let rest: usize = cluster[end..].chars().take(dropped).map(char::len_utf8).sum();
    let shown = format!("{kept}<+{dropped}>");
    Glyph { width: shown.width(), shown: Cow::Owned(shown), range: at..at + end + rest, escaped: true }
}

/// Whether a joiner or variation selector stands where it is meant: between the parts of an emoji or letters.
fn joins(cluster: &str, offset: usize, c: char) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => {
            cluster[offset + c.len_utf8()..].chars().next().is_some_and(|n| escape(n).is_none())
        }
        '\u{fe0e}' | '\u{fe0f}' => cluster[..offset].chars().next_back().is_some_and(emoji_base),
        // The tag characters of a flag sequence carry text that nobody sees: always escaped.
        _ => false,
    }
}

fn emoji_base(c: char) -> bool {
    matches!(c, '#' | '*' | '0'..='9' | '©' | '®' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Characters that add nothing to the width of their base.
fn is_mark(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(0) && escape(c).is_none()
}

/// The visible form of a character that must not reach a terminal, or could not be seen there.
fn escape(c: char) -> Option<Cow<'static, str>> {
    let shown = match c {
        '\t' => return Some(Cow::Borrowed(TAB)),
        '\0'..='\x1f' => format!("^{}", char::from(c as u8 + 0x40)),
        '\x7f' => String::from("^?"),
        // U+00A0 is a blank to a reader; as itself it would also keep words together that should wrap.
        '\u{a0}' => return Some(Cow::Borrowed(" ")),
        c if is_invisible(c) => format!("<U+{:04X}>", c as u32),
        _ => return None,
    };
    Some(Cow::Owned(shown))
}

/// Controls, format characters, fillers, private use and noncharacters.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_are_shown() {
        assert_eq!(safe("a\x1b[2Jb"), "a^[[2Jb");
        assert_eq!(safe("\u{9b}31m"), "<U+009B>31m");
        assert_eq!(safe("cable\u{202e}lmay.exe"), "cable<U+202E>lmay.exe");
        assert_eq!(safe("a\tb\r\n\0\x7f"), "a    b^M^J^@^?");
        assert_eq!(safe("x\u{200d}"), "x<U+200D>");
        assert_eq!(safe("A\u{e0041}"), "A<U+E0041>");
    }

    #[test]
    fn ordinary_writing_stays() {
        for text in [
            "Peña Nieto",
            "Ha\u{2019}asara",
            "外務省",
            "e\u{301}",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}",
            "שלום",
        ] {
            assert_eq!(safe(text), text);
        }
        assert_eq!(safe_width("外務省"), 6);
    }

    #[test]
    fn marks_are_bounded() {
        let zalgo = format!("a{}", "\u{301}".repeat(1000));
        assert_eq!(safe(&zalgo), format!("a{}<+992>", "\u{301}".repeat(8)));
    }

    proptest! {
        #[test]
        fn nothing_dangerous_comes_out_and_nothing_is_lost(text in any::<String>()) {
            let mut at = 0;
            for glyph in glyphs(&text) {
                prop_assert_eq!(glyph.range.start, at);
                prop_assert!(glyph.range.end > at);
                at = glyph.range.end;
                prop_assert!(glyph.shown.chars().all(|c| !c.is_control()));
                prop_assert!(glyph.shown.len() <= SYMBOL + 16);
                prop_assert_eq!(glyph.width, glyph.shown.width());
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
