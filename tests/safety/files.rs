//! 41, 49 to 52: files that are none, that change, that are in other encodings, that have vile names.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::time::{Duration, Instant};

use reftel::layout::safe;

use crate::oracle::assert_own;
use crate::{Desk, HEAD};

/// One line, exit code 3, and at once.
fn assert_refused(desk: &Desk, path: &std::path::Path, words: &str) {
    for arguments in [&[][..], &["print"], &["parse", "--json"]] {
        let began = Instant::now();
        let output = desk.run(arguments, path);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(3), 1), "{path:?}: {said}");
        assert!(output.stdout.is_empty() && said.contains(words), "{path:?}: {said}");
        assert!(began.elapsed() < Duration::from_secs(5), "{path:?}: {:?}", began.elapsed());
        assert_own(said.as_bytes(), "a refusal");
    }
}

/// 49, 51: devices, sockets, links that lead nowhere; binary, and larger than is read.
#[test]
fn what_is_no_text_is_refused_at_once() {
    let desk = Desk::with(&[]);
    symlink("nowhere", desk.path("dangling")).unwrap();
    symlink("around", desk.path("circle")).unwrap();
    symlink("circle", desk.path("around")).unwrap();
    let _socket = UnixListener::bind(desk.path("socket")).unwrap();
    desk.file("elf", [&b"\x7fELF\x02\x01\x01"[..], &[0; 4000]].concat());
    desk.file("gzip", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 0, 0, 5, 6, 1, 14, 15]);
    desk.file("utf-32-little", HEAD.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<_>>());
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let little: Vec<u8> = HEAD.repeat(5_000).chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    desk.file("utf-32", marked(&[0xff, 0xfe, 0, 0], little));
    File::create(desk.path("sparse")).unwrap().set_len(4 << 30).unwrap();
    for (name, words) in [
        ("dangling", "no such file"),
        ("circle", "cannot be opened"),
        ("socket", "cannot be opened"),
        ("elf", "binary"),
        ("gzip", "binary"),
        ("utf-32-little", "binary"),
        ("utf-32", "UTF-32"),
        ("sparse", "larger than 1 GiB"),
    ] {
        assert_refused(&desk, &desk.path(name), words);
    }
    for (device, words) in [("/dev/zero", "device"), ("/dev/random", "device"), ("/dev/tty", "")] {
        assert_refused(&desk, device.as_ref(), words);
    }
}

/// 50: the text is read once; what becomes of its file then is nothing to it.
#[test]
fn a_file_that_changes_meanwhile_stops_nothing() {
    let desk = Desk::with(&[]);
    let text = format!(
        "{HEAD}{}",
        (1..=9_000).map(|n| format!("{n}. (C) The boats came back.\n\n")).collect::<String>()
    );
    for change in ["grow", "cut", "empty", "replace", "remove"] {
        let path = desk.file("cable.txt", &text);
        let mut pty = desk.open((80, 24), &path, &[]);
        pty.until_text("boats");
        match change {
            "grow" => {
                File::options().append(true).open(&path).unwrap().write_all(b"9001. (C) More.\n").unwrap()
            }
            "cut" => File::options().write(true).open(&path).unwrap().set_len(300_000).unwrap(),
            "empty" => File::options().write(true).open(&path).unwrap().set_len(0).unwrap(),
            "replace" => fs::rename(desk.file("other", "another text"), &path).unwrap(),
            _ => fs::remove_file(&path).unwrap(),
        }
        pty.send("G");
        pty.until("the end of what was read", |screen| screen.contents().contains("¶"));
        pty.until("no more reading", |screen| !screen.contents().contains("reading"));
        pty.send("q");
        assert_eq!(pty.end(), 0, "{change}");
        assert_own(&pty.sent, change);
        pty.assert_given_back();
    }
}

/// 51: what is a text in another encoding is read.
#[test]
fn other_encodings_are_read() {
    let desk = Desk::with(&[]);
    let text = format!("{HEAD}1. (C) The boats came back with herring, and nobody was on board.\n");
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    for bytes in
        [little.clone(), big.clone(), [vec![0xff, 0xfe], little].concat(), [vec![0xfe, 0xff], big].concat()]
    {
        desk.file("cable.txt", bytes);
        assert!(desk.frame("80x24", "").contains("1 (C) The boats came back"));
    }
}

/// 52: names that a terminal, a shell or a reader would take for something else.
#[test]
fn files_of_any_name_are_opened_and_shown_by_it() {
    let desk = Desk::with(&[]);
    let text = "no cable at all\n";
    for name in [
        &b"new\nline.txt"[..],
        b"e\x1b]0;owned\x07\x1b[2J.txt",
        b"-",
        b"--help",
        b"bytes\xff\xfe\x80.txt",
        "cable\u{202e}lmay.exe".as_bytes(),
        &[b'n'; 255],
    ] {
        let path = desk.0.path().join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, text).unwrap();
        let output = desk.run(&["--print", "--size", "200x24"], &path);
        let frame = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && frame.contains("no cable at all"), "{name:?}: {frame}");
        let shown = safe(&String::from_utf8_lossy(name)).into_owned();
        assert!(name.len() > 200 || frame.contains(&format!("{shown} is no cable")), "{shown}: {frame}");
        assert_own(frame.as_bytes(), "a name");
        fs::remove_file(path).unwrap();
    }
}

/// 41 in small; `loads.py` does it with the release build and counts.
#[test]
fn lines_without_end_and_without_anything_are_read() {
    let desk = Desk::with(&[]);
    for text in [
        "x".repeat(3 << 20),
        "\n".repeat(300_000) + "end",
        "word ".repeat(700_000),
        format!("a{}", "\u{301}".repeat(1 << 20)),
    ] {
        desk.file("cable.txt", &text);
        let mut pty = desk.open((80, 24), &desk.cable(), &[]);
        pty.until_text("text ·");
        pty.send("G b?");
        pty.until_text("While reading");
        pty.send("qq");
        assert_eq!(pty.end(), 0);
        assert_own(&pty.sent, "long lines");
    }
}
