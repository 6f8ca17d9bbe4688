//! `reftel import`: look, question, union.

use std::fs;
use std::os::unix::fs::symlink;

use reftel::annotation::Writer;
use serde_json::{Value, json};

use crate::desk::{assert_ended, feed, printed};
use crate::forge::{entry, file, mallory, note, values};
use crate::pty::Pty;
use crate::support::{CABLE_ID, Desk, REFTEL, assert_refused};

#[test]
fn a_file_is_shown_first_and_taken_in_with_yes() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ann.add(1, "Ann's");
    ben.add(2, "Ben's");
    let before = ann.snapshot();
    let shown = ann.ok(&["import", "--dry-run"], &[&ben.file()]);
    for part in ["ben (a-", "on 07ELBONIA12", "entries: 1 new, 0 known, 0 quarantined"] {
        assert!(shown.contains(part), "{shown}");
    }
    assert_refused(&ann.run_on(&["import"], &[&ben.file()]), 2, &["--yes", "--dry-run"]);
    assert_eq!(ann.snapshot(), before, "nothing but a look was taken");
    let said = ann.import(&[&ben.file()]);
    assert!(said.contains("new entries taken in: 1\nto judge what is new: open 07ELBONIA12"), "{said}");
    assert!(said.lines().last().unwrap().contains("reftel review list"), "{said}");
    assert_eq!(ann.bodies(), ["Ann's", "Ben's"]);
    assert_eq!(ann.look(&ben.file())["state"], "nothing new");
    let said = ann.ok(&["import", "--yes", "--json"], &[&ben.file()]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["schema"], &said["files"][0]["known"]), (&json!(1), &json!(1)));
}

#[test]
fn a_terminal_is_asked() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ann.add(1, "Ann's");
    ben.add(2, "Ben's");
    let file = ben.file();
    for (answer, code, bodies) in
        [("n", 1, vec!["Ann's"]), ("", 1, vec!["Ann's"]), ("y", 0, vec!["Ann's", "Ben's"])]
    {
        let mut pty = Pty::start(REFTEL, &["import", file.to_str().unwrap()], &ann.config(), &[]);
        pty.until_text("[y/n]");
        pty.send(&format!("{answer}\n"));
        assert_eq!(pty.end(), code, "{answer}");
        assert_eq!(ann.bodies(), bodies, "{answer}");
    }
}

#[test]
fn a_piped_answer_counts_and_none_is_no_consent() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ann.add(1, "Ann's");
    ben.add(2, "Ben's");
    let import = |answer: &str| {
        let mut command = desk.program("ann", "ann");
        command.arg("import").arg(ben.file());
        feed(command, answer)
    };
    assert_ended(&import("n\n"), 1, &["nothing was taken in"]);
    assert_refused(&import(""), 2, &["--yes", "--dry-run"]);
    assert_eq!(ann.bodies(), ["Ann's"]);
    let said = printed(import("y\n"));
    assert!(said.contains("entries: 1 new") && said.contains("new entries taken in: 1"), "{said}");
    assert_eq!(ann.bodies(), ["Ann's", "Ben's"]);
    // Where nothing is new there is nothing to ask.
    assert!(printed(import("")).contains("taken in: 0"));
}

#[test]
fn the_same_file_a_hundred_times_changes_no_byte() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ann.add(1, "Ann's");
    ben.add(2, "first");
    ben.change("first", Some("second"));
    ann.import(&[&ben.file()]);
    let before = ann.snapshot();
    for _ in 0..100 {
        ann.import(&[&ben.file()]);
    }
    assert!(ann.snapshot() == before, "the store has changed");
}

/// A colleague's two machines, or a backup that was put back: what is held stays.
#[test]
fn versions_of_one_file_that_went_apart_are_united() {
    let desk = Desk::new();
    let writer = mallory();
    let all: Vec<_> = (1..=3).map(|seq| note(&writer, seq, &format!("note {seq}"))).collect();
    let older = desk.file("older.yaml", file(&writer, &values(&all[..2])));
    let other = desk.file("other.yaml", file(&writer, &values(&all[1..])));
    for files in [[&older, &other], [&other, &older]] {
        let ann = desk.reader(if files[0] == &older { "ann" } else { "ben" });
        ann.import(&[files[0]]);
        ann.import(&[files[1]]);
        assert_eq!(ann.bodies(), ["note 1", "note 2", "note 3"]);
    }
    let [ann, ben] = ["ann", "ben"].map(|name| fs::read(&desk.reader(name).files()[0]).unwrap());
    assert!(ann == ben, "in whatever order they come, the file is the same");
}

#[test]
fn what_a_newer_program_wrote_reaches_the_third_reader_as_it_was() {
    let desk = Desk::new();
    let writer = mallory();
    let odd = entry(&writer, |entry| {
        entry.kind = serde_json::from_value(json!("telepathy")).unwrap();
        entry.extra.insert("depth".into(), json!({"of": ["sea", 1.5, null, true]}));
    });
    let also = entry(&writer, |entry| {
        (entry.seq, entry.lamport) = (2, 2);
        entry.anchor.extra.insert("floor".into(), json!(-3));
    });
    let text = file(&writer, &values(&[odd.clone(), also.clone()]));
    let text = text.replacen("schema: 1\n", "schema: 1\nmood: {\"is\": \"good\"}\n", 1);
    let path = desk.file("odd.yaml", crate::forge::ended(text.rsplit_once("end:").unwrap().0, 2));
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ann.import(&[&path]);
    let shown = ben.ok(&["import", "--dry-run"], &[&ann.files()[0]]);
    assert!(shown.contains("1 of the new entries is of a kind that a newer reftel knows"), "{shown}");
    ben.import(&[&ann.files()[0]]);
    let text = fs::read_to_string(&ben.files()[0]).unwrap();
    let arrived: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(arrived["entries"], json!([odd, also]));
    assert_eq!(arrived["mood"], json!({"is": "good"}));
    assert_eq!(ben.look(&path)["known"], 2);
}

#[test]
fn a_file_of_a_newer_schema_is_refused_and_nothing_is_written() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "Ann's");
    let before = ann.snapshot();
    let text = file(&mallory(), &[]).replacen("schema: 1", "schema: 2", 1);
    let path = desk.file("newer.yaml", text);
    assert_refused(
        &ann.run_on(&["import", "--yes"], &[&path]),
        3,
        &["newer.yaml", "schema 2", "update reftel"],
    );
    assert!(ann.snapshot() == before);
}

#[test]
fn what_is_missing_by_its_number_is_said() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let writer = mallory();
    let gap = [1, 2, 5].map(|seq| note(&writer, seq, "x"));
    let text = file(&writer, &values(&gap));
    let text = text.replacen("replica:", "seen: {a-other.r-9: 4}\nreplica:", 1);
    let path = desk.file("gap.yaml", crate::forge::ended(text.rsplit_once("end:").unwrap().0, 3));
    let remarks = ann.look(&path)["remarks"].to_string();
    assert!(remarks.contains("2 entries of a-mallory.r-1 are missing"), "{remarks}");
    assert!(remarks.contains("4 entries of a-other.r-9 are missing"), "{remarks}");
}

/// What a colleague has not sent is no harm here; what is missing of one's own is.
#[test]
fn a_gap_is_a_warning_unless_the_file_claims_to_be_the_readers() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "here");
    let mut writer = mallory();
    let gap = |writer: &Writer| file(writer, &values(&[1, 2, 5].map(|seq| note(writer, seq, "x"))));
    let theirs = desk.file("gap.yaml", gap(&writer));
    ann.ok(&["import", "--yes"], &[&theirs]);
    let said = ann.ok(&["verify"], &[]);
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("warning: ")).collect();
    let expected =
        "/a-mallory.r-1.yaml: 2 entries of a-mallory.r-1 are missing; ask its writer to send it again";
    assert!(lines.len() == 1 && lines[0].ends_with(expected), "{said}");
    let found: Value = serde_json::from_str(&ann.ok(&["verify", "--json"], &[])).unwrap();
    let flag = &found["flags"][0];
    assert_eq!((&found["sound"], &flag["warning"]), (&true.into(), &true.into()));
    assert!(ann.config().join(flag["file"].as_str().unwrap()).is_file(), "{flag}");
    let advice = ann.ok(&["doctor"], &[]);
    assert!(advice.contains("nothing of yours is missing"), "{advice}");

    writer.author = reftel::store::NotesFile::read(&ann.file()).unwrap().writer().author.clone();
    ann.ok(&["import", "--yes", "--mine"], &[&desk.file("mine.yaml", gap(&writer))]);
    assert_eq!(ann.run(&["verify"]).status.code(), Some(4));
}

#[test]
fn the_own_notes_from_another_machine_are_taken_only_when_the_reader_says_so() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "here");
    let mut writer = reftel::store::NotesFile::read(&ann.file()).unwrap().writer().clone();
    writer.replica = "r-elsewhere".into();
    let path = desk.file("mine.yaml", file(&writer, &values(&[note(&writer, 1, "there")])));
    let before = ann.snapshot();
    assert_refused(&ann.run_on(&["import", "--yes"], &[&path]), 3, &["claims to be you", "--mine"]);
    assert!(ann.snapshot() == before);
    ann.ok(&["import", "--yes", "--mine"], &[&path]);
    assert_eq!(ann.bodies(), ["here", "there"]);
    assert!(ann.look(&path)["remarks"].to_string().contains("by you on another machine"));
    // What anybody can name as the same machine is asked for again.
    let more = [note(&writer, 1, "there"), note(&writer, 2, "in your name")];
    let path = desk.file("more.yaml", file(&writer, &values(&more)));
    assert_refused(&ann.run_on(&["import", "--yes"], &[&path]), 3, &["claims to be you", "--mine"]);
}

#[test]
fn what_claims_to_be_in_the_own_file_is_taken_only_when_the_reader_says_so() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "mine");
    let own = fs::read(ann.file()).unwrap();
    let writer = reftel::store::NotesFile::read(&ann.file()).unwrap().writer().clone();
    let path = desk.file("forged.yaml", file(&writer, &values(&[note(&writer, 2, "never mine")])));
    let before = ann.snapshot();
    assert_refused(&ann.run_on(&["import", "--yes"], &[&path]), 3, &["claims to be you", "--mine"]);
    assert!(ann.snapshot() == before);
    assert_eq!(ann.look(&ann.file())["state"], "nothing new", "what is held is held");
    ann.ok(&["import", "--yes", "--mine"], &[&path]);
    assert_eq!(ann.bodies(), ["mine", "never mine"]);
    assert!(fs::read(ann.file()).unwrap() != own);
    ann.add(2, "and on");
    assert!(ann.run(&["verify"]).status.success(), "numbers go on");
    let beyond = entry(&writer, |entry| (entry.seq, entry.lamport) = (1 << 53, 3));
    let path = desk.file("beyond.yaml", file(&writer, &values(&[beyond])));
    assert_refused(&ann.run_on(&["import", "--yes", "--mine"], &[&path]), 3, &["numbered beyond belief"]);
}

#[test]
fn of_a_directory_the_notes_files_are_taken_and_links_are_not_followed() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ben.add(1, "Ben's");
    let bag = desk.directory("bag");
    let below = desk.directory("bag/any/name");
    let name = ben.file().file_name().unwrap().to_owned();
    fs::copy(ben.file(), below.join(&name)).unwrap();
    fs::write(bag.join("README.yaml"), "not: notes").unwrap();
    // What backups are called.
    fs::copy(ben.file(), bag.join(name.to_str().unwrap().to_owned() + ".bak")).unwrap();
    symlink(ben.file(), bag.join(&name)).unwrap();
    symlink(ben.config(), bag.join("link")).unwrap();
    let said = ann.import(&[&bag]);
    assert_eq!(said.matches("entries:").count(), 1, "{said}");
    assert_eq!(ann.bodies(), ["Ben's"]);
    let own = desk.directory("own names");
    fs::copy(ben.file(), own.join("for ann.txt")).unwrap();
    assert!(ann.import(&[&own]).contains("0 new, 1 known"), "whatever it is called");
    assert_refused(&ann.run_on(&["import", "--yes"], &[&desk.directory("empty")]), 3, &["no notes file"]);
}

#[test]
fn what_is_only_for_a_newer_program_is_not_to_be_judged() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let odd = entry(&mallory(), |entry| entry.kind = serde_json::from_value(json!("telepathy")).unwrap());
    let path = desk.file("odd.yaml", file(&mallory(), &values(&[odd])));
    let said = ann.import(&[&path]);
    assert!(said.contains("kept for it, and not shown") && !said.contains("to judge"), "{said}");
}

#[test]
fn a_file_that_is_refused_is_told_by_its_field_and_line_and_what_helps() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let good = file(&mallory(), &values(&[note(&mallory(), 1, "x")]));
    let (body, _) = good.rsplit_once("end:").unwrap();
    let cases: [(String, &[&str]); 8] = [
        (
            good.replacen("replica: \"r-1\"", "replica: [1]", 1),
            &["line 5: 'replica' is of the wrong kind", "again"],
        ),
        (good.replacen("replica: \"r-1\"", "replica: \"r-/x\"", 1), &["names no writer", "send it again"]),
        (good.replacen(CABLE_ID, "", 1), &["the id of its cable is missing", "send it again"]),
        (body.into(), &["'end' is missing", "send it again"]),
        (good[..good.len() / 2].into(), &["line 7: this is not valid YAML", "send it again"]),
        (String::new(), &["it is empty"]),
        ("- some: list\n".into(), &["it is not a notes file", "review finish"]),
        (fs::read_to_string(desk.cable()).unwrap(), &["it is a cable", "reftel FILE"]),
    ];
    for (text, parts) in cases {
        let path = desk.file("offer.yaml", text);
        assert_refused(&ann.run_on(&["import", "--yes"], &[&path]), 3, parts);
    }
    let link = desk.path("link.yaml");
    symlink(desk.path("gone.yaml"), &link).unwrap();
    assert_refused(&ann.run_on(&["import", "--yes"], &[&link]), 3, &["a link to a file that is not there"]);
}

#[test]
fn who_is_told_no_name_keeps_the_one_on_their_notes() {
    let desk = Desk::new();
    let ann = desk.reader("ann");
    ann.add(1, "one");
    let mut nameless = desk.program("ann", "ann");
    nameless.env_remove("REFTEL_AUTHOR").args(["notes", "add", "--para", "2", "--input", "two"]);
    assert!(nameless.arg(desk.cable()).output().unwrap().status.success());
    let names: Vec<_> = ann.notes().iter().map(|note| note["author"].clone()).collect();
    assert_eq!(names, ["ann", "ann"]);
    let file = reftel::store::NotesFile::read(&ann.files()[0]).unwrap();
    assert_eq!(file.writer().author.name, "ann");
}

#[test]
fn one_refused_file_keeps_the_others_from_nothing() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ben.add(1, "Ben's");
    let bad = desk.file("bad.yaml", "PK\u{3}\u{4}");
    let output = ann.run_on(&["import", "--yes"], &[&bad, &ben.file()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stdout).contains("REFUSED: it is an archive"));
    assert_eq!(ann.bodies(), ["Ben's"]);
}

#[test]
fn a_colleagues_damaged_copy_is_not_overwritten() {
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ben.add(1, "one");
    ann.import(&[&ben.file()]);
    let held = ann.files()[0].clone();
    fs::write(&held, "half a fi").unwrap();
    ben.add(2, "two");
    let output = ann.run_on(&["import", "--yes"], &[&ben.file()]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("move it away") && said.lines().count() == 1, "{said}");
    assert_eq!(fs::read_to_string(held).unwrap(), "half a fi");
}
