//! What a terminal says about itself when it is asked.

use crate::{kept, open};

/// Whether the program sent this behind what it had sent before.
fn sends(sent: &[u8], before: usize, sequence: &str) -> bool {
    sent[before..].windows(sequence.len()).any(|bytes| bytes == sequence.as_bytes())
}

#[test]
fn a_terminal_that_answers_is_asked_once_what_it_can_and_gets_each_update_as_one() {
    for (answer, marked) in [("\x1b[?2026;2$y", true), ("\x1b[?2026;0$y", false)] {
        let config = tempfile::tempdir().unwrap();
        let mut pty = open(config.path());
        assert!(
            sends(&pty.sent, 0, "\x1b[5n") && !sends(&pty.sent, 0, "\x1b[?2026$p"),
            "asked before it answers"
        );
        let before = pty.sent.len();
        pty.send("\x1b[0nafirst");
        pty.until_text("first");
        assert!(sends(&pty.sent, before, "\x1b[?69$p\x1b[?2026$p"));
        let before = pty.sent.len();
        pty.send(&format!("{answer}\x1b[0n and second\x13"));
        pty.until_text("notes 1 saved");
        // A page that is drawn whole is long enough to be seen half.
        pty.send("\x1b[0n?");
        pty.until_text("half a page down");
        assert_eq!(sends(&pty.sent, before, "\x1b[?2026h"), marked, "{answer:?}");
        assert!(!sends(&pty.sent, before, "\x1b[?2026$p"), "asked twice");
        pty.send("\x1b[0nq");
        pty.until_text("first and second");
        pty.send("\x1b[0nq");
        assert_eq!(pty.end(), 0);
        assert!(kept(config.path()).contains("first and second"), "no answer is typed");
    }
}
