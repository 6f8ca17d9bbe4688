//! What is printed, and what is refused in one line.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::bare::bare;
use crate::support::{assert_refused, reftel, sample, stdout};

#[test]
fn what_cannot_be_read_is_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_string();
    fs::write(path("empty.txt"), "").unwrap();
    fs::write(path("blank.txt"), " \n\n\t\n").unwrap();
    fs::write(path("unseen.txt"), "\u{feff}\u{a0}\u{200b}\n").unwrap();
    fs::write(path("binary"), [0x7f, b'E', b'L', b'F', 0, 1, 2, 3, 0, 0, 0, 0]).unwrap();
    fs::write(path("paper.pdf"), "%PDF-1.4 and then text only").unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        path("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    for (name, part) in [
        ("missing.txt", "no such file"),
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("unseen.txt", "empty"),
        ("binary", "binary"),
        ("paper.pdf", "binary"),
        ("pipe", "is a pipe"),
        ("", "is a directory"),
    ] {
        let file = path(name);
        if !name.is_empty() {
            assert_refused(&reftel(&[&file]), 3, &[part]);
        }
        assert_refused(&reftel(&["print", &file]), 3, &[part]);
        assert_refused(&reftel(&["parse", &file, "--json"]), 3, &[part]);
    }
    assert_refused(&reftel(&["/dev/zero"]), 3, &["device"]);
    assert_refused(&reftel(&[&path("a\x1b[2Jb")]), 3, &["a^[[2Jb"]);
    // Whoever runs this as root may read everything: then there is nothing to refuse.
    fs::write(path("closed.txt"), "text").unwrap();
    fs::set_permissions(path("closed.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(path("closed.txt")).is_err() {
        assert_refused(&reftel(&[&path("closed.txt")]), 3, &["may not read"]);
    }
}

#[test]
fn a_folder_is_listed_where_there_is_no_screen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert_refused(&reftel(&[path]), 3, &["no files there that hold cables"]);
    let cable =
        "P 120910Z MAR 07\n\nC O N F I D E N T I A L ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (C) A boat.\n";
    fs::write(folder.path().join("boats.txt"), cable).unwrap();
    fs::write(folder.path().join("mud\x1b[2J.txt"), cable.replace("BOATS", "MUD").replace("12", "13"))
        .unwrap();
    let listed = stdout(&reftel(&[path]));
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("ELBONIA12") && listed.contains("CONFIDENTIAL") && listed.contains("boats.txt"));
    assert!(!listed.contains('\x1b'));
}

#[test]
fn usage_faults_are_one_line_with_exit_code_2() {
    assert_refused(&reftel(&["--nonsense"]), 2, &["--nonsense"]);
    assert_refused(&reftel(&["parse"]), 2, &["FILES"]);
    assert_refused(&reftel(&["parse", "-", "-"]), 2, &["once"]);
    assert_refused(&reftel(&["--print", "--keys", "<Nope>"]), 2, &["character 1", "<Nope>"]);
    assert_refused(&reftel(&["--print", "--size", "12"]), 2, &["120x40"]);
}

#[test]
fn help_and_version_answer_on_stdout() {
    let help = reftel(&["--help"]);
    assert!(help.status.success() && help.stderr.is_empty());
    assert!(stdout(&help).contains("Examples:"));
    assert_eq!(stdout(&reftel(&["--version"])).trim(), format!("reftel {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_text_that_is_no_cable_opens_with_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Dear colleague,\n\nThe draft is attached.\n").unwrap();
    let output = reftel(&["--print", "--size", "80x24", file.to_str().unwrap()]);
    assert!(output.status.success());
    let screen = stdout(&output);
    assert!(screen.contains("Dear colleague,") && screen.contains("letter.txt is no cable"), "{screen}");
}

#[test]
fn a_cable_from_a_pipe_is_read() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reftel"))
        .args(["parse", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(sample()).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["reference_id"], "09MEXICO2882");
    assert_eq!(value["file"], "standard input");
}

#[test]
fn json_is_one_object_or_one_line_each() {
    let one = reftel(&["parse", &sample(), "--json"]);
    let value: Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!((&value["schema"], value["paragraphs"].as_array().unwrap().len()), (&Value::from(1), 12));
    let two = stdout(&reftel(&["parse", &sample(), &sample(), "--json"]));
    let lines: Vec<Value> = two.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, [value.clone(), value]);
    let folder = tempfile::tempdir().unwrap();
    let volume = folder.path().join("volume.txt");
    fs::write(&volume, fs::read(sample()).unwrap().repeat(3)).unwrap();
    for command in ["parse", "entities"] {
        let three = stdout(&reftel(&[command, volume.to_str().unwrap(), "--json"]));
        assert_eq!(three.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count(), 3);
    }
    let entities: Value = serde_json::from_slice(&reftel(&["entities", &sample(), "--json"]).stdout).unwrap();
    assert_eq!(entities["schema"], 1);
    let keys: Value = serde_json::from_slice(&reftel(&["keys", "--json"]).stdout).unwrap();
    assert!(keys["bindings"].as_array().unwrap().iter().any(|key| key["command"] == "add-note"));
}

/// Offsets count code points of the decoded file, and point at what the text says.
#[test]
fn offsets_count_code_points() {
    let text: Vec<char> = fs::read_to_string(sample()).unwrap().chars().collect();
    let entities: Value = serde_json::from_slice(&reftel(&["entities", &sample(), "--json"]).stdout).unwrap();
    let mut mentions = 0;
    for entity in entities["entities"].as_array().unwrap() {
        for mention in entity["mentions"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(mention[name].as_u64().unwrap()).unwrap();
            let found: String = text[at("start")..at("end")].iter().collect();
            let found: Vec<&str> = found.split_whitespace().collect();
            let wanted: Vec<&str> = mention["text"].as_str().unwrap().split_whitespace().collect();
            assert_eq!(found, wanted);
            mentions += 1;
        }
    }
    assert!(mentions > 100, "{mentions}");
}

#[test]
fn print_is_readable_and_safe() {
    let printed = stdout(&reftel(&["print", &sample(), "--width", "60"]));
    assert!(printed.lines().all(|line| line.chars().count() <= 60));
    let flowing = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("country's damaged") && flowing.contains("\"chicken and egg\""), "{printed}");
    assert!(printed.contains("  8 (C)  Instead, he believes"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hostile.txt");
    fs::write(&file, "1. (C) A \u{1b}]0;title\u{7} and \u{202e}backwards\u{202c} text.\n").unwrap();
    let printed = stdout(&reftel(&["print", file.to_str().unwrap()]));
    assert!(printed.contains("^[]0;title^G") && printed.contains("<U+202E>"), "{printed}");
    assert!(!printed.chars().any(|c| c.is_control() && c != '\n'), "{printed:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let sample = sample();
    for arguments in [
        &["print", &sample][..],
        &["parse", &sample, "--json"],
        &["parse", &sample, &sample, "--json"],
        &["entities", &sample, "--json"],
        &["entities", &sample, "--csv"],
        &["entities", &sample],
        &["--print"],
        &["--print", "--svg"],
        &["--help"],
        &["help"],
        &["help", "notes"],
        &["help", "parse"],
        &["man"],
        &["completions", "bash"],
        &["keys"],
        &["keys", "--json"],
        &["keys", "--markdown"],
        &["notes", "list", &sample],
        &["notes", "list", &sample, "--json"],
        &["export", &sample, "--format", "html"],
        &["export", &sample, "--format", "w3c"],
        &["cite", &sample],
        &["coverage", &sample],
        &["coverage", &sample, "--by", "user"],
        &["agreement", &sample],
        &["release", "check", &sample, "--max", "C"],
        &["release", "preview", &sample, "--max", "C"],
        &["review", "list", &sample],
        &["verify"],
        &["doctor"],
        &["doctor", "--json"],
        &["tutor"],
        &["tutor", "--print"],
        &[],
    ] {
        let config = tempfile::tempdir().unwrap();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = bare(env!("CARGO_BIN_EXE_reftel"))
            .env("REFTEL_CONFIG_DIR", config.path())
            .args(arguments)
            .stdout(writer)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn people_are_told_what_was_repaired_and_what_is_odd() {
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("cable.txt");
    std::fs::write(&file, "UNCLAS OSLO 000012\nSUBJECT: BOATS\n\n1. (U) The port,s boats.\n\n4. (U) Gone.\n")
        .unwrap();
    let shown = stdout(&reftel(&["parse", &file.to_string_lossy()]));
    assert!(shown.contains("\n  repaired: comma-for-apostrophe 1\n"), "{shown}");
    assert!(shown.contains("\n  line 6: paragraph 4 follows 1 [skipped-number]\n"), "{shown}");
}

#[test]
fn a_command_that_cannot_be_used_names_its_own_help() {
    for (arguments, parts) in [
        (&["config"][..], &["show, edit, check, path", "'reftel config --help'"][..]),
        (&["notes", "add"], &["<FILE>", "'reftel notes add --help'"]),
        (
            &["entities", "--jsn", "x"],
            &["'--jsn'; a similar argument exists: '--json'", "'reftel entities --help'"],
        ),
        (&["search", "--in", "nowhere", "x"], &["[possible values: text", "'reftel search --help'"]),
        (&["--sizex", "1"], &["'--size'", "'reftel --help'"]),
    ] {
        assert_refused(&reftel(arguments), 2, parts);
    }
}

#[test]
fn an_argument_that_is_not_utf8_is_refused_like_any_other() {
    let odd = OsStr::from_bytes(b"\xff");
    assert_refused(
        &reftel(&[OsStr::new("notes"), OsStr::new("add"), odd, odd]),
        2,
        &["'reftel notes add --help'"],
    );
}

#[test]
fn a_slip_in_the_name_of_a_command_names_the_one_that_is_near() {
    assert_refused(
        &reftel(&["exprot", &sample()]),
        3,
        &["exprot: no such file", "is 'reftel export' meant?"],
    );
    let output = reftel(&["nowhere.txt"]);
    assert_refused(&output, 3, &["nowhere.txt: no such file; check the name"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("meant"));
}

/// Who knows a command of the shell is told where it works.
#[test]
fn no_command_of_the_shell_is_unknown_behind_the_colon() {
    let help = stdout(&reftel(&["--help"]));
    let listed = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"export") && names.len() > 20, "{names:?}");
    for name in names {
        let screen = stdout(&reftel(&["--print", "--keys", &format!(":{name}<Enter>")]));
        assert!(!screen.contains("no command is called"), "{name}\n{screen}");
    }
}
