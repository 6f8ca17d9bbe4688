//! 66, 68, 70: terminals of every kind, every way out, and what is pasted.

use rustix::process::Signal;

use crate::Desk;
use crate::oracle::assert_own;

/// 66: every kind of terminal gets what it knows, or lines.
#[test]
fn every_kind_of_terminal_is_served_in_its_own_terms() {
    let desk = Desk::with(&["The boats came back.", "All of them."]);
    for (term, more) in [
        ("xterm-256color", &[][..]),
        ("xterm", &[("LANG", "C")]),
        ("screen", &[]),
        ("linux", &[]),
        ("vt100", &[]),
        ("xterm-256color", &[("NO_COLOR", "1")]),
        ("nonsense\u{1b}[2J", &[]),
    ] {
        let environment = [&[("TERM", term)], more].concat();
        let mut pty = desk.open((80, 24), &desk.cable(), &environment);
        pty.until_text("? help");
        pty.send("/all\r");
        pty.until_text("[1/1]");
        pty.send("q");
        assert_eq!(pty.end(), 0, "{environment:?}");
        assert_own(&pty.sent, &format!("{environment:?}"));
        pty.assert_given_back();
    }
    for term in ["dumb", ""] {
        let mut pty = desk.open((80, 24), &desk.cable(), &[("TERM", term)]);
        pty.until_text("Type help");
        pty.send("quit\n");
        assert_eq!(pty.end(), 0);
        assert!(!pty.sent.contains(&0x1b), "an escape sequence with TERM={term:?}");
    }
}

/// 68: whichever way the program ends, nothing stays switched on. What `stty` says is compared in `tests/terminal`.
#[test]
fn every_way_out_switches_off_what_was_switched_on() {
    for (fault, keys, signal) in [
        ("", "q", None),
        ("", "ZQ", None),
        ("", "?q/x\rq", None),
        ("", "", Some(Signal::TERM)),
        ("", "", Some(Signal::INT)),
        ("", "", Some(Signal::HUP)),
        ("draw:2", "j", None),
        ("input:1", "j", None),
    ] {
        let desk = Desk::with(&["The boats came back."]);
        let mut pty = desk.open((80, 24), &desk.cable(), &[("REFTEL_FAULT", fault)]);
        pty.until_text("? help");
        pty.send(keys);
        signal.into_iter().for_each(|signal| pty.signal(signal));
        pty.end();
        pty.assert_given_back();
        assert_own(&pty.sent, &format!("{fault} {keys} {signal:?}"));
    }
}

/// 70: a paste is text from its first mark to its last, whatever is in it; without the marks it is what was typed.
#[test]
fn a_paste_runs_no_command() {
    let evil = "q\rZQ\u{3}:quit\r\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}6n dd\n";
    let desk = Desk::with(&["The boats came back."]);
    let mut pty = desk.open((80, 24), &desk.cable(), &[]);
    pty.until_text("? help");
    // While reading it is nothing; in a note, a text.
    let large = evil.repeat((1 << 20) / evil.len());
    pty.send(&format!("\u{1b}[200~{large}\u{1b}[201~"));
    pty.send(&format!("a\u{1b}[200~{}\u{1b}[201~ the end\u{13}", evil.repeat(500)));
    pty.until_text("notes 1 saved");
    pty.send(&format!("a\u{1b}[200~{large}\u{1b}[201~ too long\u{13}"));
    pty.until_text("a note holds 64 KiB");
    pty.send("\u{18}\u{4}");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end(), 143);
    assert_own(&pty.sent, "a paste");
    let notes = desk.notes();
    assert!(notes.contains("the end") && notes.contains("too long"), "{}", notes.len());
}
