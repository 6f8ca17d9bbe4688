//! What is copied, as the terminal gets it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::Pty;
use crate::{REFTEL, open, open_with};

/// The texts given to the clipboard so far.
fn copied(pty: &Pty) -> Vec<String> {
    let sent = String::from_utf8_lossy(&pty.sent).into_owned();
    let data = sent.split("\x1b]52;c;").skip(1).filter_map(|rest| Some(rest.split_once('\x07')?.0));
    data.map(|data| String::from_utf8(STANDARD.decode(data).unwrap()).unwrap()).collect()
}

#[test]
fn a_paragraph_a_selection_a_note_and_a_citation_go_to_the_clipboard_on_their_keys_only() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    pty.send("8Gaa note\nof \x1b[200~two\nlines\x1b[201~\x13");
    pty.until_text("saved");
    assert!(copied(&pty).is_empty());
    for (keys, said) in [
        ("y", "¶8 sent"),
        ("8Gvey", "1 word sent"),
        ("8G\ty", "note on ¶8 sent"),
        ("Y", "citation of ¶8 sent"),
    ] {
        pty.send(keys);
        pty.until_text(said);
        pty.send("zz");
        pty.until("the message gone", |screen| !screen.contents().contains("sent to the clipboard"));
    }
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let copied = copied(&pty);
    assert_eq!(copied.len(), 4, "{copied:?}");
    assert!(copied[0].starts_with("Instead, he believes, we need to confront"), "{copied:?}");
    assert_eq!(copied[1], "Instead");
    assert!(copied[2].contains("two\nlines"), "{copied:?}");
    assert!(copied[3].starts_with("09MEXICO2882, MEXICO") && copied[3].contains("¶ 8"), "{copied:?}");
}

/// The program may be left before the next frame.
#[test]
fn who_copies_and_quits_at_once_has_copied() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    pty.send("8Gyq");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
    assert_eq!(copied(&pty).len(), 1);
}

#[test]
fn nothing_is_copied_where_that_is_switched_off() {
    for (arguments, environment) in [(&["--no-clipboard"][..], &[][..]), (&[], &[("REFTEL_SECURE", "1")])] {
        let config = tempfile::tempdir().unwrap();
        let mut pty = Pty::start(REFTEL, arguments, config.path(), environment);
        pty.until_text("? help");
        pty.send("8Gy");
        pty.until_text("nothing was copied");
        pty.send("q");
        assert_eq!(pty.end(), 0);
        assert!(!String::from_utf8_lossy(&pty.sent).contains("\x1b]"), "something went out as an OSC");
    }
}

#[test]
fn inside_tmux_it_goes_through_it() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open_with(config.path(), &[("TMUX", "/run/tmux,1,0")]);
    pty.send("8Gy");
    pty.until_text("to tmux");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(String::from_utf8_lossy(&pty.sent).contains("\x1bPtmux;\x1b\x1b]52;c;"));
}
