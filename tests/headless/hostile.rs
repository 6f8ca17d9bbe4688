//! Texts, ids and names that a terminal would obey: shown, never sent.

use serde_json::Value;

use crate::support::Desk;

const EVIL: [&str; 7] = [
    "\u{1b}]0;owned\u{7}",
    "\u{9b}2J",
    "a\rb\u{8}\u{7f}",
    "\u{202e}txt.exe",
    "e\u{301}\u{200b}\u{feff}",
    "--help",
    "---\n- *a\n&b !!x <<: %YAML",
];

fn is_safe(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
}

#[test]
fn what_is_written_is_read_back_and_printed_harmless() {
    let desk = Desk::new();
    let cable = desk.cable();
    for text in EVIL {
        desk.add(&["--input", text, "--author", "A\u{1b}[31mnn"]);
        for label in ["--type", "--tag"] {
            let arguments = ["notes", "add", &cable, "--input", "x", &format!("{label}={text}")];
            let refused = desk.run(&arguments);
            assert!(text == "--help" || refused.status.code() == Some(2), "{arguments:?}");
            assert!(is_safe(&String::from_utf8_lossy(&refused.stderr)));
        }
        let note = desk.notes().into_iter().find(|note| note["body"] == text);
        let note = note.unwrap_or_else(|| panic!("{text:?} is lost"));
        let id = note["id"].as_str().unwrap().to_owned();
        for arguments in [
            vec!["notes", cable.as_str()],
            vec!["notes", "show", &cable, &id],
            vec!["notes", "history", &cable, &id],
            vec!["notes", "show", &cable, &id, "--json"],
            vec!["notes", "history", &cable, &id, "--json"],
            vec!["restore", &cable, "--json"],
        ] {
            let shown = desk.ok(&arguments);
            assert!(is_safe(&shown), "{arguments:?}: {shown:?}");
        }
        desk.ok(&["notes", "rm", &cable, &id]);
        assert!(is_safe(&desk.ok(&["restore", &cable])));
    }
}

#[test]
fn names_of_files_are_printed_harmless() {
    let desk = Desk::new();
    let evil = desk.path("a\u{1b}[2Jb\u{202e}c.txt");
    std::fs::copy(desk.cable(), &evil).unwrap();
    let config = desk.path("c\u{1b}]0;x\u{7}d");
    desk.ok(&["notes", "add", &evil, "--input", "x", "--config-dir", &config]);
    for arguments in [["verify", "--config-dir"], ["doctor", "--config-dir"]] {
        let all = [&arguments[..], &[config.as_str()]].concat();
        let shown = desk.ok(&all);
        assert!(is_safe(&shown) && shown.contains("c^[]0;x^Gd"), "{shown:?}");
        let json = desk.ok(&[&all[..], &["--json"]].concat());
        assert!(is_safe(&json) && serde_json::from_str::<Value>(&json).is_ok());
    }
}
