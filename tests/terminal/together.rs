//! Several terminals on one cable, and somebody else at the files.

use crate::{Pty, REFTEL, kept, open};

#[test]
fn two_programs_at_once_keep_both_notes() {
    let config = tempfile::tempdir().unwrap();
    let mut one = open(config.path());
    let mut two = open(config.path());
    for (pty, keys) in [(&mut one, "2Gafrom the first"), (&mut two, "4Gafrom the second")] {
        pty.send(keys);
        pty.until_text(&keys[3..]);
    }
    for pty in [&mut one, &mut two] {
        pty.send("\x13");
        pty.until("the note saved", |screen| !screen.contents().contains("draft"));
        pty.send("q");
        assert_eq!(pty.end(), 0);
    }
    let listed = kept(config.path());
    assert!(listed.contains("from the first") && listed.contains("from the second"), "{listed}");
}

/// Another program holds the lock: the note is saved when it lets go, and until then every key is obeyed.
#[test]
fn no_key_waits_for_a_save() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    let lock = std::fs::File::create(config.path().join("lock")).unwrap();
    lock.lock().unwrap();
    pty.send("aslow disk\x13");
    pty.until_text("notes 1 saving");
    pty.send("G");
    pty.until_text("PASCUAL");
    drop(lock);
    pty.until_text("notes 1 saved");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(kept(config.path()).contains("slow disk"));
}

/// No key is pressed in the second terminal, and the directory of the notes is not there when it starts.
#[test]
fn what_one_terminal_saves_the_other_shows() {
    let config = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (open(config.path()), open(config.path()));
    one.send("aseen elsewhere\x13");
    other.until_text("seen elsewhere");
    one.send("aand again\x13");
    other.until_text("and again");
    for pty in [&mut one, &mut other] {
        pty.send("q");
        assert_eq!(pty.end(), 0);
    }
}

/// Both texts are on both screens; editing the note takes both up, and saving it leaves one version.
#[test]
fn two_edits_of_one_note_are_shown_and_settled() {
    let config = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (open(config.path()), open(config.path()));
    one.send("aboats\x13");
    other.until_text("boats");
    one.send("i from one");
    one.until_text("boats from one");
    other.send("i from another\x13");
    other.until_text("boats from another");
    other.until_text("notes 1 saved");
    one.send("\x13");
    for pty in [&mut one, &mut other] {
        pty.until_text("2 VERSIONS");
        pty.until("both texts", |screen| {
            let text = screen.contents();
            text.contains("boats from one") && text.contains("boats from another")
        });
    }
    other.send("i");
    other.until_text("saving it settles them");
    other.send(" settled\x13");
    for pty in [&mut one, &mut other] {
        pty.until("one version", |screen| {
            let text = screen.contents();
            text.contains("settled") && !text.contains("VERSIONS")
        });
        pty.send("q");
        assert_eq!(pty.end(), 0);
    }
    let text = kept(config.path());
    assert!(["from one", "from another", "settled"].iter().all(|words| text.contains(words)), "{text}");
}

/// What stands in the place of the notes and is none is kept, and the reader is told, while the program goes on.
#[test]
fn a_file_that_is_damaged_meanwhile_is_kept_and_said() {
    let config = tempfile::tempdir().unwrap();
    let mut pty = open(config.path());
    pty.send("abefore\x13");
    pty.until_text("notes 1 saved");
    let directory = std::fs::read_dir(config.path().join("notes")).unwrap().next().unwrap().unwrap().path();
    let files = || std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path());
    let notes = files().find(|path| path.extension().is_some_and(|end| end == "yaml")).unwrap();
    std::fs::write(&notes, "garbage").unwrap();
    pty.send("aafter\x13");
    pty.until_text("is damaged");
    // The message lies over the status line until the next key.
    pty.send("j");
    pty.until_text("notes 2 saved");
    assert!(files().any(|path| std::fs::read(path).unwrap() == b"garbage"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(["before", "after"].iter().all(|body| kept(config.path()).contains(body)));
}

/// Nobody presses a key but the one that the program rests behind.
#[test]
fn a_cable_file_that_changes_on_disk_is_said_and_read_again() {
    let config = tempfile::tempdir().unwrap();
    let path = config.path().join("cable.txt");
    std::fs::write(&path, "1. (C) The boats came.\n\n2. (C) They left.\n").unwrap();
    let file = path.display().to_string();
    let mut pty = Pty::start(REFTEL, &[&file], config.path(), &[]);
    pty.until_text("They left.");
    std::fs::write(&path, "1. (C) The boats came.\n\n2. (C) They left at noon.\n").unwrap();
    pty.send("j");
    pty.until_text(":e reads it again");
    pty.send(":e\r");
    pty.until_text("They left at noon.");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}
