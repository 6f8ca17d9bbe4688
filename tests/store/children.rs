//! Sessions in processes of their own: killed at any moment, under any umask, in any environment.
//!
//! The process is this test program again, asked for the very test that starts it, with [`ROLE`] set.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use reftel::store::Store;

use crate::support::{Home, draft, key, note};

/// Set in the child: the directory to work in, or `environment` for the one that the environment names.
const ROLE: &str = "REFTEL_TEST_CHILD";

fn role() -> Option<PathBuf> {
    std::env::var_os(ROLE).map(PathBuf::from)
}

/// This test program, to run only `test`, behind a shell that first does `setup`.
fn child(test: &str, role: &OsStr, setup: &str) -> Command {
    let mut command = Command::new("sh");
    let this = std::env::current_exe().unwrap();
    command.args(["-c", &format!("{setup}; exec \"$0\" --exact children::{test} --nocapture")]).arg(this);
    command.env(ROLE, role).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    const SAVED: &str = "saved ";
    if let Some(root) = role() {
        let mut store = Store::open(Some(root), None).unwrap();
        let from = store.load(&key()).ledger.len() as u64;
        for number in from.. {
            store.commit(&key(), &[note(number, &number.to_string())]).unwrap();
            writeln!(std::io::stdout(), "{SAVED}{number}").unwrap();
        }
    }
    let home = Home::new();
    let mut last = None;
    for round in 0..25 {
        let mut child =
            child("what_was_acknowledged_survives_a_kill_at_any_moment", home.path().as_os_str(), ":")
                .spawn()
                .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let numbers = lines.filter_map(|line| line.strip_prefix(SAVED)?.parse::<u64>().ok());
        last = numbers.take(round % 7 + 1).last().or(last);
        child.kill().unwrap();
        child.wait().unwrap();
        let loaded = home.open().load(&key());
        assert_eq!(loaded.notices, [""; 0], "{round}");
        let there = loaded.ledger.notes().len() as u64;
        assert!(Some(there) > last, "{round}: {last:?} was acknowledged, {there} are there");
    }
    home.open().commit(&key(), &[note(100_000, "the end")]).unwrap();
    assert!(home.files().iter().all(|name| !name.ends_with(".tmp")), "{:?}", home.files());
}

#[test]
fn a_killed_session_leaves_its_journal_free_and_complete() {
    if let Some(root) = role() {
        let mut store = Store::open(Some(root), None).unwrap();
        store.load(&key());
        store.journal(&key(), &[draft(1, "last words")], &[]).unwrap();
        std::process::abort();
    }
    let home = Home::new();
    let root = home.path();
    let ended = child("a_killed_session_leaves_its_journal_free_and_complete", root.as_os_str(), ":")
        .status()
        .unwrap();
    assert!(!ended.success());
    assert_eq!(home.open().load(&key()).drafts, [draft(1, "last words")]);
}

#[test]
fn everything_is_for_this_user_alone_under_any_umask() {
    if let Some(root) = role() {
        let mut store = Store::open(Some(root), None).unwrap();
        store.journal(&key(), &[draft(1, "x")], &[]).unwrap();
        store.commit(&key(), &[note(1, "one")]).unwrap();
        store.commit(&key(), &[note(2, "two")]).unwrap();
        store.keep_place(&key(), &reftel::annotation::Place::default()).unwrap();
        return;
    }
    for umask in ["000", "022", "077", "777"] {
        let home = Home::new();
        let root = home.path();
        let setup = format!("umask {umask}");
        let test = "everything_is_for_this_user_alone_under_any_umask";
        assert!(child(test, root.as_os_str(), &setup).status().unwrap().success(), "{umask}");
        for path in home.walk() {
            let mode = path.metadata().unwrap().permissions().mode() & 0o7777;
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{umask}: {}", path.display());
        }
    }
}

#[test]
fn the_environment_names_the_directory() {
    const AT: &str = "at ";
    if role().is_some() {
        let answer = match Store::open(None, None) {
            Ok(mut store) => match store.commit(&key(), &[note(1, "one")]) {
                Ok(_) => store.writer().author.name.clone(),
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        };
        writeln!(std::io::stdout(), "{AT}{answer}").unwrap();
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let base = directory.path().to_str().unwrap().to_owned();
    let odd = OsStr::from_bytes(b"/odd-\xff-home").to_owned();
    let long = format!("/{}", "x".repeat(5_000));
    let in_base = |below: &str| format!("{base}{below}");
    type Case<'a> = (&'a [(&'a str, String)], &'a str, Option<&'a str>);
    let cases: [Case; 7] = [
        (&[("REFTEL_CONFIG_DIR", in_base("/a")), ("USER", "ann".into())], "ann", Some("/a")),
        (
            &[("REFTEL_CONFIG_DIR", String::new()), ("HOME", in_base("/b")), ("USER", "ann".into())],
            "ann",
            Some("/b/.config/reftel"),
        ),
        (
            &[
                ("XDG_CONFIG_HOME", in_base("/c")),
                ("HOME", in_base("/x")),
                ("REFTEL_AUTHOR", "Dr. Ann".into()),
            ],
            "Dr. Ann",
            Some("/c/reftel"),
        ),
        (
            &[("XDG_CONFIG_HOME", "relative".into()), ("HOME", in_base("/d"))],
            "unknown",
            Some("/d/.config/reftel"),
        ),
        (
            &[("XDG_CONFIG_HOME", String::new()), ("HOME", in_base("/e"))],
            "unknown",
            Some("/e/.config/reftel"),
        ),
        (&[("XDG_CONFIG_HOME", long.clone()), ("HOME", in_base("/f"))], "too long", None),
        (&[("HOME", "relative".into())], "no directory for notes", None),
    ];
    let run = |mut command: Command| {
        let output = command.current_dir(&directory).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().find_map(|line| line.strip_prefix(AT).map(str::to_owned)).unwrap_or(text)
    };
    let clean = |test| {
        let mut command = child(test, OsStr::new("environment"), ":");
        for name in ["REFTEL_CONFIG_DIR", "REFTEL_AUTHOR", "XDG_CONFIG_HOME", "USER", "HOME"] {
            command.env_remove(name);
        }
        command
    };
    for (variables, said, root) in cases {
        let mut command = clean("the_environment_names_the_directory");
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let answer = run(command);
        assert!(answer.contains(said), "{variables:?}: {answer}");
        assert!(
            root.is_none_or(|root| fs::exists(in_base(root) + "/identity.yaml").unwrap()),
            "{variables:?}"
        );
    }
    let mut command = clean("the_environment_names_the_directory");
    let mut home = directory.path().as_os_str().to_owned();
    home.push(&odd);
    command.env("HOME", &home);
    assert_eq!(run(command), "unknown");
    assert!(PathBuf::from(home).join(".config/reftel/identity.yaml").exists());
}
