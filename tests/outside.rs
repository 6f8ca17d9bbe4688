//! The reader's own editor in a real pseudo-terminal: small shell scripts stand for it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;
#[allow(dead_code, reason = "other tests use the rest")]
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use bare::bare;
use rustix::process::Signal;
use support::Pty;

const REFTEL: &str = env!("CARGO_BIN_EXE_reftel");

/// A configuration directory, and an editor that is the given lines of shell, with the file as `$1`.
struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    fn new(editor: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let home = Self { directory };
        fs::write(home.editor(), format!("#!/bin/sh\n{editor}\n")).unwrap();
        fs::set_permissions(home.editor(), fs::Permissions::from_mode(0o755)).unwrap();
        home
    }

    fn config(&self) -> PathBuf {
        self.directory.path().join("reftel")
    }

    fn editor(&self) -> PathBuf {
        self.directory.path().join("my editor")
    }

    /// The program with this editor, its path in quotes as a shell wants it.
    fn open(&self) -> Pty {
        let visual = format!("'{}'", self.editor().display());
        let here = self.directory.path().display().to_string();
        let environment = [("VISUAL", visual.as_str()), ("EDITOR", "false"), ("HERE", here.as_str())];
        let mut pty = Pty::start(REFTEL, &[], &self.config(), &environment);
        pty.until_text("? help");
        pty
    }

    /// What is left of the files for editors.
    fn left(&self) -> Vec<PathBuf> {
        let directories = fs::read_dir(self.config().join("state/outside")).into_iter().flatten();
        let files = directories.flat_map(|entry| fs::read_dir(entry.unwrap().path()).unwrap());
        files.map(|entry| entry.unwrap().path()).collect()
    }

    fn notes(&self) -> String {
        let mut command = bare(REFTEL);
        command.args(["notes", "--config-dir"]).arg(self.config());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }
}

fn until_reading(pty: &mut Pty, text: &str) {
    pty.until(text, |screen| screen.alternate_screen() && screen.contents().contains(text));
}

#[test]
fn a_note_goes_through_the_editor() {
    let home = Home::new(
        "cp \"$1\" \"$HERE/seen\"; stat -c %a \"$1\" \"$(dirname \"$1\")\" > \"$HERE/modes\"
         { echo '# one more'; cat \"$1\"; } > \"$HERE/new\"; cat \"$HERE/new\" > \"$1\"; touch \"$1~\"",
    );
    let mut pty = home.open();
    pty.send("8Gaas it was\x13");
    pty.until_text("note saved");
    let before = pty.modes();
    pty.send("e");
    until_reading(&mut pty, "# one more");
    until_reading(&mut pty, "note saved");
    // The message comes first, the disk after it.
    until_reading(&mut pty, "notes 1 saved");
    assert_eq!(pty.modes(), before);
    let seen = fs::read_to_string(home.directory.path().join("seen")).unwrap();
    assert!(seen.starts_with("as it was\n# -----"), "{seen}");
    assert!(seen.contains("\n# Note on ¶8 of 09MEXICO2882.\n#\n# Instead, he believes, we need"), "{seen}");
    let modes = fs::read_to_string(home.directory.path().join("modes")).unwrap();
    assert_eq!(modes, "600\n700\n");
    assert!(home.notes().contains("    # one more\n    as it was\n"), "{}", home.notes());
    assert_eq!(home.left(), [] as [PathBuf; 0]);
    pty.send("u");
    pty.until_text("undone");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(!home.notes().contains("one more"));
    pty.assert_given_back();
}

/// Below the comment is where `Go` leads in vi.
#[test]
fn what_is_written_at_the_end_of_the_file_is_taken_in() {
    let home = Home::new("echo 'at the end' >> \"$1\"");
    let mut pty = home.open();
    pty.send("8Gaas it was\x13");
    pty.until_text("note saved");
    pty.send("e");
    until_reading(&mut pty, "1 line from below the line was taken in");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(home.notes().contains("    as it was\n    at the end\n"), "{}", home.notes());
}

#[test]
fn a_draft_goes_out_and_comes_back_as_one_step() {
    let home = Home::new("sed -i 1s/half/whole/ \"$1\"");
    let mut pty = home.open();
    pty.send("3Gahalf a thought\x18\x05");
    until_reading(&mut pty, "whole a thought");
    pty.send("\x1f");
    until_reading(&mut pty, "half a thought");
    pty.send("\x1br");
    until_reading(&mut pty, "whole a thought");
    pty.send("\x1b");
    pty.until_text("draft kept");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(home.notes().contains("\n    whole a thought"), "{}", home.notes());
    assert_eq!(home.left(), [] as [PathBuf; 0]);
}

/// Whatever ends it without saving: the text stays as it was, and what it had saved is found again.
#[test]
fn an_editor_that_fails_changes_nothing_and_loses_nothing() {
    for (editor, says, left, kept) in [
        ("exit 3", "code 3: the text stays", 0, "a thought"),
        ("echo new > \"$1\"; exit 3", "what the editor saved is in", 1, "a thought"),
        ("printf '\\377' > \"$1\"", "not UTF-8; the file is kept", 1, "a thought"),
        ("head -c 3000000 /dev/zero | tr '\\0' a > \"$1\"", "KiB; the file is kept", 0, "a thought"),
        ("rm \"$1\"", "it is gone", 0, "a thought"),
        ("echo new > \"$1\"; kill -9 $$", "found again at the next start", 2, "new"),
    ] {
        let home = Home::new(editor);
        let mut pty = home.open();
        pty.send("3Gaa thought\x18\x05");
        pty.until("what became of it", |screen| {
            let shown: String = screen.contents().split_whitespace().collect::<Vec<_>>().join(" ");
            screen.alternate_screen() && shown.contains(says.split(';').next().unwrap())
        });
        pty.send("!");
        until_reading(&mut pty, "a thought!");
        pty.send("\x7f\x1b");
        pty.until_text("draft kept");
        pty.send("q");
        assert_eq!(pty.end(), 0, "{editor}");
        if !editor.starts_with("head") {
            assert_eq!(home.left().len(), left, "{editor}: {:?}", home.left());
        }
        assert!(home.notes().contains(&format!("    {kept}\n")), "{editor}: {}", home.notes());
    }
}

/// The program is killed while the editor lives on: nobody takes the file until the editor has ended too.
#[test]
fn what_an_editor_saves_after_the_program_died_is_found() {
    let home = Home::new("echo OPEN; read go < \"$HERE/go\"; echo later > \"$1\"");
    let here = home.directory.path();
    let (go, end) = (here.join("go"), here.join("end"));
    assert!(Command::new("mkfifo").args([&go, &end]).status().unwrap().success());
    let script = format!("'{REFTEL}' & echo $! > \"$HERE/pid\"; fg; echo EN''DED; read go");
    // Whoever has the editor's file open has this pipe open too: its end is theirs.
    let visual = format!("exec 3<>\"$HERE/end\"; '{}'", home.editor().display());
    let environment = [("VISUAL", visual.as_str()), ("HERE", here.to_str().unwrap())];
    let mut pty = Pty::start("sh", &["-m", "-c", &script], &home.config(), &environment);
    pty.until_text("? help");
    pty.send("3Gaearlier\x18\x05");
    pty.until_text("OPEN");
    let pid: i32 = fs::read_to_string(here.join("pid")).unwrap().trim().parse().unwrap();
    rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
    pty.until_text("ENDED");
    assert!(home.notes().contains("    earlier\n"), "{}", home.notes());
    assert_eq!(home.left().len(), 2, "the editor still has it");
    let mut editor_lives = fs::File::open(end).unwrap();
    fs::write(go, "go\n").unwrap();
    std::io::copy(&mut editor_lives, &mut std::io::sink()).unwrap();
    assert!(home.notes().contains("    later\n"), "{}", home.notes());
    assert_eq!(home.left().len(), 0);
}

#[test]
fn keys_meant_for_the_editor_do_not_end_the_program() {
    let home = Home::new("trap '' INT QUIT; stty isig; echo OPEN; read go; echo new > \"$1\"");
    let mut pty = home.open();
    pty.send("3Gaold\x18\x05");
    pty.until("the editor", |screen| !screen.alternate_screen() && screen.contents().contains("OPEN"));
    pty.send("\x03\x1c");
    pty.until_text("^\\");
    pty.send("\n");
    until_reading(&mut pty, "new");
    pty.send("\x1b");
    pty.until_text("draft kept");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

/// `^Z` in the editor stops the whole job; `fg` goes on with it. The modes that the editor leaves are not those of the
/// shell afterwards.
#[test]
fn the_job_stops_and_goes_on_with_its_editor() {
    // It reads nothing from the terminal: what is typed next is for the shell.
    let home = Home::new("echo OPEN; read go < \"$HERE/go\"; stty -echo -icanon min 1; echo new > \"$1\"");
    let here = home.directory.path();
    assert!(Command::new("mkfifo").arg(here.join("go")).status().unwrap().success());
    let visual = format!("'{}'", home.editor().display());
    let environment = [("PS1", "$ "), ("VISUAL", visual.as_str()), ("HERE", here.to_str().unwrap())];
    let mut pty = Pty::start("sh", &["-i"], &home.config(), &environment);
    pty.until_text("$");
    let before = pty.modes();
    pty.send(&format!("'{REFTEL}'\n"));
    pty.until_text("? help");
    pty.send("3Gaold\x18\x05");
    pty.until("the editor", |screen| !screen.alternate_screen() && screen.contents().contains("OPEN"));
    pty.send("\x1a");
    pty.until_text("Stopped");
    pty.send("echo she''ll\n");
    pty.until_text("shell");
    pty.send("fg\n");
    fs::write(here.join("go"), "go\n").unwrap();
    until_reading(&mut pty, "new");
    pty.send("\x1b");
    pty.until_text("draft kept");
    pty.send("q");
    pty.until("the shell again", |screen| !screen.alternate_screen());
    pty.send("echo ba''ck\n");
    pty.until_text("back");
    assert_eq!(pty.modes(), before);
    pty.send("exit\n");
    pty.end();
}

#[test]
fn a_secure_session_starts_no_editor() {
    let home = Home::new("touch \"$HERE/started\"");
    let visual = format!("'{}'", home.editor().display());
    let here = home.directory.path().display().to_string();
    let environment = [("VISUAL", visual.as_str()), ("HERE", here.as_str()), ("REFTEL_SECURE", "1")];
    let mut pty = Pty::start(REFTEL, &[], &home.config(), &environment);
    pty.until_text("? help");
    pty.send("3Gatext\x18\x05");
    pty.until_text("REFTEL_SECURE is set");
    pty.send("\x1b");
    pty.until_text("draft kept");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(!home.directory.path().join("started").exists());
}

/// The cable came through standard input: the keys do not.
#[test]
fn the_editor_gets_the_keyboard_when_the_cable_came_through_a_pipe() {
    let home = Home::new("echo OPEN; read word; echo \"$word\" > \"$1\"");
    let visual = format!("'{}'", home.editor().display());
    let environment = [("VISUAL", visual.as_str())];
    let script = format!("printf '1. (C) A boat.\\n' | '{REFTEL}' -");
    let mut pty = Pty::start("sh", &["-c", &script], &home.config(), &environment);
    pty.until_text("is no cable");
    pty.send("aold\x18\x05");
    pty.until("the editor", |screen| !screen.alternate_screen() && screen.contents().contains("OPEN"));
    pty.send("typed\n");
    until_reading(&mut pty, "typed");
    pty.send("\x1b");
    pty.until_text("draft kept");
    pty.send("q");
    pty.end();
}

#[test]
fn a_file_that_the_editor_removed_is_not_said_to_be_kept() {
    let home = Home::new("rm \"$1\"");
    let mut pty = home.open();
    pty.send("awritten here\x13");
    pty.until_text("notes 1 saved");
    pty.send("e");
    until_reading(&mut pty, "it is gone; the text stays as it was");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(home.left().is_empty() && home.notes().contains("written here"));
}
