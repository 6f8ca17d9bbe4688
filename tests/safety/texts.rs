//! 38 to 40, 42 to 44: texts that hide, reorder, pile up or overflow.

use reftel::layout::safe;

use crate::oracle::assert_own;
use crate::{Desk, HEAD};

const BIDI: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

/// 38: the twelve controls, and a line whose order they would turn around.
#[test]
fn what_reorders_is_seen_in_its_place_and_counted() {
    let each: String = BIDI.iter().map(|c| format!("a{c}b ")).collect();
    let trojan = "/*\u{202e} } \u{2066}if (admin)\u{2069} \u{2066} begin admins only */";
    let desk = Desk::with(&[&each, trojan]);
    let (printed, frame) = (desk.printed(), desk.frame("120x30", ""));
    for c in BIDI {
        assert!(printed.contains(&format!("a<U+{:04X}>b", u32::from(c))), "{printed}");
    }
    let in_order = "/*<U+202E> } <U+2066>if (admin)<U+2069> <U+2066> begin admins only */";
    assert!(printed.contains(in_order), "{printed}");
    assert_own(printed.as_bytes(), "bidi, printed");
    assert!(frame.contains("16 places"), "{frame}");
    assert_own(frame.as_bytes(), "bidi");
}

/// 39: no character can stand between two letters and leave no trace.
#[test]
fn what_cannot_be_seen_is_seen() {
    let named = [
        0x61c..=0x61c,
        0x200b..=0x200b,
        0x200e..=0x200f,
        0x202a..=0x202e,
        0x2060..=0x206f,
        0xfeff..=0xfeff,
        0xad..=0xad,
        0x34f..=0x34f,
        0x180e..=0x180e,
        0x115f..=0x1160,
        0x3164..=0x3164,
        0xffa0..=0xffa0,
        0x2028..=0x2029,
        0xfff9..=0xfffc,
        0xe0000..=0xe0fff,
        0xfe00..=0xfe0f,
        0xe000..=0xf8ff,
        0xfdd0..=0xfdef,
        0xfffe..=0xffff,
        0xf0000..=0xf0001,
        0x378..=0x379,
    ];
    for c in named.into_iter().flatten().filter_map(char::from_u32) {
        assert_eq!(safe(&format!("a{c}b")), format!("a<U+{:04X}>b", u32::from(c)));
    }
    for c in (0..0x3_0000).filter_map(char::from_u32) {
        let shown = safe(&format!("a{c}b")).into_owned();
        assert!(shown != "ab" && !shown.contains(char::is_control), "{c:?}: {shown:?}");
    }
}

/// 40: marks without end take eight, then their number; the row keeps its place.
#[test]
fn piled_marks_stay_in_their_cell() {
    for marks in [10, 1_000, 1_000_000] {
        let pile = format!("za{}lgo", "\u{301}\u{489}".repeat(marks / 2));
        let desk = Desk::with(&["Above.", &pile, "Below."]);
        let mut pty = desk.open((120, 40), &desk.cable(), &[]);
        pty.until("entities", |screen| {
            let text = screen.contents();
            text.contains("Cables 1") || text.contains("Too long a text")
        });
        pty.send("j");
        pty.until_text("? help");
        let screen = pty.screen.screen();
        let text = screen.contents();
        let rows: Vec<&str> = text.lines().collect();
        let row = rows.iter().position(|row| row.contains("za")).unwrap();
        assert!(rows[row].contains(&format!("<+{}>lgo", marks - 8)), "{}", rows[row]);
        assert!(rows[row - 2].contains("Above.") && rows[row + 2].contains("Below."));
        let most = text.chars().fold((0, 0), |(run, most), c| {
            let run = if matches!(c, '\u{301}' | '\u{489}') { run + 1 } else { 0 };
            (run, most.max(run))
        });
        assert!(most.1 <= 8, "{} marks on a base", most.1);
        assert!(pty.sent.len() <= 64 << 10, "{} bytes", pty.sent.len());
        assert_borders(screen);
        pty.send("q");
        assert_eq!(pty.end(), 0);
        assert_own(&pty.sent, "marks");
    }
}

/// The border of the panes stands in one column from the title to the status line.
fn assert_borders(screen: &vt100::Screen) {
    let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
    let is_border =
        |row: u16, column: u16| screen.cell(row, column).is_some_and(|cell| cell.contents() == "│");
    let borders: Vec<u16> = (0..columns).filter(|column| is_border(0, *column)).collect();
    assert_eq!(borders.len(), 2, "{}", screen.contents());
    for row in 0..rows - 2 {
        for column in &borders {
            assert!(is_border(row, *column), "row {row}, column {column}:\n{}", screen.contents());
        }
    }
}

/// 42: what is no UTF-8 is shown byte by byte, and nothing moves.
#[test]
fn bytes_that_are_no_text_are_named() {
    let desk = Desk::with(&[]);
    let bad: [(&[u8], &str); 6] = [
        (b"\xc0\xaf", "\\xC0\\xAF"),
        (b"\xed\xa0\x80", "\\xED\\xA0\\x80"),
        (b"\xf4\x90\x80\x80", "\\xF4\\x90\\x80\\x80"),
        (b"\xfe\xff", "\\xFE\\xFF"),
        (b"\x80\xbf", "\\x80\\xBF"),
        (b"\xe2\x82", "\\xE2\\x82"),
    ];
    for (bytes, shown) in bad {
        let clean = "é€外 ".repeat(200);
        let text =
            [HEAD.as_bytes(), b"1. (C) ", clean.as_bytes(), b"a", bytes, b"b.\n\n2. (C) Behind.\n"].concat();
        desk.file("cable.txt", &text);
        let printed = desk.printed();
        assert!(
            printed.contains(&format!("a{shown}b.")) && printed.contains("2 (C) Behind."),
            "{shown}: {printed}"
        );
        assert_own(printed.as_bytes(), shown);
    }
    // Cut inside a character, at every place of the window with which a large file begins.
    for at in 0..4 {
        let text =
            format!("{HEAD}1. (C) {}{}\n\n2. (C) Behind.\n", "x".repeat(at), "😀 herring ".repeat(40_000));
        desk.file("cable.txt", text);
        let mut pty = desk.open((80, 24), &desk.cable(), &[]);
        pty.until_text("herring");
        pty.until("the rest", |screen| !screen.contents().contains("reading"));
        assert!(!pty.screen.screen().contents().contains("\\x"));
        pty.send("q");
        pty.end();
    }
}

/// 43: nothing goes back and writes over what is there.
#[test]
fn no_control_moves_the_cursor() {
    let desk = Desk::with(&[
        "secret\rpublic",
        "secret\u{8}\u{8}\u{8}xyz",
        "one\u{b}two\u{c}three",
        "in\u{e}out\u{f}.",
    ]);
    let mut pty = desk.open((80, 24), &desk.cable(), &[]);
    pty.until_text("in^Nout^O.");
    for (keys, seen) in [("", "secret^H^H^Hxyz"), ("", "one^Ktwo^Lthree"), ("R", "secret^Mpublic")] {
        pty.send(keys);
        pty.until_text(seen);
    }
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert_own(&pty.sent, "controls");
}

/// 44: whatever the width of a character, the borders stand and no cell is left over from another screen.
#[test]
fn wide_characters_leave_the_borders_where_they_are() {
    let pieces =
        ["外務省", "👩\u{200d}👩\u{200d}👧", "🇳🇴🇲🇽", "§±·", "e\u{301}", "❤\u{fe0f}", "a", "ﾊﾞ", "שלום"];
    let paragraphs: Vec<String> = (0..40)
        .map(|number| {
            let word = |at: usize| pieces[(at * 7 + number) % pieces.len()];
            format!(
                "{}{}",
                "x".repeat(number % 9),
                (0..60).map(|at| format!("{} ", word(at))).collect::<String>()
            )
        })
        .collect();
    let desk = Desk::with(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
    let mut pty = desk.open((120, 40), &desk.cable(), &[]);
    pty.until_text("Cables 1");
    let mut random = 12_345_u32;
    for _ in 0..100 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        pty.send(["j", "k", " ", "b", "\u{4}", "\u{15}", "}", "{"][(random >> 16) as usize % 8]);
    }
    pty.send("20G");
    pty.until_text("¶ 20/40");
    let scrolled = pty.screen.screen().contents();
    assert_borders(pty.screen.screen());
    pty.screen.process(b"\x1b[2Jgarbage");
    pty.send("\u{c}");
    pty.until("the same screen, drawn anew", |screen| screen.contents() == scrolled);
    pty.send("q");
    assert_eq!(pty.end(), 0);
}
