//! A directory that colleagues share.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::forge::{file, mallory, note, values};
use crate::pty::Pty;
use crate::support::{Desk, REFTEL, assert_refused};

#[test]
fn notes_go_out_with_every_save_and_come_in_from_those_who_were_accepted() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    let shared = desk.directory("shared");
    ann.add(1, "before");
    let said = ann.ok(&["share"], &[&shared]);
    assert!(said.contains("your notes on 1 cable are there"), "{said}");
    assert!(ann.ok(&["share"], &[]).contains("shared"));
    ben.ok(&["share"], &[&shared]);
    ben.add(2, "Ben's");
    let output = ann.run_on(&["notes", "list"], &[&desk.cable()]);
    let news = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(news.contains("ben shares notes on this cable") && news.contains("reftel import"), "{news}");
    assert_eq!(ann.bodies(), ["before"], "nobody was asked yet");
    ann.import(&[&shared]);
    ben.add(3, "more of Ben's");
    assert_eq!(ann.bodies(), ["Ben's", "before", "more of Ben's"]);
    ann.ok(&["share", "--off"], &[]);
    ben.add(3, "unseen");
    assert_eq!(ann.bodies().len(), 3);
    assert_eq!(ann.run(&["share"]).status.code(), Some(1));
}

#[test]
fn what_is_shared_is_open_to_those_to_whom_the_directory_is() {
    for (mode, file, directory) in [(0o700, 0o600, 0o700), (0o770, 0o640, 0o770), (0o755, 0o644, 0o755)] {
        let desk = Desk::new();
        let ann = desk.reader("ann");
        let shared = desk.directory("shared");
        fs::set_permissions(&shared, fs::Permissions::from_mode(mode)).unwrap();
        ann.ok(&["share"], &[&shared]);
        ann.add(1, "one");
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let below = shared.join(ann.shelf().file_name().unwrap());
        assert_eq!(mode(&below), directory);
        let copy = below.join(ann.file().file_name().unwrap());
        assert_eq!(mode(&copy), file);
        assert!(fs::read(copy).unwrap() == fs::read(ann.file()).unwrap());
    }
}

#[test]
fn a_share_that_fails_is_said_and_keeps_nothing_from_being_saved() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let shared = desk.directory("shared");
    ann.ok(&["share"], &[&shared]);
    fs::remove_dir(&shared).unwrap();
    let arguments = ["notes", "add", "--input", "saved all the same"];
    let output = ann.run_on(&arguments, &[&desk.cable()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("not shared") && said.lines().count() == 1, "{said}");
    assert!(!shared.exists(), "it may be on a disk that is not there");
    assert_eq!(ann.bodies(), ["saved all the same"]);
    fs::create_dir(&shared).unwrap();
    ann.add(1, "later");
    assert_eq!(fs::read_dir(&shared).unwrap().count(), 1, "it is made up for");
}

/// What lies there under the own name and is not held stays there, and is not taken for one's own.
#[test]
fn nothing_that_lies_there_is_lost_or_taken_on_trust() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let shared = desk.directory("shared");
    ann.add(1, "mine");
    ann.ok(&["share"], &[&shared]);
    let writer = reftel::store::NotesFile::read(&ann.file()).unwrap().writer().clone();
    let below = shared.join(ann.shelf().file_name().unwrap());
    let copy = below.join(ann.file().file_name().unwrap());
    let own = fs::read(ann.file()).unwrap();
    fs::write(&copy, file(&writer, &values(&[note(&writer, 2, "forged")]))).unwrap();
    // A file of another cable under the name of this one, a link, and a file in the name of another writer.
    fs::write(below.join("a-mallory.r-1.yaml"), file(&mallory(), &values(&[note(&mallory(), 1, "x")])))
        .unwrap();
    std::os::unix::fs::symlink(&copy, below.join("a-link.r-1.yaml")).unwrap();
    assert_eq!(ann.bodies(), ["mine"]);
    assert!(fs::read(ann.file()).unwrap() == own);
    let there = fs::read_to_string(copy).unwrap();
    assert!(there.contains("forged") && there.contains("mine"), "{there}");
}

#[test]
fn what_lies_there_in_the_readers_own_name_from_another_machine_is_asked_about() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let shared = desk.directory("shared");
    ann.add(1, "mine");
    ann.ok(&["share"], &[&shared]);
    let mut writer = reftel::store::NotesFile::read(&ann.file()).unwrap().writer().clone();
    writer.replica = "r-elsewhere".into();
    let below = shared.join(ann.shelf().file_name().unwrap());
    let path = below.join(format!("{}.yaml", writer.key()));
    fs::write(&path, file(&writer, &values(&[note(&writer, 1, "claimed")]))).unwrap();
    let output = ann.run_on(&["notes", "list"], &[&desk.cable()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("claim to be yours, from another machine"), "{said}");
    assert!(said.contains(&format!("reftel import --mine '{}'", path.display())), "{said}");
    assert_eq!(ann.bodies(), ["mine"]);
    ann.ok(&["import", "--yes", "--mine"], &[&path]);
    assert_eq!(ann.bodies(), ["claimed", "mine"]);
}

#[test]
fn a_share_that_takes_nothing_is_no_success() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "one");
    let shared = desk.directory("shared");
    fs::write(shared.join(ann.shelf().file_name().unwrap()), "in the way").unwrap();
    let output = ann.run_on(&["share"], &[&shared]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(
        said.contains("not shared in") && said.contains("in the way") && said.lines().count() == 1,
        "{said}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("your notes on 0 cables are there"));
}

#[test]
fn the_programs_own_directory_is_not_shared() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "one");
    let link = desk.path("link");
    std::os::unix::fs::symlink(ann.config(), &link).unwrap();
    for own in [ann.config(), ann.config().join("notes"), ann.shelf(), link] {
        assert_refused(&ann.run_on(&["share"], &[&own]), 2, &["the configuration directory"]);
    }
    assert_eq!(ann.run(&["share"]).status.code(), Some(1), "none is shared");
}

#[test]
fn a_shared_directory_that_goes_and_comes_back_is_noticed_every_time() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let shared = desk.directory("shared");
    ann.ok(&["share"], &[&shared]);
    let mut pty = Pty::start(REFTEL, &[desk.cable().to_str().unwrap()], &ann.config(), &[]);
    pty.until_text("? help");
    for _ in 0..2 {
        fs::remove_dir_all(&shared).unwrap();
        pty.until_text("is not there: your notes");
        fs::create_dir(&shared).unwrap();
        pty.until_text("is there again");
    }
    pty.send("anobody misses it\x13");
    pty.until_text("saved");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert_eq!(fs::read_dir(&shared).unwrap().count(), 1, "it is made up for");
}

#[test]
fn a_colleagues_note_appears_while_the_cable_is_open() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    let shared = desk.directory("shared");
    ben.add(2, "Ben was here");
    ann.import(&[&ben.file()]);
    ann.ok(&["share"], &[&shared]);
    ben.ok(&["share"], &[&shared]);
    let cable = desk.cable();
    let mut pty = Pty::start(REFTEL, &[cable.to_str().unwrap()], &ann.config(), &[]);
    pty.until_text("Ben was here");
    ben.add(2, "and again");
    pty.until_text("and again");
    pty.until_text("1 new from ben: ]r");
    ben.add(3, "and at last");
    pty.until_text("2 new from ben: ]r");
    pty.send("j");
    pty.until_text("]r review");
    pty.send("aAnn answers\x13");
    pty.until_text("saved");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(ben.bodies().len() == 3, "Ann's are not accepted yet");
    ben.import(&[&shared]);
    assert!(ben.bodies().contains(&"Ann answers".to_owned()), "{:?}", ben.bodies());
}

#[test]
fn a_share_that_cannot_be_told_is_said_and_not_taken_for_none() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let shared = desk.directory("shared");
    ann.ok(&["share"], &[&shared]);
    let named = ann.config().join("share.yaml");
    let text = fs::read_to_string(&named).unwrap();
    for (text, why) in [
        (text.replace("schema: 1", "schema: 2"), "was written by a newer version; update reftel"),
        (String::from("x: ["), "is damaged; name the directory again"),
    ] {
        fs::write(&named, text).unwrap();
        assert_refused(&ann.run(&["share"]), 4, &["share.yaml", why]);
        let output = ann.run_on(&["notes", "add", "--input", why], &[&desk.cable()]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains(why) && ann.bodies().contains(&why.to_owned()), "{said}");
        assert_eq!(fs::read_dir(&shared).unwrap().count(), 0, "nothing goes where nobody said");
    }
}

#[test]
fn who_has_no_name_is_told_before_colleagues_see_it() {
    let desk = Desk::new();
    let nobody = |arguments: &[&str]| {
        let mut program = desk.program("", "nobody");
        let output = program.env_remove("USER").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    };
    let cable = desk.cable().to_str().unwrap().to_owned();
    assert_eq!(nobody(&["notes", "add", &cable, "--para", "1", "--input", "x"]), "");
    let shared = desk.directory("shared").to_str().unwrap().to_owned();
    let out = desk.path("out.yaml").to_str().unwrap().to_owned();
    for arguments in [&["share", &shared][..], &["review", "finish", &cable, "-o", &out]] {
        let said = nobody(arguments);
        assert!(said.contains("the name 'unknown'") && said.contains("REFTEL_AUTHOR"), "{said}");
    }
}
