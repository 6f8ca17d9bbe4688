//! Notes go out with the text that they stand on, when they tell of nothing else.

use serde_json::Value;

use crate::support::{CABLE, Desk};

/// The reasons for which the notes with these places and texts are withheld, in the order of the report.
fn reasons(notes: &[(&str, &[&str])]) -> Vec<String> {
    let desk = Desk::new(CABLE);
    for (body, place) in notes {
        desk.note(body, place);
    }
    let report = desk.report("U");
    let withheld = report["withheld"].as_array().unwrap();
    let notes = withheld.iter().filter(|it| it["kind"] == "note");
    notes.map(|note| note["reason"].as_str().unwrap().to_owned()).collect()
}

const ON_2: [&str; 2] = ["--para", "2"];

#[test]
fn a_note_on_released_text_goes_out_with_its_labels() {
    let desk = Desk::new(CABLE);
    desk.note(
        "Who paid for this?\nAsk again.",
        &["--quote", "seven boats", "--type", "question", "--tag", "money"],
    );
    desk.note("Not before lunch.", &ON_2);
    let preview = desk.release("preview", "U");
    let notes = "\nNOTES\n¶2 Ann Tester\n  Not before lunch.\n¶2 Ann Tester (question #money) on \"seven boats\"\n  Who paid for this?\n  Ask again.\n";
    assert!(preview.contains(notes), "{preview}");
    let json = desk.run(&["release", "preview", "cable.txt", "--max", "U", "--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["notes"][1]["quote"], "seven boats");
    assert_eq!(json["notes"][0]["quote"], Value::Null);
}

#[test]
fn a_note_elsewhere_is_withheld() {
    assert_eq!(reasons(&[("Fine.", &["--para", "1"])]), ["on-withheld"]);
    assert_eq!(reasons(&[("Fine.", &["--quote", "the pilots"])]), ["on-withheld"]);
    assert_eq!(reasons(&[("Fine.", &["--cable"])]), ["not-on-text"]);
    let across = "Ambassador Anna Roe. The minister fears";
    let desk = Desk::new(CABLE);
    let output = desk.feed("Fine.", &["notes", "add", "cable.txt", "--quote", across]);
    if output.status.success() {
        assert!(!desk.release("preview", "U").contains("Fine."));
    }
}

#[test]
fn a_note_that_repeats_what_is_withheld_is_withheld_however_it_is_written() {
    for body in [
        "Compare: the boats belong to a company",
        "THE BOATS BELONG TO A",
        "the\u{200b} bo\u{ad}ats be\u{2060}long to a",
        "the\nboats\n\nbelong   to-a",
        "t h e b o a t s b e l o n g t o a",
        "ｔｈｅ ｂｏａｔｓ ｂｅｌｏｎｇ ｔｏ ａ",
        "theboatsbelongtoacompany",
    ] {
        assert_eq!(reasons(&[(body, &ON_2)]), ["repeats-withheld"], "{body}");
    }
}

#[test]
fn one_name_or_figure_of_what_is_withheld_is_enough() {
    for body in [
        "Was Brandt there?",
        "br\u{ad}andt",
        "B.R.A.N.D.T.",
        "Bränd\u{200d}t",
        "olafbrandt",
        "On the 23rd? 23!",
        "freedonia",
        "QUIST",
    ] {
        assert_eq!(reasons(&[(body, &ON_2)]), ["names-withheld"], "{body}");
    }
    assert_eq!(reasons(&[("Brаndt with a Cyrillic letter", &ON_2)]), ["other-letters"]);
    // What released text has itself may be said.
    assert_eq!(reasons(&[("Anna Roe counted the boats twice on the lake", &ON_2)]), [""; 0]);
}

#[test]
fn labels_and_names_of_authors_are_looked_at_too() {
    assert_eq!(reasons(&[("Fine.", &["--para", "2", "--tag", "freedonia"])]), ["names-withheld"]);
    assert_eq!(reasons(&[("Fine.", &["--para", "2", "--type", "brandt"])]), ["names-withheld"]);
    let desk = Desk::new(CABLE);
    desk.note("Fine.", &ON_2);
    let preview = |author: &str| {
        let output = desk.run(&["release", "preview", "cable.txt", "--max", "U", "--author", author]);
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(preview("Paul Jones").contains("¶2 Paul Jones\n  Fine."));
    assert!(!preview("Olaf Brandt").contains("Fine."));
}

#[test]
fn a_note_that_repeats_a_withheld_note_is_withheld() {
    let source = "My source for this is the cook of the navy";
    assert_eq!(
        reasons(&[(source, &["--para", "1"]), ("As said: the cook of the navy", &ON_2)]),
        ["on-withheld", "repeats-withheld"]
    );
    assert_eq!(reasons(&[("As said: the cook of the sea", &ON_2)]), [""; 0]);
}

#[test]
fn a_note_that_its_writer_has_marked_higher_is_withheld() {
    for body in
        ["(S) Not before lunch.", "Lunch. [C] Dinner.", "Confidential - not before lunch.", "S//NF lunch"]
    {
        assert_eq!(reasons(&[(body, &ON_2)]), ["inner-mark"], "{body}");
    }
    assert_eq!(reasons(&[("SECRET: not before lunch.", &ON_2)]), ["inner-mark"]);
    assert_eq!(reasons(&[("Not before lunch. NOFORN", &ON_2)]), ["level-in-text"]);
    assert_eq!(reasons(&[("Lunch.", &["--para", "2", "--tag", "s-nf"])]), ["inner-mark"]);
    assert_eq!(reasons(&[("Lunch.", &["--para", "2", "--type", "secret"])]), ["inner-mark"]);
    // What is held back so is not to be told by another note.
    let source = "(S) My cook in the navy says so";
    assert_eq!(
        reasons(&[(source, &ON_2), ("My cook in the navy", &ON_2)]),
        ["inner-mark", "repeats-withheld"]
    );
    assert_eq!(reasons(&[("(U) Not before a secret lunch.", &ON_2)]), [""; 0]);
}

#[test]
fn a_note_whose_paragraph_has_changed_is_withheld() {
    let desk = Desk::new(CABLE);
    desk.note("Fine.", &["--quote", "counted the boats twice"]);
    assert!(desk.release("preview", "U").contains("Fine."));
    std::fs::write(desk.cable(), CABLE.replace("He\nfound seven", "She\nfound nine")).unwrap();
    assert!(!desk.release("preview", "U").contains("Fine."));
}

#[test]
fn where_nothing_goes_out_no_note_does() {
    let desk = Desk::new("S E C R E T ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (S) One.\n");
    desk.note("Fine.", &["--para", "1"]);
    let report = desk.report("U");
    let withheld = report["withheld"].as_array().unwrap();
    assert!(withheld.iter().any(|it| it["kind"] == "note" && it["reason"] == "on-withheld"), "{report}");
}

#[test]
fn a_note_that_the_reader_has_rejected_stays() {
    let desk = Desk::new(CABLE);
    for body in ["Not before lunch.", "Boats float."] {
        let mut bea = desk.program("Bea", "hers");
        bea.args(["notes", "add", "cable.txt", "--para", "2", "--input", body]);
        assert!(bea.output().unwrap().status.success());
    }
    let mut finish = desk.program("Bea", "hers");
    finish.args(["review", "finish", "cable.txt", "-o", "hers.yaml"]);
    assert!(finish.output().unwrap().status.success());
    assert!(desk.run(&["import", "--yes", "hers.yaml"]).status.success());
    let listed = desk.run(&["notes", "list", "cable.txt", "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let notes = listed["notes"].as_array().unwrap();
    let lunch = notes.iter().find(|note| note["body"] == "Not before lunch.").unwrap();
    let id = lunch["id"].as_str().unwrap();
    assert!(desk.run(&["review", "reject", "cable.txt", id, "--reason", "wrong"]).status.success());
    let preview = desk.release("preview", "U");
    assert!(preview.contains("Boats float.") && !preview.contains("lunch"), "{preview}");
    let withheld = desk.report("U")["withheld"].as_array().unwrap().clone();
    let note = withheld.iter().find(|it| it["kind"] == "note").unwrap();
    assert_eq!((note["id"].as_str(), note["reason"].as_str()), (Some(id), Some("rejected")));
}
