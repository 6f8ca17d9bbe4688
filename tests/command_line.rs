//! The command line: what it prints, what it refuses, with which exit code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use bare::bare;
use serde_json::Value;

fn reftel(arguments: &[impl AsRef<OsStr>]) -> Output {
    let config = tempfile::tempdir().unwrap();
    bare(env!("CARGO_BIN_EXE_reftel"))
        .env("REFTEL_CONFIG_DIR", config.path())
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// One line on stderr that names the file and what is wrong, nothing on stdout, the given exit code.
fn assert_refused(output: &Output, code: i32, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(output.stdout.is_empty());
    assert_eq!(said.lines().count(), 1, "{said}");
    for part in parts {
        assert!(said.contains(part), "no '{part}' in: {said}");
    }
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
}

fn sample() -> String {
    format!("{}/assets/09MEXICO2882.txt", env!("CARGO_MANIFEST_DIR"))
}

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

/// Whether the output is full at once or when it ends.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let [short, long] = [("short.txt", 1), ("long.txt", 5000)].map(|(name, lines)| {
        let path = folder.path().join(name);
        fs::write(&path, "1. (C)\n".repeat(lines)).unwrap();
        path.to_str().unwrap().to_string()
    });
    let sample = sample();
    for arguments in [
        &["parse", &sample, "--json"][..],
        &["parse", &long, "--json"],
        &["parse", &long, &sample, "--json"],
        &["parse", &sample],
        &["entities", &short, "--json"],
        &["entities", &sample, "--json"],
        &["print", &sample],
        &["keys", "--json"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_reftel"))
            .args(arguments)
            .stdout(fs::File::options().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        assert_refused(&output, 1, &["cannot write the output", "No space left"]);
    }
}

#[test]
fn a_directory_that_cannot_be_written_is_said_before_anything_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let config = in_the_way.join("below");
    let play = |keys: &str| {
        let arguments =
            ["--print", "--size", "160x24", "--config-dir", config.to_str().unwrap(), "--keys", keys];
        let output = reftel(&arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        stdout(&output)
    };
    assert!(play("jj").contains("read-only"));
    let refused = play("8Ga");
    assert!(refused.contains("notes cannot be saved here") && !refused.contains("note on"), "{refused}");
}

#[test]
fn a_damaged_notes_file_is_set_aside_and_said() {
    let config = tempfile::tempdir().unwrap();
    let run = |keys: &str| -> String {
        let output = reftel(&[
            "--print",
            "--size",
            "200x24",
            "--config-dir",
            config.path().to_str().unwrap(),
            "--keys",
            keys,
        ]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        stdout(&output)
    };
    run("8Gakeep me<C-s>");
    let file = notes_file(config.path());
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let screen = run("");
    let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("is damaged") && screen.contains("it was kept as"), "{screen}");
    let names: Vec<String> = fs::read_dir(file.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let aside = names.iter().find(|name| name.contains(".corrupt-")).expect("set aside");
    assert_eq!(fs::read(file.parent().unwrap().join(aside)).unwrap(), &whole[..whole.len() / 2]);
}

/// What is saved as a note is no longer in the journal; what is not, is.
#[test]
fn the_journal_holds_what_is_not_a_note_yet() {
    let config = tempfile::tempdir().unwrap();
    let journals = |keys: &str| {
        let directory = config.path().to_str().unwrap();
        assert!(reftel(&["--print", "--config-dir", directory, "--keys", keys]).status.success());
        fs::read_dir(config.path().join("drafts")).unwrap().count()
    };
    assert_eq!(journals("8Gasaved<C-s>"), 0);
    assert_eq!(journals("3Gakept as a draft<Esc>"), 1);
    assert_eq!(journals("jj"), 1);
    assert_eq!(journals("3Gi and saved<C-s>"), 0);
}

fn notes_file(config: &Path) -> std::path::PathBuf {
    let cable = fs::read_dir(config.join("notes")).unwrap().next().unwrap().unwrap().path();
    let files = fs::read_dir(cable).unwrap().map(|entry| entry.unwrap().path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "yaml")).unwrap()
}

#[test]
fn the_manual_shows_the_keys_as_they_are() {
    let path = format!("{}/assets/manual/keys.md", env!("CARGO_MANIFEST_DIR"));
    let table = stdout(&reftel(&["keys", "--markdown"]));
    if std::env::var_os("REFTEL_BLESS").is_some() {
        let heading = "# Keys\n\nMade from `assets/keymap.yaml` by `reftel keys --markdown`.\n\n";
        fs::write(&path, format!("{heading}{table}")).unwrap();
    }
    let shown = fs::read_to_string(&path).unwrap();
    assert!(
        shown.ends_with(&table),
        "assets/manual/keys.md is stale: REFTEL_BLESS=1 cargo test --test command_line keys"
    );
}

/// The files that the pages for people refer to, as the links of Markdown do.
#[test]
fn the_pages_for_people_lead_to_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"];
    let mut count = 0;
    for page in pages {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = root.join(page).parent().unwrap().join(link);
            assert!(target.exists(), "{page}: {link} leads nowhere");
            count += 1;
        }
    }
    assert!(count > 10, "the links were not found");
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
