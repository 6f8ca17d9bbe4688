//! 36, 37, 48: every control character, in every place where text from outside is shown.

use crate::oracle::assert_own;
use crate::{Desk, HEAD};

/// Control characters that no line and no blank is made of.
fn controls() -> impl Iterator<Item = char> {
    (1..0xa0).filter_map(char::from_u32).filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

fn shown(control: char) -> String {
    match u32::from(control) {
        code @ ..0x20 => format!("^{}", char::from_u32(code + 0x40).unwrap()),
        0x7f => String::from("^?"),
        code => format!("<U+{code:04X}>"),
    }
}

/// What commands a terminal: titles, colours, clipboard, images, keys; unterminated, ended by BEL and ST, in eight bits.
const COMMANDS: [&str; 14] = [
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]2;owned\u{1b}\\",
    "\u{1b}]4;1;?\u{7}",
    "\u{1b}]8;;http://x\u{1b}\\y",
    "\u{1b}]52;c;b3duZWQ=\u{7}",
    "\u{1b}]777;notify;a;b\u{7}",
    "\u{1b}]1337;File=:AA\u{7}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_owned\u{1b}\\",
    "\u{1b}^owned\u{1b}\\",
    "\u{1b}Xowned",
    "\u{9d}0;owned\u{9c}",
    "\u{9b}?1000h\u{9b}6n",
    "\u{1b}c\u{1b}[!p\u{1b}[?25l\u{1b}[5i\u{1b}#8\u{e}\u{1b}(0",
];

/// Filler: a text that is one control in ten would not be opened at all.
fn herring() -> String {
    "The boats came back with herring. ".repeat(200)
}

#[test]
fn every_control_in_a_cable_is_seen_and_none_is_sent() {
    let alone: String = controls().map(|c| format!("a{c}b ")).collect();
    let behind_escape: String = controls().map(|c| format!("c\u{1b}{c}d ")).collect();
    let desk = Desk::with(&[&alone, &behind_escape, &COMMANDS.join(" "), &herring()]);
    let mut pty = desk.open((140, 60), &desk.cable(), &[]);
    pty.until_text("with herring");
    let screen: String = pty.screen.screen().contents().split_whitespace().collect();
    for control in controls() {
        let shown = shown(control);
        assert!(screen.contains(&format!("a{shown}b")), "{shown} is not on the screen");
        assert!(screen.contains(&format!("c^[{shown}d")), "{shown} behind ^[ is not on the screen");
    }
    assert!(screen.contains("^[]52;c;b3duZWQ=^G") && screen.contains("<U+009D>0;owned<U+009C>"));
    let places = 2 * controls().count()
        + controls().count()
        + COMMANDS.concat().chars().filter(|c| c.is_control()).count();
    pty.until_text(&format!("{places} places"));
    // As the file is.
    pty.send("R");
    pty.until_text("the file as it is");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert_own(&pty.sent, "a cable");
    pty.assert_given_back();
}

/// Author, file, directory, error of a YAML file, note, search, filter, command, types, lists, pages, messages.
#[test]
fn nowhere_on_the_screen_does_a_text_command_the_terminal() {
    for command in COMMANDS {
        let evil = format!("{command}\u{202e}x{}", controls().collect::<String>());
        let desk = Desk::with(&[]);
        let name: String = evil.chars().filter(|c| *c != '/').take(60).collect();
        let below = desk.path(&format!("d{name}"));
        std::fs::create_dir(&below).unwrap();
        let cable = |number: u32| {
            let text = herring();
            format!(
                "{}1. (C) {evil} {text}\n\n",
                HEAD.replace("000012", &format!("{number:06}")).replace("BOATS", &evil)
            )
        };
        let file = below.join(format!("f{name}.txt"));
        std::fs::write(&file, cable(12) + &cable(13)).unwrap();
        std::fs::create_dir(desk.config()).unwrap();
        let escaped: String = evil.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
        desk.file("config/theme.yaml", format!("\"{escaped}\": red\nhit: \"{escaped}\"\n"));
        let author = evil.replace(['\n', '\0'], "");
        let mut pty = desk.open((120, 40), &file, &[("REFTEL_AUTHOR", &author)]);
        pty.until_text("OSLO");
        let paste = format!("\u{1b}[200~{evil}\u{1b}[201~");
        for (keys, seen) in [
            (format!("a{paste} written\u{13}"), " written"),
            (format!("/{paste}\r"), "/"),
            (format!(":{paste}\r"), "no command"),
            (format!("&{paste}\r"), "OSLO"),
            (String::from("gn"), "Notes"),
            (format!("/{paste}\rq"), "OSLO"),
            (String::from("L"), "2 cables in"),
            (String::from("q"), "OSLO"),
            (String::from("?"), "While reading"),
            (String::from("q"), "OSLO"),
            (format!("t{paste}\r"), "OSLO"),
            (String::from("R"), "the file as it is"),
        ] {
            pty.send(&keys);
            pty.until_text(seen);
        }
        pty.send("ZQ");
        pty.end();
        assert_own(&pty.sent, &format!("{command:?}"));
        pty.assert_given_back();
    }
}

/// Names that are refused are named.
#[test]
fn a_name_is_said_without_its_controls() {
    let desk = Desk::with(&[]);
    let evil: String =
        controls().collect::<String>() + "\n\u{202e}lmay.exe" + &COMMANDS.concat().replace('/', "");
    for evil in evil.chars().collect::<Vec<_>>().chunks(60) {
        let evil: String = evil.iter().collect();
        for arguments in [&[][..], &["print"], &["parse", "--json"], &["notes"], &["import", "--yes"]] {
            let output = desk.run(arguments, &desk.path(&format!("-{evil}")));
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!((output.status.code(), said.lines().count()), (Some(3), 1), "{said:?}");
            assert_own(said.as_bytes(), "a name");
        }
    }
}
