//! The program in a real pseudo-terminal: start, signals, resize, hang-up, and the terminal given back every time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
#[path = "../support/bare.rs"]
mod bare;
mod clipboard;
mod library;
mod looks;
#[path = "../support/mod.rs"]
mod support;
mod together;
mod tour;

use std::path::Path;
use std::process::Command;

use bare::bare;
use rustix::process::Signal;
use rustix::termios::{Action, LocalModes, OptionalActions, tcflow, tcgetattr, tcsetattr};
use support::Pty;

const REFTEL: &str = env!("CARGO_BIN_EXE_reftel");

/// What every frame begins with.
const FRAME: &str = "\x1b[H\x1b[2J";

fn open(config: &Path) -> Pty {
    open_with(config, &[])
}

fn open_with(config: &Path, environment: &[(&str, &str)]) -> Pty {
    let mut pty = Pty::start(REFTEL, &[], config, environment);
    pty.until_text("? help");
    pty
}

/// What a reader finds who opens the cable again.
fn reopened(config: &Path) -> String {
    let output =
        bare(REFTEL).args(["--print", "--size", "120x40", "--config-dir"]).arg(config).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The notes and drafts that are on disk.
fn kept(config: &Path) -> String {
    let output = bare(REFTEL).args(["notes", "--config-dir"]).arg(config).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn quitting_gives_the_terminal_back() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
    assert!(pty.sent.windows(8).any(|bytes| bytes == b"\x1b[?1049h"));
}

/// A terminal's modes can only be compared while somebody holds it: a shell runs the program and stays.
#[test]
fn the_modes_are_the_same_before_and_after() {
    for (fault, keys, signal) in [
        ("", "q", None),
        ("", "", Some("TERM")),
        ("", "", Some("INT")),
        ("", "", Some("QUIT")),
        ("", "", Some("HUP")),
        ("draw:2", "j", None),
        ("input:1", "j", None),
        ("commit:1", "anote\x13", None),
    ] {
        let config = tempfile::tempdir().unwrap();
        let script = format!(
            "stty -a; echo BEFORE; read go; '{REFTEL}' & echo $! > \"$PIDFILE\"; fg; echo AFTER; read go"
        );
        let pidfile = config.path().join("pid");
        let config_dir = config.path().join("state");
        let mut pty = Pty::start(
            "sh",
            &["-m", "-c", &script],
            &config_dir,
            &[("REFTEL_FAULT", fault), ("PIDFILE", pidfile.to_str().unwrap())],
        );
        pty.until_text("BEFORE");
        let before = pty.modes();
        pty.send("\n");
        pty.until_text("? help");
        assert_ne!(pty.modes(), before, "the program did not take the terminal");
        pty.send(keys);
        if let Some(signal) = signal {
            let pid = std::fs::read_to_string(&pidfile).unwrap();
            let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {pid}")]).status().unwrap();
            assert!(sent.success());
        }
        pty.until_text("AFTER");
        assert_eq!(pty.modes(), before, "after fault '{fault}', keys '{keys}', signal {signal:?}");
        pty.assert_given_back();
        pty.send("\n");
        pty.end();
    }
}

#[test]
fn a_dropped_line_loses_no_word() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    pty.send("8Ga");
    pty.until_text("note on");
    pty.send("the line dropped here");
    pty.until_text("dropped here");
    pty.hang_up();
    assert_eq!(pty.end(), 129);
    let screen = reopened(config.path());
    assert!(screen.contains("the line dropped here") && screen.contains("(1 draft)"), "{screen}");
    assert!(screen.contains("¶ 8/12"), "the place is lost\n{screen}");
}

#[test]
fn a_kill_loses_no_word() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    pty.send("5Ga");
    pty.until_text("note on");
    pty.send("written before the kill");
    pty.until_text("before the kill");
    pty.signal(Signal::KILL);
    pty.end();
    assert!(
        kept(config.path()).contains("¶5 (draft)") && kept(config.path()).contains("written before the kill")
    );
}

#[test]
fn signals_keep_the_text_and_say_so_by_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let config = tempfile::tempdir().unwrap();
        let mut pty = open(config.path());
        pty.send("3Ga");
        pty.until_text("note on");
        pty.send("in the middle of");
        pty.until_text("in the middle of");
        pty.signal(signal);
        pty.signal(signal);
        assert_eq!(pty.end(), code);
        pty.assert_given_back();
        assert!(kept(config.path()).contains("in the middle of"), "{signal:?}");
    }
}

#[test]
fn a_resize_lays_the_screen_out_anew() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    assert!(!pty.screen.screen().contents().contains("Entities"));
    pty.resize(120, 40);
    pty.until_text("Entities");
    pty.resize(40, 10);
    pty.until("one pane", |screen| !screen.contents().contains("Notes"));
    pty.send("?");
    pty.until_text("While reading");
    pty.send("q");
    pty.until("the cable again", |screen| !screen.contents().contains("While reading"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

/// Alone, and inside a script, which is part of the job and stops with it.
#[test]
fn stopping_and_going_on() {
    for line in [format!("'{REFTEL}'\n"), format!("sh -c \"'{REFTEL}'; echo script ov''er\"\n")] {
        let config = tempfile::tempdir().unwrap();
        let mut pty = Pty::start("sh", &["-i"], config.path(), &[("PS1", "$ ")]);
        pty.until_text("$");
        pty.send(&line);
        pty.until_text("? help");
        pty.send("[");
        pty.until_text("prev cable");
        pty.send("\x1a");
        pty.until("the shell", |screen| !screen.alternate_screen());
        let given_back = pty.sent.len();
        pty.send("echo sti''ll here; fg\n");
        pty.until("the program again", |screen| {
            screen.alternate_screen() && screen.contents().contains("? help")
        });
        let since = String::from_utf8_lossy(&pty.sent[given_back..]).into_owned();
        assert!(since.find("\x1b[?1049h") < since.find(FRAME), "a frame was drawn on the shell's screen");
        pty.send("q");
        pty.until("the shell again", |screen| !screen.alternate_screen());
        assert!(pty.screen.screen().contents().contains("still here"));
        if line.contains("script") {
            pty.until_text("script over");
        }
        pty.send("exit\n");
        pty.end();
        pty.assert_given_back();
    }
}

/// A shell without job control would never continue the program.
#[test]
fn stopping_is_refused_where_nobody_could_go_on() {
    let script = format!("'{REFTEL}'; echo script ov''er");
    for (program, arguments) in [(REFTEL, &[][..]), ("sh", &["-c", &script])] {
        let config = tempfile::tempdir().unwrap();
        let mut pty = Pty::start(program, arguments, config.path(), &[]);
        pty.until_text("? help");
        pty.send("\x1a");
        pty.until_text("no shell to go back to");
        pty.send("q");
        assert_eq!(pty.end(), 0);
        pty.assert_given_back();
    }
}

/// Whoever stopped the program from outside may have used its terminal meanwhile.
#[test]
fn the_terminal_is_raw_again_after_a_stop_from_outside() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    let raw = pty.modes();
    pty.signal(Signal::STOP);
    pty.until_stopped();
    let tty = pty.tty();
    let mut modes = tcgetattr(&tty).unwrap();
    modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
    tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
    assert_ne!(pty.modes(), raw);
    pty.screen.process(b"\x1b[?1049l\x1b[2Jsomebody else");
    pty.signal(Signal::CONT);
    pty.until("the program again", |screen| {
        screen.alternate_screen() && screen.contents().contains("? help")
    });
    assert_eq!(pty.modes(), raw);
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

/// A stdout that cannot be written to fails after the modes are changed.
#[test]
fn a_start_that_fails_gives_the_modes_back() {
    let config = tempfile::tempdir().unwrap();
    let script = format!("echo BEFORE; read go; '{REFTEL}' 1<\"$(tty)\"; echo CODE $?; read go");
    let mut pty = Pty::start("sh", &["-c", &script], config.path(), &[]);
    pty.until_text("BEFORE");
    let before = pty.modes();
    pty.send("\n");
    pty.until_text("CODE 1");
    assert_eq!(pty.modes(), before);
    assert!(pty.screen.screen().contents().contains("the terminal cannot be used"));
    pty.send("\n");
    pty.end();
}

#[test]
fn a_fault_ends_the_program_even_while_its_terminal_takes_nothing() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open_with(config.path(), &[("REFTEL_FAULT", "input:2")]);
    tcflow(pty.tty(), Action::OOff).unwrap();
    pty.send("jj");
    assert_eq!(pty.end(), 101);
}

#[test]
fn a_fault_says_where_and_nothing_of_what_was_written() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open_with(config.path(), &[("REFTEL_FAULT", "commit:1")]);
    pty.send("3Gasecret-source-name\x13");
    assert_eq!(pty.end(), 101);
    pty.assert_given_back();
    let said = pty.screen.screen().contents();
    assert!(said.contains("fault of its own") && !said.contains("secret-source-name"), "{said}");
    assert!(kept(config.path()).contains("secret-source-name"));
}

/// The numbers of all styles that were sent.
fn styles(sent: &str) -> Vec<u32> {
    let sequences = sent.split("\x1b[").skip(1);
    let styles = sequences.filter_map(|rest| {
        let (parameters, _) = rest.split_once('m')?;
        parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';').then_some(parameters)
    });
    styles.flat_map(|parameters| parameters.split(';')).filter_map(|code| code.parse().ok()).collect()
}

#[test]
fn old_and_colourless_terminals_get_attributes_only() {
    for environment in [("NO_COLOR", "1"), ("TERM", "vt100")] {
        let config = tempfile::tempdir().unwrap();
        let mut pty = open_with(config.path(), &[environment]);
        pty.send("/cities\r");
        pty.until_text("[1/");
        pty.send("q");
        assert_eq!(pty.end(), 0);
        let codes = styles(&String::from_utf8_lossy(&pty.sent));
        assert!(codes.iter().all(|code| *code < 30), "colours for {environment:?}: {codes:?}");
        assert!(codes.contains(&7), "nothing stands out for {environment:?}: {codes:?}");
    }
}

/// A cable of many paragraphs that takes more than the first screen's worth of a file.
fn long_cable(paragraphs: std::ops::RangeInclusive<usize>) -> String {
    let paragraph = |number| format!("{number}. (C) {}.\n\n", "The boat came back with herring ".repeat(20));
    paragraphs.map(paragraph).collect()
}

/// The beginning is read while the rest is still to come; notes wait for the whole text.
#[test]
fn a_large_text_is_read_while_it_arrives() {
    let config = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    let (begin, rest) = (files.path().join("begin"), files.path().join("rest"));
    let header = "C O N F I D E N T I A L OSLO 000012\n\nSUBJECT: BOATS\nTAGS: PREL\n\n";
    std::fs::write(&begin, format!("{header}{}", long_cable(1..=600))).unwrap();
    let script = format!("mkfifo '{0}' && cat '{1}' '{0}' | '{REFTEL}' -", rest.display(), begin.display());
    let mut pty = Pty::start("sh", &["-c", &script], config.path(), &[]);
    pty.until_text("reading");
    pty.send("3Ga");
    pty.until_text("the file has not been read to its end");
    std::fs::write(&rest, long_cable(601..=900)).unwrap();
    pty.until_text("¶ 3/900");
    pty.send("aherring\x13");
    pty.until_text("saved");
    pty.send("G");
    pty.until_text("¶ 900/900");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}
