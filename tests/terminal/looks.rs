//! What the terminal is said to be able to show.

use crate::support::Pty;
use crate::{REFTEL, styles};

/// Everything sent by a session that searches and quits, with these arguments in this environment.
fn sent(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let config = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(REFTEL, arguments, config.path(), environment);
    pty.until_text("? help");
    pty.send("/cities\r");
    pty.until_text("[1/");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    String::from_utf8(std::mem::take(&mut pty.sent)).unwrap()
}

#[test]
fn a_terminal_that_is_not_of_utf8_gets_ascii_only() {
    for (arguments, environment) in
        [(&["--ascii"][..], &[][..]), (&[], &[("LC_ALL", "C")]), (&[], &[("LC_CTYPE", "de_DE.ISO-8859-1")])]
    {
        let sent = sent(arguments, environment);
        assert!(sent.is_ascii(), "{environment:?}");
        // It is drawn downwards, a bar below a bar.
        assert!(sent.contains("m|\n\u{8}|"), "the border is gone: {sent:?}");
    }
    assert!(!sent(&[], &[("LC_ALL", "C.UTF-8")]).is_ascii());
}

#[test]
fn a_theme_is_taken_as_far_as_the_terminal_can_show_it() {
    let colours = |theme: &str, environment: &[(&str, &str)]| {
        let codes = styles(&sent(&["--theme", theme], environment));
        (codes.contains(&38), codes.iter().any(|code| (30..38).contains(code) || (90..98).contains(code)))
    };
    assert_eq!(colours("dark", &[]), (true, false), "256 colours");
    assert_eq!(colours("light", &[("TERM", "xterm")]), (false, true), "sixteen of them");
    assert_eq!(colours("16", &[]), (false, true));
    assert_eq!(colours("dark", &[("TERM", "vt220")]), (false, false), "none");
    assert_eq!(colours("16", &[("NO_COLOR", "1")]), (false, true), "asked for in so many words");
    for theme in ["mono", "contrast"] {
        assert_eq!(colours(theme, &[]), (false, false), "{theme}");
    }
    assert!(!styles(&sent(&["--theme", "contrast"], &[])).contains(&2), "something is dim");
}
