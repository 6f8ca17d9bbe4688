//! The tour of keys: at the first start without a file, over no text, and never again.

use super::{REFTEL, open, reopened};
use crate::support::Pty;

#[test]
fn the_first_start_shows_the_tour_beside_the_whole_text_and_the_next_does_not() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    let first = pty.screen.screen().contents();
    assert!(first.contains("Tour 1/5") && first.contains("Subject"), "{first}");
    // It takes the place of the footer: the status line says what it always says.
    pty.until_text("notes 0");
    // Each key of the card can be tried before the next one comes.
    pty.send("}jk");
    pty.until_text("¶ 1/12");
    assert!(pty.screen.screen().contents().contains("Tour 1/5"));
    pty.send("f");
    pty.until_text("Tour 2/5");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let mut pty = open(config.path());
    pty.until_text("¶ 1/12");
    assert!(!pty.screen.screen().contents().contains("Tour"));
    pty.send("q");
    pty.end();
}

#[test]
fn who_names_a_cable_gets_no_tour_and_neither_does_a_script() {
    let config = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/09MEXICO2882.txt");
    let mut pty = Pty::start(REFTEL, &[sample], config.path(), &[]);
    pty.until_text("? help");
    pty.until_text("notes 0");
    assert!(!pty.screen.screen().contents().contains("Tour"));
    pty.send("q");
    pty.end();
    assert!(!reopened(config.path()).contains("Tour"));
}
