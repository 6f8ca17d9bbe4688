//! `config.yaml`: every fault at once, where each value comes from, what it does, and that it is read anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;
#[allow(dead_code)]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use bare::bare;
use serde_json::Value;
use support::Pty;

const REFTEL: &str = env!("CARGO_BIN_EXE_reftel");

fn with(config: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = bare(REFTEL);
    command.env("REFTEL_CONFIG_DIR", config).env("USER", "user").args(arguments);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.envs(environment.iter().copied());
    command.output().unwrap()
}

fn reftel(config: &Path, arguments: &[&str]) -> (String, i32) {
    let output = with(config, &[], arguments);
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

fn write(config: &Path, text: &str) {
    fs::write(config.join("config.yaml"), text).unwrap();
}

const FAULTY: &str = "\
# mine
theem: dark
theme: drak
notes-width: 9
ascii: true
keys:
  reading:
    nxt-note: [x]
    top: [<Q-x>, gt]
    quit: null
  raeding:
    top: [x]
key: vim
author: &a Ann
linear: [on]
";

#[test]
fn every_fault_is_told_at_once_with_its_line_and_what_was_meant() {
    let config = tempfile::tempdir().unwrap();
    write(config.path(), FAULTY);
    let (told, code) = reftel(config.path(), &["config", "check"]);
    assert_eq!(code, 1);
    let wanted = [
        "config.yaml:2: 'theem' is no setting (theme?)",
        "config.yaml:3: theme cannot be 'drak' (dark?)",
        "config.yaml:4: notes-width is a number from 16 to 200, not '9'",
        "config.yaml:8: no command is called 'nxt-note' (next-note?)",
        "config.yaml:9: character 1: '<Q-x>' is no key",
        "config.yaml:10: quit needs a key here; it keeps its own",
        "config.yaml:12: no scope is called 'raeding' (reading?)",
        "config.yaml:13: 'key' is no setting (keys?)",
        "config.yaml:14: anchors and tags are not accepted",
        "config.yaml:15: linear takes one value, in one line",
    ];
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), wanted.len(), "{told}");
    for (line, wanted) in lines.iter().zip(wanted) {
        assert!(line.starts_with(wanted), "{line}, not {wanted}");
    }
    // It stops nothing: what is right counts, and the reader is told.
    let (frame, code) = reftel(config.path(), &["--print", "--size", "100x24", "--keys", "Ggt"]);
    assert_eq!(code, 0);
    assert!(frame.contains(">Class"), "gt goes to the top: {frame}");
    let (frame, _) = reftel(config.path(), &["--print", "--size", "100x24"]);
    assert!(frame.contains("config.yaml:2: 'theem' is no setting (theme?); 9 more"), "{frame}");
    let (doctor, _) = reftel(config.path(), &["doctor"]);
    assert_eq!(doctor.matches("config.yaml:").count(), wanted.len(), "{doctor}");
    write(config.path(), "theme: dark\n");
    assert_eq!(reftel(config.path(), &["config", "check"]), ("config.yaml: nothing is wrong\n".into(), 0));
}

#[test]
fn hostile_settings_reach_no_terminal_as_they_are() {
    let config = tempfile::tempdir().unwrap();
    write(
        config.path(),
        "\"a\\e[2J\": x\ntheme: \"\\e]0;x\\a\"\nkeys: {\"\\e[2J\": {top: [x]}, reading: {\"\\e[2J\": [x], top: [\"\\e\"]}}\n",
    );
    for arguments in
        [&["config", "check"][..], &["config", "show"], &["config", "show", "--json"], &["doctor"], &["keys"]]
    {
        let output = with(config.path(), &[], arguments);
        let bytes = [output.stdout, output.stderr].concat();
        assert!(!bytes.contains(&0x1b) && !bytes.contains(&7), "{arguments:?}");
    }
    fs::write(config.path().join("config.yaml"), vec![b'['; 300_000]).unwrap();
    let (told, code) = reftel(config.path(), &["config", "check"]);
    assert!(code == 1 && told.contains("larger than"), "{told}");
}

#[test]
fn each_value_says_where_it_comes_from() {
    let config = tempfile::tempdir().unwrap();
    let from = |environment: &[(&str, &str)], before: &[&str], name: &str| {
        let arguments: Vec<&str> = before.iter().copied().chain(["config", "show", "--json"]).collect();
        let output = with(config.path(), environment, &arguments);
        let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = shown["settings"].as_array().unwrap().clone();
        let one = all.into_iter().find(|one| one["name"] == name).unwrap();
        (one["value"].as_str().unwrap().to_owned(), one["from"].as_str().unwrap().to_owned())
    };
    let is = |value: &str, from: &str| (value.to_owned(), from.to_owned());
    assert_eq!(from(&[], &[], "theme"), is("auto", "default"));
    assert_eq!(from(&[("NO_COLOR", "1")], &[], "theme"), is("mono", "environment: NO_COLOR"));
    assert_eq!(from(&[], &[], "author"), is("user", "environment: USER"));
    write(config.path(), "\ntheme: dark\nauthor: Ann Berg\neditor: vi -n\nclipboard: on\n");
    assert_eq!(from(&[("NO_COLOR", "1")], &[], "theme"), is("dark", "config.yaml:2"));
    assert_eq!(from(&[], &[], "author"), is("Ann Berg", "config.yaml:3"));
    assert_eq!(from(&[("REFTEL_AUTHOR", "Bo")], &[], "author"), is("Bo", "environment: REFTEL_AUTHOR"));
    assert_eq!(from(&[("REFTEL_AUTHOR", "Bo")], &["--author", "Cy"], "author"), is("Cy", "option: --author"));
    assert_eq!(from(&[("VISUAL", "ed")], &[], "editor"), is("vi -n", "config.yaml:4"));
    assert_eq!(from(&[("REFTEL_SECURE", "1")], &[], "clipboard"), is("off", "environment: REFTEL_SECURE"));
    let (shown, _) = reftel(config.path(), &["config", "show"]);
    assert!(shown.contains("author          Ann Berg             config.yaml:3\n"), "{shown}");
    let (path, _) = reftel(config.path(), &["config", "path"]);
    assert_eq!(path.trim_end(), config.path().join("config.yaml").to_string_lossy());
}

#[test]
fn the_author_that_is_set_signs_notes() {
    let config = tempfile::tempdir().unwrap();
    write(config.path(), "author: Ann Berg\n");
    reftel(config.path(), &["--print", "--keys", "1Gamine<C-s>"]);
    let (notes, _) = reftel(config.path(), &["notes", "--json"]);
    assert!(notes.contains("\"Ann Berg\""), "{notes}");
}

#[test]
fn keys_of_a_preset_and_ones_own_are_printed_and_what_they_take() {
    let config = tempfile::tempdir().unwrap();
    let own =
        "keymap: vim\nkeys:\n  reading:\n    filter (U): [<F5>]\n    coverage: [g]\n    delete-note: null\n";
    write(config.path(), own);
    let json =
        |arguments: &[&str]| -> Value { serde_json::from_str(&reftel(config.path(), arguments).0).unwrap() };
    let runs = |shown: &Value, keys: &str| {
        let all = shown["bindings"].as_array().unwrap();
        let found = all.iter().find(|one| one["scope"] == "reading" && one["keys"] == keys);
        found.map(|one| one["command"].as_str().or(one["line"].as_str()).unwrap().to_owned())
    };
    let mine = json(&["keys", "--json"]);
    let all = ["e", "<F5>", "g", "gg", "dd"].map(|keys| runs(&mine, keys));
    assert_eq!(
        all,
        [Some("word-end"), Some("filter (U)"), Some("coverage"), None, None].map(|it| it.map(String::from))
    );
    assert!(mine["words"].as_array().unwrap().iter().any(|word| word["command"] == "note add"));
    assert_eq!(runs(&json(&["keys", "--json", "--default"]), "e").as_deref(), Some("edit-outside"));
    assert_eq!(runs(&json(&["keys", "--json", "--preset", "emacs"]), "<A-x>").as_deref(), Some("command"));
    let (told, code) = reftel(config.path(), &["keys", "--conflicts"]);
    assert_eq!(code, 1);
    assert!(told.contains("reading: gg runs top no longer, coverage does\n"), "{told}");
    let (page, _) = reftel(config.path(), &["keys"]);
    assert!(page.contains(":filter (U)"), "{page}");
    assert_eq!(with(config.path(), &[], &["keys", "--preset", "vi"]).status.code(), Some(2));
    write(config.path(), "");
    assert_eq!(reftel(config.path(), &["keys", "--conflicts"]), (String::new(), 0));
}

#[test]
fn the_file_is_written_as_remarks_and_checked_behind_the_editor() {
    let config = tempfile::tempdir().unwrap();
    let edit = |editor: &str, environment: &[(&str, &str)]| {
        let all: Vec<_> = [("EDITOR", editor)].into_iter().chain(environment.iter().copied()).collect();
        with(config.path(), &all, &["config", "edit"])
    };
    // Without a terminal there is none to edit on: the editor is one that needs none.
    let run = |editor: &str| {
        let script = format!("{editor} \"$1\"");
        let path = config.path().join("editor.sh");
        fs::write(&path, script).unwrap();
        let mut pty = Pty::start(
            REFTEL,
            &["config", "edit"],
            config.path(),
            &[("EDITOR", &format!("sh {}", path.display()))],
        );
        let code = pty.end();
        (String::from_utf8_lossy(&pty.sent).into_owned(), code)
    };
    assert_eq!(run("true").1, 0);
    let path = config.path().join("config.yaml");
    assert!(fs::read_to_string(&path).unwrap().contains("#theme: auto\n"));
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let (said, code) = run("echo 'theem: x' >>");
    assert!(code == 1 && said.contains("(theme?)"), "{said}");
    assert_eq!(edit("true", &[("REFTEL_SECURE", "1")]).status.code(), Some(2));
    assert_eq!(edit("", &[]).status.code(), Some(2));
}

#[test]
fn a_running_session_reads_the_file_anew() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(REFTEL, &[], config.path(), &[]);
    pty.until_text("? help");
    let beside = config.path().join("new");
    fs::write(&beside, "keymap: emacs\ntext-width: 40\n").unwrap();
    // As editors do that write another file and rename it.
    fs::rename(&beside, config.path().join("config.yaml")).unwrap();
    pty.until_text("read anew");
    pty.send("\u{1b}xgoto 7\r");
    pty.until_text(">  7 (C)");
    write(config.path(), "keymap: emac\n");
    pty.until_text("(emacs?)");
    fs::remove_file(config.path().join("config.yaml")).unwrap();
    pty.until_text("read anew");
    fs::write(config.path().join("theme.yaml"), "number: \"#ff00\"\n").unwrap();
    pty.until_text("theme.yaml:1:");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn settings_that_are_linked_to_are_read_anew_too() {
    let (config, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let real = elsewhere.path().join("reftel.yaml");
    fs::write(&real, "keymap: vim\n").unwrap();
    std::os::unix::fs::symlink(&real, config.path().join("config.yaml")).unwrap();
    let mut pty = Pty::start(REFTEL, &[], config.path(), &[]);
    pty.until_text("gh help");
    fs::write(&real, "keymap: less\n").unwrap();
    pty.until_text("read anew");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_theme_chosen_at_the_prompt_is_seen_at_once() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(REFTEL, &[], config.path(), &[]);
    pty.until_text("? help");
    assert!(!String::from_utf8_lossy(&pty.sent).contains("38;5;80"));
    pty.send(":theme dark\r");
    pty.until_text("theme is dark");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let sent = String::from_utf8_lossy(&pty.sent).into_owned();
    assert!(sent.contains("38;5;80"), "{sent:?}");
}

#[test]
fn lines_typed_come_back_in_the_next_session_and_damage_stops_nothing() {
    let config = tempfile::tempdir().unwrap();
    let frame = |keys: &str| reftel(config.path(), &["--print", "--keys", keys]).0;
    frame("/security<Enter>:goto 7<Enter>q");
    let last = |keys: &str| frame(keys).trim_end().lines().last().unwrap().to_owned();
    assert_eq!(last("/s<Up>"), "/security");
    assert_eq!(last(":<Up>"), ":goto 7");
    let typed = config.path().join("state").join("typed");
    assert_eq!(typed.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    fs::write(&typed, b"search\t\x1b[2J\nsearch\tfine\n\xff\xff").unwrap();
    assert_eq!(last("/<Up>"), "/fine");
    fs::remove_file(&typed).unwrap();
    fs::create_dir(&typed).unwrap();
    assert!(frame("/security<Enter>").contains("/security ["));
    fs::remove_dir(&typed).unwrap();
    write(config.path(), "history: off\n");
    frame("/security<Enter>q");
    assert!(!typed.exists());
}
