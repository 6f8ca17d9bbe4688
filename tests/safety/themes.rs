//! The reader's own theme, as the terminal gets it.

use crate::Desk;
use crate::oracle::assert_own;

/// What a session with this `theme.yaml` sends that searches and quits.
fn sent(theme: &str, environment: &[(&str, &str)], seen: &str) -> String {
    let desk = Desk::with(&["The boats came back."]);
    std::fs::create_dir(desk.config()).unwrap();
    desk.file("config/theme.yaml", theme);
    let mut pty = desk.open((120, 30), &desk.cable(), environment);
    pty.until_text(seen);
    pty.send("/boats\r");
    pty.until_text("[1/");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert_own(&pty.sent, theme);
    String::from_utf8(std::mem::take(&mut pty.sent)).unwrap()
}

#[test]
fn colours_go_as_far_as_the_terminal_has_them() {
    let theme = "number: \"#ff0000\"\ncurrent-hit: 22 on 230\n";
    for (environment, wanted) in [
        (&[("COLORTERM", "truecolor")][..], &["38;2;255;0;0", "38;5;22"][..]),
        (&[], &["38;5;196", "38;5;22"]),
        (&[("TERM", "linux")], &["91"]),
    ] {
        let sent = sent(theme, environment, "? help");
        for code in wanted {
            assert!(
                sent.contains(&format!("{code}m")) || sent.contains(&format!("{code};")),
                "{code} in {environment:?}: {sent:?}"
            );
        }
    }
    let plain = sent("number: red bold\n", &[("NO_COLOR", "1")], "? help");
    assert!(!plain.contains("31m") && !plain.contains(";31"), "{plain:?}");
}

/// The first on the screen, each in a line of its own behind the program, all of them by `reftel doctor`.
#[test]
fn every_fault_is_named_with_its_line_and_the_rest_is_used() {
    let theme = "# mine\ntitel: red\nnumber: 196\nhit: \"\\e[2J\"\nkey: &a red\n";
    let sent = sent(theme, &[], "theme.yaml:2: no such role 'titel' (title?); 2 more");
    assert!(sent.contains("38;5;196"), "the rest is not used: {sent:?}");
    let lines: Vec<&str> = sent.lines().filter(|line| line.starts_with("reftel: theme.yaml:")).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[1].contains(":4: '^[[2J' is no colour") && lines[2].contains(":5: anchors"), "{lines:?}");
    let desk = Desk::with(&[]);
    std::fs::create_dir(desk.config()).unwrap();
    desk.file("config/theme.yaml", theme);
    let found = String::from_utf8(desk.run(&["doctor", "--config-dir"], &desk.config()).stdout).unwrap();
    assert_eq!(found.matches("theme.yaml:").count(), 3, "{found}");
}
