//! What cannot be written, and what lies damaged.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{assert_refused, reftel, sample, stdout};

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
