//! 64, 65: sizes that no terminal has, at the start and meanwhile.

use rustix::process::Signal;

use crate::Desk;
use crate::oracle::assert_own;

const NONSENSE: [(u16, u16); 7] = [(0, 0), (1, 1), (2, 1), (1, 200), (500, 1), (0, 24), (65_535, 65_535)];

#[test]
fn any_size_at_the_start_and_meanwhile_is_survived() {
    let desk = Desk::with(&["The boats came back.", "All of them."]);
    for size in NONSENSE {
        let mut pty = desk.open(size, &desk.cable(), &[]);
        pty.until("the start", |screen| screen.alternate_screen());
        for other in NONSENSE {
            pty.resize(other.0, other.1);
            pty.send("j");
        }
        pty.resize(80, 24);
        pty.until("a screen", |screen| {
            let text = screen.contents();
            text.contains("The boats came back.") && text.contains("? help")
        });
        pty.send("q");
        assert_eq!(pty.end(), 0);
        assert_own(&pty.sent, &format!("{size:?}"));
        pty.assert_given_back();
    }
}

#[test]
fn the_largest_screen_has_500_rows_and_1000_columns() {
    let frame = Desk::with(&["The boats came back."]).frame("65535x65535", "");
    assert_eq!(frame.lines().count(), 500);
    assert!(frame.lines().all(|line| line.chars().count() <= 1000));
}

/// While a note is typed and pages are open; in the end the text is whole and the screen is what it would be from the
/// start.
#[test]
fn a_storm_of_sizes_loses_nothing() {
    let desk = Desk::with(&["The boats came back.", "All of them."]);
    let mut pty = desk.open((80, 24), &desk.cable(), &[]);
    pty.until_text("? help");
    let mut random = 1_u32;
    let mut next = |most: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from((random >> 8) % most).unwrap()
    };
    pty.send("2Ga");
    let typed = "what was typed in the storm ".repeat(10);
    for c in typed.chars() {
        for _ in 0..8 {
            pty.resize(next(150), next(60));
        }
        pty.resize(0, 0);
        pty.send(&c.to_string());
    }
    pty.send("\u{13}");
    for keys in ["?", "q", "gn", "q", "g", "g", ":", "\r", "/", "\r"].repeat(10) {
        pty.resize(next(150), next(60));
        pty.send(keys);
    }
    pty.resize(80, 24);
    pty.send("1G");
    pty.until_text("¶ 1/2");
    pty.until_text("notes 1 saved");
    let last = pty.screen.screen().contents();
    // Two sizes so close together that the program sees the second only: the terminal has lost what it showed.
    pty.screen.process(b"\x1b[2Jgarbage");
    pty.signal(Signal::WINCH);
    pty.until("the same screen, drawn anew", |screen| screen.contents() == last);
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(desk.notes().contains(typed.trim()), "{}", desk.notes());
    assert_own(&pty.sent, "the storm");
}
