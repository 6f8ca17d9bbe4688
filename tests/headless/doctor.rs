//! What is found here, and what to do about it.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::support::Desk;

fn finding(found: &Value, topic: &str) -> (String, String, String) {
    let list = found["findings"].as_array().unwrap();
    let finding =
        list.iter().find(|finding| finding["topic"] == topic).unwrap_or_else(|| panic!("{topic}: {found}"));
    let text = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    (text("weight"), text("what"), text("advice"))
}

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn all_is_well_and_said_why() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let output =
        desk.command(&["doctor", "--json"]).env("TERM", "xterm").env("LANG", "C.UTF-8").output().unwrap();
    assert!(output.status.success());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    for topic in [
        "version",
        "author",
        "directory",
        "permissions",
        "locks",
        "room",
        "files",
        "terminal",
        "colours",
        "locale",
        "clipboard",
    ] {
        assert_eq!(finding(&found, topic).0, "fine", "{topic}");
    }
    assert!(finding(&found, "directory").1.contains("REFTEL_CONFIG_DIR"));
    assert!(finding(&found, "room").1.contains("32 KiB"));
    let named = desk.json(&["doctor", "--json", "--config-dir", &desk.path("other")]);
    assert!(finding(&named, "directory").1.contains("--config-dir): not there yet"));
    let poor = desk.command(&["doctor", "--json"]).env("NO_COLOR", "1").env("LC_ALL", "C").output().unwrap();
    let poor: Value = serde_json::from_slice(&poor.stdout).unwrap();
    assert!(finding(&poor, "colours").1.contains("NO_COLOR"));
    assert!(finding(&poor, "locale").1.contains("not UTF-8"));
}

#[test]
fn the_author_is_the_one_whom_new_notes_name() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    fs::write(desk.config().join("config.yaml"), "author: Cas Duval\n").unwrap();
    let said = |name: &str, value: &str| {
        let output =
            desk.command(&["doctor", "--json"]).env_remove("REFTEL_AUTHOR").env(name, value).output();
        finding(&serde_json::from_slice(&output.unwrap().stdout).unwrap(), "author").1
    };
    assert_eq!(said("USER", "ben"), "Cas Duval (config.yaml:1)");
    assert_eq!(said("REFTEL_AUTHOR", "Ben"), "Ben (environment: REFTEL_AUTHOR)");
}

#[test]
fn a_clipboard_that_the_settings_forbid_is_said_to_be_off() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    fs::write(desk.config().join("config.yaml"), "clipboard: off\n").unwrap();
    let (_, what, _) = finding(&desk.json(&["doctor", "--json"]), "clipboard");
    assert!(what.contains("clipboard: off"), "{what}");
}

#[test]
fn what_is_open_to_others_is_said_and_closed() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let (file, foreign) = (desk.notes_file(), desk.config().join("mine.txt"));
    fs::write(&foreign, "x").unwrap();
    for (path, bits) in [(&desk.config(), 0o777), (&file, 0o644), (&foreign, 0o644)] {
        fs::set_permissions(path, Permissions::from_mode(bits)).unwrap();
    }
    let output = desk.run(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(4));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let (weight, what, advice) = finding(&found, "permissions");
    assert!(weight == "PROBLEM" && what.contains("777") && advice.contains("--fix"), "{what}");
    assert_eq!((mode(&desk.config()), mode(&file)), (0o777, 0o644));
    let fixed = desk.ok(&["doctor", "--fix"]);
    assert!(fixed.contains("had mode 777, now 700") && fixed.contains("had mode 644, now 600"), "{fixed}");
    assert_eq!((mode(&desk.config()), mode(&file), mode(&foreign)), (0o700, 0o600, 0o644));
    assert!(!desk.ok(&["doctor", "--fix"]).contains("fixed"));
}

#[test]
fn leftovers_of_the_dead_are_removed_when_they_are_old() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let stray = |name: &str, age: u64| {
        let path = desk.config().join(name);
        let file = File::create(&path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        path
    };
    let (old, young) = (stray("drafts/.x.wal.1.tmp", 700), stray("drafts/.y.wal.2.tmp", 60));
    assert!(desk.ok(&["doctor"]).contains("leftovers"));
    assert!(old.exists());
    let fixed = desk.ok(&["doctor", "--fix"]);
    assert!(fixed.contains("removed ") && fixed.contains(".x.wal.1.tmp"), "{fixed}");
    assert!(!old.exists() && young.exists());
    // Half a reading place or identity is swept by the next start; what may be at work is not.
    let (old, young) = (stray("state/.x.yaml.1.tmp", 700), stray("state/.y.yaml.2.tmp", 60));
    let root = stray(".identity.yaml.1.tmp", 700);
    desk.ok(&["notes", &desk.cable()]);
    assert!(!old.exists() && !root.exists() && young.exists());
}

/// The lock says that nobody is at work, so the age does not matter.
#[test]
fn the_next_start_sweeps_what_a_killed_writer_left() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    let name = desk.notes_file().file_name().unwrap().to_string_lossy().into_owned();
    let stray = desk.notes_file().with_file_name(format!(".{name}.0123.tmp"));
    fs::write(&stray, "half").unwrap();
    let lock = File::open(desk.config().join("lock")).unwrap();
    lock.lock().unwrap();
    desk.ok(&["notes", &desk.cable()]);
    assert!(stray.exists());
    drop(lock);
    desk.ok(&["notes", &desk.cable()]);
    assert!(!stray.exists());
    assert_eq!(desk.bodies(), ["one"]);
}

#[test]
fn what_sessions_left_and_what_is_damaged_is_said_with_what_to_do() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    desk.run(&["--print", "--keys", "2Gahalf a thought<Esc>", &desk.cable()]);
    let found = desk.json(&["doctor", "--json"]);
    let (weight, what, advice) = finding(&found, "drafts");
    assert!(weight == "note" && what.contains("drafts: 1") && advice.contains("open the cable"), "{what}");
    assert!(!found.to_string().contains("half a thought"));
    let text = fs::read_to_string(desk.notes_file()).unwrap();
    fs::write(desk.notes_file(), &text[..40]).unwrap();
    let output = desk.run(&["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(4));
    let (weight, _, advice) = finding(&serde_json::from_slice(&output.stdout).unwrap(), "files");
    assert!(weight == "PROBLEM" && advice.contains("backup"));
    desk.run(&["notes", &desk.cable()]);
    let after = desk.json(&["doctor", "--json"]);
    assert!(finding(&after, "files").1.contains("set aside"), "{after}");
}

#[test]
fn an_editor_a_lexicon_or_a_share_that_is_not_as_it_should_be_is_said() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    fs::write(desk.config().join("lexicon.yaml"), "- {name: Quay}\n").unwrap();
    let shared = desk.path("shared");
    fs::create_dir(&shared).unwrap();
    assert!(desk.command(&["share", &shared]).output().unwrap().status.success());
    let asked = |editor: &str| {
        let mut command = desk.command(&["doctor", "--json"]);
        let output = command.env("EDITOR", editor).env_remove("VISUAL").output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let found = asked("no-such-editor --wait");
    let (weight, what, _) = finding(&found, "editor");
    assert!(weight == "note" && what.contains("no program no-such-editor"), "{what}");
    assert!(finding(&found, "lexicon").1.contains("line 1"));
    assert_eq!(finding(&found, "share").0, "fine");
    fs::remove_dir_all(&shared).unwrap();
    let found = asked("/bin/sh");
    assert_eq!(finding(&found, "editor").0, "fine");
    assert!(finding(&found, "share").1.contains("not there"));
}

#[test]
fn each_kind_of_file_that_is_not_as_it_was_has_its_own_advice() {
    let desk = Desk::new();
    desk.add(&["--input", "one"]);
    desk.add(&["--input", "two"]);
    let (file, whole) = (desk.notes_file(), fs::read_to_string(desk.notes_file()).unwrap());
    let said = |path: &std::path::Path, text: &str| {
        let before = fs::read(path).ok();
        fs::write(path, text).unwrap();
        fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
        let output = desk.run(&["doctor", "--json"]);
        match before {
            Some(bytes) => fs::write(path, bytes).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
        finding(&serde_json::from_slice(&output.stdout).unwrap(), "files")
    };
    let state = desk.config().join("state").join(file.parent().unwrap().file_name().unwrap());
    for (path, text, weight, what, advice) in [
        (file.clone(), whole.replace("body: one", "body: won"), "note", "changed outside", "new versions"),
        (file.clone(), whole.replace("schema: 1", "schema: 2"), "note", "newer version", "update reftel"),
        (file.clone(), "x".into(), "PROBLEM", "", "what can be saved is"),
        (file.with_file_name("a-ben.r-1.yaml"), "x".into(), "PROBLEM", "", "import it again from its writer"),
        (file.with_extension("yaml.bak"), "x".into(), "PROBLEM", "", "the next save makes a new one"),
        (desk.config().join("identity.yaml"), "x".into(), "PROBLEM", "", "takes the other copy"),
        (state.with_extension("yaml"), "x: [".into(), "PROBLEM", "", "a reading place is all"),
        (state.with_extension("read.yaml"), "x: [".into(), "PROBLEM", "", "a reading place is all"),
        (desk.config().join("share.yaml"), "x: [".into(), "PROBLEM", "", "makes what is missing"),
    ] {
        let found = said(&path, &text);
        assert_eq!(found.0, weight, "{path:?}: {found:?}");
        assert!(found.1.contains(what) && found.2.contains(advice), "{path:?}: {found:?}");
    }
    assert_eq!(finding(&desk.json(&["doctor", "--json"]), "files").0, "fine");
}

#[test]
fn a_file_where_the_directory_should_be_is_a_problem_and_so_is_a_long_list_of_loose_ones() {
    let desk = Desk::new();
    fs::write(desk.path("file"), "x").unwrap();
    let output = desk.run(&["doctor", "--json", "--config-dir", &desk.path("file")]);
    let (weight, what, advice) = finding(&serde_json::from_slice(&output.stdout).unwrap(), "directory");
    assert_eq!((output.status.code(), weight.as_str()), (Some(4), "PROBLEM"), "{what}");
    assert!(what.contains("it is no directory") && advice.contains("--config-dir"), "{what}; {advice}");
    desk.add(&["--input", "one"]);
    let name = desk.notes_file();
    for number in 0..30 {
        let path = name.with_file_name(format!("a-{number}.r-1.yaml.corrupt-1"));
        fs::write(&path, "x").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    }
    let lines = desk.ok(&["doctor"]);
    assert!(lines.contains("and 10 more"), "{lines}");
}
