//! The one sanitiser: any text becomes cells that cannot touch the terminal.
//!
//! A cable, a file name, a colleague's note are hostile until they have passed here. What a terminal could act on, and
//! what a reader could not see, is shown as visible text, never dropped: dropping forges text.
//!
//! * Control characters as `^[`, beyond ASCII as `<U+009B>`; a tab as blanks.
//! * Characters that cannot be seen or that reorder their neighbours, private and unassigned ones as `<U+202E>`.
//! * A joiner or selector stays only inside the emoji or conjunct that it makes; a mark only on a base.
//! * At most 8 characters on one base, then `<+N>`; a cell holds at most 64 bytes.
//!
//! Escapes are marked as such, so that they can be drawn in a style that no content can produce.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::escape::{escape, name};

/// Characters kept on one base; further marks are counted, not drawn.
const MARKS: usize = 8;
/// Longest symbol of one cell, in bytes.
const SYMBOL: usize = 64;
/// Bytes looked at for one symbol: it and the character behind it. The bound keeps any text linear.
const WINDOW: usize = SYMBOL + 4;
const JOINER: char = '\u{200d}';

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

/// How many places of a text are not shown as themselves: a control character, one that cannot be seen, marks too many.
pub fn escapes(text: &str) -> usize {
    let plain = |line: &&str| line.bytes().all(|byte| byte == b'\t' || (0x20..0x7f).contains(&byte));
    let lines = text.lines().filter(|line| !plain(line));
    lines.map(|line| glyphs(line).filter(|glyph| glyph.escaped).count()).sum()
}

fn first_glyph(rest: &str, at: usize) -> Glyph<'_> {
    let bytes = rest.as_bytes();
    // The common case by far: a printable ASCII character that nothing can combine with.
    if (0x20..0x7f).contains(&bytes[0]) && bytes.get(1).is_none_or(u8::is_ascii) {
        return Glyph { shown: Cow::Borrowed(&rest[..1]), width: 1, range: at..at + 1, escaped: false };
    }
    let first = rest.chars().next().unwrap_or(' ');
    // The lines that the program draws between its panes.
    if matches!(first, '\u{2500}'..='\u{257f}') && bytes.get(first.len_utf8()).is_none_or(u8::is_ascii) {
        let range = at..at + first.len_utf8();
        return Glyph { shown: Cow::Borrowed(&rest[..first.len_utf8()]), width: 1, range, escaped: false };
    }
    // A control or invisible character is escaped by itself, so that it cannot hide behind its neighbours. A mark that
    // begins a glyph has no base to be seen on.
    if let Some(shown) = escape(first).or_else(|| is_mark(first).then(|| name(first))) {
        let width = columns(&shown);
        let escaped = first != '\t';
        return Glyph { shown, width, range: at..at + first.len_utf8(), escaped };
    }
    let window = (0..=WINDOW).rev().find_map(|end| rest.get(..end)).unwrap_or(rest);
    let kept = kept(window.graphemes(true).next().unwrap_or(window));
    let dropped = if kept.is_full { rest[kept.end..].chars().take_while(|c| is_mark(*c)).count() } else { 0 };
    let shown = &rest[..kept.end];
    if dropped == 0 {
        let width = columns(shown);
        return Glyph { shown: Cow::Borrowed(shown), width, range: at..at + kept.end, escaped: false };
    }
    let end = kept.end + rest[kept.end..].chars().take(dropped).map(char::len_utf8).sum::<usize>();
    let shown = format!("{shown}<+{dropped}>");
    Glyph { width: columns(&shown), shown: Cow::Owned(shown), range: at..at + end, escaped: true }
}

/// How much of a cluster one cell shows.
struct Kept {
    /// One past its last byte.
    end: usize,
    /// Whether there was no room for more.
    is_full: bool,
}

/// The start of a grapheme cluster: a bounded number of characters, no invisible passengers.
fn kept(cluster: &str) -> Kept {
    let mut end = 0;
    let mut marks = 0;
    for (at, c) in cluster.char_indices() {
        let joins = joins(cluster, at, c);
        if at > 0 && !joins && escape(c).is_some() {
            return Kept { end, is_full: false };
        }
        // What makes one emoji of several is no mark on the first.
        if at > 0 && !joins && !cluster[..at].ends_with(JOINER) {
            marks += 1;
        }
        let next = at + c.len_utf8();
        if marks > MARKS || next > SYMBOL {
            return Kept { end, is_full: true };
        }
        // A joiner is kept with what it joins, or not at all.
        if c != JOINER {
            end = next;
        }
    }
    Kept { end, is_full: false }
}

/// Whether a joiner or selector stands where it is meant: between the parts of an emoji or conjunct, behind an emoji.
/// The tag characters of a flag carry text that nobody sees and are never meant.
fn joins(cluster: &str, at: usize, c: char) -> bool {
    let before = cluster[..at].chars().next_back();
    let after = cluster[at + c.len_utf8()..].chars().next();
    match c {
        JOINER => after.is_some_and(|after| escape(after).is_none() && !is_mark(after)),
        '\u{fe0e}' | '\u{fe0f}' => match before {
            Some('#' | '*' | '0'..='9') => after == Some('\u{20e3}'),
            before => before.is_some_and(is_emoji_base),
        },
        _ => false,
    }
}

fn is_emoji_base(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203c}'..='\u{2bff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Characters that add nothing to the width of their base, and cannot be seen without one.
fn is_mark(c: char) -> bool {
    c.width() == Some(0) && !is_sound_mark(c) && escape(c).is_none()
}

/// Columns that safe text takes. Terminals give the halfwidth sound marks a column of their own.
fn columns(shown: &str) -> usize {
    shown.width() + shown.chars().filter(|c| is_sound_mark(*c)).count()
}

fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{ff9e}' | '\u{ff9f}')
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
    fn escapes_are_counted() {
        assert_eq!(escapes("a\tb\r\nc\n"), 0);
        assert_eq!(escapes("\u{1b}\u{202e}é❤\u{fe0f}\n\u{200b}"), 3);
        assert_eq!(escapes(&format!("a{}", "\u{301}".repeat(100))), 1);
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
        let zalgo = format!("a{}", "\u{301}".repeat(100_000));
        assert_eq!(safe(&zalgo), format!("a{}<+99992>", "\u{301}".repeat(8)));
        let jamo = format!("\u{1100}{}", "\u{1161}".repeat(20));
        assert_eq!(safe(&jamo), format!("\u{1100}{}<+12>", "\u{1161}".repeat(8)));
    }

    #[test]
    fn long_runs_of_joined_characters_take_linear_time() {
        for unit in
            ["\u{200d}", "\u{301}\u{fe00}", "👩\u{200d}", "\u{fe0f}", "\u{93e}", "\u{1f1e6}", "\u{600}"]
        {
            let text = format!("a{}", unit.repeat(100_000));
            assert_eq!(glyphs(&text).last().map(|glyph| glyph.range.end), Some(text.len()));
        }
    }

    #[test]
    fn a_mark_without_a_base_is_named() {
        assert_eq!(safe("\u{301}x"), "<U+0301>x");
        assert_eq!(safe("a\u{7f}\u{301}"), "a^?<U+0301>");
        assert_eq!(safe("a\u{1161}"), "a<U+1161>");
    }

    #[test]
    fn selectors_and_joiners_hide_nowhere() {
        assert_eq!(safe("1\u{fe0f}2"), "1<U+FE0F>2");
        assert_eq!(safe("1\u{fe0f}\u{20e3}"), "1\u{fe0f}\u{20e3}");
        assert_eq!(safe("ノ\u{fe0f}"), "ノ<U+FE0F>");
        assert_eq!(safe("e\u{200d}\u{301}"), "e<U+200D><U+0301>");
        assert_eq!(safe("👩\u{200d}"), "👩<U+200D>");
        // A sequence too long for one cell is parted before the joiner, which then joins nothing.
        let chain = ["👩"; 12].join("\u{200d}");
        assert_eq!(safe(&chain).matches("<U+200D>").count(), 1);
        let couple = "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿";
        assert_eq!(safe(couple), couple);
    }

    /// Characters that combine, join, hide or reorder, and some that do not.
    fn hostile() -> impl Strategy<Value = String> {
        let pieces = "a 1 é 外 \u{301} \u{20e3} \u{200c} \u{200d} \u{fe00} \u{fe0f} 👩 ❤ 🏽 \u{1f1e6} \u{1100} \u{1161} \u{11a8} \
            \u{600} \u{d4e} क \u{94d} \u{93e} \u{ff9e} \r \n \u{1b} \u{202e} \u{e0041} \u{378} \u{115f} \u{34f} לא لا";
        let pieces = prop::sample::select(pieces.split(' ').collect::<Vec<_>>());
        prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn nothing_dangerous_comes_out_and_nothing_is_lost(text in hostile()) {
            let mut at = 0;
            for glyph in glyphs(&text) {
                prop_assert_eq!(glyph.range.start, at);
                prop_assert!(glyph.range.end > at);
                at = glyph.range.end;
                prop_assert!(glyph.shown.chars().all(|c| !c.is_control()));
                prop_assert!(glyph.shown.len() <= SYMBOL + 16);
                prop_assert_eq!(glyph.width, columns(&glyph.shown));
                prop_assert!(glyph.width > 0, "{glyph:?} cannot be seen");
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn a_row_shows_what_the_whole_text_shows(text in hostile()) {
            // A row begins and ends between glyphs; what is drawn of it must be what was measured.
            for glyph in glyphs(&text) {
                let part = &text[glyph.range.clone()];
                prop_assert_eq!(safe(part), glyph.shown);
            }
        }
    }
}
